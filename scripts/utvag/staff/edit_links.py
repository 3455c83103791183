"""From a line of a file to the address where somebody can change it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from utvag.problems import Location, Problem
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLE = "https://github.com/ÄGARE/PROJEKT/blob/main/{file}?plain=1#L{line}"
"""A pattern for GitHub: it opens the file with the line marked, and a pen to change it. (Its editor itself forgets the line.)"""


@dataclass(frozen=True, slots=True)
class Editing:
    """Where lines can be changed: a web address with `{file}` and `{line}` in it, empty when nobody has said where."""

    pattern: str = ""

    def address(self, where: Location) -> str:
        """Return the address that opens the line, empty when there is none: no pattern, or a file outside the project."""
        if where.file.startswith(("/", "..")):
            return ""
        return self.pattern.replace("{file}", quote(where.file)).replace("{line}", str(where.line))


def check(pattern: object, settings: str) -> Iterator[Problem]:
    """Yield what is wrong with the pattern in the file `settings`."""
    written = pattern if isinstance(pattern, str) else "?"
    if written and not ("{file}" in written and "{line}" in written and written.startswith("https://")):
        message = f"{quoted(written)} är ingen adress till en rad i en fil."
        remedy = f'Skriv till exempel: edit_link: "{EXAMPLE}". Eller ingenting: edit_link: ""'
        yield Problem(Location(settings), "extra.edit_link", message, remedy, "andra-lank")
