"""What deploy/ promises, held against a real nginx and a real Caddy: packed pages, every header, releases that change unseen."""

from __future__ import annotations

import gzip
import http.client
import itertools
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

import brotli
import own_network
import pytest
import servers
from builders import ROOT
from utvag.site import headers, manifest, pack

if TYPE_CHECKING:
    from collections.abc import Callable

    from utvag.registry.loader import Loaded
    from utvag.registry.model import Lifeline

RELEASE = servers.DEPLOY / "release"
SWITCHES = 20
VISITORS = 4
FULL = Path("/dev/full")
"""A disk that is full."""

EMPTY: dict[str, str] = {}
NAMES = ("index.html", "404.html", "guide/index.html")
NEEDED = ("index.html", "404.html", ".headers/headers.json", ".headers/nginx.conf", ".headers/Caddyfile", "SHA256SUMS")
PACKED = (".gz", ".br")

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
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "number").write_text(f"{lifeline.number}\n", encoding="utf-8")
    return tmp_path / "home"


def a_site(folder: Path, lifeline: Lifeline, mark: str = "ett", times: int = 9) -> Path:
    """Return a small packed site whose every page and policy carry `mark`, many `times` if they should be long on their way."""
    page = f'<header><a href="tel:{lifeline.e164}">{lifeline.number}</a></header><main data-mark="{mark}">{mark * times}</main>'
    for name in NAMES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(page, encoding="utf-8")
    headers.write(folder, headers.content_policy([mark], []))
    return listed(folder, lifeline)


def listed(site: Path, lifeline: Lifeline) -> Path:
    """Write the list of a build into a site as it stands, and pack it."""
    sums = {name: digest for name, digest in manifest.files(site).items() if name != pack.LIST and not name.endswith(PACKED)}
    made = manifest.Manifest(str(lifeline.number), str(lifeline.e164), "", "", sums)
    (site / manifest.NAME).write_text(made.as_text(), encoding="utf-8")
    pack.pack(site)
    return site


