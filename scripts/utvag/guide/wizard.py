"""Question, Answer and Outcome, and the tree of them compiled from a registry.

A question is asked only where two of its answers lead to different results; an Outcome cannot be made without the lifeline.
Where there are too many places for a question, they are a list that comes first, and the guide is a document for each of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from utvag.guide import eligibility
from utvag.guide.eligibility import Verdict, may_stand_open
from utvag.registry.model import DECLINED, LIFELINE, NATIONAL, Lifeline
from utvag.swedish import order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from utvag.registry.model import Audience, Choice, ContactRoute, Emergency, Municipality, Program, Registry, Text

MOST_SHOWN = 3
"""Results that stand open in an ending, besides the way in where the visitor is; the rest is folded."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One programme in a result: how sure we are, how many questions that decide it are unanswered, how far up it stands."""

    program: Program
    verdict: Verdict
    unknown: int = 0
    up: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a path ends. The lifeline is not optional: without one there is no Outcome.

    `place` is where the visitor is known to be.
    """

    lifeline: Lifeline
    emergency: Emergency | None = None
    recommendations: tuple[Recommendation, ...] = ()
    place: Municipality | None = None

    is_question: ClassVar[bool] = False

    def __post_init__(self) -> None:
        """Raise TypeError unless there is a lifeline that always answers."""
        if not isinstance(self.lifeline, Lifeline) or not self.lifeline.hours.around_the_clock:
            msg = "an Outcome ends at a lifeline that is open around the clock"
            raise TypeError(msg)

    @property
    def is_local(self) -> bool:
        """Whether the visitor is known to be where the lifeline belongs."""
        return self.place is not None and self.place.id == self.lifeline.municipality

    @property
    def doors(self) -> tuple[Recommendation, ...]:
        """The way in where the visitor is; and what stands in for it where none of it has a number, or where it fits."""
        named = self.place.default_programs if self.place else ()
        local = [item for item in self.recommendations if item.program.id in named]
        has_number = any(self._number(route) for item in local for route in item.program.published_routes)
        others = (item for item in self.recommendations if item.program.role == "stand_in")
        return (*local, *(item for item in others if not has_number or item.verdict is Verdict.FITS))

    @property
    def shown(self) -> tuple[Recommendation, ...]:
        """What the answers speak for, best first and few: ways out, and whoever to talk to that an answer moves up."""
        doors = {item.program.id for item in self.doors}
        found = [item for item in self.recommendations if item.program.id not in doors and may_stand_open(item.program, item.up)]
        found.sort(key=lambda item: (-item.up, item.verdict is not Verdict.FITS, item.unknown))
        return tuple(found[:MOST_SHOWN])

    @property
    def reading(self) -> tuple[Recommendation, ...]:
        """What is to be read, and no one to call."""
        return tuple(item for item in self.recommendations if item.program.kind == "reading")

    @property
    def folded(self) -> tuple[Recommendation, ...]:
        """All else, in the order of the registry."""
        apart = {item.program.id for item in (*self.doors, *self.shown, *self.reading)}
        return tuple(item for item in self.recommendations if item.program.id not in apart)

    def _number(self, route: ContactRoute) -> bool:
        """Return whether a route is a number to call from where the visitor is."""
        return route.kind == "phone" or (route.kind == "via" and route.program == LIFELINE and self.is_local)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, its words, and where it leads; with danger now, the emergency number to show at once."""

    id: str
    words: Text
    leads_to: Question | Outcome
    emergency: Emergency | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question, in the words for whoever has come this far; the last answer is always to decline."""

    id: str
    words: Text
    why: Text
    answers: tuple[Answer, ...] = field(default=())

    is_question: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the guide: what it can name, what it asks, and what is known of whoever reads it.

    `place` is the municipality that it is for, None for a guide that is one document. The tree follows from all else.
    """

    place: Municipality | None
    registry: Registry
    tree: Question | Outcome = field(compare=False)
    given: Mapping[str, Choice]


def compile(registry: Registry) -> Question | Outcome:  # noqa: A001 -- read as `wizard.compile`
    """Return the tree of `registry`: danger first, then in declared order, each question only where it can change the result.

    A list of places comes before danger: the same 112 stands above it. Who does not say where is led as somebody who is elsewhere.
    """
    known: _Known = {}
    if not registry.lists_places:
        return _Compiler(registry, {}, known).tree
    places = next(question for question in registry.questions if question.criterion == "municipality")
    below = {place.id: _Compiler(registry.by_place[place.id], given, known).tree for place, given in _places(registry)}
    elsewhere = next((place for place in registry.municipalities if place.elsewhere), registry.municipalities[-1])
    answers = (Answer(place.id, place.answer.said_to(None), below[place.id]) for place in registry.municipalities)
    declined = Answer(DECLINED, registry.declined_answer, below[elsewhere.id])
    return Question(places.id, places.text.said_to(None), places.why, (*answers, declined))


@dataclass(frozen=True, slots=True)
class PlaceList:
    """The list of places that stands where they are too many for a question: it comes first, and each place has a document.

    `letters` are the places from A to Ö by their first letters, without the place for whoever is in none of them, `elsewhere`.
    """

    question: Question = field(compare=False)
    danger: Question | Outcome = field(compare=False)
    letters: tuple[tuple[str, tuple[Municipality, ...]], ...]
    elsewhere: Municipality

    @property
    def places(self) -> tuple[Municipality, ...]:
        """The places from A to Ö, each with a page of its own programmes."""
        return tuple(place for _, places in self.letters for place in places)


