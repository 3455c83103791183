"""The words of the public edition once more, as somebody new to stock Material for MkDocs would publish them.

Every built page becomes a Markdown page with the words of its `<main>`, and first of all the number to press. Where there is a
choice, the one that is kinder to Material is taken: see docs/comparison.md.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from utvag.content.html_tree import Element
from utvag.site import built

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONFIG = """site_name: Utväg
repo_url: https://github.com/example/example
theme:
  name: material
  language: sv
  palette:
    - scheme: default
      toggle: {icon: material/brightness-7, name: Mörkt läge}
    - scheme: slate
      toggle: {icon: material/brightness-4, name: Ljust läge}
plugins: [search]
markdown_extensions: [admonition, pymdownx.details]
"""

_BLOCKS = frozenset(["div", "main", "section", "article", "p", "ul", "ol", "li", "details", "h1", "h2", "h3", "h4"])
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")
_INDENT = "    "


def build(site: Path, work: Path, more: str = "") -> Path:
    """Build the words of our built `site` with stock Material and `more` settings, in the empty folder `work`; return where."""
    docs = work / "docs"
    for name, page in built.read(site).pages.items():
        if name != "404.html":
            path = docs / name.replace(".html", ".md")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(markdown(page), encoding="utf-8")
    (work / "mkdocs.yml").write_text(CONFIG + more, encoding="utf-8")
    done = subprocess.run(  # noqa: S603 -- our own interpreter, no shell
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(work / "mkdocs.yml"), "-d", str(work / "site")],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return work / "site"


def markdown(page: built.BuiltPage) -> str:
    """Return a built page as Markdown: the number of its bar, then what stands in `<main>`."""
    title = next(element.text() for element in page.elements if element.name == "h1")
    main = next(element for element in page.elements if element.name == "main")
    return "\n".join([f'---\ntitle: "{title}"\n---\n', _inline(call(page)), "", *_block(main)]) + "\n"


def call(page: built.BuiltPage) -> Element:
    """Return the first number to press on a page: that of the bar."""
    return next(element for element in page.elements if element.attributes.get("href", "").startswith("tel:"))


def words(element: Element) -> str:
    """Return what can be read inside an element, without white space."""
    return "".join("".join(_seen(element)).split())


def _seen(element: Element) -> Iterator[str]:
    for item in element.inside:
        if isinstance(item, str):
            yield item
        elif not _left_out(item):
            yield from _seen(item)


def _left_out(element: Element) -> bool:
    return element.name in ("script", "style") or "hidden" in element.attributes


def _block(element: Element) -> list[str]:
    """Return the lines of what an element holds, an empty line after each block."""
    if element.name == "details":
        summary, *rest = (item for item in element.inside if not isinstance(item, str) or item.strip())
        assert isinstance(summary, Element)
        told = summary.text().replace('"', "&quot;")
        # Headings here would all stand in Material's table of contents, once for each of hundreds of endings: they are made bold.
        folded = [re.sub(r"^( *)#+ (.*)$", r"\1**\2**", line) for line in _inside(rest)]
        return [f'??? note "{told}"', "", *_indented(folded)]
    if element.name in ("ul", "ol"):
        mark = "-   " if element.name == "ul" else "1.  "
        return [line for item in element.inside if isinstance(item, Element) for line in _item(item, mark)]
    if re.fullmatch(r"h[1-4]", element.name):
        return [f"{'#' * int(element.name[1])} {_inline(element)}", ""]
    return _inside(element.inside)


def _item(item: Element, mark: str) -> list[str]:
    first, *rest = _inside(item.inside)
    return [mark + first, *_indented(rest)]


def _inside(items: list[Element | str]) -> list[str]:
    """Return the lines of blocks and of text between them; text that stands together is one paragraph."""
    lines: list[str] = []
    run = ""
    for item in [*items, None]:
        if item is not None and (isinstance(item, str) or item.name not in _BLOCKS):
            run += _inline(item)
            continue
        if run.strip():
            lines += [_paragraph(run), ""]
        run = ""
        if item is not None and not _left_out(item):
            lines += _block(item)
    return lines


def _paragraph(text: str) -> str:
    """Return one line of text that is not taken for a list or a heading."""
    return re.sub(r"^(\d+)\.(?= )|^([-+])(?= )", r"\1\\.\2" if text.strip()[:1].isdigit() else r"\\\2", " ".join(text.split()))


def _indented(lines: list[str]) -> list[str]:
    return [_INDENT + line if line else "" for line in lines]


def _inline(item: Element | str) -> str:
    """Return text and links as Markdown, on one line."""
    if isinstance(item, str):
        return _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", item))
    if _left_out(item):
        return ""
    inside = "".join(_inline(part) for part in item.inside)
    if item.name == "a":
        return f"[{inside.strip()}]({item.attributes.get('href', '')})"
    return f"**{inside.strip()}**" if item.name in ("strong", "b") else inside
