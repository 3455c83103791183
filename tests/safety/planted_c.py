"""Faults for the checks C1 … of safety.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safety.planted import Planted, replacing

if TYPE_CHECKING:
    from collections.abc import Callable

CSS = "assets/utvag.css"
BASE = "base.html"
MENU = "components/menu.html"
FOOTER = "components/footer.html"


def _adding(text: str) -> Callable[[str], str]:
    return lambda before: before + text


def _fault(name: str, file: str, edit: Callable[[str], str], fails: str, page: str = "") -> Planted:
    return Planted(name, {file: edit}, frozenset(fails.split()), (page,))


KEY = """document.addEventListener("keydown", function (event) { if (event.key === "n") { document.title = "n"; } });"""

PLANTED: list[Planted] = [
    _fault("menyn göms för skärmläsare", MENU, replacing('class="menu"', 'class="menu" aria-hidden="true"'), "c1 c3"),
    _fault("en länk flyr ur bild när den får fokus", CSS, _adding(".menu a:focus { position: absolute; top: -99em; }"), "c2"),
    _fault("fokus syns inte", CSS, _adding("a:focus { outline: 0; }"), "c2"),
    _fault("menyn har en egen plats i ordningen", MENU, replacing("<ul>", '<ul tabindex="1">'), "c1 c2"),
    _fault("ogiltig HTML", MENU, replacing('class="menu"', 'class="menu" align="center"'), "c3"),
    _fault("sidan säger inte åt vilket håll den läses", BASE, replacing(' dir="{{ w.direction }}"', ""), "c4"),
    _fault("en nivå är hoppad över", "components/lifeline.html", lambda text: text.replace("h2>", "h4>"), "c1 c3 c4"),
    _fault(
        "numret är för litet att trycka på",
        CSS,
        _adding(".lifeline p a { display: inline; }.lifeline-number { padding: 0; min-height: 0; line-height: 1 }"),
        "c5",
    ),
    _fault("text klipps", CSS, _adding(".lifeline strong { display: inline-block; overflow: hidden; max-height: 1.7em; }"), "c6"),
    _fault("texten är för svag", CSS, _adding(".lead { color: #6b6152; }"), "c7", "stod/"),
    _fault("något rör sig", CSS, _adding("a { transition: color 1s; }"), "c7"),
    _fault("fokus följer inte med", "assets/guide.js", lambda text: text.replace(".focus(", ".blur("), "c8", "guide/"),
    _fault("en bokstav gör något", "assets/exit.js", _adding(KEY), "c9"),
    _fault("en stil skiljer på höger och vänster", CSS, _adding(".lead { text-align: left; }"), "c10"),
    _fault("numret läses baklänges från höger", "components/call_button.html", replacing(' dir="ltr"', ""), "c10"),
    _fault(
        "en rubrik i det man trycker på",
        FOOTER,
        replacing("{{ menu(lang, root) }}", "<details><summary><h2>Sidor</h2></summary></details>{{ menu(lang, root) }}"),
        "c12",
    ),
]