def place_list(registry: Registry, tree: Question | Outcome) -> PlaceList | None:
    """Return the list of places of the guide `tree` compiled from `registry`; None where places are few, and a question."""
    if not registry.lists_places or isinstance(tree, Outcome):
        return None
    elsewhere = next(place for place in registry.municipalities if place.elsewhere)
    named = sorted((place for place in registry.municipalities if not place.elsewhere), key=lambda place: order(place.name))
    letters = tuple((letter, tuple(found)) for letter, found in groupby(named, key=lambda place: place.name[0].upper()))
    return PlaceList(tree, tree.answers[0].leads_to, letters, elsewhere)


def documents(registry: Registry, tree: Question | Outcome) -> Iterator[Document]:
    """Yield the documents of the guide `tree` compiled from `registry`: one, or one for each place of the list."""
    if not registry.lists_places:
        yield Document(None, registry, tree, {})
        return
    below = {} if isinstance(tree, Outcome) else {answer.id: answer.leads_to for answer in tree.answers}
    for place, given in _places(registry):
        if place.id in below:
            yield Document(place, registry.by_place[place.id], below[place.id], given)


def _places(registry: Registry) -> Iterator[tuple[Municipality, dict[str, Choice]]]:
    """Yield every place of the list with what is known of whoever chose it."""
    name = registry.place_question or ""
    return ((place, {name: choice}) for place, choice in zip(registry.municipalities, registry.choices[name], strict=True))


_Known: TypeAlias = "dict[object, Recommendation | None]"


class _Compiler:
    """Grows the full tree from the endings up and drops every question whose answers all lead to the same results.

    `given` is answered already; `known` is what has been said of programmes for the trees before.
    """

    def __init__(self, registry: Registry, given: Mapping[str, Choice], known: _Known) -> None:
        self.registry = registry
        asked = [question for question in registry.questions if question.id not in given]
        self.order = sorted(asked, key=lambda question: question.criterion != "danger")
        self.criteria = [tuple(_criteria_of(program, registry)) for program in registry.programs]
        self.every_criteria = frozenset(self.criteria)
        self.known = known
        self.shapes: dict[object, int] = {}
        self.tree = self._grow(0, given)[0]

    def _grow(self, depth: int, answers: Mapping[str, Choice]) -> tuple[Question | Outcome, int]:
        """Return the tree below `answers` and the number of its shape: two trees with one number show the same results."""
        if depth == len(self.order):
            return self._outcome(answers)
        criterion = self.order[depth]
        choices = self.registry.choices[criterion.id]
        grown = [self._grow(depth + 1, {**answers, criterion.id: choice}) for choice in choices]
        declined = self._grow(depth + 1, answers)
        if all(shape == declined[1] for _, shape in grown):
            return declined
        audience = _audience(answers)
        question = Question(
            id=criterion.id,
            words=criterion.text.said_to(audience),
            why=criterion.why,
            answers=(
                *(
                    Answer(choice.id, choice.text.said_to(audience), below, self.registry.emergency if choice.emergency else None)
                    for choice, (below, _) in zip(choices, grown, strict=True)
                ),
                Answer(DECLINED, self.registry.declined_answer, declined[0]),
            ),
        )
        return question, self._shape((criterion.id, *(shape for _, shape in grown), declined[1]))

    def _shape(self, what: object) -> int:
        return self.shapes.setdefault(what, len(self.shapes))

    def _outcome(self, answers: Mapping[str, Choice]) -> tuple[Outcome, int]:
        known = {
            names: tuple(choice.id if (choice := answers.get(name)) else None for name in names) for names in self.every_criteria
        }
        found = [
            self._recommend(program, known[names], answers)
            for program, names in zip(self.registry.programs, self.criteria, strict=True)
        ]
        recommendations = tuple(item for item in found if item is not None)
        in_danger = any(choice.emergency for choice in answers.values())
        place = answers.get(self.registry.place_question or "")
        outcome = Outcome(
            self.registry.lifeline,
            self.registry.emergency if in_danger else None,
            recommendations,
            place=self.registry.places_by_id.get(place.id) if place else None,
        )
        return outcome, self._shape((in_danger, *((item.program.id, item.verdict) for item in recommendations)))

    def _recommend(self, program: Program, given: tuple[str | None, ...], answers: Mapping[str, Choice]) -> Recommendation | None:
        """Return what is said of one programme: the same for everybody who gave `given` to its own questions."""
        key = (program.id, given)
        if key not in self.known:
            verdict = eligibility.judge(program, answers, self.registry.place_question)
            does_not = verdict is Verdict.DOES_NOT_FIT
            self.known[key] = None if does_not else Recommendation(program, verdict, given.count(None))
        found = self.known[key]
        if found is None or not program.order:
            return found
        return Recommendation(program, found.verdict, found.unknown, eligibility.moved_up(program, answers))


def _audience(answers: Mapping[str, Choice]) -> Audience | None:
    return next((choice.audience for choice in answers.values() if choice.audience), None)


def _criteria_of(program: Program, registry: Registry) -> Iterable[str]:
    """Return the ids of the questions that this programme's verdict can depend on, in declared order."""
    named = {condition.question for condition in program.eligibility.conditions}
    if program.municipality != NATIONAL:
        named.add(registry.place_question or "")
    return (question.id for question in registry.questions if question.id in named)
