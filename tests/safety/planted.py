"""Faults to plant in the site's sources, and which checks of safety.md then fail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from safety import checks_a, checks_b, checks_c, checks_d
from safety.visit import GUIDE, faults_of, static

if TYPE_CHECKING:
    from collections.abc import Callable

    from safety.visit import Check, Visit

CHECKS: dict[str, Check] = {
    **{name: faults_of(name, checks_a.visited) for name in ("a1", "a3", "a5", "a7", "b7", "d1")},
    **{name: faults_of(name, checks_a.walked) for name in ("a12", "b8")},
    **{name: faults_of(name, checks_b.tabbed) for name in ("b9", "c2")},
    "a8": checks_a.a8,
    "a9": checks_a.a9,
    "b1": checks_b.b1,
    "b2": checks_b.b2,
    "b3": checks_b.b3,
    "b4": checks_b.b4,
    "c1": checks_c.c1,
    "c3": checks_c.c3,
    "c5": checks_c.c5,
    "c6": checks_c.c6,
    "c7": checks_c.c7,
    "c8": checks_c.c8,
    "c9": checks_c.c9,
    "c10": checks_c.c10,
    "d3": checks_d.d3,
    "d4-files": checks_d.d4_files,
    "d4-below": checks_d.d4_below,
    "d4-unstyled": checks_d.d4_unstyled,
    "d5": checks_d.d5,
    "d8": checks_d.d8,
    "d9-es5": checks_d.d9_es5,
    "d9-used": checks_d.d9_used,
    "d10": checks_d.d10,
}
"""The checks in a browser or of a server, by their id in safety.md. The rest is asked of the files, by the build itself."""

SLOW = frozenset(CHECKS) - {"a1", "a3", "a5", "a7", "b1", "b2", "b7", "b8", "c5", "c6", "c7", "c8", "c9", "c10", "d1", "d5"}
"""Asked only of a fault that they are expected to find."""

HEAVY = {"a1", "a3", "b1", "b7", "b8", "c5", "c6", "c7", "c8", "c10"}
"""The same for faults in the guide, for these look at all its states."""

READINGS = {"sida-utan-numret": "b7", "okant-nummer": "b7", "bruten-lank": "d5", "guide-mot-trad": "b8", "d1-sidans-vikt": "d1"}
"""What the codes of the build's readings are in safety.md."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault: what is done to which files of `overrides/public/`, and the ids of the checks that must then fail on `page`."""

    name: str
    edits: dict[str, Callable[[str], str]]
    fails: str
    page: str = ""


def failing(visit: Visit, expected: set[str]) -> set[str]:
    """Return the ids of the checks that find something: all of the files are asked, and those expected with their quick kin."""
    found = {READINGS.get(code, code) for code in static(visit)} - {"languages"}
    dear = SLOW | HEAVY if GUIDE in visit.pages else SLOW
    kin = {name for name in CHECKS if name[0] in {one[0] for one in expected}} - dear
    asked = kin | {name for name in CHECKS if name.split("-")[0] in expected}
    # Each check is heard to its end: one that is left half-way would hold a browser open that nobody can close.
    return found | {name.split("-")[0] for name in asked if list(CHECKS[name](visit))}


def _for(old: str, new: str) -> Callable[[str], str]:
    """Return an edit that puts `new` where `old` stands; nothing to replace is seen by `visit.spoilt`."""
    return lambda text: text.replace(old, new)


def _after(more: str) -> Callable[[str], str]:
    """Return an edit that puts `more` last."""
    return lambda text: f"{text}\n{more}"


def _in_text(markup: str) -> dict[str, Callable[[str], str]]:
    return {BASE: _for("</main>", f"{markup}</main>")}


def _in_head(markup: str) -> dict[str, Callable[[str], str]]:
    return {BASE: _for("</head>", f"{markup}</head>")}


def _in_script(code: str) -> dict[str, Callable[[str], str]]:
    return {EXIT: _for('"use strict";', f'"use strict"; {code}')}


