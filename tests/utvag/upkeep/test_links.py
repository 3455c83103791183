"""Tests of links to other websites: where each stands, what its answer means, and that it never stops anybody."""

from __future__ import annotations

import importlib.util
import json
import re
from typing import TYPE_CHECKING, TypeAlias

import pytest
import smallweb
from builders import a_project, a_registry, a_site, as_yaml, in_swedish, load
from utvag import cli
from utvag.site import built
from utvag.upkeep import link_checker, links
from utvag.upkeep.link_checker import Visit
from utvag.upkeep.links import State

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from utvag.project import Project

Capture: TypeAlias = pytest.CaptureFixture[str]

ADDRESS = "https://example.se/sida"
WEB = {"id": "webb", "kind": "web", "label": "Skriv", "status": "published", "sources": ["K2"]}
CHECKS = [{"date": "2026-11-21", "by": "redaktionen", "how": "document"}]


def a_route(address: str) -> dict[str, object]:
    return {**WEB, "address": address, "checks": CHECKS}


@pytest.fixture
def here(tmp_path: Path) -> Project:
    return in_swedish(a_project(tmp_path / "p"))


def told_of(visit: Visit, *, followed: bool = False) -> links.Report:
    return links.report([links.Link(ADDRESS, (), followed)], {ADDRESS: visit}, with_pages=True)


def one(visit: Visit, address: str = ADDRESS, *, followed: bool = False) -> links.Judged:
    link = links.Link(address, ("programs.yaml:7 (källa K1)",), followed)
    (finding,) = links.report([link], {address: visit}, with_pages=True, ignored={}).findings
    return finding


