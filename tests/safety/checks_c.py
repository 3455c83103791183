"""Checks C1 … of safety.md that need a browser, Node or Java. Tab walks and layout at every size, in every state of the guide."""

from __future__ import annotations

import json
import string
import subprocess
from contextlib import ExitStack
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any, TypeAlias

from builders import ROOT
from safety.opening import GUIDE, one_of_each
from safety.scenes import AXE, NARROW, lab, opened, paths, scenes, states

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page
    from safety.visit import Check, Visit

NODE = ROOT / "tests" / "node"
WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 640}
TABLET = {"width": 640, "height": 800}

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
    and at 320 in forced colours (there without FORCED). Contrast in the other combinations is C7's.
    """
    how: tuple[tuple[list[str], dict[str, object]], ...] = (
        ([], {"viewport": NARROW, "color_scheme": "light"}),
        ([], {"viewport": WIDE, "color_scheme": "dark"}),
        ([FORCED], {"viewport": NARROW, "forced_colors": "active"}),
    )
    with ExitStack() as stack:
        labs = [(stack.enter_context(lab(visit, **kinds)), without) for without, kinds in how]
        for page, _ in labs:
            page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
        for where, html in scenes(visit).items():
            for page, without in labs:
                page.evaluate("([html, without]) => { measure.show(html); measure.judge(without); }", [html, without])
            for page, _ in labs:
                yield from (f"{where}: {fault}" for fault in page.evaluate("job"))


def c2(visit: Visit) -> Iterator[str]:
    """Tab reaches every visible control, in the order they are seen in, each in view and not covered, and comes round.

    With a script every page at 320, and every state of the guide; without, where nothing but the guide differs, one page of each
    kind at 1280, and the guide at the ends of its ways, all unfolded.
    """
    for scripted, size in ((True, NARROW), (False, WIDE)):
        context = visit.browser.new_context(viewport=size, java_script_enabled=scripted)  # type: ignore[arg-type]  # two whole numbers
        page = context.new_page()
        for name in visit.pages if scripted else _kinds(visit):
            for where in states(visit, page, name, ends=not scripted):
                yield from (f"{where}: {fault}" for fault in _tabs(page))
        context.close()


def _tabs(page: Page) -> Iterator[str]:
    """Walk round all tab stops of the page once, from wherever the focus is."""
    names: list[str] = page.evaluate("measure.number()")
    stops: list[dict[str, Any]] = []
    for _ in range(len(names) + 4):
        page.keyboard.press("Tab")
        stop: dict[str, Any] | None = page.evaluate("measure.stop()")
        if stop and stop["place"] in {seen["place"] for seen in stops}:
            break
        stops += [stop] if stop else []
    else:
        yield "Tabb kommer inte runt sidan"
    for stop in stops:
        if not stop["seen"] or stop["covered"]:
            yield f"{stop['name']} får fokus men {'är täckt' if stop['covered'] else 'syns inte'}"
        if not stop["ring"]:
            yield f"{stop['name']} får fokus utan att det syns"
    order = [stop for stop in stops if not stop["skip"]]
    first = min(range(len(order)), key=lambda at: order[at]["place"])
    order = order[first:] + order[:first]
    reached = [stop["place"] for stop in order]
    if reached != list(range(len(names))):
        missed = [names[place] for place in sorted(set(range(len(names))) - set(reached))]
        yield f"Tabb går i en annan ordning än sidan, eller når inte allt: {reached}, inte {missed}"
    for before, after in pairwise(stop for stop in order if not stop["sticky"]):
        if after["top"] < before["top"] - 8:
            yield f"{after['name']} kommer efter {before['name']}, men står över"


def c3(visit: Visit) -> Iterator[str]:
    """Every page is valid HTML: the Nu checker and html-validate (recommended and a11y) find no error."""
    files = [str(_file(visit, name)) for name in visit.pages]
    jar = NODE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    nu = subprocess.run(  # noqa: S603 -- pinned, no shell
        ["java", "-jar", str(jar), "--errors-only", "--format", "json", *files],  # noqa: S607 -- the system's own
        capture_output=True,
        text=True,
        check=False,
    )
    for message in json.loads(nu.stderr)["messages"]:
        yield f"{message.get('url', '')}:{message.get('lastLine', 0)}: {message['message']}"
    command = [
        str(NODE / "node_modules" / ".bin" / "html-validate"),
        "--config",
        str(NODE / "htmlvalidate.json"),
        "-f",
        "json",
        *files,
    ]
    told = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 -- pinned, no shell
    for file in json.loads(told.stdout):
        for message in file["messages"]:
            yield f"{file['filePath']}:{message['line']}: {message['message']} ({message['ruleId']})"


def _file(visit: Visit, name: str) -> Path:
    return visit.folder / name / "index.html" if not name.endswith(".html") else visit.folder / name


def c5(visit: Visit) -> Iterator[str]:
    """Let the exit, numbers, answers and buttons be at least 44 by 44 pixels, every other target 24, or it stands in a sentence."""
    yield from _measured(visit, "small", [(NARROW, "", 1), (PHONE, "", 1), (WIDE, "", 1)])


def c6(visit: Visit) -> Iterator[str]:
    """No text is cut, covered or outside the screen: at 320, with the spacing of WCAG 1.4.12, and with text twice as large."""
    yield from _measured(
        visit,
        "spills",
        [(NARROW, "", 1), (NARROW, SPACED, 1), (WIDE, SPACED, 1), (NARROW, "", 2), (TABLET, "", 2)],
    )


def c7(visit: Visit) -> Iterator[str]:
    """Body text has contrast 7, other text 4.5, the edge of a control 3; nothing moves for whoever asks for stillness.

    In light and in dark, at both widths; in forced colours every control keeps an edge that is seen.
    """
    light: Media = {"color_scheme": "light"}
    dark: Media = {"color_scheme": "dark"}
    forced: list[Media] = [{**light, "forced_colors": "active"}, {**dark, "forced_colors": "active"}]
    yield from _measured(visit, "faint", [(NARROW, "", 1), (WIDE, "", 1)], light, dark)
    yield from _measured(visit, "faint", [(NARROW, "", 1)], *forced)
    yield from _measured(visit, "edgeless", [(NARROW, "", 1)], *forced)
    yield from _measured(visit, "moving", [(NARROW, "", 1)], {"reduced_motion": "reduce"})


def c10(visit: Visit) -> Iterator[str]:
    """Read from right to left, a page is mirrored, its numbers keep the order of their digits, nothing is too wide."""
    yield from _measured(visit, "turned", [(NARROW, "", 1), (WIDE, "", 1)])


def _measured(visit: Visit, what: str, sizes: list[tuple[dict[str, int], str, int]], *media: Media) -> Iterator[str]:
    """Measure every scene at `sizes`: the screen, style to add, and how many times as large the reader has made the text."""
    with lab(visit) as page:
        fonts = page.context.new_cdp_session(page)
        for (size, css, text), seen in product(sizes, media or ({},)):
            fonts.send("Page.setFontSizes", {"fontSizes": {"standard": 16 * text}})
            page.set_viewport_size(size)  # type: ignore[arg-type]  # two whole numbers
            page.emulate_media(**seen)  # type: ignore[arg-type]  # what Playwright takes
            kind = f"{size['width']}{', luft i texten' if css else ''}{f', {text} gånger text' if text > 1 else ''} {seen or ''}"
            for where, html in scenes(visit).items():
                found = page.evaluate(f"scene => {{ measure.show(...scene); return measure.{what}(); }}", [html, css])
                yield from (f"{where} ({kind}): {fault}" for fault in found)


_HEADING = """() => {
    const node = document.activeElement;
    const box = node.getBoundingClientRect();
    const step = node.closest('[data-question], [data-outcome]');
    return {
        heading: /^H[1-6]$/.test(node.nodeName),
        words: node.textContent.trim(),
        seen: box.top >= 0 && box.bottom <= innerHeight,
        question: step && node.parentNode === step ? step.getAttribute('data-question') : null,
        end: Boolean(step && step.matches('[data-outcome]')),
    };
}"""


def c8(visit: Visit) -> Iterator[str]:
    """Every answer moves the focus to the heading of what comes next, the one question then heard.

    Tillbaka and Börja om move it back.
    """
    if GUIDE not in visit.pages:
        return
    context = visit.browser.new_context(viewport=PHONE)  # type: ignore[arg-type]  # two whole numbers
    page = context.new_page()
    opened(visit, page, GUIDE)
    words = sorted({text.strip() for text in page.locator("[data-question] > h2").all_text_contents()})
    for steps in paths(visit.tree):
        page.reload()
        for count, (question, answer) in enumerate(steps):
            yield from (f"{GUIDE} {steps[:count]}: {fault}" for fault in _heard(page, words, question if count else ""))
            page.locator(f"[data-question={question}] > details > [data-answer={answer}]:visible").last.press("Enter")
        found = page.evaluate(_HEADING)
        if not (found["heading"] and found["end"] and found["seen"]):
            yield f"{GUIDE} {steps}: fokus är på {found}, inte på slutets rubrik"
        for count in reversed(range(len(steps))):
            page.locator("[data-back]").press("Enter")
            yield from (f"{GUIDE} {steps[:count]}, Tillbaka: {fault}" for fault in _heard(page, words, steps[count][0]))
        if page.locator("[data-back], [data-restart]").filter(visible=True).count():
            yield f"{GUIDE}: Tillbaka och Börja om finns kvar i början"
        for question, answer in steps[:2]:
            page.locator(f"[data-question={question}] > details > [data-answer={answer}]:visible").last.press("Enter")
        page.locator("[data-restart]").press("Enter")
        yield from (f"{GUIDE} {steps}, Börja om: {fault}" for fault in _heard(page, words, steps[0][0]))
    context.close()


def _heard(page: Page, words: list[str], question: str) -> Iterator[str]:
    """Yield what is wrong when `question` is asked now: where the focus is (not at first), and what is read aloud."""
    found = page.evaluate(_HEADING)
    if question and not (found["heading"] and found["seen"] and found["question"] == question):
        yield f"fokus är på {found}, inte på rubriken till {question}"
    heard = page.locator("[data-guide]").aria_snapshot()
    headings = [line for line in heard.splitlines() if "heading" in line and any(f'"{asked}"' in line for asked in words)]
    if len(headings) != 1 or "Här kan du få hjälp" in heard:
        yield f"mer än en fråga läses upp: {headings}"


KEYS = (*string.ascii_lowercase, *string.digits, *string.punctuation, "Shift", "Shift", "Shift", "Escape", "Escape", "Escape")


def c9(visit: Visit) -> Iterator[str]:
    """No letter, digit, punctuation, Shift or Escape does anything: not to the page, its address, the focus or the scrolling.

    On one page of each kind.
    """
    context = visit.browser.new_context(viewport=PHONE)  # type: ignore[arg-type]  # two whole numbers
    page = context.new_page()
    keys = context.new_cdp_session(page)
    for name in _kinds(visit):
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
    context.close()


def _kinds(visit: Visit) -> tuple[str, ...]:
    """Return one page of each kind: of the pages of programmes, the first."""
    return tuple(one_of_each(visit))


CHECKS: dict[str, Check] = {"c2": c2, "c5": c5, "c6": c6, "c7": c7, "c8": c8, "c9": c9, "c10": c10}
SLOW: dict[str, Check] = {"c1": c1, "c3": c3}
