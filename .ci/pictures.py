"""Pictures of every page as people meet it, and for each page one sheet with all of them: `make pictures`."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import browsing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from playwright.sync_api import Browser, Page, ViewportSize

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "pictures"
PHONE, SCREEN = browsing.PHONE["width"], browsing.PHONE["height"]
WIDTHS = (320, PHONE, 768, 1280)
SCHEMES = ("light", "dark")
PRINT = "print"


@dataclass(frozen=True, slots=True)
class View:
    """One way of looking at a page: its name, the screen, what is asked of the browser, what is done before the picture.

    A picture is of the whole page, or of the screen as it stands.
    """

    name: str
    width: int = PHONE
    height: int = SCREEN
    context: dict[str, Any] = field(default_factory=dict)
    do: Callable[[Page], None] = lambda _: None
    whole: bool = True


def _large_text(page: Page) -> None:
    """Set the browser's own size of text to 200 %, as its settings do; lengths in em of media queries follow.

    A new size of the screen forgets it, and so would a picture of the whole page: the screen is made as tall as the page.
    """
    session = page.context.new_cdp_session(page)
    double = {"fontSizes": {"standard": 32, "fixed": 26}}
    page.set_viewport_size({"width": PHONE, "height": SCREEN})
    session.send("Page.setFontSizes", double)
    page.set_viewport_size({"width": PHONE, "height": page.evaluate("document.documentElement.scrollHeight")})
    session.send("Page.setFontSizes", double)


def _tabs(times: int) -> Callable[[Page], None]:
    def press(page: Page) -> None:
        for _ in range(times):
            page.keyboard.press("Tab")

    return press


def _answers(*answers: str, more: bool = False) -> Callable[[Page], None]:
    """Return what gives these answers to the guide by key, since two clicks close in time are one; "on" goes on from 112.

    With `more` the folded results are opened too.
    """

    def give(page: Page) -> None:
        for answer in answers:
            page.locator("[data-on]:visible" if answer == "on" else f"[data-answer={answer}]:visible").last.press("Enter")
        if more:
            page.locator("details[data-group]:visible > summary").first.press("Enter")

    return give


def _dark(scheme: str) -> dict[str, Any]:
    return {"color_scheme": scheme}


VIEWS = (
    *(View(f"{width}-{scheme}", width, context=_dark(scheme)) for width in WIDTHS for scheme in SCHEMES),
    View("360-text-200", do=_large_text, whole=False),
    *(View(f"360-forced-{scheme}", context={"forced_colors": "active", **_dark(scheme)}) for scheme in SCHEMES),
    View("360-first-screen", whole=False),
    View(PRINT, 794, 1123, do=lambda page: page.emulate_media(media="print")),  # an A4 in CSS pixels
)
"""Every page in all of these."""

_CALM = ("nej", "vuxen", "stockholm", "kriminalitet")
_STATES = {
    "question": _answers(),
    "danger": _answers("nu"),
    "ending": _answers(*_CALM),
    "ending-danger": _answers("nu", "on", *_CALM[1:]),
    "more": _answers(*("vet-inte",) * 4, more=True),
}
OWN = {
    "home": tuple(  # the bar is the same on every page: its rings are shown here alone
        View(f"focus-{name}-360-{scheme}", context=_dark(scheme), do=_tabs(stop), whole=False)
        for stop, name in enumerate(("skip", "exit", "call"), start=1)
        for scheme in SCHEMES
    ),
    "guide": (
        *(
            View(f"{state}-{width}-{scheme}", width, context=_dark(scheme), do=do)
            for state, do in _STATES.items()
            for width, scheme in ((PHONE, "light"), (PHONE, "dark"), (1280, "light"))
        ),
        *(View(f"{state}-360-screen", do=do, whole=False) for state, do in _STATES.items()),
        View("noscript-360-light", context={"java_script_enabled": False}),
        View("noscript-ending-360-light", context={"java_script_enabled": False}, do=_answers(*_CALM)),
    ),
}
"""What is shown of one page besides; the guide under way, on the whole page and on the screen as it then stands."""


def names(folder: Path) -> dict[str, str]:
    """Return the pages of a built site: what their pictures are called, and their addresses."""
    found = sorted(path.relative_to(folder).as_posix().removesuffix("index.html") for path in folder.rglob("*.html"))
    return {address.removesuffix(".html").strip("/").replace("/", "-") or "home": address for address in found}


def take(browser: Browser, site: str, pages: dict[str, str], target: Path, only: Iterable[str] = ()) -> Iterator[Path]:
    """Take the pictures of `pages` (name → address below `site`) into `target`; yield each when it is there.

    `only` keeps the views whose name has one of these words in it.
    """
    views = [(view, pages) for view in VIEWS] + [(view, {name: pages[name]}) for name in OWN if name in pages for view in OWN[name]]
    for view, shown in views:
        if only and not any(word in view.name for word in only):
            continue
        size: ViewportSize = {"width": view.width, "height": view.height}
        context = browser.new_context(viewport=size, **view.context)
        page = context.new_page()
        for name, address in shown.items():
            page.goto(site + address)
            view.do(page)
            path = target / f"{name}-{view.name}.png"
            if view.whole:
                page.evaluate("scrollTo(0, 0)")
            page.screenshot(path=path, full_page=view.whole)
            if view.name == PRINT:
                page.pdf(path=path.with_suffix(".pdf"), format="A4", prefer_css_page_size=True)
            yield path
        context.close()


SHEET = """<!DOCTYPE html><meta charset="utf-8"><title>{name}</title>
<style>
body {{ margin: 20px; background: #777; color: #fff; font: 13px sans-serif; }}
main {{ display: flex; flex-wrap: wrap; align-items: start; gap: 20px; }}
figure {{ margin: 0; max-height: 1200px; overflow: hidden; }}
img {{ display: block; zoom: 0.4; outline: 1px solid #000; }}
</style>
<h1>{name}</h1><main>{figures}</main>"""


def sheet(browser: Browser, name: str, pictures: Iterable[Path], target: Path) -> Path:
    """Make one picture of all `pictures` of a page, side by side, the tallest of them cut; return it."""
    figures = "".join(f'<figure>{one.stem.removeprefix(f"{name}-")}<img src="{one.name}"></figure>' for one in pictures)
    document = target / f"sheet-{name}.html"
    document.write_text(SHEET.format(name=name, figures=figures), encoding="utf-8")
    page = browser.new_page(viewport={"width": 2900, "height": 600})
    page.goto(document.as_uri())
    page.screenshot(path=document.with_suffix(".png"), full_page=True)
    page.close()
    document.unlink()
    return document.with_suffix(".png")


def main() -> None:
    """Build the site in a folder of its own, and take its pictures."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("page", nargs="*", help="home, guide, stod-sig-stockholm … (default: every page)")
    reader.add_argument("--only", nargs="+", default=[], metavar="WORD", help="only views with this in their name")
    chosen = reader.parse_args()
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work, "site")
        subprocess.run([sys.executable, ROOT / "scripts", "build", "--site-dir", folder], check=True)  # noqa: S603 -- our own program
        pages = names(folder)
        if unknown := set(chosen.page) - set(pages):
            reader.error(f"no page is called {', '.join(sorted(unknown))}; there are: {', '.join(pages)}")
        if not chosen.page and not chosen.only:
            shutil.rmtree(TARGET, ignore_errors=True)
        TARGET.mkdir(exist_ok=True)
        with browsing.started() as browser, browsing.served(folder) as site:
            for name in chosen.page or pages:
                taken = []
                for picture in take(browser, site, {name: pages[name]}, TARGET, chosen.only):
                    taken.append(picture)
                    print(f"\r{len(taken)} pictures, {picture.stem:<60}", end="", flush=True)
                print(f"\r{' ' * 79}\r", end="")
                print(sheet(browser, name, taken, TARGET).relative_to(ROOT))


if __name__ == "__main__":
    main()
