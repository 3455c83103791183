"""The exact lines of the registry's file to change after somebody has checked a fact."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from utvag.problems import Location
from utvag.registry import phones
from utvag.registry.source import Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from utvag.registry.loader import Loaded
    from utvag.registry.source import Path

EDITORS = "redaktionen"
"""The role of those who do the weekly round; never the name of a person."""

BRACES = "Ändra bara den delen: raden har fler uppgifter inom { }."


@dataclass(frozen=True, slots=True)
class Edit:
    """One change. `insert` puts `lines` after line `last`; `replace` puts them in place of lines `first` to `last`.

    They are whole lines with the indent of the file. `point` only says where: `lines` are then parts of a line. Several `lines`
    with `either` are alternatives: one of them is to be written. `note` says what else to think of.
    """

    file: str
    action: Literal["insert", "replace", "point"]
    first: int
    last: int
    lines: tuple[str, ...] = ()
    either: bool = False
    note: str = ""

    @property
    def where(self) -> Location:
        """The line where the change begins, or after which it is put in."""
        return Location(self.file, self.last if self.action == "insert" else self.first)

    @property
    def told(self) -> str:
        """What to do with the lines, in words: "byt rad 4 mot"; the lines themselves follow it."""
        rows = f"rad {self.first}" if self.first == self.last else f"rad {self.first}–{self.last}"
        if self.action == "insert":
            return f"lägg till efter rad {self.last}"
        if self.action == "point":
            return rows
        return f"byt {rows} mot{' en av de här' if self.either else ''}" if self.lines else f"ta bort {rows}"


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return a file's text with the edits made, each once; what only points changes nothing, and comments and layout stay.

    Raises ValueError for an edit that leaves a choice, and for two that change the same line.
    """
    lines = text.split("\n")
    end = "\r" if lines[0].endswith("\r") else ""
    above = len(lines)  # the last line that no edit has touched yet
    done = {edit: number for number, edit in enumerate(dict.fromkeys(edits)) if edit.action != "point"}
    # From the bottom up, so that the lines above stay true; of what is put in after one line the last comes first, then that line.
    for edit in sorted(done, key=lambda edit: (edit.last, edit.action == "insert", done[edit]), reverse=True):
        first = edit.last if edit.action == "insert" else edit.first - 1
        if edit.either or not first <= edit.last <= above:
            message = f"{edit} leaves a choice, or another edit changes its lines"
            raise ValueError(message)
        lines[first : edit.last] = [f"{line.removesuffix(end)}{end}" for line in edit.lines]
        above = first
    return "\n".join(lines)