BASE, MENU, EXIT_BUTTON, LIFELINE = "base.html", "components/menu.html", "components/exit_button.html", "components/lifeline.html"
CSS, EXIT, STEPS, WORDS = "assets/utvag.css", "assets/exit.js", "assets/guide.js", "words.yaml"
POLICY = '<meta http-equiv="Content-Security-Policy" content="{{ policy|in_page }}">\n'
EMPTIES = "while (document.body.firstChild) { document.body.removeChild(document.body.firstChild); }"
ABROAD = '<p><a rel="noreferrer noopener nofollow" href="https://example.org/">example.org</a></p>'
KEY = 'document.addEventListener("keydown", function (event) { if (event.key === "n") { document.title = "n"; } });'
GREETS = (
    'document.addEventListener("DOMContentLoaded", function () { document.getElementsByTagName("h1")[0].textContent = "Hej"; });'
)
LATE = """var frames = 0;
  function late() {
    frames += 1;
    if (frames < 6) { requestAnimationFrame(late); } else { document.body.style.paddingTop = "90px"; }
  }
  window.addEventListener("load", late);"""
CRAMPED = ".lifeline p a { display: inline; }.lifeline-number { padding: 0; min-height: 0; line-height: 1 }"
CUT = ".lifeline strong { display: inline-block; overflow: hidden; max-height: 1.7em; }"
FOLDED_HEADING = "<details><summary><h2>Sidor</h2></summary></details>{{ menu(lang, root) }}"

