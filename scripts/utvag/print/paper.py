"""What stands on paper: a poster with strips to tear off, cards for a wallet and a guide to fold, each in every language.

Everything comes from the registry and the site's own words. What others can see without unfolding tells nothing
(safety.md A11, T13).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from utvag import files, swedish
from utvag.content import statements
from utvag.guide import eligibility, journeys
from utvag.guide.eligibility import Verdict
from utvag.print import typesetting
from utvag.problems import Location, Problem
from utvag.registry.model import LIFELINE, Text
from utvag.rules.text_rules import TELLING
from utvag.site import templates
from utvag.swedish import PAGES, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from utvag.guide.journeys import Tree
    from utvag.project import Project
    from utvag.registry.loader import Loaded
    from utvag.registry.model import Claim, ContactRoute, Emergency, Phone, Program, Registry
    from utvag.swedish import Language

Said: TypeAlias = dict[str, object]
"""What a template is given: words, lists of words, and lists of more of the same."""


class Branch(NamedTuple):
    """One answer, the programmes that fit whoever gives it whatever else they answer, and 112 where it is needed."""

    words: Text
    programs: list[Program]
    emergency: Emergency | None


class Step(NamedTuple):
    """One question of the guide on paper, in the words for whoever it concerns, and its answers; the last is always to decline."""

    question: str
    words: Text
    branches: list[Branch]


def make(project: Project, loaded: Loaded, tree: Tree) -> tuple[dict[str, bytes], list[Problem]]:
    """Return every paper by the name of its file, and what is wrong: then a paper is missing, and none should be used."""
    made: dict[str, bytes] = {}
    found: list[Problem] = []
    # The house's colours as the first rule of the site's stylesheet has them: those by daylight.
    css = project.found("overrides/public/assets/utvag.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--([a-z-]+): ([^;]+);", css.partition("}")[0]))
    for language in (language for language in loaded.languages if language.offered != PAGES[0]):  # they hold the guide
        where = Location(project.shown(project.content / language.prefix / "words.yaml"))
        shared = {"lang": language.code, "direction": language.direction, "colours": colours}
        for name, template, said in PAPERS:
            words = {"title": language["paper_heading"], **said(loaded.registry, tree, language)}
            found += [Problem(where, name, message, _NEUTRAL, "papper-ord") for message in _telling(words)]
            try:
                data = typesetting.compose(project.papers / template, {**words, **shared}, loaded.registry.last_checked)
                made[f"{name}-{language.code.lower()}.pdf"] = data
            except typesetting.NotSet as fault:
                found.append(Problem(where, name, *_why_not(fault, language)))
    return made, found


def write(sheets: Mapping[str, bytes], folder: Path) -> None:
    """Put the papers in `folder`, each in one step. Raises NotWritten."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in sheets.items():
            files.replace(folder / name, data)
    except OSError as fault:
        raise files.NotWritten(folder, f"går inte att skriva i: {files.reason(fault)}.") from fault


def chart(registry: Registry, tree: Tree) -> list[Step]:
    """Return every question that some path of the guide asks, in the order it is asked, and what fits whoever gives each answer.

    On paper everybody passes every question: one that changes nothing for somebody does no harm. A list of places has no room
    there. What fits when all else is unknown, no other answer can take away.
    """
    place = registry.place_question
    asked = {question.id for question in journeys.questions(tree)} - ({place} if registry.lists_places else set())
    questions = [question for question in registry.questions if question.id in asked]
    steps = []
    for question in sorted(questions, key=lambda question: question.criterion != "danger"):
        choices = [*registry.choices[question.id], None]
        branches = []
        for choice in choices:
            answers = {question.id: choice} if choice else {}
            fits = [program for program in registry.programs if eligibility.judge(program, answers, place) is Verdict.FITS]
            words = choice.text.said_to(None) if choice else registry.declined_answer
            branches.append(Branch(words, fits, registry.emergency if choice and choice.emergency else None))
        steps.append(Step(question.id, question.text.said_to(None), branches))
    return steps


