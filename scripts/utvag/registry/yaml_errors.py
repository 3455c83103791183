"""Where the hand slipped in a text that YAML cannot read, or reads as something never meant. What is then told: slips.yaml."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Mark: TypeAlias = tuple[int, int]
"""A line and a column, from 1."""


class Slip(NamedTuple):
    """One slip: its name in slips.yaml, where it is, what to write instead when that is known, words for the message."""

    what: str
    mark: Mark
    instead: str = ""
    words: Mapping[str, Any] = MappingProxyType({})


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
_ODD_SIGNS = r"[\"'*|>@%`&!]|\[[^\]]*\] *(?=[^\s#,\]])|\{[^}]*\} *(?=[^\s#,}])|[-?:] "
_ODD_START = re.compile(rf"^ *(?P<key>{_DASHES}{_KEY}:|-) +(?P<text>(?:{_ODD_SIGNS}).*\S)\s*$")
_MERGED = re.compile(r"^(?:(?:<{7}|>{7}|\|{7})(?: .*)?|={7})$", re.MULTILINE)
_BULLET = re.compile(r"^[ \t]*[•‣▪◦●·\uf0a7\uf0b7]\s*(?P<rest>.*)$", re.MULTILINE)
_NAMELESS = "Saknas en rad med namn och kolon ovanför? Skriv den."
_OTHER_DASH = re.compile(r" *(?P<sign>[–—*])\s+(?P<rest>.*)$")
_COLON_INSIDE = re.compile(rf"^ *{_DASHES}(?P<key>{_KEY}): +(?P<text>[^\"'\[{{|>].*: .*)$")
_ROW = re.compile(rf" *(?P<dash>- +)?(?:(?P<key>{_KEY}): +)?(?P<text>[^\s\[{{|>-].*)")
_LANGUAGE_ROW = re.compile(r" *(?P<row>(?!sv:)[a-z]{2,3}: +\S.*)")


def position(text: str, offset: int) -> Mark:
    """Return the line and column of an offset in `text`."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def pasted(text: str) -> Iterator[Slip]:
    """Yield the first mark of a merge, which says that nothing else can be judged, or else each bullet that begins a line."""
    if merged := _MERGED.search(text):
        yield Slip("merge", position(text, merged.start()))
        return
    for found in _BULLET.finditer(text):
        yield Slip("bullet", position(text, found.end() - len(found[0].lstrip())), f"Skriv: - {found['rest'].strip()}")


def hard_spaces(text: str) -> Iterator[int]:
    """Yield the offset of every hard space that stands where a row begins, or around the colon of its name."""
    if _HARD_ANYWHERE.search(text):  # in few files: one look at each character is quicker than one at each row
        yield from (found.start("hard") for found in _HARD_IN_ROW.finditer(text))


def in_plain(words: str, start: Mark, end: Mark, *, beside_name: bool) -> Slip | None:
    """Return the slip in unquoted `words`, from `start` to `end`, that no parser minds: they are read as something never meant.

    `beside_name` says that they stand after a name and its colon, on the same line.
    """
    if words[:1] and _HARD_ANYWHERE.match(words):
        return Slip("hard space", start)
    if hard := _HARD_ANYWHERE.search(words, len(words.rstrip())):
        return Slip("hard space", (end[0], end[1] + hard.start() - len(words)))
    if not beside_name and (found := _HARD_AFTER_NAME.match(words)):
        return Slip("hard space", (start[0], start[1] + found.end()))
    if not beside_name and (found := _NO_SPACE.match(words)):
        instead = f"Hör kolonet till texten? Sätt citattecken runt alltihop. Annars skriver du: {_with_space(found)}"
        return Slip("no space", start, instead)
    if words.count('"') % 2:
        inside = words.strip(' "')
        return Slip("odd quote", start, "" if '"' in inside or " " in inside else f'Skriv: "{inside}"')
    return None


