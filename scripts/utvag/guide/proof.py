"""The proof that every path of the guide ends at the lifeline, with the programmes that the rules say."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from utvag.guide import eligibility, journeys, wizard
from utvag.guide.eligibility import Verdict
from utvag.guide.wizard import Outcome, Question
from utvag.problems import Problem
from utvag.registry.model import DECLINED, MOST_ANSWERS
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from utvag.guide.journeys import Journey, Steps, Tree
    from utvag.guide.wizard import Document, Recommendation
    from utvag.registry.loader import Loaded
    from utvag.registry.model import Choice, Condition, Program
    from utvag.registry.source import Path

MOST_QUESTIONS = 5
"""Questions on a path (design §5)."""

FAULT = "trad-mot-regler"
"""The code of what no registry can cause: the guide itself is wrong."""

REMEDIES = {
    "ålder": ("alder-och-hot", "Ålder och hot får bara ge fler vägar, aldrig färre. Ge kommunen en väg in som gäller alla."),
    "hot": ("alder-och-hot", "Hot får bara ge fler vägar. Ta bort villkoret, eller lägg till svaren om fara i det."),
    "frågor": ("guiden-for-stor", "Ta bort den frågan, eller de villkor som kräver den."),
    "svar": ("guiden-for-stor", "Slå ihop svar som leder till samma sak."),
    "ställs aldrig": ("utan-verkan", "Ta bort den, eller låt en insats bero på den."),
    "lika svar": ("utan-verkan", "Slå ihop dem: vi frågar aldrig mer än vi behöver."),
    "onåbar": ("onabar-insats", "Ändra villkoren så att någon kan uppfylla dem."),
    "ensam": ("stangd-dorr", "Ge kommunen en insats i default_programs som passar alla."),
    "utan numret": ("slut-utan-numret", "Alla slut har numret."),
    "112": ("fara-112", "112 visas när någon är i fara nu, bara då."),
    "visas inte": (FAULT, "Ta bort den ur resultatet."),
    "fara först": (FAULT, "Ha en fråga med criterion: danger. Den ställs alltid först."),
    "onödig": (FAULT, "Ställ den inte där."),
    "rundgång": (FAULT, "Guiden får aldrig gå runt."),
    "utan svar": (FAULT, "Frågan behöver svar."),
    "utan mål": (FAULT, "Svaret måste leda till en fråga eller ett slut."),
    "regler": (FAULT, "Trädet och reglerna ska säga samma sak. Det här är ett fel i programmet."),
    "hoppa över": (FAULT, "Varje fråga ska kunna hoppas över."),
}
"""Everything that can be wrong with a guide: its kind → rule code, what to do."""


def prove(loaded: Loaded, tree: Tree) -> Iterator[Problem]:
    """Yield everything that keeps `tree` from being a right guide for the registry, told as what happens to somebody.

    What is wrong with the tree's shape or its questions comes alone: what follows from it is no fault of its own. Only a guide with
    which nothing else is wrong is judged for everybody. Of each fault the shortest counter-example is told.
    """
    proof = Proof(loaded, tree)
    stages: tuple[tuple[Callable[[], Iterator[Problem]], ...], ...] = (
        (proof.shape,),
        (proof.offers,),
        (proof.endings, proof.questions, proof.reach, proof.only_adds),
        (proof.judged, proof.placed),
    )
    for stage in stages:
        found = [problem for find in stage for problem in find()]
        yield from found
        if found:
            return


class Proof:
    """A registry and a guide held against each other; each method yields what it finds wrong."""

    def __init__(self, loaded: Loaded, tree: Tree) -> None:
        """Prepare to prove that `tree` is a right guide for `loaded`."""
        self.loaded = loaded
        self.registry = loaded.registry
        self.tree = tree
        self.documents = tuple(wizard.documents(loaded.registry, tree))
        self.everybody = tuple(tuple(self._everybody(document)) for document in self.documents)
        self.numbers = journeys.Numbers()
        every = ((name, choice) for name, choices in loaded.registry.choices.items() for choice in choices)
        self.offered = {name: [*(choice.id for choice in choices), DECLINED] for name, choices in loaded.registry.choices.items()}
        self.emergencies = {(name, choice.id) for name, choice in every if choice.emergency}

    def shape(self) -> Iterator[Problem]:
        """No cycle, no question without answers, no answer that leads nowhere."""
        stack: list[tuple[object, Steps, tuple[int, ...]]] = [(self.tree, (), ())]
        while stack:
            node, behind, above = stack.pop()
            if isinstance(node, Outcome):
                continue
            if not isinstance(node, Question):
                yield self._counter("utan mål", behind, "kommer ingenstans")
            elif id(node) in above:
                yield self._counter("rundgång", behind, f"kommer tillbaka till frågan {quoted(node.id)}")
            elif not node.answers:
                yield self._counter("utan svar", behind, f"möter frågan {quoted(node.id)} utan svar")
            else:
                further = [(answer.leads_to, (*behind, (node.id, answer.id)), (*above, id(node))) for answer in node.answers]
                stack.extend(reversed(further))

    def endings(self) -> Iterator[Problem]:
        """Every ending has the registry's own lifeline, 112 exactly when there is danger now, and a way besides the number."""
        lifeline, emergency = self.registry.lifeline, self.registry.emergency
        without, wrong_alarm, alone = self._first(
            lambda journey: journey.outcome.lifeline is not lifeline and journey.outcome.lifeline != lifeline,
            lambda journey: journey.outcome.emergency != (emergency if self._in_danger(journey.answers) else None),
            lambda journey: not any(map(_is_way_out, journey.outcome.recommendations)),
        )
        for path in without:
            yield self._counter("utan numret", path.answers, f"kommer till ett slut utan {lifeline.number}")
        for path in wrong_alarm:
            what = f"får inte se {emergency.number}" if self._in_danger(path.answers) else "får se ett larmnummer utan fara"
            yield self._counter("112", path.answers, what)
        for question in journeys.questions(self.tree):
            for answer in question.answers:
                if (answer.emergency == emergency) != ((question.id, answer.id) in self.emergencies):
                    message = f"{emergency.number} visas inte när någon svarar {quoted(answer.id)}, eller fast ingen är i fara."
                    yield self._at_question("112", question.id, message)
        for path in alone:
            yield self._counter("ensam", path.answers, "får bara numret och inget mer")

    def offers(self) -> Iterator[Problem]:
        """Danger is asked first; every question has the registry's answers, and last the one that declines."""
        danger = [question.id for question in self.registry.questions if question.criterion == "danger"]
        if any(not isinstance(document.tree, Question) or document.tree.id not in danger for document in self.documents):
            yield self._at_question("fara först", danger[0] if danger else "", "Guiden frågar inte om fara först.")
        for question in journeys.questions(self.tree):
            if [answer.id for answer in question.answers] != self.offered.get(question.id):
                message = "Frågan har inte registrets svar, ett av varje, med ”vet inte” sist."
                yield self._at_question("hoppa över", question.id, message)

    def questions(self) -> Iterator[Problem]:
        """Few questions with few answers, none of them needless or never asked."""
        asked = list(journeys.questions(self.tree))
        for path in self._first(lambda journey: len(journey.answers) > MOST_QUESTIONS)[0]:
            message = f"Den som svarar {_path(path.answers)} får {len(path.answers)} frågor. {MOST_QUESTIONS} är gränsen."
            yield self._at_question("frågor", path.answers[MOST_QUESTIONS][0], message)
        for question in asked:
            ids = [answer.id for answer in question.answers]
            if len(ids) > MOST_ANSWERS and not self._is_list(question):
                message = f"Frågan har {len(ids)} svar, med ”vet inte”. {MOST_ANSWERS} är gränsen."
                yield self._at_question("svar", question.id, message)
            if len({self.numbers.of(answer.leads_to) for answer in question.answers}) == 1:
                yield self._at_question("onödig", question.id, "Frågan ställs fast inget svar ändrar resultatet.")
        for unused in sorted({question.id for question in self.registry.questions} - {question.id for question in asked}):
            yield self._at_question("ställs aldrig", unused, "Frågan ställs aldrig: inget svar ändrar något.")
        for name, one, other in _never_told_apart(asked, self.numbers):
            yield self._at_question("lika svar", name, f"Svaren {quoted(one)} och {quoted(other)} leder alltid till samma sak.")

    def reach(self) -> Iterator[Problem]:
        """Every programme that is offered can be reached by somebody who answers everything; none is named that may not be."""
        reached = {name for journey in journeys.walk(self.tree) for name in journeys.results(journey.outcome)}
        places = (document.place and document.place.id for document in self.documents)
        everybody = dict(zip(places, self.everybody, strict=True))
        anywhere = next(iter(self.everybody), ())
        for number, program in enumerate(self.registry.programs):
            somebody = (
                given for given in everybody.get(program.municipality, anywhere) if len(given) == len(self.registry.questions)
            )
            met = _some_age(program) and any(self._judge(program, given) is not Verdict.DOES_NOT_FIT for given in somebody)
            if program.is_offered and not (met and program.id in reached):
                yield self._at_program("onåbar", number, "Ingen väg i guiden leder hit.")
            if not program.is_offered and program.id in reached:
                why = "som bara myndigheter väljer ut folk till" if program.status == "active" else "som inte är igång"
                for path in self._first(lambda journey, name=program.id: name in journeys.results(journey.outcome))[0]:  # type: ignore[misc]  # mypy knows no default of a lambda
                    yield self._counter("visas inte", path.answers, f"får {quoted(program.id)}, {why}")

    def judged(self) -> Iterator[Problem]:
        """For every complete set of answers, the tree's result is what `judge` says of each programme by itself."""
        worst: tuple[Steps, str] | None = None
        documents = zip(self.documents, self.everybody, strict=True)
        for document, given in ((each, given) for each, everybody in documents for given in everybody):
            verdicts = {program.id: self._judge(program, given) for program in document.registry.programs}
            expected = {name: verdict for name, verdict in verdicts.items() if verdict is not Verdict.DOES_NOT_FIT}
            path = journeys.follow(document.tree, {question: choice.id for question, choice in given.items()})
            found = journeys.results(path.outcome)
            if found != expected and (worst is None or len(path.answers) < len(worst[0])):
                name = min(name for name in {*found, *expected} if found.get(name) != expected.get(name))
                told = f"guiden säger {_verdict(found, name)}, reglerna {_verdict(expected, name)}"
                worst = (*_steps(document.given), *path.answers), f"får fel svar om {quoted(name)}: {told}"
        if worst:
            yield self._counter("regler", *worst)

    def placed(self) -> Iterator[Problem]:
        """Who finds no place in the list, or does not want to say, gets what holds elsewhere."""
        elsewhere = [document.tree for document in self.documents if document.place is not None and document.place.elsewhere]
        if isinstance(self.tree, Question) and self._is_list(self.tree) and elsewhere:
            declined = self.tree.answers[-1]
            if self.numbers.of(declined.leads_to) != self.numbers.of(elsewhere[0]):
                message = "får något annat än den som är någon annanstans"
                yield self._counter("regler", ((self.tree.id, declined.id),), message)

    def only_adds(self) -> Iterator[Problem]:
        """Age and threat only ever add: more danger loses no programme, and something is left that asks for neither."""
        danger = {question.id: question.answers for question in self.registry.questions if question.criterion == "danger"}
        for number, program in enumerate(self.registry.programs):
            for condition in program.eligibility.conditions:
                for lost in _lost_by_danger(condition.question, danger, condition):
                    message = f"Den som svarar {quoted(lost)} på {quoted(condition.question)} förlorar det här stödet."
                    yield self._at_program("hot", number, message)
        for document, everybody in zip(self.documents, self.everybody, strict=True):
            for_all = [program for program in document.registry.programs if _asks_neither(program, danger)]
            for given in sorted(everybody, key=len):
                if all(self._judge(program, given) is Verdict.DOES_NOT_FIT for program in for_all):
                    message = "har bara stöd kvar som kräver en viss ålder eller ett hot"
                    yield self._counter("ålder", _steps(given), message)
                    return

    def _first(self, *wrong: Callable[[Journey], bool]) -> list[list[Journey]]:
        """Return, for each of `wrong`, the first of the shortest journeys that are wrong in that way, if one is."""
        shortest: list[list[Journey]] = [[] for _ in wrong]
        for journey in journeys.walk(self.tree):
            for found, is_wrong in zip(shortest, wrong, strict=True):
                if is_wrong(journey) and (not found or len(journey.answers) < len(found[0].answers)):
                    found[:] = [journey]
        return shortest

    def _everybody(self, document: Document) -> Iterator[dict[str, Choice]]:
        """Yield every complete set of answers in `document`; a question that somebody declines is left out."""
        names = [question.id for question in self.registry.questions if question.id not in document.given]
        for chosen in itertools.product(*((*self.registry.choices[name], None) for name in names)):
            answered = {name: choice for name, choice in zip(names, chosen, strict=True) if choice is not None}
            yield {**document.given, **answered}

    def _is_list(self, question: Question) -> bool:
        """Return whether `question` is the list of places, which may be long."""
        return self.registry.lists_places and question.id == self.registry.place_question

    def _in_danger(self, answers: Steps) -> bool:
        return any(step in self.emergencies for step in answers)

    def _judge(self, program: Program, given: Mapping[str, Choice]) -> Verdict:
        return eligibility.judge(program, given, self.registry.place_question)

    def _counter(self, kind: str, answers: Steps, what: str) -> Problem:
        where: Path = ("questions", self._number(answers[-1][0])) if answers else ("questions",)
        return self._problem(kind, where, "guiden", f"Den som svarar {_path(answers)} {what}.")

    def _at_question(self, kind: str, question: str, message: str) -> Problem:
        return self._problem(kind, ("questions", self._number(question)), f"questions[{question}]", message)

    def _at_program(self, kind: str, number: int, message: str) -> Problem:
        return self._problem(kind, ("programs", number, "eligibility"), f"programs[{self.registry.programs[number].id}]", message)

    def _number(self, question: str) -> int:
        return next((number for number, item in enumerate(self.registry.questions) if item.id == question), 0)

    def _problem(self, kind: str, where: Path, subject: str, message: str) -> Problem:
        code, remedy = REMEDIES[kind]
        return Problem(self.loaded.source.locate(where), subject, message, remedy, code)


