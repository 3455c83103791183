"""The page for a call in a real browser: every way to answer, three calls by mouse and by keyboard, and what axe says."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import by_hand
import pytest
import staffed
from playwright.sync_api import expect
from utvag.guide import personas
from utvag.project import Project
from utvag.registry.model import DECLINED
from utvag.staff import call_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, ViewportSize
    from utvag.guide.journeys import Tree
    from utvag.registry.loader import Loaded
    from utvag.registry.model import Registry

pytestmark = pytest.mark.browser

WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 640}

# Presses one answer to each question, as somebody would, and reads what is shown: for every combination that is asked for.
PRESS_ALL = """combinations => combinations.map(chosen => {
    for (const [question, answer] of chosen) {
        document.querySelector(`[data-question="${question}"] input[value="${answer}"]`).click();
    }
    const shown = {};
    for (const card of document.querySelectorAll('[data-program]')) {
        const section = card.closest('[data-takes]');
        if (section.hidden === false) { shown[card.dataset.program] = section.dataset.takes; }
    }
    return { shown, danger: document.querySelector('[data-danger]').getClientRects().length > 0 };
})"""


# What is pressed and can be seen, and is less than 44 pixels high or wide.
SMALL = """() => [...document.querySelectorAll('.phone-view label, .phone-view button, .phone-view summary, a[href^="tel:"]')]
    .filter(node => node.getClientRects().length)
    .filter(node => Math.min(node.getBoundingClientRect().height, node.getBoundingClientRect().width) < 43.9)
    .map(node => node.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def page_file(shipped: Loaded, tree: Tree, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a bare page with the call page of the shipped registry."""
    part = call_page.page(shipped, tree, staffed.environment(shipped))
    made = tmp_path_factory.mktemp("phone") / "index.html"
    made.write_text(staffed.bare(part, "call_page"), encoding="utf-8")
    return made


@pytest.fixture
def opened(browser: Browser, page_file: Path) -> Iterator[Callable[..., Page]]:
    """Return what opens the page; a request after the page itself fails the test, and so does anything that is stored."""
    contexts = []

    def visit(**how: Any) -> Page:  # noqa: ANN401 -- what Playwright takes
        context = browser.new_context(**{"viewport": WIDE, **how})
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(page_file.as_uri())
        contexts.append((context, page, asked))
        return page

    yield visit
    for context, page, asked in contexts:
        assert {url.split("#")[0] for url in asked} <= {page_file.as_uri(), "about:blank"}
        assert page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0
        context.close()


def judged(registry: Registry, chosen: dict[str, str]) -> dict[str, str]:
    """Return where each programme belongs, worked out without the page."""
    letters = {"fits": "f", "may_fit": "m"}
    ways_in = dict.fromkeys((name for place in registry.municipalities for name in place.default_programs), "door")
    ways_in |= {program.id: "door" for program in registry.programs if program.role == "stand_in"}
    found = by_hand.verdicts(registry, chosen)
    return {
        program.id: ways_in.get(program.id, "reading" if program.kind == "reading" else letters[found[program.id]])
        if program.id in found
        else "-"
        for program in registry.programs
        if program.is_offered
    }


def test_whatever_is_answered_the_browser_shows_what_the_guide_judges(opened: Callable[..., Page], shipped: Loaded) -> None:
    registry = shipped.registry
    every = {name: [*(choice.id for choice in choices), DECLINED] for name, choices in registry.choices.items()}
    combinations = [dict(zip(every, chosen, strict=True)) for chosen in itertools.product(*every.values())]
    assert len(combinations) > 100
    found = opened().evaluate(PRESS_ALL, [list(chosen.items()) for chosen in combinations])
    for chosen, told in zip(combinations, found, strict=True):
        assert told["shown"] == judged(registry, chosen), chosen
        assert told["danger"] is (chosen["fara"] == "nu"), chosen


CALLS = [
    {"fara": "hot", "vem": "ung", "plats": "stockholm"},
    {"vem": "anhorig", "plats": "uppsala", "vad": "extremism"},
    {"vem": "yrkesverksam", "plats": "annan-kommun"},
]
"""A 16-year-old under threat in Stockholm; a mother in Uppsala who worries about extremism; a teacher somewhere else."""

NAMES = ["ung-hotad-stockholm", "mamma-uppsala", "larare-annan-kommun"]
three_calls = pytest.mark.parametrize("answers", CALLS, ids=NAMES)


def check_results(page: Page, registry: Registry, answers: dict[str, str]) -> None:
    told = judged(registry, {**dict.fromkeys(registry.choices, DECLINED), **answers})
    assert {"door", "m"} <= set(told.values())
    page.evaluate("document.querySelectorAll('section > details').forEach(more => { more.open = true; })")
    for program, part in told.items():
        card = page.locator(f"[data-takes='{part}'] [data-program={program}]:visible")
        expect(card if part != "-" else page.locator(f"[data-program={program}]:visible")).to_have_count(int(part != "-"))
        if part == "m":
            expect(card.locator(".phone-view-notes li:visible").first).to_be_visible()
    expect(page.locator(".phone-view-bar").get_by_role("link", name=registry.lifeline.number)).to_be_in_viewport()


@three_calls
def test_a_few_clicks_lead_to_the_right_routes_in_any_order(
    opened: Callable[..., Page], shipped: Loaded, answers: dict[str, str]
) -> None:
    for size in (WIDE, PHONE):
        page = opened(viewport=size)
        for question, answer in reversed(answers.items()):
            page.locator(f"[data-question={question}] label:has([value={answer}])").click()
        check_results(page, shipped.registry, answers)


@three_calls
def test_the_keyboard_alone_does_too(opened: Callable[..., Page], shipped: Loaded, answers: dict[str, str]) -> None:
    page, call = opened(), f"tel:{shipped.registry.lifeline.dialled}"
    for question in shipped.registry.choices:
        page.keyboard.press("Tab")
        if page.evaluate("'age' in document.activeElement.dataset"):
            page.keyboard.press("Tab")
        expect(page.locator(f"[data-question={question}] [type=radio]").first).to_be_focused()
        if question in answers:
            page.keyboard.press("Space")
            while page.evaluate("document.activeElement.value") != answers[question]:
                page.keyboard.press("ArrowDown")
            expect(page.locator(f"[data-question={question}] :checked")).to_have_value(answers[question])
    check_results(page, shipped.registry, answers)
    seen = set()
    for _ in range(200):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.getAttribute('href') || document.activeElement.nodeName"))
        if (
            page.evaluate("document.activeElement.closest('.phone-view-bar') && document.activeElement.getAttribute('href')")
            == call
        ):
            break
        covered = page.evaluate("""() => {
            const box = document.activeElement.getBoundingClientRect();
            return box.height > 0 && box.bottom > document.querySelector('.phone-view-bar').getBoundingClientRect().top + 1
                && !document.activeElement.closest('.phone-view-bar');
        }""")
        assert not covered, page.evaluate("document.activeElement.outerHTML")
    assert {f"tel:{shipped.registry.emergency.dialled}", call, "SUMMARY"} <= seen


def choose(page: Page, **answers: str) -> None:
    """Give these answers, by the ids of questions and answers."""
    for question, answer in answers.items():
        page.locator(f"[data-question={question}] input[value={answer}]").check()


def test_an_answer_can_be_changed_and_a_new_call_begins_with_nothing(opened: Callable[..., Page], shipped: Loaded) -> None:
    page = opened()
    asked = next(question.text for question in shipped.registry.questions if question.id == "plats")
    danger = page.locator("[data-danger]")
    choose(page, fara="nu")
    expect(danger.get_by_role("link", name=shipped.registry.emergency.number)).to_be_in_viewport()
    choose(page, fara="nej")
    expect(danger).to_be_hidden()
    choose(page, vem="anhorig")
    expect(page.get_by_text(asked.relative["sv"]).first).to_be_visible()
    choose(page, plats=shipped.registry.lifeline.municipality)
    expect(page.locator("[data-elsewhere]")).to_be_hidden()
    page.get_by_role("button", name="Nytt samtal").click()
    expect(page.locator(":checked")).to_have_count(0)
    expect(page.get_by_text(asked.leaver["sv"]).first).to_be_visible()
    expect(page.locator("[data-question=fara] [type=radio]").first).to_be_focused()
    expect(page.locator("[data-elsewhere]")).to_be_visible()


@pytest.mark.parametrize(("size", "screens"), [(WIDE, 2), ({"width": 390, "height": 844}, 3)], ids=["desk", "phone"])
def test_after_four_answers_every_person_has_it_all_on_a_few_screens(
    browser: Browser, staff_site: Path, size: ViewportSize, screens: int
) -> None:
    page = browser.new_page(viewport=size)
    page.goto((staff_site / "vid-telefonen" / "index.html").as_uri())
    people = personas.load(Project.at(staff_site.parent))[0]
    assert len(people) > 10
    for person in people:
        page.get_by_role("button", name="Nytt samtal").click()
        for question, answer in person.answers.items():
            page.locator(f"[data-question={question}] label:has([value={answer}])").click()
        height = page.evaluate("document.documentElement.scrollHeight")
        assert height <= screens * size["height"], f"{person.id}: {height}"
        numbers = page.locator(".phone-view-results .phone-view-number:visible").all_inner_texts()
        assert 0 < len(numbers) == len({*numbers}), f"{person.id}: {numbers}"
    page.close()


def test_an_age_that_is_typed_chooses_the_answer(opened: Callable[..., Page]) -> None:
    page = opened()
    age, told = page.get_by_label("Ålder", exact=True), page.locator("[data-question=vem]")
    for typed, answer in (("15", "ung"), ("18", "vuxen"), ("17", "ung"), ("103", "vuxen")):
        age.fill(typed)
        expect(told.locator(":checked")).to_have_value(answer)
    age.fill("arton")
    expect(told.locator(":checked")).to_have_value("vuxen")
    page.get_by_role("button", name="Nytt samtal").click()
    expect(age).to_have_value("")
    expect(page.locator(":checked")).to_have_count(0)


def test_an_answered_question_opens_again_where_it_is_folded(opened: Callable[..., Page]) -> None:
    page = opened(viewport=PHONE)
    page.get_by_label("Nej, inget av det här").check()
    page.get_by_label("Mig – jag är under 18").check()
    expect(page.get_by_label("Ja, någon är i fara nu")).to_be_hidden()
    page.get_by_label("Nej, inget av det här").click()
    page.get_by_label("Ja, någon är i fara nu").check()
    expect(page.get_by_role("status")).to_contain_text("Ring 112 först.")


def test_whoever_has_no_number_is_said_to_have_none(opened: Callable[..., Page], shipped: Loaded) -> None:
    page = opened(java_script_enabled=False)
    for program in (program for program in shipped.registry.programs if program.is_offered):
        has_number = any(route.kind == "phone" for route in program.published_routes)
        card = page.locator(f"[data-program={program.id}]")
        assert (card.locator(".phone-view-none").count() == 0) == has_number, program.id
        if has_number:
            assert card.locator(":scope > .phone-view-row > :first-child").get_attribute("href"), program.id


def test_what_must_not_be_promised_and_the_results_are_one_press_away(opened: Callable[..., Page], shipped: Loaded) -> None:
    page = opened(viewport=PHONE)
    page.get_by_role("link", name="Lova inte").press("Enter")
    expect(page.get_by_text(shipped.registry.lifeline.unknowns[0].sv)).to_be_in_viewport()
    page.get_by_role("link", name="Visa").press("Enter")
    expect(page.locator(".phone-view-results .phone-view-number:visible").first).to_be_in_viewport()


def test_whoever_comes_back_to_the_page_begins_with_nothing(opened: Callable[..., Page]) -> None:
    page = opened()
    choose(page, plats="uppsala")
    page.reload()
    expect(page.locator(":checked")).to_have_count(0)
    choose(page, plats="uppsala")
    page.goto("about:blank")
    page.go_back()
    expect(page.locator(":checked")).to_have_count(0)


def test_the_number_of_programmes_is_told_as_the_answers_change(opened: Callable[..., Page], shipped: Loaded) -> None:
    page = opened()
    choose(page, plats="uppsala")
    told = by_hand.verdicts(shipped.registry, {**dict.fromkeys(shipped.registry.choices, DECLINED), "plats": "uppsala"})
    fits, may = (list(told.values()).count(verdict) for verdict in ("fits", "may_fit"))
    expect(page.get_by_role("status")).to_have_text(f"{fits} passar, {may} kan passa")


def test_danger_is_told_on_a_small_screen_too(opened: Callable[..., Page], shipped: Loaded) -> None:
    page, number = opened(viewport=PHONE), shipped.registry.emergency.number
    call = shipped.languages[0]["call_number"].format(number=number)
    choose(page, fara="nu")
    expect(page.get_by_role("status")).to_contain_text(f"{call} först.")
    expect(page.get_by_role("status")).to_be_in_viewport()
    choose(page, fara="nej")
    expect(page.get_by_role("status")).not_to_contain_text(number)


def test_words_of_the_one_it_is_about_are_not_given_to_somebody_else(opened: Callable[..., Page]) -> None:
    page = opened()
    choose(page, vem="vuxen")
    expect(page.get_by_text("Säg:", exact=True).locator("visible=true").first).to_be_visible()
    expect(page.get_by_text("Den det gäller kan säga:").locator("visible=true")).to_have_count(0)
    for who in ("anhorig", "yrkesverksam"):
        choose(page, vem=who)
        expect(page.get_by_text("Den det gäller kan säga:").locator("visible=true").first).to_be_visible()
        expect(page.get_by_text("Säg:", exact=True).locator("visible=true")).to_have_count(0)


def test_without_javascript_every_programme_stands_there(opened: Callable[..., Page], shipped: Loaded) -> None:
    page = opened(java_script_enabled=False)
    offered = [program for program in shipped.registry.programs if program.is_offered]
    expect(page.locator("[data-program]:visible")).to_have_count(len(offered))
    expect(page.locator("input:visible")).to_have_count(0)
    place = shipped.registry.places_by_id["uppsala"]
    applies = shipped.languages[0]["applies"].partition("{")[0]
    page.evaluate("document.querySelectorAll('[data-program] details').forEach(more => { more.open = true; })")
    expect(page.get_by_text(f"{applies}{place.reason['sv']}").first).to_be_visible()
    expect(page.get_by_text("JavaScript, och det är avstängt")).to_be_visible()


@pytest.mark.parametrize("size", [{"width": 320, "height": 568}, PHONE, WIDE], ids=lambda size: str(size["width"]))
def test_nothing_is_wider_than_the_screen_and_everything_to_press_is_large(
    opened: Callable[..., Page], size: dict[str, int]
) -> None:
    page = opened(viewport=size)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not page.evaluate(SMALL)


@pytest.mark.parametrize("how", [{"color_scheme": "light"}, {"color_scheme": "dark", "viewport": PHONE}], ids=["light", "dark"])
def test_axe_finds_nothing(opened: Callable[..., Page], how: dict[str, Any]) -> None:
    page = opened(**how)
    page.add_style_tag(content=".phone-view-bar, .phone-view-ask { position: static !important; max-height: none !important }")
    page.evaluate(staffed.AXE.read_text(encoding="utf-8") + ";0")
    assert staffed.axe(page) == []
    choose(page, fara="nu", plats="uppsala")
    assert staffed.axe(page) == []
