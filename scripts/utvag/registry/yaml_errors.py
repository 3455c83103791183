"""What a YAML parser's complaint means, in Swedish, with the place where the hand slipped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from utvag.problems import Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

Mark: TypeAlias = tuple[int, int]

MAX_BYTES = 64 * 1024 * 1024
"""Larger files are refused before they are read: 10,000 programmes need about 50 MB."""

_HARD = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"  # they look like spaces, and YAML takes them for letters
_HARD_ANYWHERE = re.compile(f"[{_HARD}]")
_KEY = "[a-z][a-z0-9_]*"
_DASHES = "(?:- +)*"
_OPEN_QUOTE = re.compile(r"""^[^#]*?(?:[:\-\[{,]\s+|^\s*)(["'])(?P<rest>.*)$""")
_HARD_IN_ROW = re.compile(rf"^(?:[ \t-]*| *{_DASHES}{_KEY}(?:: *|(?=[{_HARD}]+ *:)))(?P<hard>[{_HARD}])", re.MULTILINE)
_HARD_AT_END = re.compile(rf"[{_HARD}][\s{_HARD}]*$|^(?=[{_HARD}])")
_HARD_AFTER_NAME = re.compile(rf"^{_KEY}:(?=[{_HARD}])")
_NO_SPACE = re.compile(rf"^ *{_DASHES}(?P<key>{_KEY}):(?![\s/{_HARD}])(?P<rest>.+)$")
_NO_SPACE_AFTER_DASH = re.compile(rf"^ *-(?P<rest>(?:{_KEY}:|\{{).*)$")
_NO_BRACES = re.compile(rf"^ *- (?P<rest>{_KEY}: [^,{{}}\[\]]+(?:, *{_KEY}: [^,{{}}\[\]]+)+)\}}?\s*$")
_IN_BRACES = re.compile(rf"(?P<key>{_KEY}): *(?P<value>(?:[^,{{}}\[\]]|,(?! *{_KEY}:))*)")
_ROW = re.compile(rf" *(?P<dash>- +)?(?:(?P<key>{_KEY}): +)?(?P<text>[^\s\[{{|>-].*)")
_LANGUAGE_ROW = re.compile(r" *(?P<row>[a-z]{2,3}: +\S.*)")


SLIPS = {
    "yaml-tabb": ("Raden har en tabb.", "Byt tabben mot mellanslag: två för varje steg inåt."),
    "hart-mellanslag": (
        "Här står ett hårt mellanslag. Det ser ut som ett vanligt, men är ett annat tecken.",
        "Ta bort det, och tryck på mellanslagstangenten i stället.",
    ),
    "yaml-citattecken": (
        "Ett citattecken öppnas på raden men stängs inte.",
        "Sätt ett likadant citattecken där texten slutar.",
    ),
    "yaml-citattecken-udda": (
        "Här står bara det ena av två citattecken.",
        "Sätt citattecken både före och efter, eller ta bort det som står.",
    ),
    "yaml-mellanslag": ("Här saknas ett mellanslag.", "Skriv ett mellanslag efter kolonet eller strecket."),
    "yaml-indrag": (
        "Raden har fel antal mellanslag i början.",
        "Ge den lika många som raderna den hör ihop med.",
    ),
    "yaml-kolon": (
        "Här står ett kolon som inte går att tolka.",
        "Hör kolonet till texten? Sätt hela texten inom citattecken. Annars: ge raden samma indrag som raden ovanför.",
    ),
    "yaml-parentes": (
        "En lista eller grupp öppnas här men stängs inte.",
        "Sätt ] eller } där den slutar, och komma mellan delarna.",
    ),
    "yaml-sammanslagning": (
        "Raden är ett märke från en sammanslagning av två versioner.",
        "Behåll den version som stämmer. Ta bort den andra, och raderna med <<<<<<<, ======= och >>>>>>>.",
    ),
    "yaml-kolon-saknas": (
        "Raden saknar kolon och mellanslag efter namnet.",
        "Skriv till exempel: provider: Bris. Är raden slutet på texten ovanför? Flytta upp den dit.",
    ),
    "yaml-skrivsatt": (
        "Raden går inte att läsa.",
        "Kolla indraget: lika många mellanslag som raderna runt om. Sedan kolon, och citattecken runt text med @ : # %.",
    ),
    "fil-tom": ("Här finns inget register.", "Ta tillbaka den förra versionen av filen."),
    "yaml-ankare": ("Här står ett ankare (&) eller en hänvisning (*).", "Ta bort det, och skriv ut texten en gång till."),
    "yaml-djup": ("Här ligger listor i listor för djupt.", "Flytta ut texten ett par steg."),
    "yaml-dokument": ("Här börjar ett nytt dokument (---).", "Ta bort raden med ---."),
    "yaml-marke": ("Här står en typmärkning (!).", "Ta bort ordet som börjar med !."),
    "yaml-nyckel": ("Här står en lista eller grupp som namn.", "Skriv ett enkelt ord före kolonet."),
    "yaml-kommentar": (
        "Texten slutar vid # på samma rad: allt efter # försvinner.",
        "Sätt citattecken runt hela texten, eller flytta anmärkningen till en egen rad.",
    ),
}
"""How a hand slips, and what YAML can say that the registry never needs: code → message, remedy."""


class Slip(NamedTuple):
    """Where a hand slipped, how, and what to write there when that is known."""

    place: Mark
    code: str
    instead: str = ""


def told(slip: Slip, name: str) -> Problem:
    """Return a slip in the file `name` as a problem."""
    message, remedy = SLIPS[slip.code]
    return Problem(Location(name, *slip.place), name, message, slip.instead or remedy, slip.code)


def too_large(name: str) -> Problem:
    """Return the problem of a file that is larger than MAX_BYTES."""
    return Problem(
        Location(name),
        name,
        f"Filen är större än {MAX_BYTES // 1024 // 1024} MB.",
        "Så stort blir inget register. Ta tillbaka den förra versionen av filen.",
        "fil-for-stor",
    )


def not_utf8(data: bytes, fault: UnicodeDecodeError, name: str) -> Problem:
    """Return the problem of a file whose bytes `data` gave `fault` when read as UTF-8."""
    before = data[: fault.start].decode("utf-8-sig", errors="replace")
    line, column = position(before, len(before))
    return Problem(
        Location(name, line, column),
        name,
        "Här står ett tecken som inte är sparat som UTF-8.",
        "Öppna filen i en redigerare, skriv om tecknet (ofta å, ä eller ö) och spara som UTF-8.",
        "fil-utf8",
    )


def position(text: str, offset: int) -> Mark:
    """Return the line and column of an offset in `text`, from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def explain(text: str, name: str, complaint: str, mark: Mark, context: Mark | None) -> Problem:
    """Return the problem behind a parser's `complaint` (English) at `mark`; marks are (line, column) from 1.

    `context` is where the part began that the parser was reading.
    """
    lines = text.split("\n")
    slip = _slip(lines, complaint, mark, context)
    return told(slip._replace(place=_inside(lines, slip.place)), name)


def hard_spaces(text: str) -> Iterator[Slip]:
    """Yield every hard space that stands where a row begins, or around the colon of its name."""
    if not _HARD_ANYWHERE.search(text):
        return  # most files: one look at each character is quicker than one at each row
    for found in _HARD_IN_ROW.finditer(text):
        at = found.start("hard")
        yield Slip(position(text, at), "hart-mellanslag")


def in_plain(words: str, start: Mark, end: Mark, *, beside_name: bool) -> Slip | None:
    """Return the slip in unquoted `words`, from `start` to `end`, that no parser minds: they are read as something never meant.

    `beside_name` says that they stand after a name and its colon, on the same line.
    """
    if hard := _HARD_AT_END.search(words) or (None if beside_name else _HARD_AFTER_NAME.match(words)):
        at = hard.end() if not hard.group() or hard.group().endswith(":") else hard.start() - len(words)
        return Slip((start[0], start[1] + at) if at >= 0 else (end[0], end[1] + at), "hart-mellanslag")
    if not beside_name and (found := _NO_SPACE.match(words)):
        return Slip(
            start,
            "yaml-mellanslag",
            f"Hör kolonet till texten? Sätt citattecken runt alltihop. Annars skriver du: {_with_space(found)}",
        )
    if words.count('"') % 2:
        return Slip(start, "yaml-citattecken-udda", _closed(words))
    return None


def _with_space(found: re.Match[str]) -> str:
    return f"{found['key']}: {found['rest'].strip()}"


def _closed(words: str) -> str:
    """Return what to write instead of a short value that lacks one of its quotation marks."""
    bare = words.strip(' "')
    return "" if '"' in bare or " " in bare else f'Skriv: "{bare}"'


def _slip(lines: list[str], complaint: str, mark: Mark, context: Mark | None) -> Slip:  # noqa: C901, PLR0911 -- a table of slips
    if marked := next((number for number, line in enumerate(lines, 1) if line.startswith(("<<<<<<<", ">>>>>>>"))), None):
        return Slip((marked, 1), "yaml-sammanslagning")
    row, column = mark
    line = _line(lines, row)
    if (tab := line.find("\t", 0, column)) >= 0:
        return Slip((row, tab + 1), "yaml-tabb")
    if forgotten := _forgotten_quote(lines, row):
        return Slip(forgotten, "yaml-citattecken")
    if context and (forgotten_inside := _forgotten_inside(lines, context[0], row)):
        return forgotten_inside
    around = [(number, _line(lines, number)) for number in _around(lines, row, context)]
    for shape in (_no_space, _no_braces, _odd_indent):
        if slip := next((slip for number, near in around if (slip := shape(number, near))), None):
            return slip
    if "mapping values are not allowed" in complaint:
        return Slip(mark, "yaml-kolon", _two_languages(_line(lines, _before(lines, row)), line))
    if context and "could not find expected ':'" in complaint:
        return Slip(context, "yaml-kolon-saknas")
    if context and ("']'" in complaint or "'}'" in complaint):
        return Slip(context, "yaml-parentes")
    if "'-' indicator" in complaint and re.match(rf" *{_KEY}:", line):
        return Slip(mark, "yaml-indrag", "Hör raden till strecket ovanför? Skriv två mellanslag till före den.")
    return Slip(mark, "yaml-skrivsatt")


def _line(lines: list[str], row: int) -> str:
    return lines[row - 1] if 0 < row <= len(lines) else ""


def _before(lines: list[str], row: int) -> int:
    """Return the number of the last line before `row` that says something, or 0."""
    while (row := row - 1) > 0 and (not lines[row - 1].strip() or lines[row - 1].lstrip().startswith("#")):
        pass
    return row


def _around(lines: list[str], row: int, context: Mark | None) -> list[int]:
    """Return the lines where a hand may have slipped when the parser stops at `row`.

    That line, the one before, where the part began that was being read, and lines above that stand further in than `row`.
    """
    rows = [row, _before(lines, min(row, len(lines) + 1)), *([context[0]] if context else [])]
    above, indent = rows[1], _indent(_line(lines, row))
    while above and _indent(_line(lines, above)) > indent:
        rows.append(above)
        above = _before(lines, above)
    return rows


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _no_space(row: int, line: str) -> Slip | None:
    if found := _NO_SPACE.match(line):
        return Slip((row, found.start("rest") + 1), "yaml-mellanslag", f"Skriv: {_with_space(found)}")
    if found := _NO_SPACE_AFTER_DASH.match(line):
        return Slip((row, found.start("rest") + 1), "yaml-mellanslag", f"Skriv: - {found['rest'].strip()}")
    return None


def _no_braces(row: int, line: str) -> Slip | None:
    found = _NO_BRACES.match(line)
    return Slip((row, found.start("rest") + 1), "yaml-parentes", f"Skriv: - {{{found['rest'].strip()}}}") if found else None


def _odd_indent(row: int, line: str) -> Slip | None:
    indent = _indent(line)
    if indent % 2 == 0 or not line.strip():
        return None
    return Slip((row, indent + 1), "yaml-indrag", f"Den har {indent}. Ge den {indent - 1} eller {indent + 1}, som raderna runt om.")


def _two_languages(above: str, line: str) -> str:
    """Return how to write a text in two languages, when the second stands below a text that has none."""
    text, other = _ROW.match(above), _LANGUAGE_ROW.match(line)
    if not text or not other or not (text["key"] or text["dash"]):
        return ""
    where = f"{text['key']}: ensamt på raden. Under den, två mellanslag längre in" if text["key"] else "efter strecket"
    rows = f"sv: {text['text'].strip()} – och på nästa rad, rakt under sv: {other['row'].strip()}"
    return f"Är det ett språk till? Skriv {where}: {rows}"


def _forgotten_inside(lines: list[str], first: int, last: int) -> Slip | None:
    """Return the value inside brackets, on the lines `first` to `last`, that lacks one of its quotation marks."""
    for number in range(first, min(last, len(lines)) + 1):
        if lines[number - 1].count('"') % 2 and "{" in lines[number - 1]:
            for found in _IN_BRACES.finditer(lines[number - 1]):
                if found["value"].count('"') % 2:
                    bare = found["value"].strip(' "')
                    return Slip((number, found.start("value") + 1), "yaml-citattecken-udda", f'Skriv: {found["key"]}: "{bare}"')
    return None


def _inside(lines: list[str], mark: Mark) -> Mark:
    """Return `mark`, moved to the end of the last line with text when the parser points past it."""
    row, column = min(mark[0], len(lines)), mark[1]
    if lines[row - 1].strip() and row == mark[0]:
        return row, min(column, len(lines[row - 1]) + 1)
    while row > 1 and not lines[row - 1].strip():
        row -= 1
    return row, max(1, len(lines[row - 1]))


def _forgotten_quote(lines: list[str], last: int) -> Mark | None:
    """Return where the first quotation mark stands that opens a value on a line (up to `last`) and is not closed on it."""
    for number, line in enumerate(lines[:last], 1):
        found = _OPEN_QUOTE.match(line)
        if found and not _closes(found["rest"], found[1]):
            following = lines[number] if number < len(lines) else ""
            if number == last or ":" in following or following.lstrip().startswith("-") or not following.strip():
                return number, found.start(1) + 1
    return None


def _closes(rest: str, mark: str) -> bool:
    unescaped = rest.replace('\\"', "") if mark == '"' else rest.replace("''", "")
    return mark in unescaped
