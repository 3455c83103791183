"""Questions, one at a time, that make a new programme's entry; each answer is held against all rules at once.

The entry is whole and right from the first question: it begins with words that stand in for the answers, and each answer takes the
place of some of them. An answer that breaks a rule is told so in the rule's own words, and asked for again.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from utvag.guide import proof, wizard
from utvag.problems import InvalidRegistry, Severity, in_order
from utvag.registry import drafts, loader, prompts
from utvag.registry.model import LIFELINE, NATIONAL
from utvag.rules import plain_words, registry_rules
from utvag.swedish import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from utvag.problems import Problem
    from utvag.registry.drafts import Group
    from utvag.registry.model import Registry

_MODELS = {"phone": "PhoneRoute", "email": "EmailRoute", "web": "WebRoute", "visit": "VisitRoute", "via": "ViaRoute"}
_CLAIMS = ("description", "for_whom", "helps_with", "asks_of_you", "application_process", "first_contact")
_NEW_SOURCE = "ny"
_BACK = "<"

OF_THE_WHOLE = frozenset({"lix", "langa-meningar"})
"""Codes of what is said about a whole page: no single answer is at fault, and it is told when all are given."""


def faults(text: str, name: str) -> tuple[Problem, ...]:
    """Return every error in a registry's text and in the guide that it gives."""
    try:
        loaded = loader.parse(text.encode(errors="replace"), name)
        found = [*registry_rules.check(loaded), *plain_words.in_registry(loaded)]
        if not any(problem.code == registry_rules.PROVABLE.code for problem in found):
            found.extend(proof.prove(loaded, wizard.compile(loaded.registry)))
    except InvalidRegistry as fault:
        return fault.problems
    return in_order(problem for problem in found if problem.severity is Severity.ERROR)


class _BackError(Exception):
    """Somebody wants the question before this one."""


