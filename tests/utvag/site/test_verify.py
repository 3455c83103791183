"""Tests of holding a site against the list of what was built: in a folder, and as servers send it."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING, TypeAlias

import browsing
import fake_servers
import pytest
from servers import SERVERS
from utvag.site import manifest, pack, verify
from utvag.site.answers import NoAnswer, Server
from utvag.site.verify import Folder, Web

if TYPE_CHECKING:
    from pathlib import Path

NUMBER, DIALLED = "08-465 00 400", "+46846500400"
PAGE = f'<!doctype html><p><a href="tel:{DIALLED}">Ring {NUMBER}</a><p>{{}}'
PAGES = ("404.html", "guide/index.html", "index.html")
OTHER = "Det här är inte det som byggdes."
NO_CALL = f"Här går det inte att ringa {NUMBER}."

Told: TypeAlias = list[tuple[str, str, bool]]


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


def told(place: Folder | Web, listed: manifest.Manifest) -> Told:
    found = verify.compare(place, listed, NUMBER, DIALLED)
    top = place.address("index.html").removesuffix("index.html")
    assert all(difference.where.startswith(top) for difference in found)
    return [(difference.where.removeprefix(top), difference.message, difference.is_number) for difference in found]


def change(site: Path, name: str, old: str, new: str) -> None:
    text = (site / name).read_text(encoding="utf-8")
    assert old in text
    (site / name).write_text(text.replace(old, new), encoding="utf-8")


def test_a_site_as_it_was_built_has_no_difference_in_a_folder_and_on_the_web(site: Path, listed: manifest.Manifest) -> None:
    for _ in range(2):
        assert told(Folder(site), listed) == []
        with browsing.served(site) as address:
            assert told(Web(Server(address)), listed) == []
        pack.pack(site)  # what is packed, and the list of it, belong there too


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
    change(site, "404.html", "404", "405")
    change(site, "guide/index.html", old, new)
    expected = [("guide/index.html", message, True) for message in messages]
    expected += [("404.html", OTHER, False), ("guide/index.html", OTHER, False)]
    assert told(Folder(site), listed) == expected
    with browsing.served(site) as address:
        as_visited = [(where.replace("/index.html", "/"), message, is_number) for where, message, is_number in expected]
        assert told(Web(Server(address)), listed) == as_visited


def test_a_page_that_is_hard_to_read_is_read_at_once(site: Path, listed: manifest.Manifest) -> None:
    for name, bad in (("index.html", "<a b="), ("404.html", "<a>"), ("guide/index.html", "</a")):
        (site / name).write_text(bad * 200_000, encoding="utf-8")
    start = time.monotonic()
    assert [is_number for _, _, is_number in told(Folder(site), listed)] == [True] * 3 + [False] * 3
    assert time.monotonic() - start < 5


def test_the_number_is_the_registrys_and_not_the_one_in_the_list(site: Path, listed: manifest.Manifest) -> None:
    found = verify.compare(Folder(site), listed, "08-123 456 78", "+46812345678")
    assert [difference.is_number for difference in found] == [True] * len(PAGES)


def test_what_is_gone_or_no_file_and_what_does_not_belong_there_is_told(site: Path, listed: manifest.Manifest) -> None:
    (site / "guide" / "index.html").unlink()
    (site / "guide" / "index.html").mkdir()
    (site / ".headers" / "headers.json").unlink()
    (site / "mer.html").symlink_to("/dev/zero")
    gone = "Filen går inte att läsa: den finns inte."
    assert told(Folder(site), listed) == [
        (".headers/headers.json", gone, False),
        ("guide/index.html", gone, False),
        ("mer.html", "Filen finns här men inte i bygget.", False),
    ]
    with browsing.served(site) as address:
        assert told(Web(Server(address)), listed) == [("guide/", "Sidan finns inte (404).", False)]
    (site / "index.html").unlink()
    with pytest.raises(NoAnswer):
        told(Folder(site), listed)


def test_an_old_packed_copy_beside_a_page_is_told(site: Path, listed: manifest.Manifest) -> None:
    page = (site / "404.html").read_bytes()
    (site / "404.html.gz").write_bytes(pack.gzipped(page.replace(DIALLED.encode(), b"112")))
    (site / "guide" / "index.html.br").write_bytes(b"no")
    assert told(Folder(site), listed) == [
        ("404.html.gz", NO_CALL, True),
        ("404.html.gz", f"Länken med {NUMBER} leder till tel:112.", True),
        ("404.html.gz", OTHER, False),
        ("guide/index.html", "Sidan är packad så att ingen kan läsa den (br).", False),
    ]


def test_a_list_that_is_missing_or_none_or_of_another_build_is_told(site: Path, listed: manifest.Manifest) -> None:
    place = site / manifest.NAME
    change(site, manifest.NAME, "# version:", f"# version: {'a' * 40}")
    other = f"Listan hör till ett annat bygge: {'a' * 40}, register 000000000000."
    assert told(Folder(site), listed) == [(manifest.NAME, other, False)]
    place.write_text("nej", encoding="utf-8")
    assert told(Folder(site), listed) == [(manifest.NAME, "Det här är ingen lista över vad som byggdes.", False)]
    place.unlink()
    assert told(Folder(site), listed) == [(manifest.NAME, "Filen går inte att läsa: den finns inte.", False)]


def test_a_server_that_falls_silent_is_asked_no_more_and_what_was_found_is_told(listed: manifest.Manifest) -> None:
    with fake_servers.answering(iter(fake_servers.sent("200 OK"))) as (address, asked):  # the first answer is the only one
        found = told(Web(Server(address)), listed)
        assert found[0] == ("", NO_CALL, True)
        assert found[-2:] == [("404.html", "127.0.0.1 bröt av mitt i ett svar.", False), ("", "Resten är inte jämförd.", False)]
        assert [request.split(b" ")[1] for request in asked] == [b"/", b"/404.html"]


@pytest.mark.site
@pytest.mark.parametrize("kind", sorted(SERVERS))
def test_the_real_site_on_a_real_server_is_the_one_that_was_built(built: Path, tmp_path: Path, kind: str) -> None:
    own = manifest.parse((built / manifest.NAME).read_bytes())
    site = shutil.copytree(built, tmp_path / "site")
    pack.pack(site)
    with SERVERS[kind](site, tmp_path) as address:
        assert verify.compare(Web(Server(address)), own, own.number, own.dialled) == ()
        change(site, "guide/index.html", f"tel:{own.dialled}", "tel:112")
        pack.pack(site)
        found = verify.compare(Web(Server(address)), own, own.number, own.dialled)
        assert {(one.where, one.is_number) for one in found} == {(f"{address}guide/", how) for how in (True, False)}
