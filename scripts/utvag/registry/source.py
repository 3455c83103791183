"""YAML text into plain data where every value knows its line and column.

The only door to PyYAML. The C parser's events are read and nothing is ever constructed, so a value stays the text that a
person wrote: `no`, `12:30` and `012` are not turned into something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path as FilePath
from typing import Any, TypeAlias

import yaml
from yaml.resolver import Resolver

from utvag import files
from utvag.problems import Location, Problem, Severity, some
from utvag.registry.yaml_errors import Mark, Slip, explain, hard_spaces, in_plain, pasted, position

MAX_BYTES = 64_000_000
"""Larger files are refused before they are read: 10,000 programmes need about 50 MB."""

LONGEST_NAME = 40
"""Characters of an id in a problem's subject."""

MOST_PROBLEMS = 10_000
"""A file with so many faults is no registry."""

MAX_DEPTH = 20
"""Deeper nesting is refused; the registry itself needs eight."""

Path: TypeAlias = tuple[str | int, ...]
"""From the top: a key for each mapping, a number from 0 for each list."""

Value: TypeAlias = "Mapping | Sequence | str"


class Bare(str):
    """An unquoted value that other YAML readers take for something else than text: a number, yes/no, a date, a clock, nothing."""

    __slots__ = ()


class Mapping(dict[str, "Value"]):
    """A YAML mapping; `marks[key]` is (key's line, key's column, value's line, value's column), all from 1.

    Of a key that stands `twice` the last is kept; only the first such key is told.
    """

    __slots__ = ("mark", "marks", "twice")

    def __init__(self, mark: Mark) -> None:
        """Start empty at `mark`."""
        super().__init__()
        self.mark = mark
        self.marks: dict[str, tuple[int, int, int, int]] = {}
        self.twice = ""


class Sequence(list["Value"]):
    """A YAML list; `marks[index]` is (line, column) of an item, from 1."""

    __slots__ = ("mark", "marks")

    def __init__(self, mark: Mark) -> None:
        """Start empty at `mark`."""
        super().__init__()
        self.mark = mark
        self.marks: list[Mark] = []


@dataclass(slots=True)
class Source:
    """What a file says: `document` is None when it cannot be used at all; `problems` then says why. `text` has its comments."""

    name: str
    document: Mapping | None = None
    problems: list[Problem] = field(default_factory=list)
    text: str = ""

    def problem(
        self, path: Path, message: str, remedy: str, code: str, severity: Severity = Severity.ERROR, *, key: bool = False
    ) -> Problem:
        """Return a problem with what stands at `path` (with its key, with `key`)."""
        return Problem(self.locate(path, key=key), self.subject(path), message, remedy, code, severity)

    def value(self, path: Path) -> Value | None:
        """Return what is written at `path`; parts that do not exist are passed over."""
        return self._find(path)[0]

    def locate(self, path: Path, *, key: bool = False) -> Location:
        """Return where the value at `path` stands (its key, with `key`); parts that do not exist are passed over."""
        marks = self._find(path)[1]
        return Location(self.name, *(marks[:2] if key else marks[-2:]))

    def has(self, path: Path) -> bool:
        """Return whether the last part of `path` exists."""
        return _inside(self.value(path[:-1]), path[-1]) is not None

    def subject(self, path: Path) -> str:
        """Return how people name the thing at `path`: `programs[sig].contact_routes[telefon].number`."""
        name = ""
        here: Value | None = self.document
        for part in path:
            if isinstance(here, str):
                break  # a plain line has no parts, although the model gives it some
            here = _inside(here, part)
            if isinstance(part, int):
                own = here.get("id") if isinstance(here, Mapping) else None
                named = " ".join(own.split())[:LONGEST_NAME] if isinstance(own, str) else ""
                name += f"[{named or part + 1}]"
            else:
                name += f".{part}" if name else part
        return name or self.name

    def _find(self, path: Path) -> tuple[Value | None, tuple[int, ...]]:
        """Return what stands at `path`, and its marks."""
        here: Value | None = self.document
        marks: tuple[int, ...] = (1, 1) if self.document is None else self.document.mark
        for part in path:
            if (inside := _inside(here, part)) is not None:
                marks = here.marks[part]  # type: ignore[union-attr,index]  # it has that part
                here = inside
        return here, marks


