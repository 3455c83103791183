"""The headers that every answer carries, made once and written down for each kind of server.

They stand in headers.json, all but the policy of the pages. The set and its reasons are safety.md §2.5 (what is denied: the list of
GlobaLeaks, and what tells advertisers about a visit), the traps of the two servers §2.4; what is left out, DECISIONS.md.
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

_SERVERS = {"nginx.conf": 'add_header {} "{}" always;', "Caddyfile": '{} "{}"'}
"""What is written for servers, from the file beside this one that is called so, and how a header stands in it."""

_HEADER_ONLY = "; frame-ancestors 'none'"
"""What browsers accept of a policy in a header, and not in a page."""

_PAGES = (
    "default-src 'none'; script-src {}; style-src {}; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
OWN_FILES = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy of the staff edition: its theme's own files and blocks, and nothing from anywhere else."""


def content_policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Return the Content-Security-Policy of pages whose only scripts and styles are these, as they stand between their tags."""
    return _PAGES.format(*(" ".join(sorted({digest(text) for text in texts})) or "'none'" for texts in (scripts, styles)))


def digest(text: str) -> str:
    """Return what allows the inline block `text` in a policy: "'sha256-…'"."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def in_page(policy: str) -> str:
    """Return the form of `policy` for <meta>: without what browsers accept in a header alone."""
    return policy.replace(_HEADER_ONLY, "")


def write(site: Path, policy: str) -> None:
    """Write every header that goes with every answer into the built `site`: as a list, for nginx and for Caddy.

    Raises ValueError for a value that a server would take for something else.
    """
    if re.search(r'["\\${}\r\n]', policy):
        raise ValueError(policy)
    made = [(name, value.replace("POLICY", policy)) for name, value in json.loads(_beside("headers.json")).items()]
    (site / FOLDER).mkdir(exist_ok=True)
    (site / LIST).write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    for name, line in _SERVERS.items():
        lines = [line.format(*header) for header in made]
        text = _beside(name)
        for indent in ("\t\t", "\t", ""):
            text = text.replace(f"{indent}HEADERS\n", "".join(f"{indent}{each}\n" for each in lines))
        (site / FOLDER / name).write_text(text, encoding="utf-8")


def _beside(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def read(site: Path) -> tuple[tuple[str, str], ...]:
    """Return the headers that stand in the built `site`: (name, value), in order. Raises OSError or ValueError without them."""
    return tuple((str(name), str(value)) for name, value in json.loads((site / LIST).read_bytes()))
