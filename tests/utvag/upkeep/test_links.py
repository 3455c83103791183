"""Tests of links to other websites: where each stands, what its answer means, and that it never stops anybody."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
from html import unescape
from typing import TYPE_CHECKING

import pytest
import smallweb
from builders import ROOT, a_project, a_registry, as_yaml, in_swedish, load
from utvag import cli
from utvag.project import Project
from utvag.upkeep import links
from utvag.upkeep.links import Link, State, Visit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from utvag.registry.loader import Loaded

ADDRESS = "https://example.se/sida"


@pytest.fixture
def here(tmp_path: Path) -> Project:
    return in_swedish(a_project(tmp_path / "p"))


def told(visit: Visit, address: str = ADDRESS, *, followed: bool = False) -> links.Report:
    return links.report([Link(address, ("programs.yaml:7 (källa K1)",), followed)], {address: visit})


@pytest.mark.parametrize(
    ("visit", "state", "words"),
    [
        (Visit(200, "200 OK", ADDRESS), State.FINE, "Svarar"),
        (Visit(404, "404 Not Found", ADDRESS), State.GONE, "404"),
        (Visit(410, "410 Gone", ADDRESS), State.GONE, "410"),
        (Visit(403, "403 Forbidden", ADDRESS), State.CLOSED, "403"),
        (Visit(429, "429 Too Many Requests", ADDRESS), State.CLOSED, "429"),
        (Visit(503, "503 Service Unavailable", ADDRESS), State.SILENT, "503"),
        (Visit(None, "syntax OK", ADDRESS, refused=True), State.CLOSED, "ber program"),
        (Visit(None, "ReadTimeout: …", ADDRESS), State.SILENT, "för lång tid"),
        (Visit(None, "ConnectionError: Connection refused", ADDRESS), State.SILENT, "Ingen svarade"),
        (Visit(None, "ConnectionError: NameResolutionError", ADDRESS), State.GONE, "Ingen webbplats heter så"),
        (Visit(None, "SSLError: certificate has expired", ADDRESS), State.SILENT, "hänglåset"),
        (Visit(None, "TooManyRedirects: …", ADDRESS, (302,) * 10), State.GONE, "ring"),
        (Visit(200, "200 OK", "https://example.se/ny", (301,)), State.MOVED, "https://example.se/ny"),
        (Visit(200, "200 OK", "https://example.se/ny", (308, 301)), State.MOVED, "https://example.se/ny"),
        (Visit(200, "200 OK", "https://example.se/ny", (302,)), State.FINE, "Svarar"),
        (Visit(200, "200 OK", "https://example.se/ny", (301, 302)), State.FINE, "Svarar"),
        (Visit(404, "404 Not Found", "https://example.se/ny", (301,)), State.GONE, "404"),
        (Visit(200, "200 OK", "https://example.se/", (302,)), State.GONE, "startsidan"),
    ],
)
def test_what_an_answer_means(visit: Visit, state: State, words: str) -> None:
    (found,) = told(visit).links
    assert found.state is state
    assert words in found.told
    assert bool(found.remedy) == (state is not State.FINE)


def test_a_front_page_that_moves_to_a_front_page_is_not_lost() -> None:
    (found,) = told(Visit(200, "200 OK", "https://www.example.se/", (301,)), "http://example.se/").links
    assert found.state is State.MOVED


def test_what_visitors_are_led_to_is_more_urgent_than_what_a_fact_rests_on() -> None:
    gone = Visit(404, "404 Not Found", ADDRESS)
    assert "i dag" in told(gone, followed=True).links[0].remedy
    assert "källa" in told(gone).links[0].remedy


def test_without_a_network_nothing_is_said_of_any_link() -> None:
    found = told(Visit(None, "NameResolutionError", ADDRESS), followed=True)
    assert links.render(found, "text") == links.NO_NETWORK
    assert "- [ ]" not in links.render(found, "markdown")
    assert json.loads(links.render(found, "json"))["reached"] is False


def test_links_are_found_where_people_wrote_them(here: Project) -> None:
    route = {"id": "webb", "kind": "web", "label": "Skriv", "status": "published", "sources": ["K2"]}
    route["address"] = "https://www.example.se/staden#del"
    checks = [{"date": "2026-11-21", "by": "redaktionen", "how": "document"}]
    loaded = load(a_registry({"programs.skydd.contact_routes.+": {**route, "checks": checks}}))
    found = {link.address: link for link in links.collect(here, loaded)}
    city = found["https://www.example.se/staden"]
    assert city.followed
    assert re.fullmatch(r"\S+:\d+ \(källa K1\)", city.places[0])
    assert re.fullmatch(r"\S+:\d+ \(kontaktväg till .+\)", city.places[1])
    assert found["https://www.smhi.se/"].places == ("mkdocs.yml:23 (dit Lämna sidan leder)",)
    assert not found["https://www.example.se/annat"].followed


@pytest.mark.site
def test_pages_lead_to_no_website_that_nobody_asks(built: Path, shipped: Loaded) -> None:
    asked = {link.address for link in links.collect(Project.at(ROOT), shipped)}
    pages = "".join(page.read_text(encoding="utf-8") for page in built.rglob("*.html"))
    met = {unescape(address).partition("#")[0] for address in re.findall(r'href="(https?:[^"]*)"', pages)}
    assert met
    assert met <= asked


def test_a_report_names_a_few_places_and_counts_the_rest() -> None:
    link = Link(ADDRESS, tuple(f"programs.yaml:{number} (källa K)" for number in range(9)), followed=True)
    found = links.report([link], {ADDRESS: Visit(404, "", ADDRESS)})
    assert "programs.yaml:2 (källa K)\n" in links.render(found, "text")
    assert "och 6 ställen till" in links.render(found, "text")
    assert len(json.loads(links.render(found, "json"))["links"][0]["places"]) == 9


def test_what_another_website_says_cannot_write_the_issue() -> None:
    evil = "https://example.se/`x`[y](z)<b>@alla"
    text = links.render(told(Visit(200, "", evil, (301,))), "markdown")
    assert r"\`x\`\[y\](z)\<b\>&#64;alla" in text
    assert "<b>" not in text


@pytest.fixture(scope="module")
def web() -> Iterator[str]:
    with smallweb.served() as address:
        yield address


def test_every_kind_of_answer_is_told_apart(web: str) -> None:
    paths = ("fine", "404", "410", "403", "429", "503", "moved", "for-now", "ring", "private", "slow", "%D8%B3%D8%AA")
    found = links.visit([f"{web}{path}" for path in paths], patience=1)
    of = {path: found[f"{web}{path}"] for path in paths}
    answered = {"404": 404, "410": 410, "403": 403, "429": 429, "503": 503, "ring": None, "private": None, "slow": None}
    assert {path: visit.status for path, visit in of.items()} == dict.fromkeys(paths, 200) | answered
    assert (of["moved"].final, of["moved"].turns) == (f"{web}fine", (301,))
    assert of["for-now"].turns == (302,)
    assert [path for path in paths if of[path].refused] == ["private"]
    assert "Timeout" in of["slow"].said
    assert "TooManyRedirects" in of["ring"].said


def test_a_site_that_asks_machines_to_stay_away_is_left_alone_and_nothing_else_is_followed() -> None:
    with smallweb.served() as web:
        links.visit([f"{web}private", f"{web}fine"], patience=5)
        asked = smallweb.asked(web)
    assert asked == ["/robots.txt", "/fine"], "neither what is private, nor the links of a page"


def test_nobody_at_the_other_end() -> None:
    found = links.visit([smallweb.nobody(), "https://finns-inte.invalid/"], patience=5)
    assert {visit.status for visit in found.values()} == {None}
    assert "NameResolutionError" in found["https://finns-inte.invalid/"].said


def test_a_link_checker_that_breaks_down_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = subprocess.CompletedProcess([], 2, stdout="", stderr="Traceback\nOSError: no more threads\n")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: broken)
    with pytest.raises(links.NoVisits, match=r"svarade inte om https://example\.org/ \(OSError: no more threads\)"):
        links.visit(["https://example.org/"])


def test_without_link_checker_the_command_says_what_to_write(
    here: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert cli.main(["links"], here.root) == 2
    assert "LinkChecker saknas" in capsys.readouterr().err


def test_the_command_tells_what_happened_where_and_what_to_do_and_never_fails(
    here: Project, web: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = a_registry({"sources.0.address": f"{web}moved", "sources.1.address": f"{web}404"})
    (route,) = [route for program in data["programs"] for route in program["contact_routes"] if route["kind"] == "web"]
    route["address"] = f"{web}slow"
    here.registry.write_bytes(as_yaml(data))
    config = here.config.read_text(encoding="utf-8")
    here.config.write_text(config.replace("https://www.smhi.se/", f"{web}private"), encoding="utf-8")
    monkeypatch.setattr(links, "PATIENCE", 1)
    assert cli.main(["links"], here.root) == 0
    out, err = capsys.readouterr()
    assert err == "Frågar 4 adresser. Det kan ta några minuter …\n"
    first, *parts = re.sub(r"programs\.yaml:\d+", "programs.yaml:N", out.rstrip()).split("\n\n")
    assert first.startswith("4 adresser till andra webbplatser: borta 1, svarar inte just nu 1, har flyttat 1, går bara")
    rows = [[line.strip() for line in part.splitlines()] for part in parts]
    way = "programs.yaml:N (kontaktväg till Vägen i Uppsala)"
    moved = f"Öppna den. Är det samma sida? Skriv {web}fine i stället."
    leaving = "mkdocs.yml:23 (dit Lämna sidan leder)"
    assert rows == [
        ["Borta", f"{web}404", "Sidan finns inte (404).", "programs.yaml:N (källa K2)", links.REPLACE],
        ["Svarar inte just nu", f"{web}slow", "Det tog för lång tid.", way, links.AGAIN],
        ["Har flyttat", f"{web}moved", f"Sidan har flyttat till {web}fine", "programs.yaml:N (källa K1)", moved],
        ["Går bara att öppna för hand", f"{web}private", "Webbplatsen ber program att inte hämta sidan.", leaving, links.OPEN],
    ]
