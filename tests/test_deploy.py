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
from base64 import b64encode
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

NUMBER, DIALLED = "08-465 00 400", "+46846500400"
NAMES = ("index.html", "404.html", "guide/index.html")
NEEDED = ("index.html", "404.html", ".headers/headers.json", ".headers/nginx.conf", ".headers/Caddyfile", "SHA256SUMS")
SWITCHES, VISITORS = 20, 4
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

Done: TypeAlias = "subprocess.CompletedProcess[str]"
Answer: TypeAlias = "tuple[int, http.client.HTTPMessage, bytes]"


class Home:
    """Where releases stand, with the number that somebody wrote there, and sites to put there beside it."""

    def __init__(self, beside: Path) -> None:
        """Make an empty one in the folder `beside`."""
        self.beside, self.folder, self.work = beside, beside / "home", beside / "work"
        self.folder.mkdir()
        self.work.mkdir()
        (self.folder / "number").write_text(f"{NUMBER}\n", encoding="utf-8")

    def site(self, mark: str, times: int = 9) -> Path:
        """Return a small packed site whose every page and policy carry `mark`, many `times` if they should be long on their way."""
        site = self.beside / mark
        page = f'<header><a href="tel:{DIALLED}">{NUMBER}</a></header><main data-mark="{mark}">{mark * times}</main>'
        for name in NAMES:
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).write_text(page, encoding="utf-8")
        headers.write(site, headers.content_policy([mark], []))
        return listed(site)

    def release(self, *words: object, to: Path | None = None, **env: str) -> Done:
        """Run the program with what it says sent `to` a file, and `env` in its environment."""
        heard = ["/usr/bin/env", "--default-signal=HUP,INT"]  # whoever started the tests may not hear them (nohup, a shell's &)
        told = {"PATH": "/usr/bin:/bin", "UTVAG_HOME": str(self.folder), **env}
        command = [*heard, str(servers.DEPLOY / "release"), *map(str, words)]
        with to.open("w", encoding="utf-8") if to else nullcontext(subprocess.PIPE) as out:
            return subprocess.run(command, env=told, stdout=out, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603 -- our own program

    def put(self, site: Path | str, *reload: str) -> None:
        """Show a site, or a new one with this mark."""
        done = self.release("put", self.site(site) if isinstance(site, str) else site, *(reload or ("true",)))
        assert done.returncode == 0, done.stderr

    def back(self) -> None:
        """Show what was shown before."""
        assert self.release("back", "true").returncode == 0

    def shown(self) -> str:
        """Return the mark of what visitors are shown."""
        return _mark((self.folder / "current" / "site" / "index.html").read_text(encoding="utf-8"))

    def kept(self) -> list[str]:
        """Return the name of everything that stands where releases do, hidden or not."""
        return sorted(path.name for path in (self.folder / "releases").iterdir())


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def listed(site: Path) -> Path:
    """Write the list of a build into a site as it stands, and pack it."""
    packed = (pack.LIST, *pack.BESIDE)
    sums = {name: digest for name, digest in manifest.files(site).items() if not name.endswith(packed)}
    (site / manifest.NAME).write_text(manifest.Manifest(NUMBER, DIALLED, "", "", sums).as_text(), encoding="utf-8")
    pack.pack(site)
    return site


def _mark(page: str) -> str:
    return page.partition('data-mark="')[2].partition('"')[0]


def ask(address: str, path: str, reads: str = "", trusted: Path | None = None, **more: str) -> Answer:
    """Return what a browser that reads `reads` and trusts `trusted` is answered at `address`: status, headers, body."""
    context = ssl.create_default_context(cafile=trusted)
    kind = partial(http.client.HTTPSConnection, context=context) if trusted else http.client.HTTPConnection
    with closing(kind(urlsplit(address).netloc, timeout=PATIENCE)) as connection:
        connection.putrequest("GET", f"/{path}", skip_accept_encoding=True)
        for name, value in {"Accept-Encoding": reads, **more}.items():
            if value:
                connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.msg, answer.read()


def test_a_release_is_shown_and_the_one_before_it_is_a_command_away(home: Home) -> None:
    for mark in ("ett", "två", "tre"):
        home.put(mark)
        assert home.shown() == mark
    for mark in ("två", "ett"):
        home.back()
        assert home.shown() == mark
    done = home.release("back", "true")
    assert (done.returncode, home.shown()) == (1, "ett")
    assert "there is no release before" in done.stderr
    assert [line[0] for line in home.release("list").stdout.splitlines()] == ["*", " ", " "]
    home.put("rättad")
    home.back()
    assert home.shown() == "ett", "what was taken back does not come again"


def test_the_last_five_are_kept_and_what_was_shown_a_moment_ago(home: Home) -> None:
    site = home.site("ett")
    for _ in range(6):
        home.put(site)
    assert len(home.kept()) == 5
    assert home.release("put", site, "true", UTVAG_KEEP="0").returncode == 0
    assert len(home.kept()) == 2, "what is shown stays, and what was shown before it, whatever is to be kept"


def test_a_release_is_the_newest_even_if_the_clock_goes_back(home: Home) -> None:
    home.put("ett")
    (home.folder / "releases" / home.kept()[0]).rename(home.folder / "releases" / "2999-01-01T000000Z")
    (home.folder / "current").unlink()
    (home.folder / "current").symlink_to("releases/2999-01-01T000000Z")
    home.put("två")
    assert home.release("list").stdout == "  2999-01-01T000000Z\n* 2999-01-01T000000Z+\n"


def _of_another_build(site: Path) -> None:
    packed = {path: path.read_bytes() for path in site.rglob("*") if path.suffix in pack.BESIDE or path == site / pack.LIST}
    for name in NAMES:
        (site / name).write_text((site / name).read_text(encoding="utf-8").replace("fel", "ny"), encoding="utf-8")
    listed(site)
    for path, data in packed.items():
        path.write_bytes(data)


def _linked(site: Path) -> None:
    (site / "index.html").rename(site / "h")
    (site / "index.html").symlink_to("h")


def _cut(name: str, end: int) -> Callable[[Path], object]:
    return lambda site: (site / name).write_bytes((site / name).read_bytes()[:end])


def _gone(name: str) -> Callable[[Path], object]:
    return lambda site: (site / name).unlink()


def _without(words: str, name: str) -> Callable[[Path], object]:
    def spoil(site: Path) -> None:
        (site / name).write_text((site / name).read_text(encoding="utf-8").replace(words, words[:-1] + "1"), encoding="utf-8")
        listed(site)

    return spoil


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    **{f"no {name}": (_gone(name), f"{name} is missing in the release") for name in NEEDED},
    **{f"no {words} in {name}": (_without(words, name), f"{name} lacks ") for words in (NUMBER, DIALLED) for name in NAMES},
    "a page cut off by a full disk": (_cut("guide/index.html", -20), "not as it was built"),
    "a brotli that was cut off": (_cut("index.html.br", -9), "does not fit"),
    "an old gzip": (lambda site: (site / "guide" / "index.html.gz").write_bytes(gzip.compress(b"gammal")), "does not fit"),
    "one form missing": (_gone("404.html.br"), "does not fit"),
    "a list cut off at a line": (_cut(pack.LIST, -len(f"{'0' * 64}  SHA256SUMS\n")), "does not fit"),
    "a new build laid over an old packed one": (_of_another_build, "does not fit"),
    "never packed": (_gone(pack.LIST), "the pages are not packed"),
    "no number of the server's own": (lambda site: (site.parent / "home" / "number").unlink(), "/number is missing"),
    "a page of no list": (lambda site: shutil.copy(site / "index.html", site / "ny.html"), "not those of the lists"),
    "a folder inside itself": (lambda site: shutil.copytree(site, site / "site"), "not those of the lists"),
    "a link in a page's place": (_linked, "index.html is neither a file nor a folder"),
    "a pipe": (lambda site: os.mkfifo(site / "rör"), "rör is neither a file nor a folder"),
}
"""What can be wrong with a release, and what is said."""


