"""Edits of the shipped files such as editors make every day: each is right, and none may turn anything red."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from builders import ROOT
from utvag.content import languages, page_source, translation_marks
from utvag.project import Project
from utvag.registry import phones, walk
from utvag.registry.model import Text
from utvag.upkeep import calls
from utvag.upkeep.edits import Edit as LineEdit
from utvag.upkeep.edits import apply_edits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path as FilePath

    from utvag.content.page_markdown import Block
    from utvag.content.page_source import WrittenPage
    from utvag.registry.loader import Loaded
    from utvag.registry.source import Path
    from utvag.registry.walk import Found


class Edit(NamedTuple):
    """What somebody did, and the changes of lines, in one file or several."""

    what: str
    changes: tuple[LineEdit, ...]

    @property
    def kind(self) -> str:
        """What somebody did, wherever."""
        return self.what.partition(":")[0]

    @property
    def name(self) -> str:
        """The place where it begins, and what somebody did."""
        return f"{self.changes[0].where}: {self.what}"

    def made_in(self, folder: FilePath) -> dict[FilePath, str]:
        """Make the edit in the project in `folder`; return the text that each of its files had before."""
        before = {folder / name: (folder / name).read_text(encoding="utf-8") for name in {change.file for change in self.changes}}
        for path, text in before.items():
            own = [change for change in self.changes if folder / change.file == path]
            path.write_text(apply_edits(text, own), encoding="utf-8")
        return before


class Row(NamedTuple):
    """A line that says something in one language, in other words: the change, and the words before and after."""

    change: LineEdit
    before: str
    after: str


class Pair(NamedTuple):
    """A text in Swedish, and its translation, in other words."""

    what: str
    swedish: Row
    translation: Row

    @property
    def place(self) -> str:
        """Where the translation stands, as `translate sign` is told."""
        return f"{self.translation.change.file}:{self.translation.change.first}"

    @property
    def in_swedish(self) -> Edit:
        """Other words in Swedish alone."""
        return Edit(f"andra ord på svenska: {self.what}", (self.swedish.change,))

    def edits(self) -> Iterator[Edit]:
        """Yield other words in both languages, in the translation alone, in Swedish alone; the translation is right, and marked.

        In Swedish alone no digit may change.
        """
        both = (self.swedish.change, self.translation.change)
        yield Edit(f"andra ord: {self.what}", (*both, self._mark(self.translation.after)))
        if self.translation.change.file != REGISTRY:
            yield Edit(f"andra ord i översättningen: {self.what}", (self.translation.change,))
        if re.findall(r"\d", self.swedish.before) == re.findall(r"\d", self.swedish.after):
            yield Edit(self.in_swedish.what, (self.swedish.change, self._mark(self.translation.before)))

    def _mark(self, translation: str) -> LineEdit:
        return _rows(MARKS, 1, 0, [translation_marks.mark(self.swedish.after, translation)])


REGISTRY, PERSONAS, MARKS = "programs.yaml", "personas.yaml", translation_marks.name("en")
HOURS = '{byday: [MO, TU, WE, TH, FR], opens_at: "08:30", closes_at: "16:00"}'
SAID = {"sv": "Ring och fråga dem.", "en": "Call and ask them."}
PERSONA = """- id: P{number}
  person: 22 år, Stockholm
  situation: Påhittad.
  answers: {{fara: nej, vem: vuxen, plats: stockholm, vad: vet-inte}}
  emergency: false
  reaches: [{program}]
  note: Påhittad.
"""
ANSWER = """      - id: nagot-nytt
        text:
          sv: Något nytt
          en: Something new
        reason:
          sv: vid något nytt
          en: when it is something new"""
MUNICIPALITY = """  - id: exempelstad
    name: Exempelstad
    answer:
      sv: I Exempelstad
      en: In Exempelstad
    reason:
      sv: i Exempelstad
      en: in Exempelstad
    default_programs: [exempelstad-in]
