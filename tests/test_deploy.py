"""What deploy/ promises, held against a real nginx and a real Caddy: packed pages, every header, releases that change unseen."""

from __future__ import annotations

import gzip
import http.client
import itertools
import re
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

import brotli
import own_network
import pytest
import servers
from builders import ROOT
from utvag.site import deployed, headers, manifest, packing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from utvag.registry.loader import Loaded
    from utvag.registry.model import Lifeline

RELEASE = servers.DEPLOY / "release"
SWITCHES = 20
VISITORS = 4
FULL = Path("/dev/full")
"""A disk that is full."""

PATIENCE = 20
"""Seconds that a server may take before it shows what it was told to."""

UNPACK = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}
ASKED = {
    "": "",
    "identity": "",
    "gzip": "gzip",
    "gzip, deflate": "gzip",
    "gzip, deflate, br": "br",
    "br": "br",
    "br;q=0, gzip": "gzip",
}
"""What a browser says that it reads, and what it should be sent."""

PAGES = (
    ("", 200, "index.html"),
    ("guide/", 200, "guide/index.html"),
    ("finns-inte", 404, "404.html"),
    ("finns/inte/", 404, "404.html"),
)
"""What is asked for, the status that must come back, and the file that is sent."""

Answer: TypeAlias = "tuple[int, http.client.HTTPMessage, bytes]"


@pytest.fixture
def lifeline(shipped: Loaded) -> Lifeline:
    """Return the number that every page must have."""
    return shipped.registry.lifeline


@pytest.fixture
def home(tmp_path: Path, lifeline: Lifeline) -> Path:
    """Return where releases stand, with the number that somebody wrote there."""
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "number").write_text(f"{lifeline.number}\n", encoding="utf-8")
    return folder