def explain(text: str, complaint: str, mark: Mark, context: Mark | None) -> Slip:
    """Return the slip behind a parser's `complaint` (English) at `mark`, on a line with text.

    `context` is where the part began that the parser was reading.
    """
    lines = [*text.split("\n"), ""]
    found = next(_signs(lines, complaint, mark, context))
    row, column = found.mark
    while row > 1 and not lines[row - 1].strip():
        row, column = row - 1, len(lines[row - 2])
    return found._replace(mark=(row, max(1, min(column, len(lines[row - 1]) + 1))))


def _signs(lines: list[str], complaint: str, mark: Mark, context: Mark | None) -> Iterator[Slip]:
    """Yield what may be wrong in a file of `lines`, the surest signs first; the last fits always."""
    row, column = mark
    line = lines[row - 1]
    if (tab := line.find("\t", 0, column)) >= 0:
        yield Slip("tab", (row, tab + 1))
    yield from _open_quotes(lines, row)
    if context:
        yield from _odd_quotes(lines, context[0], row)
    around = _around(lines, row, context)
    for shape in (_no_space, _no_braces, _odd_indent):
        yield from (slip for number in around if (slip := shape(number, lines[number - 1])))
    yield from (slip for number in around if (slip := _odd_start(number, lines[number - 1], row)))
    yield from (slip for number in around if (slip := _other_dash(number, lines[number - 1])))
    if "mapping values are not allowed" in complaint and (found := _COLON_INSIDE.match(line)) and found.end("key") + 1 < column:
        yield Slip("colon", mark, f'Hör kolonet till texten? Skriv: {found["key"]}: "{_softened(found["text"])}"')
    if "mapping values are not allowed" in complaint:
        told = _two_languages(lines[_before(lines, row) - 1], line)
        yield from () if told else _lost_name(lines, row)
        yield Slip("colon", mark, told)
    if context and "could not find expected ':'" in complaint:
        yield Slip("no colon", context)
    if context and ("']'" in complaint or "'}'" in complaint):
        yield Slip("bracket", context)
    if "'-' indicator" in complaint and re.match(rf" *{_KEY}:", line):
        yield Slip("indent", mark, f"Hör raden till strecket ovanför? Skriv två mellanslag till före den. {_NAMELESS}")
    yield from _lost_name(lines, row)
    yield Slip("anything", mark)


def _before(lines: list[str], row: int) -> int:
    """Return the number of the last line before `row` that says something, or 0."""
    return next((number for number in range(row - 1, 0, -1) if lines[number - 1].strip()[:1] not in ("", "#")), 0)


def _around(lines: list[str], row: int, context: Mark | None) -> list[int]:
    """Return the lines where a hand may have slipped when the parser stops at `row`.

    That line, the one before, where the part began that was being read, and lines above that stand further in than `row`.
    """
    above = _before(lines, row)
    rows = [row, above, *([context[0]] if context else [])]
    while above and _indent(lines[above - 1]) > _indent(lines[row - 1]):
        rows.append(above)
        above = _before(lines, above)
    return rows


def _no_space(row: int, line: str) -> Slip | None:
    if found := _NO_SPACE.match(line):
        return Slip("no space", (row, found.start("rest") + 1), f"Skriv: {_with_space(found)}")
    if found := _NO_SPACE_AFTER_DASH.match(line):
        return Slip("no space", (row, found.start("rest") + 1), f"Skriv: - {found['rest'].strip()}")
    return None


def _no_braces(row: int, line: str) -> Slip | None:
    if found := _NO_BRACES.match(line):
        return Slip("bracket", (row, found.start("rest") + 1), f"Skriv: - {{{found['rest'].strip()}}}")
    return None


def _odd_indent(row: int, line: str) -> Slip | None:
    indent = _indent(line)
    if indent % 2 == 0 or not line.strip():
        return None
    return Slip("indent", (row, indent + 1), f"Den har {indent}. Ge den {indent - 1} eller {indent + 1}, som raderna runt om.")