def _inside(value: Value | None, part: str | int) -> Value | None:
    """Return what a mapping or a list has at `part`, if anything."""
    if isinstance(value, Mapping) and isinstance(part, str):
        return value.get(part)
    return value[part] if isinstance(value, Sequence) and isinstance(part, int) and part < len(value) else None


# What no text in a registry may hold: control characters, other line ends than newline, invisible marks that reorder or hide text.
# Joiners are letters between letters of the scripts that need them: Arabic and its kin, Syriac, N'Ko, those of India.
_JOINING = "\u0600-\u07ff\u0840-\u0dff\u200c\u200d"
_NEVER = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\ufffe\uffff"
    "\U000e0000-\U000e01ef"
)
_FORBIDDEN = re.compile(f"(?<=[{_JOINING}])(?:\u200c|\u200d)(?![{_JOINING}])|(?<![{_JOINING}])[\u200c\u200d]|[{_NEVER}]|\r(?!\n)")
_SUSPECT = re.compile(f"[{_NEVER}\u200c\u200d\r]")
_COMMENT, _HASH = re.compile(r"\s*#"), re.compile(r"\s*#\S")
_KEYS = (yaml.ScalarEvent, yaml.AliasEvent)
"""What a key can be, as the parser tells of it."""

_AMBIGUOUS = Resolver()
_AMBIGUOUS_START = frozenset(Resolver.yaml_implicit_resolvers)


def parse(data: bytes, name: str) -> Source:
    """Return what the bytes of a YAML file say. `name` is the file's name in problems. Never raises for bad input."""
    source = Source(name)
    try:
        text = source.text = files.text(data)
    except UnicodeDecodeError as fault:
        source.problems.append(not_utf8(data, fault, name))
        return source
    if faults := astray(text, name):
        source.problems += faults
        return source
    suspects = _FORBIDDEN.finditer(text) if _SUSPECT.search(text) else ()  # a look at each sign alone is much quicker
    strange = some(suspects, lambda found: _problem(name, _invisible(found[0], position(text, found.start()))))
    hard = some(hard_spaces(text), lambda offset: _problem(name, Slip("hard space", position(text, offset))))
    source.problems += [*strange, *hard]
    if source.problems:
        return source
    try:
        source.document = _Reader(source).document()
    except _Refused as refused:
        source.problems.append(_problem(name, refused.args[0]))
    except yaml.MarkedYAMLError as fault:
        context = _mark(fault.context_mark) if fault.context_mark else None
        found = _problem(name, explain(text, fault.problem or "", _mark(fault.problem_mark), context))
        source.problems[:] = [*(other for other in source.problems if other.where.line != found.where.line), found]
    return source


def astray(text: str, name: str) -> list[Problem]:
    """Return what came into the file `name` from elsewhere: a mark of a merge, or the bullets of a word processor."""
    return list(some(pasted(text), lambda slip: _problem(name, slip)))


def not_utf8(data: bytes, fault: UnicodeDecodeError, name: str) -> Problem:
    """Return the problem of a file whose bytes `data` gave `fault` when read as UTF-8."""
    before = data[: fault.start].decode("utf-8-sig", errors="replace")
    return _problem(name, Slip("not utf-8", position(before, len(before))))


def _invisible(sign: str, mark: Mark) -> Slip:
    return Slip("invisible", mark, words={"sign": f"U+{ord(sign[0]):04X}"})


def _problem(name: str, slip: Slip) -> Problem:
    """Return a slip in the file `name` as a problem."""
    told = _slips()[slip.what]
    message = told["message"].format(**slip.words) if slip.words else told["message"]
    return Problem(Location(name, *slip.mark), slip.words.get("key", name), message, slip.instead or told["remedy"], told["code"])


@cache
def _slips() -> dict[str, Any]:
    """Return what is told of each slip: `code`, `message`, `remedy`."""
    return parse(FilePath(__file__).with_name("slips.yaml").read_bytes(), "slips.yaml").document or {}


class _Refused(Exception):  # noqa: N818 -- what the file is
    """The file cannot be used, because of a slip."""


