"""Edits of the shipped files such as editors make every day: each is right, and none may turn anything red."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from builders import ROOT
from utvag.content import languages, page_source
from utvag.project import Project
from utvag.registry import phones, walk
from utvag.registry.model import Text
from utvag.upkeep import calls
from utvag.upkeep.edits import Edit as LineEdit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from utvag.registry.loader import Loaded
    from utvag.registry.source import Path
    from utvag.registry.walk import Found


class Edit(NamedTuple):
    """What somebody did, in which file, and the changes of its lines."""

    what: str
    file: str
    changes: tuple[LineEdit, ...]

    @property
    def name(self) -> str:
        """The file and the line where it begins, and what somebody did."""
        return f"{self.file}:{self.changes[-1].first}: {self.what}"


REGISTRY, PERSONAS = "programs.yaml", "personas.yaml"
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
ANSWER = """      - id: annat
        text:
          sv: Något annat
          en: Something else
        reason:
          sv: vid något annat
          en: when it is something else"""
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
    yield from _reworded(shipped, lines)
    yield from _added(shipped, lines)
    yield from _resting(shipped, lines)
    yield from _told_by_due(shipped, today)
    for language in shipped.languages[1:]:  # Swedish reworded alone leaves its translation behind, and is told
        yield from _words(language.code, language.words)
    yield from _pages(shipped)


def _rows(file: str, first: int, gone: int, new: Iterable[str]) -> LineEdit:
    """Return the change that puts `new` lines in the place of so many from line `first`."""
    return LineEdit(file, *(("replace", first, first + gone - 1) if gone else ("insert", first - 1, first - 1)), tuple(new))


def _in_registry(what: str, first: int, gone: int, new: list[str]) -> Edit:
    return Edit(what, REGISTRY, (_rows(REGISTRY, first, gone, new),))


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


def _reworded(shipped: Loaded, lines: list[str]) -> Iterator[Edit]:
    for found in walk.texts(shipped.registry):
        if isinstance(found.value, Text):
            where = shipped.source.locate((*found.path, "sv"))
            row, below = lines[where.line - 1 : where.line + 1]
            if row.strip().startswith(("sv:", "- sv:")) and below.strip().startswith("en:"):
                said = _other_words(found, where.line)
                rows = [f"{row[: row.index('sv:')]}sv: {said['sv']}", f"{below[: below.index('en:')]}en: {said['en']}"]
                yield _in_registry(f"andra ord: {_name(found.path)}", where.line, 2, rows)


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
        return {lang: json.dumps(f"{words} {old[lang]}", ensure_ascii=False) if stays else words for lang, words in SAID.items()}
    return {"sv": f"{old['sv']}, kort sagt", "en": f"{old['en']}, in short"}


def _letters(number: int) -> str:
    """Return a word of its own for each number; digits could be read as somebody's telephone number."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def _added(shipped: Loaded, lines: list[str]) -> Iterator[Edit]:
    """Yield one more answer, place, former address of a programme, person."""
    registry = shipped.registry
    for number, question in enumerate(registry.questions):
        if question.criterion == "environment":  # another answer about danger or age would change nothing, and is refused
            last = shipped.source.locate(("questions", number, "answers", len(question.answers) - 1)).line
            end = next(row for row in range(last, len(lines)) if not lines[row].startswith("        "))
            yield _in_registry(f"ett svar till på {question.id}", end + 1, 0, ANSWER.split("\n"))
    yield _one_more_place(shipped, lines)
    for number, program in enumerate(registry.programs):
        where = shipped.source.locate(("programs", number, "slug"))
        row = f"    former_slugs: [{', '.join((*program.former_slugs, f'{program.slug}-forr'))}]"
        yield _in_registry("en tidigare adress", where.line + 1, bool(program.former_slugs), [row])
    people = (ROOT / PERSONAS).read_text(encoding="utf-8").count("\n")
    persona = PERSONA.format(number=21, program=registry.programs[0].id).splitlines()
    yield Edit("en person till", PERSONAS, (_rows(PERSONAS, people + 1, 0, ["", *persona]),))


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
    return Edit("en kommun till", REGISTRY, (_rows(REGISTRY, end, 0, copy.split("\n")), place))


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
            yield _in_registry(f"{program.id} {status}", where.line, 1, rows)


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
        yield Edit("due", written[0].file, tuple(changes))


def _with_number(row: str) -> list[str]:
    if "DET NYA NUMRET" not in row:
        return [row]
    indent, new = row[: row.index("number:")], "08-465 00 455"
    return [row.replace("DET NYA NUMRET", new), f'{indent}e164: "{phones.e164(new)}"']


def _words(code: str, words: dict[str, str]) -> Iterator[Edit]:
    """Yield each word of a language said in another way: a sentence as another one, or after one when it has places."""
    folder = "" if code == "sv" else f"{code}/"
    file = f"content/{folder}{languages.WORDS}"
    for number, line in enumerate((ROOT / file).read_text(encoding="utf-8").split("\n"), 1):
        if (key := line.partition(":")[0]) in words:
            old = words[key]
            new = f"{SAID[code]} {old}" if "{" in old else SAID[code]
            new = new if old.endswith((".", "?")) else f"{old}, {'kort sagt' if code == 'sv' else 'in short'}"
            yield Edit(f"andra ord: {key}", file, (_rows(file, number, 1, [f'{key}: "{new}"']),))


def _pages(shipped: Loaded) -> Iterator[Edit]:
    """Yield each heading and sentence of a page in other words, its source kept; one with digits or links stays, after another."""
    for page in page_source.load(Project.at(ROOT), shipped):
        if "/" not in page.inside.as_posix():  # as for words
            continue
        said = SAID["en"]
        lines = (ROOT / page.name).read_text(encoding="utf-8").split("\n")
        for block in page.blocks:
            row, keeps = lines[block.line - 1], block.links or re.search(r"\d", block.words)
            if block.level and "{#" not in row and not keeps:
                new = f"{'#' * block.level} {said[:-1]} {_letters(block.line)}"
            elif block.mark and len(block.lines) == 1 and block.kind in ("p", "li"):
                begin = "- " if row.startswith("- ") else ""
                new = f"{begin}{said} {row[len(begin) if keeps else row.rindex('{') :]}"
            else:
                continue
            yield Edit("andra ord på en sida", page.name, (_rows(page.name, block.line, 1, [new]),))
