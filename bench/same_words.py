"""The words of our pages once more, as stock Material for MkDocs publishes them: what `make compare` measures ours against.

Every built page becomes a Markdown page with the elements of its `<main>`, and first of all the number to press. They stand there
as HTML without classes and the like: so none of their headings is in Material's table of contents, which is kinder to Material.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from timer import ENVIRONMENT, ROOT

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = ROOT / "bench" / "peers" / "material" / "mkdocs.yml"
VOID = frozenset(["br", "hr", "img", "input", "link", "meta", "wbr"])


class _Page(HTMLParser):
    """Reads a built page: its first heading, its first number to press, and what can be read in `<main>`."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.heading = self.call = self.main = ""
        self._open: list[str] = []
        self._kept = [False]
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        address = given.get("href") or ""
        if tag == "a" and address.startswith("tel:") and not self.call:
            self.call = f'<a href="{escape(address)}">'
            self._open.append("call")
        kept = tag == "main" or (self._kept[-1] and tag not in ("script", "style") and "hidden" not in given)
        if kept and tag != "main":
            self.main += f'<{tag} href="{escape(address)}">' if address else f"<{tag}>"
        if tag not in VOID:
            self._kept.append(kept)
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self._kept.pop() and tag != "main":
            self.main += f"</{tag}>"
        self._open.pop()
        if tag == "a" and self._open and self._open[-1] == "call":
            self._open.pop()
            self.call += "</a>"

    def handle_data(self, data: str) -> None:
        if self._kept[-1]:
            self.main += escape(data)
        if "call" in self._open:
            self.call += escape(data)
        if "h1" in self._open:
            self.heading += data


def markdown(text: str) -> str:
    """Return a built page as a Markdown page."""
    page = _Page(text)
    title = json.dumps(" ".join(page.heading.split()), ensure_ascii=False)
    return f"---\ntitle: {title}\n---\n\n<div><p>{page.call}</p>\n{page.main}</div>\n"


def build(site: Path, work: Path, more: str = "") -> Path:
    """Build the words of our built `site` with stock Material and `more` settings, in the folder `work`; return where."""
    for built in site.rglob("*.html"):
        if built.name != "404.html":
            path = work / "docs" / built.relative_to(site).with_suffix(".md")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(markdown(built.read_text(encoding="utf-8")), encoding="utf-8")
    shutil.copy(CONFIG, work)
    with (work / CONFIG.name).open("a", encoding="utf-8") as config:
        config.write(more)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=work, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 -- our own interpreter
    return work / "site"
