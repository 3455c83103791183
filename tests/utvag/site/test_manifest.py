"""Tests of the list that a site can be checked against."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import a_registry, load
from utvag.site import manifest

if TYPE_CHECKING:
    from pathlib import Path

NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
LISTED = manifest.Manifest("08-465 00 400", "+46846500400", NOTHING, "", {"index.html": NOTHING, "a/index.html": NOTHING})
TEXT = f"""\
# number: 08-465 00 400
# dialled: +46846500400
# registry: {NOTHING}
# version:
{NOTHING}  a/index.html
{NOTHING}  index.html
"""


def test_the_list_is_written_in_order_and_read_as_it_was() -> None:
    assert LISTED.as_text() == TEXT
    assert manifest.parse(TEXT.encode()) == LISTED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# number: 08-465 00 400\n", ""),
        ("# dialled", "# dials"),
        ("  index.html", " index.html"),
        ("  index.html", "  ../index.html"),
        ("  index.html", "  /index.html"),
        ("  index.html", "  a/../index.html"),
        (TEXT, "<!doctype html>\n"),
        (TEXT, ""),
    ],
)
def test_what_is_no_list_is_refused(old: str, new: str) -> None:
    assert old in TEXT
    with pytest.raises(ValueError, match=r".*"):
        manifest.parse(TEXT.replace(old, new).encode())
    with pytest.raises(ValueError, match=r".*"):
        manifest.parse(b"\xff")


def test_the_same_registry_has_the_same_sum_whatever_ends_its_lines(tmp_path: Path) -> None:
    line = load(a_registry()).registry.lifeline
    told = set()
    for text in (b"a: 1\nb: 2\n", b"a: 1\r\nb: 2\r\n"):
        manifest.write(tmp_path, line, text, "")
        told.add((tmp_path / manifest.NAME).read_bytes())
    assert len(told) == 1


def test_every_file_is_listed_but_for_the_list(tmp_path: Path) -> None:
    for name in ("index.html", "a/index.html", ".headers/headers.json", manifest.NAME):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert list(manifest.files(tmp_path)) == [".headers/headers.json", "a/index.html", "index.html"]
