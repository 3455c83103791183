"""The guide as a visitor meets it, beside safety.md's own checks (B8 and A12 walk every path, C8 follows the focus)."""

from __future__ import annotations

import io
import time
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

import browsing
import pypdf
import pytest
from builders import a_registry, a_site, load
from playwright.sync_api import expect
from safety import visit
from utvag.guide import journeys
from utvag.registry import phones
from utvag.registry.model import PhoneRoute
from utvag.site import templates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from utvag.guide.journeys import Tree
    from utvag.registry.loader import Loaded
    from utvag.registry.model import Program

pytestmark = pytest.mark.browser

# What stands in each ending as a visitor sees it: what can be called, in order; how far down the number is on the screen, without a
# script below the last answer; how many words stand before it.
ENDINGS = """scripted => {
    const guide = document.querySelector("[data-guide]");
    const seen = (all) => [...all].filter((node) => node.checkVisibility());
    const words = (node, last) => {
        const range = document.createRange();
        range.setStart(node, 0);
        range.setEndBefore(last);
        const made = range.cloneContents();
        made.querySelectorAll(".unseen").forEach((part) => part.remove());
        return made.textContent.replace(/([a-zåäö0-9.])([A-ZÅÄÖ0-9])/g, "$1 $2").trim().split(/\\s+/).filter(Boolean).length;
    };
    const found = [];
    const from = (question, behind) => {
        for (const control of question.querySelectorAll(":scope > details > summary")) {
            const answer = control.dataset.answer ? [[question.dataset.question, control.dataset.answer]] : [];
            control.click();
            const below = control.nextElementSibling;
            if (below.hasAttribute("data-outcome")) {
                const calls = seen(document.querySelectorAll("main a[href^='tel:']"));
                const number = seen(below.querySelectorAll(".lifeline-number"))[0];
                const from = scripted ? 0 : control.getBoundingClientRect().bottom;
                found.push({
                    steps: [...behind, ...answer], calls: calls.map((call) => call.getAttribute("href")),
                    words: words(below, number),
                    y: Math.round(number.getBoundingClientRect().bottom - from),
                    cards: seen(document.querySelectorAll("[data-group='123'] .card, [data-group='456'] .card")).length,
                    wide: document.documentElement.scrollWidth,
                });
            } else {
                from(below, [...behind, ...answer]);
            }
            (scripted ? guide.querySelector("[data-back]") : control).click();
        }
    };
    from(guide.querySelector("[data-question]"), []);
    return found;
}"""


@pytest.fixture(scope="module")
def lifeline(shipped: Loaded) -> str:
    """Return where a link that calls the number leads."""
    return f"tel:{shipped.registry.lifeline.dialled}"


def judged(page: Page, found: list[dict[str, Any]], lifeline: str, suicide: str) -> list[str]:
    """Return what is wrong with endings that were walked to; `suicide` is what calls the line about suicide."""
    faults = []
    for end in found:
        in_danger = ["fara", "nu"] in end["steps"]
        first = ["tel:112", lifeline] if in_danger else [lifeline]
        calls = end["calls"]
        right = {
            "begins": calls[: len(first)] == first,
            "ends": calls[-2:] == [lifeline, "tel:112"],  # the last block has the number, then 112 in small
            "no suicide line before": suicide not in calls or calls.index(lifeline) < calls.index(suicide),
            "high up": end["y"] <= (640 if in_danger else 500),
            "few words": end["words"] <= (20 if in_danger else 10),
            "few cards": end["cards"] <= 3 or not page.evaluate("!!document.querySelector('.guide-stepwise')"),
            "as wide as the screen": end["wide"] <= browsing.PHONE["width"],
        }
        faults += [f"{end['steps']}: not {what}: {end}" for what, holds in right.items() if not holds]
    return faults


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("lang", ["", "en/"])
def test_every_ending_begins_and_ends_at_the_number(
    browser: Browser, address: str, shipped: Loaded, tree: Tree, lifeline: str, lang: str, *, script: bool
) -> None:
    context = browser.new_context(viewport=browsing.PHONE, java_script_enabled=script)
    page = context.new_page()
    page.goto(f"{address}{lang}guide/")
    found = page.evaluate(ENDINGS, script)
    assert {str([list(step) for step in end["steps"]]) for end in found} == {
        str([list(step) for step in journey.answers]) for journey in journeys.walk(tree)
    }
    suicide = f"tel:{phones.digits(shipped.numbers.get('sjalvmordslinjen', ''))}"
    assert judged(page, found, lifeline, suicide)[:3] == []
    context.close()