@pytest.mark.parametrize("fault", REFUSED)
def test_a_release_with_a_fault_is_refused(home: Home, fault: str) -> None:
    home.put("rätt")
    site = home.site("fel")
    spoil, said = REFUSED[fault]
    spoil(site)
    done = home.release("put", site, "true")
    assert (done.returncode, home.shown(), len(home.kept())) == (1, "rätt", 1)
    assert said in done.stderr
    if "scripts pack" in done.stderr:
        pack.pack(site)
        home.put(site)


def test_a_link_to_a_folder_is_shown_as_a_copy(home: Home) -> None:
    (home.beside / "senaste").symlink_to(home.site("ett"))
    home.put(home.beside / "senaste")
    shutil.rmtree(home.beside / "ett")
    assert home.shown() == "ett"


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
def test_wherever_it_is_broken_off_visitors_have_a_whole_page_and_the_way_on(tmp_path: Path, how: str) -> None:
    """In each of its steps, the server's reload among them: nobody knows then whether it was told, so both releases stand."""
    for name in ("rm", "mkdir", "cp", "chmod", "sync", "mv", "ln"):
        (tmp_path / "bin" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "bin" / name).write_text(KILLS, encoding="utf-8")
        (tmp_path / "bin" / name).chmod(0o755)
    for at in itertools.count(1):
        (tmp_path / f"{at}").mkdir()
        home, count = Home(tmp_path / f"{at}"), tmp_path / f"{at}" / "count"
        home.put("ett")
        home.put("två")
        told = {"PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin", "COUNT": str(count), "AT": str(at), "HOW": how, "UTVAG_KEEP": "1"}
        done = home.release("put", home.site("tre"), "sync", to=None, **told)
        if at > len(count.read_text(encoding="utf-8")):
            break
        assert "broken off" in done.stderr or done.returncode != 1
        if home.shown() == "tre":
            home.back()
        assert home.shown() == "två"
        home.put("fyra")
        assert home.shown() == "fyra"
        assert {path.name for path in home.folder.iterdir()} == {".lock", "current", "number", "releases"}
        for name in home.kept():
            assert not name.startswith(".")
            whole = ["sha256sum", "--check", "--quiet", manifest.NAME, pack.LIST]
            subprocess.run(whole, cwd=home.folder / "releases" / name / "site", check=True)  # noqa: S603 -- a program of the system
    assert at > 12


