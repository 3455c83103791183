"""Tests of holding a site against the list of what was built: in a folder, and as real servers send it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, TypeAlias

import browsing
import pytest
import smallweb
from servers import SERVERS
from utvag.site import answers, manifest, pack, verify
from utvag.site.answers import NoAnswer

if TYPE_CHECKING:
    from pathlib import Path

NUMBER, DIALLED = "08-465 00 400", "+46846500400"
PAGE = f'<!doctype html><p><a href="tel:{DIALLED}">Ring {NUMBER}</a><p>{{}}'
PAGES = ("404.html", "guide/index.html", "index.html")

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


def in_folder(site: Path, listed: manifest.Manifest) -> Told:
    found = verify.compare(verify.Folder(site), listed, NUMBER, DIALLED)
    assert all(difference.where.startswith(f"{site}") for difference in found)
    return [(difference.where.removeprefix(f"{site}/"), difference.message, difference.is_number) for difference in found]


def on_the_web(address: str, listed: manifest.Manifest) -> Told:
    with answers.Server(address) as server:
        found = verify.compare(verify.Web(address, server), listed, NUMBER, DIALLED)
    return [(difference.where.removeprefix(address), difference.message, difference.is_number) for difference in found]


def change(site: Path, name: str, old: str, new: str) -> None:
    text = (site / name).read_text(encoding="utf-8")
    assert old in text
    (site / name).write_text(text.replace(old, new), encoding="utf-8")


OTHER = "Det här är inte det som byggdes."
NO_CALL = f"Här går det inte att ringa {NUMBER}."


def test_a_site_as_it_was_built_has_no_difference_in_a_folder_and_on_the_web(site: Path, listed: manifest.Manifest) -> None:
    assert in_folder(site, listed) == []
    with browsing.served(site) as address:
        assert on_the_web(address, listed) == []


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        (f"tel:{DIALLED}", "tel:+46701740605", [NO_CALL, f"Länken med {NUMBER} leder till tel:+46701740605."]),
        (f"Ring {NUMBER}", "Ring 070-174 06 05", [NO_CALL]),
        ("<p>guide", f'<a href="tel:+46701740605">{NUMBER}</a>', [f"Länken med {NUMBER} leder till tel:+46701740605."]),
        ("<p>guide", f"<a>{NUMBER}</a>", [f"Länken med {NUMBER} leder till ingenting."]),
        ("<!doctype html>", "", []),
    ],
)
def test_a_changed_page_is_told_and_a_wrong_number_first(
    site: Path, listed: manifest.Manifest, old: str, new: str, messages: list[str]
) -> None:
    change(site, "404.html", "404", "405")
    change(site, "guide/index.html", old, new)
    told = [("guide/index.html", message, True) for message in messages]
    told += [("404.html", OTHER, False), ("guide/index.html", OTHER, False)]
    assert in_folder(site, listed) == told
    with browsing.served(site) as address:
        as_visited = [(where.replace("/index.html", "/"), message, is_number) for where, message, is_number in told]
        assert on_the_web(address, listed) == as_visited


def test_the_number_is_the_registrys_and_not_the_one_in_the_list(site: Path, listed: manifest.Manifest) -> None:
    found = verify.compare(verify.Folder(site), listed, "08-123 456 78", "+46812345678")
    assert [difference.is_number for difference in found] == [True] * len(PAGES)


def test_what_is_gone_and_what_does_not_belong_there_is_told(site: Path, listed: manifest.Manifest) -> None:
    (site / "guide" / "index.html").unlink()
    (site / ".headers" / "headers.json").unlink()
    (site / "mer.html").touch()
    gone = "Filen går inte att läsa: den finns inte."
    assert in_folder(site, listed) == [
        (".headers/headers.json", gone, False),
        ("guide/index.html", gone, False),
        ("mer.html", "Filen finns här men inte i bygget.", False),
    ]
    with browsing.served(site) as address:
        assert on_the_web(address, listed) == [("guide/", "Sidan finns inte (404).", False)]


def test_an_old_packed_copy_beside_a_page_is_told(site: Path, listed: manifest.Manifest) -> None:
    page = (site / "404.html").read_bytes()
    (site / "404.html.gz").write_bytes(pack.gzipped(page))
    (site / "404.html.br").write_bytes(pack.brotlied(page))
    assert in_folder(site, listed) == []
    pack.pack(site)
    assert in_folder(site, listed) == [], "the list of what was packed belongs there too"
    (site / "404.html.gz").write_bytes(pack.gzipped(page.replace(DIALLED.encode(), b"112")))
    (site / "guide" / "index.html.br").write_bytes(b"no")
    assert in_folder(site, listed) == [
        ("404.html", f"{NO_CALL} (packad: gzip)", True),
        ("404.html", f"Länken med {NUMBER} leder till tel:112. (packad: gzip)", True),
        ("404.html", "Det här är inte det som byggdes (packad: gzip).", False),
        ("guide/index.html", "Sidan är packad så att ingen kan läsa den (br).", False),
    ]


def test_a_list_that_is_missing_or_none_or_of_another_build_is_told(site: Path, listed: manifest.Manifest) -> None:
    place = site / manifest.NAME
    change(site, manifest.NAME, "# version:", f"# version: {'a' * 40}")
    assert in_folder(site, listed) == [
        (manifest.NAME, f"Listan hör till ett annat bygge: {'a' * 40}, register 000000000000.", False)
    ]
    place.write_text("nej", encoding="utf-8")
    assert in_folder(site, listed) == [(manifest.NAME, "Det här är ingen lista över vad som byggdes.", False)]
    place.unlink()
    assert in_folder(site, listed) == [(manifest.NAME, "Filen går inte att läsa: den finns inte.", False)]


def test_without_a_first_page_nothing_is_compared(site: Path, listed: manifest.Manifest) -> None:
    (site / "index.html").unlink()
    with pytest.raises(NoAnswer):
        in_folder(site, listed)
    with smallweb.served() as address, pytest.raises(NoAnswer, match="leder vidare till /fine"):
        on_the_web(f"{address}away/", listed)


def test_a_server_that_falls_silent_is_asked_no_more_and_what_was_found_is_told(
    listed: manifest.Manifest, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def get(self: answers.Server, name: str, form: str) -> bytes:
        asked.append((name, form))
        if name == "404.html":
            raise NoAnswer("late", self.host)
        return b"<p>"

    monkeypatch.setattr(answers.Server, "get", get)
    found = on_the_web("http://a.example/", listed)
    assert found[0] == ("", NO_CALL, True)
    assert found[-2:] == [("404.html", "a.example svarade inte i tid.", False), ("", "Resten är inte jämförd.", False)]
    assert asked == [("", "identity"), ("404.html", "identity")]


@pytest.mark.site
@pytest.mark.parametrize("kind", sorted(SERVERS))
def test_the_real_site_on_a_real_server_is_the_one_that_was_built(built: Path, tmp_path: Path, kind: str) -> None:
    own = manifest.parse((built / manifest.NAME).read_bytes())
    site = shutil.copytree(built, tmp_path / "site")
    with SERVERS[kind](site, tmp_path) as address, answers.Server(address) as server:
        assert verify.compare(verify.Web(address, server), own, own.number, own.dialled) == ()
        change(site, "guide/index.html", f"tel:{own.dialled}", "tel:112")
        found = verify.compare(verify.Web(address, server), own, own.number, own.dialled)
        assert {(difference.where, difference.is_number) for difference in found} == {
            (f"{address}guide/", True),
            (f"{address}guide/", False),
        }
