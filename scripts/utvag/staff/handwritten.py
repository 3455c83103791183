"""The visitors' hand-written pages as staff see them: the same words, links that lead here, what each block rests on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from utvag.problems import Location
from utvag.staff import pages, source_list

if TYPE_CHECKING:
    from collections.abc import Mapping

    from utvag.project import Project
    from utvag.registry.loader import Loaded
    from utvag.staff.edit_links import Editing
    from utvag.staff.source_list import Row

_MADE = r"(?:\.\./)*(guide|kontakt|stod(?:/[a-z0-9-]+)?)/"
_LINK = re.compile(rf"\]\({_MADE}index\.html(?:#[^)]*)?\)")
_HERE = {"guide": pages.WAYS, "kontakt": pages.NUMBERS, "stod": pages.PROGRAMS}
"""Where the pages that are made for visitors have their facts here."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What the blocks of each hand-written page rest on, by the page's address ("/fragor/")."""

    rows: Mapping[str, tuple[Row, ...]]
    editing: Editing


def basis(project: Project, loaded: Loaded, editing: Editing) -> Basis:
    """Return what all hand-written pages rest on, as the project says it."""
    found: dict[str, tuple[Row, ...]] = {}
    for row in source_list.rows(project, loaded):
        if row.line.startswith("content/"):
            found[row.page] = (*found.get(row.page, ()), row)
    return Basis(found, editing)


def relinked(markdown: str, name: str) -> str:
    """Return the Markdown of the file `name` below content/ with its links to pages made for visitors leading to ours."""
    top = "../" * name.count("/")
    return _LINK.sub(lambda link: f"]({top}{_HERE.get(link[1]) or f'{link[1]}.md'})", markdown)


def framed(html: str, address: str, name: str, lang: str, told: Basis) -> str:
    """Return a page's HTML in the language `lang`, and after it the file `name` that it stands in and what its blocks rest on.

    `address` is where it is built ("fragor/index.html").
    """
    rows = told.rows.get(f"/{address.removesuffix('index.html')}", ())
    items = "".join(_item(tuple(alike), told.editing) for _, alike in groupby(rows, key=lambda row: (row.line, row.statement)))
    own = f'<div lang="{escape(lang)}">{html}</div>' if lang != "sv" else html
    where = _line(Location(name, 1), told.editing, f"Sidan står i {name}")
    return f'{own}<hr><div data-search-exclude><p class="edit">{where}.</p>{_folded(items)}</div>'


def _folded(items: str) -> str:
    return f"<details><summary>Vad varje stycke vilar på</summary><ul>{items}</ul></details>" if items else ""


def _item(rows: tuple[Row, ...], editing: Editing) -> str:
    """Return one block of a page: its words, all that it rests on, its line."""
    name, _, line = rows[0].line.rpartition(":")
    sources = "; ".join(" · ".join(dict.fromkeys(part for part in (row.source, row.publisher, row.date) if part)) for row in rows)
    where = _line(Location(name, int(line)), editing, f"{name} rad {line}")
    return f'<li>{escape(rows[0].statement)} <span class="basis">{escape(sources)} · {where}</span></li>'


def _line(where: Location, editing: Editing, words: str) -> str:
    address = editing.address(where)
    return f'<a href="{escape(address)}">{escape(words)}</a>' if address else escape(words)