def answer(page: Page, *answers: str) -> None:
    """Give these answers by key, for two taps so close in time are one; "on" goes on from where danger has its own step."""
    for name in answers:
        page.locator("[data-on]:visible" if name == "on" else f"[data-answer={name}]:visible").last.press("Enter")


CALM = ("nej", "vuxen", "uppsala", "kriminalitet")


@pytest.mark.parametrize("page", [True, False], indirect=True, ids=["script", "no-script"])
def test_danger_has_a_step_of_its_own_with_112_then_the_number(page: Page, address: str, lifeline: str) -> None:
    page.goto(f"{address}guide/")
    expect(page.locator("[data-guide] a[href='tel:112']:visible")).to_have_count(0)
    answer(page, "nu")
    calls = page.locator("[data-guide] a[href^='tel:']:visible")
    assert [call.get_attribute("href") for call in calls.all()] == ["tel:112", lifeline]
    expect(calls.first).to_be_in_viewport()
    expect(page.locator("[data-question=vem]:visible")).to_have_count(0)
    answer(page, "on")
    expect(page.locator("[data-question=vem]:visible")).to_have_count(1)


@pytest.mark.parametrize("further", [(), ("on", "vuxen", "uppsala", "kriminalitet")], ids=["at once", "at the end"])
def test_a_screen_reader_hears_112_after_the_heading_with_the_focus(phone: Page, address: str, further: tuple[str, ...]) -> None:
    phone.goto(f"{address}guide/")
    answer(phone, "nu", *further)
    order = "document.activeElement.compareDocumentPosition(document.activeElement.parentNode.querySelector('.emergency-box')) & 4"
    assert phone.evaluate("document.activeElement.nodeName") == "H2"
    assert phone.evaluate(order) == 4


# A point of the screen where an answer to the first question stands, and once that is given an answer to the next one.
SAME_PLACE = """() => {
    const answers = document.querySelectorAll("[data-question=fara] > details > summary:not([data-answer=nu])");
    document.querySelector("[data-guide]").scrollIntoView();
    for (const answer of answers) {
        const box = answer.getBoundingClientRect();
        for (let y = box.top + 6; y < box.bottom - 6; y += 6) {
            answer.click();
            const under = document.elementFromPoint(box.left + 40, y).closest("[data-question=vem] summary");
            document.querySelector("[data-back]").click();
            if (under) { return [box.left + 40, y]; }
        }
    }
}"""


def press_twice(page: Page, place: list[float], way: str) -> None:
    """Press one place twice; the time between is 120 ms by the browser's own clock, however busy the machine is."""
    kind = "two taps" if way == "two taps" else "mouse"
    client = page.context.new_cdp_session(page)
    start, (x, y) = time.time(), place
    for number in (0, 1):
        when = start + 0.12 * number
        if kind == "two taps":
            client.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}], "timestamp": when})
            client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": [], "timestamp": when + 0.03})
        else:
            how = {"x": x, "y": y, "button": "left", "clickCount": 1 + number * (way == "double click")}
            for event, later in (("mousePressed", 0), ("mouseReleased", 0.03)):
                client.send("Input.dispatchMouseEvent", {"type": event, "timestamp": when + later, **how})


