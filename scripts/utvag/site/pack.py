"""What a page is sent as: gzip and brotli, its bar first, so that the number can be painted before the rest has come."""

from __future__ import annotations

import os
import zlib
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import brotli

from utvag import files
from utvag.site import headers, manifest

if TYPE_CHECKING:
    from pathlib import Path

BAR_ENDS = b"</header>"
"""Where the bar with the number ends; what stands before it is packed by itself, and can be read when it has come."""

TEXT = frozenset([".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"])
"""What is worth packing, by the end of its name; pictures and papers are packed already."""

LIST = f"{headers.FOLDER}/SHA256SUMS"
"""Where in a packed site the sums of what was packed stand, for `sha256sum -c` from the top of the site."""

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


def pack(site: Path) -> int:
    """Put every text of the built `site` packed beside itself, as `.gz` and `.br`, then the list; return how many texts there are.

    Each takes its place in one step, all cores at work: both libraries let others run meanwhile. Raises OSError.
    """
    texts = [path for path in sorted(site.rglob("*")) if path.suffix in TEXT and not _hidden(path.relative_to(site))]
    with ThreadPoolExecutor(os.cpu_count()) as cores:
        sums = {path: digest for both in cores.map(_pack_one, texts) for path, digest in both.items()}
    lines = [f"{digest}  {path.relative_to(site).as_posix()}\n" for path, digest in sums.items()]
    built = site / manifest.NAME
    if built.is_file():  # last: a list that was cut off lacks it, and one of another build tells of another
        lines.append(f"{manifest.digest(built.read_bytes())}  {manifest.NAME}\n")
    (site / LIST).parent.mkdir(exist_ok=True)
    files.replace(site / LIST, "".join(lines).encode())
    return len(texts)


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _pack_one(path: Path) -> dict[Path, str]:
    """Put one text packed beside itself; return the SHA-256 of each form, as it should be on the disk."""
    text = path.read_bytes()
    packed = {path.with_name(f"{path.name}.gz"): gzipped(text), path.with_name(f"{path.name}.br"): brotlied(text)}
    for place, data in packed.items():
        files.replace(place, data)
    return {place: manifest.digest(data) for place, data in packed.items()}


def _parts(page: bytes) -> tuple[bytes, bytes]:
    before, mark, after = page.partition(BAR_ENDS)
    return (before + mark, after) if mark else (b"", page)


def unpacked(data: bytes, how: str, most: int) -> bytes:
    """Return what was packed as `Content-Encoding: {how}` says. Raises ValueError when it cannot be read or is too long."""
    try:
        if how == "gzip":
            reader = zlib.decompressobj(_WITH_GZIP_HEADER)
            page, is_whole = reader.decompress(data, most + 1), reader.eof
        elif how == "br":
            opened = brotli.Decompressor()
            page, is_whole = opened.process(data, output_buffer_limit=most + 1), opened.is_finished()
        else:
            raise ValueError(how)
    except (zlib.error, brotli.error) as fault:
        raise ValueError(how) from fault
    if not is_whole:
        raise ValueError(how)
    return page
