"""Tests of links to other websites: where each stands, what its answer means, and that it never stops anybody."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
from html import unescape
from typing import TYPE_CHECKING

import fake_servers
import pytest
from builders import ROOT, a_project, a_registry, as_yaml, in_swedish, load
from utvag import cli, rules
from utvag.project import Project
from utvag.upkeep import links
from utvag.upkeep.links import Link

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


ADDRESS = "https://example.se/sida"
REMEDIES = links.WORDS["remedies"]


@pytest.fixture
def here(tmp_path: Path) -> Project:
    return in_swedish(a_project(tmp_path / "p"))


def told(result: str, final: str = ADDRESS, turns: str = "", *, refused: bool = False, followed: bool = False) -> links.LinkReport:
    """Return the report about one link of which LinkChecker says `result`, after redirects with the statuses `turns`."""
    warned = "".join(f"Redirected to `x' status: {turn} y. " for turn in turns.split())
    row = {"result": result, "url": final, "warningstring": warned, "infostring": "robots.txt" if refused else ""}
    link = Link(ADDRESS, places=("programs.yaml:7 (källa K1)",), followed=followed)
    return links.report([link], {ADDRESS: row})


NEW = "https://example.se/ny"


@pytest.mark.parametrize(
    ("row", "state", "words"),
    [
        (("200 OK",), "fine", "Svarar"),
        (("504 Gateway Timeout",), "silent", "504"),
        (("SSLError: certificate has expired",), "silent", "hänglåset"),
        (("200 OK", NEW, "308 301"), "moved", NEW),
        (("200 OK", NEW, "302"), "fine", "Svarar"),
        (("200 OK", NEW, "301 302"), "fine", "Svarar"),
        (("404 Not Found", NEW, "301"), "gone", "404"),
        (("200 OK", "https://example.se/", "302"), "gone", "startsidan"),
    ],
)
def test_what_an_answer_means_that_the_small_web_below_does_not_give(row: tuple[str, ...], state: str, words: str) -> None:
    (found,) = told(*row).links
    assert found.state == state
    assert words in found.told
    assert bool(found.remedy) == (state != "fine")


def test_a_front_page_that_moves_to_a_front_page_is_not_lost() -> None:
    row = {"result": "200 OK", "url": "https://www.example.se/", "warningstring": "Redirected to `x' status: 301", "infostring": ""}
    (found,) = links.report([Link("http://example.se/")], {"http://example.se/": row}).links
    assert found.state == "moved"


def test_what_visitors_are_led_to_is_more_urgent_than_what_a_fact_rests_on() -> None:
    assert "i dag" in told("404 Not Found", followed=True).links[0].remedy
    assert "källa" in told("404 Not Found").links[0].remedy


def test_without_a_network_nothing_is_said_of_any_link() -> None:
    found = told("NameResolutionError", followed=True)
    assert links.render(found, "text") == links.WORDS["no_network"]
    assert "- [ ]" not in links.render(found, "markdown")
    assert json.loads(links.render(found, "json"))["reached"] is False


def leaving(project: Project) -> str:
    """Return the place of the exit's address."""
    lines = project.config.read_text(encoding="utf-8").splitlines()
    number = next(number for number, line in enumerate(lines, 1) if line.strip().startswith("exit_address:"))
    return f"mkdocs.yml:{number} (dit Lämna sidan leder)"


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
    assert found["https://www.smhi.se/"].places == (leaving(here),)
    assert not found["https://www.example.se/annat"].followed


@pytest.mark.site
def test_pages_lead_to_no_website_that_nobody_asks(built: Path) -> None:
    project = Project.at(ROOT)  # of today, as what is built
    asked = {link.address for link in links.collect(project, rules.check(project)[0])}
    pages = "".join(page.read_text(encoding="utf-8") for page in built.rglob("*.html"))
    met = {unescape(address).partition("#")[0] for address in re.findall(r'href="(https?:[^"]*)"', pages)}
    assert met
    assert met <= asked


def test_a_report_names_a_few_places_and_counts_the_rest() -> None:
    places = tuple(f"programs.yaml:{number} (källa K)" for number in range(9))
    found = links.LinkReport(reached=True, links=(Link(ADDRESS, "gone", "Borta.", places=places),))
    assert "programs.yaml:2 (källa K)\n" in links.render(found, "text")
    assert "och 6 ställen till" in links.render(found, "text")
    assert len(json.loads(links.render(found, "json"))["links"][0]["places"]) == 9


def test_what_another_website_says_cannot_write_the_issue() -> None:
    evil = "https://example.se/`x`[y](z)<b>@alla"
    text = links.render(told("200 OK", evil, "301"), "markdown")
    assert r"\`x\`\[y\](z)\<b\>&#64;alla" in text
    assert "<b>" not in text


@pytest.fixture(scope="module")
def web() -> Iterator[str]:
    with fake_servers.small_web() as address:
        yield address


def test_every_kind_of_answer_is_told_apart(web: str) -> None:
    means = dict.fromkeys(("fine", "for-now", "%D8%B3%D8%AA"), "fine") | {"404": "gone", "410": "gone", "ring": "gone"}
    means |= {"403": "closed", "429": "closed", "private": "closed", "503": "silent", "slow": "silent", "moved": "moved"}
    asked = [Link(f"{web}{path}") for path in means]
    visited = links.visit([link.address for link in asked], patience=1)
    found = {link.address.removeprefix(web): link for link in links.report(asked, visited).links}
    assert {path: link.state for path, link in found.items()} == means
    assert found["moved"].told == f"Sidan har flyttat till {web}fine"
    assert (found["slow"].told, found["ring"].told) == ("Det tog för lång tid.", "Sidan skickar runt i en ring.")


def test_a_site_that_asks_machines_to_stay_away_is_left_alone_and_nothing_else_is_followed() -> None:
    with fake_servers.small_web() as web:
        links.visit([f"{web}private", f"{web}fine"], patience=5)
        asked = fake_servers.asked(web)
    assert asked == ["/robots.txt", "/fine"], "neither what is private, nor the links of a page"


def test_nobody_at_the_other_end() -> None:
    asked = [Link(fake_servers.nobody()), Link("https://finns-inte.invalid/")]
    found = links.report(asked, links.visit([link.address for link in asked], patience=5))
    assert not found.reached
    assert {link.told for link in found.links} == {"Ingen svarade.", "Ingen webbplats heter så."}


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
    assert rows == [
        ["Borta", f"{web}404", "Sidan finns inte (404).", "programs.yaml:N (källa K2)", REMEDIES["replace"]],
        ["Svarar inte just nu", f"{web}slow", "Det tog för lång tid.", way, REMEDIES["again"]],
        ["Har flyttat", f"{web}moved", f"Sidan har flyttat till {web}fine", "programs.yaml:N (källa K1)", moved],
        [
            "Går bara att öppna för hand",
            f"{web}private",
            "Webbplatsen ber program att inte hämta sidan.",
            leaving(here),
            REMEDIES["open"],
        ],
    ]