FAULTS = (
    Planted("an image from elsewhere", _in_text('<img src="https://example.se/a.gif" alt="">'), "a1 a5 d1 d2"),
    Planted(
        "an image from elsewhere for whoever points",
        {CSS: _after("a:hover { background: url(https://example.se/a.gif); }")},
        "a1 a2 a5",
    ),
    Planted("a host looked up in advance", _in_head('<link rel="dns-prefetch" href="https://example.se/">'), "a11"),
    Planted("a script that remembers", _in_script("localStorage.setItem('a', 'b');"), "a3"),
    Planted("a cookie of the page itself", _in_script("document.cookie = 'a=b';"), "a3"),
    Planted("a name that the tab keeps", _in_script("window.name = 'a';"), "a3"),
    Planted("a page without its policy", {BASE: _for(POLICY, "")}, "a4"),
    Planted(
        "a policy after the blocks it should judge",
        {BASE: lambda text: text.replace(POLICY, "").replace("</head>", f"{POLICY}</head>")},
        "a4",
    ),
    Planted(
        "a policy that lets any script run",
        {BASE: _for("{{ policy|in_page }}", "{{ (policy|in_page).replace('script-src', \"script-src 'unsafe-inline'\") }}")},
        "a4",
    ),
    Planted("a script that no policy knows", _in_head("<script>document.title = 1;</script>\n"), "a4 a5", "stod/"),
    Planted(
        "a script on one page alone",
        {"404.html": _for("<h1>", "<script>document.title = 'Sida';</script><h1>")},
        "a4 a5",
        "404.html",
    ),
    Planted("a handler in the page", _in_text('<p onclick="this.hidden = true">Sida</p>'), "a5 a6"),
    Planted("a script in an attribute", {BASE: _for("<body", '<body onload="document.title = 1"')}, "a5 a6"),
    Planted(
        "a guide that makes HTML from text",
        {STEPS: _for('"use strict";', '"use strict"; document.body.lastElementChild.insertAdjacentHTML("beforeend", "");')},
        "a5",
        GUIDE,
    ),
    Planted("a link that opens a tab", _in_text('<p><a href="{{ root }}guide/" target="_blank">Guiden</a></p>'), "a6"),
    Planted("pages that tell where from", {BASE: _for('<meta name="referrer" content="no-referrer">\n', "")}, "a7"),
    Planted(
        "an exit that tells where from",
        {EXIT_BUTTON: _for('rel="noreferrer nofollow"', 'rel="nofollow" referrerpolicy="unsafe-url"')},
        "a6 a7 a15",
    ),
    Planted("an exit that may tell where from", {EXIT_BUTTON: _for(' rel="noreferrer nofollow"', "")}, "a15"),
    Planted("somewhere to write", _in_text('<p contenteditable="true">Skriv här</p>'), "a10"),
    Planted("a link that carries an answer", _in_text('<p><a href="{{ root }}guide/?svar=ja">Guiden</a></p>'), "d5"),
    Planted("a telling title", {BASE: _for("<title>", "<title>Avhoppare: ")}, "a11"),
    Planted("a card for messengers", _in_head('<meta property="og:title" content="Sida">'), "a11"),
    Planted(
        "an address for each answer",
        {STEPS: _for("function show(section) {", "function show(section) { location.hash = Math.random();")},
        "a12",
        GUIDE,
    ),
    Planted("links that show that they were followed", {CSS: _after("a:visited { color: #551a8b; }")}, "a13"),
    Planted("a comment in the page", _in_text("<!-- main.html -->"), "a14"),
    Planted("a tool that tells its name", _in_head('<meta name="generator" content="mkdocs">'), "a14"),
    Planted("a link that the registry does not have", _in_text(ABROAD), "a15"),
    Planted("the bar scrolls away", {CSS: _for("position: sticky", "position: static")}, "b1"),
    Planted("nothing is said about Back without a script", {WORDS: _for("Stäng därför fliken när du är klar.", "")}, "b2"),
    Planted("the exit leaves the page on the screen", {EXIT: _for(EMPTIES, "")}, "b3"),
    Planted("links fill the history", {BASE: _for(" data-light", " data-x")}, "a6 b4"),
    Planted(
        "every page has an exit of its own",
        {BASE: _for("exit_button(site.exit_address,", "exit_button(site.exit_address ~ title|length,")},
        "b2 b5",
    ),
    Planted("nothing is said about the history", {WORDS: _for("tar inte bort historiken", "byter sida")}, "b6"),
    Planted("the call is said to leave no trace", {WORDS: _for("samtalslista", "minne")}, "b7"),
    Planted("the number is small on paper", {CSS: _for("font-size: 36pt;", "font-size: 12pt;")}, "b7"),
    Planted(
        "a question cannot be declined",
        {"components/question.html": _for("{{ answer.id }}", "{{ answer.id|replace('vet-inte', 'annat') }}")},
        "b8",
        GUIDE,
    ),
    Planted("the bar covers what has the focus", {CSS: _for("scroll-padding-top: 5.2rem;", "")}, "b9", "kontakt/"),
    Planted("the menu is hidden from screen readers", {MENU: _for('class="menu"', 'class="menu" aria-hidden="true"')}, "a6 c1 c3"),
    Planted("a link flees when it gets the focus", {CSS: _after(".menu a:focus { position: absolute; top: -99em; }")}, "c2"),
    Planted("the focus is not seen", {CSS: _after("a:focus { outline: 0; }")}, "c2"),
    Planted("the menu has a place of its own in the order", {MENU: _for("<ul>", '<ul tabindex="1">')}, "c1 c2"),
    Planted("invalid HTML", {MENU: _for('class="menu"', 'class="menu" align="center"')}, "a6 c3"),
    Planted("a page does not say which way it is read", {BASE: _for(' dir="{{ w.direction }}"', "")}, "c4"),
    Planted("a level is left out", {LIFELINE: _for("h2>", "h4>")}, "c1 c3"),
    Planted("the number is too small to press", {CSS: _after(CRAMPED)}, "c5"),
    Planted("words are cut off", {CSS: _after(CUT)}, "c6"),
    Planted("words are too faint", {CSS: _after(".lead { color: #6b6152; }")}, "c7", "stod/"),
    Planted("something moves", {CSS: _after("a { transition: color 1s; }")}, "c7"),
    Planted("the focus does not follow", {STEPS: _for(".focus(", ".blur(")}, "c8", GUIDE),
    Planted("a letter does something", {EXIT: _after(KEY)}, "c9"),
    Planted("a style knows left from right", {CSS: _after(".lead { text-align: left; }")}, "c10"),
    Planted("the number is read backwards from the right", {"components/call_button.html": _for(' dir="ltr"', "")}, "c10"),
    Planted("a heading in what is pressed", {"components/footer.html": _for("{{ menu(lang, root) }}", FOLDED_HEADING)}, "c12"),
    Planted("the page fetches another", _in_head('<link rel="prefetch" href="{{ root }}kontakt/">'), "a5 a11 d1"),
    Planted("a drawing has no name", {LIFELINE: _for("</section>", '<svg viewBox="0 0 1 1"></svg></section>')}, "d2"),
    Planted("words only for those without the script", _in_script(GREETS), "d3"),
    Planted("links lead to folders on a disk", {EXIT: _for('location.protocol === "file:"', "false")}, "d4"),
    Planted("a link without its last stroke", {MENU: _for("{{ address }}", "{{ address[:-1] }}")}, "d5"),
    Planted("the bar is printed", {CSS: _for("  .bar, .skip, .footer", "  .skip, .footer")}, "d8"),
    Planted("a script is too new", {EXIT: _for('var away = "";', 'let away = "";')}, "d9"),
    Planted("the style is too new", {CSS: _for("a:hover {", "p:has(a) a:hover {")}, "d9"),
    Planted("the page moves when it is loaded", _in_script(LATE), "d10"),
)
