"""What pages are sent as: nothing is lost, nothing depends on the day, and what comes from others is unpacked with care."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from utvag.site import pack

if TYPE_CHECKING:
    from pathlib import Path


@given(st.binary())
def test_a_page_comes_out_as_it_went_in(page: bytes) -> None:
    for how, read in (("gzip", gzip.decompress), ("br", brotli.decompress)):
        packed = pack.packed(page, how)
        assert read(packed) == pack.unpacked(packed, how, len(page) + 1) == page


def test_nothing_but_the_page_is_in_it() -> None:
    """A gzip header can hold a time and a file's name: neither is anybody's business, and both would differ from build to build."""
    flags, *time = pack.packed(b"<p>", "gzip")[3:8]
    assert (flags, time) == (0, [0, 0, 0, 0])


@pytest.mark.parametrize("how", ["gzip", "br", "zip"])
def test_what_is_not_packed_so_or_breaks_off_or_is_too_long_is_refused(how: str) -> None:
    packed = pack.packed(b"a" * 100_000, how)
    for data, most in ((b"<p>", 100), (packed[:-9], 100_000), (packed, 99_999)):
        with pytest.raises(ValueError, match=how):
            pack.unpacked(data, how, most)


def test_every_text_of_a_site_is_packed_beside_itself_and_nothing_else(tmp_path: Path) -> None:
    names = ("index.html", "stod/ett/index.html", "assets/staff.css", ".headers/headers.json", "papper/affisch.pdf")
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    for _ in range(2):  # what is packed is not packed again
        assert pack.pack(tmp_path) == 3
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {*names, pack.LIST, *(f"{name}.{form}" for name in names[:3] for form in ("gz", "br"))}
    assert brotli.decompress((tmp_path / "stod/ett/index.html.br").read_bytes()) == b"stod/ett/index.html"


def test_a_server_that_reads_meanwhile_sees_the_old_form_or_the_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "index.html").write_text("<p>ett", encoding="utf-8")
    pack.pack(tmp_path)
    (tmp_path / "index.html").write_text("<p>två", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        pack.pack(tmp_path)
    assert gzip.decompress((tmp_path / "index.html.gz").read_bytes()) == b"<p>ett"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".headers", "index.html", "index.html.br", "index.html.gz"]
