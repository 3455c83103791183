"""Translations as PO files, for people and programs that translate: out of the site's files, and back into them.

An entry is a text, its place the context, its Swedish the id. What is marked fuzzy is a draft, and is never taken in. The only door
to babel's catalogs.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from utvag import files, rules, swedish
from utvag.content import languages
from utvag.problems import InvalidRegistry, Location, Problem, Severity
from utvag.project import copied
from utvag.registry import source, walk
from utvag.registry.source import Mapping
from utvag.registry.texts import Text
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections import abc
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path as FilePath

    from utvag.project import Project
    from utvag.registry.loader import Loaded
    from utvag.registry.source import Path, Source, Value
    from utvag.rules.written_site import Said

_KEPT = re.compile(r"\{[^{}]*\}|\]\([^)]*\)")
"""What a translation has as the Swedish has it: places for words and numbers, marks of sources, where links lead."""

_LINE = re.compile(r"""\s*(#.*|(msgctxt |msgid |msgstr )?"([^"\\]|\\.)*")?\s*""")
"""A line of a PO file that means something, or nothing on purpose: the library lets others pass."""

_BETWEEN = re.compile(r"(\n(?:[ \t]*\n)+)")
_HEAD_KEYS = ("title", "description")
_AGAIN = "Gör en ny fil: .venv/bin/python scripts translate export {}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One text: its place by ids, its Swedish and its translation as they are written ("" for none), its file, its path there.

    The path of a part of a page is the number of the part; of its title and its description, the name.
    """

    context: str
    swedish: str
    words: str
    file: str
    path: Path


def entries(project: Project, loaded: Loaded, lang: str) -> list[Entry]:
    """Return every text that visitors read with what it is called in the language `lang`, in the order of the files."""
    return [*_of_registry(project, loaded, lang), *_of_words(project, lang), *_of_pages(project, lang)]


def _of_registry(project: Project, loaded: Loaded, lang: str) -> Iterator[Entry]:
    read = source.parse(files.read(project.registry, source.MAX_BYTES), project.shown(project.registry))
    for found in walk.texts(loaded.on(None).registry):
        if isinstance(found.value, Text):
            for path, said, words in _said(read.value(found.path), found.path, lang):
                yield Entry(read.subject(path), said, words, read.name, path)


def _said(value: Value | None, path: Path, lang: str) -> Iterator[tuple[Path, str, str]]:
    """Yield the path, the Swedish and the translation of each text at `path`; of several for the same words to several readers."""
    if isinstance(value, str):
        yield path, value, ""
    elif isinstance(value, Mapping) and "sv" in value:
        yield path, str(value["sv"]), str(value.get(lang, ""))
    elif isinstance(value, Mapping):
        for key, inside in value.items():
            yield from _said(inside, (*path, key), lang)


def _of_words(project: Project, lang: str) -> Iterator[Entry]:
    file = f"content/{lang.lower()}/{languages.WORDS}"
    words = _parsed(project, file)
    for key, said in (_parsed(project, f"content/{languages.WORDS}").document or Mapping((1, 1))).items():
        yield Entry(f"words.{key}", str(said), str(words.value((key,))) if words.has((key,)) else "", file, (key,))


def _parsed(project: Project, file: str) -> Source:
    path = project.root / file
    return source.parse(files.read(path) if path.exists() else b"", file)


def _of_pages(project: Project, lang: str) -> Iterator[Entry]:
    for path in sorted(project.content.glob("*.md")):
        file = project.content / lang.lower() / path.name
        original, there = _parts(path), _parts(file) if file.exists() else {}
        there = there if there.keys() == original.keys() else {}
        for part, said in original.items():
            yield Entry(f"{path.name}[{part}]", said, there.get(part, ""), project.shown(file), (part,))


def _parts(path: FilePath) -> dict[str | int, str]:
    """Return the title, the description and each part between empty lines of a page, as they are written."""
    head, body = _halves(path)
    said = source.parse(head.encode(), path.name)
    parts: dict[str | int, str] = {key: str(said.value((key,))) for key in _HEAD_KEYS if said.document and said.has((key,))}
    return parts | dict(enumerate(_BETWEEN.split(body.strip("\n"))[::2])) if head else {}


def _halves(path: FilePath) -> tuple[str, str]:
    """Return the head of a page, without its lines of ---, and its text; "" for a head that is not there."""
    found = re.fullmatch(r"---\n(.*?\n)---\n(.*)", files.text(files.read(path)).replace("\r\n", "\n"), flags=re.DOTALL)
    return (found[1], found[2]) if found else ("", "")


def export(found: Iterable[Entry], lang: str, day: dt.date, drafts: Collection[str] = ()) -> str:
    """Return entries as the text of a PO file; those whose context is among `drafts` as drafts. `day` is when it was right."""
    head = "# Översätt msgid till msgstr. Det som står inom { } och ( ) behålls. Ett utkast (fuzzy) visas aldrig för besökare."
    catalog = Catalog(
        lang.replace("-", "_"),
        header_comment=head,
        project="Utväg",
        creation_date=dt.datetime.combine(day, dt.time(), dt.UTC),
        fuzzy=False,
    )
    for entry in found:
        if entry.swedish:
            catalog.add(entry.swedish, entry.words, context=entry.context, flags=["fuzzy"] if entry.context in drafts else [])
    target = io.BytesIO()
    write_po(target, catalog, width=0)
    return target.getvalue().decode()


@dataclass(frozen=True, slots=True)
class Translated:
    """What a PO file says: the language, and each message by its context: its line, its Swedish, its words, if it is a draft."""

    lang: str
    messages: dict[str, tuple[int, str, str, bool]]


def read(path: FilePath, name: str) -> Translated | Problem:
    """Return what a PO file says, or why nothing of it can be used; `name` is what problems call it."""
    remedy = "Ta tillbaka filen som translate export gjorde den, och ändra bara det som står efter msgstr."
    try:
        text = files.text(files.read(path))
        odd = next((number for number, line in enumerate(text.split("\n"), 1) if not _LINE.fullmatch(line)), 0)
        catalog = read_po(io.BytesIO(text.encode()), abort_invalid=True)
    except (OSError, ValueError, PoFileError) as fault:
        why = files.reason(fault) if isinstance(fault, OSError) else "den är ingen PO-fil i UTF-8"
        return _problem(name, 1, name, f"Filen går inte att läsa: {why}.", remedy, "fil")
    if odd:
        return _problem(name, odd, name, "Raden går inte att läsa.", remedy, "fil")
    lang = str(catalog.locale_identifier or "").replace("_", "-")
    if not swedish.is_language(lang) or lang == swedish.ROOT:
        remedy = "Skriv språkets kod efter Language:, till exempel ar."
        return _problem(name, 1, name, f"{quoted(lang)} är inget språk att översätta till.", remedy, "sprak")
    told = {
        str(message.context or ""): (message.lineno or 1, str(message.id), str(message.string or ""), message.fuzzy)
        for message in catalog
        if message.id
    }
    return Translated(lang, told)


def _problem(name: str, line: int, subject: str, message: str, remedy: str, code: str) -> Problem:
    return Problem(Location(name, line), subject, message, remedy, code)


def wrong(told: Translated, found: Iterable[Entry], name: str) -> Iterator[Problem]:
    """Yield what in a PO file does not belong to the site as it is: other places, other Swedish, something lost on the way."""
    known = {entry.context: entry for entry in found}
    again = _AGAIN.format(told.lang)
    for context, (line, said, words, _) in told.messages.items():
        if context not in known:
            yield _problem(name, line, context, "Platsen finns inte på webbplatsen, eller inte längre.", again, "okand-hanvisning")
        elif said != known[context].swedish:
            message = f"Svenskan är en annan nu: {quoted(known[context].swedish)}."
            yield _problem(name, line, context, message, again, "oversattning-gammal")
        elif words and (lost := Counter(_KEPT.findall(said)) - Counter(_KEPT.findall(words))):
            yield _problem(name, line, context, f"Här saknas {' '.join(lost)}.", "Skriv det som på svenska.", "ord-fil")


def written(project: Project, told: Translated, found: Iterable[Entry]) -> tuple[dict[str, str], list[str]]:
    """Return the new text of each file that the PO file changes, and the files of pages that are left: not all is translated."""
    by_file: dict[str, dict[Path, tuple[str, str]]] = {}
    for entry in found:
        _, _, words, is_draft = told.messages.get(entry.context, (0, "", "", True))
        by_file.setdefault(entry.file, {})[entry.path] = entry.words, entry.words if is_draft or not words else words
    changed = {file: texts for file, texts in by_file.items() if any(old != new for old, new in texts.values())}
    waiting = [file for file, texts in changed.items() if file.endswith(".md") and not all(new for _, new in texts.values())]
    made: dict[str, str] = {}
    for file, texts in changed.items():
        new = {path: words for path, (old, words) in texts.items() if words != old}
        if file.endswith(".md"):
            whole = {part: words for (part,), (_, words) in texts.items()}
            made |= {} if file in waiting else {file: _page(project, file, whole)}
        elif file.endswith(languages.WORDS):
            made[file] = _words_file(_parsed(project, file), new)
        else:
            made[file] = with_words(source.parse(files.read(project.registry, source.MAX_BYTES), file), told.lang, new)
    return made, waiting


def trial(project: Project, told: Translated, made: abc.Mapping[str, str], name: str) -> Iterator[Problem]:
    """Yield what would be wrong if the files `made` were written, and is not now; and words that would not be as they were told."""
    with copied(project) as tried:
        before = {(problem.code, problem.subject, problem.message) for problem in _errors(tried)}
        for file, text in made.items():
            (tried.root / file).parent.mkdir(parents=True, exist_ok=True)
            (tried.root / file).write_text(text, encoding="utf-8")
        lines = {key: row[0] for context, row in told.messages.items() for key in (context, f"{context}.{told.lang}", context[6:])}
        found = [one for one in _errors(tried) if (one.code, one.subject, one.message) not in before]
        yield from (replace(one, where=Location(name, lines.get(one.subject, 1))) for one in found)
        if not found:
            there = {one.context: one.words for one in entries(tried, rules.read(tried)[0], told.lang) if one.file in made}
            for context, (line, _, words, is_draft) in told.messages.items():
                if words and not is_draft and there.get(context, words) != words:
                    remedy = "Skriv svenskan på en egen rad, sv:, i filen, och gör om det."
                    yield _problem(name, line, context, "Texten går inte att lägga in av sig själv.", remedy, "uppstallning")


def _errors(project: Project) -> list[Problem]:
    try:
        found = rules.check(project)[2]
    except InvalidRegistry as fault:
        found = fault.problems
    return [problem for problem in found if problem.severity is Severity.ERROR]


def _page(project: Project, file: str, texts: abc.Mapping[str | int, str]) -> str:
    """Return a translated page whose title, description and parts are `texts`; the rest as it was, or as in the Swedish page."""
    path = project.root / file
    path = path if path.exists() and _parts(path).keys() == texts.keys() else project.content / path.name
    head, body = _halves(path)
    rows = {f"{key}:": f"{key}: {scalar(texts[key])}" for key in _HEAD_KEYS if key in texts}
    head = "".join(f"{rows.get(row.partition(' ')[0], row)}\n" for row in head.splitlines())
    parts = _BETWEEN.split(body.strip("\n"))
    parts[::2] = [texts[number] for number in range(len(parts[::2]))]
    start, end = body[: len(body) - len(body.lstrip("\n"))], body[len(body.rstrip("\n")) :]
    return f"---\n{head}---\n{start}{''.join(parts)}{end}"


def _words_file(read: Source, new: dict[Path, str]) -> str:
    """Return a file of words with `new` ones: each in its line, or last."""
    lines = read.text.rstrip("\n").split("\n") if read.text else []
    for (key, *_), words in new.items():
        row = f"{key}: {scalar(words)}"
        if read.has((key,)):
            lines[read.locate((key,)).line - 1] = row
        else:
            lines.append(row)
    return "\n".join(lines) + "\n"


def with_words(read: Source, lang: str, new: dict[Path, str]) -> str:
    """Return the registry's text with `new` words in the language `lang`: in their line, or in one below the Swedish."""
    lines = read.text.split("\n")
    for path in sorted(new, key=lambda path: read.locate(path).line, reverse=True):
        where, value, row = read.locate(path), read.value(path), f"{lang}: {scalar(new[path])}"
        if isinstance(value, Mapping):
            line, column = value.marks[lang if lang in value else "sv"][:2]
            before = lines[line - 1][: column - 1]
            lines[line - (lang in value) : line] = [before + row if lang in value else " " * len(before) + row]
        else:
            before, said = lines[where.line - 1][: where.column - 1], lines[where.line - 1][where.column - 1 :]
            indent = " " * (where.column - 1 if before.endswith("- ") else read.locate(path, key=True).column + 1)
            first = f"{before}sv: {said}" if before.endswith("- ") else f"{before.rstrip()}\n{indent}sv: {said}"
            lines[where.line - 1] = f"{first}\n{indent}{row}"
    return "\n".join(lines)


def scalar(words: str) -> str:
    """Return words as a line of YAML reads them: as they are if that can be, else in quotation marks."""
    read = source.parse(f"a: {words}\n".encode("utf-8", "replace"), "")
    is_plain = not read.problems and read.document is not None and read.document.get("a") == words
    return words if is_plain and type(read.value(("a",))) is str else json.dumps(words, ensure_ascii=False)


def has_read(told: Translated, found: Iterable[Entry], text: Said) -> bool:
    """Return whether whoever made a PO file has seen a translation beside the Swedish that stands there now."""
    where, subject = text.find("")
    there = [one.context for one in found if (one.file, told.lang) == (where.file, text.lang) and one.swedish]
    contexts = [one for one in there if where.file.endswith(".md") or subject in (f"{one}.{told.lang}", one.removeprefix("words."))]
    return bool(contexts) and all(one in told.messages and told.messages[one][2] and not told.messages[one][3] for one in contexts)
