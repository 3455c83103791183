"""Hand-written Markdown: where it may stand, what it must begin with, what it may say."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from utvag import files
from utvag.content import allowances, page_source, urls
from utvag.problems import Location, Problem
from utvag.registry import phones, source
from utvag.registry.source import Bare, Sequence
from utvag.rules import page_shape, paused, plain_words, source_marks
from utvag.rules.wording import PROMISES, TELLING, published_numbers
from utvag.swedish import did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from utvag.content.page_source import Manuscript
    from utvag.project import Project
    from utvag.registry.loader import Loaded

REQUIRED = ("title", "description", "audience", "owner", "reviewed")
"""Front matter that every page needs."""

KEYS = (*REQUIRED, "registry", "assessed")
"""Everything that front matter may say; `assessed` (the day the site was tried) makes a page the accessibility statement."""

_CALL = re.compile(r"\[(?P<words>[^\]]*)\]\(tel:(?P<number>[^)\s]*)")
"""A link of Markdown that calls somebody."""

AUDIENCES = ("leaver", "relative", "professional")


def check(project: Project, loaded: Loaded) -> Iterator[Problem]:
    """Yield what is wrong with the pages in the content folder, and the sources that nothing rests on."""
    generated = set(urls.generated(loaded.registry, loaded.languages))
    known = plain_words.Vocabulary.of(loaded.registry)
    numbers, sources = published_numbers(loaded), {item.id for item in loaded.registry.sources}
    read = []
    for path in files.below(project.content):
        name = project.shown(path)
        inside = path.relative_to(project.content)
        yield from _address(inside, name, generated)
        if path.suffix == ".md":
            text = _text(path, name)
            if isinstance(text, Problem):
                yield text
            else:
                page = page_source.read(text, name)
                read.append(page)
                in_swedish = known if language(inside) == plain_words.LANGUAGE else None
                yield from allowances.apply(_page(page, text, loaded, numbers, sources, in_swedish), page.allowances)
    yield from source_marks.unused(loaded, read)


def pages(project: Project) -> Iterator[Manuscript]:
    """Yield every hand-written page that can be read, in the order of their names."""
    for path in files.below(project.content):
        text = _text(path, project.shown(path)) if path.suffix == ".md" else None
        if isinstance(text, str):
            yield page_source.read(text, project.shown(path))


def address(project: Project, page: Manuscript) -> str:
    """Return where a page stands below the site's root: "" for the first page, "surfa-tryggare/" for another."""
    inside = (project.root / page.name).resolve().relative_to(project.content)
    return _built(inside).removesuffix("index.html")


def reviewed(page: Manuscript) -> str:
    """Return the day on which somebody went through a page, as its head says it; an empty text when it does not."""
    head = source.parse(f"---\n{page.head or ''}".encode(), page.name).document
    return str(head.get("reviewed", "")) if head else ""


def language(path: Path) -> str:
    """Return the language of a page: that of the folder it stands in ("en/index.md"), else Swedish."""
    return path.parts[0] if len(path.parts) > 1 and re.fullmatch(r"[a-z]{2}", path.parts[0]) else plain_words.LANGUAGE


def _text(path: Path, name: str) -> str | Problem:
    data = files.read(path)
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        return source.not_utf8(data, fault, name)


def _page(
    page: Manuscript, text: str, loaded: Loaded, numbers: set[str], sources: set[str], known: plain_words.Vocabulary | None
) -> Iterator[Problem]:
    yield from _front_matter(page)
    yield from _words(text, page.name, numbers)
    yield from source_marks.check(page, sources)
    yield from page_shape.check(page)
    yield from paused.check(text, page.name, loaded)
    if known:
        yield from plain_words.of_page(page, known)


def _built(path: Path) -> str:
    """Return the file that a file in the content folder becomes."""
    if path.suffix != ".md":
        return path.as_posix()
    return (path.parent / "index.html" if path.stem in ("index", "README") else path.with_suffix("") / "index.html").as_posix()


