"""The headers that every answer carries, made once and written down for each kind of server.

The set and its reasons are safety.md §2.5, the traps of the two servers §2.4. What is left out on purpose stands in DECISIONS.md.
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = ".headers"
"""Where in a built site the headers stand, so that they travel with the pages whose blocks they allow."""

LIST = f"{FOLDER}/headers.json"

_SERVERS = {"nginx.conf": "add_header {} {} always;", "Caddyfile": "{} {}"}
"""What is written for servers, from the file beside this one that is called so, and how a header stands in it."""

_DENIED = (
    *("accelerometer", "ambient-light-sensor", "attribution-reporting", "bluetooth", "browsing-topics", "camera"),
    *("clipboard-read", "clipboard-write", "display-capture", "document-domain", "fullscreen", "geolocation", "gyroscope"),
    *("idle-detection", "keyboard-map", "local-fonts", "magnetometer", "microphone", "midi", "notifications", "payment", "push"),
    *("screen-wake-lock", "serial", "speaker-selection", "usb", "web-share", "xr-spatial-tracking"),
)
"""What a page could ask a phone for: the list of GlobaLeaks, and what tells advertisers about a visit (safety.md §2.2, §2.5)."""

_ALWAYS = ("base-uri 'none'", "form-action 'none'")
_HEADER_ONLY = "frame-ancestors 'none'"
"""What browsers accept of a policy in a header, and not in a page."""

OWN_FILES = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        *(*_ALWAYS, _HEADER_ONLY),
    ]
)
"""The Content-Security-Policy of the staff edition: its theme's own files and blocks, and nothing from anywhere else."""


def content_policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Return the Content-Security-Policy of pages whose only scripts and styles are these, as they stand between their tags."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {_sources(scripts)}",
            f"style-src {_sources(styles)}",
            "img-src data:",
            *(*_ALWAYS, _HEADER_ONLY),
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ]
    )


def _sources(texts: Iterable[str]) -> str:
    return " ".join(sorted({digest(text) for text in texts})) or "'none'"


def digest(text: str) -> str:
    """Return what allows the inline block `text` in a policy: "'sha256-…'"."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def in_page(policy: str) -> str:
    """Return the form of `policy` for <meta>: without what browsers accept in a header alone."""
    return policy.replace(f"{_HEADER_ONLY}; ", "")


def headers(policy: str) -> dict[str, str]:
    """Return every header that goes with every answer, in order."""
    return {
        "Content-Security-Policy": policy,
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in _DENIED),
        "X-DNS-Prefetch-Control": "off",
        "X-Robots-Tag": "noarchive",
        "Strict-Transport-Security": "max-age=63072000",
    }


def write(site: Path, policy: str) -> None:
    """Write the headers of the built `site` into it: as a list, for nginx and for Caddy.

    Raises ValueError for a value that a server would take for something else.
    """
    made = headers(policy)
    folder = site / FOLDER
    folder.mkdir(exist_ok=True)
    (site / LIST).write_text(json.dumps(list(made.items()), indent=1) + "\n", encoding="utf-8")
    for name, line in _SERVERS.items():
        lines = [line.format(header, _quoted(value)) for header, value in made.items()]
        text = Path(__file__).with_name(name).read_text(encoding="utf-8")
        for indent in ("\t\t", "\t", ""):
            text = text.replace(f"{indent}HEADERS\n", "".join(f"{indent}{each}\n" for each in lines))
        (folder / name).write_text(text, encoding="utf-8")


def read(site: Path) -> tuple[tuple[str, str], ...]:
    """Return the headers that stand in the built `site`: (name, value), in order. Raises OSError or ValueError without them."""
    return tuple((str(name), str(value)) for name, value in json.loads((site / LIST).read_bytes()))


def _quoted(value: str) -> str:
    """Return `value` in quotation marks, as both servers read it. Raises ValueError for what either would take for more."""
    if re.search(r'["\\${}\r\n]', value):
        raise ValueError(value)
    return f'"{value}"'
