"""Which Swedish each translation was made of: a mark for each pair of texts, in a file beside the words of the language.

A mark knows two texts and no place: what moves, or is used again, keeps it. Numbers to call are left out of it, since other rules
hold them, and a new number is no new sentence.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING

from utvag import files
from utvag.registry import phones

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NAME = "translated.txt"
"""The file of a language's marks, in its folder."""

WHOLE = "whole page"
"""The role of all the words of a page, whose parts are not those of the Swedish one."""

HEAD = """# Vilken svenska varje översättning är gjord av: ett märke för svenskan, ett för översättningen. Andra rader är inget.
# Ändras svenskan säger kontrollen till. Skriv om filen: .venv/bin/python scripts translate sign
"""
_LINE = re.compile(r"([0-9a-f]{8}) ([0-9a-f]{8})\s*")


def mark(swedish: str, translation: str) -> str:
    """Return the mark of a translation and the Swedish it was made of, as a line of the file."""
    return f"{_short(swedish)} {_short(translation)}"


def of_translation(line: str) -> str:
    """Return the part of a mark that stands for the translation."""
    return line.rpartition(" ")[2]


def _short(words: str) -> str:
    plain = " ".join(words.split())
    for number in phones.mentioned(plain):
        plain = plain.replace(number, "#")
    return blake2b(plain.encode(), digest_size=4).hexdigest()


def name(code: str) -> str:
    """Return the file of the marks of a language, as people in the top folder write it."""
    return f"content/{code.lower()}/{NAME}"


def read(path: Path) -> frozenset[str]:
    """Return the marks in a file; none when it is not there. Raises OSError for one that cannot be read."""
    lines = files.read(path).decode("utf-8", errors="replace").splitlines() if path.exists() else ()
    return frozenset(found[0].strip() for line in lines if (found := _LINE.fullmatch(line)))


def as_text(marks: Iterable[str]) -> str:
    """Return the text of a file of marks, the same for the same marks."""
    return HEAD + "".join(f"{line}\n" for line in sorted(set(marks)))
