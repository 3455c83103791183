"""Tests of asking a server for pages: what comes, and in Swedish why nothing does, whatever a hostile one sends."""

from __future__ import annotations

import ssl
import subprocess
import time
from typing import TYPE_CHECKING

import fake_servers
import pytest
from fake_servers import answering, sent
from utvag.site import answers, pack
from utvag.site.answers import NoAnswer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SO_LARGE = "Så stora är inte våra sidor."
UNREADABLE = "Sidan är packad så att ingen kan läsa den"


def got(address: str, name: str = "") -> bytes:
    return answers.Server(address).get(name)


def refused(address: str) -> tuple[str, bool]:
    with pytest.raises(NoAnswer) as fault:
        got(address)
    return str(fault.value), fault.value.is_silent


@pytest.mark.parametrize(("how", "packed"), [("", b"<p>"), ("gzip", pack.gzipped(b"<p>")), ("br", pack.brotlied(b"<p>"))])
def test_a_page_comes_as_it_was_before_it_was_packed_and_a_site_may_stand_in_a_folder(how: str, packed: bytes) -> None:
    with answering(sent("200 OK", f"Content-Encoding: {how or 'identity'}", body=packed)) as (
        address,
        asked,
    ):
        assert got(f"{address}a/index.html") == got(address, "å") == b"<p>"
        assert [request.split(b" ")[1] for request in asked] == [b"/a/", b"/%C3%A5"]
        assert b"\r\nAccept-Encoding: gzip, br\r\n" in asked[0]


@pytest.mark.parametrize(
    ("parts", "words", "is_silent"),
    [
        (sent("404 X"), "Sidan finns inte (404).", False),
        (sent("410 X"), "Sidan finns inte (410).", False),
        (sent("503 X"), "Servern svarade 503 i stället för sidan.", False),
        *((sent(f"{code} X", "Location: /b"), "Adressen leder vidare till /b.", False) for code in (301, 302, 303, 307, 308)),
        (sent("307 X"), "Adressen leder vidare till ingenstans.", False),
        (sent("200 X", "Content-Encoding: zip"), f"{UNREADABLE} (zip).", False),
        (sent("200 X", "Content-Encoding: gzip", body=pack.gzipped(b"<p>")[:-9]), f"{UNREADABLE} (gzip).", False),
        (
            sent("200 X", "Content-Encoding: br", body=pack.brotlied(bytes(answers.MOST + 1))),
            f"{UNREADABLE} (br).",
            False,
        ),
        (
            sent("200 X", body=bytes(answers.MOST_SENT + 1)),
            "Svaret är större än 1000000 byte. Så stora är inte våra sidor.",
            False,
        ),
        (sent("200 X", "Content-Length: 4"), "127.0.0.1 bröt av mitt i ett svar.", True),
        ([b"hej\r\n\r\n"], "127.0.0.1 svarar inte som en webbserver.", True),
        ([b""], "127.0.0.1 bröt av mitt i ett svar.", True),
    ],
)
def test_what_is_wrong_with_an_answer_is_told_and_nothing_is_followed(parts: list[bytes], words: str, is_silent: bool) -> None:  # noqa: FBT001 -- as a table says it
    with answering(parts) as (address, asked):
        assert refused(address) == (words, is_silent)
        assert len(asked) == 1


def dripping(start: bytes, part: bytes, pause: float = 0.02) -> Iterable[bytes]:
    def parts() -> Iterator[bytes]:
        yield start
        while True:
            time.sleep(pause)
            yield part

    class Endless:
        def __iter__(self) -> Iterator[bytes]:
            return parts()

    return Endless()


OK = b"HTTP/1.1 200 OK\r\n"
ENDLESS = {
    "nothing": dripping(b"", b""),
    "a status line that drips": dripping(b"HTTP/1.1 200 ", b"O"),
    "headers that drip": dripping(OK, b"a"),
    "Continue for ever": dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 99, 0),
    "a body that drips": dripping(OK + b"Content-Length: 99999\r\n\r\n", b"a"),
    "a body without an end": dripping(OK + b"\r\n", b"a"),
    "a part that drips": dripping(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
    "trailers for ever": dripping(OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"a: b\r\n"),
}


@pytest.mark.parametrize("how", [*ENDLESS, "TLS"])
def test_an_answer_without_an_end_is_cut_off_in_time(how: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    context = _certified(tmp_path, "127.0.0.1") if how == "TLS" else None
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    monkeypatch.setattr(answers, "PATIENCE", 0.5)
    start = time.monotonic()
    with answering(ENDLESS.get(how, ENDLESS["a body that drips"]), context) as (address, _):
        assert refused(address) == ("127.0.0.1 svarade inte i tid.", True)
    assert time.monotonic() - start < 10


def _certified(folder: Path, name: str) -> ssl.SSLContext:
    made = f"openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=x -addext subjectAltName=IP:{name} -keyout key.pem -out cert.pem"
    subprocess.run(made.split(), cwd=folder, check=True, capture_output=True)  # noqa: S603 -- a program of the system
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


def test_where_nobody_answers_or_nobody_is_known_or_somebody_else_is_told(tmp_path: Path) -> None:
    assert refused(fake_servers.nobody()) == ("På 127.0.0.1 svarar ingen webbserver.", True)
    assert refused("https://finns-inte.invalid/")[0].startswith("Ingen känner till finns-inte.invalid.")
    with answering([b"hej"]) as (address, _):
        assert refused(address.replace("http:", "https:")) == ("Det går inte att tala krypterat med 127.0.0.1.", True)
    with answering(sent("200 OK"), _certified(tmp_path, "127.0.0.2")) as (address, _):
        assert refused(address)[0].startswith("Servern kan inte visa att den är 127.0.0.1.")


ADDRESSES = "http:// https:///a ftp://example.se/ https://a:b/ https://[/ https://x@a.se/ https://a.se/?b https://a.se/#b"


@pytest.mark.parametrize("address", ADDRESSES.split())
def test_an_address_that_cannot_be_one_of_a_site_is_told(address: str) -> None:
    assert refused(address)[0].startswith("Så kan adressen inte skrivas.")