@contextmanager
def on_a_touch_screen(browser: Browser, address: str, find: str) -> Iterator[tuple[Page, list[float]]]:
    """Open the guide on a phone; return it and the place that the script `find` finds, where two taps prove something."""
    context = browser.new_context(viewport=browsing.PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{address}guide/")
    place = page.evaluate(find)
    assert place, "nothing comes under what is pressed: two taps would prove nothing"
    page.wait_for_timeout(600)
    yield page, place
    context.close()


@pytest.mark.parametrize("way", ["two taps", "double click", "two clicks that are not counted"])
def test_a_double_tap_answers_one_question(browser: Browser, address: str, way: str) -> None:
    """A phone that counts no taps sends the same two clicks (detail 1) as the last way."""
    with on_a_touch_screen(browser, address, SAME_PLACE) as (page, place):
        press_twice(page, place, way)
        page.wait_for_timeout(100)
        expect(page.locator("[data-question=vem]:visible")).to_have_count(1)
        expect(page.locator("[data-question=plats]:visible")).to_have_count(0)
        page.wait_for_timeout(600)
        page.touchscreen.tap(*place)
        expect(page.locator("[data-question=vem].question-past")).to_have_count(1)


# Where the answer that tells of danger stands, and 112 comes once it is given.
SAME_PLACE_AS_112 = """() => {
    const answer = document.querySelector("[data-answer=nu]");
    document.querySelector("[data-guide]").scrollIntoView();
    const box = answer.getBoundingClientRect();
    answer.click();
    const call = document.querySelector(".danger a[href='tel:112']").getBoundingClientRect();
    document.querySelector("[data-back]").click();
    const y = Math.max(box.top, call.top) + 4;
    window.called = 0;
    addEventListener("click", (event) => {
        if (event.target.closest("a[href^=tel]") && !event.defaultPrevented) { window.called += 1; }
        event.preventDefault();
    });
    return y < Math.min(box.bottom, call.bottom) ? [box.left + 60, y] : undefined;
}"""


def test_a_double_tap_on_an_answer_calls_nobody(browser: Browser, address: str) -> None:
    with on_a_touch_screen(browser, address, SAME_PLACE_AS_112) as (page, place):
        press_twice(page, place, "two taps")
        page.wait_for_timeout(600)
        expect(page.locator(".danger a[href='tel:112']:visible")).to_have_count(1)
        assert page.evaluate("window.called") == 0
        page.touchscreen.tap(*place)
        page.wait_for_timeout(100)
        assert page.evaluate("window.called") == 1


@pytest.mark.parametrize("page", [True, False], indirect=True, ids=["script", "no-script"])
def test_finding_words_in_the_page_opens_no_answer(page: Page, address: str) -> None:
    page.goto(f"{address}guide/#:~:text=Vem%20g%C3%A4ller%20det")
    page.wait_for_timeout(300)
    expect(page.locator("details[name][open]")).to_have_count(0)


def test_who_comes_back_finds_no_answers(browser: Browser, address: str) -> None:
    own = browser.browser_type.launch(
        executable_path=browsing.chromium(), args=browsing.FLAGS, ignore_default_args=["--disable-back-forward-cache"]
    )
    page = own.new_page(viewport=browsing.PHONE)
    page.goto(f"{address}guide/")
    answer(page, *CALM)
    page.evaluate("location.href = '/surfa-tryggare/'")
    page.wait_for_url("**/surfa-tryggare/")
    page.go_back(wait_until="commit")
    expect(page.locator("details[name][open]")).to_have_count(0)
    expect(page.locator("[data-outcome]:visible")).to_have_count(0)
    own.close()


def test_an_old_browser_has_plain_answers_to_open(phone: Page, address: str) -> None:
    phone.add_init_script("Object.defineProperty(Element.prototype, 'classList', {value: undefined})")
    phone.goto(f"{address}guide/")
    answer(phone, "hot")
    expect(phone.locator("details[open] > [data-answer=hot]")).to_have_count(1)


def test_a_card_opens_in_place_and_the_ending_stays(phone: Page, address: str) -> None:
    phone.goto(f"{address}guide/")
    answer(phone, *CALM)
    card = phone.locator("[data-cards] [data-program]:visible").first
    card.locator("summary").click()
    assert card.locator("details p:visible").count() > 1
    expect(phone.locator("[data-outcome]:visible")).to_have_count(1)
    card.locator("details a[href*='stod/']").click()
    phone.locator("main a[href$='guide/']:visible").click()
    expect(phone.locator("[data-question=fara]:visible")).to_have_count(1)


@pytest.mark.parametrize(("clock", "shut"), [("2026-11-29T02:00:00", True), ("2026-11-30T11:00:00", False)], ids=["night", "day"])
def test_what_is_closed_now_says_so_by_the_phones_own_clock(
    browser: Browser, address: str, shipped: Loaded, clock: str, *, shut: bool
) -> None:
    context = browser.new_context(viewport=browsing.PHONE, timezone_id="Europe/Stockholm")
    page = context.new_page()
    page.clock.set_fixed_time(f"{clock}+01:00")
    page.goto(f"{address}guide/")
    answer(page, *CALM)
    shown = page.locator("[data-program]:visible").evaluate_all("all => all.map(one => one.dataset.program)")
    closes = {program.id for program in shipped.registry.programs if program.id in shown and has_hours(program)}
    told = page.locator("[data-program]:visible").filter(has=page.locator("[data-shut]:visible"))
    assert set(told.evaluate_all("all => all.map(one => one.dataset.program)")) == (closes if shut else set())
    context.close()


SUMMER = {"byday": ["MO"], "opens_at": "09:00", "closes_at": "12:00", "valid_to": "2027-08-15"}


@pytest.mark.parametrize(("clock", "shut"), [("2027-08-14T23:00:00", True), ("2027-08-17T23:00:00", False)], ids=["last", "over"])
def test_hours_that_have_ended_since_the_site_was_made_close_nothing(
    browser: Browser, tmp_path: Path, clock: str, *, shut: bool
) -> None:
    loaded = load(a_registry({"programs.skydd.contact_routes.telefon.opening_hours": [SUMMER]})).on(date(2027, 7, 1))
    page = browser.new_page(timezone_id="Europe/Stockholm")
    page.clock.set_fixed_time(f"{clock}+02:00")
    with browsing.served(a_site(tmp_path, loaded)) as address:
        page.goto(f"{address}guide/")
        answer(page, "hot", "vuxen", "annan")
        note = page.locator("[data-program=skydd]:not([hidden]) [data-shut]")
        assert note.evaluate_all("all => all.map(one => !one.hidden)") == [shut]
    page.close()


def has_hours(program: Program) -> bool:
    """Return whether it is known when the number of a programme is not answered."""
    return bool(templates.open_week([route for route in program.published_routes if isinstance(route, PhoneRoute)])[0])


def test_nothing_is_said_that_an_answer_has_settled(phone: Page, address: str, shipped: Loaded) -> None:
    phone.goto(f"{address}guide/")
    answer(phone, *CALM)
    words, said = shipped.languages[0], phone.locator("[data-cards]").inner_text()
    asked = [condition for program in shipped.registry.programs for condition in program.eligibility.conditions]
    young = {(one.minimum_age, one.maximum_age) for one in asked if one.minimum_age and one.maximum_age and one.maximum_age < 18}
    assert not [ages for ages in young if words["age_between"].format(lowest=ages[0], highest=ages[1]) in said]
    assert shipped.registry.lifeline.opening
    opening = words["say_first"].format(words=shipped.registry.lifeline.opening.leaver["sv"])
    assert phone.locator(".say-first:visible").all_inner_texts() == [opening]


def test_whoever_is_elsewhere_is_told_whose_number_it_is(phone: Page, address: str, shipped: Loaded) -> None:
    line = shipped.registry.lifeline
    assert line.elsewhere
    for place, told in (("uppsala", 1), (line.municipality, 0)):
        phone.goto(f"{address}guide/")
        answer(phone, "nej", "vuxen", place, "kriminalitet")
        expect(phone.locator(".first-step").get_by_text(line.elsewhere["sv"]).filter(visible=True)).to_have_count(told)


@pytest.mark.parametrize("way", ["middle", "shift"])
def test_the_middle_button_and_shift_three_times_leave_as_the_exit_does(phone: Page, address: str, way: str) -> None:
    phone.context.route("https://**", lambda route: route.fulfill(body="<title>V</title>Sol", content_type="text/html"))
    phone.goto(f"{address}guide/")
    if way == "middle":
        phone.locator("[data-exit]").click(button="middle")
    else:
        for _ in range(3):
            phone.keyboard.press("Shift")
    phone.wait_for_url("https://**")
    assert len(phone.context.pages) == 1


@pytest.mark.parametrize("text", [16, 24, 32])
@pytest.mark.parametrize(("width", "height"), [(320, 568), (360, 640), (640, 360)])
def test_the_bar_is_one_low_row_at_every_size_of_text(browser: Browser, address: str, width: int, height: int, text: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": text}})
    page.goto(f"{address}guide/")
    page.evaluate("scrollTo(0, 9999)")
    boxes = [page.locator(name).bounding_box() for name in ("header", "[data-exit]", ".call-button")]
    bar, leave, call = (box for box in boxes if box)
    assert bar["y"] == 0
    assert bar["height"] <= max(height / 7, 66)
    assert abs(leave["y"] - call["y"]) < 2
    assert call["x"] + call["width"] <= width
    padding = page.evaluate("parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop)")
    assert bar["height"] <= padding <= bar["height"] + 30
    number = page.locator("header .call-button-number").evaluate("node => [...node.getClientRects()].length")
    assert number == 1
    context.close()


def test_on_its_side_with_twice_as_large_text_the_number_of_an_ending_is_whole(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 640, "height": 360})
    page = context.new_page()
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    for lang in ("", "en/"):
        page.goto(f"{address}{lang}guide/")
        answer(page, *CALM)
        number = page.locator(".lifeline-number:visible").first.bounding_box()
        assert number
        assert number["y"] + number["height"] <= 360
    context.close()


def test_112_and_the_number_grow_with_the_phones_text(browser: Browser, address: str) -> None:
    sizes = []
    for text in (16, 32):
        context = browser.new_context(viewport=browsing.PHONE)
        page = context.new_page()
        page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": text}})
        page.goto(f"{address}guide/")
        answer(page, "nu")
        links = (".danger > .emergency-box a", ".danger > .lifeline-number")
        sizes.append([page.locator(one).evaluate("node => parseFloat(getComputedStyle(node).fontSize)") for one in links])
        assert page.evaluate("document.documentElement.scrollWidth") <= browsing.PHONE["width"]
        context.close()
    assert all(large > small for small, large in zip(*sizes, strict=True))


def test_on_the_first_page_112_and_a_door_are_above_the_fold_of_a_small_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 568})
    page = context.new_page()
    for lang in ("", "en/"):
        page.goto(f"{address}{lang}")
        danger, door = (page.locator(name).first.bounding_box() for name in ("main a[href='tel:112']", ".ways a"))
        assert danger
        assert door
        assert danger["y"] + danger["height"] < 568
        assert door["y"] - danger["y"] - danger["height"] < 20
        told = page.locator("[data-exit]").evaluate("exit => document.body.innerText.split(exit.lastChild.data).length - 1")
        assert told == 2, "the exit is the button, and told of once"
    context.close()


