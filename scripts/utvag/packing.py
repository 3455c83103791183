"""What a page is sent as: gzip and brotli, its bar first, so that the number can be painted before the rest has come."""

from __future__ import annotations

import zlib

import brotli

BAR_ENDS = b"</header>"
"""Where the bar with the number ends; what stands before it is packed by itself, and can be read when it has come."""

_WITH_GZIP_HEADER = 31


def gzipped(page: bytes) -> bytes:
    """Return `page` packed as `Content-Encoding: gzip` says; the same bytes for the same page, whatever the day."""
    pack = zlib.compressobj(9, zlib.DEFLATED, _WITH_GZIP_HEADER)
    bar, rest = _parts(page)
    return b"".join([pack.compress(bar), pack.flush(zlib.Z_SYNC_FLUSH) if bar else b"", pack.compress(rest), pack.flush()])


def brotlied(page: bytes) -> bytes:
    """Return `page` packed as `Content-Encoding: br` says."""
    pack = brotli.Compressor()
    bar, rest = _parts(page)
    return b"".join([pack.process(bar), pack.flush() if bar else b"", pack.process(rest), pack.finish()])


def _parts(page: bytes) -> tuple[bytes, bytes]:
    before, mark, after = page.partition(BAR_ENDS)
    return (before + mark, after) if mark else (b"", page)
