"""nginx and Caddy on the loopback address, with the configuration that a build writes and nothing of the machine's own."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

DEPLOY = Path(__file__).parent.parent / "deploy"
"""The files of a whole server, and the program that changes what it shows."""

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
    with _running([_program("nginx"), "-e", str(work / "error.log"), "-p", str(work), "-c", str(config)], work, port):
        yield f"http://127.0.0.1:{port}/"


@contextlib.contextmanager
def caddy(site: Path, work: Path, included: str | None = None) -> Iterator[str]:
    """Serve `site` with Caddy, the build's own file (or `included`) inside its site block; what it writes is in `work`."""
    inside = f"import {site}/.headers/Caddyfile" if included is None else included
    config, port = work / "Caddyfile", _free_port()
    config.write_text(CADDY.format(port=port, site=site, included=inside), encoding="utf-8")
    with _running([_program("caddy"), "run", "--adapter", "caddyfile", "--config", str(config)], work, port):
        yield f"http://127.0.0.1:{port}/"


SERVERS: dict[str, Callable[..., AbstractContextManager[str]]] = {"nginx": nginx, "caddy": caddy}


def nginx_placed(home: Path, work: Path) -> tuple[list[str], int]:
    """Write deploy/nginx.conf into `work` with its places exchanged; give the program with it, and the port that it listens at."""
    port = _free_port()
    config = _placed("nginx.conf", work, {"/srv/utvag": home, "8080": f"127.0.0.1:{port}", "/tmp/nginx": work / "nginx"})  # noqa: S108 -- in the file
    return _nginx(config, work), port


