"""The guide's HTML as a graph: few questions, few answers, one of them to decline, and every part on the way to an ending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from utvag.content.html_tree import Element
from utvag.content.urls import guides
from utvag.registry.model import DECLINED
from utvag.site.built import problem as _problem
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.guide.journeys import Tree
    from utvag.problems import Problem
    from utvag.registry.loader import Loaded
    from utvag.site.built import BuiltPage, BuiltSite

MOST_QUESTIONS = 4
MOST_ANSWERS = 5
_MARKS = {"data-question", "data-outcome"}


def check(site: BuiltSite, loaded: Loaded, tree: Tree) -> Iterator[Problem]:
    """Yield what is wrong with the shape of the guide in the built `site` (safety.md B8).

    That it is the compiled tree's shape, and that every ending has the number, is for `checks.site`.
    """
    del tree
    for name in (f"{language.prefix}{address}" for address in guides(loaded.registry) for language in loaded.languages):
        if name in site.pages:
            yield from _shape(name, site.pages[name])


def _shape(name: str, page: BuiltPage) -> Iterator[Problem]:
    marked = [element for element in page.elements if _MARKS & element.attributes.keys()]
    reached: set[int] = set()
    if marked:
        yield from _below(name, marked[0], 0, reached)
    for lost in (element for element in marked if id(element) not in reached):
        message = "En del av guiden går inte att nå från första frågan."
        yield _problem(name, lost.line, message, "Rätta mallen question.html.", "b8-onabar")


def _below(name: str, place: Element, questions: int, reached: set[int]) -> Iterator[Problem]:
    """Walk from a question or ending, `questions` asked before it; note what is reached."""
    reached.add(id(place))
    asked = place.attributes.get("data-question")
    if asked is None:
        return
    if questions == MOST_QUESTIONS:
        message = f"Frågan {quoted(asked)} kommer efter {MOST_QUESTIONS} andra."
        yield _problem(name, place.line, message, "Ta bort en fråga i programs.yaml.", "b8-manga-fragor")
    groups = [(group, answer) for group in _children(place) if (answer := _answer(group)) is not None]
    answers = [answer for _, answer in groups]
    if len(answers) > MOST_ANSWERS:
        message = f"Frågan {quoted(asked)} har {len(answers)} svar."
        yield _problem(name, place.line, message, f"Ge den högst {MOST_ANSWERS} svar i programs.yaml.", "b8-manga-svar")
    if DECLINED not in answers:
        message = f"Frågan {quoted(asked)} har inte svaret {quoted(DECLINED)}."
        yield _problem(name, place.line, message, "Rätta mallen question.html.", "b8-vet-inte")
    for group, answer in groups:
        behind = [child for child in _children(group) if _MARKS & child.attributes.keys()]
        if len(behind) != 1:
            message = f"Svaret {quoted(answer)} på frågan {quoted(asked)} leder ingenstans, eller till flera ställen."
            yield _problem(name, group.line, message, "Rätta mallen question.html.", "b8-atervandsgrand")
        for place_behind in behind[:1]:
            yield from _below(name, place_behind, questions + 1, reached)


def _answer(group: Element) -> str | None:
    return next((child.attributes["data-answer"] for child in _children(group) if "data-answer" in child.attributes), None)


def _children(element: Element) -> list[Element]:
    return [child for child in element.inside if isinstance(child, Element)]
