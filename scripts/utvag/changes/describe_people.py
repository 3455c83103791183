"""For whom the guide ends or asks differently, in Swedish: "En anhörig i Uppsala som … ser nu också …".

The two trees are walked together: each pair of paths is what the same answers lead to before and after. Effects that hit exactly
the same people are one group, described in as few boxes as we find. A cube is what one pair of paths says of people: question →
answer. A box is a description: question → the answers it allows; a question it does not name may be answered in any way.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from utvag.changes.page_changes import Sentence, quote
from utvag.content import urls
from utvag.guide import journeys, result_cards
from utvag.guide.wizard import Question
from utvag.registry.model import DECLINED
from utvag.swedish import listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from utvag.changes.page_changes import Comparison
    from utvag.guide.journeys import Tree
    from utvag.registry.model import Choice, Criterion, Registry

Cube: TypeAlias = Mapping[str, str]
Box: TypeAlias = Mapping[str, frozenset[str]]
Answers: TypeAlias = Mapping[str, tuple[str, ...]]
"""Every question with all its answers, to decline last."""

Seen: TypeAlias = Mapping[tuple[str, str], str]
"""What somebody sees: ("program", its id) → how sure we are, ("question", its id), ("112", ""), ("elsewhere", "").

("place", its id) → its letter is whether a programme that may fit stands further down: it follows from others, so it is no effect.
"""

Effect: TypeAlias = tuple[str, str, str]
"""One thing that is different for somebody: its kind, whether it is "new", "gone" or what it is now, its id."""

HEADING = "Vem som ser något annat i guiden"

AUDIENCES = {"leaver": "den som själv vill lämna", "relative": "en anhörig", "professional": "en yrkesverksam"}
"""What we call those who read."""

SURE = {"fits": " (passar)", "may_fit": " (kan passa)"}

EFFECTS = {
    ("program", "fits"): "ser {} bland det som passar, inte längre bland det som kan passa",
    ("program", "may_fit"): "ser {} bland det som kan passa, inte längre bland det som passar",
    ("question", "new"): "får nu frågan {}",
    ("question", "gone"): "får inte längre frågan {}",
    ("112", "new"): "ser nu 112 först",
    ("112", "gone"): "ser inte längre 112 först",
    ("elsewhere", "new"): "får nu veta att {} hör till en annan plats",
    ("elsewhere", "gone"): "får inte längre veta att {} hör till en annan plats",
}
"""What happens to somebody; programmes that are new and gone are told together."""

MANY_ORDERS = 24
"""In how many orders the questions are tried: every one of them, for up to four questions."""


class Pair(NamedTuple):
    """Some answers, and what whoever gives them sees before and after; nothing where that is the same in every way."""

    answers: Cube
    before: Seen
    after: Seen


def tell(both: Comparison) -> Iterator[Sentence]:
    """Yield for whom the guide ends or asks differently."""
    before, after = both.before, both.after
    guides = (f"{language.prefix}{urls.GUIDE}" for language in after.loaded.languages)
    pages = tuple(guide for guide in guides if guide in after.pages)
    answers, every = answers_of(before.tree, after.tree), list(pairs(before.tree, after.tree, both.same))
    people = People(before.loaded.registry, after.loaded.registry, answers)
    for effects, numbers in groups(every):
        chosen = set(numbers)
        others = [pair.answers for number, pair in enumerate(every) if number not in chosen]
        happens = listing(list(_happens(effects, [every[number].after for number in numbers], both, people)))
        for box in cover([every[number].answers for number in numbers], others, answers):
            words = f"{people.who(box)} {happens}."
            yield Sentence(HEADING, f"{words[0].upper()}{words[1:]}", pages)
    alone = [answers_of(tree, tree) for tree in (before.tree, after.tree)]
    if any(set(alone[0][name]) != set(alone[1][name]) for name in alone[0].keys() & alone[1].keys()):
        declined = quote(after.loaded.registry.declined_answer.sv)
        yield Sentence(HEADING, f"Ett svar som bara finns i den ena versionen jämförs här med {declined} i den andra.", pages)
    more = quote(after.loaded.languages[0]["guide_more"])
    for (name, is_down), count in _further_down(every).items():
        where = f"flyttas ner under {more}" if is_down else f"flyttas upp och syns utan {more}"
        yield Sentence(HEADING, f"{both.program(name)} {where} i {count} av {len(every)} vägar genom guiden.", pages)


def _happens(effects: Iterable[Effect], ends: Sequence[Seen], both: Comparison, people: People) -> Iterator[str]:
    """Yield each of `effects` as words that follow who the people are who see `ends` now."""
    found: dict[tuple[str, str], list[str]] = {}
    for kind, now, name in effects:
        found.setdefault((kind, now), []).append(name)
    lost = listing([both.program(name) for name in found.get(("program", "gone"), [])])
    if new := found.get(("program", "new")):
        verdicts = {name: {seen["program", name] for seen in ends} for name in new}
        sure = {name: SURE[verdict.pop()] if len(verdict) == 1 else "" for name, verdict in verdicts.items()}
        called = listing([f"{both.program(name)}{sure[name]}" for name in new])
        yield f"ser nu {called} i stället för {lost}" if lost else f"ser nu också {called}"
    elif lost:
        yield f"ser inte längre {lost}"
    for (kind, now), words in EFFECTS.items():
        names = found.get((kind, now), [])
        if kind == "program" and names:
            yield words.format(listing([both.program(name) for name in names]))
        elif kind == "question":
            yield from (words.format(quote(people.criterion(name).text.leaver.sv)) for name in names)
        elif names:
            yield words.format((people.after if now == "new" else people.before).lifeline.name)


def answers_of(before: Tree, after: Tree) -> Answers:
    """Return every question that either guide puts, with the answers of both."""
    found: dict[str, dict[str, None]] = {}
    for question in (*journeys.questions(after), *journeys.questions(before)):
        found.setdefault(question.id, {}).update(dict.fromkeys(answer.id for answer in question.answers if answer.id != DECLINED))
    return {question: (*answers, DECLINED) for question, answers in found.items()}


def pairs(before: Tree, after: Tree, same: Mapping[str, str]) -> Iterator[Pair]:
    """Yield every pair of paths: together they are everybody, and nobody is in two.

    An answer that one of the guides does not have is there as one who declines. `same` says which old programme is which new one.
    """
    every = answers_of(before, after)

    def walk(answers: Cube) -> Iterator[Pair]:
        ends = [_follow(tree, answers) for tree in (before, after)]
        asked = next((end for end, _ in ends if isinstance(end, Question)), None)
        if asked is None and ends[0] == ends[1]:
            yield Pair(answers, {}, {})
        elif asked is None:
            yield Pair(answers, _seen(*ends[0], same), _seen(*ends[1], {}))
        else:
            for answer in every[asked.id]:
                yield from walk({**answers, asked.id: answer})

    return walk({})


def _follow(tree: Tree, answers: Cube) -> tuple[Tree, list[str]]:
    """Return where `answers` lead as far as they go, and what is asked on the way."""
    asked = []
    while isinstance(tree, Question) and tree.id in answers:
        asked.append(tree.id)
        to = {answer.id: answer.leads_to for answer in tree.answers}
        tree = to.get(answers[tree.id], to[DECLINED])
    return tree, asked


def _seen(end: Tree, asked: Iterable[str], same: Mapping[str, str]) -> Seen:
    if isinstance(end, Question):
        raise TypeError(end)
    found = {("program", same.get(name, name)): verdict.value for name, verdict in journeys.results(end).items()}
    found |= {("place", same.get(name, name)): letter for name, letter in result_cards.letter_of(end).items()}
    found |= {("question", name): "" for name in asked}
    is_elsewhere = not end.is_local and end.lifeline.elsewhere is not None
    return found | {(kind, ""): "" for kind, is_shown in (("112", end.emergency), ("elsewhere", is_elsewhere)) if is_shown}


def effects(pair: Pair) -> set[Effect]:
    """Return what is different for whoever gives the answers of `pair`."""
    _, was, now = pair
    changed = [key for key in {**was, **now} if was.get(key) != now.get(key) and key[0] != "place"]
    return {(key[0], "gone" if key not in now else now[key] if key in was else "new", key[1]) for key in changed}


def groups(every: Sequence[Pair]) -> Iterator[tuple[list[Effect], tuple[int, ...]]]:
    """Yield all that is different, and in which pairs: what hits exactly the same people together."""
    hit: dict[Effect, list[int]] = {}
    for number, pair in enumerate(every):
        for effect in effects(pair):
            hit.setdefault(effect, []).append(number)
    alike: dict[tuple[int, ...], list[Effect]] = {}
    for effect in sorted(hit):
        alike.setdefault(tuple(hit[effect]), []).append(effect)
    return ((found, numbers) for numbers, found in alike.items())


def _further_down(every: Iterable[Pair]) -> Counter[tuple[str, bool]]:
    """Return how many pairs move a programme as sure as before, by its id, down under "Visa fler" or up from there."""
    groups = [{*shown, folded} for shown, folded in zip(result_cards.SHOWN, result_cards.FOLDED, strict=True)]
    seen = (
        (name, letter, was.get((kind, name))) for _, was, now in every for (kind, name), letter in now.items() if kind == "place"
    )
    folds = result_cards.FOLDED
    return Counter(
        (name, letter in folds)
        for name, letter, was in seen
        if (letter in folds) != (was in folds) and any({letter, was} <= group for group in groups)
    )


def meets(box: Box, cube: Cube) -> bool:
    """Return whether somebody can be in both."""
    return all(question not in cube or cube[question] in allowed for question, allowed in box.items())


def cover(wanted: Sequence[Cube], others: Sequence[Cube], answers: Answers) -> list[Box]:
    """Return boxes that meet every cube of `wanted` in full and none of `others`, as few as we find, and in as few words.

    The cubes are disjoint and together they are everybody. Each order of the questions gives one choice of boxes.
    """
    choices = [_covered(wanted, others, order, answers) for order in itertools.islice(itertools.permutations(answers), MANY_ORDERS)]
    return min(choices, key=lambda boxes: (len(boxes), sum(len(allowed) for box in boxes for allowed in box.values())))


def _covered(wanted: Sequence[Cube], others: Sequence[Cube], order: Sequence[str], answers: Answers) -> list[Box]:
    """Return boxes around the cubes of `wanted` that are not in one yet, without those that others make needless."""
    boxes: list[Box] = []
    for cube in wanted:
        if not any(_holds(box, cube) for box in boxes):
            boxes.append(_grown(cube, others, order, answers))
    for box in list(boxes):
        rest = [other for other in boxes if other is not box]
        if all(any(_holds(other, cube) for other in rest) for cube in wanted):
            boxes = rest
    return boxes


def _grown(seed: Cube, others: Sequence[Cube], order: Sequence[str], answers: Answers) -> Box:
    """Return the box around `seed` that cannot take in one more answer without meeting one of `others`."""
    box: dict[str, frozenset[str]] = {question: frozenset([seed[question]]) for question in answers if question in seed}
    for question in [question for question in order if question in box]:
        without = {name: allowed for name, allowed in box.items() if name != question}
        near = [cube for cube in others if meets(without, cube)]
        box = {**box, question: frozenset(answers[question]) - {cube[question] for cube in near}} if near else without
    return box


def _holds(box: Box, cube: Cube) -> bool:
    """Return whether everybody in `cube` is in `box`."""
    return all(cube.get(question) in allowed for question, allowed in box.items())


class People:
    """Describes people in the words of the registry `after`, or of `before` for what is no longer there, as said to a leaver."""

    def __init__(self, before: Registry, after: Registry, answers: Answers) -> None:
        """Take the words of both; `answers` are those to every question that either guide puts."""
        self.before, self.after, self.answers = before, after, answers

    def who(self, box: Box) -> str:
        """Return a description of everybody in `box` and of nobody else."""
        subject, places, clauses = "alla", "", []
        for question, allowed in box.items():
            criterion = self.criterion(question)
            if criterion.criterion == "audience":
                subject = self._subject(question, allowed)
            elif criterion.criterion == "municipality" and len(allowed) < len(self.answers[question]):
                reasons = [choice.reason.sv for choice in self._choices(question) if choice.id in allowed]
                places = f" {either([*reasons, *(['på okänd plats'] if DECLINED in allowed else [])])}"
            else:
                clauses.append(self._clause(criterion, allowed))
        return f"{subject}{places}{' som ' if clauses else ''}{' och som '.join(clauses)}"

    def criterion(self, name: str) -> Criterion:
        """Return the question called `name`, as it is now or as it was."""
        return next(item for registry in (self.after, self.before) for item in registry.questions if item.id == name)

    def _choices(self, question: str) -> list[Choice]:
        found = {choice.id: choice for registry in (self.before, self.after) for choice in registry.choices.get(question, ())}
        return [found[name] for name in self.answers[question] if name in found]

    def _subject(self, question: str, allowed: frozenset[str]) -> str:
        """Return who is meant by some answers to the question of who it is about."""
        choices = self._choices(question)
        named = []
        for choice in (choice for choice in choices if choice.id in allowed):
            alike = {other.id for other in choices if other.audience == choice.audience}
            is_whole = choice.audience is not None and alike <= allowed
            named.append(AUDIENCES[choice.audience or "leaver"] if is_whole else _somebody(choice))
        return either([*dict.fromkeys(named), *(["den som inte säger vem det gäller"] if DECLINED in allowed else [])])

    def _clause(self, criterion: Criterion, allowed: frozenset[str]) -> str:
        """Return what people answer to a question that is about neither who they are nor where."""
        question = quote(criterion.text.leaver.sv)
        words = {choice.id: choice.text.leaver.sv for choice in self._choices(criterion.id)} | {
            DECLINED: self.after.declined_answer.sv
        }
        named, missing = ([name for name in self.answers[criterion.id] if (name in allowed) is is_in] for is_in in (True, False))
        if missing == [DECLINED]:
            return f"svarar på frågan {question}"
        is_fewer = len(missing) < len(named)
        told = either([quote(words[name]) for name in (missing if is_fewer else named)])
        return f"på frågan {question} svarar {'något annat än ' if is_fewer else ''}{told}"


def _somebody(choice: Choice) -> str:
    """Return one of those who are spoken to alike: by age if that tells them apart, else by the answer itself."""
    lowest, highest = choice.minimum_age, choice.maximum_age
    if choice.audience != "leaver" or (lowest is None and highest is None):
        return f"den som svarar {quote(choice.text.leaver.sv)}"
    ages = f"{lowest} år eller äldre" if highest is None else f"{lowest}–{highest} år"
    return f"{AUDIENCES['leaver']} och är {ages if lowest is not None else f'under {(highest or 0) + 1} år'}"


def either(words: Sequence[str]) -> str:
    """Return "a, b eller c"."""
    return " eller ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
