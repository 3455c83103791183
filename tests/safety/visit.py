"""What a check of safety.md needs: a built site, served with the headers of its build, a browser, and what can be seen there."""

from __future__ import annotations

import functools
import re
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import browsing
from browsing import PHONE
from site_checks.faults import planted
from utvag.content import languages
from utvag.guide import journeys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from playwright.sync_api import Browser, Page, ViewportSize
    from utvag.guide.journeys import Steps, Tree
    from utvag.registry.loader import Loaded

SMALL: ViewportSize = {"width": 320, "height": 568}
WIDE: ViewportSize = {"width": 1280, "height": 800}
SIZES = (SMALL, PHONE, WIDE)
"""The screens of safety.md (b), in CSS pixels."""

GUIDE = "guide/"
"""The guide in the root's language. Every path is walked there: the others have the same marks (site_checks/markup.py)."""

MEASURE = Path(__file__).with_name("measure.js").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Visit:
    """A built site in `folder`, served at `address`, and the `pages` to look at: each is its address below `address`.

    If there is time to be `thorough`, all pages are looked at where that takes long too, and every way through the guide.
    """

    folder: Path
    address: str
    browser: Browser
    pages: tuple[str, ...]
    loaded: Loaded
    tree: Tree
    thorough: bool

    @property
    def some(self) -> tuple[str, ...]:
        """The pages to look at where that takes long."""
        return self.pages if self.thorough else self.kinds

    @property
    def kinds(self) -> tuple[str, ...]:
        """One page of each kind: of programmes, with one template, the first; of another language only what has a template."""
        first: dict[tuple[str, str], str] = {}
        for name in self.pages:
            own = self.inside(name)
            kind = "stod/x" if own.startswith("stod/") and own != "stod/" else own
            if own == name or kind in ("", GUIDE, "ring/", "stod/x"):
                first.setdefault((name.removesuffix(own), kind), name)
        return tuple(first.values())

    @property
    def ways(self) -> tuple[Steps, ...]:
        """The ways through the guide to press for real."""
        return tuple(journey.answers for journey in journeys.walk(self.tree)) if self.thorough else paths(self.tree)

    def inside(self, name: str) -> str:
        """Return the address of a page below the prefix of its language: "en/guide/" → "guide/"."""
        return name.removeprefix(languages.of(name, self.loaded.languages).prefix)

    def file(self, name: str) -> Path:
        """Return the file of the page `name`."""
        return self.folder / name if name.endswith(".html") else self.folder / name / "index.html"


Check: TypeAlias = "Callable[[Visit], Iterable[str]]"
"""A check of safety.md: what is wrong, in words that begin with the page."""

Found = TypeVar("Found")


def once(look: Callable[[Visit], Iterator[Found]]) -> Callable[[Visit], tuple[Found, ...]]:
    """Return `look`, which then looks at each site and its pages once and remembers what it found."""
    known: dict[object, tuple[Found, ...]] = {}

    @functools.wraps(look)
    def looked(visit: Visit) -> tuple[Found, ...]:
        key = visit.folder, visit.address, visit.pages
        if key not in known:
            known[key] = tuple(look(visit))
        return known[key]

    return looked


def faults_of(name: str, look: Callable[[Visit], Iterable[tuple[str, str]]]) -> Check:
    """Return the check `name` of a look that feeds several: what it found for this one."""
    return lambda visit: [fault for check, fault in look(visit) if check == name]


def every_page(folder: Path) -> tuple[str, ...]:
    """Return the address of every page in `folder`, in order."""
    return tuple(sorted(path.relative_to(folder).as_posix().removesuffix("index.html") for path in folder.rglob("*.html")))


@contextmanager
def spoilt(whole: Visit, work: Path, file: str, old: str, new: str, page: str = "") -> Iterator[Visit]:
    """Give a visit to one page of a site with a fault planted in its sources, as `site_checks.faults.planted` says."""
    folder = planted(work, whole.loaded, file, old, new)
    with browsing.served(folder) as address:
        yield Visit(folder, address, whole.browser, (page,), whole.loaded, whole.tree, thorough=False)


@contextmanager
def a_page(visit: Visit, *, script: bool = True, size: ViewportSize = PHONE, **how: Any) -> Iterator[Page]:  # noqa: ANN401 -- what Playwright takes
    """Give an empty page of its own; every address outside the site is answered here with a neutral page, never on the network."""
    context = visit.browser.new_context(viewport=size, java_script_enabled=script, **how)
    context.route("https://**", lambda route: route.fulfill(body="<title>V</title>Sol", content_type="text/html"))
    try:
        yield context.new_page()
    finally:
        context.close()


def opened(visit: Visit, page: Page, name: str) -> None:
    """Open the page `name`, and give it what measures."""
    page.goto(visit.address + name)
    page.evaluate(MEASURE)


def is_guide(name: str) -> bool:
    """Return whether the page `name` is the guide, in any language."""
    return name == GUIDE or name.endswith(f"/{GUIDE}")


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


def states(visit: Visit, page: Page, name: str, ways: tuple[Steps, ...], *, ends: bool = False) -> Iterator[str]:
    """Open the page `name` and yield where the visitor is: once for a page, once for each state of the guide on its `ways`.

    With `ends` the guide is only told as it is at first and at the ends of the ways, with everything unfolded.
    """
    opened(visit, page, name)
    yield name or "/"
    told: set[Steps] = set()
    for steps in ways if is_guide(name) else ():
        opened(visit, page, name)
        for count, step in enumerate(steps, 1):
            assert page.evaluate("step => measure.open(...step)", list(step)), (name, steps[:count])
            if steps[:count] not in told and not ends:
                told.add(steps[:count])
                yield f"{name} {' → '.join(answer for _, answer in steps[:count])}"
        if page.evaluate("measure.unfold()") or ends:
            yield f"{name} {' → '.join(answer for _, answer in steps)}, allt utfällt"


@once
def scenes(visit: Visit) -> Iterator[tuple[str, str]]:
    """Yield everything that can be on the screen of the visit's pages: where a visitor is, in words, and the HTML of what is there.

    A page that a script changes in nothing is there once: as it is without, which only adds what `<noscript>` says. In another
    language than the root's the guide is there as it is at first and at the ends.
    """
    seen = set()
    for scripted in (False, True):
        with a_page(visit, script=scripted, size=SMALL) as page:
            for name in visit.pages:
                for where in states(visit, page, name, paths(visit.tree), ends=name != GUIDE):
                    html = page.evaluate("measure.scene()")
                    plain = re.sub(r"<noscript>.*?</noscript>", "", html, flags=re.DOTALL)
                    if plain not in seen:
                        yield f"{where}{'' if scripted else ' (utan skript)'}", re.sub("(</?)noscript", r"\1div", html)
                    seen.add(plain)


@contextmanager
def lab(visit: Visit, **how: Any) -> Iterator[Page]:  # noqa: ANN401 -- what Playwright takes
    """Give an empty page, in standards mode and under no policy, where scenes are shown and measured; `how` is for the browser."""
    with a_page(visit, **how) as page:
        page.goto("data:text/html,<!DOCTYPE html><title>x</title>")
        page.evaluate(MEASURE)
        yield page
