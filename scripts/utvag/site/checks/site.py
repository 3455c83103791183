"""The built HTML, read as a visitor's browser would: the number on every page, a guide that says what the tree says."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from utvag.content import html_tree, languages, urls
from utvag.content.urls import GUIDE
from utvag.guide import journeys, wizard
from utvag.guide.eligibility import Verdict
from utvag.registry import phones
from utvag.rules.written_site import WrittenSite
from utvag.site import hrefs
from utvag.site.built import PAGE
from utvag.site.built import problem as _problem
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.content.html_tree import Element
    from utvag.guide.journeys import Steps, Tree
    from utvag.guide.wizard import Document
    from utvag.problems import Problem
    from utvag.registry.loader import Loaded
    from utvag.site.built import BuiltPage, BuiltSite, Outline
    from utvag.swedish import Language

_VERDICTS = {"f": Verdict.FITS, "t": Verdict.FITS, "m": Verdict.MAY_FIT, "x": Verdict.MAY_FIT}
"""What the letters of an ending in the guide say of each card, in the order of the cards; others say that it does not fit."""

_SCHEMES = ("http", "https", "tel", "mailto")


def check(site: BuiltSite, loaded: Loaded, tree: Tree) -> Iterator[Problem]:
    """Yield what is wrong with the built `site`, made from `loaded` with the guide `tree`; of a part of it, with that part."""
    built = site.pages
    files = frozenset(site.files)
    numbers = WrittenSite(loaded).numbers
    dialled = {phones.digits(number) for number in numbers} | {(phones.e164(number) or "") for number in numbers}
    for name, page in built.items():
        yield from _number(name, page, loaded)
        yield from _exit(name, page, languages.of(name, loaded.languages))
        yield from _only_known_numbers(name, page, numbers, dialled)
        yield from _links(name, page, site, files)
        if "\ufffd" in page.text:
            yield _problem(name, 1, "Sidan har tecken som inte är UTF-8.", "Spara filen i content/ som UTF-8.", "fil-utf8")
    for name, document in ((name, document) for name, document in _documents(loaded, tree) if name in built):
        yield from _guide(name, built[name], document.tree)
        yield from _danger_at_once(name, built[name], document.tree)
    if loaded.registry.lists_places:
        for name in (name for name in _guides(loaded) if name in built):
            yield from _list(name, built[name], loaded)


def whole(outline: Outline, loaded: Loaded, tree: Tree) -> Iterator[Problem]:
    """Yield the pages that are missing in a built site."""
    asking = dict.fromkeys([*_guides(loaded), *(name for name, _ in _documents(loaded, tree))])
    for required in (urls.HOME, urls.LOST, *asking):
        if required not in outline.files:
            yield _problem(required, 1, "Sidan finns inte.", "Kolla att bygget gick bra.", "sida-saknas")


def _guides(loaded: Loaded) -> list[str]:
    return [f"{language.prefix}{GUIDE}" for language in loaded.languages]


def _documents(loaded: Loaded, tree: Tree) -> Iterator[tuple[str, Document]]:
    """Yield every page of the guide that asks, in every language, with what it asks."""
    for document in wizard.documents(loaded.registry, tree):
        for language in loaded.languages:
            yield f"{language.prefix}{urls.of_guide(document.place)}", document


def _list(name: str, page: BuiltPage, loaded: Loaded) -> Iterator[Problem]:
    """Yield where the list of places has not first the emergency number, then each place once, leading to its guide."""
    links = list(page.having("data-answer"))
    found = sorted((link.attributes["data-answer"], hrefs.goal(GUIDE, link.attributes.get("href", ""))) for link in links)
    if found != sorted((place.id, urls.of_guide(place)) for place in loaded.registry.municipalities):
        message = "Listan har inte varje kommun en gång, med en länk till kommunens guide."
        yield _problem(name, 1, message, "Rätta mallen places.html.", "guide-mot-trad")
    danger = f"tel:{loaded.registry.emergency.dialled}"
    main = next(page.named("main"), page.root)
    first = next((link for link in main.walk() if link.attributes.get("href") == danger or "data-answer" in link.attributes), None)
    if first is None or first.attributes.get("href") != danger:
        message = f"{loaded.registry.emergency.number} står inte före listan med kommuner."
        yield _problem(name, 1, message, "Rätta mallen places.html.", "fara-112")


def _calls(element: Element, loaded: Loaded) -> bool:
    line = loaded.registry.lifeline
    return element.attributes.get("href") == f"tel:{line.dialled}" and line.number in element.text()


def _number(name: str, page: BuiltPage, loaded: Loaded) -> Iterator[Problem]:
    """Every page has the number in the bar and once more in its main content."""
    for part in ("header", "main"):
        if not any(_calls(element, loaded) for place in page.named(part) for element in place.walk()):
            yield _problem(
                name,
                1,
                f"Numret {loaded.registry.lifeline.number} går inte att ringa från <{part}>.",
                "Rätta mallen.",
                "sida-utan-numret",
            )


def _exit(name: str, page: BuiltPage, language: Language) -> Iterator[Problem]:
    words = language["exit"]
    exits = page.having("data-exit")
    if not any(words in element.text() and element.attributes.get("href", "").startswith("https://") for element in exits):
        yield _problem(name, 1, f"Knappen {words} saknas.", "Rätta mallen base.html.", "sida-utan-utgang")


def _only_known_numbers(name: str, page: BuiltPage, numbers: set[str], dialled: set[str]) -> Iterator[Problem]:
    """No page names or dials a number that is not in the registry's list of published ones, `dialled` as phones dial them."""
    for number in (number for words in page.strings if not words.isspace() for number in phones.mentioned(words)):
        if number not in numbers:
            yield _problem(name, 1, f"Här står numret {quoted(number)}, som inte får visas.", "Ta bort det.", "okant-nummer")
    for element in page.having("href"):
        scheme, _, number = element.attributes["href"].partition(":")
        if scheme.lower() in ("tel", "sms", "callto") and number not in dialled:
            address = element.attributes["href"]
            remedy = "Låt den ringa ett nummer som registret visar, till exempel tel:112, eller ta bort länken."
            yield _problem(name, element.line, f"En länk ringer {quoted(address)}.", remedy, "okant-nummer")
        elif (
            scheme.lower() == "tel" and (words := element.text()) in numbers and number != phones.dialled(words, phones.e164(words))
        ):
            remedy = f"Låt länken vara tel:{phones.dialled(words, phones.e164(words))}."
            yield _problem(name, element.line, f"Länken visar {quoted(words)} men ringer {quoted(number)}.", remedy, "annat-nummer")