class Editor:
    """Knows the lines of a registry's file, and how to change them. Every method returns an Edit; the file is only read."""

    def __init__(self, loaded: Loaded) -> None:
        """Begin with the registry as it was read."""
        self.source = loaded.source
        self.lines = loaded.source.text.split("\n")

    def checked(self, owner: Path, on: date, how: str, by: str = EDITORS) -> Edit:
        """Write that what stands at `owner` was checked on the day `on` by the role `by`."""
        name, said = self.source.name, self.source.subject(owner)
        entry = f"{{date: {on.isoformat()}, by: {by}, how: {how}}}"
        checks = self._at((*owner, "checks"))
        line, column = checks.mark
        text = self.lines[line - 1]
        if text[column - 1] == "[":  # all in brackets: first in the list, since where the list ends is harder to tell
            return Edit(name, "replace", line, line, (f"{text[:column]}{entry}, {text[column:]}",), note=said)
        last = self._end(checks.marks[-1][0], column)
        return Edit(name, "insert", last, last, (f"{' ' * (column - 1)}- {entry}",), note=said)

    def written(self, owner: Path, key: str, values: tuple[str, ...], note: str = "") -> Edit:
        """Write one of `values` for `key` of what stands at `owner`: in its place, or after the owner's first line."""
        here = self._at(owner)
        name, is_there = self.source.name, key in here
        line, column = (here.marks[key] if is_there else min(here.marks.values()))[:2]
        before = self.lines[line - 1][: column - 1]
        if before.strip(" -"):  # several keys on one line, in braces: only the piece is told
            new = tuple(f"{key}: {value}" for value in values)
            return Edit(name, "point", line, line, new, len(new) > 1, f"{note} {BRACES}".strip())
        new = tuple(f"{before if is_there else ' ' * (column - 1)}{key}: {value}" for value in values)
        last = self._end(line, column, dashes=is_there and isinstance(here[key], Sequence))
        return Edit(name, "replace" if is_there else "insert", line if is_there else last, last, new, len(new) > 1, note)

    def number(self, owner: Path, number: str) -> list[Edit]:
        """Write another telephone number for what stands at `owner`, spelled as all are, and what the phone dials for it."""
        spelled = phones.suggestion(number) or number
        dialled = None if phones.is_short(spelled) else phones.e164(spelled)
        new = self.written(owner, "number", (spelled if " " in spelled else f'"{spelled}"',))  # digits alone are read as a sum
        e164 = f'"{dialled}"' if dialled else ""
        if "e164" in self._at(owner):
            return [new, self.written(owner, "e164", (e164,)) if dialled else self.removed(owner, "e164")]
        below = f"{new.lines[0].partition('number:')[0].replace('-', ' ')}e164: {e164}"
        return [replace(new, lines=(*new.lines, below)) if dialled else new]

    def hours(self, owner: Path, rows: tuple[str, ...]) -> Edit:
        """Write other opening hours for what stands at `owner`: ("always",), or the rows of a week (`written_hours.read`)."""
        word = self.written(owner, "opening_hours", rows[:1])
        if rows == ("always",) or word.action == "point":
            return replace(word, lines=(f"opening_hours: [{', '.join(rows)}]",)) if len(rows) > 1 else word
        before = word.lines[0].partition("opening_hours:")[0]
        return replace(word, lines=(f"{before}opening_hours:", *(f"{' ' * len(before)}  - {row}" for row in rows)))

    def removed(self, owner: Path, key: str) -> Edit:
        """Take away `key` of what stands at `owner`."""
        line, column = self._at(owner).marks[key][:2]
        if self.lines[line - 1][: column - 1].strip(" -"):
            return Edit(self.source.name, "point", line, line, note=f"Ta bort {key}. {BRACES}")
        return Edit(self.source.name, "replace", line, self._end(line, column))

    def dropped(self, owner: Path, key: str, number: int) -> Edit:
        """Take away one item of the list `key` of what stands at `owner`, in all its languages; the last leaves `[]`."""
        items = self._at((*owner, key))
        if len(items) == 1:
            return self.written(owner, key, ("[]",))
        line, column = items.mark
        if self.lines[line - 1][column - 1] == "[":
            return self.pointed((*owner, key, number), "Ta bort den texten. Raden har fler inom [ ].")
        first = items.marks[number][0]
        while not self.lines[first - 1].startswith(f"{' ' * (column - 1)}-"):  # a dash alone on its line
            first -= 1
        return Edit(self.source.name, "replace", first, self._end(first, column))

    def pointed(self, path: Path, note: str) -> Edit:
        """Point at what stands at `path`, with what to think of when it is written anew."""
        line = self.source.locate(path).line
        return Edit(self.source.name, "point", line, line, note=note)

    def _at(self, path: Path) -> Any:  # noqa: ANN401 -- a Mapping or a Sequence, as the model insists
        return self.source.value(path)

    def _end(self, line: int, column: int, *, dashes: bool = False) -> int:
        """Return the last line of what begins on `line`: what follows stands further in than `column`, or at it with a dash."""
        last = line
        for number in range(line + 1, len(self.lines) + 1):
            text = self.lines[number - 1].rstrip()
            inside = len(text) - len(text.lstrip()) >= column
            if inside or (dashes and text.startswith(f"{' ' * (column - 1)}- ")):
                last = number
            elif text:
                break
        return last