"""


def edits(shipped: Loaded, today: date) -> Iterator[Edit]:
    """Yield every edit, each of the files as they are; checks are made `today`."""
    lines = shipped.source.text.split("\n")
    yield from _checked(shipped, today)
    yield from _of_lines(shipped, lines)
    for pair in pairs(shipped):
        yield from pair.edits()
    yield from _added(shipped, lines)
    yield from _resting(shipped, lines)
    yield from _told_by_due(shipped, today)


def pairs(shipped: Loaded) -> Iterator[Pair]:
    """Yield every text of the registry, of the words and of the pages that has a translation."""
    yield from _in_registry_texts(shipped, shipped.source.text.split("\n"))
    yield from _in_words(shipped)
    yield from _on_pages(shipped)


def _rows(file: str, first: int, gone: int, new: Iterable[str]) -> LineEdit:
    """Return the change that puts `new` lines in the place of so many from line `first`."""
    return LineEdit(file, *(("replace", first, first + gone - 1) if gone else ("insert", first - 1, first - 1)), tuple(new))


def _in_registry(what: str, first: int, gone: int, new: list[str]) -> Edit:
    return Edit(what, (_rows(REGISTRY, first, gone, new),))


def _checked(shipped: Loaded, today: date) -> Iterator[Edit]:
    for path, _ in shipped.registry.every_check():
        where = shipped.source.locate(path)
        row = f"{' ' * (where.column - 3)}- {{date: {today}, by: redaktionen, how: called}}"
        yield _in_registry("kontrollerat i dag", where.line + 1, 0, [row])


def _of_lines(shipped: Loaded, lines: list[str]) -> Iterator[Edit]:
    """Yield new numbers and hours, unknowns that are known now or came up, and one more source."""
    for number, line in enumerate(lines, 1):
        indent = line[: len(line) - len(line.lstrip())]
        if len(indent) > 2 and (found := re.fullmatch(r" +number: (.*)", line)):
            new = phones.suggestion(f"08-465 00 4{sum(map(ord, found[1].strip(chr(34)))) % 100:02}") or ""
            rows = [f"{indent}number: {new}", f'{indent}e164: "{phones.e164(new)}"']
            yield _in_registry("nytt nummer", number, 1 + lines[number].strip().startswith("e164"), rows)
        elif len(indent) > 2 and line.strip() in ("opening_hours: always", "opening_hours: unknown"):
            yield _in_registry("nya tider", number, 1, [f"{indent}opening_hours:", f"{indent}  - {HOURS}"])
        elif line.strip() == "unknowns:":
            last = next(row for row in range(number, len(lines)) if not lines[row].startswith(f"{indent}  "))
            yield _in_registry("inget är okänt längre", number, last - number + 1, [f"{indent}unknowns: []"])
            more = [f"{indent}  - sv: {SAID['sv']}", f"{indent}    en: {SAID['en']}"]
            yield _in_registry("mer är okänt", number + 1, 0, more)
        elif re.fullmatch(r" +sources: \[.*\]", line):
            more = [line.replace("]", f", {shipped.registry.sources[0].id}]")]
            yield _in_registry("en källa till", number, 1, more)


def _in_registry_texts(shipped: Loaded, lines: list[str]) -> Iterator[Pair]:
    for found in walk.texts(shipped.registry):
        if isinstance(found.value, Text):
            where = shipped.source.locate((*found.path, "sv"))
            row, below = lines[where.line - 1 : where.line + 1]
            if row.strip().startswith(("sv:", "- sv:")) and below.strip().startswith("en:"):
                said = _other_words(found, where.line)
                new = [f"{old[: old.index(f'{lang}:')]}{lang}: {_quoted(said[lang])}" for lang, old in (("sv", row), ("en", below))]
                changes = [_rows(REGISTRY, where.line + place, 1, [line]) for place, line in enumerate(new)]
                said_in = zip(changes, said, strict=True)
                yield Pair(_name(found.path), *(Row(change, found.value[lang], said[lang]) for change, lang in said_in))


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False) if re.search(r"[:#\"”“(]", words) else words


def _name(path: Path) -> str:
    return ".".join(str(part) for part in path if isinstance(part, str))


def _other_words(found: Found, number: int) -> dict[str, str]:
    """Return other words for a text, of the same kind."""
    old = dict(found.value.by_language)
    if found.about("follows"):
        return {"sv": f"i läge {_letters(number)}", "en": f"in case {_letters(number)}"}
    if found.key.name == "title":
        return {lang: f"Sida {_letters(number)}" for lang in SAID}
    if old["sv"].endswith("?") and found.path[0] == "questions":
        return {"sv": f"{old['sv'][:-1]}, ungefär?", "en": f"{old['en'][:-1]}, roughly?"}
    if old["sv"].endswith((".", "?")):
        # One with brackets, quotation marks or a long word explains a word that others use: it stays, after the new one.
        stays = re.search(r"[(”“]|\w{15}", "".join(old.values()))
        return {lang: f"{words} {old[lang]}" if stays else words for lang, words in SAID.items()}
    return {"sv": f"{old['sv']}, kort sagt", "en": f"{old['en']}, in short"}


def _letters(number: int) -> str:
    """Return a word of its own for each number; digits could be read as somebody's telephone number."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def _added(shipped: Loaded, lines: list[str]) -> Iterator[Edit]:
    """Yield one more answer, place, former address of a programme, person."""
    registry = shipped.registry
    for number, question in enumerate(registry.questions):
        conditions = (one for program in registry.programs for one in program.eligibility.conditions if one.question == question.id)
        told_apart = {answer for condition in conditions for answer in condition.answers or ()}
        # Another answer about danger or age would change nothing, nor would a second one that no programme asks for: refused.
        if question.criterion == "environment" and told_apart >= {answer.id for answer in question.answers}:
            last = shipped.source.locate(("questions", number, "answers", len(question.answers) - 1)).line
            end = next(row for row in range(last, len(lines)) if not lines[row].startswith("        "))
            yield _in_registry(f"ett svar till: {question.id}", end + 1, 0, ANSWER.split("\n"))
    yield _one_more_place(shipped, lines)
    for number, program in enumerate(registry.programs):
        where = shipped.source.locate(("programs", number, "slug"))
        row = f"    former_slugs: [{', '.join((*program.former_slugs, f'{program.slug}-forr'))}]"
        yield _in_registry("en tidigare adress", where.line + 1, bool(program.former_slugs), [row])
    people = (ROOT / PERSONAS).read_text(encoding="utf-8").count("\n")
    persona = PERSONA.format(number=21, program=registry.programs[0].id).splitlines()
    yield Edit("en person till", (_rows(PERSONAS, people + 1, 0, ["", *persona]),))