# Every name, alone in its element, that a browser may translate or that is read aloud as another language than `own`.
SPOILT_NAMES = """([names, own]) => [...document.querySelectorAll("main *")]
    .filter((node) => [...node.childNodes].some((child) => child.nodeType === 3 && names.includes(child.data.trim())))
    .map((node) => [node.textContent, Boolean(node.closest("[translate=no]")) && node.closest("[lang]").lang === own])"""


@pytest.mark.parametrize("lang", ["", "en/"])
def test_no_browser_translates_a_name_that_must_be_said(phone: Page, address: str, shipped: Loaded, lang: str) -> None:
    names = [program.name for program in shipped.registry.programs]
    for name in ("guide/", "kontakt/", "stod/", f"stod/{shipped.registry.programs[0].slug}/"):
        phone.goto(f"{address}{lang}{name}")
        found = phone.evaluate(SPOILT_NAMES, [names, "sv"])
        assert found, name
        assert [told for told, is_whole in found if not is_whole] == [], name


def test_a_number_in_a_sentence_is_heard_with_its_owner_and_read_as_digits(phone: Page, address: str, shipped: Loaded) -> None:
    names = {
        route.number: program.name
        for program in shipped.registry.programs
        for route in program.published_routes
        if route.kind == "phone"
    }
    names[shipped.registry.lifeline.number] = shipped.registry.lifeline.name
    found = set()
    for name in ("anhoriga/", "en/anhoriga/", "fragor/", "en/fragor/", "en/yrkesverksamma/"):
        phone.goto(f"{address}{name}")
        links = phone.locator("main p > a[href^='tel:'], main li > a[href^='tel:']")
        for digits in links.evaluate_all("all => all.map(link => link.lastChild.data)"):
            if digits in names:
                call = "Call" if name.startswith("en/") else "Ring"
                found.add(digits)
                assert phone.get_by_role("link", name=f"{call} {names[digits]} {digits}", exact=True).count(), (name, digits)
    assert found


