"""Checks C1 … C10 of safety.md: nobody is kept out by eyes, hands, ears, language or screen. C2 stands with B9, in checks_b."""

from __future__ import annotations

import json
import string
import subprocess
from contextlib import ExitStack
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from browsing import PHONE
from builders import ROOT
from safety.visit import GUIDE, SMALL, WIDE, a_page, lab, opened, paths, scenes
from staffed import AXE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page, ViewportSize
    from safety.visit import Visit

NODE = ROOT / "tests" / "node"
TABLET: ViewportSize = {"width": 640, "height": 800}

Media: TypeAlias = "dict[str, str]"

FORCED = "color-contrast"
"""The one rule of axe that is not asked under forced colours: axe reads `-webkit-text-fill-color`, which the browser does not tell
as forced, and so judges colours that nobody sees. C7 judges those that are drawn."""

SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
"""The text spacing that nothing may be lost with (WCAG 1.4.12)."""


def c1(visit: Visit) -> Iterator[str]:
    """Axe finds nothing wrong, and nothing it cannot decide.

    All its rules for WCAG 2.2 A and AA, EN 301 549 v3 and v4 and best practice, on every scene at 320 in light, at 1280 in dark,
    and at 320 in forced colours (there without FORCED); where there is no time for all, the last two on one page of each kind.
    Contrast in the other combinations is C7's.
    """
    how: tuple[tuple[list[str], dict[str, object]], ...] = (
        ([], {"size": SMALL, "color_scheme": "light"}),
        ([], {"size": WIDE, "color_scheme": "dark"}),
        ([FORCED], {"size": SMALL, "forced_colors": "active"}),
    )
    with ExitStack() as stack:
        labs = [(stack.enter_context(lab(visit, **kinds)), without) for without, kinds in how]
        for page, _ in labs:
            page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
        for where, html in scenes(visit):
            asked = labs if where.split(" ")[0].removeprefix("/") in visit.some else labs[:1]
            for page, without in asked:
                page.evaluate("([html, without]) => { measure.show(html); measure.judge(without); }", [html, without])
            for page, _ in asked:
                yield from (f"{where}: {fault}" for fault in page.evaluate("job"))


def c3(visit: Visit) -> Iterator[str]:
    """Every page is valid HTML: the Nu checker and html-validate (recommended and a11y) find no error."""
    files = [str(visit.file(name)) for name in visit.pages]
    jar = NODE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    nu = subprocess.run(  # noqa: S603 -- pinned, no shell
        ["java", "-jar", str(jar), "--errors-only", "--format", "json", *files],  # noqa: S607 -- the system's own
        capture_output=True,
        text=True,
        check=False,
    )
    for message in json.loads(nu.stderr)["messages"]:
        yield f"{message.get('url', '')}:{message.get('lastLine', 0)}: {message['message']}"
    program = str(NODE / "node_modules" / ".bin" / "html-validate")
    command = [program, "--config", str(NODE / "htmlvalidate.json"), "-f", "json", *files]
    told = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 -- pinned, no shell
    for file in json.loads(told.stdout):
        for message in file["messages"]:
            yield f"{file['filePath']}:{message['line']}: {message['message']} ({message['ruleId']})"


def c5(visit: Visit) -> Iterator[str]:
    """Let the exit, numbers, answers and buttons be at least 44 by 44 pixels, every other target 24, or it stands in a sentence."""
    yield from _measured(visit, "small", [(SMALL, "", 1), (PHONE, "", 1), (WIDE, "", 1)])


def c6(visit: Visit) -> Iterator[str]:
    """No text is cut, covered or outside the screen: at 320, with the spacing of WCAG 1.4.12, and with text twice as large."""
    yield from _measured(visit, "spills", [(SMALL, "", 1), (SMALL, SPACED, 1), (WIDE, SPACED, 1), (SMALL, "", 2), (TABLET, "", 2)])


def c7(visit: Visit) -> Iterator[str]:
    """Body text has contrast 7, other text 4.5, the edge of a control 3; nothing moves for whoever asks for stillness.

    In light and in dark, at both widths; in forced colours every control keeps an edge that is seen.
    """
    light: Media = {"color_scheme": "light"}
    dark: Media = {"color_scheme": "dark"}
    forced: list[Media] = [{**light, "forced_colors": "active"}, {**dark, "forced_colors": "active"}]
    yield from _measured(visit, "faint", [(SMALL, "", 1), (WIDE, "", 1)], light, dark)
    yield from _measured(visit, "faint", [(SMALL, "", 1)], *forced)
    yield from _measured(visit, "edgeless", [(SMALL, "", 1)], *forced)
    yield from _measured(visit, "moving", [(SMALL, "", 1)], {"reduced_motion": "reduce"})