def _one_more_place(shipped: Loaded, lines: list[str]) -> Edit:
    """Return one more municipality, with a way in of its own: a copy of another one's."""
    registry, locate = shipped.registry, shipped.source.locate
    way_in = registry.municipalities[-1].default_programs[0]
    number = next(place for place, program in enumerate(registry.programs) if program.id == way_in)
    first, end = (locate(("programs", place)).line for place in (number, number + 1))
    program, title = registry.programs[number], locate(("programs", number, "title", "sv")).line
    copy = "\n".join([*lines[first - 1 : title - 1], "      sv: Sida x", "      en: Sida x", *lines[title + 1 : end - 1]])
    own = {f"id: {way_in}": "id: exempelstad-in", f"slug: {program.slug}": "slug: exempelstad-in"}
    own |= {
        f"name: {program.name}": "name: Exempelstads hjälp",
        f"municipality: {program.municipality}": "municipality: exempelstad",
    }
    for old, new in own.items():
        assert old in copy
        copy = copy.replace(old, new, 1)
    place = _rows(REGISTRY, locate(("municipalities", 0)).line, 0, MUNICIPALITY.split("\n"))
    return Edit("en kommun till", (_rows(REGISTRY, end, 0, copy.split("\n")), place))


def _resting(shipped: Loaded, lines: list[str]) -> Iterator[Edit]:
    registry = shipped.registry
    ways_in = {name for place in registry.municipalities for name in place.default_programs}
    pages = [path.read_text(encoding="utf-8") for path in (ROOT / "content").rglob("*.md")]
    through = {getattr(route, "program", "") for program in registry.programs for route in program.contact_routes}
    for number, program in enumerate(registry.programs):
        if program.status != "active" or program.id in ways_in | through:
            continue
        where = shipped.source.locate(("programs", number, "status"))
        assert lines[where.line - 1] == "    status: active"
        named = any(f"stod/{program.slug}/" in page or f"{{nummer: {program.id}}}" in page for page in pages)
        for status in ("paused",) if named else ("paused", "ended"):  # what a page names ends together with the page's words
            rows = [
                f"    status: {status}",
                "    status_reason:",
                "      sv: Tar inte emot fler nu.",
                "      en: Takes no more people now.",
            ]
            yield _in_registry(f"{status}: {program.id}", where.line, 1, rows)


