"""The guide as a visitor meets it: every journey, with JavaScript and without."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from utvag import build, journeys

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from utvag.paths import Project

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def expected(project: Project) -> dict[tuple[tuple[str, str], ...], dict[str, Any]]:
    """Return what `journeys --format json` says: answers → outcome."""
    _, tree, _ = build.prepare(project)
    told = json.loads(journeys.as_json(tree))["journeys"]
    return {tuple((question, answer) for question, answer in journey["answers"]): journey["outcome"] for journey in told}


class Visitor:
    """Walks the whole guide by clicking what is visible, and remembers every ending."""

    def __init__(self, page: Page, *, scripted: bool) -> None:
        """Visit with `page`, which has opened the guide."""
        self.page = page
        self.scripted = scripted
        self.endings: dict[tuple[tuple[str, str], ...], tuple[bool, list[str]]] = {}

    def walk(self, place: Locator, behind: tuple[tuple[str, str], ...] = ()) -> None:
        """Give every answer to the question or ending `place` in turn, each time coming back."""
        name = place.get_attribute("data-question")
        if name is None:
            self.endings[behind] = self.read(place)
            return
        summaries = place.locator(":scope > details > summary[data-answer]")
        for number in range(summaries.count()):
            summary = summaries.nth(number)
            answer = summary.get_attribute("data-answer") or ""
            summary.click()
            below = summary.locator("xpath=following-sibling::section[1]")
            assert below.is_visible(), (behind, name, answer)
            if self.scripted:
                assert not place.locator(":scope > h2").is_visible(), "the question that was answered is still on the screen"
                assert below.locator(":scope > h2").evaluate("heading => heading === document.activeElement")
            self.walk(below, (*behind, (name, answer)))
            self.go_back(summary)
            assert summary.is_visible()

    def go_back(self, summary: Locator) -> None:
        """Return to the question that `summary` answers."""
        if self.scripted:
            self.page.locator("[data-back]").click()
        else:
            summary.click()

    def read(self, ending: Locator) -> tuple[bool, list[str]]:
        """Return whether an ending shows 112 first, and its programmes; the number must be there to press."""
        assert ending.get_attribute("data-outcome") is not None
        call = ending.locator('a[href="tel:+46850825600"]').last
        assert call.is_visible()
        assert call.inner_text() == "08-508 25 600"
        last = ending.locator("a[href^='tel:+46850825600']").last
        size = last.evaluate("link => parseFloat(getComputedStyle(link).fontSize)")
        others = ending.locator("li a, p a").evaluate_all("links => links.map(link => parseFloat(getComputedStyle(link).fontSize))")
        assert size > max(others), "the number is not the largest thing to press"
        first = ending.locator("a[href^='tel:']").first.get_attribute("href")
        shown = ending.locator("[data-program]").evaluate_all("items => items.map(item => item.dataset.program)")
        return first == "tel:112", sorted(shown)


def test_every_journey_ends_at_the_number_with_the_right_programmes_and_leaves_no_trace(
    page: Page, address: str, expected: dict[tuple[tuple[str, str], ...], dict[str, Any]], request: pytest.FixtureRequest
) -> None:
    """Walk all journeys in one visit: nothing is requested after load, the address and the history stay as they were."""
    requests: list[str] = []
    page.goto(f"{address}guide/")
    before = page.url, page.evaluate("history.length")
    page.on("request", lambda sent: requests.append(sent.url))
    visitor = Visitor(page, scripted=request.node.callspec.params["page"])
    visitor.walk(page.locator("[data-guide] > [data-question]"))
    assert visitor.endings == {
        answers: (outcome["emergency"], sorted(item["id"] for item in outcome["programs"])) for answers, outcome in expected.items()
    }
    assert len(visitor.endings) == len(expected) > 100
    assert (page.url, page.evaluate("history.length")) == before
    assert requests == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_what_is_not_asked_now_is_not_read_aloud(phone: Page, address: str) -> None:
    """With the script, the accessibility tree holds the question being asked and no other."""
    phone.goto(f"{address}guide/")
    phone.locator("[data-answer]").first.click()
    heard = phone.locator("[data-guide]").aria_snapshot()
    headings = [line for line in heard.splitlines() if "heading" in line]
    assert len(headings) == 1, heard
    assert phone.locator("[data-question] h2:visible").count() == 1


def test_start_again_goes_to_the_first_question(phone: Page, address: str) -> None:
    phone.goto(f"{address}guide/")
    first = phone.locator("[data-guide] > [data-question] > h2")
    expect(phone.locator("[data-restart]")).to_be_hidden()
    for _ in range(3):
        phone.locator("summary[data-answer]:visible").last.click()
    phone.locator("[data-restart]").click()
    expect(first).to_be_visible()
    expect(first).to_be_focused()
    expect(phone.locator("[data-back]")).to_be_hidden()


def test_a_broken_script_leaves_the_native_guide(phone: Page, address: str) -> None:
    """When the script cannot run, the nested details still work."""
    phone.add_init_script("document.querySelector = null; Element.prototype.querySelector = null;")
    phone.goto(f"{address}guide/")
    for _ in range(4):
        phone.locator("summary[data-answer]:visible").last.click()
    expect(phone.locator("[data-outcome] a[href='tel:+46850825600']:visible").last).to_be_visible()