def _steps(given: Mapping[str, Choice]) -> Steps:
    return tuple((question, choice.id) for question, choice in given.items())


def _path(answers: Steps) -> str:
    return ", ".join(f"{quoted(answer)} på {quoted(question)}" for question, answer in answers) or "ingenting"


def _verdict(found: Mapping[str, Verdict], name: str) -> str:
    words = {Verdict.FITS: "passar", Verdict.MAY_FIT: "kan passa", Verdict.DOES_NOT_FIT: "passar inte"}
    return words[found.get(name, Verdict.DOES_NOT_FIT)]


def _never_told_apart(asked: Iterable[Question], numbers: journeys.Numbers) -> Iterator[tuple[str, str, str]]:
    """Yield (question, answer, other answer) for answers that lead to the same wherever the question is asked."""
    told_apart: dict[tuple[str, str, str], bool] = {}
    for question in asked:
        chosen = [(answer.id, numbers.of(answer.leads_to)) for answer in question.answers if answer.id != DECLINED]
        for (one, below), (other, below_other) in itertools.combinations(chosen, 2):
            pair = (question.id, one, other)
            told_apart[pair] = told_apart.get(pair, False) or below != below_other
    return (pair for pair, different in told_apart.items() if not different)


def _lost_by_danger(question: str, danger: Mapping[str, tuple[Choice, ...]], condition: Condition) -> Iterator[str]:
    """Yield the first answer about danger that a condition refuses although it accepts a calmer one.

    The answers stand in order, most danger first (rule `fragornas-svar`).
    """
    choices = danger.get(question, ())
    for more, less in itertools.combinations(choices, 2):
        if eligibility.holds(condition, more) is False and eligibility.holds(condition, less) is not False:
            yield more.id
            return


def _is_way_out(item: Recommendation) -> bool:
    return item.program.kind == "way_out" and item.verdict is not Verdict.DOES_NOT_FIT


def _some_age(program: Program) -> bool:
    """Return whether one person's age can meet all age conditions at once; `judge` sees them one by one."""
    aged = [item for item in program.eligibility.conditions if item.is_about_age and item.otherwise == "does_not_fit"]
    lowest = max((item.minimum_age for item in aged if item.minimum_age is not None), default=0)
    return all(item.maximum_age is None or lowest <= item.maximum_age for item in aged)


def _asks_neither(program: Program, danger: Mapping[str, object]) -> bool:
    conditions = program.eligibility.conditions
    return program.kind == "way_out" and not any(item.is_about_age or item.question in danger for item in conditions)
