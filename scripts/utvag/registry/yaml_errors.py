"""What a YAML parser's complaint means, in Swedish, with the place where the hand slipped."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from utvag.problems import Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

Mark: TypeAlias = tuple[int, int]
"""A line and a column, from 1."""

_HARD = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"  # they look like spaces, and YAML takes them for letters
_HARD_ANYWHERE = re.compile(f"[{_HARD}]")
_KEY = "[a-z][a-z0-9_]*"
_DASHES = "(?:- +)*"
_OPEN_QUOTE = re.compile(r"""^[^#]*?(?:[:\-\[{,]\s+|^\s*)(["'])(?P<rest>.*)$""")
_HARD_IN_ROW = re.compile(rf"^(?:[ \t-]*| *{_DASHES}{_KEY}(?:: *|(?=[{_HARD}]+ *:)))(?P<hard>[{_HARD}])", re.MULTILINE)
_HARD_AFTER_NAME = re.compile(rf"^{_KEY}:(?=[{_HARD}])")
_NO_SPACE = re.compile(rf"^ *{_DASHES}(?P<key>{_KEY}):(?![\s/{_HARD}])(?P<rest>.+)$")
_NO_SPACE_AFTER_DASH = re.compile(rf"^ *-(?P<rest>(?:{_KEY}:|\{{).*)$")
_NO_BRACES = re.compile(rf"^ *- (?P<rest>{_KEY}: [^,{{}}\[\]]+(?:, *{_KEY}: [^,{{}}\[\]]+)+)\}}?\s*$")
_IN_BRACES = re.compile(rf"(?P<key>{_KEY}): *(?P<value>(?:[^,{{}}\[\]]|,(?! *{_KEY}:))*)")
_ROW = re.compile(rf" *(?P<dash>- +)?(?:(?P<key>{_KEY}): +)?(?P<text>[^\s\[{{|>-].*)")
_LANGUAGE_ROW = re.compile(r" *(?P<row>[a-z]{2,3}: +\S.*)")

SLIPS = {
    "tab": ("tecken", "Raden har en tabb.", "Byt tabben mot mellanslag: två för varje steg inåt."),
    "hard space": (
        "tecken",
        "Här står ett hårt mellanslag. Det ser ut som ett vanligt, men är ett annat tecken.",
        "Ta bort det, och tryck på mellanslagstangenten i stället.",
    ),
    "open quote": (
        "yaml-citattecken",
        "Ett citattecken öppnas på raden men stängs inte.",
        "Sätt ett likadant citattecken där texten slutar.",
    ),
    "odd quote": (
        "yaml-citattecken",
        "Här står bara det ena av två citattecken.",
        "Sätt citattecken både före och efter, eller ta bort det som står.",
    ),
    "no space": ("yaml-kolon", "Här saknas ett mellanslag.", "Skriv ett mellanslag efter kolonet eller strecket."),
    "colon": (
        "yaml-kolon",
        "Här står ett kolon som inte går att tolka.",
        "Hör kolonet till texten? Sätt hela texten inom citattecken. Annars: ge raden samma indrag som raden ovanför.",
    ),
    "no colon": (
        "yaml-kolon",
        "Raden saknar kolon och mellanslag efter namnet.",
        "Skriv till exempel: provider: Bris. Är raden slutet på texten ovanför? Flytta upp den dit.",
    ),
    "indent": ("yaml-indrag", "Raden har fel antal mellanslag i början.", "Ge den lika många som raderna den hör ihop med."),
    "bracket": (
        "yaml-parentes",
        "En lista eller grupp öppnas här men stängs inte.",
        "Sätt ] eller } där den slutar, och komma mellan delarna.",
    ),
    "merge": (
        "yaml-sammanslagning",
        "Raden är ett märke från en sammanslagning av två versioner.",
        "Behåll den version som stämmer. Ta bort den andra, och raderna med <<<<<<<, ======= och >>>>>>>.",
    ),
    "comment": (
        "yaml-kommentar",
        "Texten slutar vid # på samma rad: allt efter # försvinner.",
        "Sätt citattecken runt hela texten, eller flytta anmärkningen till en egen rad.",
    ),
    "anything": (
        "yaml-skrivsatt",
        "Raden går inte att läsa.",
        "Kolla indraget: lika många mellanslag som raderna runt om. Sedan kolon, och citattecken runt text med @ : # %.",
    ),
    "empty": ("fil", "Här finns inget register.", "Ta tillbaka den förra versionen av filen."),
    "too large": (
        "fil",
        "Filen är större än {most} MB.",
        "Så stort blir inget register. Ta tillbaka den förra versionen av filen.",
    ),
    "not utf-8": (
        "fil",
        "Här står ett tecken som inte är sparat som UTF-8.",
        "Öppna filen i en redigerare, skriv om tecknet (ofta å, ä eller ö) och spara som UTF-8.",
    ),
    "invisible": (
        "tecken",
        "Här står ett osynligt tecken ({sign}) som kan gömma eller kasta om text.",
        "Ta bort tecknet. Skriv om ordet för hand i stället för att klistra in det.",
    ),
    "key twice": (
        "dubbel-nyckel",
        "”{key}” står två gånger. Första gången är på rad {line}.",
        "Börjar en ny post här? Då saknas ”- ” före dess id. Annars: ta bort den ena raden.",
    ),
    "anchor": (
        "yaml-onodigt",
        "Här står ett ankare (&) eller en hänvisning (*).",
        "Ta bort det, och skriv ut texten en gång till.",
    ),
    "depth": ("yaml-onodigt", "Här ligger listor i listor för djupt.", "Flytta ut texten ett par steg."),
    "document": ("yaml-onodigt", "Här börjar ett nytt dokument (---).", "Ta bort raden med ---."),
    "tag": ("yaml-onodigt", "Här står en typmärkning (!).", "Ta bort ordet som börjar med !."),
    "group as key": ("yaml-onodigt", "Här står en lista eller grupp som namn.", "Skriv ett enkelt ord före kolonet."),
}
"""How a hand slips, and what YAML can say that the registry never needs: rule code, message, remedy."""


def problem(name: str, mark: Mark, slip: str, instead: str = "", **words: object) -> Problem:
    """Return one of SLIPS in the file `name` as a problem.

    `instead` is what to write there, when that is known; `words` stand in the message where it has places for them.
    """
    code, message, remedy = SLIPS[slip]
    return Problem(Location(name, *mark), name, message.format(**words) if words else message, instead or remedy, code)


def position(text: str, offset: int) -> Mark:
    """Return the line and column of an offset in `text`."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def hard_spaces(text: str) -> Iterator[int]:
    """Yield the offset of every hard space that stands where a row begins, or around the colon of its name."""
    if _HARD_ANYWHERE.search(text):  # in few files: one look at each character is quicker than one at each row
        yield from (found.start("hard") for found in _HARD_IN_ROW.finditer(text))


def in_plain(name: str, words: str, start: Mark, end: Mark, *, beside_name: bool) -> Problem | None:
    """Return the slip in unquoted `words`, from `start` to `end`, that no parser minds: they are read as something never meant.

    `beside_name` says that they stand after a name and its colon, on the same line.
    """
    if words[:1] and _HARD_ANYWHERE.match(words):
        return problem(name, start, "hard space")
    bare = len(words.rstrip())
    if hard := _HARD_ANYWHERE.search(words, bare):
        return problem(name, (end[0], end[1] + hard.start() - len(words)), "hard space")
    if not beside_name and (found := _HARD_AFTER_NAME.match(words)):
        return problem(name, (start[0], start[1] + found.end()), "hard space")
    if not beside_name and (found := _NO_SPACE.match(words)):
        instead = f"Hör kolonet till texten? Sätt citattecken runt alltihop. Annars skriver du: {_with_space(found)}"
        return problem(name, start, "no space", instead)
    if words.count('"') % 2:
        inside = words.strip(' "')
        return problem(name, start, "odd quote", "" if '"' in inside or " " in inside else f'Skriv: "{inside}"')
    return None


def explain(text: str, name: str, complaint: str, mark: Mark, context: Mark | None) -> Problem:
    """Return the problem behind a parser's `complaint` (English) at `mark`.

    `context` is where the part began that the parser was reading.
    """
    lines = text.split("\n")
    found = _Rows(name, lines).slip(complaint, mark, context)
    where = found.where
    return replace(found, where=Location(name, *_within(lines, (where.line, where.column))))


def _with_space(found: re.Match[str]) -> str:
    return f"{found['key']}: {found['rest'].strip()}"


def _within(lines: list[str], mark: Mark) -> Mark:
    """Return `mark`, moved to the end of the last line with text when the parser points past it."""
    row, column = min(mark[0], len(lines)), mark[1]
    if lines[row - 1].strip() and row == mark[0]:
        return row, min(column, len(lines[row - 1]) + 1)
    while row > 1 and not lines[row - 1].strip():
        row -= 1
    return row, max(1, len(lines[row - 1]))


class _Rows:
    """The rows of a file that a parser stopped in, and what may be wrong with them."""

    def __init__(self, name: str, lines: list[str]) -> None:
        self.name = name
        self.lines = lines

    def slip(self, complaint: str, mark: Mark, context: Mark | None) -> Problem:  # noqa: C901, PLR0911 -- a table of slips
        """Return what is wrong, the surest signs first."""
        for number, line in enumerate(self.lines, 1):
            if line.startswith(("<<<<<<<", ">>>>>>>")):
                return self.problem((number, 1), "merge")
        row, column = mark
        line = self.line(row)
        if (tab := line.find("\t", 0, column)) >= 0:
            return self.problem((row, tab + 1), "tab")
        if forgotten := self.open_quote(row):
            return forgotten
        if context and (forgotten := self.odd_quote(context[0], row)):
            return forgotten
        around = [(number, self.line(number)) for number in self.around(row, context)]
        for shape in (self.no_space, self.no_braces, self.odd_indent):
            if found := next((found for number, near in around if (found := shape(number, near))), None):
                return found
        if "mapping values are not allowed" in complaint:
            return self.problem(mark, "colon", _two_languages(self.line(self.before(row)), line))
        if context and "could not find expected ':'" in complaint:
            return self.problem(context, "no colon")
        if context and ("']'" in complaint or "'}'" in complaint):
            return self.problem(context, "bracket")
        if "'-' indicator" in complaint and re.match(rf" *{_KEY}:", line):
            return self.problem(mark, "indent", "Hör raden till strecket ovanför? Skriv två mellanslag till före den.")
        return self.problem(mark, "anything")

    def problem(self, mark: Mark, slip: str, instead: str = "") -> Problem:
        return problem(self.name, mark, slip, instead)

    def line(self, row: int) -> str:
        return self.lines[row - 1] if 0 < row <= len(self.lines) else ""

    def before(self, row: int) -> int:
        """Return the number of the last line before `row` that says something, or 0."""
        while (row := row - 1) > 0 and (not self.lines[row - 1].strip() or self.lines[row - 1].lstrip().startswith("#")):
            pass
        return row

    def around(self, row: int, context: Mark | None) -> list[int]:
        """Return the lines where a hand may have slipped when the parser stops at `row`.

        That line, the one before, where the part began that was being read, and lines above that stand further in than `row`.
        """
        rows = [row, self.before(min(row, len(self.lines) + 1)), *([context[0]] if context else [])]
        above, indent = rows[1], _indent(self.line(row))
        while above and _indent(self.line(above)) > indent:
            rows.append(above)
            above = self.before(above)
        return rows

    def no_space(self, row: int, line: str) -> Problem | None:
        if found := _NO_SPACE.match(line):
            return self.problem((row, found.start("rest") + 1), "no space", f"Skriv: {_with_space(found)}")
        if found := _NO_SPACE_AFTER_DASH.match(line):
            return self.problem((row, found.start("rest") + 1), "no space", f"Skriv: - {found['rest'].strip()}")
        return None

    def no_braces(self, row: int, line: str) -> Problem | None:
        if found := _NO_BRACES.match(line):
            return self.problem((row, found.start("rest") + 1), "bracket", f"Skriv: - {{{found['rest'].strip()}}}")
        return None

    def odd_indent(self, row: int, line: str) -> Problem | None:
        indent = _indent(line)
        if indent % 2 == 0 or not line.strip():
            return None
        instead = f"Den har {indent}. Ge den {indent - 1} eller {indent + 1}, som raderna runt om."
        return self.problem((row, indent + 1), "indent", instead)

    def open_quote(self, last: int) -> Problem | None:
        """Return the first quotation mark that opens a value on a line (up to `last`) and is not closed on it."""
        for number, line in enumerate(self.lines[:last], 1):
            found = _OPEN_QUOTE.match(line)
            if found and not _closes(found["rest"], found[1]):
                following = self.line(number + 1)
                if number == last or ":" in following or following.lstrip().startswith("-") or not following.strip():
                    return self.problem((number, found.start(1) + 1), "open quote")
        return None

    def odd_quote(self, first: int, last: int) -> Problem | None:
        """Return the value inside braces, on the lines `first` to `last`, that lacks one of its quotation marks."""
        for number in range(first, min(last, len(self.lines)) + 1):
            line = self.line(number)
            for found in _IN_BRACES.finditer(line) if "{" in line and line.count('"') % 2 else ():
                if found["value"].count('"') % 2:
                    bare = found["value"].strip(' "')
                    return self.problem((number, found.start("value") + 1), "odd quote", f'Skriv: {found["key"]}: "{bare}"')
        return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _closes(rest: str, mark: str) -> bool:
    unescaped = rest.replace('\\"', "") if mark == '"' else rest.replace("''", "")
    return mark in unescaped


def _two_languages(above: str, line: str) -> str:
    """Return how to write a text in two languages, when the second stands below a text that has none."""
    text, other = _ROW.match(above), _LANGUAGE_ROW.match(line)
    if not text or not other or not (text["key"] or text["dash"]):
        return ""
    where = f"{text['key']}: ensamt på raden. Under den, två mellanslag längre in" if text["key"] else "efter strecket"
    rows = f"sv: {text['text'].strip()} – och på nästa rad, rakt under sv: {other['row'].strip()}"
    return f"Är det ett språk till? Skriv {where}: {rows}"