def _told_by_due(shipped: Loaded, today: date) -> Iterator[Edit]:
    """Yield all that `due` tells to write when everything is due: what belongs together together, of alternatives each alone."""
    late = shipped.registry.last_checked + timedelta(days=3 * 366)
    report = calls.report(shipped, late)
    for call in (*report.week, *report.later):
        yield from _as_told(call.write, late, today)
        for asked in (*call.ask, *call.unknowns):
            yield from _as_told((asked.otherwise,), late, today)
    for reading in report.readings:
        yield from _as_told(reading.write, late, today)


def _as_told(told: Iterable[LineEdit], late: date, today: date) -> Iterator[Edit]:
    """Yield edits as somebody carries them out who was told them: a day, a number and a code in the place of their words."""
    written = [edit for edit in told if edit.action != "point"]
    alternatives = max((len(edit.lines) for edit in written if edit.either), default=1)
    for one in range(alternatives if written else 0):
        changes = []
        for edit in written:
            rows = [row.replace(f"{late}", f"{today}").replace("KOD", "so") for row in edit.lines]
            rows = [*chain.from_iterable(map(_with_number, [rows[one]] if edit.either else rows))]
            last = edit.last + ("e164" in edit.note and "Ändra" in edit.note)
            changes.append(replace(edit, lines=tuple(rows), either=False, last=last))
        yield Edit("due", tuple(changes))


def _with_number(row: str) -> list[str]:
    if "DET NYA NUMRET" not in row:
        return [row]
    indent, new = row[: row.index("number:")], "08-465 00 455"
    return [row.replace("DET NYA NUMRET", new), f'{indent}e164: "{phones.e164(new)}"']


def _words(code: str, words: Mapping[str, str]) -> dict[str, Row]:
    """Return each word of a language said in another way: a sentence as another one, or after one when it has places."""
    file = f"content/{'' if code == 'sv' else f'{code}/'}{languages.WORDS}"
    found = {}
    for number, line in enumerate((ROOT / file).read_text(encoding="utf-8").split("\n"), 1):
        if (key := line.partition(":")[0]) in words:
            old = words[key]
            new = f"{SAID[code]} {old}" if "{" in old else SAID[code]
            new = new if old.endswith((".", "?")) else f"{old}, {'kort sagt' if code == 'sv' else 'in short'}"
            found[key] = Row(_rows(file, number, 1, [f'{key}: "{new}"']), old, new)
    return found


def _in_words(shipped: Loaded) -> Iterator[Pair]:
    swedish, *others = (_words(language.code, language.words) for language in shipped.languages)
    for other in others:
        # What it is called to be open always stands on pages too ({tider: …}), each of which then has other words to sign.
        yield from (Pair(f"ord, {key}", row, other[key]) for key, row in swedish.items() if key != "always_open")


def _on_pages(shipped: Loaded) -> Iterator[Pair]:
    pages = {page.inside.as_posix(): page for page in page_source.load(Project.at(ROOT), shipped)}
    for name, page in pages.items():
        if (other := pages.get(f"en/{name}")) and len(page.blocks) == len(other.blocks):
            for block, beside in zip(page.blocks, other.blocks, strict=True):
                if (row := _on_page(page, block, "sv")) and (translation := _on_page(other, beside, "en")):
                    yield Pair("på en sida", row, translation)


def _on_page(page: WrittenPage, block: Block, lang: str) -> Row | None:
    """Return a heading or a sentence of a page in other words, its source kept; one that others need stays, after another."""
    said, line = SAID[lang], (ROOT / page.name).read_text(encoding="utf-8").split("\n")[block.line - 1]
    stays = block.links or re.search(r"[\d(”“]|\w{15}|program", block.words)
    if block.level and "{#" not in line and not stays:
        words = f"{said[:-1]} {_letters(block.line)}"
        return Row(_rows(page.name, block.line, 1, [f"{'#' * block.level} {words}"]), block.words, words)
    if block.mark and len(block.lines) == 1 and block.kind in ("p", "li"):
        begin = "- " if line.startswith("- ") else ""
        new = f"{begin}{said} {line[len(begin) if stays else line.rindex('{') :]}"
        return Row(_rows(page.name, block.line, 1, [new]), block.words, f"{said} {block.words}" if stays else said)
    return None
