"""Edits of the shipped files such as editors make every day: each is right, and none may turn anything red."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builders import ROOT
from utvag.registry import phones, walk
from utvag.registry.model import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from utvag.registry.loader import Loaded

Edit = tuple[str, str, int, int, list[str]]
"""What somebody did, in which file, from which line (from 1), how many lines are taken away, what stands there then."""

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


def edits(shipped: Loaded, today: date) -> Iterator[Edit]:
    """Yield every edit, each of the files as they are; checks are made `today`."""
    lines = shipped.source.text.split("\n")
    yield from _checked(shipped, today)
    for number, line in enumerate(lines, 1):
        indent = line[: len(line) - len(line.lstrip())]
        if found := re.fullmatch(r" +number: (.*)", line):
            yield from _new_number(number, found[1].strip('"'), lines[number], indent)
        elif line.strip() in ("opening_hours: always", "opening_hours: unknown"):
            if not lines[number - 2].startswith("  e164") and "  " * 4 in line:
                yield "nya tider", "programs.yaml", number, 1, [f"{indent}opening_hours:", f"{indent}  - {HOURS}"]
        elif line.strip() == "unknowns:":
            last = next(row for row in range(number, len(lines)) if not lines[row].startswith(f"{indent}  "))
            yield "inget är okänt längre", "programs.yaml", number, last - number + 1, [f"{indent}unknowns: []"]
            yield "mer är okänt", "programs.yaml", number + 1, 0, [f"{indent}  - sv: {SAID['sv']}", f"{indent}    en: {SAID['en']}"]
        elif re.fullmatch(r" +sources: \[.*\]", line):
            yield "en källa till", "programs.yaml", number, 1, [line.replace("]", f", {shipped.registry.sources[0].id}]")]
    yield from _reworded(shipped)
    yield from _resting(shipped, lines)
    program = shipped.registry.programs[0]
    people = (ROOT / "personas.yaml").read_text(encoding="utf-8").count("\n")
    persona = PERSONA.format(number=21, program=program.id).splitlines()
    yield "en person till", "personas.yaml", people + 1, 0, ["", *persona]


def _checked(shipped: Loaded, today: date) -> Iterator[Edit]:
    for path, _ in shipped.registry.every_check():
        where = shipped.source.locate(path)
        row = f"{' ' * (where.column - 3)}- {{date: {today}, by: redaktionen, how: called}}"
        yield "kontrollerat i dag", "programs.yaml", where.line + 1, 0, [row]


def _new_number(number: int, old: str, following: str, indent: str) -> Iterator[Edit]:
    new = phones.suggestion(f"08-465 00 4{sum(map(ord, old)) % 100:02}")
    rows = [f"{indent}number: {new}", f'{indent}e164: "{phones.e164(new or "")}"']
    if len(indent) > 2:
        yield "nytt nummer", "programs.yaml", number, 1 + following.strip().startswith("e164"), rows


def _reworded(shipped: Loaded) -> Iterator[Edit]:
    lines = shipped.source.text.split("\n")
    for found in walk.texts(shipped.registry):
        if (
            isinstance(found.value, Text)
            and found.path[0] == "programs"
            and not found.about("follows")
            and "(" not in found.value.sv
        ):
            # A sentence with brackets explains a word that others on the page use: it is not reworded alone.
            where = shipped.source.locate((*found.path, "sv"))
            title = found.path[-1] == "title"
            if lines[where.line - 1].strip().startswith(("sv:", "- sv:")) and lines[where.line].strip().startswith("en:"):
                said = {lang: f"Sida {_letters(where.line)}" if title else words for lang, words in SAID.items()}
                row, below = lines[where.line - 1 : where.line + 1]
                rows = [f"{row[: row.index('sv:')]}sv: {said['sv']}", f"{below[: below.index('en:')]}en: {said['en']}"]
                yield "en mening med andra ord", "programs.yaml", where.line, 2, rows


def _letters(number: int) -> str:
    """Return a word of its own for each number; digits could be read as somebody's telephone number."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


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
            yield f"{program.id} {status}", "programs.yaml", where.line, 1, rows


def edited(text: str, edit: Edit) -> str:
    """Return `text` as one edit leaves it."""
    _, _, first, gone, rows = edit
    lines = text.split("\n")
    lines[first - 1 : first - 1 + gone] = rows
    return "\n".join(lines)
