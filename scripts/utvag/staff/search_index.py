"""What the search of the staff edition looks in: a row for each page, in a script, so that a page can read it from a file too."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from utvag.registry import walk
from utvag.registry.model import PhoneRoute, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from utvag.registry.model import Program, Registry

FILE = "assets/search_index.js"
"""Where the rows stand in the built edition."""

NUMBERS = "nummer/index.html"

_HEADING = re.compile(r"<h[2-4][^>]*>(.*?)</h[2-4]>", flags=re.DOTALL)
_NO_WORDS = re.compile(r'<a class="headerlink".*?</a>', flags=re.DOTALL)

Row = dict[str, Any]


def row(address: str, title: str, html: str, head: Mapping[str, Any], lang: str) -> Row:
    """Return the row of the page that will be the file `address`: its words, and what its head says it is called besides."""
    html, names = _NO_WORDS.sub("", html), head.get("also_called", ())
    return {
        "id": address,
        "title": _words(title),
        "names": names if isinstance(names, str) else "; ".join(map(str, names)),
        "headings": "; ".join(map(_words, _HEADING.findall(html))),
        "numbers": "",
        "text": _words(html),
        "about": _words(str(head.get("description", ""))),
        "lang": lang,
        "kind": "written" if head else "list",
    }


def _words(html: str) -> str:
    return Markup(html).striptags()  # noqa: S704 -- to be read as words: the search puts it in a page as text


def as_script(rows: Iterable[Row], registry: Registry) -> str:
    """Return the script that gives the rows to the search; what programmes and the numbers are called is the registry's to say."""
    programs = {f"stod/{program.slug}/index.html": program for program in registry.programs}
    known = [{**row, **_of(programs[row["id"]])} if row["id"] in programs else row for row in rows]
    lines = (registry.lifeline, registry.emergency)
    for numbers in (row for row in known if row["id"] == NUMBERS):
        told = "; ".join(line.number for line in lines)
        numbers |= {"numbers": told, "about": told, "names": "; ".join(line.name for line in lines), "kind": "program"}
    return f"window.utvagPages = {json.dumps(known, ensure_ascii=False)};\n"


def _of(program: Program) -> Row:
    """Return what the row of a programme's page says: its own words, without its sources and checks."""
    routes = [route for route in program.contact_routes if isinstance(route, PhoneRoute)]
    open_lines = [route.number for route in routes if route.status == "published"] if program.has_page else []
    texts = (found.value for found in walk.texts(program))
    return {
        "title": program.name,
        "names": "; ".join((*program.also_called, program.title.sv, program.provider)),
        "headings": "",
        "numbers": "; ".join(route.number for route in routes),
        "text": " ".join(text.sv if isinstance(text, Text) else text for text in texts),
        "about": " · ".join((*open_lines, program.summary.text.sv)),
        "kind": "program",
    }
