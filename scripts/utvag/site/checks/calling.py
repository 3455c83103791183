"""The number in the built pages: written and dialled in one way, with 112 and what a call leaves behind beside it."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from utvag.content import languages
from utvag.registry import phones
from utvag.site.built import problem as _problem
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.guide.journeys import Tree
    from utvag.problems import Problem
    from utvag.registry.loader import Loaded
    from utvag.site.built import BuiltPage, BuiltSite

_DIGITS = re.compile(r"\+?\d(?:[\s().–—/-]{0,3}\d)+")
_TRACE = {
    "sv": re.compile(r"\bsamtalslista", flags=re.IGNORECASE),
    "en": re.compile(r"\b(list of calls|call (list|log|history)|recent calls)\b", flags=re.IGNORECASE),
}


def check(site: BuiltSite, loaded: Loaded, tree: Tree) -> Iterator[Problem]:
    """Yield where the built `site` writes the number in another way, or leaves out 112 or the trace of a call (safety.md B7)."""
    del tree
    for name, page in site.pages.items():
        yield from _one_spelling(name, page, loaded)
        yield from _in_danger(name, page, loaded)
        yield from _trace(name, page, loaded, languages.wanted(_TRACE, "call_trace", languages.of(name, loaded.languages)))


def _one_spelling(name: str, page: BuiltPage, loaded: Loaded) -> Iterator[Problem]:
    """Yield every other spelling of the number, to read or to dial, attributes included."""
    line = loaded.registry.lifeline
    abroad = phones.digits(line.dialled)
    same = frozenset([phones.digits(line.number), abroad, f"00{abroad}"])
    shortest = min(map(len, same))

    def is_other(found: str) -> bool:
        return len(found) >= shortest and found != line.number and phones.digits(found) in same

    # The whole page is read at once: what its elements say stands in it too, and most pages have no other spelling.
    if not any(map(is_other, _DIGITS.findall(html.unescape(page.text).replace(f"tel:{line.dialled}", "")))):
        return
    for element in page.elements:
        said = [part for part in element.inside if isinstance(part, str) and element.name not in ("style", "script")]
        said += [value for key, value in element.attributes.items() if key != "href"]
        wrong = [found for words in said for found in _DIGITS.findall(words) if is_other(found)]
        scheme, _, dialled = element.attributes.get("href", "").partition(":")
        if (
            scheme.lower() in ("tel", "sms", "callto")
            and phones.digits(dialled) in same
            and f"{scheme}:{dialled}" != f"tel:{line.dialled}"
        ):
            wrong.append(element.attributes["href"])
        for found in wrong:
            remedy = f"Skriv {line.number}, och tel:{line.dialled} i en länk."
            yield _problem(name, element.line, f"Numret är skrivet {quoted(found)} här.", remedy, "b7-skrivsatt")


def _in_danger(name: str, page: BuiltPage, loaded: Loaded) -> Iterator[Problem]:
    """Yield a page that does not tell where to call when somebody is in danger."""
    number = loaded.registry.emergency
    calls = (element for element in page.having("href") if element.attributes["href"] == f"tel:{number.dialled}")
    if not any(number.number in element.text() for element in calls):
        yield _problem(name, 1, f"Sidan har inte {number.number} för fara.", "Rätta mallen lifeline.html.", "b7-fara")


def _trace(name: str, page: BuiltPage, loaded: Loaded, said: re.Pattern[str]) -> Iterator[Problem]:
    """Yield a page that does not say beside the number that the call is seen on the phone."""
    call = f"tel:{loaded.registry.lifeline.dialled}"
    sections = (element for element in page.named("section") if said.search(element.text()))
    if not any(link.attributes.get("href") == call for section in sections for link in section.walk()):
        remedy = "Skriv det i samma del av sidan som numret: mallen lifeline.html."
        yield _problem(name, 1, "Vid numret står inte att samtalet syns i samtalslistan.", remedy, "b7-samtalslistan")