class _Reader:
    """Turns the parser's events into data with marks, and refuses what the registry never needs."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.lines = [*source.text.split("\n"), ""]  # a file that breaks off ends below its last line
        self.next: Any = yaml.CSafeLoader(source.text).get_event  # the stubs know nothing of the C parser's events
        self.garbled = False
        self.plain: dict[tuple[str, bool], str] = {}  # unquoted texts without a slip, by whether they stand beside a name

    def document(self) -> Mapping | None:
        """Return what the file says; None when it is another thing than was meant."""
        root: Value | None = None
        self.next()  # the stream begins
        if type(self.next()) is not yaml.StreamEndEvent:
            event = self.next()
            root = self._value(event, _mark(event.start_mark), 1)
            self.next()  # the document ends
            if type(event := self.next()) is not yaml.StreamEndEvent:
                raise _Refused(Slip("document", _mark(event.start_mark)))
        if not self.garbled and not isinstance(root, Mapping):
            raise _Refused(Slip("empty", (1, 1)))
        return root if not self.garbled and isinstance(root, Mapping) else None

    def _value(self, event: Any, mark: Mark, depth: int, *, beside_name: bool = False) -> Value:  # noqa: ANN401 -- as `next`
        """Return the value that begins with `event`, at `mark`; a large registry has hundreds of thousands."""
        kind = type(event)
        if kind is yaml.AliasEvent or event.anchor is not None:  # nothing needs them, and they can hide what a value is
            raise _Refused(Slip("anchor", mark))
        if event.tag is not None:
            raise _Refused(Slip("tag", mark))
        if kind is yaml.ScalarEvent:
            return self._scalar(event, mark, beside_name=beside_name)
        if depth > MAX_DEPTH:
            raise _Refused(Slip("depth", mark))
        if kind is yaml.MappingStartEvent:
            return self._mapping(Mapping(mark), depth + 1)
        items = Sequence(mark)
        while type(event := self.next()) is not yaml.SequenceEndEvent:
            items.marks.append(_mark(event.start_mark))
            items.append(self._value(event, items.marks[-1], depth + 1))
        return items

    def _mapping(self, group: Mapping, depth: int) -> Mapping:
        """Return `group` with everything in it."""
        while type(event := self.next()) is not yaml.MappingEndEvent:
            mark = _mark(event.start_mark)
            if type(event) not in _KEYS:
                raise _Refused(Slip("group as key", mark))
            key = str(self._value(event, mark, depth))
            if key in group and not group.twice:
                group.twice = key
                self._tell(Slip("key twice", mark, words={"key": key, "line": group.marks[key][0]}))
            event = self.next()
            there = _mark(event.start_mark)
            group[key] = self._value(event, there, depth, beside_name=there[0] == mark[0])
            group.marks[key] = (*mark, *there)
        return group

    def _scalar(self, event: yaml.ScalarEvent, mark: Mark, *, beside_name: bool) -> str:
        text: str = event.value
        if not event.implicit[0]:
            if event.style == '"' and (hidden := _FORBIDDEN.search(text)):  # written as an escape, so not found in the file's text
                self._tell(_invisible(hidden[0], mark))
            return text
        value = self.plain.get((text, beside_name))
        if value is None:
            value = Bare(text) if _is_ambiguous(text) else text
            if slip := in_plain(text, mark, _mark(event.end_mark), beside_name=beside_name):
                self.garbled = True
                self._tell(slip)
            else:
                self.plain[text, beside_name] = value
        row, column = _mark(event.end_mark)
        if "#" in (line := self.lines[row - 1]) and (_COMMENT if " " in text else _HASH).match(line, column - 1):  # it goes on so
            self._tell(Slip("comment", mark))
        return value

    def _tell(self, slip: Slip) -> None:
        """Keep a slip that leaves the rest readable; a file with very many is read no further."""
        if len(self.source.problems) >= MOST_PROBLEMS:
            raise _Refused(slip)
        self.source.problems.append(_problem(self.source.name, slip))


def _mark(mark: Any) -> Mark:  # noqa: ANN401 -- PyYAML has two classes of marks
    """Return a parser's mark as (line, column) from 1; the beginning when it has none."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _is_ambiguous(text: str) -> bool:
    """Return whether YAML 1.1 reads the unquoted `text` as something else than text."""
    if text and text[0] not in _AMBIGUOUS_START:
        return False
    tag: str = _AMBIGUOUS.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]  # the stubs leave it out
    return not tag.endswith(":str")
