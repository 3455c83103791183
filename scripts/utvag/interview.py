"""Questions, one at a time, that make a new programme's entry; each answer is held against all rules at once.

The entry is whole and right from the first question: it begins with words that stand in for the answers, and each answer takes the
place of some of them. An answer that breaks a rule is told so in the rule's own words, and asked for again.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from utvag import drafts, proof, registry, rules, schema, wizard
from utvag.checks import plain
from utvag.model import LIFELINE, NATIONAL
from utvag.problems import InvalidRegistry, Severity, in_order
from utvag.swedish import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from utvag.drafts import Group
    from utvag.model import Registry
    from utvag.problems import Problem

_MODELS = {"phone": "PhoneRoute", "email": "EmailRoute", "web": "WebRoute", "visit": "VisitRoute", "via": "ViaRoute"}
_CLAIMS = ("description", "for_whom", "helps_with", "asks_of_you", "application_process", "first_contact")
_NEW_SOURCE = "ny"
_MEANING = {
    "way_out": "en väg ut",
    "support": "någon att prata med",
    "self": "man söker själv",
    "through_others": "någon annan ordnar det",
    "chosen_by_authorities": "myndigheter väljer, ingen kan söka",
    "active": "igång",
    "paused": "har paus",
    "unconfirmed": "ingen har bekräftat",
    "possible": "ja",
    "not_possible": "nej",
    "shown": "ja",
    "not_shown": "nej",
    "unknown": "vet inte",
    "always": "dygnet runt",
    "called": "du ringde",
    "owner_confirmed": "de som driver det bekräftade",
    "document": "du läste en källa",
    "phone": "ett nummer att ringa",
    "email": "e-post",
    "web": "en webbsida",
    "visit": "en plats",
    "via": "genom numret som alltid svarar, eller en annan insats",
    NATIONAL: "hela landet",
    "high": "aktuell sida hos den som ansvarar, eller två källor",
    "medium": "äldre eller ofullständig",
    "low": "någon annan berättar",
}
"""What the file's words mean, beside them in a question."""


OF_THE_WHOLE = frozenset({"lix", "langa-meningar"})
"""Codes of what is said about a whole page: no single answer is at fault, and it is told when all are given."""