def _links(name: str, page: BuiltPage, site: BuiltSite, files: frozenset[str]) -> Iterator[Problem]:
    """Every link inside the site leads to a page that was built, and to a part of it that is there."""
    for element in page.named("a"):
        address = element.attributes.get("href", "")
        if address and not _leads_somewhere(name, address, site, files):
            yield _problem(name, element.line, f"Länken {quoted(address)} leder ingenstans.", "Rätta adressen.", "bruten-lank")


def _leads_somewhere(name: str, address: str, site: BuiltSite, files: frozenset[str]) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme or parts.netloc:
        return parts.scheme in _SCHEMES
    goal = hrefs.goal(name, parts.path)
    return goal in files and goal.endswith(PAGE) and (not parts.fragment or unquote(parts.fragment) in site.targets(goal))


def _guide(name: str, page: BuiltPage, tree: Tree) -> Iterator[Problem]:
    """Yield where the guide's HTML has not exactly the tree's journeys, each with its programmes and the number."""
    expected = {journey.answers: journey.outcome for journey in journeys.walk(tree)}
    parts = (element for element in page.elements if {"data-question", "data-outcome"} & element.attributes.keys())
    start = next(parts, None)
    found = dict(_endings(start, ())) if start else {}
    dealt = [element.attributes["data-program"] for element in page.having("data-program")]
    for steps in [*expected.keys() - found.keys(), *found.keys() - expected.keys()][:1]:
        yield _problem(
            name,
            1,
            f"Vägen {_path(steps)} finns inte både i guiden och i trädet.",
            "Rätta mallen question.html.",
            "guide-mot-trad",
        )
    for steps, outcome in expected.items():
        ending = found.get(steps)
        if ending is None:
            continue
        shown = dict(zip(dealt, map(_VERDICTS.get, ending.attributes["data-outcome"]), strict=False))
        if {program: verdict for program, verdict in shown.items() if verdict} != journeys.results(outcome):
            yield _problem(
                name,
                ending.line,
                f"Slutet på vägen {_path(steps)} visar fel stöd.",
                "Rätta mallen outcome.html.",
                "guide-mot-trad",
            )
            break
        calls = [element.attributes["href"] for element in ending.walk() if element.attributes.get("href", "").startswith("tel:")]
        wanted = [f"tel:{outcome.emergency.dialled}"] if outcome.emergency else []
        if (
            f"tel:{outcome.lifeline.dialled}" not in calls
            or outcome.lifeline.number not in ending.text()
            or calls[: len(wanted)] != wanted
        ):
            yield _problem(
                name,
                ending.line,
                f"Slutet på vägen {_path(steps)} har inte numret, eller inte 112 först vid fara.",
                "Rätta mallen outcome.html.",
                "slut-utan-numret",
            )
            break


def _danger_at_once(name: str, page: BuiltPage, tree: Tree) -> Iterator[Problem]:
    """Yield an answer of danger that has not the emergency number directly under it, before the next question."""
    answers = ((question.id, answer) for question in journeys.questions(tree) for answer in question.answers)
    numbers = {(question, answer.id): answer.emergency.dialled for question, answer in answers if answer.emergency}
    for section in page.having("data-question"):
        question = section.attributes["data-question"]
        for group in _children(section) if question else ():
            told = next((child.attributes["data-answer"] for child in _children(group) if "data-answer" in child.attributes), "")
            at_once = (link for child in _children(group) if child.name != "section" for link in child.walk())
            number = numbers.get((question, told))
            if number and not any(link.attributes.get("href") == f"tel:{number}" for link in at_once):
                message = f"Svaret {quoted(told)} visar inte {number} direkt."
                yield _problem(name, group.line, message, "Rätta mallen question.html.", "fara-112")


def _endings(element: Element, behind: Steps) -> Iterator[tuple[Steps, Element]]:
    """Yield every ending inside `element` with the answers that lead to it."""
    if "data-outcome" in element.attributes:
        yield behind, element
        return
    question = element.attributes.get("data-question", "")
    for group in _children(element):
        answers = [child.attributes["data-answer"] for child in _children(group) if "data-answer" in child.attributes]
        below = [child for child in _children(group) if {"data-question", "data-outcome"} & child.attributes.keys()]
        for answer, inside in zip(answers, below, strict=False):
            yield from _endings(inside, (*behind, (question, answer)))


def _children(element: Element) -> list[Element]:
    return [child for child in element.inside if isinstance(child, html_tree.Element)]


def _path(steps: Steps) -> str:
    return " → ".join(f"{question}: {answer}" for question, answer in steps) or "(början)"