def _poster(registry: Registry, _: Tree, words: Language) -> Said:
    line, lang = registry.lifeline, words.code
    about = neutral(line.what_happens)
    return {
        **_number(registry, words),
        "heading": words["paper_heading"],
        "lead": about[0][lang] if about else "",
        "lines": [words["call_lead"], *(text[lang] for text in neutral(line.for_whom))],
        "small": [
            _trace(registry, words),
            line.elsewhere[lang] if line.elsewhere else words["belongs_to"].format(name=line.name, provider=line.provider),
            f"{words['danger'].format(number=registry.emergency.number)}. {_checked(registry, words)}",
        ],
    }


def _cards(registry: Registry, _: Tree, words: Language) -> Said:
    return {**_number(registry, words), "lead": words["paper_lead"]}


def _guide(registry: Registry, tree: Tree, words: Language) -> Said:
    line, lang = registry.lifeline, words.code
    back = [
        (words["what_happens"], neutral(line.what_happens)),
        (words["say"], neutral(line.spoken)),
        (words["unknowns"], neutral(line.unknowns[:3])),
        (words["other_ways"], neutral(line.relay)),
    ]
    return {
        **_number(registry, words),
        "heading": words["paper_heading"],
        "lead": words["call_lead"],
        "back": [{"heading": heading, "lines": [text[lang] for text in texts]} for heading, texts in back if texts],
        "small": [_trace(registry, words), _checked(registry, words)],
        "chart": {
            "heading": words["guide_heading"],
            "lead": [words["paper_chart"], words["paper_somebody_else"]],
            "fits": words["guide_fits"],
            "end": words["paper_end"],
            "after": [text[lang] for text in _texts(line.what_happens[:1])],
            "steps": _steps(registry, tree, words),
        },
    }


PAPERS: tuple[tuple[str, str, Callable[[Registry, Tree, Language], Said]], ...] = (
    ("affisch", "poster.typ", _poster),
    ("kort", "cards.typ", _cards),
    ("vikblad", "guide.typ", _guide),
)
"""Every paper: the name of its file, its template, and what stands on it."""

HOW = """
Skriv ut på A4, en sida, i naturlig storlek (100 %).
affisch  klipp mellan remsorna nertill, så att de går att riva av
kort     klipp mellan strecken i kanten: 10 kort, 85 × 54 mm
vikblad  vik som ett dragspel vid strecken i kanten, med numret ytterst; vik sedan på mitten, så blir det 74 × 105 mm"""
"""What to do with them."""

INSIDE = "chart"
"""What only whoever unfolds the paper can see."""


def neutral(said: Iterable[Claim | Text]) -> list[Text]:
    """Return the texts that tell nothing to somebody who looks, in any language: every paper says the same as the Swedish one."""
    return [text for text in _texts(said) if not any(TELLING.search(words) for words in (text.sv, *text.others.values()))]


def _texts(said: Iterable[Claim | Text]) -> Iterator[Text]:
    return (item if isinstance(item, Text) else item.text for item in said)


def _number(registry: Registry, words: Language) -> Said:
    line = registry.lifeline
    return {"number": line.number, "call": words["call_number"].format(number=line.name), "hours": _hours(line, words)}


def _hours(route: Phone, words: Language) -> str:
    """Return when a number is answered, as a line of its own: without the full stop of a sentence."""
    return (templates.opening_hours(route.hours, words) or words["phone_hours_unknown"]).removesuffix(".")


def _trace(registry: Registry, words: Language) -> str:
    return f"{words['call_trace']} {words[f'bill_{registry.lifeline.on_the_bill}']}"


def _checked(registry: Registry, words: Language) -> str:
    last = registry.lifeline.last_check
    return words[f"checked_{last.how}"].format(date=swedish.long_date(last.date, words.code))


