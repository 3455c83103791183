"""The guide as a visitor meets it: every journey, with JavaScript and without."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from playwright.sync_api import expect
from utvag import rules
from utvag.guide import journeys

if TYPE_CHECKING:
    from playwright.sync_api import ElementHandle, Page
    from utvag.project import Project

pytestmark = pytest.mark.browser

Steps: TypeAlias = tuple[tuple[str, str], ...]


# Without the script the cards stand after the guide; style rules take away what the opened answers rule out.
READ_CARDS = """() => [...document.querySelectorAll('[data-cards] [data-program]')]
    .filter(card => card.getClientRects().length > 0).map(card => card.dataset.program).sort()"""


@pytest.fixture(scope="session")
def expected(project: Project) -> dict[Steps, dict[str, Any]]:
    """Return what `journeys --format json` says: answers → outcome."""
    _, tree, _ = rules.check(project)
    told = json.loads(journeys.as_json(tree))["journeys"]
    return {tuple((question, answer) for question, answer in journey["answers"]): journey["outcome"] for journey in told}


# What a visitor sees of an ending: the first and the last number to press, its size beside the others', the programmes.
READ_ENDING = """ending => {
    const size = link => parseFloat(getComputedStyle(link).fontSize);
    const calls = [...ending.querySelectorAll('a[href^="tel:"]')];
    const last = calls[calls.length - 1];
    const others = [...ending.querySelectorAll('a')].filter(link => link !== last).map(size);
    return {
        first: calls[0].getAttribute('href'), last: last.getAttribute('href'), words: last.innerText,
        seen: last.getClientRects().length > 0 && getComputedStyle(last).visibility === 'visible',
        largest: size(last) > Math.max(...others),
        programs: [...ending.querySelectorAll('[data-program]')].map(item => item.dataset.program).sort(),
    };
}"""

# What can be seen after an answer: the new part, whether its heading has the focus, whether the question just answered is gone.
READ_STEP = """below => ({
    seen: below.querySelector('h2').getClientRects().length > 0,
    focused: below.querySelector('h2') === document.activeElement,
    former: below.parentNode.parentNode.querySelector('h2').getClientRects().length > 0,
})"""


class Visitor:
    """Walks the whole guide by pressing what is visible, and remembers every ending."""

    def __init__(self, page: Page, *, scripted: bool) -> None:
        """Visit with `page`, which has opened the guide."""
        self.page = page
        self.scripted = scripted
        self.endings: dict[Steps, tuple[bool, list[str]]] = {}

    def walk(self, place: ElementHandle, behind: Steps = ()) -> None:
        """Give every answer to the question or ending `place` in turn, each time coming back."""
        name = place.get_attribute("data-question")
        if name is None:
            self.endings[behind] = self.read(place)
            return
        for summary in place.query_selector_all(":scope > details > summary[data-answer]"):
            step = (name, summary.get_attribute("data-answer") or "")
            summary.click()
            below = summary.query_selector("xpath=following-sibling::section[1]")
            assert below is not None, (behind, step)
            after = below.evaluate(READ_STEP)
            assert after == {"seen": True, "focused": self.scripted, "former": not self.scripted}, (behind, step)
            self.walk(below, (*behind, step))
            if self.scripted:
                self.page.click("[data-back]")
            else:
                summary.click()

    def read(self, ending: ElementHandle) -> tuple[bool, list[str]]:
        """Return whether an ending shows 112 first, and its programmes; the number must be there to press, last and largest."""
        assert ending.get_attribute("data-outcome") is not None
        found = ending.evaluate(READ_ENDING)
        assert (found["last"], found["words"]) == ("tel:+46850825600", "08-508 25 600")
        assert found["seen"]
        assert found["largest"]
        return found["first"] == "tel:112", found["programs"] if self.scripted else self.page.evaluate(READ_CARDS)


def test_every_journey_ends_at_the_number_with_the_right_programmes_and_leaves_no_trace(
    page: Page, address: str, expected: dict[Steps, dict[str, Any]], request: pytest.FixtureRequest
) -> None:
    """Walk all journeys in one visit: nothing is requested after load, the address and the history stay as they were."""
    requests: list[str] = []
    page.goto(f"{address}guide/")
    before = page.url, page.evaluate("history.length")
    page.on("request", lambda sent: requests.append(sent.url))
    visitor = Visitor(page, scripted=request.node.callspec.params["page"])
    start = page.query_selector("[data-guide] > [data-question]")
    assert start is not None
    visitor.walk(start)
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


@pytest.mark.parametrize("page", [True, False], indirect=True, ids=["script", "no-script"])
def test_danger_shows_112_at_once_and_the_rest_of_the_guide_below(page: Page, address: str) -> None:
    page.goto(f"{address}guide/")
    calls = page.locator("[data-guide] a[href='tel:112']:visible")
    expect(calls).to_have_count(0)
    page.locator("[data-answer=nu]:visible").click()
    expect(calls).to_have_count(1)
    expect(calls).to_be_in_viewport()
    expect(page.locator("[data-question=vem]:visible")).to_have_count(1)


def test_whoever_is_elsewhere_is_told_whose_number_it_is(phone: Page, address: str) -> None:
    for place, told in (("uppsala", 1), ("stockholm", 0)):
        phone.goto(f"{address}guide/")
        for answer in ("nej", "vuxen", place, "kriminalitet"):
            phone.locator(f"[data-answer={answer}]:visible").click()
        expect(phone.locator("[data-outcome]:visible").get_by_text("Numret hör till Stockholms stad.")).to_have_count(told)