def release(home: Path, *words: object, to: Path | None = None, env: dict[str, str] = EMPTY) -> subprocess.CompletedProcess[str]:
    """Run the program with what it says sent `to` a file, and `env` in its environment."""
    heard = ["/usr/bin/env", "--default-signal=HUP,INT"]  # whoever started the tests may not hear them (nohup, a shell's &)
    command, told = [*heard, str(RELEASE), *map(str, words)], {"PATH": "/usr/bin:/bin", "UTVAG_HOME": str(home), **env}
    with to.open("w", encoding="utf-8") if to else nullcontext(subprocess.PIPE) as out:
        return subprocess.run(command, env=told, stdout=out, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603 -- our own program


def put(home: Path, site: Path, *reload: str) -> None:
    done = release(home, "put", site, *(reload or ("true",)))
    assert done.returncode == 0, done.stderr


def shown(home: Path) -> str:
    return _mark((home / "current" / "site" / "index.html").read_text(encoding="utf-8"))


def kept(home: Path) -> list[str]:
    """Return the name of everything that stands where releases do, hidden or not."""
    return sorted(path.name for path in (home / "releases").iterdir())


def _mark(page: str) -> str:
    return page.partition('data-mark="')[2].partition('"')[0]


def ask(address: str, path: str, reads: str = "", trusted: Path | None = None, **more: str) -> Answer:
    """Return what a browser that reads `reads` and trusts `trusted` is answered at `address`: status, headers, body."""
    host = urlsplit(address).netloc
    context = ssl.create_default_context(cafile=trusted)
    kind = partial(http.client.HTTPSConnection, context=context) if trusted else http.client.HTTPConnection
    with closing(kind(host, timeout=PATIENCE)) as connection:
        connection.putrequest("GET", f"/{path}", skip_accept_encoding=True)
        for name, value in {"Accept-Encoding": reads, **more}.items():
            if value:
                connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.msg, answer.read()


def test_a_release_is_shown_and_the_one_before_it_is_a_command_away(tmp_path: Path, home: Path, lifeline: Lifeline) -> None:
    for mark in ("ett", "två", "tre"):
        put(home, a_site(tmp_path / mark, lifeline, mark))
        assert shown(home) == mark
    for mark in ("två", "ett"):
        assert release(home, "back", "true").returncode == 0
        assert shown(home) == mark
    done = release(home, "back", "true")
    assert (done.returncode, shown(home)) == (1, "ett")
    assert "there is no release before" in done.stderr
    assert [line[0] for line in release(home, "list").stdout.splitlines()] == ["*", " ", " "]
    put(home, a_site(tmp_path / "rättad", lifeline, "rättad"))
    assert release(home, "back", "true").returncode == 0
    assert shown(home) == "ett", "what was taken back does not come again"


def test_the_last_five_are_kept_and_what_was_shown_a_moment_ago(tmp_path: Path, home: Path, lifeline: Lifeline) -> None:
    site = a_site(tmp_path / "site", lifeline)
    for _ in range(6):
        put(home, site)
    assert len(kept(home)) == 5
    assert release(home, "put", site, "true", env={"UTVAG_KEEP": "0"}).returncode == 0
    assert len(kept(home)) == 2, "what is shown stays, and what was shown before it, whatever is to be kept"


def test_a_release_is_the_newest_even_if_the_clock_goes_back(tmp_path: Path, home: Path, lifeline: Lifeline) -> None:
    put(home, a_site(tmp_path / "site", lifeline))
    (home / "releases" / kept(home)[0]).rename(home / "releases" / "2999-01-01T000000Z")
    (home / "current").unlink()
    (home / "current").symlink_to("releases/2999-01-01T000000Z")
    put(home, tmp_path / "site")
    assert release(home, "list").stdout == "  2999-01-01T000000Z\n* 2999-01-01T000000Z+\n"


def _of_another_build(site: Path, lifeline: Lifeline) -> None:
    packed = {path: path.read_bytes() for path in site.rglob("*") if path.suffix in PACKED or path == site / pack.LIST}
    for name in NAMES:
        (site / name).write_text((site / name).read_text(encoding="utf-8").replace("fel", "ny"), encoding="utf-8")
    listed(site, lifeline)
    for path, data in packed.items():
        path.write_bytes(data)


def _linked(site: Path, _: Lifeline) -> None:
    (site / "index.html").rename(site / "h")
    (site / "index.html").symlink_to("h")


def _cut(path: Path, end: int) -> None:
    path.write_bytes(path.read_bytes()[:end])


def _gone(name: str) -> Callable[[Path, Lifeline], object]:
    return lambda site, _: (site / name).unlink()


def _without(part: str, name: str) -> Callable[[Path, Lifeline], object]:
    def spoil(site: Path, lifeline: Lifeline) -> None:
        words = str(getattr(lifeline, part))
        (site / name).write_text((site / name).read_text(encoding="utf-8").replace(words, words[:-1] + "1"), encoding="utf-8")
        listed(site, lifeline)

    return spoil


REFUSED: dict[str, tuple[Callable[[Path, Lifeline], object], str]] = {
    **{f"no {name}": (_gone(name), f"{name} is missing in the release") for name in NEEDED},
    **{f"no {part} in {name}": (_without(part, name), f"{name} lacks ") for part in ("number", "e164") for name in NAMES},
    "a page cut off by a full disk": (lambda site, _: _cut(site / "guide" / "index.html", -20), "not as it was built"),
    "a brotli that was cut off": (lambda site, _: _cut(site / "index.html.br", -9), "does not fit"),
    "an old gzip": (lambda site, _: (site / "guide" / "index.html.gz").write_bytes(gzip.compress(b"gammal")), "does not fit"),
    "one form missing": (lambda site, _: (site / "404.html.br").unlink(), "does not fit"),
    "a list cut off at a line": (lambda site, _: _cut(site / pack.LIST, -len(f"{'0' * 64}  SHA256SUMS\n")), "does not fit"),
    "a new build laid over an old packed one": (_of_another_build, "does not fit"),
    "never packed": (lambda site, _: (site / pack.LIST).unlink(), "the pages are not packed"),
    "no number of the server's own": (lambda site, _: (site.parent / "home" / "number").unlink(), "/number is missing"),
    "a page of no list": (lambda site, _: shutil.copy(site / "index.html", site / "ny.html"), "not those of the lists"),
    "a folder inside itself": (lambda site, _: shutil.copytree(site, site / "site"), "not those of the lists"),
    "a link in a page's place": (_linked, "index.html is neither a file nor a folder"),
    "a pipe": (lambda site, _: os.mkfifo(site / "rör"), "rör is neither a file nor a folder"),
}
"""What can be wrong with a release, and what is said."""


@pytest.mark.parametrize("fault", REFUSED)
def test_a_release_with_a_fault_is_refused(tmp_path: Path, home: Path, lifeline: Lifeline, fault: str) -> None:
    put(home, a_site(tmp_path / "good", lifeline, "rätt"))
    site = a_site(tmp_path / "bad", lifeline, "fel")
    spoil, said = REFUSED[fault]
    spoil(site, lifeline)
    done = release(home, "put", site, "true")
    assert (done.returncode, shown(home), len(kept(home))) == (1, "rätt", 1)
    assert said in done.stderr
    if "scripts pack" in done.stderr:
        pack.pack(site)
        put(home, site)


def test_a_link_to_a_folder_is_shown_as_a_copy(tmp_path: Path, home: Path, lifeline: Lifeline) -> None:
    (tmp_path / "senaste").symlink_to(a_site(tmp_path / "ett", lifeline))
    put(home, tmp_path / "senaste")
    a_site(tmp_path / "ett", lifeline, "nästa bygge")
    assert shown(home) == "ett"


def test_what_a_killed_run_with_the_same_number_left_is_not_shown(tmp_path: Path, home: Path, lifeline: Lifeline) -> None:
    old, new = (a_site(tmp_path / mark, lifeline, mark) for mark in ("gammal", "ny"))
    left = 'mkdir -p "$0/releases/.new-$$" && cp -R "$1" "$0/releases/.new-$$/site" && shift && exec "$@"'
    command = ["sh", "-c", left, str(home), str(old), str(RELEASE), "put", str(new), "true"]
    subprocess.run(command, env={"PATH": "/usr/bin:/bin", "UTVAG_HOME": str(home)}, check=True, capture_output=True)  # noqa: S603 -- no shell but this
    assert shown(home) == "ny"


KILLS = """\
#!/bin/sh
echo >>"$COUNT"
if [ "$(wc -l <"$COUNT")" = "$AT" ]; then
  kill -"$HOW" $PPID
  [ "${0##*/}" != rm ] || for last; do find "$last" -type f -name 'i*' -delete 2>/dev/null; done # half of it
  [ "$HOW" = TERM ] || exit 1
fi
exec "/usr/bin/${0##*/}" "$@"
"""
"""A program in the place of another: the one that is run as number $AT kills whoever runs it."""


@pytest.mark.parametrize("how", ["HUP", "INT", "TERM", "KILL"])
def test_wherever_it_is_broken_off_visitors_have_a_whole_page_and_the_way_on(
    tmp_path: Path, home: Path, lifeline: Lifeline, how: str
) -> None:
    """In each of its steps, the server's reload among them: nobody knows then whether it was told, so both releases stand."""
    sites = [a_site(tmp_path / mark, lifeline, mark) for mark in ("ett", "två", "tre", "fyra")]
    for site in sites[:2]:
        put(home, site)
    for name in ("rm", "mkdir", "cp", "chmod", "sync", "mv", "ln"):
        (tmp_path / "bin" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "bin" / name).write_text(KILLS, encoding="utf-8")
        (tmp_path / "bin" / name).chmod(0o755)
    told = {"PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin", "COUNT": str(tmp_path / "count"), "HOW": how, "UTVAG_KEEP": "1"}
    for at in itertools.count(1):
        again = shutil.copytree(home, tmp_path / f"home-{at}", symlinks=True)
        (tmp_path / "count").write_text("", encoding="utf-8")
        done = release(again, "put", sites[2], "sync", env={**told, "AT": str(at)})
        if at > len((tmp_path / "count").read_text(encoding="utf-8")):
            break
        assert "broken off" in done.stderr or done.returncode != 1
        if shown(again) == "tre":
            assert release(again, "back", "true").returncode == 0
        assert shown(again) == "två"
        put(again, sites[3])
        assert shown(again) == "fyra"
        assert {path.name for path in again.iterdir()} == {".lock", "current", "number", "releases"}
        for name in kept(again):
            whole = ["sha256sum", "--check", "--quiet", manifest.NAME, pack.LIST]
            subprocess.run(whole, cwd=again / "releases" / name / "site", check=True)  # noqa: S603 -- a program of the system
    assert at > 12


@pytest.mark.parametrize("reload", ["kill -INT $PPID; kill -INT $$", "kill -TERM $PPID; sleep 0.1; exit 1"])
def test_broken_off_together_with_the_reload_it_leaves_both_releases(
    tmp_path: Path, home: Path, lifeline: Lifeline, reload: str
) -> None:
    put(home, a_site(tmp_path / "ett", lifeline))
    done = release(home, "put", a_site(tmp_path / "två", lifeline, "två"), "sh", "-c", reload)
    assert "broken off" in done.stderr
    assert (shown(home), len(kept(home))) == ("två", 2)


def test_a_release_that_nobody_can_be_told_of_is_shown_all_the_same(tmp_path: Path, home: Path, lifeline: Lifeline) -> None:
    put(home, a_site(tmp_path / "ett", lifeline))
    site = a_site(tmp_path / "två", lifeline, "två")
    for words, mark in ((("put", site), "två"), (("back",), "ett")):
        assert release(home, *words, "true", to=FULL, env={"UTVAG_KEEP": "1"}).returncode == 0
        assert shown(home) == mark


def test_when_the_server_does_not_take_it_the_former_release_is_shown(tmp_path: Path, home: Path, lifeline: Lifeline) -> None:
    site = a_site(tmp_path / "site", lifeline)
    assert release(home, "put", site, "false").returncode == 1
    assert not (home / "current").is_symlink()
    put(home, site)
    done = release(home, "put", a_site(tmp_path / "new", lifeline, "ny"), "false")
    assert (done.returncode, shown(home)) == (1, "ett")
    assert "could not be reloaded: 'false'" in done.stderr
    assert len(kept(home)) == 3, "a server may have taken it and said that it had not: then it reads there"
    put(home, tmp_path / "new")
    assert release(home, "back", "true").returncode == 0
    assert shown(home) == "ett", "what the server never took is not on the way back"


def test_two_releases_at_once_are_one(tmp_path: Path, home: Path, lifeline: Lifeline) -> None:
    tries = f'UTVAG_HOME="{home}" "{RELEASE}" list 2>&1 && exit 1; touch "{home}/tried"'
    done = release(home, "put", a_site(tmp_path / "site", lifeline), "sh", "-c", tries)
    assert "another release is under way" in done.stdout
    assert (home / "tried").exists()


@pytest.mark.parametrize("words", [(), ("put",), ("put", "x"), ("back",), ("bygg",)])
def test_a_command_that_is_not_understood_shows_which_there_are(home: Path, words: tuple[str, ...]) -> None:
    done = release(home, *words)
    assert (done.returncode, done.stderr.partition("…")[0]) == (2, "release put FOLDER RELOAD ")


def has_all_headers(told: http.client.HTTPMessage, site: Path) -> bool:
    """Return whether an answer has every header that the build wrote, once and as it is, and none that tells of the visit."""
    as_built = all(told.get_all(name) == [value] for name, value in headers.read(site))
    return as_built and not {"alt-svc", "etag", "last-modified"} & {name.lower() for name in told}


@pytest.mark.site
@pytest.mark.parametrize("name", sorted(servers.DEPLOYED))
def test_every_page_is_sent_as_the_browser_reads_it_with_every_header_and_no_line_is_written(
    tmp_path: Path, home: Path, built: Path, name: str
) -> None:
    site = shutil.copytree(built, tmp_path / "site")
    pack.pack(site)
    put(home, site)
    (tmp_path / "work").mkdir()
    with servers.DEPLOYED[name](home, tmp_path / "work") as (address, reload):
        for (path, status, file), (reads, sent) in itertools.product(PAGES, ASKED.items()):
            answered, told, body = ask(address, path, reads)
            assert (answered, told.get("Content-Encoding", "")) == (status, sent), (path, reads)
            assert UNPACK[sent](body) == (site / file).read_bytes()
            assert told.get_all("Vary") == ["Accept-Encoding"], (path, reads)
            assert told["Content-Type"] == "text/html; charset=utf-8"
            assert has_all_headers(told, site), (path, reads)
        answered, told, _ = ask(address, "guide", "br")
        assert answered in (301, 308)
        assert has_all_headers(told, site)
        for path in ("index.html.gz", "index.html.br", "guide/index.html.br", ".headers/nginx.conf", "404.html.gz"):
            assert ask(address, path)[::2] == (404, (site / "404.html").read_bytes()), path
        assert ask(address, manifest.NAME)[::2] == (200, (site / manifest.NAME).read_bytes())
        assert ask(address, "", "gzip", Via="1.1 skola")[1]["Content-Encoding"] == "gzip", "who sits behind a proxy too"
        assert b"content-encoding: gzip\r\n" in _as_an_old_proxy_asks(address), "and behind an old one"
        subprocess.run(reload, check=True, capture_output=True)  # noqa: S603 -- the server that runs
        assert ask(address, "finns-inte")[0] == 404
    assert told_of_visits(tmp_path / "work") == []


@pytest.mark.parametrize("name", sorted(servers.NAMED))
def test_under_a_name_with_tls_every_answer_has_every_header_and_none_tells_of_another_way(
    tmp_path: Path, home: Path, lifeline: Lifeline, name: str
) -> None:
    site = a_site(tmp_path / "site", lifeline)
    put(home, site)
    (tmp_path / "work").mkdir()
    with servers.NAMED[name](home, tmp_path / "work") as (secure, plain, trusted):
        for path, statuses in (*((page[0], {page[1]}) for page in PAGES), ("guide", {301, 308})):
            answered, told, _ = ask(secure, path, "br", trusted)
            assert (answered in statuses, has_all_headers(told, site)) == (True, True), path
            assert told.get("Location", "/").startswith("/"), path
            answered, told, _ = ask(plain, f"{path}?x=1", "br")
            assert (answered, told["Location"]) == (301, f"https://localhost/{path}?x=1")
            assert has_all_headers(told, site), path
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


def visit(address: str, number: int, stop: threading.Event) -> tuple[list[str], list[str]]:
    """Ask until told to stop, each time anew; return what was wrong, and which release each page was of.

    A page must be whole, and its policy that of the release it is from.
    """
    faults, seen = [], []
    kinds = itertools.cycle(itertools.product(PAGES, ASKED.items()))
    for (path, status, _), (reads, sent) in itertools.islice(kinds, number, None):
        if stop.is_set():
            break
        try:
            answered, told, body = ask(address, path, reads)
            page = UNPACK[sent](body).decode()
            whole = page.endswith(f"{_mark(page)}</main>")
            fits = headers.digest(_mark(page)) in told["Content-Security-Policy"]
            seen.append(_mark(page))
            if (answered, whole, fits) != (status, True, True):
                faults.append(f"{path} {reads}: {answered} whole={whole} fits={fits}")
        except Exception as fault:  # noqa: BLE001 -- whatever happened to a visitor is told
            faults.append(f"{path} {reads}: {fault!r}")
    return faults, seen


@pytest.mark.xdist_group("alone")
@pytest.mark.parametrize("name", sorted(servers.DEPLOYED))
def test_a_release_changes_twenty_times_and_no_visitor_notices(tmp_path: Path, home: Path, lifeline: Lifeline, name: str) -> None:
    if name == "caddy" and own_network.MIGRATES.read_text(encoding="utf-8").strip() != "1":  # as deploy/README.md asks
        test = f"{__file__}::test_a_release_changes_twenty_times_and_no_visitor_notices[caddy]"
        words = ["-m", "pytest", "-q", "-p", "no:cacheprovider", f"--basetemp={tmp_path / 'own'}", test]
        done = subprocess.run(own_network.inside(sys.executable, *words), cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 -- our own interpreter
        assert "1 passed" in done.stdout, done.stdout + done.stderr
        return
    old, new = (a_site(tmp_path / mark, lifeline, mark, 40_000) for mark in ("gammal", "ny"))
    put(home, old)
    (tmp_path / "work").mkdir()
    stop = threading.Event()
    with servers.DEPLOYED[name](home, tmp_path / "work") as (address, reload), ThreadPoolExecutor(VISITORS) as pool:
        visits = [pool.submit(visit, address, number, stop) for number in range(VISITORS)]
        try:
            for number in range(SWITCHES):
                is_back, mark = number % 2, b"gammal" if number % 2 else b"ny"
                done = release(home, *(["back"] if is_back else ["put", new]), *reload)
                assert done.returncode == 0, done.stderr
                last = time.monotonic() + PATIENCE
                while b'data-mark="' + mark not in ask(address, "")[2]:
                    assert time.monotonic() < last, f"{mark!r} is never shown"
                    time.sleep(0.01)
        finally:
            stop.set()
    assert [fault for one in visits for fault in one.result()[0]] == []
    seen = [mark for one in visits for mark in one.result()[1]]
    assert min(seen.count("gammal"), seen.count("ny")) > SWITCHES


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