def faults(text: str, name: str) -> tuple[Problem, ...]:
    """Return every error in a registry's text and in the guide that it gives."""
    try:
        loaded = registry.parse(text.encode(errors="replace"), name)
        found = [*rules.check(loaded), *plain.in_registry(loaded)]
        if not any(problem.code == rules.TOO_LARGE for problem in found):
            found.extend(proof.prove(loaded, wizard.compile(loaded.registry)))
    except InvalidRegistry as fault:
        return fault.problems
    return in_order(problem for problem in found if problem.severity is Severity.ERROR)


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

    def run(self) -> Group:
        """Ask everything; return the entry, whole and right."""
        self.draft = drafts.stand_in(self.known)
        self.expected = self._wrong(self.draft)
        self._about()
        self._cite(lambda draft: draft["program"]["summary"])
        self._put(_told("Program", "summary"), lambda draft, given: draft["program"]["summary"].update(text=given))
        self._cite(lambda draft: draft["program"]["summary"])
        for name in _CLAIMS:
            self._claims(_told("Program", name), _items(name))
        self._texts(_told("Program", "unknowns"), lambda draft: draft["program"]["unknowns"])
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
            _told("Program", "municipality"), [*(place.id for place in self.known.municipalities), NATIONAL], _set("municipality")
        )
        for name in ("kind", "access"):
            self._choose(_told("Program", name), _words("Program", name), _set(name))
        if self._choose(_told("Program", "status"), ["active", "paused", "unconfirmed"], drafts.set_status, "active") != "active":
            self._text("status_reason")

    def _eligibility(self) -> None:
        for question in self.known.questions:
            allowed = [answer.id for answer in question.answers]
            prompt = f"”{question.text.leaver['sv']}” Vilka svar passar? ({', '.join(allowed)})"
            if allowed and self._put(prompt, drafts.condition(question.id, allowed), "", "alla"):
                self._cite(lambda draft: draft["program"]["eligibility"]["conditions"][-1])
        self._claims(_told("Eligibility", "depends_on"), lambda draft: draft["program"]["eligibility"]["depends_on"])

    def _routes(self) -> None:
        kind = self._choose("Hur kontaktar man dem?", list(_MODELS), _nothing)
        self._route(kind, drafts.first_route)
        while kind := self._choose("En väg till?", list(_MODELS), _nothing, ""):
            self._route(kind, drafts.further_route)

    def _route(self, kind: str, begin: Callable[[Group, str, str], None]) -> None:
        told = _MODELS[kind]
        self._put(
            _told(told, drafts.ASKED[kind]), lambda draft, given: begin(draft, kind, given), LIFELINE if kind == "via" else None
        )
        self._put(_told(told, "label"), lambda draft, given: drafts.last_route(draft).update(label=given))
        for name in ("opening_hours", "anonymous", "on_the_bill"):
            if name in drafts.last_route(self.draft):
                words = ["always", "unknown"] if name == "opening_hours" else _words(told, name)
                self._choose(
                    _told(told, name),
                    words,
                    _set_in_route(name),
                    "unknown",
                )
        self._texts(_told(told, "say"), lambda draft: drafts.last_route(draft)["say"])
        self._cite(drafts.last_route)
        self._check(lambda draft: drafts.last_route(draft)["checks"][0])

    # What questions are made of. Whatever takes an answer is given a draft to put it in, and may say what is wrong with it.

    def _put(self, prompt: str, take: Callable[[Group, str], str | None], default: str | None = None, shown: str = "") -> str:
        """Ask until there is an answer that nothing is wrong with; return it.

        `default` stands for an empty one, and for the word `shown` that the question offers for it.
        """
        offered = "" if default is None else f" [{shown or default}]"
        while True:
            told = self.replay.pop(0) if self.replay else self.ask(f"{prompt}{offered}: ")
            answer = " ".join(told.split()) or default
            answer = default if shown and answer == shown else answer
            draft = deepcopy(self.draft)
            said = "Skriv något. Ctrl+C avbryter, och svaren sparas." if answer is None else take(draft, answer)
            wrong = [said] if said else self._wrong(draft)
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
        self._put(_told("Program", name), _set(name), default)

    def _choose(self, prompt: str, words: list[str], take: Callable[[Group, str], str | None], default: str | None = None) -> str:
        """Ask for one of `words`, or its number; return the word, or `default`."""
        for number, word in enumerate(words, 1):
            self.tell(f"  {number} {word}{f' – {_MEANING[word]}' if word in _MEANING else ''}")
        by_number = {str(number): word for number, word in enumerate(words, 1)}

        def check(draft: Group, answer: str) -> str | None:
            word = by_number.get(answer, answer)
            return take(draft, word) if word in (*words, default) else f"Skriv ett av dessa, eller dess siffra: {', '.join(words)}."

        answer = self._put(prompt, check, default, "" if default else "klar")
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
            self._put(f"  {_told('Source', 'address')}", lambda draft, given: drafts.new_source(draft, cites(draft), number, given))
            for name in ("title", "publisher", "date"):
                self._put(f"  {_told('Source', name)}", _set_in_source(name))
            for name in ("publisher_kind", "confidence"):
                self._choose(
                    f"  {_told('Source', name)}",
                    _words("Source", name),
                    _set_in_source(name),
                )

    def _check(self, place: Callable[[Group], Group]) -> None:
        self._put(_told("Check", "date"), lambda draft, given: place(draft).update(date=drafts.day(given)))
        self._put(_told("Check", "by"), lambda draft, given: place(draft).update(by=given), "redaktionen")
        self._choose(_told("Check", "how"), _words("Check", "how"), lambda draft, word: place(draft).update(how=word))


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


@cache
def _keys(model: str) -> Group:
    keys: Group = schema.full()["definitions"][model]["properties"]
    return keys


def _told(model: str, name: str) -> str:
    """Return what the model says of a key, as a question."""
    key = _keys(model)[name]
    means: str = key["description"].rstrip(".")
    example = key.get("examples", [None])[0]
    return f"{means} (till exempel: {example})" if isinstance(example, str) and "enum" not in key else means


def _words(model: str, name: str) -> list[str]:
    return list(_keys(model)[name]["enum"])