@pytest.mark.parametrize("reload", ["kill -INT $PPID; kill -INT $$", "kill -TERM $PPID; sleep 0.1; exit 1"])
def test_broken_off_together_with_the_reload_it_leaves_both_releases(home: Home, reload: str) -> None:
    home.put("ett")
    assert "broken off" in home.release("put", home.site("två"), "sh", "-c", reload).stderr
    assert (home.shown(), len(home.kept())) == ("två", 2)


def test_a_release_that_nobody_can_be_told_of_is_shown_all_the_same(home: Home) -> None:
    home.put("ett")
    for words, mark in ((("put", home.site("två")), "två"), (("back",), "ett")):
        assert home.release(*words, "true", to=Path("/dev/full"), UTVAG_KEEP="1").returncode == 0
        assert home.shown() == mark


def test_when_the_server_does_not_take_it_the_former_release_is_shown(home: Home) -> None:
    assert home.release("put", home.site("ett"), "false").returncode == 1
    assert not (home.folder / "current").is_symlink()
    home.put("ett")
    done = home.release("put", home.site("ny"), "false")
    assert (done.returncode, home.shown()) == (1, "ett")
    assert "could not be reloaded: 'false'" in done.stderr
    assert len(home.kept()) == 3, "a server may have taken it and said that it had not: then it reads there"
    home.put("ny")
    home.back()
    assert home.shown() == "ett", "what the server never took is not on the way back"


