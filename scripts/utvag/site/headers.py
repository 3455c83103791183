"""The headers that every answer carries, made once and written down for each kind of server.

The set and its reasons are safety.md §2.5, the traps of the two servers §2.4. What is left out on purpose stands in DECISIONS.md.
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

FOLDER = ".headers"
"""Where in a built site the headers stand, so that they travel with the pages whose blocks they allow."""

LIST = f"{FOLDER}/headers.json"

DENIED = (
    "accelerometer",
    "ambient-light-sensor",
    "attribution-reporting",
    "bluetooth",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "clipboard-write",
    "display-capture",
    "document-domain",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "idle-detection",
    "keyboard-map",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "notifications",
    "payment",
    "push",
    "screen-wake-lock",
    "serial",
    "speaker-selection",
    "usb",
    "web-share",
    "xr-spatial-tracking",
)
"""What a page could ask a phone for: the list of GlobaLeaks, and what tells advertisers about a visit (safety.md §2.2, §2.5)."""

_HEADER_ONLY = "frame-ancestors"
_TOUCHY = re.compile(r'["\\${}\r\n]')


OWN_FILES = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "base-uri 'none'",
        "form-action 'none'",
        f"{_HEADER_ONLY} 'none'",
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
            "base-uri 'none'",
            "form-action 'none'",
            f"{_HEADER_ONLY} 'none'",
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
    return "; ".join(part for part in policy.split("; ") if part.split()[0] != _HEADER_ONLY)


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
        "Permissions-Policy": ", ".join(f"{name}=()" for name in DENIED),
        "X-DNS-Prefetch-Control": "off",
        "X-Robots-Tag": "noarchive",
        "Strict-Transport-Security": "max-age=63072000",
    }


def write(site: Path, policy: str) -> None:
    """Write the headers of the built `site` into it: as a list, for nginx and for Caddy."""
    made = headers(policy)
    folder = site / FOLDER
    folder.mkdir(exist_ok=True)
    as_list = json.dumps(list(made.items()), indent=1) + "\n"
    for name, text in (("headers.json", as_list), ("nginx.conf", nginx(made)), ("Caddyfile", caddy(made))):
        (folder / name).write_text(text, encoding="utf-8")


def read(site: Path) -> tuple[tuple[str, str], ...]:
    """Return the headers that stand in the built `site`: (name, value), in order. Raises OSError or ValueError without them."""
    return tuple((str(name), str(value)) for name, value in json.loads((site / LIST).read_bytes()))


def nginx(made: Mapping[str, str]) -> str:
    """Return the headers as a file to include in a server block of nginx."""
    lines = "\n".join(f"add_header {name} {_quoted(value)} always;" for name, value in made.items())
    return f"""\
# Made by the build together with the pages; the policy allows exactly their inline blocks. Never edit it: build again.
# Use: server {{ root /srv/site; include /srv/site/{FOLDER}/nginx.conf; }} and reload nginx after each new build.
# A location with an add_header of its own loses all of these: give none to any location of this server.
# Pages that are packed beside themselves (`.venv/bin/python scripts pack`) are sent so. Where nginx has the module
# (Debian: libnginx-mod-http-brotli-static), write `brotli_static on;` above the include: a fifth less to send.
# nginx still says "Server: nginx". Whatever stands in front of it (proxy, firewall) must neither log nor add headers.
{lines}
add_header Last-Modified "";
etag off;
server_tokens off;

gzip_static on;
gzip_vary on;
gzip_proxied any;
gzip_http_version 1.0;

access_log off;
log_not_found off;
error_log /dev/null emerg;

charset utf-8;
absolute_redirect off;
error_page 403 404 405 =404 /404.html;
location ~ /\\.|\\.(br|gz)$ {{ return 404; }}
"""


def caddy(made: Mapping[str, str]) -> str:
    """Return the headers as a file to import in a site block of Caddy."""
    lines = "\n".join(f"\t{name} {_quoted(value)}" for name, value in made.items())
    block = f"header {{\n{lines}\n\tVary Accept-Encoding\n\t-Server\n\t-ETag\n\t-Last-Modified\n\tdefer\n}}\n"
    inside = block.replace("\n", "\n\t").rstrip("\t")
    return f"""\
# Made by the build together with the pages; the policy allows exactly their inline blocks. Never edit it: build again.
# Use: example.se {{
#   root * /srv/site
#   import /srv/site/{FOLDER}/Caddyfile
# }} and reload Caddy after each new build. Give the site no `log`: Caddy writes nothing about visits unless asked to.
{block}file_server {{
	hide .* *.br *.gz
	precompressed br gzip
}}
handle_errors {{
	{inside}	rewrite * /404.html
	file_server {{
		precompressed br gzip
	}}
}}
"""


def _quoted(value: str) -> str:
    """Return `value` in quotation marks, as both servers read it. Raises ValueError for what either would take for more."""
    if _TOUCHY.search(value):
        raise ValueError(value)
    return f'"{value}"'
