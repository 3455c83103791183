"""What pages are sent as: nothing is lost, nothing depends on the day, and the bar can be read before the rest has come."""

from __future__ import annotations

import gzip
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from utvag import packing

PAGES = st.one_of(st.binary(), st.tuples(st.binary(), st.binary()).map(packing.BAR_ENDS.join))


@given(PAGES)
def test_a_page_comes_out_as_it_went_in(page: bytes) -> None:
    assert gzip.decompress(packing.gzipped(page)) == page
    assert brotli.decompress(packing.brotlied(page)) == page


def test_nothing_but_the_page_is_in_it() -> None:
    """A gzip header can hold a time and a file's name: neither is anybody's business, and both would differ from build to build."""
    flags, *time = packing.gzipped(b"<p>")[3:8]
    assert (flags, time) == (0, [0, 0, 0, 0])


def _first_parts(packed: bytes) -> bytes:
    return zlib.decompressobj(31).decompress(packed)


@pytest.mark.parametrize(
    ("pack", "read"), [(packing.gzipped, _first_parts), (packing.brotlied, lambda part: brotli.Decompressor().process(part))]
)
def test_the_bar_is_read_from_the_bytes_that_do_not_depend_on_the_rest(pack: object, read: object) -> None:
    bar = b"<style>" + bytes(range(256)) * 8 + b'</style><header><a href="tel:+46850825600">Ring</a></header>'
    one, other = pack(bar + b"kort" * 9), pack(bar + bytes(range(255, 0, -1)) * 900)  # type: ignore[operator]
    same = next(place for place, (mine, its) in enumerate(zip(one, other, strict=False)) if mine != its)
    assert read(one[:same]).startswith(bar)  # type: ignore[operator]
