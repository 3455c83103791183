"""What a visitor can have on the screen: every page, and the guide after each answer, with a script and without."""

from __future__ import annotations

import re
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from builders import ROOT
from safety.opening import GUIDE, is_guide
from utvag.guide import journeys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page
    from safety.visit import Visit
    from utvag.guide.journeys import Steps, Tree

NARROW = {"width": 320, "height": 568}
MEASURE = Path(__file__).with_name("measure.js").read_text(encoding="utf-8")
AXE = ROOT / "tests" / "node" / "node_modules" / "axe-core" / "axe.min.js"

Scenes: TypeAlias = "dict[str, str]"
"""Where a visitor is, in words that begin with the page, and what is on the screen there, as HTML."""

_OPEN = """step => {
    const asked = [...document.querySelectorAll(`[data-question="${step[0]}"]`)].filter(node => node.checkVisibility());
    const answers = asked.flatMap(node => [...node.querySelectorAll(`summary[data-answer="${step[1]}"]`)]
        .filter(answer => answer.closest('[data-question]') === node && answer.checkVisibility()));
    if (answers.length) { answers[answers.length - 1].click(); }
    return answers.length;
}"""
_MORE = """() => [...document.querySelectorAll('summary:not([data-answer])')].filter(node => node.checkVisibility())
    .filter(node => !node.parentNode.open).map(node => node.click()).length"""


@cache
def paths(tree: Tree) -> tuple[Steps, ...]:
    """Return a few journeys that together give every answer to every question, and end both with danger and without."""
    left = list(journeys.walk(tree))
    wanted = {step for journey in left for step in journey.answers} | {bool(journey.outcome.emergency) for journey in left}
    chosen = []
    while wanted:
        best = max(left, key=lambda journey: len(wanted & {*journey.answers, bool(journey.outcome.emergency)}))
        wanted -= {*best.answers, bool(best.outcome.emergency)}
        chosen.append(best.answers)
    return tuple(chosen)


def opened(visit: Visit, page: Page, name: str) -> None:
    """Open the page `name`, and give it what measures."""
    page.goto(visit.address + name)
    page.evaluate(MEASURE)


def states(visit: Visit, page: Page, name: str, *, ends: bool = False) -> Iterator[str]:
    """Open the page `name` and yield where the visitor is: once for a page, once for each state of the guide on the way of `paths`.

    With `ends`, and in another language than the root's, the guide is only told as it is at first and at the ends of the ways,
    with everything unfolded.
    """
    opened(visit, page, name)
    yield name or "/"
    if not is_guide(name):
        return
    ends = ends or name != GUIDE
    told: set[Steps] = set()
    for steps in paths(visit.tree):
        page.reload()
        page.evaluate(MEASURE)
        for count, step in enumerate(steps, 1):
            assert page.evaluate(_OPEN, list(step)) == 1, (name, steps[:count])
            if steps[:count] not in told and not ends:
                told.add(steps[:count])
                yield f"{name} {' → '.join(answer for _, answer in steps[:count])}"
        if page.evaluate(_MORE) or ends:
            yield f"{name} {' → '.join(answer for _, answer in steps)}, allt utfällt"


_SEEN: dict[tuple[Path, tuple[str, ...]], Scenes] = {}


def scenes(visit: Visit) -> Scenes:
    """Return everything that can be on the screen of the visit's pages; looked at once.

    A page that a script changes in nothing is there once: as it is without, which only adds what `<noscript>` says.
    """
    key = visit.folder, visit.pages
    if key not in _SEEN:
        _SEEN[key] = dict(_scenes(visit))
    return _SEEN[key]


def _scenes(visit: Visit) -> Iterator[tuple[str, str]]:
    seen = set()
    for scripted in (False, True):
        context = visit.browser.new_context(viewport=NARROW, java_script_enabled=scripted)  # type: ignore[arg-type]  # two whole numbers
        page = context.new_page()
        for name in visit.pages:
            for where in states(visit, page, name):
                html = page.evaluate("measure.scene()")
                plain = re.sub(r"<noscript>.*?</noscript>", "", html, flags=re.DOTALL)
                if plain not in seen:
                    yield f"{where}{'' if scripted else ' (utan skript)'}", re.sub("(</?)noscript", r"\1div", html)
                seen.add(plain)
        context.close()


@contextmanager
def lab(visit: Visit, **how: object) -> Iterator[Page]:
    """Give an empty page, in standards mode and under no policy, where scenes are shown and measured; `how` is for the context."""
    context = visit.browser.new_context(**how)  # type: ignore[arg-type]  # what Playwright takes
    page = context.new_page()
    page.goto("data:text/html,<!DOCTYPE html><title>x</title>")
    page.evaluate(MEASURE)
    yield page
    context.close()
