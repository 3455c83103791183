"""Tests of asking a server for pages: what comes, and in Swedish why nothing does."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
import smallweb
from utvag.site import answers
from utvag.site.answers import NoAnswer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def web() -> Iterator[str]:
    with smallweb.served() as address:
        yield address


def ask(address: str, name: str = "", form: str = "identity") -> bytes:
    with answers.Server(address) as server:
        return server.get(name, form)


def refused(address: str, name: str = "") -> NoAnswer:
    with pytest.raises(NoAnswer) as fault:
        ask(address, name)
    return fault.value


@pytest.mark.parametrize("name", ["", "fine", "gzip", "br"])
def test_a_page_comes_as_it_was_before_it_was_packed(web: str, name: str) -> None:
    assert ask(web, name) == smallweb.PAGE


def test_a_site_may_stand_in_a_folder_and_several_pages_are_asked_for(web: str) -> None:
    with answers.Server(f"{web}a/index.html") as server:
        assert server.get("b/") == server.get("å") == smallweb.PAGE
    assert smallweb.asked(web) == ["/a/b/", "/a/%C3%A5"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("404", "Sidan finns inte (404)."),
        ("410", "Sidan finns inte (410)."),
        ("503", "Servern svarade 503 i stället för sidan."),
        ("moved", "Adressen leder vidare till /fine."),
        ("ring", "Adressen leder vidare till /ring."),
        ("half", "Sidan är packad så att ingen kan läsa den (gzip)."),
        ("no-br", "Sidan är packad så att ingen kan läsa den (br)."),
        ("odd", "Sidan är packad så att ingen kan läsa den (zip)."),
    ],
)
def test_what_is_wrong_with_one_page_is_told_and_others_can_still_be_asked_for(web: str, name: str, words: str) -> None:
    with answers.Server(web) as server:
        with pytest.raises(NoAnswer) as fault:
            server.get(name)
        assert (str(fault.value), fault.value.is_silent) == (words, False)
        assert server.get("fine") == smallweb.PAGE


def test_an_answer_that_is_broken_off_or_late_is_no_page(web: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "PATIENCE", 0.3)
    for name, words in (("broken-off", "127.0.0.1 bröt av mitt i ett svar."), ("slow", "127.0.0.1 svarade inte i tid.")):
        fault = refused(web, name)
        assert (str(fault), fault.is_silent) == (words, True)


def test_an_answer_of_more_than_we_ever_send_is_not_read_to_its_end(web: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST", 50)
    assert str(refused(web)) == "Svaret är större än 50 byte. Så stora är inte våra sidor."


def test_where_nobody_answers_or_nobody_is_known_is_told(web: str) -> None:
    for address, words in (
        (smallweb.nobody(), "På 127.0.0.1 svarar ingen webbserver."),
        ("https://finns-inte.invalid/", "Ingen känner till finns-inte.invalid. Kolla stavningen, och att datorn har nät."),
        (web.replace("http:", "https:"), "Det går inte att tala krypterat med 127.0.0.1."),
    ):
        fault = refused(address)
        assert (str(fault), fault.is_silent) == (words, True)


@pytest.mark.parametrize(
    "address",
    [
        "http://",
        "https:///a",
        "ftp://example.se/",
        "https://a:b/",
        "https://[/",
        "https://x@a.se/",
        "https://a.se/?b",
        "https://a.se/#b",
    ],
)
def test_an_address_that_cannot_be_one_of_a_site_is_told(address: str) -> None:
    assert str(refused(address)).startswith("Så kan adressen inte skrivas.")


def test_a_server_that_cannot_show_who_it_is_is_not_listened_to(tmp_path: Path) -> None:
    program = shutil.which("openssl")
    assert program
    pair = ["-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "cert.pem")]
    made = [program, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=annan.example", *pair]
    subprocess.run(made, check=True, capture_output=True)  # noqa: S603 -- a program of the system
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.handle_request)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # the caller hangs up
    thread.start()
    assert str(refused(f"https://127.0.0.1:{server.server_port}/")).startswith("Servern kan inte visa att den är 127.0.0.1.")
    thread.join()
    server.server_close()