@pytest.mark.parametrize(
    ("visit", "state", "told"),
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
def test_what_an_answer_means(visit: Visit, state: State, told: str) -> None:
    finding = one(visit)
    assert finding.state is state
    assert told in finding.told
    assert bool(finding.remedy) == (state is not State.FINE)


def test_a_front_page_that_moves_to_a_front_page_is_not_lost() -> None:
    assert one(Visit(200, "200 OK", "https://www.example.se/", (301,)), "http://example.se/").state is State.MOVED


def test_what_visitors_are_led_to_is_more_urgent_than_what_a_fact_rests_on() -> None:
    gone = Visit(404, "404 Not Found", ADDRESS)
    assert "i dag" in one(gone, followed=True).remedy
    assert "källa" in one(gone).remedy


def test_an_exception_keeps_its_reason_and_says_when_it_is_not_needed() -> None:
    link = links.Link(ADDRESS, (), followed=False)
    reason = {ADDRESS: "svarar 404 till program; öppnad 2026-11-22"}
    for status, remedy in ((404, ""), (200, "Länken svarar nu. Ta bort undantaget.")):
        found = links.report([link], {ADDRESS: Visit(status, "", ADDRESS)}, with_pages=True, ignored=reason)
        assert [(finding.state, finding.told, finding.remedy) for finding in found.findings] == [
            (State.KNOWN, reason[ADDRESS], remedy)
        ]


def test_every_exception_of_ours_is_a_link_of_ours_and_says_which_day_somebody_looked() -> None:
    assert all(re.search(r"20\d\d-\d\d-\d\d", reason) for reason in links.IGNORED.values())


def test_without_a_network_nothing_is_said_of_any_link() -> None:
    found = told_of(Visit(None, "NameResolutionError", ADDRESS), followed=True)
    assert links.as_text(found) == links.NO_NETWORK
    assert "- [ ]" not in links.as_markdown(found)
    assert json.loads(links.as_json(found))["reached"] is False


def test_links_are_found_where_people_wrote_them_and_where_visitors_meet_them(here: Project) -> None:
    own = a_registry({"programs.skydd.contact_routes.+": a_route("https://www.example.se/staden#del")})
    here.registry.write_bytes(as_yaml(own))
    loaded = load(own)
    site = built.read(a_site(here.site, loaded))
    found = {link.address: link for link in links.collect(here, loaded, site)}
    city = found["https://www.example.se/staden"]
    assert city.followed
    assert re.fullmatch(r"\S+:\d+ \(källa K1\)", city.places[0])
    assert re.fullmatch(r"\S+:\d+ \(kontaktväg till .+\)", city.places[1])
    assert any(re.fullmatch(r"sidan /stod/\S+/ \(rad \d+\)", place) for place in city.places[2:])
    assert found["https://www.smhi.se/"].places == ("mkdocs.yml:23 (dit Lämna sidan leder)",)
    assert len(found["https://www.example.com/"].places) >= len(site.pages), "the exit of the pages as the tests make them"
    written = {link.address: link.followed for link in links.collect(here, loaded, None)}
    assert written == {address: link.followed for address, link in found.items() if address != "https://www.example.com/"}
    assert not written["https://www.example.se/annat"]


def test_a_report_names_a_few_places_and_counts_the_rest() -> None:
    link = links.Link(ADDRESS, tuple(f"sidan /{number}/ (rad 3)" for number in range(9)), followed=True)
    found = links.report([link], {ADDRESS: Visit(404, "", ADDRESS)}, with_pages=True)
    assert "sidan /2/ (rad 3)\n" in links.as_text(found)
    assert "och 6 ställen till" in links.as_text(found)
    assert len(json.loads(links.as_json(found))["links"][0]["places"]) == 9


def test_what_another_website_says_cannot_write_the_issue() -> None:
    evil = "https://example.se/`x`[y](z)<b>@alla"
    text = links.as_markdown(told_of(Visit(200, "", evil, (301,))))
    assert r"\`x\`\[y\](z)\<b\>&#64;alla" in text
    assert "<b>" not in text


@pytest.fixture
def web(here: Project) -> Iterator[str]:
    """Give a small web that the registry's two sources and one contact route lead to; there is no other address in it."""
    with smallweb.served() as address:
        data = a_registry({"sources.0.address": f"{address}moved", "sources.1.address": f"{address}404"})
        (route,) = [route for program in data["programs"] for route in program["contact_routes"] if route["kind"] == "web"]
        route["address"] = f"{address}slow"
        here.registry.write_bytes(as_yaml(data))
        config = here.config.read_text(encoding="utf-8")
        here.config.write_text(config.replace("https://www.smhi.se/", f"{address}private"), encoding="utf-8")
        yield address


def test_the_command_tells_what_happened_where_and_what_to_do_and_never_fails(
    here: Project, web: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_checker, "PATIENCE", 1)
    assert cli.main(["links"], here.root) == 0
    out, err = capsys.readouterr()
    assert err == "Frågar 4 adresser. Det kan ta några minuter …\n"
    first, *parts = re.sub(r"programs\.yaml:\d+", "programs.yaml:N", out.rstrip()).split("\n\n")
    assert first.startswith("4 adresser till andra webbplatser: borta 1, svarar inte just nu 1, har flyttat 1, går bara")
    assert "Bara registret är kontrollerat" in first
    told = [[line.strip() for line in part.splitlines()] for part in parts]
    assert told == [
        ["Borta", f"{web}404", "Sidan finns inte (404).", "programs.yaml:N (källa K2)", links.REPLACE],
        [
            "Svarar inte just nu",
            f"{web}slow",
            "Det tog för lång tid.",
            "programs.yaml:N (kontaktväg till Vägen i Uppsala)",
            links.AGAIN,
        ],
        [
            "Har flyttat",
            f"{web}moved",
            f"Sidan har flyttat till {web}fine",
            "programs.yaml:N (källa K1)",
            f"Öppna den. Är det samma sida? Skriv {web}fine i stället.",
        ],
        [
            "Går bara att öppna för hand",
            f"{web}private",
            "Webbplatsen ber program att inte hämta sidan.",
            "mkdocs.yml:23 (dit Lämna sidan leder)",
            links.OPEN,
        ],
    ]


def test_the_command_speaks_markdown_and_to_other_tools(
    here: Project, web: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = {
        address: Visit(404, "404 Not Found", address) for address in (f"{web}moved", f"{web}404", f"{web}slow", f"{web}private")
    }
    monkeypatch.setattr(link_checker, "make", lambda addresses: {address: made[address] for address in addresses})
    a_site(here.site, load(a_registry()))
    for page in here.site.rglob("*.html"):
        text = page.read_text(encoding="utf-8").replace("https://www.example.com/", f"{web}private")
        page.write_text(text.replace("https://www.example.se/stod", f"{web}slow"), encoding="utf-8")
    assert cli.main(["links", "--format", "markdown", "--site-dir", str(here.site)], here.root) == 0
    assert capsys.readouterr().out.count("\n- [ ] ") == 4
    assert cli.main(["links", "--format", "json"], here.root) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["reached"], document["pages"]) == (True, True)
    assert {found["state"] for found in document["links"]} == {"gone"}


def test_what_cannot_be_asked_is_told_and_never_breaks_down(
    here: Project, capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert cli.main(["links", "--site-dir", str(tmp_path / "tom")], here.root) == 2
    assert "Skriv make build först." in capsys.readouterr().err
    monkeypatch.setattr(link_checker, "_run", lambda *_: pytest.fail("nobody is to be asked"))
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert cli.main(["links"], here.root) == 2
    assert "LinkChecker saknas" in capsys.readouterr().err
    here.registry.write_text("lifeline: 1\n", encoding="utf-8")
    assert cli.main(["links"], here.root) == 1
    assert "programs.yaml:1" in capsys.readouterr().out