def _steps(registry: Registry, tree: Tree, words: Language) -> list[Said]:
    """Return the questions; a programme is described where it stands first, after that only named."""
    lang = words.code
    told: set[str] = set()
    steps: list[Said] = []
    for step in chart(registry, tree):
        branches = []
        for branch in step.branches:
            ways = [_way(registry, program, words, again=program.id in told) for program in branch.programs]
            told |= {program.id for program in branch.programs}
            emergency = words["call_number"].format(number=branch.emergency.number) if branch.emergency else ""
            branches.append({"words": branch.words[lang], "emergency": emergency, "ways": ways})
        steps.append({"words": step.words[lang], "branches": branches})
    return steps


def _way(registry: Registry, program: Program, words: Language, *, again: bool) -> Said:
    """Return how to get to a programme: by the first route that is a number to call, else by the first."""
    routes = program.published_routes
    calls = next(((route, number) for route in routes if (number := _number_of(route, registry))), None)
    route, number = calls or (next(iter(routes), None), None)
    said: Said = {"number": number.number if number else "", "name": program.name, "notes": [], "say": ""}
    if again or route is None:
        return said
    title = program.title[words.code] if words.code in program.title else program.name  # noqa: SIM401 -- a Text is no dict
    year = statements.old_since(route.sources, registry.sources_by_id, program.last_checked)
    # A note tells more of when a call is answered, as by a switchboard, than paper has room for.
    answered = "" if getattr(route, "notes", ()) or number is None else _hours(number, words)
    if getattr(route, "office_hours", False):
        answered = words["office_hours"].removesuffix(".")
    notes = [
        "" if program.name in title or (number and number.number in title) else title,
        answered if number else _place(route, words),
        words["old"].format(year=year) if year else "",
    ]
    say = next((words["say_first"].format(words=text[words.code]) for text in route.say if words.code in text), "")
    return {**said, "notes": [note for note in notes if note], "say": say}


def _number_of(route: ContactRoute, registry: Registry) -> Phone | None:
    """Return the number that a route is, if it is one."""
    if route.kind == "phone":
        return route
    return registry.lifeline if route.kind == "via" and route.program == LIFELINE else None


def _place(route: ContactRoute, words: Language) -> str:
    """Return where else to turn, in words; never an address to write to: what is sent stays in the phone."""
    if route.kind == "web":
        return templates.host(route.address)
    return route.address[words.code] if route.kind == "visit" and words.code in route.address else ""


_NEUTRAL = "Välj ord som inte säger vad det handlar om, i words.yaml eller i registret."


def _telling(said: Said) -> Iterator[str]:
    """Yield what stands on the outside of a paper and tells what it is about."""
    for text in dict.fromkeys(_texts_in([value for key, value in said.items() if key != INSIDE])):
        if found := TELLING.search(text):
            yield f"{quoted(text)} innehåller {quoted(found[0])}, och står så att andra kan se det."


def _texts_in(said: object) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict | list):
        for value in said.values() if isinstance(said, dict) else said:
            yield from _texts_in(value)


def _why_not(fault: typesetting.NotSet, words: Language) -> tuple[str, str, str]:
    """Return message, remedy and code of words that cannot be set."""
    language = swedish.language_name(words.code)
    if fault.letter:
        message = f"Typsnittet {typesetting.FONT} har inte tecknet {quoted(fault.letter)}, som finns i texten på {language}."
        remedy = "Byt tecknet. Skrivs språket med andra bokstäver behövs ett typsnitt till: prata med den som utvecklar."
        return message, remedy, "papper-tecken"
    message = f"Texten på {language} får inte plats på papperet ({PLACES.get(fault.place, fault.place)})."
    return message, "Korta den, i programs.yaml eller words.yaml. Papperet görs inte förrän allt syns.", "papper-plats"


PLACES = {
    "page": "en sida till behövs",
    "word": "ett ord är längre än en rad",
    "poster heading": "rubriken och meningen under den",
    "poster number": "rutan med numret",
    "poster text": "meningarna under numret",
    "poster small text": "den lilla texten längst ner",
    "poster strip": "remsorna",
    "card": "kortet",
    "guide cover": "framsidan",
    "guide chart": "guidens frågor",
    "guide end": "rutan där alla vägar slutar",
    "guide back": "baksidan",
}
"""What the places of the templates are called in Swedish."""
