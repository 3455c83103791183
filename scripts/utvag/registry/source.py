"""YAML text into plain data where every value knows its line and column.

The only door to PyYAML. The C parser's events are read and nothing is ever constructed, so a value stays the text that a
person wrote: `no`, `12:30` and `012` are not turned into something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeAlias

import yaml
from yaml.resolver import Resolver

from utvag.problems import Location, Problem, Severity, some
from utvag.registry import yaml_errors

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
    """A YAML mapping; `marks[key]` is (key's line, key's column, value's line, value's column), all from 1."""

    __slots__ = ("mark", "marks")

    def __init__(self, mark: tuple[int, int]) -> None:
        """Start empty at `mark` (line, column)."""
        super().__init__()
        self.mark = mark
        self.marks: dict[str, tuple[int, int, int, int]] = {}


class Sequence(list["Value"]):
    """A YAML list; `marks[index]` is (line, column) of an item, from 1."""

    __slots__ = ("mark", "marks")

    def __init__(self, mark: tuple[int, int]) -> None:
        """Start empty at `mark` (line, column)."""
        super().__init__()
        self.mark = mark
        self.marks: list[tuple[int, int]] = []


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
        here: Value | None = self.document
        for part in path:
            inside = _inside(here, part)
            here = here if inside is None else inside
        return here

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

    def locate(self, path: Path, *, key: bool = False) -> Location:
        """Return where the value at `path` stands (its key, with `key`); parts that do not exist are passed over."""
        line, column = (1, 1) if self.document is None else self.document.mark
        here: Value | None = self.document
        for part in path:
            inside = _inside(here, part)
            if inside is None:
                continue
            if isinstance(here, Mapping):
                marks = here.marks[str(part)]
                line, column = marks[:2] if key else marks[2:]
            elif isinstance(here, Sequence):
                line, column = here.marks[int(part)]
            here = inside
        return Location(self.name, line, column)


def _inside(value: Value | None, part: str | int) -> Value | None:
    """Return what a mapping or a list has at `part`, if anything."""
    if isinstance(value, Mapping) and isinstance(part, str):
        return value.get(part)
    return value[part] if isinstance(value, Sequence) and isinstance(part, int) and part < len(value) else None


# What no text in a registry may hold: control characters, other line ends than newline, invisible marks that reorder or hide text.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\ufffe\uffff"
    "\U000e0000-\U000e01ef]|\r(?!\n)"
)
_COMMENT = re.compile(r"\s*#")
_AMBIGUOUS = Resolver()
_AMBIGUOUS_START = frozenset(Resolver.yaml_implicit_resolvers)


def parse(data: bytes, name: str) -> Source:
    """Return what the bytes of a YAML file say. `name` is the file's name in problems. Never raises for bad input."""
    source = Source(name)
    try:
        if len(data) > MAX_BYTES:
            source.problems.append(yaml_errors.problem(name, (1, 1), "too large", most=MAX_BYTES // 1_000_000))
            return source
        text = source.text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        source.problems.append(not_utf8(data, fault, name))
        return source

    position = partial(yaml_errors.position, text)
    source.problems += some(_FORBIDDEN.finditer(text), lambda found: _invisible(name, position(found.start()), found.group()))
    source.problems += some(yaml_errors.hard_spaces(text), lambda at: yaml_errors.problem(name, position(at), "hard space"))
    if not source.problems:
        _Builder(source, text).build()
    return source


def not_utf8(data: bytes, fault: UnicodeDecodeError, name: str) -> Problem:
    """Return the problem of a file whose bytes `data` gave `fault` when read as UTF-8."""
    before = data[: fault.start].decode("utf-8-sig", errors="replace")
    return yaml_errors.problem(name, yaml_errors.position(before, len(before)), "not utf-8")


def _invisible(name: str, mark: yaml_errors.Mark, sign: str) -> Problem:
    return yaml_errors.problem(name, mark, "invisible", sign=f"U+{ord(sign[0]):04X}")


class _Builder:
    """Turns the parser's events into data, keeping marks and refusing what the registry never needs."""

    def __init__(self, source: Source, text: str) -> None:
        self.source = source
        self.name = source.name
        self.text = text
        self.lines = [*text.split("\n"), ""]
        self.usable = True
        self.garbled = False
        self.stack: list[Mapping | Sequence] = []
        self.keys: list[tuple[str, tuple[int, int]] | None] = []
        self.root: Value | None = None
        self.documents = 0
        self.doubled: set[int] = set()
        self.plain: dict[tuple[str, bool], str] = {}  # unquoted texts without a slip, by whether they stand beside a name

    def build(self) -> None:
        source = self.source
        try:
            self._take_all(yaml.CSafeLoader(self.text))
        except yaml.MarkedYAMLError as fault:
            context = _mark(fault.context_mark) if fault.context_mark else None
            found = yaml_errors.explain(self.text, self.name, fault.problem or "", _mark(fault.problem_mark), context)
            source.problems[:] = [*(other for other in source.problems if other.where.line != found.where.line), found]
            return
        if self.usable and not self.garbled:
            source.document = self.root if isinstance(self.root, Mapping) else None
            if source.document is None:
                self._refuse((1, 1), "empty")

    def _take_all(self, parser: Any) -> None:  # noqa: ANN401 -- the stubs know nothing of the C parser's events
        """Take every event of `parser` until one is refused; a large registry has hundreds of thousands."""
        for event in iter(parser.get_event, None):
            kind = type(event)
            if kind is yaml.ScalarEvent:
                mark = _mark(event.start_mark)
                self._place(self._scalar(event, mark), mark)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.stack.pop()
                self.keys.pop()
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                mark = _mark(event.start_mark)
                self._unadorned(event, mark)
                container = Mapping(mark) if kind is yaml.MappingStartEvent else Sequence(mark)
                self._place(container, mark)
                self.stack.append(container)
                self.keys.append(None)
                if len(self.stack) > MAX_DEPTH:
                    self._refuse(mark, "depth")
            elif kind is yaml.AliasEvent:
                self._refuse(_mark(event.start_mark), "anchor")
            elif kind is yaml.DocumentStartEvent:
                self.documents += 1
                if self.documents > 1:
                    self._refuse(_mark(event.start_mark), "document")
            if not self.usable:
                return

    def _scalar(self, event: yaml.ScalarEvent, mark: tuple[int, int]) -> str:
        text: str = event.value
        if event.anchor is not None or event.tag is not None:
            self._unadorned(event, mark)
        if event.implicit[0]:
            key = self.keys[-1] if self.keys else None
            beside_name = key is not None and key[1][0] == mark[0]
            value = self.plain.get((text, beside_name))
            if value is None:
                value = Bare(text) if _is_ambiguous(text) else text
                if slip := yaml_errors.in_plain(self.name, text, mark, _mark(event.end_mark), beside_name=beside_name):
                    self.garbled = True
                    self._tell(slip)
                else:
                    self.plain[text, beside_name] = value
            if " " in text:
                row, column = _mark(event.end_mark)
                if _COMMENT.match(self.lines[row - 1], column - 1):  # it goes on as a comment
                    self._tell(yaml_errors.problem(self.name, mark, "comment"))
            return value
        if event.style == '"' and (hidden := _FORBIDDEN.search(text)):  # written as an escape, so not found in the file's text
            self._tell(_invisible(self.name, mark, hidden.group()))
        return text

    def _unadorned(self, event: yaml.NodeEvent, mark: tuple[int, int]) -> None:
        """Refuse anchors (&name) and tags (!name): nothing in the registry needs them, and both can hide what a value is."""
        if event.anchor is not None:
            self._refuse(mark, "anchor")
        elif getattr(event, "tag", None) is not None:
            self._refuse(mark, "tag")

    def _place(self, value: Value, mark: tuple[int, int]) -> None:
        if not self.stack:
            self.root = value
            return
        parent = self.stack[-1]
        if isinstance(parent, Sequence):
            parent.append(value)
            parent.marks.append(mark)
        elif (key := self.keys[-1]) is None:
            self._open_key(parent, value, mark)
        else:
            self.keys[-1] = None
            parent[key[0]] = value
            parent.marks[key[0]] = (*key[1], *mark)

    def _open_key(self, parent: Mapping, value: Value, mark: tuple[int, int]) -> None:
        if not isinstance(value, str):
            self._refuse(mark, "group as key")
            return
        if value in parent and id(parent) not in self.doubled:
            self.doubled.add(id(parent))
            twice = yaml_errors.problem(self.name, mark, "key twice", key=value, line=parent.marks[value][0])
            self._tell(replace(twice, subject=str(value)))
        self.keys[-1] = (str(value), mark)

    def _refuse(self, mark: tuple[int, int], slip: str) -> None:
        self.usable = False
        self._tell(yaml_errors.problem(self.name, mark, slip))

    def _tell(self, problem: Problem) -> None:
        """Keep a problem; a file with very many is read no further."""
        self.source.problems.append(problem)
        self.usable = self.usable and len(self.source.problems) < MOST_PROBLEMS


def _mark(mark: Any) -> tuple[int, int]:  # noqa: ANN401 -- PyYAML has two classes of marks
    """Return a parser's mark as (line, column) from 1; the beginning when it has none."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _is_ambiguous(text: str) -> bool:
    """Return whether YAML 1.1 reads the unquoted `text` as something else than text."""
    if text and text[0] not in _AMBIGUOUS_START:
        return False
    tag: str = _AMBIGUOUS.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]  # the stubs leave it out
    return not tag.endswith(":str")
