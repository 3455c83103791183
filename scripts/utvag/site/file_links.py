"""Links that open without a server: a browser that reads a folder's address from the disk shows a list of files, not its page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from utvag.content import urls

if TYPE_CHECKING:
    from pathlib import Path

_FOLDER = re.compile(r'(<a\b[^>]*?\shref=")(?![\w+.-]+:|/|#)([^"#?]*/|\.\.?|(?:\.\./)+\.\.)(?=["#])')


def write(site: Path) -> None:
    """Let every link of a built `site` that leads to a folder of it lead to the page in there."""
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        path.write_text(in_page(text), encoding="utf-8", newline="\n")


def in_page(text: str) -> str:
    """Return a page whose links lead to files: "../guide/#vem" → "../guide/index.html#vem"."""
    return _FOLDER.sub(lambda link: f"{link[1]}{link[2].removesuffix('/')}/{urls.HOME}", text)
