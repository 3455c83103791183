"""What a browser shows of hours over midnight, and of a site below a folder of a host."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import SWEDISH, a_project, a_registry, a_site, load
from utvag.registry.hours import DAYS
from utvag.site import build

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page, Route

pytestmark = pytest.mark.browser

WEEK = tuple(DAYS)


def opening(days: tuple[str, ...], opens_at: str, closes_at: str) -> dict[str, Any]:
    return {"byday": list(days), "opens_at": opens_at, "closes_at": closes_at}


HOURS = [
    ([opening(WEEK, "21:00", "24:00"), opening(WEEK, "00:00", "06:00")], "Måndag–söndag 21:00–06:00."),
    ([opening(("FR",), "20:00", "24:00"), opening(("SA",), "00:00", "02:00")], "Fredag 20:00–02:00."),
    ([opening(WEEK, "00:00", "24:00")], SWEDISH[0].words["always_open"]),
]


@pytest.mark.parametrize(("hours", "read"), HOURS, ids=["every night", "a night", "always"])
def test_hours_over_midnight_are_read_as_people_say_them(phone: Page, tmp_path: Path, hours: list[object], read: str) -> None:
    loaded = load(a_registry({"programs.skydd.contact_routes.telefon.opening_hours": hours}))
    for name in ("stod/skydd", "kontakt"):
        phone.goto((a_site(tmp_path, loaded) / name / "index.html").as_uri())
        words = phone.locator("main").inner_text()
        assert read in words, name
        assert "24:00" not in words, name


def test_below_a_folder_a_page_that_is_not_there_leads_back_into_the_folder(phone: Page, tmp_path: Path) -> None:
    project = a_project(tmp_path / "p")
    text = project.settings.read_text(encoding="utf-8")
    project.settings.write_text(f"site_url: https://host.example/utvag/\n{text}", encoding="utf-8")
    assert build.build(project) == ()

    def answer(route: Route) -> None:
        asked = project.site / route.request.url.removeprefix("https://host.example/utvag/").partition("#")[0]
        there = (asked / "index.html" if asked.is_dir() else asked).is_file() and "/utvag/" in route.request.url
        file = (asked / "index.html" if asked.is_dir() else asked) if there else project.site / "404.html"
        route.fulfill(status=200 if there else 404, body=file.read_text(encoding="utf-8"), content_type="text/html")

    phone.route("https://host.example/**", answer)
    lost = phone.goto("https://host.example/utvag/finns/inte/har/")
    assert lost is not None
    assert lost.status == 404
    links = phone.locator("a:not([href^='tel:']):not([data-exit])").evaluate_all("all => all.map(link => link.href)")
    inside = {link for link in links if "#" not in link}
    assert len(inside) > 5
    for link in sorted(inside):
        found = phone.goto(link)
        assert found is not None
        assert found.status == 200, link
