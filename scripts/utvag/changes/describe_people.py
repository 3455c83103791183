"""People and what happens to them, as Swedish sentences: a box of answers into "En anhörig i Uppsala som …"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from utvag.changes import journey_changes
from utvag.guide.eligibility import Verdict
from utvag.registry.model import DECLINED
from utvag.swedish import listing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from utvag.changes.journey_changes import Box, Group
    from utvag.registry.model import Audience, Choice, Criterion, Registry

AUDIENCES = {"leaver": "den som själv vill lämna", "relative": "en anhörig", "professional": "en yrkesverksam"}
"""What we call those who read."""

EVERYBODY = "alla"


def quote(words: str) -> str:
    """Return `words` in quotation marks, however long: what is quoted here is what visitors read."""
    return f"”{words}”"


def either(words: Sequence[str]) -> str:
    """Return "a, b eller c"."""
    return " eller ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells about people in the words of the registry `after`, or of `before` for what is no longer there."""

    before: Registry
    after: Registry
    answers: Mapping[str, tuple[str, ...]]

    def sentence(self, box: Box, group: Group) -> str:
        """Return what happens to those in `box`, which is one of those of `group`."""
        words = f"{self.who(box)} {listing(list(self._happens(group)))}."
        return f"{words[0].upper()}{words[1:]}"

    def who(self, box: Box) -> str:
        """Return a description of everybody in `box` and of nobody else."""
        subject, places, clauses = EVERYBODY, "", []
        for question, allowed in box.items():
            criterion = self.criterion(question)
            if criterion.criterion == "audience":
                subject = self._subject(criterion, allowed)
            elif criterion.criterion == "municipality" and DECLINED not in allowed:
                places = f" {either([choice.reason.sv for choice in self._choices(question) if choice.id in allowed])}"
            elif criterion.criterion == "municipality" and len(allowed) < len(self.answers[question]):
                reasons = [choice.reason.sv for choice in self._choices(question) if choice.id in allowed]
                places = f" {either([*reasons, 'på okänd plats'])}"
            else:
                clauses.append(self._clause(criterion, allowed, self._audience(box)))
        return f"{subject}{places}{' som ' if clauses else ''}{' och som '.join(clauses)}"

    def _subject(self, criterion: Criterion, allowed: frozenset[str]) -> str:
        """Return who is meant by some answers to the question of who it is about."""
        named: dict[str, None] = {}
        for choice in self._choices(criterion.id):
            if choice.id in allowed:
                alike = [other for other in self._choices(criterion.id) if other.audience == choice.audience]
                is_whole = choice.audience is not None and all(other.id in allowed for other in alike)
                named[AUDIENCES[choice.audience or "leaver"] if is_whole else self._somebody(choice)] = None
        if DECLINED in allowed:
            named["den som inte säger vem det gäller"] = None
        return either(list(named))

    @staticmethod
    def _somebody(choice: Choice) -> str:
        """Return one of those who are spoken to alike: by age if that tells them apart, else by the answer itself."""
        if choice.audience == "leaver" and (choice.minimum_age is not None or choice.maximum_age is not None):
            return f"{AUDIENCES['leaver']} och är {_ages(choice.minimum_age, choice.maximum_age)}"
        return f"den som svarar {quote(choice.text.leaver.sv)}"

    def _clause(self, criterion: Criterion, allowed: frozenset[str], audience: Audience | None) -> str:
        question = quote(criterion.text.said_to(audience).sv)
        missing = [name for name in self.answers[criterion.id] if name not in allowed]
        if missing == [DECLINED]:
            return f"svarar på frågan {question}"
        said = [name for name in self.answers[criterion.id] if name in allowed]
        if len(missing) < len(said):
            question, said = f"{question} svarar något annat än", missing
        else:
            question = f"{question} svarar"
        return f"på frågan {question} {either([self.answer(criterion.id, name, audience) for name in said])}"

    def answer(self, question: str, name: str, audience: Audience | None = None) -> str:
        """Return the words of an answer, quoted."""
        if name == DECLINED:
            return quote(self.after.declined_answer.sv)
        return quote(next(choice.text.said_to(audience).sv for choice in self._choices(question) if choice.id == name))

    def criterion(self, name: str) -> Criterion:
        """Return the question called `name`, as it is now or as it was."""
        return next(item for registry in (self.after, self.before) for item in registry.questions if item.id == name)

    def _choices(self, question: str) -> list[Choice]:
        found = {
            choice.id: choice
            for registry in (self.before, self.after)
            for choice in registry.choices.get(question, ())
            if choice.id in self.answers[question]
        }
        return [found[name] for name in self.answers[question] if name in found]

    def _audience(self, box: Box) -> Audience | None:
        """Return as whom those in `box` are spoken to: as somebody in particular only if they all are."""
        for question, allowed in box.items():
            if self.criterion(question).criterion == "audience":
                found = {next((c.audience for c in self._choices(question) if c.id == name), None) for name in allowed}
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
        new, gone = found.get("new", []), found.get("gone", [])
        called = listing([f"{self.program(name)}{self._surely(group, name)}" for name in new])
        lost = listing([self.program(name) for name in gone])
        if new:
            yield f"ser nu {called} i stället för {lost}" if gone else f"ser nu också {called}"
        elif gone:
            yield f"ser inte längre {lost}"
        for kind, words in _MOVED.items():
            if kind in found:
                yield words.format(listing([self.program(name) for name in found[kind]]))
        for kind, words in (("asked", "får nu frågan"), ("unasked", "får inte längre frågan")):
            for name in found.get(kind, []):
                yield f"{words} {quote(self.criterion(name).text.leaver.sv)}"
        for kind in ("112", "elsewhere"):
            for state in found.get(kind, []):
                yield _SHOWN[kind, state].format((self.after if state == "on" else self.before).lifeline.name)

    @staticmethod
    def _surely(group: Group, name: str) -> str:
        verdicts = journey_changes.verdicts(group, name)
        return " (kan passa)" if verdicts == {Verdict.MAY_FIT} else " (passar)" if verdicts == {Verdict.FITS} else ""


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


def _ages(lowest: int | None, highest: int | None) -> str:
    if lowest is None:
        return f"under {(highest or 0) + 1} år"
    return f"{lowest} år eller äldre" if highest is None else f"{lowest}–{highest} år"
