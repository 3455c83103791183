"""Tests of the pages that people write."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from utvag.content import written_pages


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.md", "index.html"),
        ("fragor.md", "fragor/index.html"),
        ("en/index.md", "en/index.html"),
        ("en/a.md", "en/a/index.html"),
    ],
)
def test_a_file_is_built_where_its_name_says(path: str, address: str) -> None:
    assert written_pages.address(PurePosixPath(path)) == address


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (b"---\ntitle: Hem\naudience: [leaver]\n---\n# x", "Hem"),
        (b"\xef\xbb\xbf---\ntitle: Hem\n---\n", "Hem"),
        (b"---\r\ntitle: Hem\r\n---\r\n", "Hem"),
        (b"# Hem", ""),
        (b"---\ntitle: [\n---\n", ""),
        (b"---\nowner: x\n---\n", ""),
        (b"\xff", ""),
    ],
)
def test_a_page_is_called_what_it_says(tmp_path: Path, text: bytes, title: str) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "x.md").write_bytes(text)
    assert written_pages.titles(tmp_path) == {"en/x/index.html": title}