def test_two_releases_at_once_are_one(home: Home) -> None:
    tries = f'cd "{home.folder}"; "{servers.DEPLOY / "release"}" list 2>&1 && exit 1; touch tried'
    assert "another release is under way" in home.release("put", home.site("ett"), "sh", "-c", tries).stdout
    assert (home.folder / "tried").exists()


@pytest.mark.parametrize("words", [(), ("put",), ("put", "x"), ("back",), ("bygg",)])
def test_a_command_that_is_not_understood_shows_which_there_are(home: Home, words: tuple[str, ...]) -> None:
    done = home.release(*words)
    assert (done.returncode, done.stderr.partition("…")[0]) == (2, "release put FOLDER RELOAD ")


def has_all_headers(told: http.client.HTTPMessage, site: Path) -> bool:
    """Return whether an answer has every header that the build wrote, once and as it is, and none that tells of the visit."""
    as_built = all(told.get_all(name) == [value] for name, value in headers.read(site))
    return as_built and not {"alt-svc", "etag", "last-modified"} & {name.lower() for name in told}


@pytest.mark.site
@pytest.mark.parametrize("name", sorted(servers.DEPLOYED))
def test_every_page_is_sent_as_the_browser_reads_it_with_every_header_and_no_line_is_written(
    home: Home, built: Path, name: str
) -> None:
    site = shutil.copytree(built, home.beside / "site")
    pack.pack(site)
    (home.folder / "number").write_text(manifest.parse((site / manifest.NAME).read_bytes()).number, encoding="utf-8")
    home.put(site)
    with servers.DEPLOYED[name](home.folder, home.work) as (address, reload):
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
        with socket.create_connection(("127.0.0.1", urlsplit(address).port or 0), timeout=PATIENCE) as old:
            old.sendall(b"GET /guide/ HTTP/1.0\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n")
            assert b"content-encoding: gzip\r\n" in old.recv(4_096).lower(), "and behind an old one"
        subprocess.run(reload, check=True, capture_output=True)  # noqa: S603 -- the server that runs
        assert ask(address, "finns-inte")[0] == 404
    assert servers.told_of_visits(home.work) == []


@pytest.mark.parametrize("name", sorted(servers.NAMED))
def test_under_a_name_with_tls_every_answer_has_every_header_and_none_tells_of_another_way(home: Home, name: str) -> None:
    site = home.site("ett")
    home.put(site)
    with servers.NAMED[name](home.folder, home.work) as (secure, plain, trusted):
        for path, statuses in (*((page[0], {page[1]}) for page in PAGES), ("guide", {301, 308})):
            answered, told, _ = ask(secure, path, "br", trusted)
            assert (answered in statuses, has_all_headers(told, site)) == (True, True), path
            assert told.get("Location", "/").startswith("/"), path
            answered, told, _ = ask(plain, f"{path}?x=1", "br")
            assert (answered, told["Location"]) == (301, f"https://localhost/{path}?x=1")
            assert has_all_headers(told, site), path
    assert servers.told_of_visits(home.work) == []


