"""Tests of holding a site against the list of what was built, whatever a hostile server sends; and in Swedish why nothing comes."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import browsing
import fake_servers
import pytest
from servers import SERVERS
from utvag.site import manifest, pack, verify
from utvag.site.verify import NoAnswer, Server

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

NUMBER, DIALLED = "08-465 00 400", "+46846500400"
PAGE = f'<!doctype html><p><a href="tel:{DIALLED}">Ring {NUMBER}</a><p>{{}}'
PAGES = ("404.html", "guide/index.html", "index.html")
OTHER = "Det här är inte det som byggdes."
NO_CALL = f"Här går det inte att ringa {NUMBER}."
UNREADABLE = "Sidan är packad så att ingen kan läsa den"
BROKEN = "127.0.0.1 bröt av mitt i ett svar."


def refused(address: str) -> tuple[str, bool]:
    with pytest.raises(NoAnswer) as fault:
        Server(address).read("")
    return str(fault.value), fault.value.is_silent


@pytest.mark.parametrize("how", ["identity", "gzip", "br"])
def test_a_page_comes_as_it_was_before_it_was_packed_and_a_site_may_stand_in_a_folder(how: str) -> None:
    body = b"<p>" if how == "identity" else pack.packed(b"<p>", how)
    with fake_servers.answering(fake_servers.sent("200 OK", f"Content-Encoding: {how}", body=body)) as (address, asked):
        assert Server(f"{address}a/index.html").read("å") == b"<p>"
        assert asked[0].startswith(b"GET /a/%C3%A5 ")
        assert b"\r\nAccept-Encoding: gzip, br\r\n" in asked[0]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (fake_servers.sent("404 X"), "Sidan finns inte (404)."),
        (fake_servers.sent("410 X"), "Sidan finns inte (410)."),
        (fake_servers.sent("503 X"), "Servern svarade 503 i stället för sidan."),
        (fake_servers.sent("301 X", "Location: /b"), "Adressen leder vidare till /b."),
        (fake_servers.sent("307 X"), "Adressen leder vidare till ingenstans."),
        (fake_servers.sent("200 X", "Content-Encoding: zip"), f"{UNREADABLE} (zip)."),
        (fake_servers.sent("200 X", "Content-Encoding: gzip", body=pack.packed(b"<p>", "gzip")[:-9]), f"{UNREADABLE} (gzip)."),
        (fake_servers.sent("200 X", "Content-Encoding: br", body=pack.packed(bytes(verify.MOST + 1), "br")), f"{UNREADABLE} (br)."),
        (
            fake_servers.sent("200 X", body=bytes(verify.MOST_SENT + 1)),
            "Svaret är större än 1000000 byte. Så stora är inte våra sidor.",
        ),
        (fake_servers.sent("200 X", "Content-Length: 4"), BROKEN),
        ([b"hej\r\n\r\n"], "127.0.0.1 svarar inte som en webbserver."),
        ([b""], BROKEN),
    ],
)
def test_what_is_wrong_with_an_answer_is_told_and_nothing_is_followed(parts: list[bytes], words: str) -> None:
    with fake_servers.answering(parts) as (address, asked):
        assert refused(address) == (words, words.startswith("127"))
        assert len(asked) == 1


@dataclass
class Dripping:
    """An answer without an end: a start, then the same part again and again."""

    start: bytes
    part: bytes
    pause: float = 0.02

    def __iter__(self) -> Iterator[bytes]:
        """Yield the answer, bit by bit."""
        yield self.start
        while True:
            time.sleep(self.pause)
            yield self.part


OK = b"HTTP/1.1 200 OK\r\n"
ENDLESS: dict[str, Iterable[bytes]] = {
    "nothing": Dripping(b"", b""),
    "headers that drip": Dripping(OK, b"a"),
    "Continue for ever": Dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 99, 0),
    "a body that drips": Dripping(OK + b"Content-Length: 99999\r\n\r\n", b"a"),
    "trailers for ever": Dripping(OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"a: b\r\n"),
}


@pytest.mark.parametrize("how", [*ENDLESS, "TLS"])
def test_an_answer_without_an_end_is_waited_for_no_longer(how: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    context = _certified(tmp_path, "127.0.0.1") if how == "TLS" else None
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    monkeypatch.setattr(verify, "PATIENCE", 0.5)
    start = time.monotonic()
    with fake_servers.answering(ENDLESS.get(how, ENDLESS["a body that drips"]), context) as (address, _):
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
    with fake_servers.answering([b"hej"]) as (address, _):
        assert refused(address.replace("http:", "https:")) == ("Det går inte att tala krypterat med 127.0.0.1.", True)
    with fake_servers.answering(fake_servers.sent("200 OK"), _certified(tmp_path, "127.0.0.2")) as (address, _):
        assert refused(address)[0].startswith("Servern kan inte visa att den är 127.0.0.1.")


@pytest.mark.parametrize(
    "address", ["http://", "https:///a", "https://a:b/", "https://[/", "https://x@a.se/", "https://a.se/?b", "https://a.se/#b"]
)
def test_an_address_that_cannot_be_one_of_a_site_is_told(address: str) -> None:
    assert refused(address)[0].startswith("Så kan adressen inte skrivas.")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return the folder of a small site with its list."""
    folder = tmp_path / "site"
    for name in (*PAGES, ".headers/headers.json"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(PAGE.format(name) if name in PAGES else "[]", encoding="utf-8")
    listed = manifest.Manifest(NUMBER, DIALLED, "0" * 64, "", manifest.files(folder))
    (folder / manifest.NAME).write_text(listed.as_text(), encoding="utf-8")
    return folder


@pytest.fixture
def listed(site: Path) -> manifest.Manifest:
    return manifest.parse((site / manifest.NAME).read_bytes())


def told(site: Path | str, listed: manifest.Manifest, number: str = NUMBER, dialled: str = DIALLED) -> list[tuple[str, str, bool]]:
    if not isinstance(site, str):
        with browsing.served(site) as address:
            return told(address, listed, number, dialled)
    found = verify.compare(Server(site), listed, number, dialled)
    assert all(difference.where.startswith(site) for difference in found)
    return [(difference.where.removeprefix(site), difference.message, difference.is_number) for difference in found]


def change(site: Path, name: str, old: str, new: str) -> None:
    text = (site / name).read_text(encoding="utf-8")
    assert old in text
    (site / name).write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        (f"tel:{DIALLED}", "tel:+46701740605", [NO_CALL, f"Länken med {NUMBER} leder till tel:+46701740605."]),
        (f"Ring {NUMBER}", "Ring 070-174 06 05", [NO_CALL]),
        ("<p>guide", f"<A class=x HREF = 'tel:+46701740605'>{NUMBER}</A>", [f"Länken med {NUMBER} leder till tel:+46701740605."]),
        ("<p>guide", f"<a>{NUMBER}</a>", [f"Länken med {NUMBER} leder till ingenting."]),
        ("<!doctype html>", "", []),
        ("<!doctype html>", "<![ x", []),
    ],
)
def test_a_changed_page_is_told_and_a_wrong_number_first(
    site: Path, listed: manifest.Manifest, old: str, new: str, messages: list[str]
) -> None:
    assert told(site, listed) == []
    change(site, "404.html", "404", "405")
    change(site, "guide/index.html", old, new)
    numbers = [("guide/", message, True) for message in messages]
    assert told(site, listed) == [*numbers, ("404.html", OTHER, False), ("guide/", OTHER, False)]