def c10(visit: Visit) -> Iterator[str]:
    """Read from right to left, a page is mirrored, its numbers keep the order of their digits, nothing is too wide."""
    yield from _measured(visit, "turned", [(SMALL, "", 1), (WIDE, "", 1)])


def _measured(visit: Visit, what: str, sizes: list[tuple[ViewportSize, str, int]], *media: Media) -> Iterator[str]:
    """Measure every scene at `sizes`: the screen, style to add, and how many times as large the reader has made the text."""
    with lab(visit) as page:
        fonts = page.context.new_cdp_session(page)
        for (size, css, text), seen in product(sizes, media or ({},)):
            fonts.send("Page.setFontSizes", {"fontSizes": {"standard": 16 * text}})
            page.set_viewport_size(size)
            page.emulate_media(**seen)  # type: ignore[arg-type]  # what Playwright takes
            kind = f"{size['width']}{', luft i texten' if css else ''}{f', {text} gånger text' if text > 1 else ''} {seen or ''}"
            for where, html in scenes(visit):
                if what != "spills" and where.split(" ")[0].removeprefix("/") not in visit.some:
                    continue  # one template, whatever is written: only what spills depends on the words
                found = page.evaluate(f"scene => {{ measure.show(...scene); return measure.{what}(); }}", [html, css])
                yield from (f"{where} ({kind}): {fault}" for fault in found)


def c8(visit: Visit) -> Iterator[str]:
    """Let an answer move the focus to the next heading, the one question then heard; Tillbaka and Börja om move it back."""
    if GUIDE not in visit.pages:
        return
    with a_page(visit) as page:
        opened(visit, page, GUIDE)
        words = sorted({text.strip() for text in page.locator("[data-question] > h2").all_text_contents()})
        for steps in paths(visit.tree):
            opened(visit, page, GUIDE)
            for count, step in enumerate(steps):
                yield from (f"{steps[:count]}: {fault}" for fault in _heard(page, words, step[0] if count else ""))
                _press(page, *step)
            found = page.evaluate("measure.focused()")
            if not (found["heading"] and found["end"] and found["seen"]):
                yield f"{steps}: fokus är på {found}, inte på slutets rubrik"
            for count in reversed(range(len(steps))):
                page.locator("[data-back]").press("Enter")
                _further(page, "[data-back]")
                yield from (f"{steps[:count]}, Tillbaka: {fault}" for fault in _heard(page, words, steps[count][0]))
            if page.locator("[data-back], [data-restart]").filter(visible=True).count():
                yield "Tillbaka och Börja om finns kvar i början"
            for step in steps[:2]:
                _press(page, *step)
            page.locator("[data-restart]").press("Enter")
            yield from (f"{steps}, Börja om: {fault}" for fault in _heard(page, words, steps[0][0]))


def _press(page: Page, question: str, answer: str) -> None:
    page.locator(f"[data-question={question}] > details > [data-answer={answer}]:visible").last.press("Enter")
    _further(page, "[data-on]")


def _further(page: Page, control: str) -> None:
    """Press `control` where danger has its own step, on the way on or back."""
    if page.locator("[data-on]:visible").count():
        page.locator(control).press("Enter")


def _heard(page: Page, words: list[str], question: str) -> Iterator[str]:
    """Yield what is wrong when `question` is asked now: where the focus is (not at first), and what is read aloud."""
    found = page.evaluate("measure.focused()")
    if question and not (found["heading"] and found["seen"] and found["question"] == question):
        yield f"fokus är på {found}, inte på rubriken till {question}"
    heard = page.locator("[data-guide]").aria_snapshot()
    headings = [line for line in heard.splitlines() if "heading" in line and any(f'"{asked}"' in line for asked in words)]
    if len(headings) != 1 or "Ring först" in heard:
        yield f"mer än en fråga läses upp: {headings}"


KEYS = (*string.ascii_lowercase, *string.digits, *string.punctuation, "Shift", "Shift", "Escape", "Escape", "Escape")


def c9(visit: Visit) -> Iterator[str]:
    """No letter, digit, punctuation, Shift twice or Escape does anything: not to the page, its address, focus or scrolling."""
    with a_page(visit) as page:
        keys = page.context.new_cdp_session(page)
        for name in visit.kinds:
            opened(visit, page, name)
            page.evaluate("scrollTo(0, 40)")
            before = page.evaluate("measure.state()")
            for key in KEYS:
                page.keyboard.press(key)
            for letter in "åäö":  # not on the keyboard that Playwright knows
                keys.send("Input.dispatchKeyEvent", {"type": "keyDown", "key": letter, "text": letter})
            gone = page.evaluate("typeof measure === 'undefined'")
            if gone or page.evaluate("measure.state()") != before:
                yield f"{name or '/'}: en tangent ändrar sidan"