def _odd_start(row: int, line: str, last: int) -> Slip | None:
    """Return the slip of a text that begins with a sign of YAML's own, or with words in quotation marks and goes on after them."""
    if not (found := _ODD_START.match(line)) or row > last:
        return None
    text = found["text"].strip()
    if text[0] == text[-1] and len(text) > 1 and text[0] in "\"'" and "\\" not in text:
        return None
    inside = text[1:-1] if text[0] == text[-1] == '"' else text
    right = f'{found["key"] or "-"} "{_softened(inside)}"'
    instead = (
        f"Är det en lista? Flytta ner strecket till nästa rad. Annars: {right}" if text.startswith("- ") else f"Skriv: {right}"
    )
    return Slip("odd start", (row, found.start("text") + 1), instead)


def _other_dash(row: int, line: str) -> Slip | None:
    """Return the slip of a list's row that begins with another sign than a hyphen."""
    found = _OTHER_DASH.match(line)
    return Slip("bullet", (row, found.start("sign") + 1), f"Skriv: - {found['rest'].strip()}") if found else None


def _lost_name(lines: list[str], row: int) -> Iterator[Slip]:
    """Yield the slip of rows, up to `row`, that nothing above them opens: the row with their name and its colon is gone."""
    line, first, above = lines[row - 1], row, _before(lines, row)
    while above and _indent(lines[above - 1]) > _indent(line):
        first, above = above, _before(lines, above)
    over = lines[above - 1] if above else ""
    is_deeper = _indent(over) < _indent(line) if above else _indent(lines[first - 1]) > 0
    is_list = line.lstrip().startswith("- ") and not over.lstrip().startswith("-") and first == row
    if is_list and not is_deeper:
        yield Slip("no name", (row, _indent(line) + 1), "Skriv raden med listans namn och kolon ovanför. Eller ta bort strecket.")
    elif is_deeper and (first != row or not over.rstrip().endswith(":")):
        yield Slip("no name", (first, _indent(lines[first - 1]) + 1))


def _softened(text: str) -> str:
    """Return a text as it can stand in quotation marks: with others of its own, and no backslash."""
    return text.strip().replace('"', "”").replace("\\", "/")


def _open_quotes(lines: list[str], last: int) -> Iterator[Slip]:
    """Yield each quotation mark that opens a value on a line (up to `last`) and is not closed on it."""
    for number, line in enumerate(lines[:last], 1):
        if (found := _OPEN_QUOTE.match(line)) and found[1] not in found["rest"].replace('\\"' if found[1] == '"' else "''", ""):
            following = lines[number].strip() if number < len(lines) else ""
            if number == last or not following or ":" in following or following.startswith("-"):
                yield Slip("open quote", (number, found.start(1) + 1))


def _odd_quotes(lines: list[str], first: int, last: int) -> Iterator[Slip]:
    """Yield each value inside braces, on the lines `first` to `last`, that lacks one of its quotation marks."""
    for number, line in enumerate(lines[first - 1 : last], first):
        for found in _IN_BRACES.finditer(line) if "{" in line and line.count('"') % 2 else ():
            if found["value"].count('"') % 2:
                bare = found["value"].strip(' "')
                yield Slip("odd quote", (number, found.start("value") + 1), f'Skriv: {found["key"]}: "{bare}"')


def _with_space(found: re.Match[str]) -> str:
    return f"{found['key']}: {found['rest'].strip()}"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _two_languages(above: str, line: str) -> str:
    """Return how to write a text in two languages, when the second stands below a text that has none."""
    text, other = _ROW.match(above), _LANGUAGE_ROW.match(line)
    if not text or not other or not (text["key"] or text["dash"]):
        return ""
    where = f"{text['key']}: ensamt på raden. Under den, två mellanslag längre in" if text["key"] else "efter strecket"
    rows = f"sv: {text['text'].strip()} – och på nästa rad, rakt under sv: {other['row'].strip()}"
    return f"Är det ett språk till? Skriv {where}: {rows}"