def test_a_number_is_heard_with_its_owner(phone: Page, address: str, shipped: Loaded) -> None:
    phone.goto(f"{address}en/kontakt/")
    lines = [
        (owner.name, way.number) for owner in shipped.registry.programs for way in owner.published_routes if way.kind == "phone"
    ]
    assert lines
    for owner, number in lines:
        expect(phone.get_by_role("link", name=f"Call {owner} {number}", exact=True)).to_have_count(1)


# The numbers in sight whose digits stand on more than one line.
BROKEN = """() => [...document.querySelectorAll("a[href^='tel:']")].filter((link) => link.checkVisibility()).map((link) => {
    const range = document.createRange();
    range.selectNodeContents(link.lastChild);
    return [link.textContent.trim(), new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size];
})"""


def test_no_number_is_broken_over_two_lines_beside_a_scrollbar(browser: Browser, address: str) -> None:
    """A window of Firefox has one that takes its room from the page; so has Chromium if Playwright does not hide it."""
    own = browser.browser_type.launch(
        executable_path=browsing.chromium(), args=browsing.FLAGS, ignore_default_args=["--hide-scrollbars"]
    )
    page = own.new_page(viewport={"width": 320, "height": 568})
    found = []
    for text in (16, 24, 32):
        page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": text}})
        for name in ("", "guide/", "kontakt/", "surfa-tryggare/", "anhoriga/", "nar-du-ringer/"):
            page.goto(f"{address}{name}")
            if name == "guide/":
                answer(page, *CALM)
            assert page.evaluate("document.documentElement.clientWidth") < 320
            assert page.evaluate("document.documentElement.scrollWidth < 320"), name
            found += page.evaluate(BROKEN)
    assert any(" " in number for number, _ in found)
    assert [number for number, lines in found if lines > 1] == []
    own.close()