def _address(path: Path, name: str, generated: set[str]) -> Iterator[Problem]:
    """Yield a problem when the built file would stand where a generated page stands, or its address tells too much."""
    built = _built(path)
    shown = "/" + built.removesuffix("index.html")
    if built in generated:
        remedy = "Flytta texten till programs.yaml, eller ge filen ett annat namn."
        yield Problem(Location(name), name, f"Sidan {quoted(shown)} görs redan av registret.", remedy, "upptagen-adress")
    if told := TELLING.search(shown):
        remedy = "Ge filen ett namn som inte säger vad det handlar om: adressen blir kvar i telefonens historik."
        yield Problem(Location(name), name, f"Adressen {quoted(shown)} innehåller {quoted(told[0])}.", remedy, "neutral-adress")


def _front_matter(page: Manuscript) -> Iterator[Problem]:
    name = page.name
    if page.head is None:
        remedy = f"Skriv --- överst, sedan {', '.join(f'{key}:' for key in REQUIRED)} på varsin rad, och --- igen."
        yield Problem(Location(name), name, "Sidan börjar inte med sitt huvud.", remedy, "sidhuvud")
        return
    head = source.parse(f"---\n{page.head}".encode(), name)
    yield from head.problems
    if head.document is None:
        return
    for key in REQUIRED:
        if not head.document.get(key):
            yield Problem(Location(name), name, f"Sidhuvudet saknar {key}:.", f"Skriv {key}: och {_EXAMPLES[key]}.", "sidhuvud")
    for key, value in head.document.items():
        if told := _wrong(key, value):
            yield Problem(head.locate((key,), key=True), name, *told, "sidhuvud")
    title = str(head.document.get("title", "")).lower()
    if found := TELLING.search(title):
        remedy = "Välj ord som inte säger vad det handlar om: titeln blir kvar i telefonens historik."
        yield Problem(head.locate(("title",), key=True), name, f"Titeln innehåller {quoted(found[0])}.", remedy, "neutral-adress")


_EXAMPLES = {
    "title": "några neutrala ord",
    "description": "några neutrala ord",
    "audience": f"vem sidan är för: [{', '.join(AUDIENCES)}]",
    "owner": "rollen som ansvarar, till exempel redaktionen",
    "reviewed": "dagen då någon gick igenom sidan, till exempel 2026-11-21",
}


def _wrong(key: str, value: object) -> tuple[str, str] | None:
    """Return message and remedy for one line of front matter that says what it may not."""
    if key not in KEYS:
        return f"Här får inte {quoted(key)} stå.{did_you_mean(key, KEYS)}", f"Skriv ett av dessa: {', '.join(KEYS)}"
    if key == "audience" and value:
        for item in value if isinstance(value, Sequence) else [value]:
            if item not in AUDIENCES:
                return f"{quoted(str(item))} är ingen läsare.{did_you_mean(str(item), AUDIENCES)}", f"Skriv {_EXAMPLES[key]}"
    if key in ("reviewed", "assessed") and value and not _is_day(value):
        return f"{quoted(str(value))} är inget datum.", "Skriv år, månad och dag utan citattecken: 2026-11-21"
    if key == "registry" and value != "lifeline":
        return f"{quoted(str(value))} finns inte att hämta.", "Skriv registry: lifeline, eller ta bort raden."
    return None


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, Bare) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _words(text: str, name: str, numbers: set[str]) -> Iterator[Problem]:
    allowed = numbers | {phones.dialled(number, phones.e164(number)) for number in numbers}
    for line, words in enumerate(text.splitlines(), 1):
        for number in phones.mentioned(words):
            if number not in allowed:
                yield Problem(
                    Location(name, line, words.index(number) + 1),
                    name,
                    f"Numret {quoted(number)} är inget som registret visar.",
                    "Har numret ändrats? Skriv det nya. Har det slutat gälla, eller är det obekräftat? Ta bort meningen. "
                    f"De här får stå på sidorna: {', '.join(sorted(numbers))}",
                    "nummer-i-text",
                )
        for link in _CALL.finditer(words):
            shown, rung = link["words"].strip(), link["number"]
            if shown in numbers and rung != (right := phones.dialled(shown, phones.e164(shown))):
                told = f"Länken visar {quoted(shown)} men ringer {quoted(rung)}."
                yield Problem(Location(name, line, link.start() + 1), name, told, f"Skriv [{shown}](tel:{right})", "annat-nummer")
        if promise := PROMISES.search(words):
            yield Problem(
                Location(name, line, promise.start() + 1),
                name,
                f"Här står {quoted(promise[0])}. Det kan vi inte lova.",
                "Skriv vad som händer i stället, även det vi inte kan göra något åt.",
                "lofte",
            )