def test_a_page_that_is_hard_to_read_is_read_at_once(site: Path, listed: manifest.Manifest) -> None:
    for name, bad in (("index.html", "<a b="), ("404.html", "<a>"), ("guide/index.html", "</a")):
        (site / name).write_text(bad * 180_000, encoding="utf-8")
    start = time.monotonic()
    assert [is_number for _, _, is_number in told(site, listed)] == [True] * 3 + [False] * 3
    assert time.monotonic() - start < 5


def test_the_number_is_the_registrys_and_not_the_one_in_the_list(site: Path, listed: manifest.Manifest) -> None:
    assert [is_number for _, _, is_number in told(site, listed, "08-123 456 78", "+46812345678")] == [True] * len(PAGES)


def test_what_is_gone_is_told_and_without_a_first_page_nothing_is_compared(site: Path, listed: manifest.Manifest) -> None:
    (site / "guide" / "index.html").unlink()
    assert told(site, listed) == [("guide/", "Sidan finns inte (404).", False)]
    (site / "index.html").unlink()
    with pytest.raises(NoAnswer):
        told(site, listed)


def test_a_list_that_is_missing_or_none_or_of_another_build_is_told(site: Path, listed: manifest.Manifest) -> None:
    change(site, manifest.NAME, "# version:", f"# version: {'a' * 40}")
    other = f"Listan hör till ett annat bygge: {'a' * 40}, register 000000000000."
    assert told(site, listed) == [(manifest.NAME, other, False)]
    (site / manifest.NAME).write_text("nej", encoding="utf-8")
    assert told(site, listed) == [(manifest.NAME, "Det här är ingen lista över vad som byggdes.", False)]
    (site / manifest.NAME).unlink()
    assert told(site, listed) == [(manifest.NAME, "Sidan finns inte (404).", False)]


