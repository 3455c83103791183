"""The staff edition in a real browser: search, keyboard, no other hosts, nothing that axe finds, lines that hold what they say."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

import browsing
import pytest
import staffed
from builders import a_project
from frozen import THEN
from utvag import reports, rules
from utvag.project import STAFF
from utvag.registry import loader
from utvag.site import build

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route, ViewportSize
    from utvag.registry.loader import Loaded

pytestmark = pytest.mark.browser

HOST = "https://kod.example.org/"
DESK: ViewportSize = {"width": 1280, "height": 900}
PAGES = [
    "",
    "vid-telefonen/",
    "stod/",
    "stod/tre-som-samarbetar/",
    "nummer/",
    "alder/",
    "samtal/",
    "vagar/",
    "personer/",
    "kallor/",
    "sidor/",
    "papper/",
    "forsta-sidan/",
    "fragor/",
    "en/fragor/",
    "404.html",
]
Media: TypeAlias = "dict[str, Any]"


@pytest.fixture(scope="module")
def staff(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the staff edition as `serve` does, built on a day when some facts are overdue, its lines linked; return where."""
    project = a_project(tmp_path_factory.mktemp("staff") / "p", STAFF)
    text = project.settings.read_text(encoding="utf-8")
    project.settings.write_text(text.replace('edit_link: ""', f'edit_link: "{HOST}{{file}}#L{{line}}"'), encoding="utf-8")
    found = build.build(project, rules.check(project)[0].registry.last_checked.replace(year=2028))
    assert project.site.exists(), reports.of_problems(found)
    with browsing.served(project.site) as where:
        yield where


@pytest.fixture(params=[("light", browsing.PHONE), ("dark", DESK)], ids=["phone-light", "desk-dark"])
def screen(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """Return an empty page: of a phone in light, or of a desk in dark."""
    scheme, size = request.param
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return an empty page of a desk."""
    made = browser.new_page(viewport=DESK)
    yield made
    made.close()


def test_nothing_is_asked_of_another_host_and_nothing_breaks(screen: Page, staff: str, shipped: Loaded) -> None:
    foreign: list[str] = []
    faults: list[str] = []

    def answer(route: Route) -> None:
        if not route.request.url.startswith((staff, "data:")):
            foreign.append(route.request.url)
        route.continue_()

    screen.context.route("**/*", answer)
    screen.on("pageerror", lambda fault: faults.append(str(fault)))
    screen.on(
        "requestfailed", lambda sent: faults.append(sent.url) if sent.failure != "net::ERR_ABORTED" else None
    )  # left too soon
    for name in PAGES:
        screen.goto(staff + name)
        assert screen.locator(f"a[href='tel:{shipped.registry.lifeline.dialled}']:visible").count(), name
        assert screen.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, name
    screen.keyboard.press("/")
    screen.keyboard.type("hot")
    browsing.until(screen, "document.querySelectorAll('[data-search] li').length > 0")
    assert foreign == []
    assert faults == []


def test_axe_finds_nothing_also_with_everything_unfolded(screen: Page, staff: str) -> None:
    for name in PAGES:
        screen.goto(staff + name)
        screen.evaluate("document.querySelectorAll('article details').forEach((one, place) => { one.open = place < 3; })")
        screen.evaluate(f"{staffed.AXE.read_text(encoding='utf-8')};0")
        found = screen.evaluate(
            "axe.run(document, {resultTypes: ['violations'], preload: false}).then(found =>"
            " found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 150)}`)))"
        )
        assert found == [], name


def test_the_keyboard_reaches_the_call_page_and_unfolds_the_paths(page: Page, staff: str) -> None:
    page.goto(staff)
    stops = [_stop(page) for _ in range(40)]
    assert stops[0].startswith("md-skip")
    assert any(stop.split()[0] == "first" for stop in stops)
    page.goto(f"{staff}vagar/")
    for _ in range(60):
        if _stop(page).startswith("SUMMARY"):
            break
    page.keyboard.press("Enter")
    assert page.locator("article details[open] details").first.is_visible()


def _stop(page: Page) -> str:
    page.keyboard.press("Tab")
    focused = "[document.activeElement].map(one => one.nodeName === 'SUMMARY' ? 'SUMMARY' : one.className || one.nodeName)[0]"
    words: str = page.evaluate(focused)
    return words


def test_the_line_that_a_fact_links_to_holds_the_fact(browser: Browser, staff: str) -> None:
    """Read as somebody reads it: the words on the screen, and the line that the link beside them names."""
    page = browser.new_page(java_script_enabled=False)  # Material's own is not asked for here, and takes its time
    page.goto(f"{staff}stod/")
    names = page.locator("article td:first-child a").evaluate_all("links => links.map(link => link.href)")
    held = 0
    for name in names:
        page.goto(name)
        facts = page.locator(f"article li:has(> .basis a[href^='{HOST}'])").evaluate_all(
            "items => items.map(item => [item.firstChild.nodeType === 3 ? item.firstChild.data.trim() : '',"
            " [...item.querySelectorAll('.basis a')].at(-1).href])"
        )
        for words, link in facts:
            held += bool(words) and _holds(words, link)
    page.close()
    assert held > 250


def _holds(words: str, link: str) -> bool:
    """Return whether the line of `link` was looked at; fail when it does not begin as the `words` of a claim do."""
    file, line = re.fullmatch(rf"{HOST}(.+)#L(\d+)", link).groups()  # type: ignore[union-attr]  # it is one of ours
    said = loader.put(_lines(THEN / file)[int(line) - 1].strip().removeprefix("- "), _numbers())
    if not said.startswith("sv:"):
        return False
    assert words.startswith(said.removeprefix("sv:").strip().strip("\"'")[:40]), link
    return True


@cache
def _numbers() -> dict[str, str]:
    loaded = loader.load(THEN / "programs.yaml", "programs.yaml")
    return {f"nummer: {name}": number for name, number in loaded.numbers.items()}


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")


def test_the_page_for_a_call_works_here_and_no_letter_leads_away_from_it(page: Page, staff: str, shipped: Loaded) -> None:
    way_in = shipped.registry.places_by_id["uppsala"].default_programs[0]
    program = next(program for program in shipped.registry.programs if program.id == way_in)
    page.goto(f"{staff}vid-telefonen/")
    page.locator("input[value=uppsala]").check()
    assert page.locator(f"[data-takes=door] [data-program={way_in}]:visible").count() == 1
    page.locator("body").press("n")
    page.keyboard.press("p")
    page.wait_for_timeout(300)
    assert page.url == f"{staff}vid-telefonen/"
    assert page.locator(":checked[value=uppsala]").count() == 1
    page.get_by_role("link", name=program.name, exact=True).click()
    page.wait_for_url(f"{staff}stod/{program.slug}/index.html")
