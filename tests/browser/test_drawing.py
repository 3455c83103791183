"""The drawing of the guide in a real browser: what the computed room is worth with real letters, keyboard, light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import browsing
import pytest
import staffed
from playwright.sync_api import expect
from utvag.guide import journeys
from utvag.staff import drawing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from utvag.guide.journeys import Tree
    from utvag.registry.loader import Loaded

pytestmark = pytest.mark.browser

# Every text of the drawing as it is really drawn: its words, letters' height and box.
READ = """() => [...document.querySelectorAll('svg text')].map(text => {
    const box = text.getBBox();
    const size = parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
    return [text.textContent, size, box.x, box.y, box.width, box.height];
})"""


# The words in a question's box that reach outside it.
SPILLS = """() => [...document.querySelectorAll('svg g > rect')].flatMap(rect => {
    const box = rect.getBBox();
    const starts = at => at.x >= box.x && at.x < box.x + box.width && at.y >= box.y - 2 && at.y < box.y + box.height - 4;
    return [...document.querySelectorAll('svg g > text')].map(text => [text.textContent, text.getBBox()])
        .filter(([, at]) => starts(at) && at.x + at.width > box.x + box.width - 2).map(([words]) => words);
})"""


@pytest.fixture(scope="module")
def page_file(shipped: Loaded, tree: Tree, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a bare page with the drawing, and under it a row for each journey as the table of journeys has them."""
    part = drawing.figure(shipped.registry, tree, staffed.environment(shipped))
    rows = "".join(f'<p id="{drawing.row(journey.answers)}">x</p>' for journey in journeys.walk(tree))
    made = tmp_path_factory.mktemp("drawing") / "index.html"
    made.write_text(staffed.bare(part + rows, "drawing"), encoding="utf-8")
    return made


@pytest.fixture
def page(browser: Browser, page_file: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Return the page, opened."""
    how: dict[str, Any] = getattr(request, "param", {})
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **how})
    made = context.new_page()
    made.goto(page_file.as_uri())
    yield made
    context.close()


def test_no_text_lies_over_another_and_all_are_large_enough_to_read(page: Page) -> None:
    texts = page.evaluate(READ)
    assert len(texts) > 1000
    assert min(size for _, size, *_ in texts) >= 14
    drawn = sorted((y, x, x + wide, y + high, words) for words, _, x, y, wide, high in texts)
    for place, (top, left, right, bottom, words) in enumerate(drawn):
        for other_top, other_left, other_right, _, other in drawn[place + 1 :]:
            if other_top > bottom:
                break
            apart = other_left >= right or other_right <= left or other_top >= bottom - 3 or top == other_top + bottom
            assert apart, (words, other)


def test_every_text_keeps_to_its_room(page: Page) -> None:
    assert not page.evaluate(SPILLS)
    wide = page.evaluate("""() => [...document.querySelectorAll('svg a')].filter(link => {
        const frame = link.querySelector('.frame').getBBox();
        return [...link.querySelectorAll('text')].some(text => text.getBBox().x + text.getBBox().width > frame.x + frame.width);
    }).length""")
    assert wide == 0


def test_the_drawing_is_reached_scrolled_followed_and_skipped_by_keyboard(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hoppa över ritningen")).to_be_focused()
    page.keyboard.press("Tab")
    region = page.get_by_role("region", name="Ritningen")
    expect(region).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    browsing.until(page, "document.activeElement.scrollLeft > 0 && document.activeElement.scrollTop > 0")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    first = page.evaluate("decodeURIComponent(location.hash)")
    assert first.startswith("#vag--")
    assert page.evaluate("document.querySelector(':target') !== null")
    page.get_by_role("link", name="Hoppa över ritningen").press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('svg') === null")


def test_every_link_of_the_drawing_leads_to_a_row(page: Page) -> None:
    assert page.evaluate(
        "[...document.querySelectorAll('svg a')].every(a => document.getElementById(a.getAttribute('href').slice(1)))"
    )


# The contrast of each kind of words in the drawing: letters' colour, and that of what they stand on.
CONTRAST = """() => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const light = colour => {
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const part = value => value <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4;
        const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map(value => part(value / 255));
        return .2126 * red + .7152 * green + .0722 * blue;
    };
    const paper = getComputedStyle(document.body).backgroundColor;
    const ink = kind => getComputedStyle(document.querySelector(`svg ${kind}`)).fill;
    const kinds = ["text", ".asked", ".may", ".line", ".danger"].map(kind => [kind, paper]);
    return [...kinds, [".on-fits", ink(".fits")]].map(([kind, ground]) => {
        const [dark, bright] = [light(ink(kind)), light(ground)].sort((a, b) => a - b);
        return (bright + .05) / (dark + .05);
    });
}"""


@pytest.mark.parametrize("page", [{"color_scheme": "light"}, {"color_scheme": "dark"}], indirect=True, ids=["light", "dark"])
def test_the_words_stand_out_in_light_and_in_dark(page: Page) -> None:
    assert min(page.evaluate(CONTRAST)) >= 7


def test_axe_finds_nothing(page: Page) -> None:
    page.evaluate(staffed.AXE.read_text(encoding="utf-8") + ";0")
    assert staffed.axe(page) == []
