"""What may stand in a built page at all: known elements, no code in them, nothing to fill in. safety.md A6 and A10.

Hand-written Markdown may hold any HTML, so this is the last lock. It names what is allowed where that is possible.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from utvag.guide import journeys
from utvag.site import hrefs
from utvag.site.built import problem as _problem
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.content.html_tree import Element
    from utvag.guide.journeys import Tree
    from utvag.problems import Problem
    from utvag.registry.loader import Loaded
    from utvag.site.built import BuiltPage, BuiltSite

_WORDS = (
    "html head title meta link style script body noscript "
    "header footer main nav section article aside div address hgroup search "
    "h1 h2 h3 h4 h5 h6 p hr pre blockquote ol ul li dl dt dd figure figcaption "
    "table caption thead tbody tfoot tr th td colgroup col "
    "a em strong small s cite q dfn abbr code var samp kbd sub sup i b u mark bdi bdo span br wbr time del ins ruby rt rp "
    "details summary button img svg g path circle ellipse rect line polyline polygon defs use symbol desc "
)

ALLOWED = frozenset(_WORDS.split())
"""Elements that neither run, fetch, frame nor ask for anything; whatever else stands in a page is a fault."""

INPUTS = frozenset(["input", "textarea", "select", "option", "optgroup", "datalist", "keygen", "label", "fieldset"])
"""Elements by which somebody types or chooses: told by A10, not by A6."""

IN_HEAD = frozenset(["title", "meta", "link", "base", "style"])
"""Elements that a browser reads in another way elsewhere, or that change the whole page."""

SCHEMES = ("", "http", "https", "tel")
"""What may stand before the colon of a link."""

NEUTRAL_NAME = re.compile(r"[a-z]\d{1,4}(-\d{1,4})*")
"""What the `name` of a group of details may look like: "q2"."""


def check(site: BuiltSite, loaded: Loaded, tree: Tree) -> Iterator[Problem]:
    """Yield what may not stand in the pages of the built `site`."""
    del loaded
    asked = list(journeys.questions(tree))
    telling = {question.id for question in asked} | {answer.id for question in asked for answer in question.answers}
    for name, page in site.pages.items():
        yield from _elements(name, page)
        yield from _attributes(name, page)
        for element in page.among(INPUTS, ("contenteditable", "href", "name")):
            yield from _to_fill_in(name, element, telling)
        yield from _odd(name, page)


def _elements(name: str, page: BuiltPage) -> Iterator[Problem]:
    """Yield the elements that are not allowed, and those of the head that stand elsewhere (A6)."""
    for tag in sorted(page.by_name.keys() - ALLOWED - INPUTS - {page.root.name}):
        for element in page.named(tag):
            remedy = "Ta bort det: sidan har bara text, rubriker, listor, länkar och det mallarna ger."
            yield _problem(name, element.line, f"Här står <{tag}>.", remedy, "a6-element")
    head = {id(element) for top in page.named("head") for element in top.walk()}
    for element in (element for element in page.named(*sorted(IN_HEAD)) if id(element) not in head):
        yield _problem(name, element.line, f"Här står <{element.name}> mitt i sidan.", "Ta bort det.", "a6-element")


def _attributes(name: str, page: BuiltPage) -> Iterator[Problem]:
    """Yield the attributes that run code, carry their own style or open another tab (A6)."""
    for key in page.by_attribute:
        if key.startswith("on") or key in ("style", "srcdoc"):
            for element in page.having(key):
                yield _problem(name, element.line, f"Här står {key}=.", "Ta bort det ur taggen.", "a6-attribut")
    for element in page.having("target", "formtarget"):
        message = "En länk öppnar en ny flik."
        yield _problem(name, element.line, message, "Ta bort target= och formtarget=.", "a6-attribut")
    for key in ("href", "xlink:href"):
        for element in page.having(key):
            address = element.attributes[key]
            if element.name != "link" and hrefs.scheme(address) not in SCHEMES:
                remedy = "Länka till en sida med https:, eller till ett nummer med tel:."
                yield _problem(name, element.line, f"En länk går till {quoted(address)}.", remedy, "a6-schema")


def _odd(name: str, page: BuiltPage) -> Iterator[Problem]:
    """Yield what browsers with and without scripts read in two ways (A6)."""
    for outside in page.named("noscript"):
        for element in outside.walk():
            if any("<" in value for value in element.attributes.values()):
                yield _problem(name, element.line, "Ett attribut i <noscript> har <.", "Skriv det som vanlig text.", "a6-attribut")


def _to_fill_in(name: str, element: Element, telling: set[str]) -> Iterator[Problem]:
    """Yield what can be filled in, an address that carries something, and a name that tells an answer (A10)."""
    attributes = element.attributes
    if element.name in INPUTS or attributes.get("contenteditable", "false").strip().lower() != "false":
        yield _problem(name, element.line, f"Det går att skriva eller välja i <{element.name}>.", "Ta bort det.", "a10-inmatning")
    address = attributes.get("href", "")
    if not hrefs.scheme(address) and not hrefs.is_foreign(address) and "?" in address:
        remedy = "Ta bort allt från frågetecknet: det hamnar i historiken."
        yield _problem(name, element.line, f"Länken {quoted(address)} har ett frågetecken.", remedy, "a10-fraga-i-adress")
    called = attributes.get("name")
    if called is not None and element.name != "meta" and (called in telling or not NEUTRAL_NAME.fullmatch(called)):
        told = f"<{element.name}> har namnet {quoted(called)}."
        yield _problem(name, element.line, told, "Ge det ett namn som q1, som inte betyder något.", "a10-namn")