# How many times as high as its letters each box is.
HEIGHTS = "all => all.map(box => box.offsetHeight / parseFloat(getComputedStyle(box).fontSize))"


@pytest.mark.parametrize("lang", ["", "en/"])
def test_twice_as_large_text_leaves_the_number_on_the_first_screen_of_an_ending(browser: Browser, address: str, lang: str) -> None:
    for width, height in ((320, 568), (360, 640)):
        page = browser.new_page(viewport={"width": width, "height": height})
        page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
        page.goto(f"{address}{lang}guide/")
        answer(page, *CALM)
        expect(page.locator("[data-outcome]:visible .lifeline-number")).to_be_in_viewport(ratio=1)
        assert max(page.locator("main a[class*=number]:visible").evaluate_all(HEIGHTS)) < 3.2, "a box with more air than number"
        page.close()


@pytest.mark.parametrize("page", [True, False], indirect=True, ids=["script", "no-script"])
@pytest.mark.parametrize("lang", ["", "en/"])
def test_a_printed_ending_has_the_number_on_its_first_sheet(
    page: Page, address: str, shipped: Loaded, tree: Tree, lang: str
) -> None:
    for steps in visit.paths(tree):
        page.goto(f"{address}{lang}guide/")
        for _, given in steps:
            answer(page, *(["on", given] if page.locator("details:not([open]) > [data-on]:visible").count() else [given]))
        expect(page.locator("[data-outcome]:visible")).to_have_count(1)
        first = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages[0].extract_text()
        assert shipped.registry.lifeline.number in " ".join(first.split()), steps


# Numbers in running text whose last digit does not stand to the right of the first.
REVERSED = """() => [...document.querySelectorAll("main p > a[href^='tel:'], main li > a[href^='tel:']")]
    .filter((link) => link.checkVisibility() && /^[0-9]/.test(link.lastChild.data))
    .map((link) => {
        const text = [...link.lastChild.data];
        const left = (place) => {
            const range = document.createRange();
            range.setStart(link.lastChild, place);
            range.setEnd(link.lastChild, place + 1);
            return range.getBoundingClientRect().left;
        };
        const digits = text.map((sign, place) => [sign, place]).filter(([sign]) => /[0-9]/.test(sign)).map(([, place]) => place);
        return [link.textContent, left(digits[0]) < left(digits[digits.length - 1])];
    })"""


def test_no_number_in_a_text_is_turned_around_where_text_runs_from_right_to_left(phone: Page, address: str) -> None:
    found = []
    for name in ("", "surfa-tryggare/", "anhoriga/", "yrkesverksamma/", "nar-du-ringer/"):
        phone.goto(f"{address}{name}")
        phone.evaluate("document.documentElement.dir = 'rtl'")
        found += phone.evaluate(REVERSED)
    assert any(" " in number for number, _ in found)
    assert [number for number, is_right in found if not is_right] == []


def test_112_has_a_frame_in_forced_colours_and_dark_letters_on_paper(phone: Page, address: str) -> None:
    phone.goto(f"{address}guide/")
    answer(phone, "nu")
    box = phone.locator(".danger > .emergency-box")
    style = "(node, name) => getComputedStyle(node)[name]"
    phone.emulate_media(forced_colors="active")
    assert box.evaluate(style, "borderTopStyle") == "solid"
    assert float(box.evaluate(style, "borderTopWidth").removesuffix("px")) >= 2
    phone.emulate_media(forced_colors="none", media="print")
    for part in (box, box.locator("p").first):
        assert part.evaluate(style, "color") == "rgb(0, 0, 0)"
    assert box.evaluate(style, "backgroundColor") == "rgba(0, 0, 0, 0)"