def a_site(folder: Path, lifeline: Lifeline, mark: str = "ett") -> Path:
    """Return a small packed site whose every page and policy carry `mark`, large enough to be on its way for a while."""
    page = f'<header><a href="tel:{lifeline.e164}">{lifeline.number}</a></header><main data-mark="{mark}">{mark * 40_000}</main>'
    for name in ("index.html", "404.html", "guide/index.html"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(page, encoding="utf-8")
    headers.write(folder, headers.content_policy([mark], []))
    return listed(folder, lifeline)


def listed(site: Path, lifeline: Lifeline) -> Path:
    """Write the list of a build into a site as it stands, and pack it."""
    sums = {
        name: digest for name, digest in manifest.files(site).items() if not (name == packing.LIST or name.endswith((".gz", ".br")))
    }
    made = manifest.Manifest(str(lifeline.number), str(lifeline.e164), "", "", sums)
    (site / manifest.NAME).write_text(made.as_text(), encoding="utf-8")
    packing.pack(site)
    return site


def release(home: Path, *words: object, to: int | IO[str] = subprocess.PIPE, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the program with what it says sent `to`, and `more` in its environment."""
    heard = ["/usr/bin/env", "--default-signal=HUP"]  # whoever started the tests may not hear it (nohup)
    command, told = [*heard, str(RELEASE), *map(str, words)], {"PATH": "/usr/bin:/bin", "UTVAG_HOME": str(home), **more}
    return subprocess.run(command, env=told, stdout=to, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603 -- our own program


def shown(home: Path) -> str:
    return _mark((home / "current" / "site" / "index.html").read_text(encoding="utf-8"))


def _mark(page: str) -> str:
    return page.partition('data-mark="')[2].partition('"')[0]


def ask(address: str, path: str, reads: str = "", trusted: Path | None = None, **more: str) -> Answer:
    """Return what a browser that reads `reads` and trusts `trusted` is answered at `address`: status, headers, body."""
    host = urlsplit(address).netloc
    if trusted:
        context = ssl.create_default_context(cafile=trusted)
        connection: http.client.HTTPConnection = http.client.HTTPSConnection(host, timeout=PATIENCE, context=context)
    else:
        connection = http.client.HTTPConnection(host, timeout=PATIENCE)
    try:
        connection.putrequest("GET", f"/{path}", skip_accept_encoding=True)
        for name, value in {"Accept-Encoding": reads, **more}.items():
            if value:
                connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.msg, answer.read()
    finally:
        connection.close()


def test_a_release_is_shown_and_the_one_before_it_is_a_command_away(tmp_path: Path, home: Path, lifeline: Lifeline) -> None:
    for mark in ("ett", "två", "tre"):
        done = release(home, "put", a_site(tmp_path / mark, lifeline, mark), "true")
        assert done.returncode == 0, done.stderr
        assert shown(home) == mark
    for mark in ("två", "ett"):
        assert release(home, "back", "true").returncode == 0
        assert shown(home) == mark
    done = release(home, "back", "true")
    assert done.returncode == 1
    assert "there is no release before" in done.stderr
    assert shown(home) == "ett"
    assert [line[0] for line in release(home, "list").stdout.splitlines()] == ["*", " ", " "]


def test_the_last_five_are_kept_and_what_was_shown_a_moment_ago(tmp_path: Path, home: Path, lifeline: Lifeline) -> None:
    site = a_site(tmp_path / "site", lifeline)
    for _ in range(6):
        assert release(home, "put", site, "true").returncode == 0
    names = release(home, "list").stdout.split()
    assert len(names) == 6  # five, and the star
    assert release(home, "put", site, "true", UTVAG_KEEP="0").returncode == 0
    assert len(list((home / "releases").iterdir())) == 2, (
        "what is shown stays, and what was shown before it, whatever is to be kept"
    )
    assert shown(home) == "ett"


def test_what_was_taken_back_does_not_come_again(tmp_path: Path, home: Path, lifeline: Lifeline) -> None:
    for mark in ("ett", "dålig"):
        assert release(home, "put", a_site(tmp_path / mark, lifeline, mark), "true").returncode == 0
    assert release(home, "back", "true").returncode == 0
    assert release(home, "put", a_site(tmp_path / "rättad", lifeline, "rättad"), "true").returncode == 0
    assert shown(home) == "rättad"
    assert release(home, "back", "true").returncode == 0
    assert shown(home) == "ett"
    assert release(home, "back", "true").returncode == 1


def test_a_release_is_the_newest_even_if_the_clock_goes_back(tmp_path: Path, home: Path, lifeline: Lifeline) -> None:
    site = a_site(tmp_path / "site", lifeline)
    assert release(home, "put", site, "true").returncode == 0
    (first,) = (home / "releases").iterdir()
    first.rename(first.with_name("2999-01-01T000000Z"))
    (home / "current").unlink()
    (home / "current").symlink_to("releases/2999-01-01T000000Z")
    assert release(home, "put", site, "true").returncode == 0
    assert release(home, "list").stdout == "  2999-01-01T000000Z\n* 2999-01-01T000000Z+\n"


@pytest.mark.parametrize(
    "name", ["index.html", "404.html", *(f".headers/{name}" for name in ("headers.json", "nginx.conf", "Caddyfile")), "SHA256SUMS"]
)
def test_a_release_with_something_missing_is_refused(tmp_path: Path, home: Path, lifeline: Lifeline, name: str) -> None:
    assert release(home, "put", a_site(tmp_path / "good", lifeline), "true").returncode == 0
    site = a_site(tmp_path / "bad", lifeline, "annan")
    (site / name).unlink()
    done = release(home, "put", site, "true")
    assert done.returncode == 1
    assert f"{name} is missing in the release" in done.stderr
    assert shown(home) == "ett"
    assert len(list((home / "releases").iterdir())) == 1, "what was refused is gone"


@pytest.mark.parametrize("name", ["index.html", "404.html", "guide/index.html"])
@pytest.mark.parametrize("part", ["number", "e164"])
def test_a_release_with_a_page_that_lacks_the_number_is_refused(
    tmp_path: Path, home: Path, lifeline: Lifeline, name: str, part: str
) -> None:
    site = a_site(tmp_path / "bad", lifeline)
    words = str(getattr(lifeline, part))
    (site / name).write_text((site / name).read_text(encoding="utf-8").replace(words, words[:-1] + "1"), encoding="utf-8")
    done = release(home, "put", listed(site, lifeline), "true")
    assert done.returncode == 1
    assert f"{name} lacks " in done.stderr
    assert not (home / "current").is_symlink()


def test_a_release_with_a_file_that_is_not_as_it_was_built_is_refused(tmp_path: Path, home: Path, lifeline: Lifeline) -> None:
    site = a_site(tmp_path / "site", lifeline)
    page = site / "guide" / "index.html"
    page.write_bytes(page.read_bytes()[:-20])  # a disk that was full
    done = release(home, "put", site, "true")
    assert done.returncode == 1
    assert "not as it was built" in done.stderr
    assert not (home / "current").is_symlink()


def test_without_a_number_of_the_servers_own_nothing_is_shown(tmp_path: Path, home: Path, lifeline: Lifeline) -> None:
    (home / "number").unlink()
    done = release(home, "put", a_site(tmp_path / "site", lifeline), "true")
    assert done.returncode == 1
    assert "number is missing" in done.stderr


def _one_of_another_build(site: Path, lifeline: Lifeline) -> None:
    for name in ("index.html", "404.html", "guide/index.html"):
        (site / name).write_text((site / name).read_text(encoding="utf-8").replace("ett", "ny"), encoding="utf-8")
    packed = {path: path.read_bytes() for path in site.rglob("*") if path.suffix in deployed.PACKED or path == site / packing.LIST}
    listed(site, lifeline)
    for path, data in packed.items():
        path.write_bytes(data)


def _cut(path: Path, end: int) -> None:
    path.write_bytes(path.read_bytes()[:end])


SPOILED: dict[str, tuple[Callable[[Path, Lifeline], object], str]] = {
    "a brotli that was cut off": (lambda site, _: _cut(site / "index.html.br", -9), "does not fit"),
    "an old gzip": (lambda site, _: (site / "guide" / "index.html.gz").write_bytes(packing.gzipped(b"gammal")), "does not fit"),
    "one form missing": (lambda site, _: (site / "404.html.br").unlink(), "does not fit"),
    "a list that was cut off at a line": (
        lambda site, _: _cut(site / packing.LIST, -len(f"{'0' * 64}  SHA256SUMS\n")),
        "does not fit",
    ),
    "a new build laid over an old packed one": (_one_of_another_build, "does not fit"),
    "never packed": (lambda site, _: (site / packing.LIST).unlink(), "the pages are not packed"),
}
"""What can be wrong with what is sent while every page is right, and what is said."""


@pytest.mark.parametrize("fault", SPOILED)
def test_a_release_whose_packed_pages_are_not_those_of_its_build_is_refused(
    tmp_path: Path, home: Path, lifeline: Lifeline, fault: str
) -> None:
    assert release(home, "put", a_site(tmp_path / "good", lifeline, "god"), "true").returncode == 0
    site = a_site(tmp_path / "bad", lifeline)
    spoil, said = SPOILED[fault]
    spoil(site, lifeline)
    done = release(home, "put", site, "true")
    assert done.returncode == 1
    assert said in done.stderr
    assert "Run .venv/bin/python scripts pack" in done.stderr
    assert shown(home) == "god"
    assert len(list((home / "releases").iterdir())) == 1
    packing.pack(site)
    assert release(home, "put", site, "true").returncode == 0, "packed anew it is taken"


BROKEN_OFF = {
    **{f"{name} while the server is told": f"kill -{name} $PPID; sleep 0.2" for name in ("HUP", "INT", "TERM", "KILL")},
    "Ctrl+C, which the reload hears too": "kill -INT $PPID; kill -INT $$",
    "TERM, and then the reload fails": "kill -TERM $PPID; sleep 0.2; exit 1",
}


@pytest.mark.parametrize("how", BROKEN_OFF)
def test_a_release_that_is_broken_off_leaves_visitors_a_page_and_the_way_on(
    tmp_path: Path, home: Path, lifeline: Lifeline, how: str
) -> None:
    """Nobody knows whether the server has been told: both the new release and the former one must stand."""
    assert release(home, "put", a_site(tmp_path / "ett", lifeline), "true").returncode == 0
    for mark in ("två", "tre"):
        done = release(home, "put", a_site(tmp_path / mark, lifeline, mark), "sh", "-c", BROKEN_OFF[how])
        assert done.returncode != 0
        assert "broken off" in done.stderr or "KILL" in how
        assert shown(home) == mark
        assert not [path for path in (home / "releases").iterdir() if path.name.startswith(".")]
    assert len(list((home / "releases").iterdir())) == 3
    for mark in ("två", "ett"):
        assert release(home, "back", "true").returncode == 0
        assert shown(home) == mark
    assert release(home, "put", tmp_path / "tre", "true").returncode == 0
    assert shown(home) == "tre"


def test_what_is_broken_off_before_it_is_shown_is_gone_and_nothing_is_changed(
    tmp_path: Path, home: Path, lifeline: Lifeline
) -> None:
    assert release(home, "put", a_site(tmp_path / "ett", lifeline), "true").returncode == 0
    ends = tmp_path / "bin" / "chmod"
    ends.parent.mkdir()
    ends.write_text("#!/bin/sh\nkill -TERM $PPID\n", encoding="utf-8")
    ends.chmod(0o755)
    done = release(home, "put", a_site(tmp_path / "två", lifeline, "två"), "true", PATH=f"{ends.parent}:/usr/bin:/bin")
    assert (done.returncode, shown(home)) == (1, "ett")
    assert "broken off" in done.stderr
    assert len(list((home / "releases").iterdir())) == 1


def test_a_release_that_nobody_can_be_told_of_is_shown_all_the_same(tmp_path: Path, home: Path, lifeline: Lifeline) -> None:
    site = a_site(tmp_path / "ett", lifeline)
    for _ in range(7):
        with FULL.open("w", encoding="utf-8") as full:
            assert release(home, "put", site, "true", to=full).returncode == 0
        assert shown(home) == "ett"
    assert len(list((home / "releases").iterdir())) == 5, "the old ones are cleaned away as ever"
    with FULL.open("w", encoding="utf-8") as full:
        assert release(home, "back", "true", to=full).returncode == 0
    assert shown(home) == "ett"


def test_when_the_server_does_not_take_it_the_former_release_is_shown(tmp_path: Path, home: Path, lifeline: Lifeline) -> None:
    site = a_site(tmp_path / "site", lifeline)
    assert release(home, "put", site, "false").returncode == 1
    assert not (home / "current").is_symlink()
    assert release(home, "put", site, "true").returncode == 0
    done = release(home, "put", a_site(tmp_path / "new", lifeline, "ny"), "false")
    assert done.returncode == 1
    assert "could not be reloaded: 'false'" in done.stderr
    assert shown(home) == "ett"
    assert len(list((home / "releases").iterdir())) == 3, "a server may have taken it and said that it had not: then it reads there"
    assert release(home, "put", tmp_path / "new", "true").returncode == 0
    assert release(home, "back", "true").returncode == 0
    assert shown(home) == "ett", "what the server never took is not on the way back"


def test_two_releases_at_once_are_one(tmp_path: Path, home: Path, lifeline: Lifeline) -> None:
    site = a_site(tmp_path / "site", lifeline)
    done = release(home, "put", site, "sh", "-c", f'UTVAG_HOME="{home}" "{RELEASE}" list 2>&1 && exit 1; touch "{home}/tried"')
    assert "another release is under way" in done.stdout
    assert done.returncode == 0, done.stderr
    assert (home / "tried").exists()


@pytest.mark.parametrize("words", [(), ("put",), ("put", "x"), ("back",), ("bygg",)])
def test_a_command_that_is_not_understood_shows_which_there_are(home: Path, words: tuple[str, ...]) -> None:
    done = release(home, *words)
    assert done.returncode == 2
    assert done.stderr.startswith("release put FOLDER RELOAD")


@pytest.fixture(scope="module")
def packed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site, packed."""
    site = shutil.copytree(built, tmp_path_factory.mktemp("packed") / "site")
    packing.pack(site)
    return site


@pytest.mark.site
@pytest.mark.parametrize("name", sorted(servers.DEPLOYED))
def test_every_page_is_sent_as_the_browser_reads_it_with_every_header_and_no_line_is_written(
    tmp_path: Path, home: Path, packed: Path, name: str
) -> None:
    assert release(home, "put", packed, "true").returncode == 0
    (tmp_path / "work").mkdir()
    own = {header.lower(): value for header, value in headers.read(packed)}
    with servers.DEPLOYED[name](home, tmp_path / "work") as (address, reload):
        for (path, status, file), (reads, sent) in itertools.product(PAGES, ASKED.items()):
            answered, told, body = ask(address, path, reads)
            assert (answered, told.get("Content-Encoding", "")) == (status, sent), (path, reads)
            assert UNPACK[sent](body) == (packed / file).read_bytes()
            assert told.get_all("Vary") == ["Accept-Encoding"], (path, reads)
            assert told["Content-Type"] == "text/html; charset=utf-8"
            assert {header: told.get_all(header) for header in own} == {header: [value] for header, value in own.items()}
            assert not {"etag", "last-modified"} & {header.lower() for header in told}
        for reads in ASKED:
            answered, told, _ = ask(address, "guide", reads)
            assert answered in (301, 308)
            assert {header: told.get_all(header) for header in own} == {header: [value] for header, value in own.items()}
        for path in ("index.html.gz", "index.html.br", "guide/index.html.br", ".headers/nginx.conf", "404.html.gz"):
            answered, _, body = ask(address, path)
            assert (answered, body) == (404, (packed / "404.html").read_bytes()), path
        assert ask(address, manifest.NAME)[::2] == (200, (packed / manifest.NAME).read_bytes())
        assert ask(address, "", "gzip", Via="1.1 skola")[1]["Content-Encoding"] == "gzip", "who sits behind a proxy too"
        assert b"content-encoding: gzip\r\n" in _as_an_old_proxy_asks(address), "and behind an old one"
        subprocess.run(reload, check=True, capture_output=True)  # noqa: S603 -- the server that runs
        assert ask(address, "finns-inte")[0] == 404
    assert told_of_visits(tmp_path / "work") == []


@pytest.mark.parametrize("name", sorted(servers.NAMED))
def test_under_a_name_with_tls_every_answer_has_every_header_and_none_tells_of_another_way(
    tmp_path: Path, home: Path, lifeline: Lifeline, name: str
) -> None:
    assert release(home, "put", a_site(tmp_path / "site", lifeline), "true").returncode == 0
    (tmp_path / "work").mkdir()
    own = {header: [value] for header, value in headers.read(tmp_path / "site")}
    with servers.NAMED[name](home, tmp_path / "work") as (secure, plain, trusted):
        for path, status in (*(page[:2] for page in PAGES), ("guide", None)):
            answered, told, _ = ask(secure, path, "br", trusted)
            assert answered == status or (status is None and answered in (301, 308)), path
            assert {header: told.get_all(header) for header in own} == own, path
            assert not {"alt-svc", "etag", "last-modified"} & {header.lower() for header in told}, path
            assert told.get("Location", "/").startswith("/"), path
            answered, told, _ = ask(plain, f"{path}?x=1", "br")
            assert (answered, told["Location"]) == (301, f"https://localhost/{path}?x=1")
            assert {header: told.get_all(header) for header in own} == own, path
            assert not {"alt-svc", "etag", "last-modified"} & {header.lower() for header in told}, path
    assert told_of_visits(tmp_path / "work") == []


def test_the_file_for_nginx_leaves_its_number_where_debians_unit_looks_and_the_container_may_write() -> None:
    unit = Path("/lib/systemd/system/nginx.service").read_text(encoding="utf-8")
    (place,) = re.findall(r"^PIDFile=(.*)$", unit, flags=re.MULTILINE)
    nginx = shutil.which("nginx", path="/usr/bin:/usr/sbin") or "nginx"
    compiled = subprocess.run([nginx, "-V"], capture_output=True, text=True, check=True).stderr  # noqa: S603 -- a program of the system
    assert f"--pid-path={place} " in compiled
    assert not re.search(r"^\s*pid\b", (servers.DEPLOY / "nginx.conf").read_text(encoding="utf-8"), flags=re.MULTILINE)
    (command,) = re.findall(r"^CMD (.*)$", (servers.DEPLOY / "Containerfile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert "pid /tmp/" in command, "the container is not root, and has no other folder to write in"


def test_a_first_release_that_the_server_does_not_take_leaves_what_the_next_try_needs(
    tmp_path: Path, home: Path, lifeline: Lifeline
) -> None:
    site, work = a_site(tmp_path / "site", lifeline), tmp_path / "work"
    work.mkdir()
    command, port = servers.nginx_placed(home, work)
    command += ["-g", f"pid {work}/nginx.pid; daemon on; master_process on;"]  # as Debian's unit
    start = ["sh", "-c", 'exec "$@" 2>"$0"', str(work / "said.txt"), *command]
    assert subprocess.run(start, check=False).returncode != 0, "there is nothing to show yet"  # noqa: S603 -- a program of the system
    assert release(home, "put", site, *command, "-s", "reload").returncode == 1, "it does not run"
    assert not (home / "current").is_symlink()
    assert release(home, "put", site, *start).returncode == 0, "what `systemctl reload-or-restart` then does"
    try:
        assert ask(f"http://127.0.0.1:{port}/", "")[0] == 200
        assert release(home, "put", site, *command, "-s", "reload").returncode == 0
    finally:
        subprocess.run([*command, "-s", "stop"], check=True)  # noqa: S603 -- the server that runs


def test_every_example_says_where_the_program_is_and_what_starts_or_reloads_the_server() -> None:
    guide = (servers.DEPLOY / "README.md").read_text(encoding="utf-8")
    examples = re.findall(r"^\S*release (?:put|back|list).*$", guide, flags=re.MULTILINE)
    assert len(examples) == 3
    assert all(line.startswith("/srv/utvag/release ") for line in examples)
    assert all("systemctl reload-or-restart " in line for line in examples if " list" not in line)


def _as_an_old_proxy_asks(address: str) -> bytes:
    with socket.create_connection(("127.0.0.1", urlsplit(address).port or 0), timeout=PATIENCE) as connection:
        connection.sendall(b"GET /guide/ HTTP/1.0\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n")
        return connection.recv(4_096).lower()


def told_of_visits(work: Path) -> list[str]:
    """Return every line about a visit in what a server wrote, its configuration apart."""
    files = [path for path in work.rglob("*") if path.is_file() and path.name not in ("nginx.conf", "Caddyfile", "autosave.json")]
    assert files
    lines = [line for path in files for line in path.read_text(encoding="utf-8", errors="replace").splitlines()]
    lines = [line for line in lines if '"logger":"admin.api"' not in line]  # whoever reloads is no visitor
    return [line for line in lines if re.search(r"finns|guide|GET|client:|remote_ip", line)]


class Visitors:
    """Some visitors who ask all the time, each time anew, and what they were given."""

    def __init__(self, address: str) -> None:
        """Remember whom to ask; nobody asks yet."""
        self.address = address
        self.stop = threading.Event()
        self.faults: list[str] = []
        self.seen: list[str] = []

    def visit(self, number: int) -> None:
        """Ask until told to stop; a page must be whole, and its policy must be that of the release it is from."""
        kinds = itertools.cycle(itertools.product(PAGES, ASKED.items()))
        for (path, status, _), (reads, sent) in itertools.islice(kinds, number, None):
            if self.stop.is_set():
                return
            try:
                answered, told, body = ask(self.address, path, reads)
                page = UNPACK[sent](body).decode()
                mark = _mark(page)
                whole = page.endswith(f"{mark}</main>")
                fits = headers.digest(mark) in told["Content-Security-Policy"]
                if (answered, whole, fits) != (status, True, True):
                    self.faults.append(f"{path} {reads}: {answered} whole={whole} fits={fits}")
                self.seen.append(mark)
            except Exception as fault:  # noqa: BLE001 -- whatever happened to a visitor is told
                self.faults.append(f"{path} {reads}: {fault!r}")


@pytest.mark.parametrize("name", sorted(servers.DEPLOYED))
def test_a_release_changes_twenty_times_and_no_visitor_notices(tmp_path: Path, home: Path, lifeline: Lifeline, name: str) -> None:
    if name == "caddy" and own_network.MIGRATES.read_text(encoding="utf-8").strip() != "1":
        _in_a_network_of_its_own(tmp_path, f"{__file__}::test_a_release_changes_twenty_times_and_no_visitor_notices[caddy]")
        return
    sites = {mark: a_site(tmp_path / mark, lifeline, mark) for mark in ("gammal", "ny")}
    assert release(home, "put", sites["gammal"], "true").returncode == 0
    (tmp_path / "work").mkdir()
    with servers.DEPLOYED[name](home, tmp_path / "work") as (address, reload), ThreadPoolExecutor(VISITORS) as pool:
        visitors = Visitors(address)
        for number in range(VISITORS):
            pool.submit(visitors.visit, number)
        try:
            for mark, words in itertools.islice(_switches(sites), SWITCHES):
                done = release(home, *words, *reload)
                assert done.returncode == 0, done.stderr
                _until_shown(address, mark)
        finally:
            visitors.stop.set()
    assert visitors.faults == []
    assert min(visitors.seen.count(mark) for mark in sites) > SWITCHES


def _in_a_network_of_its_own(folder: Path, test: str) -> None:
    """Run one test where the kernel is set as deploy/README.md asks: Caddy begins to listen anew at each reload."""
    command = own_network.inside(
        sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--basetemp={folder / 'own'}", test
    )
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 -- our own interpreter
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout


def _switches(sites: dict[str, Path]) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Yield a new release and the way back, for ever."""
    while True:
        yield "ny", ("put", sites["ny"])
        yield "gammal", ("back",)


def _until_shown(address: str, mark: str) -> None:
    last = time.monotonic() + PATIENCE
    while f'data-mark="{mark}"'.encode() not in ask(address, "")[2]:
        assert time.monotonic() < last, f"{mark} is never shown"
        time.sleep(0.01)


def test_the_container_has_what_the_tests_ran_on_and_takes_only_what_is_let_in() -> None:
    recipe = (servers.DEPLOY / "Containerfile").read_text(encoding="utf-8")
    installed = re.findall(r"(?:nginx|libnginx)[\w-]+", re.findall(r"apt-get install (.*)", recipe)[0])
    assert len(installed) == 2
    assert all(f"({name})" in (ROOT / ".ci" / "browser").read_text(encoding="utf-8") for name in installed)
    let_in = [line.removeprefix("!") for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()[1:]]
    copied = re.findall(r"^COPY (\S+)", recipe, flags=re.MULTILINE)
    assert all(name.split("/")[0] in let_in for name in copied)
    assert all((ROOT / name).exists() for name in copied if name != "site")
    assert "@sha256:" not in recipe, "nobody here can vouch for a digest"
    assert f"EXPOSE {re.findall(r'listen (.*);', (servers.DEPLOY / 'nginx.conf').read_text(encoding='utf-8'))[0]}\n" in recipe
