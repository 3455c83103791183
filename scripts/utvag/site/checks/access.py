"""Whether the built HTML can be used by everybody: the checks C2, C4, C10 and C12 of safety.md that need no browser."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from utvag.content.html_tree import Element
from utvag.registry import phones
from utvag.site.built import problem as _problem
from utvag.site.stylesheets import PAGES_SHARE
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.guide.journeys import Tree
    from utvag.problems import Problem
    from utvag.registry.loader import Loaded
    from utvag.site.built import BuiltPage, BuiltSite

_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_RIGHT_TO_LEFT = {"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}

_REACHED = {"button", "summary", "input", "select", "textarea"}
"""Elements that a keyboard reaches and presses without help; a link does when it has an address."""

_CONTROL_ROLES = {"button", "checkbox", "link", "menuitem", "option", "radio", "switch", "tab"}
_LANDMARKS = {"nav": "navigation", "aside": "complementary", "search": "search", "header": "banner", "footer": "contentinfo"}
_SECTIONS = {"article", "aside", "main", "nav", "section"}
"""Inside these, a header or a footer belongs to the part and is no landmark of the page (HTML-AAM)."""

_COMMENT = re.compile(r"/\*.*?\*/", flags=re.DOTALL)
_DECLARATION = re.compile(r"([a-z-]+)\s*:\s*([^;{}]*?)\s*(?=[;}]|$)")
_SIDE = re.compile(r"((margin|padding|border|scroll-margin|scroll-padding)-)?(left|right)(-(color|style|width))?")
_CORNER = re.compile(r"border-(top|bottom)-(left|right)-radius")
_SIDED_VALUE = re.compile(r"\b(left|right)\b")
_TAKES_SIDES = {"text-align", "float", "clear", "background-position", "object-position", "transform-origin"}
_FOUR_SIDES = {"inset", "margin", "padding", "border-width", "border-style", "border-color", "border-radius"}


def check(site: BuiltSite, _loaded: Loaded, _tree: Tree) -> Iterator[Problem]:
    """Yield what in the built `site` keeps somebody out: with a keyboard, a screen reader, or a script from right to left."""
    for name, page in site.pages.items():
        yield from _language(name, page)
        yield from _title(name, page)
        yield from _headings(name, page)
        yield from _landmarks(name, page)
        yield from _skip_link(name, page)
        yield from _controls(name, page)
        yield from _summaries(name, page)
        yield from _numbers(name, page)
        yield from _styles(name, page)


def _html(page: BuiltPage) -> Element:
    return next(page.named("html"), page.root)


def _language(name: str, page: BuiltPage) -> Iterator[Problem]:
    """Every page says its language and the direction of its script, and they agree (safety.md C4, C10)."""
    html = _html(page)
    for element in {id(element): element for element in (html, *page.having("lang"))}.values():
        said = element.attributes.get("lang", "")
        if not _LANGUAGE.fullmatch(said):
            yield _problem(name, element.line, f"Språket {quoted(said)} finns inte.", 'Skriv till exempel lang="sv".', "c4-sprak")
    wanted = "rtl" if html.attributes.get("lang", "").split("-")[0] in _RIGHT_TO_LEFT else "ltr"
    if html.attributes.get("dir") != wanted:
        message = f"Sidan säger inte åt vilket håll den läses: {quoted(wanted)}."
        yield _problem(name, html.line, message, f'Skriv dir="{wanted}" på <html>.', "c4-sprak")


def _title(name: str, page: BuiltPage) -> Iterator[Problem]:
    """Every page has one title, not empty (safety.md C4; that they differ is A11's)."""
    head = next(page.named("head"), page.root)
    titles = [element for element in head.walk() if element.name == "title"]
    if len(titles) != 1 or not titles[0].text():
        yield _problem(name, 1, "Sidan har ingen titel.", "Skriv en rubrik överst på sidan.", "c4-titel")


def _headings(name: str, page: BuiltPage) -> Iterator[Problem]:
    """One h1, first, and no level is skipped on the way down, in folded parts too; no heading is empty (safety.md C4)."""
    headings = [element for element in page.elements if element.name in _HEADINGS]
    above = 0
    for element in headings:
        level = int(element.name[1])
        if level > above + 1:
            message = f"Rubriken {quoted(element.text())} är för långt ner: <{element.name}>."
            yield _problem(name, element.line, message, f"Gör den till <h{above + 1}>.", "c4-rubriker")
        if not element.text():
            yield _problem(name, element.line, "En rubrik är tom.", "Skriv något i den, eller ta bort den.", "c4-rubriker")
        above = level
    if sum(element.name == "h1" for element in headings) != 1:
        yield _problem(name, 1, "Sidan har inte precis en huvudrubrik.", "Skriv en rad som börjar med ett #.", "c4-rubriker")


def _landmarks(name: str, page: BuiltPage) -> Iterator[Problem]:
    """One main; where a page has two landmarks of one kind, each has a name of its own (safety.md C4)."""
    if len(list(page.named("main"))) != 1:
        yield _problem(name, 1, "Sidan har inte precis ett <main>.", "Rätta mallen base.html.", "c4-landmarken")
    kinds: dict[str, list[Element]] = defaultdict(list)
    of_a_part = {id(element) for element, inside in _places(page.root) if inside} if _several_ends(page) else frozenset()
    for element in sorted(page.among(_LANDMARKS, ["role"]), key=lambda element: element.line):
        role = element.attributes.get("role") or _LANDMARKS.get(element.name, "")
        if role and not (element.name in ("header", "footer") and id(element) in of_a_part):
            kinds[role].append(element)
    for kind in sorted(set(_LANDMARKS.values()) & kinds.keys()):
        names = [element.attributes.get("aria-label") or element.attributes.get("aria-labelledby", "") for element in kinds[kind]]
        if len(names) > 1 and len(set(names) - {""}) < len(names):
            message = f"Sidan har flera delar av slaget {quoted(kind)}, som inte går att skilja åt."
            yield _problem(name, kinds[kind][1].line, message, "Ge varje del ett eget aria-label.", "c4-landmarken")


def _several_ends(page: BuiltPage) -> bool:
    """Return whether some header or footer could belong to a part of the page: one of each is the page's own, or no harm."""
    return any(len(list(page.named(name))) > 1 or any(page.having("role")) for name in ("header", "footer"))


def _places(root: Element) -> Iterator[tuple[Element, bool]]:
    """Yield every element, and whether it stands in a part of the page that has a header and a footer of its own."""
    stack = [(root, False)]
    while stack:
        here, inside = stack.pop()
        yield here, inside
        within = inside or here.name in _SECTIONS
        stack.extend((item, within) for item in reversed(here.inside) if isinstance(item, Element))


def _skip_link(name: str, page: BuiltPage) -> Iterator[Problem]:
    """Let the first link go past the bar, to something that is there (safety.md C4)."""
    first = next(page.named("a"), page.root)
    goal = first.attributes.get("href", "")
    targets = {element.attributes["id"] for element in page.having("id")}
    if not (goal.startswith("#") and goal[1:] in targets and first.text()):
        message = "Den första länken hoppar inte till innehållet."
        yield _problem(name, first.line, message, "Rätta mallen base.html.", "c4-hoppa")


def _controls(name: str, page: BuiltPage) -> Iterator[Problem]:
    """Let only links, buttons and summaries be pressed, in the order of the page (safety.md C2)."""
    for element in page.among(["label"], ["tabindex", "role"]):
        said = element.attributes.get("tabindex", "")
        tag = f"<{element.name}>"
        native = element.name in _REACHED or (element.name == "a" and "href" in element.attributes)
        if said.isdigit() and int(said) > 0:
            message = f"{tag} har en egen plats i ordningen: tabindex {said}."
            yield _problem(name, element.line, message, "Ta bort tabindex.", "c2-tabbordning")
        plays = element.attributes.get("role", "") in _CONTROL_ROLES and element.name not in _REACHED
        alone = element.name == "label" and not _labels(element, page)
        if plays or alone or (said == "0" and not native):
            message = f"{tag} låtsas vara en knapp."
            yield _problem(name, element.line, message, "Skriv <button>, <summary> eller en länk.", "c2-knapp")


def _labels(label: Element, page: BuiltPage) -> bool:
    """Return whether a label names a field: the one inside it, or the one it points at."""
    fields = {"input", "select", "textarea"}
    pointed = [element for element in page.having("id") if element.attributes["id"] == label.attributes.get("for", "-")]
    return any(element.name in fields for element in [*label.walk(), *pointed])


def _summaries(name: str, page: BuiltPage) -> Iterator[Problem]:
    """No heading stands in a summary: screen readers drop it from their list of headings (safety.md C12, 4.3)."""
    for summary in page.named("summary"):
        for element in summary.walk():
            if element.name in _HEADINGS or element.attributes.get("role") == "heading":
                message = f"Rubriken {quoted(element.text())} står i en <summary>."
                yield _problem(name, element.line, message, "Sätt rubriken före eller under.", "c12-rubrik")


def _numbers(name: str, page: BuiltPage) -> Iterator[Problem]:
    """On a page that is read from right to left, every number stands in a part with dir=ltr: else its groups change places.

    safety.md C10. A page from left to right cannot turn a number around, and is left alone.
    """
    if _html(page).attributes.get("dir") != "rtl":
        return
    stack = [(page.root, False)]
    while stack:
        here, safe = stack.pop()
        if here.name in ("style", "script", "title"):
            continue
        safe = here.attributes["dir"] == "ltr" if "dir" in here.attributes else safe
        stack.extend((item, safe) for item in here.inside if isinstance(item, Element))
        for number in (number for item in here.inside if isinstance(item, str) and not safe for number in phones.mentioned(item)):
            message = f"Numret {quoted(number)} kan visas baklänges."
            yield _problem(name, here.line, message, 'Sätt numret i <span dir="ltr">.', "c10-nummer")


def _styles(name: str, page: BuiltPage) -> Iterator[Problem]:
    """No style knows left from right, and none brings a typeface (safety.md C10)."""
    for element in page.among(["style"], ["style"]):
        inside = element.own_text() if element.name == "style" else ""
        css = f"{inside}\n{element.attributes.get('style', '')}"
        if _brings_typeface(css):
            yield _problem(name, element.line, "Sidan har ett eget typsnitt.", "Ta bort @font-face.", "c10-typsnitt")
        for wanted, value in _one_sided(css):
            message = f"Stilen {quoted(f'{wanted}: {value}')} skiljer på höger och vänster."
            yield _problem(name, element.line, message, "Använd inline-start och inline-end.", "c10-css")


def _brings_typeface(css: str) -> bool:
    return "@font-face" in _COMMENT.sub("", css).lower()


@lru_cache(PAGES_SHARE)
def _one_sided(css: str) -> tuple[tuple[str, str], ...]:
    """Return the declarations of a style that know left from right."""
    return tuple(found for found in _DECLARATION.findall(_COMMENT.sub("", css).lower()) if _physical(*found))


def _physical(name: str, value: str) -> bool:
    """Return whether a declaration would look wrong in a script from right to left."""
    if _SIDE.fullmatch(name) or _CORNER.fullmatch(name):
        return True
    if name in _TAKES_SIDES:
        return bool(_SIDED_VALUE.search(value))
    parts = re.findall(r"(?:[^\s(]|\([^)]*\))+", value.replace("!important", ""))
    if name not in _FOUR_SIDES or len(parts) != 4:  # noqa: PLR2004 -- a box has four sides
        return False
    first, second, third, fourth = parts
    return (first, third) != (second, fourth) if name == "border-radius" else second != fourth
