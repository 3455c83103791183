"""One report: sections and rows as text or Markdown, problems as text, GitHub annotations or JSON, and JSON for other tools."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from utvag.problems import Problem


class Mark(Enum):
    """What a row is; its value is how the row is written in text and in Markdown."""

    PARAGRAPH = "{}", "{}"
    ITEM = "- {}", "- {}"
    ROW = "  {}", "- {}"
    TASK = "  {}", "- [ ] {}"
    ADDRESS = "  {}", "- `{}`"
    ADDRESS_TASK = "  {}", "- [ ] `{}`"
    QUESTION = "  – {}", "- {}"
    ANSWER = "    {}", "  - {}"
    NOTE = "      {}", "  {}"
    DETAIL = "      {}", "  - {}"
    COPIED = "{}", "  {}"
    """A line of a file, to be copied with its spaces: no indent is put before it, in Markdown it stands in a block of code."""


VERBATIM = (Mark.ADDRESS, Mark.ADDRESS_TASK, Mark.COPIED)
"""Rows that Markdown shows as code: nothing in them is escaped."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a report: its words on one line, and what it is."""

    words: str
    mark: Mark = Mark.PARAGRAPH


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report. `level` is that of the heading in Markdown, `indent` how far in the rows stand in text."""

    heading: str = ""
    rows: tuple[Row, ...] = ()
    level: int = 3
    indent: int = 0


def render(sections: Iterable[Section], form: str) -> str:
    """Return a report as `text` for a screen or as `markdown` for an issue or a comment; ends without a newline."""
    return as_markdown(sections) if form == "markdown" else as_text(sections)


def as_text(sections: Iterable[Section]) -> str:
    """Return sections with an empty line between them."""
    return "\n\n".join("\n".join(_text_lines(section)) for section in sections)


def _text_lines(section: Section) -> Iterable[str]:
    if section.heading:
        yield section.heading
    for row in section.rows:
        indent = "" if row.mark is Mark.COPIED else " " * section.indent
        yield indent + row.mark.value[0].format(row.words)


def as_markdown(sections: Iterable[Section]) -> str:
    """Return sections under headings, with an empty line before each paragraph."""
    lines: list[str] = []
    for section in sections:
        if section.heading:
            lines += [*([""] if lines and lines[-1] else []), f"{'#' * section.level} {escape_markdown(section.heading)}", ""]
        is_code = False
        for row in section.rows:
            if is_code is not (row.mark is Mark.COPIED):
                is_code = not is_code
                lines.append("  ```")
            if row.mark is Mark.PARAGRAPH and lines and lines[-1]:
                lines.append("")
            lines.append(row.mark.value[1].format(row.words if row.mark in VERBATIM else escape_markdown(row.words)))
        lines += ["  ```"] if is_code else []
    return "\n".join(lines).rstrip("\n")


def escape_markdown(words: str) -> str:
    """Return `words` so that Markdown shows them and nothing more: no emphasis, link, mention or HTML comes of them."""
    return re.sub(r"([\\`*_<>\[\]#@|~])", r"\\\1", words).replace("\\@", "&#64;")


def as_json(document: object, indent: int = 1) -> str:
    """Return a document for other tools, with days as 2026-11-21 and values of ours by their parts; ends without a newline."""
    return json.dumps(document, ensure_ascii=False, indent=indent, default=_plain)


def as_csv(rows: Iterable[Sequence[object]]) -> str:
    """Return rows as a table that spreadsheets read; ends with a newline."""
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows(rows)
    return table.getvalue()


def _plain(value: Any) -> object:  # noqa: ANN401 -- whatever JSON has no word for
    return value.isoformat() if isinstance(value, date) else {part.name: getattr(value, part.name) for part in fields(value)}


SHOWN = 10
"""So many annotations of each severity GitHub shows of one step."""

CUT = "::notice title=fler-fel::Här visas bara de första. Alla {number} står i körningens logg, sist i steget."


def of_problems(problems: Iterable[Problem], form: str = "text") -> str:
    """Return problems as text for people, `github` annotations, or one `json` document; ends without a newline.

    Where GitHub would show only some, an annotation says so, and the text for people stands below.
    """
    listed = list(problems)
    if form == "json":
        return as_json([_as_dict(problem) for problem in listed], indent=2)
    if form != "github":
        return "\n".join(_lines(listed))
    is_cut = any(count > SHOWN for count in Counter(problem.severity for problem in listed).values())
    return "\n".join([*map(_annotation, listed), *([CUT.format(number=len(listed)), *_lines(listed)] if is_cut else [])])


def explained(problem: Problem) -> str:
    """Return where the code of a problem is explained."""
    return f"docs/koder.md#{problem.code}"


def _lines(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield two lines for each problem; the first of a code says where it is explained."""
    seen = set()
    for problem in problems:
        more = "" if problem.code in seen else f" {explained(problem)}"
        seen.add(problem.code)
        yield f"{problem.where}: {problem.severity}: {problem.subject}: {problem.message}"
        yield f"    {problem.remedy}  [{problem.code}]{more}"


_ENDS = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_BODY, _IN_PROPERTY = str.maketrans(_ENDS), str.maketrans({**_ENDS, ":": "%3A", ",": "%2C"})
"""What would end a workflow command of GitHub, or a property of one, and the escapes that the runner undoes."""


def _annotation(problem: Problem) -> str:
    """Return one workflow command of GitHub."""
    where = problem.where
    properties = {"file": where.file, "line": where.line, "col": where.column, "title": problem.code}
    told = ",".join(f"{name}={str(value).translate(_IN_PROPERTY)}" for name, value in properties.items())
    words = f"{problem.subject}: {problem.message} {problem.remedy} {explained(problem)}"
    return f"::{problem.severity} {told}::{words.translate(_IN_BODY)}"


def _as_dict(problem: Problem) -> dict[str, object]:
    parts = ("severity", "subject", "message", "remedy", "code")
    return {**asdict(problem.where), **{part: str(getattr(problem, part)) for part in parts}, "explained": explained(problem)}
