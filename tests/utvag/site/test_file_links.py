"""Links that open without a server: in a page, and in both editions as they are built."""

from __future__ import annotations

import re
import shutil
from html import unescape
from typing import TYPE_CHECKING

import pytest
from utvag.site import file_links

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("written", "leads"),
    [
        ("../guide/", "../guide/index.html"),
        ("../stod/#vem", "../stod/index.html#vem"),
        ("..", "../index.html"),
        ("../..", "../../index.html"),
        (".", "./index.html"),
        ("../", "../index.html"),
        ("#vem", "#vem"),
        ("affisch.pdf", "affisch.pdf"),
        ("https://example.se/", "https://example.se/"),
        ("tel:112", "tel:112"),
        ("/", "/"),
    ],
)
def test_a_link_to_a_folder_leads_to_the_page_in_it(written: str, leads: str) -> None:
    assert file_links.in_page(f'<a class="x" href="{written}">Ord</a>') == f'<a class="x" href="{leads}">Ord</a>'
    assert (
        file_links.in_page(f'<link href="{written}"><p>href="{written}"</p>') == f'<link href="{written}"><p>href="{written}"</p>'
    )


def astray(site: Path) -> list[str]:
    """Return every link of a site that a browser on the same disk would find no file behind; 404.html is for servers alone."""
    found = []
    for page in (path for path in site.rglob("*.html") if path.name != "404.html"):
        for link in re.findall(r'<a\b[^>]*?\shref="([^"]*)"', page.read_text(encoding="utf-8")):
            path = unescape(link).partition("#")[0]
            if path and not re.match(r"[a-z]+:", path) and not (page.parent / path).is_file():
                found.append(f"{page.relative_to(site)}: {link}")
    return found


@pytest.mark.site
def test_both_editions_open_without_a_server(built: Path, staff_site: Path, tmp_path: Path) -> None:
    assert astray(staff_site) == []
    copy = shutil.copytree(built, tmp_path / "site")
    assert astray(copy), "a server is needed, unless it is asked for"
    file_links.write(copy)
    assert astray(copy) == []
