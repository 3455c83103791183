"""nginx and Caddy on the loopback address, with the configuration that a build writes and nothing of the machine's own."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

NGINX = """\
daemon off;
master_process off;
pid {work}/nginx.pid;
error_log {work}/error.log info;
events {{ }}
http {{
  access_log {work}/access.log;
  client_body_temp_path {work}/body;
  proxy_temp_path {work}/proxy;
  fastcgi_temp_path {work}/fastcgi;
  uwsgi_temp_path {work}/uwsgi;
  scgi_temp_path {work}/scgi;
  server {{
    listen 127.0.0.1:{port};
    root {site};
    {included}
  }}
}}
"""

CADDY = """\
{{
  admin off
  auto_https off
}}
http://127.0.0.1:{port} {{
  root * {site}
  {included}
}}
"""


@contextlib.contextmanager
def nginx(site: Path, work: Path, included: str | None = None) -> Iterator[str]:
    """Serve `site` with nginx, the build's own file (or `included`) inside its server block; what it writes is in `work`."""
    inside = f"include {site}/.headers/nginx.conf;" if included is None else included
    config, port = work / "nginx.conf", _free_port()
    config.write_text(NGINX.format(work=work, port=port, site=site, included=inside), encoding="utf-8")
    with _running([_program("nginx"), "-e", str(work / "error.log"), "-p", str(work), "-c", str(config)], port, work):
        yield f"http://127.0.0.1:{port}/"


@contextlib.contextmanager
def caddy(site: Path, work: Path, included: str | None = None) -> Iterator[str]:
    """Serve `site` with Caddy, the build's own file (or `included`) inside its site block; what it writes is in `work`."""
    inside = f"import {site}/.headers/Caddyfile" if included is None else included
    config, port = work / "Caddyfile", _free_port()
    config.write_text(CADDY.format(port=port, site=site, included=inside), encoding="utf-8")
    with _running([_program("caddy"), "run", "--adapter", "caddyfile", "--config", str(config)], port, work):
        yield f"http://127.0.0.1:{port}/"


SERVERS: dict[str, Callable[..., AbstractContextManager[str]]] = {"nginx": nginx, "caddy": caddy}


def _program(name: str) -> str:
    """Return the path of a server; a missing one fails, it never skips."""
    path = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    assert path, f"no {name}: run .ci/browser"
    return path


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextlib.contextmanager
def _running(command: list[str], port: int, work: Path) -> Iterator[None]:
    """Start a server, wait until it answers, and end it by its own process id."""
    homes = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(work))
    with (work / "said.txt").open("wb") as said:
        process = subprocess.Popen(command, env={**os.environ, **homes}, stdout=said, stderr=said, cwd=work)  # noqa: S603 -- a server of the system
    try:
        while not _answers(port):
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=0.05)
                raise AssertionError((work / "said.txt").read_text(encoding="utf-8"))
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
        return True
    return False
