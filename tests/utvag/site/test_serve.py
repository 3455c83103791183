"""Tests of the server for this machine alone."""

from __future__ import annotations

import http.client
import socket
import threading
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import fake_servers
import pytest
from builders import a_project
from utvag.site import headers, serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "stod").mkdir(parents=True)
    (site / "tom").mkdir()
    (site / "index.html").write_text("hem", encoding="utf-8")
    (site / "stod" / "index.html").write_text("stöd", encoding="utf-8")
    (site / "404.html").write_text("<p>Sidan finns inte", encoding="utf-8")
    (site / ".dold").mkdir()
    (site / ".dold" / "index.html").write_text("dold", encoding="utf-8")
    (tmp_path / "hemligt.txt").write_text("hemligt", encoding="utf-8")
    return site


@pytest.fixture
def port(folder: Path) -> Iterator[int]:
    with fake_servers.running(serve.server(folder, 0)) as address:
        where = urlsplit(address)
        assert where.hostname == "127.0.0.1"
        assert where.port
        yield where.port


def ask(port: int, path: str, method: str = "GET", host: str | None = "localhost") -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.putrequest(method, path, skip_host=True)
        if host is not None:
            connection.putheader("Host", host)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read().decode("utf-8")
    finally:
        connection.close()


@pytest.mark.parametrize(("path", "text"), [("/", "hem"), ("/stod/", "stöd"), ("/stod/index.html?a=1", "stöd")])
def test_a_page_that_exists_is_given_and_nothing_is_kept(port: int, path: str, text: str) -> None:
    status, headers, body = ask(port, path)
    assert (status, body) == (200, text)
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"


MISSING = (
    "finns-inte finns-inte/ tom/ ../hemligt.txt ..%2fhemligt.txt %2e%2e/hemligt.txt /../hemligt.txt stod/../../hemligt.txt %00 "
    ".dold/ .dold/index.html .dold stod/.x %2edold/ %2Edold/index.html?a=1"
)


@pytest.mark.parametrize("path", MISSING.split())
def test_an_address_that_does_not_exist_gets_our_own_page_with_404(port: int, path: str) -> None:
    status, headers, body = ask(port, f"/{path}")
    assert (status, body) == (404, "<p>Sidan finns inte")
    assert headers["Content-Type"] == "text/html; charset=utf-8"


def test_a_hidden_file_is_hidden_from_whoever_leaves_out_the_first_stroke(port: int) -> None:
    assert ask(port, ".dold/index.html")[0] == 404
    assert ask(port, "stod/index.html")[::2] == (200, "stöd")


def test_head_gets_the_same_answer_without_its_body(port: int) -> None:
    status, headers, body = ask(port, "/finns-inte", "HEAD")
    assert (status, headers["Content-Length"], body) == (404, "19", "")


def test_a_site_that_is_away_answers_404_until_it_is_back(port: int, folder: Path) -> None:
    (folder / "index.html").write_text("nytt", encoding="utf-8")
    folder.rename(folder.with_name("gammal"))
    assert ask(port, "/")[0] == 404
    folder.with_name("gammal").rename(folder)
    assert ask(port, "/")[2] == "nytt"


@pytest.mark.parametrize(("path", "status"), [("/", 200), ("/finns-inte", 404), ("/stod", 301), ("/.dold/", 404)])
def test_every_answer_has_the_headers_of_the_site_that_stands_there_now_and_no_more(
    port: int, folder: Path, path: str, status: int
) -> None:
    harmless = {"Date", "Content-Type", "Content-type", "Content-Length", "Location", "Connection"}
    assert ask(port, path)[1].keys() - harmless == {name for name, _ in serve.SAFE}
    headers.write(folder, "default-src 'none'")
    found, told, _ = ask(port, path)
    assert found == status
    assert {name: value for name, value in told.items() if name not in harmless} == dict(headers.read(folder))
    (folder / headers.LIST).write_text("{", encoding="utf-8")
    assert ask(port, path)[1].keys() - harmless == {name for name, _ in serve.SAFE}


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:1", "LocalHost:65000", None])
def test_whoever_calls_this_machine_by_its_own_name_is_answered(port: int, host: str | None) -> None:
    assert ask(port, "/", host=host)[::2] == (200, "hem")


@pytest.mark.parametrize("host", ["utvag.ond.example", "127.0.0.1.ond.example", "localhost@ond.example", "[::1]", "", "127.0.0.1:"])
def test_a_name_of_somebody_else_that_leads_here_is_told_nothing(port: int, host: str) -> None:
    for path in ("/", "/finns-inte"):
        status, _, body = ask(port, path, host=host)
        assert (status, body) == (421, "")


def test_what_follows_a_request_is_not_answered(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        line.sendall(b"GET /finns-inte HTTP/1.1\r\nConnection: keep-alive\r\n\r\nGET /stod/ HTTP/1.1\r\n\r\n")
        line.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: line.recv(65_536), b""))
    assert answer.count(b"HTTP/1.") == 1
    assert "stöd".encode() not in answer


@pytest.mark.parametrize(
    "name", ["programs.yaml", "content/index.md", "overrides/public/base.html", "mkdocs.yml", "content", "overrides"]
)
def test_a_changed_file_is_told_of_and_what_is_read_or_built_is_not(tmp_path: Path, name: str) -> None:
    project, changed = a_project(tmp_path), threading.Event()
    path = tmp_path / name
    file = {"content": project.content / "ny", "overrides": project.templates / "ny"}.get(name, path)
    with serve.watched(project, changed):
        (tmp_path / "site").mkdir()
        (tmp_path / "site" / "index.html").write_bytes(project.registry.read_bytes())
        list(project.content.rglob("*"))
        assert not changed.wait(timeout=0.3)
    for change in (
        lambda: path.rename(tmp_path / "borta"),
        lambda: (tmp_path / "borta").rename(path),
        lambda: file.write_text("nytt", encoding="utf-8"),
        file.unlink,
    ):
        with serve.watched(project, changed):
            change()
            assert changed.wait(timeout=5), change
        changed.clear()
