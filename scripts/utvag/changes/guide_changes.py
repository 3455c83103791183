"""What is different in the guide, in Swedish: for whom it ends or asks differently ("En anhörig i Uppsala …"), what it asks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from utvag.changes import journey_changes
from utvag.changes.sentences import Sentence, about_pages, quote
from utvag.content import urls
from utvag.guide import journeys, result_cards
from utvag.guide.eligibility import Verdict
from utvag.registry.model import DECLINED
from utvag.swedish import listing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from utvag.changes.journey_changes import Box, Group
    from utvag.changes.sentences import Comparison
    from utvag.guide.journeys import Tree
    from utvag.registry.model import Audience, Choice, Criterion, Registry

AUDIENCES = {"leaver": "den som själv vill lämna", "relative": "en anhörig", "professional": "en yrkesverksam"}
"""What we call those who read."""

_MOVED = {
    "fits": "ser {} bland det som passar, inte längre bland det som kan passa",
    "may_fit": "ser {} bland det som kan passa, inte längre bland det som passar",
}

_SHOWN = {
    ("112", "on"): "ser nu 112 först",
    ("112", "off"): "ser inte längre 112 först",
    ("elsewhere", "on"): "får nu veta att {} hör till en annan plats",
    ("elsewhere", "off"): "får inte längre veta att {} hör till en annan plats",
}


def compare(both: Comparison) -> Iterator[Sentence]:
    """Yield what is different in the guide."""
    before, after = both.before, both.after
    pages = tuple(f"{language.prefix}{urls.GUIDE}" for language in after.languages)
    answers = journey_changes.answers_of(before.tree, after.tree)
    people = PeopleInWords(before.loaded.registry, after.loaded.registry, answers)
    for group in journey_changes.groups(before.tree, after.tree, both.same):
        yield from (Sentence("journeys", people.sentence(box, group), pages, who=box) for box in group.who)
    yield from (Sentence("journeys", words, pages) for words in _further_down(both))
    yield from (Sentence("questions", words, pages) for words in _answers(before.tree, after.tree, people))
    for page, language in zip(pages, after.languages, strict=True):
        if language.code in {known.code for known in before.languages}:
            old, new = (_words(view.tree, language.code) for view in (before, after))
            yield from (about_pages("questions", words, (page,), language.code) for words in _reworded(old, new))


@dataclass(frozen=True, slots=True)
class PeopleInWords:
    """Describes people in the words of the registry `after`, or of `before` for what is no longer there."""

    before: Registry
    after: Registry
    answers: Mapping[str, tuple[str, ...]]

    def sentence(self, box: Box, group: Group) -> str:
        """Return what happens to those in `box`, which is one of those of `group`."""
        words = f"{self.who(box)} {listing(list(self._happens(group)))}."
        return f"{words[0].upper()}{words[1:]}"

    def who(self, box: Box) -> str:
        """Return a description of everybody in `box` and of nobody else."""
        subject, places, clauses = "alla", "", []
        for question, allowed in box.items():
            criterion = self.criterion(question)
            if criterion.criterion == "audience":
                subject = self._subject(criterion, allowed)
            elif criterion.criterion == "municipality" and len(allowed) < len(self.answers[question]):
                reasons = [choice.reason.sv for choice in self._choices(question) if choice.id in allowed]
                places = f" {either([*reasons, *(['på okänd plats'] if DECLINED in allowed else [])])}"
            else:
                clauses.append(self._clause(criterion, allowed, self._audience(box)))
        return f"{subject}{places}{' som ' if clauses else ''}{' och som '.join(clauses)}"

    def _subject(self, criterion: Criterion, allowed: frozenset[str]) -> str:
        """Return who is meant by some answers to the question of who it is about."""
        choices = self._choices(criterion.id)
        named = []
        for choice in (choice for choice in choices if choice.id in allowed):
            alike = {other.id for other in choices if other.audience == choice.audience}
            is_whole = choice.audience is not None and alike <= allowed
            named.append(AUDIENCES[choice.audience or "leaver"] if is_whole else self._somebody(choice))
        return either([*dict.fromkeys(named), *(["den som inte säger vem det gäller"] if DECLINED in allowed else [])])

    @staticmethod
    def _somebody(choice: Choice) -> str:
        """Return one of those who are spoken to alike: by age if that tells them apart, else by the answer itself."""
        lowest, highest = choice.minimum_age, choice.maximum_age
        if choice.audience != "leaver" or (lowest is None and highest is None):
            return f"den som svarar {quote(choice.text.leaver.sv)}"
        ages = f"{lowest} år eller äldre" if highest is None else f"{lowest}–{highest} år"
        return f"{AUDIENCES['leaver']} och är {ages if lowest is not None else f'under {(highest or 0) + 1} år'}"

    def _clause(self, criterion: Criterion, allowed: frozenset[str], audience: Audience | None) -> str:
        question = quote(criterion.text.said_to(audience).sv)
        named, missing = ([name for name in self.answers[criterion.id] if (name in allowed) is is_in] for is_in in (True, False))
        if missing == [DECLINED]:
            return f"svarar på frågan {question}"
        is_fewer = len(missing) < len(named)
        words = either([self.answer(criterion.id, name, audience) for name in (missing if is_fewer else named)])
        return f"på frågan {question} svarar {'något annat än ' if is_fewer else ''}{words}"

    def answer(self, question: str, name: str, audience: Audience | None = None) -> str:
        """Return the words of an answer, quoted."""
        if name == DECLINED:
            return quote(self.after.declined_answer.sv)
        return quote(next(choice.text.said_to(audience).sv for choice in self._choices(question) if choice.id == name))

    def criterion(self, name: str) -> Criterion:
        """Return the question called `name`, as it is now or as it was."""
        return next(item for registry in (self.after, self.before) for item in registry.questions if item.id == name)

    def _choices(self, question: str) -> list[Choice]:
        found = {choice.id: choice for registry in (self.before, self.after) for choice in registry.choices.get(question, ())}
        return [found[name] for name in self.answers[question] if name in found]

    def _audience(self, box: Box) -> Audience | None:
        """Return as whom those in `box` are spoken to: as somebody in particular only if they all are."""
        for question, allowed in box.items():
            if self.criterion(question).criterion == "audience":
                audiences = {choice.id: choice.audience for choice in self._choices(question)}
                found = {audiences.get(name) for name in allowed}
                return found.pop() if len(found) == 1 else None
        return None

    def program(self, name: str) -> str:
        """Return what the programme called `name` is called, as it is now or as it was, quoted."""
        return quote(next(item.name for registry in (self.after, self.before) for item in registry.programs if item.id == name))

    def _happens(self, group: Group) -> Iterator[str]:
        """Yield each thing that happens to the people of `group`, as words that follow who they are."""
        found: dict[str, list[str]] = {}
        for effect in group.effects:
            found.setdefault(effect.kind, []).append(effect.what)
        lost = listing([self.program(name) for name in found.get("gone", [])])
        if "new" in found:
            called = listing([f"{self.program(name)}{_how_sure(group, name)}" for name in found["new"]])
            yield f"ser nu {called} i stället för {lost}" if lost else f"ser nu också {called}"
        elif lost:
            yield f"ser inte längre {lost}"
        for kind in [kind for kind in _MOVED if kind in found]:
            yield _MOVED[kind].format(listing([self.program(name) for name in found[kind]]))
        for kind, words in (("asked", "får nu frågan"), ("unasked", "får inte längre frågan")):
            yield from (f"{words} {quote(self.criterion(name).text.leaver.sv)}" for name in found.get(kind, []))
        for (kind, state), words in _SHOWN.items():
            if state in found.get(kind, []):
                yield words.format((self.after if state == "on" else self.before).lifeline.name)


def _how_sure(group: Group, name: str) -> str:
    verdicts = {journeys.results(pair.after)[name] for pair in group.pairs}
    return {Verdict.MAY_FIT: " (kan passa)", Verdict.FITS: " (passar)"}[verdicts.pop()] if len(verdicts) == 1 else ""


def either(words: Sequence[str]) -> str:
    """Return "a, b eller c"."""
    return " eller ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def _further_down(both: Comparison) -> Iterator[str]:
    """Yield how often a programme that may fit is moved to or from "Visa fler": it follows from others, so it is counted alone."""
    every = list(journey_changes.pairs(both.before.tree, both.after.tree))
    moved: Counter[tuple[str, str]] = Counter()
    for pair in every:
        old = {both.same.get(name, name): letter for name, letter in result_cards.letter_of(pair.before).items()}
        new = result_cards.letter_of(pair.after)
        moved.update((name, new[name]) for name in new if {new[name], old.get(name)} == {result_cards.MAY, result_cards.MORE})
    more = quote(both.after.languages[0]["guide_more"])
    for (name, letter), count in moved.items():
        where = f"flyttas ner under {more}" if letter == result_cards.MORE else f"flyttas upp och syns utan {more}"
        yield f"{both.program(name)} {where} i {count} av {len(every)} vägar genom guiden."


def _answers(before: Tree, after: Tree, people: PeopleInWords) -> Iterator[str]:
    """Yield the answers that are new or gone, and questions and answers that stand in another order."""
    old, new = _order(before), _order(after)
    for question in [name for name in new if name in old]:
        asked = quote(people.criterion(question).text.leaver.sv)
        decline = people.answer(question, DECLINED)
        for name in [name for name in new[question] if name not in old[question]]:
            words = f"Svaret {people.answer(question, name)} är nytt på frågan {asked}."
            yield f"{words} Den som ger det jämförs här med den som förut svarade {decline}."
        for name in [name for name in old[question] if name not in new[question]]:
            words = f"Svaret {people.answer(question, name)} på frågan {asked} är borta."
            yield f"{words} Den som gav det jämförs här med den som nu svarar {decline}."
        if _is_reordered(old[question], new[question]):
            yield f"Svaren på frågan {asked} står i en ny ordning."
    if _is_reordered(list(old), list(new)):
        yield "Frågorna i guiden kommer i en ny ordning."


def _order(tree: Tree) -> dict[str, list[str]]:
    """Return every question of a guide with its answers, in the order of the first path that is asked it."""
    found: dict[str, list[str]] = {}
    for question in journeys.questions(tree):
        found.setdefault(question.id, [answer.id for answer in question.answers])
    return found


def _is_reordered(old: list[str], new: list[str]) -> bool:
    return [name for name in old if name in new] != [name for name in new if name in old]


Wordings: TypeAlias = "dict[tuple[str, str, str], dict[str, None]]"
"""All the words of each question and answer, by (question, answer or nothing, what they are)."""


def _words(tree: Tree, lang: str) -> Wordings:
    found: Wordings = {}
    for question in journeys.questions(tree):
        parts = [("", "Frågan", question.words), ("", "Förklaringen", question.why)]
        parts += [(answer.id, "Svaret", answer.words) for answer in question.answers]
        for name, kind, words in parts:
            found.setdefault((question.id, name, kind), {})[words[lang]] = None
    return found


def _reworded(old: Wordings, new: Wordings) -> Iterator[str]:
    """Yield what is worded in another way; the words to decline are the same everywhere, and stand once."""
    found: dict[str, None] = {}
    for key in [name for name in new if name in old]:
        question, answer, kind = key
        gone, come = ([words for words in one[key] if words not in other[key]] for one, other in ((old, new), (new, old)))
        joined = " till" if kind == "Förklaringen" else " på" if answer not in ("", DECLINED) else ""
        about = f"{joined} frågan {quote(next(iter(new[question, '', 'Frågan'])))}" if joined else ""
        found |= dict.fromkeys(f"{kind} {quote(was)}{about} blir {quote(now)}." for was, now in zip(gone, come, strict=False))
        found |= dict.fromkeys(f"{kind} {quote(was)}{about} är borta." for was in gone[len(come) :])
        found |= dict.fromkeys(f"{kind} {quote(now)}{about} är ny." for now in come[len(gone) :])
    yield from found