@dataclass(slots=True)
class Interview:
    """A conversation about a file that says `text`, which is the registry `known`.

    `ask` puts a question and returns the answer, `tell` says something, `wrong` returns what is wrong with a whole file. `replay`
    has the answers of an earlier conversation that was broken off; `remember` is given every answer that was taken, after each.
    """

    text: str
    known: Registry
    ask: Callable[[str], str]
    tell: Callable[[str], None]
    wrong: Callable[[str], Iterable[Problem]]
    remember: Callable[[Sequence[str]], None]
    replay: list[str]
    kept: list[str] = field(default_factory=list)
    draft: Group = field(default_factory=dict)
    expected: list[str] = field(default_factory=list)
    certain: int = 0
    """How many of the first answers were taken in this conversation already, before a step back."""

    def run(self) -> Group:
        """Ask everything; return the entry, whole and right."""
        self.tell("Skriv < för att gå tillbaka en fråga. Ctrl+C avbryter, och det du har svarat finns kvar till nästa gång.")
        self.expected = self._wrong(drafts.stand_in(self.known))
        while True:
            try:
                return self._everything()
            except _BackError:
                self.replay, self.kept = self.kept[:-1], []
                self.certain = len(self.replay)
                self.remember(self.replay)

    def _everything(self) -> Group:
        self.draft = drafts.stand_in(self.known)
        self._about()
        self._put(prompts.told("Program", "summary"), lambda draft, given: draft["program"]["summary"].update(text=given))
        self._cite(lambda draft: draft["program"]["summary"])
        for name in _CLAIMS:
            self._claims(prompts.told("Program", name), _items(name))
        self._texts(prompts.told("Program", "unknowns"), lambda draft: draft["program"]["unknowns"])
        if self.draft["program"]["access"] != "chosen_by_authorities":
            self._eligibility()
        self._routes()
        self.tell("Till sist: hela insatsen.")
        self._check(lambda draft: draft["program"]["checks"][0])
        return self.draft

    def _about(self) -> None:
        self._text("name")
        self._text("id", slug(self.draft["program"]["name"])[:40].strip("-"))
        self._text("slug", self.draft["program"]["id"])
        self._text("title")
        self._text("provider")
        self._choose(
            prompts.told("Program", "municipality"),
            [*(place.id for place in self.known.municipalities), NATIONAL],
            _set("municipality"),
        )
        for name in ("kind", "access"):
            self._choose(prompts.told("Program", name), prompts.words("Program", name), _set(name))
        if self._choose("Är insatsen igång?", ["active", "paused", "unconfirmed"], drafts.set_status, "active") != "active":
            self._text("status_reason")

    def _eligibility(self) -> None:
        for question in self.known.questions:
            allowed = [answer.id for answer in question.answers]
            prompt = f"”{question.text.leaver['sv']}” Vilka svar passar? ({', '.join(allowed)})"
            if allowed and self._put(prompt, drafts.condition(question.id, allowed), "", "alla"):
                self._cite(lambda draft: draft["program"]["eligibility"]["conditions"][-1])
        self._claims(prompts.told("Eligibility", "depends_on"), lambda draft: draft["program"]["eligibility"]["depends_on"])

    def _routes(self) -> None:
        kind = self._choose("Hur kontaktar man dem?", list(_MODELS), _nothing)
        self._route(kind, drafts.first_route)
        while kind := self._choose("En väg till?", list(_MODELS), _nothing, ""):
            self._route(kind, drafts.further_route)

    def _route(self, kind: str, begin: Callable[[Group, str, str], None]) -> None:
        told = _MODELS[kind]
        self._put(
            prompts.told(told, drafts.ASKED[kind]),
            lambda draft, given: begin(draft, kind, given),
            LIFELINE if kind == "via" else None,
        )
        self._put(prompts.told(told, "label"), lambda draft, given: drafts.last_route(draft).update(label=given))
        if "opening_hours" in drafts.last_route(self.draft):
            self._hours(prompts.told(told, "opening_hours"))
        for name in ("anonymous", "on_the_bill"):
            if name in drafts.last_route(self.draft):
                self._choose(prompts.told(told, name), prompts.words(told, name), _set_in_route(name), "unknown")
        self._texts(prompts.told(told, "say"), lambda draft: drafts.last_route(draft)["say"])
        self._cite(drafts.last_route)
        self._check(lambda draft: drafts.last_route(draft)["checks"][0])

    def _hours(self, prompt: str) -> None:
        """Ask when somebody answers: always, some days and hours, nobody knows."""

        def take(draft: Group, word: str) -> None:
            drafts.last_route(draft)["opening_hours"] = "unknown" if word == prompts.SOME_DAYS else word

        if self._choose(prompt, ["always", prompts.SOME_DAYS, "unknown"], take, "unknown") == prompts.SOME_DAYS:
            while self._put("Dagar och tider, en rad i taget (till exempel: mån-fre 9-16)", drafts.add_hours, "", "klar"):
                pass

    # What questions are made of. Whatever takes an answer is given a draft to put it in, and may say what is wrong with it.

    def _put(
        self,
        prompt: str,
        take: Callable[[Group, str], str | None],
        default: str | None = None,
        shown: str = "",
        choices: Sequence[str] = (),
    ) -> str:
        """Ask until there is an answer that nothing is wrong with; return it.

        `default` stands for an empty one, and for the word `shown` that the question offers for it. `choices` are told before it is
        put; an answer that is given again is told on one line, with its question.
        """
        offered = "" if default is None else f" [{shown or default}]"
        listed = False
        while True:
            certain = len(self.kept) < self.certain
            if self.replay:
                told = self.replay.pop(0)
                said_again = choices[int(told) - 1] if told.isdecimal() and 0 < int(told) <= len(choices) else told
                if not certain:
                    self.tell(f"{prompt.strip()}: {' '.join(said_again.split()) or shown or default}")
            else:
                for line in () if listed else choices:
                    self.tell(f"  {line}")
                listed = True
                told = self.ask(f"{prompt}{offered}: ")
            if told.strip() == _BACK:
                if self.kept:
                    raise _BackError
                self.tell("  Det här är den första frågan.")
                continue
            answer = " ".join(told.split()) or default
            answer = default if shown and answer == shown else answer
            draft = deepcopy(self.draft)
            said = "Skriv något. Ctrl+C avbryter, och svaren sparas." if answer is None else take(draft, answer)
            wrong = [said] if said else [] if certain else self._wrong(draft)
            if answer is not None and not wrong:
                self.draft = draft
                self.kept.append(told)
                self.remember([*self.kept, *self.replay])
                return answer
            self.replay.clear()  # the registry has changed since then, so the rest may answer other questions
            for line in dict.fromkeys(wrong):
                self.tell(f"  {line}")

    def _wrong(self, draft: Group) -> list[str]:
        """Return what is wrong with a draft, in the rules' words, besides what was already before the first answer."""
        found = [f"{problem.message} {problem.remedy}" for problem in self.wrong(drafts.whole(self.text, draft))]
        return [told for told in found if told not in self.expected]

    def _text(self, name: str, default: str | None = None) -> None:
        self._put(prompts.told("Program", name), _set(name), default)

    def _choose(self, prompt: str, words: list[str], take: Callable[[Group, str], str | None], default: str | None = None) -> str:
        """Ask for one of `words`, or its number; return the word, or `default`."""
        choices = prompts.choices(words)
        by_number = {str(number): word for number, word in enumerate(words, 1)}

        def check(draft: Group, answer: str) -> str | None:
            word = by_number.get(answer, answer)
            return take(draft, word) if word in (*words, default) else f"Skriv ett av dessa, eller dess siffra: {', '.join(words)}."

        answer = self._put(prompt, check, default, "" if default else "klar", choices)
        return by_number.get(answer, answer)

    def _texts(self, prompt: str, items: Callable[[Group], list[str]]) -> None:
        while self._put(
            f"{prompt} – en mening i taget", lambda draft, given: items(draft).append(given) if given else None, "", "klar"
        ):
            pass

    def _claims(self, prompt: str, items: Callable[[Group], list[Group]]) -> None:
        """Ask for statements and their sources; one that stands in for what must be there makes way for the first."""

        def take(draft: Group, given: str) -> None:
            if given:
                items(draft)[:] = [*(claim for claim in items(draft) if claim["text"] != drafts.CLAIM), drafts.claim(draft, given)]

        needed = bool(items(self.draft))
        while self._put(f"{prompt} – en mening i taget", take, None if needed else "", "klar"):
            self._cite(lambda draft: items(draft)[-1])
            needed = False

    def _cite(self, cites: Callable[[Group], Group]) -> None:
        """Ask what something rests on; the sources named last are offered, and a new one can be added."""

        def take(draft: Group, given: str) -> None:
            draft["cited"] = tuple(given.replace(",", " ").split())
            cites(draft)["sources"] = draft["cited"]

        prompt = "  Var står det? Källans id, flera med komma, eller ordet ny"
        if (
            self._put(
                prompt, lambda draft, given: None if given == _NEW_SOURCE else take(draft, given), ", ".join(self.draft["cited"])
            )
            == _NEW_SOURCE
        ):
            number = drafts.next_source(self.known, self.draft)
            where = f"  {prompts.told('Source', 'address')}"
            self._put(where, lambda draft, given: drafts.new_source(draft, cites(draft), number, given))
            for name in ("title", "publisher", "date"):
                self._put(f"  {prompts.told('Source', name)}", _set_in_source(name))
            for name in ("publisher_kind", "confidence"):
                self._choose(
                    f"  {prompts.told('Source', name)}",
                    prompts.words("Source", name),
                    _set_in_source(name),
                )

    def _check(self, place: Callable[[Group], Group]) -> None:
        self._put(prompts.told("Check", "date"), lambda draft, given: place(draft).update(date=drafts.day(given)))
        self._put(prompts.told("Check", "by"), lambda draft, given: place(draft).update(by=given), "redaktionen")
        self._choose(prompts.told("Check", "how"), prompts.words("Check", "how"), lambda draft, word: place(draft).update(how=word))


def _nothing(draft: Group, word: str) -> None:
    """Take an answer that says what to ask next, and nothing about the entry."""
    del draft, word


def _items(name: str) -> Callable[[Group], list[Group]]:
    return lambda draft: draft["program"][name]


def _set_in_route(name: str) -> Callable[[Group, str], None]:
    return lambda draft, given: drafts.last_route(draft).update({name: given})


def _set_in_source(name: str) -> Callable[[Group, str], None]:
    return lambda draft, given: drafts.set_in_source(draft, name, given)


def _set(name: str) -> Callable[[Group, str], None]:
    return lambda draft, given: draft["program"].update({name: given})
