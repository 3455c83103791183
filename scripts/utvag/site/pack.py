"""Puts every text of a built site packed beside itself, with gzip and brotli, as servers send it; and unpacks what they sent."""

from __future__ import annotations

import gzip
import os
import zlib
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import brotli

from utvag import files
from utvag.site import headers, manifest

if TYPE_CHECKING:
    from pathlib import Path

TEXT = frozenset([".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"])
"""What is worth packing, by the end of its name; pictures and papers are packed already."""

LIST = f"{headers.FOLDER}/SHA256SUMS"
"""Where in a packed site the sums of what was packed stand, for `sha256sum -c` from the top of the site."""

BESIDE = {".gz": "gzip", ".br": "br"}
"""The end of a packed file's name, and the Content-Encoding that it is sent with."""


def packed(text: bytes, how: str) -> bytes:
    """Return `text` packed with "gzip" or "br": the same bytes for the same text, whatever the day."""
    return gzip.compress(text, mtime=0) if how == "gzip" else bytes(brotli.compress(text))


def pack(site: Path) -> int:
    """Put every text of the built `site` packed beside itself, as `.gz` and `.br`, then the list; return how many texts there are.

    Each takes its place in one step, all cores at work: both libraries let others run meanwhile. Raises OSError.
    """
    names = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*")) if path.suffix in TEXT]
    texts = [name for name in names if "/." not in f"/{name}"]

    def pack_one(name: str) -> list[str]:
        """Put one text packed beside itself; return the line of each form, as it should be on the disk."""
        made = {f"{name}{ending}": packed((site / name).read_bytes(), how) for ending, how in BESIDE.items()}
        for place, data in made.items():
            files.replace(site / place, data)
        return [f"{manifest.digest(data)}  {place}\n" for place, data in made.items()]

    with ThreadPoolExecutor(os.cpu_count()) as cores:
        lines = [line for both in cores.map(pack_one, texts) for line in both]
    built = site / manifest.NAME
    if built.is_file():  # last: a list that was cut off lacks it, and one of another build tells of another
        lines.append(f"{manifest.digest(built.read_bytes())}  {manifest.NAME}\n")
    (site / LIST).parent.mkdir(exist_ok=True)
    files.replace(site / LIST, "".join(lines).encode())
    return len(texts)


def unpacked(data: bytes, how: str, most: int) -> bytes:
    """Return what was sent with the Content-Encoding `how`. Raises ValueError when it is no such thing, or too long."""
    try:
        if how == "gzip":
            reader = zlib.decompressobj(zlib.MAX_WBITS | 16)  # with gzip's header, and no further than `most`
            text, is_whole = reader.decompress(data, most), reader.eof
        elif how == "br":
            opened = brotli.Decompressor()
            text, is_whole = opened.process(data, output_buffer_limit=most), opened.is_finished()
        else:
            text, is_whole = data, how == "identity"
    except (zlib.error, brotli.error) as fault:
        raise ValueError(how) from fault
    if not is_whole or len(text) > most:
        raise ValueError(how)
    return text
