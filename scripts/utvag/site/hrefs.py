"""An address in a page as a browser reads it: which scheme, and whether it leads to another site."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

_ENDS = "".join(map(chr, range(0x21)))
"""What a browser takes away at both ends: control characters and space (the URL standard, basic parser)."""


def as_read(address: str) -> str:
    """Return `address` as a browser reads it: no tab or line break anywhere, no control character or space at the ends."""
    return re.sub(r"[\t\n\r]", "", address.strip(_ENDS))


@lru_cache(maxsize=1 << 15)
def scheme(address: str) -> str:
    """Return the scheme of an address in small letters ("https", "javascript"), "" when it has none of its own."""
    found = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", as_read(address))
    return found[1].lower() if found else ""


@lru_cache(maxsize=1 << 15)
def is_foreign(address: str) -> bool:
    r"""Tell whether an address can lead to another site: `http:` in any form, `//host`, and `\\host` or `/\host`: all alike."""
    return scheme(address) in ("http", "https", "ftp", "ws", "wss") or bool(re.match(r"[/\\]{2}", as_read(address)))


def goal(name: str, path: str) -> str:
    """Return the file that the `path` of a link means on the page `name` of a site; a folder means its index.html."""
    if not path:
        return name
    parts = [] if path.startswith("/") else name.split("/")[:-1]
    for part in unquote(path).strip("/").split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    last = parts[-1] if parts else ""
    return "/".join(parts if "." in last else [*parts, "index.html"])