@pytest.mark.site
@pytest.mark.parametrize("name", sorted(servers.FOR_STAFF))
def test_the_staff_edition_is_sent_to_those_who_log_in_and_to_nobody_else(home: Home, staff_site: Path, name: str) -> None:
    site = shutil.copytree(staff_site, home.beside / "site")
    pack.pack(site)
    (home.folder / "number").write_text(manifest.parse((site / manifest.NAME).read_bytes()).number, encoding="utf-8")
    home.put(site)
    files = ("", "nummer/", "404.html", "finns/inte/", "assets/search_index.js", manifest.NAME, ".headers/headers.json", "users")
    with servers.FOR_STAFF[name](home.folder, home.work, "anna", "rätt ord") as address:
        for path, words in itertools.product(files, ("", "anna:fel ord", "anna:", "eva:rätt ord")):
            answered, told, body = ask(address, path, Authorization=f"Basic {b64encode(words.encode()).decode()}" if words else "")
            assert (answered, b"Utv" in body) == (401, False), (path, words)
            assert told["WWW-Authenticate"].startswith("Basic")
        login = f"Basic {b64encode('anna:rätt ord'.encode()).decode()}"
        for path, status, file in (("", 200, "index.html"), ("nummer/", 200, "nummer/index.html"), ("finns-inte", 404, "404.html")):
            answered, told, body = ask(address, path, Authorization=login)
            assert (answered, body) == (status, (site / file).read_bytes()), path
            assert has_all_headers(told, site), path
        assert ask(address, ".headers/headers.json", Authorization=login)[0] == 404
    assert servers.told_of_visits(home.work) == []


def test_a_first_release_that_the_server_does_not_take_leaves_what_the_next_try_needs(home: Home) -> None:
    site = home.site("ett")
    command, port = servers.nginx_placed(home.folder, home.work)
    command += ["-g", f"pid {home.work}/nginx.pid; daemon on; master_process on;"]  # as Debian's unit
    start = ["sh", "-c", 'exec "$@" 2>"$0"', str(home.work / "said.txt"), *command]
    assert subprocess.run(start, check=False).returncode != 0, "there is nothing to show yet"  # noqa: S603 -- a program of the system
    assert home.release("put", site, *command, "-s", "reload").returncode == 1, "it does not run"
    assert not (home.folder / "current").is_symlink()
    home.put(site, *start)  # what `systemctl reload-or-restart` then does
    try:
        assert ask(f"http://127.0.0.1:{port}/", "")[0] == 200
        home.put(site, *command, "-s", "reload")
    finally:
        subprocess.run([*command, "-s", "stop"], check=True)  # noqa: S603 -- the server that runs


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
def test_a_release_changes_twenty_times_and_no_visitor_notices(home: Home, name: str) -> None:
    if name == "caddy" and own_network.MIGRATES.read_text(encoding="utf-8").strip() != "1":  # as deploy/README.md asks
        test = f"{__file__}::test_a_release_changes_twenty_times_and_no_visitor_notices[caddy]"
        words = ["-m", "pytest", "-q", "-p", "no:cacheprovider", f"--basetemp={home.beside / 'own'}", test]
        done = subprocess.run(own_network.inside(sys.executable, *words), cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 -- our own interpreter
        assert "1 passed" in done.stdout, done.stdout + done.stderr
        return
    new = home.site("ny", 40_000)
    home.put(home.site("gammal", 40_000))
    stop = threading.Event()
    with servers.DEPLOYED[name](home.folder, home.work) as (address, reload), ThreadPoolExecutor(VISITORS) as pool:
        visits = [pool.submit(visit, address, number, stop) for number in range(VISITORS)]
        try:
            for number in range(SWITCHES):
                is_back, mark = number % 2, b"gammal" if number % 2 else b"ny"
                done = home.release(*(["back"] if is_back else ["put", new]), *reload)
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
    (installed,) = re.findall(r"apt-get install .*? ((?:\w+-)+\w+ (?:\w+-)+\w+) ", recipe)
    assert all(f"({name})" in (ROOT / ".ci" / "browser").read_text(encoding="utf-8") for name in installed.split())
    let_in = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    copied = re.findall(r"^COPY (\S+)", recipe, flags=re.MULTILINE)
    assert all(f"!{name.split('/')[0]}" in let_in and (name == "site" or (ROOT / name).exists()) for name in copied)
    (port,) = re.findall(r"listen (.*);", (servers.DEPLOY / "nginx.conf").read_text(encoding="utf-8"))
    assert f"EXPOSE {port}\n" in recipe
    assert re.search(r"(?m)^CMD .*pid /tmp/", recipe), "the container is not root, and has no other folder to write in"