def test_below_a_folder_links_of_the_404_page_that_leave_it_are_told_with_what_to_write(site: Path) -> None:
    lost = site / "404.html"
    for leads_to, messages in (
        ("/guide/", ["Länkarna leder ut ur /utvag/. Skriv site_url: {}utvag/ i mkdocs.yml, och bygg igen."]),
        ("/utvag/guide/", []),
    ):
        lost.write_text(f'{PAGE.format("borta")}<a href="{leads_to}">Guiden</a>', encoding="utf-8")
        listed = manifest.Manifest(NUMBER, DIALLED, "0" * 64, "", manifest.files(site))
        (site / manifest.NAME).write_text(listed.as_text(), encoding="utf-8")
        below = site.parent / "host" / "utvag"
        shutil.rmtree(below.parent, ignore_errors=True)
        shutil.copytree(site, below)
        with browsing.served(below.parent) as address:
            found = verify.compare(Server(f"{address}utvag/"), listed, NUMBER, DIALLED)
            assert [one.message for one in found] == [message.format(address) for message in messages]
        assert told(site, listed) == []


def test_a_server_that_falls_silent_is_asked_no_more_and_what_was_found_is_told(listed: manifest.Manifest) -> None:
    with fake_servers.answering(iter(fake_servers.sent("200 OK"))) as (address, asked):  # the first answer is the only one
        found = told(address, listed)
        assert found[0] == ("", NO_CALL, True)
        assert found[-2:] == [("404.html", BROKEN, False), ("", "Resten är inte jämförd.", False)]
        assert [request.split(b" ")[1] for request in asked] == [b"/", b"/404.html"]


@pytest.mark.site
@pytest.mark.parametrize("kind", sorted(SERVERS))
def test_the_real_site_on_a_real_server_is_the_one_that_was_built(built: Path, tmp_path: Path, kind: str) -> None:
    own = manifest.parse((built / manifest.NAME).read_bytes())
    site = shutil.copytree(built, tmp_path / "site")
    pack.pack(site)
    with SERVERS[kind](site, tmp_path) as address:
        assert told(address, own, own.number, own.dialled) == []
        change(site, "guide/index.html", f"tel:{own.dialled}", "tel:112")
        pack.pack(site)
        found = told(address, own, own.number, own.dialled)
        assert {(where, is_number) for where, _, is_number in found} == {("guide/", how) for how in (True, False)}
