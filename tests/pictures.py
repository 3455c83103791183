"""Pictures of every page as people meet it, and for each page one sheet with all of them: `make pictures`."""

from __future__ import annotations

import argparse
import re
import shutil
import struct
import tempfile
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import browsing
from utvag import reports
from utvag.project import Project
from utvag.site import build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "pictures"
PHONE = browsing.PHONE["width"]
WIDTHS = (320, PHONE, 768, 1280)
SCHEMES = ("light", "dark")
PAPER = (794, 1123)
"""An A4 in CSS pixels."""
PRINT = "print"

SHEET_WIDTH = 2900
SCALE = 0.4
TALLEST = 3000
"""How many pixels of a page a sheet shows; the picture itself has them all."""


@dataclass(frozen=True, slots=True)
class View:
    """One way of looking at a page: what it is called, the screen, what is asked of the browser, what is done before the picture.

    A picture is of the whole page, or of the screen as it stands.
    """

    name: str
    width: int = PHONE
    height: int = browsing.PHONE["height"]
    context: dict[str, Any] = field(default_factory=dict)
    do: Callable[[Page], None] = lambda _: None
    whole: bool = True


def _large_text(page: Page) -> None:
    """Set the browser's own size of text to 200 %, as its settings do; lengths in em of media queries follow.

    A new size of the screen forgets it, and so would a picture of the whole page: the screen is made as tall as the page.
    """
    session = page.context.new_cdp_session(page)
    double = {"fontSizes": {"standard": 32, "fixed": 26}}
    page.set_viewport_size(browsing.PHONE)
    session.send("Page.setFontSizes", double)
    page.set_viewport_size({"width": PHONE, "height": page.evaluate("document.documentElement.scrollHeight")})
    session.send("Page.setFontSizes", double)


def _paper(page: Page) -> None:
    page.emulate_media(media="print")


def _tabs(times: int) -> Callable[[Page], None]:
    def press(page: Page) -> None:
        for _ in range(times):
            page.keyboard.press("Tab")

    return press


def _answers(*answers: str, more: bool = False) -> Callable[[Page], None]:
    """Return what gives these answers to the guide, and then opens "Visa fler" if `more`."""

    def give(page: Page) -> None:
        for answer in answers:
            page.locator(f"[data-answer={answer}]:visible").last.click()
        if more:
            page.locator("[data-outcome]:visible").get_by_text("Visa fler").click()

    return give


_CALM = ("nej", "vuxen", "stockholm", "kriminalitet")
_DECLINED = ("vet-inte",) * 4

VIEWS = (
    *(View(f"{width}-{scheme}", width, context={"color_scheme": scheme}) for width in WIDTHS for scheme in SCHEMES),
    View("360-text-200", do=_large_text, whole=False),
    View("360-forced-light", context={"forced_colors": "active", "color_scheme": "light"}),
    View("360-forced-dark", context={"forced_colors": "active", "color_scheme": "dark"}),
    View("360-first-screen", whole=False),
    View(PRINT, *PAPER, do=_paper),
)
"""Every page in all of these."""

FOCUS = tuple(
    View(f"focus-{name}-360-{scheme}", context={"color_scheme": scheme}, do=_tabs(stop), whole=False)
    for stop, name in enumerate(("skip", "exit", "call"), start=1)
    for scheme in SCHEMES
)
"""The bar is the same on every page: the ring is shown on the first page alone."""

STATES = {
    "question": _answers(),
    "danger": _answers("nu"),
    "ending": _answers(*_CALM),
    "ending-danger": _answers("nu", *_CALM[1:]),
    "more": _answers(*_DECLINED, more=True),
}
GUIDE = (
    *(
        View(f"{state}-{width}-{scheme}", width, context={"color_scheme": scheme}, do=do)
        for state, do in STATES.items()
        for width, scheme in ((PHONE, "light"), (PHONE, "dark"), (1280, "light"))
    ),
    *(View(f"{state}-360-screen", do=do, whole=False) for state, do in STATES.items()),
    View("noscript-360-light", context={"java_script_enabled": False}),
    View("noscript-ending-360-light", context={"java_script_enabled": False}, do=_answers(*_CALM)),
)
"""The guide under way, on the whole page and on the screen as it then stands."""

OWN = {"home": FOCUS, "guide": GUIDE}