@contextlib.contextmanager
def nginx_deployed(home: Path, work: Path) -> Iterator[tuple[str, list[str]]]:
    """Serve what is shown in `home` as the container does, its places exchanged; give the address and what reloads it."""
    command, port = nginx_placed(home, work)
    (said,) = re.findall(r"^CMD (.*)$", (DEPLOY / "Containerfile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    command += [word.replace("/tmp/nginx", str(work / "nginx")) for word in json.loads(said)[1:]]  # noqa: S108 -- in the file
    with _running(command, work, port):
        yield f"http://127.0.0.1:{port}/", [*command, "-s", "reload"]


@contextlib.contextmanager
def caddy_deployed(home: Path, work: Path) -> Iterator[tuple[str, list[str]]]:
    """Serve what is shown in `home` with deploy/Caddyfile, its places exchanged; give the address and what reloads it."""
    port, other = _free_port(), _free_port()
    places = {"/srv/utvag": home, "http://:8080": f"http://127.0.0.1:{port}", "localhost:2019": f"127.0.0.1:{other}"}
    config = _placed("Caddyfile", work, places)
    arguments = ["--adapter", "caddyfile", "--config", str(config)]
    with _running([_program("caddy"), "run", *arguments], work, port):
        yield f"http://127.0.0.1:{port}/", [_program("caddy"), "reload", *arguments]


DEPLOYED: dict[str, Callable[[Path, Path], AbstractContextManager[tuple[str, list[str]]]]] = {
    "nginx": nginx_deployed,
    "caddy": caddy_deployed,
}


@contextlib.contextmanager
def nginx_named(home: Path, work: Path) -> Iterator[tuple[str, str, Path]]:
    """Serve `home` with nginx that ends TLS, as deploy/README.md shows; give both addresses and whom to trust."""
    secure, plain = _free_port(), _free_port()
    shown, _data = re.findall(
        r"^```nginx\n(.*?)^```$", (DEPLOY / "README.md").read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE
    )
    config = _placed("nginx.conf", work, {"/tmp/nginx": work / "nginx"})  # noqa: S108 -- in the file
    text = re.sub(r"^  server \{.*?^  \}\n", lambda _: shown, config.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    config.write_text(text, encoding="utf-8")
    key, trusted = work / "name.key", work / "name.pem"
    made = [
        "openssl",
        "req",
        "-x509",
        "-nodes",
        "-newkey",
        "rsa:2048",
        "-subj",
        "/CN=localhost",
        "-addext",
        "subjectAltName=DNS:localhost",
    ]
    subprocess.run([*made, "-keyout", str(key), "-out", str(trusted)], check=True, capture_output=True)  # noqa: S603 -- a program of the system
    places = {"443": f"127.0.0.1:{secure}", "listen 80;": f"listen 127.0.0.1:{plain};", "/srv/utvag": home}
    _placed(config, work, {**places, "/etc/ssl/example.se.pem": trusted, "/etc/ssl/private/example.se.key": key})
    with _running([*_nginx(config, work), "-g", f"pid {work}/nginx.pid; daemon off;"], work, secure, plain):
        yield f"https://localhost:{secure}/", f"http://localhost:{plain}/", trusted


@contextlib.contextmanager
def caddy_named(home: Path, work: Path) -> Iterator[tuple[str, str, Path]]:
    """Serve `home` with deploy/Caddyfile under a name, as it says itself; give both addresses and whom to trust."""
    secure, plain = _free_port(), _free_port()
    ports = f"admin off\nhttp_port {plain}\nhttps_port {secure}\ndefault_bind 127.0.0.1\nskip_install_trust\nlocal_certs"
    config = _placed("Caddyfile", work, {"\nhttp://:8080 {": "\nlocalhost {", "/srv/utvag": home, "admin localhost:2019": ports})
    *lines, a, b, c, d = config.read_text(encoding="utf-8").splitlines()
    assert all(line.startswith("#") for line in (a, b, c, d))
    config.write_text("\n".join([*lines, *(line.removeprefix("#") for line in (a, b, c, d))]), encoding="utf-8")
    trusted = work / "caddy" / "pki" / "authorities" / "local" / "root.crt"
    with _running([_program("caddy"), "run", "--adapter", "caddyfile", "--config", str(config)], work, secure, plain):
        _until_trusted(secure, trusted)
        yield f"https://localhost:{secure}/", f"http://localhost:{plain}/", trusted


@contextlib.contextmanager
def nginx_for_staff(home: Path, work: Path, name: str, word: str) -> Iterator[str]:
    """Serve `home` with deploy/staff.nginx.conf in the place of the server of nginx.conf; `name` may log in with `word`."""
    told = subprocess.run(["openssl", "passwd", "-6", word], check=True, capture_output=True, text=True).stdout  # noqa: S603, S607 -- a program of the system
    (home / "users").write_text(f"{name}:{told}", encoding="utf-8")
    port, shown = _free_port(), (DEPLOY / "staff.nginx.conf").read_text(encoding="utf-8")
    config = _placed("nginx.conf", work, {"/tmp/nginx": work / "nginx"})  # noqa: S108 -- in the file
    text = re.sub(r"^  server \{.*?^  \}\n", lambda _: shown, config.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    config.write_text(text, encoding="utf-8")
    _placed(config, work, {"8081": f"127.0.0.1:{port}", "/srv/utvag-personal": home})
    with _running([*_nginx(config, work), "-g", f"pid {work}/nginx.pid; daemon off;"], work, port):
        yield f"http://127.0.0.1:{port}/"


@contextlib.contextmanager
def caddy_for_staff(home: Path, work: Path, name: str, word: str) -> Iterator[str]:
    """Serve `home` with deploy/staff.Caddyfile, after the options of Caddyfile; `name` may log in with `word`."""
    making = [_program("caddy"), "hash-password", "--plaintext", word]
    told = subprocess.run(making, check=True, capture_output=True, text=True).stdout  # noqa: S603 -- a program of the system
    (home / "users").write_text(f"{name} {told}", encoding="utf-8")
    port, inner = _free_port(), _free_port()
    options = (DEPLOY / "Caddyfile").read_text(encoding="utf-8").partition("http://:8080")[0]
    whole = options.replace("admin localhost:2019", "admin off") + (DEPLOY / "staff.Caddyfile").read_text(encoding="utf-8")
    (work / "Caddyfile").write_text(whole, encoding="utf-8")
    places = {"http://:8081": f"http://127.0.0.1:{port}", "8082": inner, "/srv/utvag-personal": home}
    config = _placed(work / "Caddyfile", work, places)
    with _running([_program("caddy"), "run", "--adapter", "caddyfile", "--config", str(config)], work, port, inner):
        yield f"http://127.0.0.1:{port}/"


FOR_STAFF: dict[str, Callable[[Path, Path, str, str], AbstractContextManager[str]]] = {
    "nginx": nginx_for_staff,
    "caddy": caddy_for_staff,
}

NAMED: dict[str, Callable[[Path, Path], AbstractContextManager[tuple[str, str, Path]]]] = {
    "nginx": nginx_named,
    "caddy": caddy_named,
}


def told_of_visits(work: Path) -> list[str]:
    """Return every line about a visit in what a server wrote, its configuration apart."""
    files = [path for path in work.rglob("*") if path.is_file() and path.name not in ("nginx.conf", "Caddyfile", "autosave.json")]
    assert files
    lines = [line for path in files for line in path.read_text(encoding="utf-8", errors="replace").splitlines()]
    lines = [line for line in lines if '"logger":"admin.api"' not in line]  # whoever reloads is no visitor
    return [line for line in lines if re.search(r"finns|guide|GET|HEAD|client:|remote_ip", line)]


def _until_trusted(port: int, trusted: Path) -> None:
    """Wait until a server has made its own certificate."""
    last = time.monotonic() + 20
    while True:
        try:
            context = ssl.create_default_context(cafile=trusted)
            with (
                socket.create_connection(("127.0.0.1", port), timeout=5) as one,
                context.wrap_socket(one, server_hostname="localhost"),
            ):
                return
        except OSError:
            assert time.monotonic() < last, "no certificate"
            time.sleep(0.05)


def _nginx(config: Path, work: Path) -> list[str]:
    if os.geteuid() == 0:  # pytest's folders are closed to everybody else
        config.write_text(f"user root;\n{config.read_text(encoding='utf-8')}", encoding="utf-8")
    return [_program("nginx"), "-e", str(work / "error.log"), "-p", str(work), "-c", str(config)]


def _placed(name: str | Path, work: Path, places: dict[str, object]) -> Path:
    """Write a file of deploy/ (or one that stands elsewhere) into `work` with other places in it; each must stand there."""
    text = (DEPLOY / name).read_text(encoding="utf-8")
    for old, new in places.items():
        assert old in text, old
        text = text.replace(old, str(new))
    (work / name).write_text(text, encoding="utf-8")
    return work / name


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
def _running(command: list[str], work: Path, *ports: int) -> Iterator[None]:
    """Start a server, wait until it answers at each port, and end it by its own process id."""
    homes = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(work))
    with (work / "said.txt").open("wb") as said:
        process = subprocess.Popen(command, env={**os.environ, **homes}, stdout=said, stderr=said, cwd=work)  # noqa: S603 -- a server of the system
    try:
        while not all(map(_answers, ports)):
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