def names(folder: Path) -> dict[str, str]:
    """Return the pages of a built site: what their pictures are called, and their addresses."""
    found = sorted(path.relative_to(folder).as_posix().removesuffix("index.html") for path in folder.rglob("*.html"))
    return {address.removesuffix(".html").strip("/").replace("/", "-") or "home": address for address in found}


def take(browser: Browser, site: str, pages: dict[str, str], target: Path, only: tuple[str, ...] = ()) -> Iterator[Path]:
    """Take the pictures of `pages` (name → address below `site`) into `target`; yield each when it is there.

    `only` keeps the views whose name has one of these words in it.
    """
    views = [(view, pages) for view in VIEWS]
    views += [(view, {name: pages[name]}) for name in OWN if name in pages for view in OWN[name]]
    for view, shown in views:
        if only and not any(word in view.name for word in only):
            continue
        size = {"width": view.width, "height": view.height}
        context = browser.new_context(viewport=size, **view.context)  # type: ignore[arg-type]  # two whole numbers
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


def size(picture: Path) -> tuple[int, int]:
    """Return the width and height of a PNG."""
    width, height = struct.unpack(">II", picture.read_bytes()[16:24])
    return width, height


def sheet(browser: Browser, name: str, pictures: Iterable[Path], target: Path) -> Path:
    """Make one picture of all `pictures` of a page, side by side, each with its name and size."""
    page = browser.new_page(viewport={"width": SHEET_WIDTH, "height": 600})
    figures = "".join(_figure(name, picture) for picture in pictures)
    document = target / f"sheet-{name}.html"
    document.write_text(_SHEET.format(name=escape(name), figures=figures), encoding="utf-8")
    page.goto(document.as_uri())
    path = target / f"sheet-{name}.png"
    page.screenshot(path=path, full_page=True)
    page.close()
    document.unlink()
    return path


_SHEET = """<!DOCTYPE html><meta charset="utf-8"><title>{name}</title>
<style>
body {{ margin: 20px; background: #777; color: #fff; font: 13px sans-serif; }}
main {{ display: flex; flex-wrap: wrap; align-items: start; gap: 20px; }}
figure {{ margin: 0; }}
img {{ display: block; object-fit: cover; object-position: top; outline: 1px solid #000; }}
</style>
<h1>{name}</h1><main>{figures}</main>"""


def _figure(name: str, picture: Path) -> str:
    width, height = size(picture)
    told = f"{picture.stem.removeprefix(name + '-')}<br>{width} × {height}"
    if (paper := picture.with_suffix(".pdf")).exists():
        told += f", {len(re.findall(rb'/Type */Page[^s]', paper.read_bytes()))} A4"
    if height > TALLEST:
        told += ", cut"
    style = f"width: {width * SCALE:.0f}px; height: {min(height, TALLEST) * SCALE:.0f}px"
    return f'<figure><figcaption>{told}</figcaption><img src="{picture.name}" style="{style}"></figure>'


def main() -> None:
    """Build the site in a folder of its own, and take its pictures."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("page", nargs="*", help="home, guide, stod-sig-stockholm … (default: every page)")
    reader.add_argument("--only", nargs="+", default=[], metavar="WORD", help="only views with this in their name")
    told = reader.parse_args()
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "site"
        found = build.build(Project.at(ROOT, site=folder))
        if not folder.is_dir():
            reader.exit(1, reports.of_problems(found))
        pages = names(folder)
        if unknown := set(told.page) - set(pages):
            reader.error(f"no page is called {', '.join(sorted(unknown))}; there are: {', '.join(pages)}")
        pages = {name: pages[name] for name in told.page or pages}
        if not told.page and not told.only:
            shutil.rmtree(TARGET, ignore_errors=True)
        TARGET.mkdir(exist_ok=True)
        with browsing.started() as browser, browsing.served(folder) as site:
            taken: list[Path] = []
            for picture in take(browser, site, pages, TARGET, tuple(told.only)):
                taken.append(picture)
                print(f"\r{len(taken)} pictures, {picture.stem:<60}", end="", flush=True)
            print()
            for name in pages:
                views = [view.name for view in (*VIEWS, *OWN.get(name, ()))]
                mine = [picture for view in views if (picture := TARGET / f"{name}-{view}.png") in taken]
                print(sheet(browser, name, mine, TARGET).relative_to(ROOT))


if __name__ == "__main__":
    main()
