"""Every fault that is planted in a registry, a page or a guide is found at its place, and by exactly one thing.

A plant is put into something that is right, and returns every problem that is then told. The typical mistakes of mistakes.yaml
are plants too: tests/test_editor_mistakes.py holds the words, and that each is told once.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from builders import GONE, NO_CHANGES, ROOT, Data, a_program, a_question, a_registry, as_yaml, asking, from_yaml, load, replanted
from utvag import rules
from utvag.guide import journeys, proof, wizard
from utvag.guide.eligibility import Verdict
from utvag.guide.wizard import Answer, Question, Recommendation
from utvag.problems import InvalidRegistry, Problem
from utvag.project import Project
from utvag.rules import codes

Plant: TypeAlias = Callable[[Path], Iterable[Problem]]
"""Plants a fault, in an empty folder if it needs one, and returns everything that is found."""

LOADED = load(a_registry())
TREE = wizard.compile(LOADED.registry)


RIGHT = {
    "mkdocs.yml": (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("languages: [sv, en]", "languages: [sv]"),
    "content/words.yaml": (ROOT / "content/words.yaml").read_text(encoding="utf-8"),
}
"""What a small Swedish project has besides its registry."""


def check(folder: Path, files: dict[str, bytes]) -> Iterable[Problem]:
    """Return everything that `check` tells of a small Swedish project with `files`."""
    for name, inside in {**{name: text.encode() for name, text in RIGHT.items()}, **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(inside)
    try:
        return rules.check(Project.at(folder))[2]
    except InvalidRegistry as fault:
        return fault.problems


def data(changes: Data) -> Plant:
    """Plant the registry of minimal.yaml with `changes`."""
    return lambda folder: check(folder, {"programs.yaml": as_yaml(a_registry(changes))})


OFFICE = {"office": "kontoret", "email": "kontoret@example.se"}

PERSON = """personas:
- id: P1
  person: 22 år
  situation: Påhittad.
  answers: {fara: nej, vem: vuxen, plats: uppsala, vad: kriminalitet}
  emergency: false
  reaches: [skydd]
  also_says: [{program: skydd, words: hotad}]
  note: Påhittad.
"""


def person(old: str, new: str) -> Plant:
    """Plant a person who should get something else, beside the registry of minimal.yaml."""
    assert old in PERSON
    files = {"programs.yaml": as_yaml(a_registry()), "personas.yaml": PERSON.replace(old, new).encode()}
    return lambda folder: check(folder, files)


def page(words: str, name: str = "sida.md", changes: Mapping[str, object] = NO_CHANGES) -> Plant:
    """Plant a page that somebody has written, beside the registry of minimal.yaml with `changes`, which are no fault."""
    return lambda folder: check(folder, {"programs.yaml": as_yaml(a_registry(changes)), f"content/{name}": words.encode()})


def setting(old: str, new: str) -> Plant:
    """Plant other settings in mkdocs.yml."""
    return changed("mkdocs.yml", old, new)


def word(old: str, new: str) -> Plant:
    """Plant other Swedish words for templates."""
    return changed("content/words.yaml", old, new)


def changed(name: str, old: str, new: str) -> Plant:
    """Plant something else in a file that every project has."""
    text = RIGHT[name]
    assert old in text
    return lambda folder: check(folder, {"programs.yaml": as_yaml(a_registry()), name: text.replace(old, new, 1).encode()})


def tree(behind: tuple[str, ...], edit: Callable[[Any], Any]) -> Plant:
    """Plant something else behind some answers in the guide of minimal.yaml."""
    return lambda _folder: proof.prove(LOADED, replanted(TREE, behind, edit))


# What is planted in the registry
BASE = a_registry()
SPLIT = ("*helt* _säkert_", "**helt** säkert", "h*e*lt `säkert`", "__helt__ säkert", "helt s&auml;kert", "helt ~~säkert~~")
WAY_IN, ANNAN, ROUTE = "municipalities.annan.default_programs", "programs.vagen-annan", "programs.skydd.contact_routes.telefon"
EXTREMISM, ANHORIG, UNKNOWNS = "questions.vad.answers.extremism", "questions.vem.answers.anhorig", "programs.skydd.unknowns"
AGES, CHOICES = "questions.vem.answers", {choice["id"]: choice for choice in BASE["questions"][1]["answers"]}
SWAPPED = {
    f"{AGES}.ung": {key: value for key, value in CHOICES["ung"].items() if key != "maximum_age"} | {"minimum_age": 18},
    f"{AGES}.vuxen": {key: value for key, value in CHOICES["vuxen"].items() if key != "minimum_age"} | {"maximum_age": 17},
}
HOLE, OVERLAP = (
    {f"{AGES}.vuxen": {**CHOICES["vuxen"], "text": f"Mig – jag är {age} eller äldre", "minimum_age": age}} for age in (19, 17)
)
UNKNOWN_NUMBER = {**BASE["programs"][3]["contact_routes"][0], "number": "010-999 99 99", "e164": "+46109999999"}
ARBETE, FAMILJ, UTVALDA = (f"programs.{name}.eligibility" for name in ("arbete", "familj", "utvalda"))
VISIT = "programs.vagen-annan.contact_routes.besok.address"
VIA = "programs.arbete.contact_routes.via-skydd.program"
SOME = [{"text": "Fråga först.", "sources": ["K2"]}]
YOUNG = "programs.ungdom.contact_routes.telefon"
UNREACHABLE = {f"{YOUNG}.status": "unconfirmed", f"{YOUNG}.status_reason": "x"}
PAUSED = {f"{ANNAN}.status": "paused", f"{ANNAN}.status_reason": "x"}
ENDED = {VIA: "ungdom", "programs.ungdom.status": "ended", "programs.ungdom.status_reason": "x"}
RESTING = a_program("x", status="paused", status_reason="Du är alltid anonym.")
OTHER_DANGER = {"questions.fara.answers.nej.emergency": True, "questions.fara.answers.nu.emergency": False}
NO_WAY_IN = {f"{ANNAN}.access": "chosen_by_authorities", "programs.skydd.kind": "support"}
AGED = {"question": "vad", "minimum_age": 18, "sources": ["K2"]}
BOTH = [*asking("vad", "kriminalitet")["conditions"], *asking("vad", "extremism")["conditions"]]
NOBODY = a_program("x", eligibility={"conditions": BOTH})
NO_AGE = a_program("x", eligibility={"conditions": [*asking("vem", "ung")["conditions"], {**AGED, "question": "vem"}]})
Q4, Q5 = (a_question(name, "ja", "nej") for name in ("q4", "q5"))
MORE = a_question("mer", *"abcde")
P4, P5 = (a_program(name, eligibility=asking(name, "ja"), municipality="national") for name in ("q4", "q5"))
SIX_QUESTIONS = {"questions": [*BASE["questions"], Q4, Q5], "programs": [*BASE["programs"], P4, P5]}
FOR_EACH = [a_program(answer, eligibility=asking("mer", answer)) for answer in "abcde"]
SIX_ANSWERS = {"questions": [*BASE["questions"], MORE], "programs": [*BASE["programs"], *FOR_EACH]}
LONG = "Du kan ringa " + "och ringa " * 9  # 21 words
LONG_ONLY = [{"text": f"Du {'ord ' * 17}nu.", "sources": ["K1"]}] * 9
HARD = "Kommunens socialtjänst samordnar stödet. "

# What is planted in a page
HEAD = "---\ntitle: Hem\ndescription: Ring, eller läs.\naudience: [leaver]\nowner: redaktionen\nreviewed: 2026-11-21\n---\n"
TOP = f"{HEAD}\n# Hem\n\n"
TAKEN = ("guide.md", "guide/index.md", "stod/index.md", "stod/README.md", "stod/skydd.md", "kontakt.md")
TELLING = ("lamna-ganget.md", "avhoppare.md", "polisen/index.md")
EASY = "Det är så det är för dig nu. {råd}"
ANOTHER = {**BASE["programs"][3]["contact_routes"][0], "number": "08-465 00 410", "e164": "+46846500410"}
RESTS = {"programs.+": a_program("vilar", status="paused", status_reason="Semester.", contact_routes=[ANOTHER])}


PAGES: Any = from_yaml(ROOT / "tests" / "fixtures" / "page_faults.yaml")


def of_pages(where: str) -> Iterator[tuple[str, str, str]]:
    """Yield what may stand on a page that is wrong, the code of what finds it, and the place where it is told."""
    for code, rows in PAGES[where].items():
        yield from ((row, code, ":11:") if isinstance(row, str) else (row[0], code, row[1]) for row in rows)


def head(old: str, new: str) -> str:
    """Return a good page with something in its head changed."""
    assert old in HEAD
    return TOP.replace(old, new, 1)


# What is planted in the guide
END, DANGER = ("nej", "vuxen", "uppsala"), ("nu", "ung", "uppsala")
FOUND = journeys.follow(TREE, {"fara": "nej", "vem": "vuxen", "plats": "uppsala"}).outcome.recommendations
SURE = tuple(replace(one, verdict=Verdict.FITS) for one in FOUND)
UNGDOM, UTVALT = (Recommendation(one, Verdict.FITS) for one in LOADED.registry.programs if one.id in ("ungdom", "utvalda"))
X = LOADED.registry.declined_answer
OTHER_LINE = LOADED.registry.lifeline.model_copy(update={"number": "114 14", "e164": None})
OTHER_EMERGENCY = LOADED.registry.emergency.model_copy(update={"number": "114 14"})


def ending(behind: tuple[str, ...], **changes: object) -> Plant:
    """Plant an ending with `changes`."""
    return tree(behind, lambda end: replace(end, **changes))


def asked(behind: tuple[str, ...], edit: Callable[[tuple[Answer, ...]], tuple[Answer, ...]]) -> Plant:
    """Plant other answers to a question."""
    return tree(behind, lambda node: replace(node, answers=edit(node.answers)))


def round_and_round(node: Question) -> Question:
    """Return a question that one of its own answers leads back to."""
    above = replace(node)
    below = replace(node.answers[0], leads_to=replace(node, answers=(replace(node.answers[0], leads_to=above),)))
    object.__setattr__(above, "answers", (below, *node.answers[1:]))
    return above


def needless(end: Any) -> Question:  # noqa: ANN401 -- any part of a tree
    """Return a question that leads to `end` whatever is answered."""
    return Question("vad", X, X, tuple(Answer(name, X, end) for name in ("kriminalitet", "extremism", "vet-inte")))


PLANTS: list[tuple[str, Plant, str, str]] = [
    ("no question about danger", data({"questions.fara.criterion": "environment"}), "fragornas-delar", "questions"),
    ("two questions about danger", data({"questions.vad.criterion": "danger"}), "fragornas-delar", "questions"),
    ("no question about the municipality", data({"questions.plats": GONE}), "fragornas-delar", "questions"),
    ("municipalities as answers", data({"questions.plats.answers": MORE["answers"]}), "fragornas-svar", "questions[plats]"),
    ("a question with one answer", data({EXTREMISM: GONE}), "fragornas-svar", "questions[vad]"),
    ("danger that shows no 112", data({"questions.fara.answers.nu.emergency": False}), "fragornas-svar", "questions[fara]"),
    ("112 for the wrong answer", data(OTHER_DANGER), "fragornas-svar", "questions[fara].answers"),
    ("112 for an environment", data({f"{EXTREMISM}.emergency": True}), "fragornas-svar", "[extremism].emergency"),
    ("an environment that tells who asks", data({f"{EXTREMISM}.audience": "leaver"}), "fragornas-svar", "answers[extremism]"),
    ("an answer that tells nobody apart", data({f"{ANHORIG}.audience": GONE}), "fragornas-svar", "answers[anhorig]"),
    ("no other places", data({"municipalities.annan.elsewhere": GONE}), "fragornas-delar", "municipalities"),
    ("other places twice", data({"municipalities.uppsala.elsewhere": True}), "fragornas-delar", "municipalities"),
    ("a way in from another place", data({WAY_IN: ["vagen-uppsala"]}), "vag-in-for-alla", "municipalities[annan]"),
    ("a way in for the threatened", data({WAY_IN: ["skydd"]}), "vag-in-for-alla", "municipalities[annan]"),
    ("a way in for relatives", data({WAY_IN: ["familj"]}), "vag-in-for-alla", "municipalities[annan]"),
    ("a way in that depends", data({f"{ANNAN}.eligibility.depends_on": SOME}), "vag-in-for-alla", "municipalities[annan]"),
    ("a way in that is paused", data(PAUSED), "vag-in-for-alla", "municipalities[annan]"),
    ("a way in that chooses", data({f"{ANNAN}.access": "chosen_by_authorities"}), "vag-in-for-alla", "municipalities[annan]"),
    (
        "a programme without a way to reach it",
        data({"programs.ungdom.contact_routes": []}),
        "kontaktvag-saknas",
        "programs[ungdom]",
    ),
    ("a programme with unconfirmed ways only", data(UNREACHABLE), "kontaktvag-saknas", "programs[ungdom]"),
    ("a way through itself", data({VIA: "arbete"}), "via-ingenstans", "programs[arbete]"),
    ("a way through what has no number", data({VIA: "utvalda"}), "via-ingenstans", "programs[arbete]"),
    ("a way through what has ended", data(ENDED), "via-ingenstans", "programs[arbete]"),
    ("conditions where nobody applies", data({UTVALDA: asking("vem", "ung")}), "villkor-omojligt", "programs[utvalda]"),
    ("an age nobody is asked", data({f"{FAMILJ}.conditions": [AGED]}), "villkor-omojligt", "conditions[1].question"),
    ("a slug of a threat", data({"programs.skydd.slug": "hot"}), "neutral-adress", "programs[skydd].slug"),
    ("a telling title", data({"programs.skydd.title": "Lämna gänget"}), "neutral-adress", "programs[skydd].title"),
    ("a title used twice", data({"programs.skydd.title": "Stöd i familjen"}), "dubbelt", "programs[familj].title"),
    ("an address that another page has", data({"programs.skydd.former_slugs": ["familj"]}), "dubbelt", "[skydd].former_slugs"),
    ("a number in a slug", data({"programs.skydd.slug": "telefon-08-465-00-499"}), "nummer-i-adress", "programs[skydd].slug"),
    ("an unconfirmed number in a text", data({UNKNOWNS: ["Ring 08-465 00 499."]}), "nummer-i-text", "[skydd].unknowns"),
    ("a number not written so", data({UNKNOWNS: ["Ring {Nummer skydd}."]}), "okand-hanvisning", "[skydd].unknowns"),
    ("hours in a text", data({UNKNOWNS: ["Svarar ni {tider: skydd}?"]}), "okand-hanvisning", "[skydd].unknowns"),
    ("an unconfirmed number with a dash", data({UNKNOWNS: ["Ring 08–465 00 499."]}), "nummer-i-text", "[skydd].unknowns"),
    ("an unknown number in a text", data({"lifeline.who_answers.text": "Ring 116 000."}), "nummer-i-text", "who_answers.text"),
    ("an unknown number in a title", data({"programs.skydd.title": "Ring 116 000"}), "nummer-i-text", "programs[skydd].title"),
    ("ages that have changed places", data(SWAPPED), "alder-ordning", "[vem].answers[ung].text"),
    ("an age in words alone", data({f"{AGES}.ung.text": "Mig – jag är under 20"}), "alder-ordning", "[vem].answers[ung].text"),
    ("an age that has no answer", data(HOLE), "alder-ordning", "[vem].answers[vuxen]"),
    ("an age that has two answers", data(OVERLAP), "alder-ordning", "[vem].answers[vuxen]"),
    (
        "two answers with the same words",
        data({f"{AGES}.anhorig.text": "Mig - jag är under 18!"}),
        "dubbelt",
        "answers[anhorig].text",
    ),
    ("two places with the same words", data({"municipalities.annan.answer": "I uppsala"}), "dubbelt", "[annan].answer"),
    ("two questions with the same words", data({"questions.vad.text": "Vem gäller det"}), "dubbelt", "questions[vad].text"),
    (
        "an answer that declines",
        data({f"{EXTREMISM}.text": "Vet inte eller vill inte säga."}),
        "dubbelt",
        "answers[extremism].text",
    ),
    (
        "a number in no plan",
        data({"programs.+": a_program("x", contact_routes=[UNKNOWN_NUMBER])}),
        "telefon-okant",
        "programs[x].contact_routes",
    ),
    (
        "a promise in letters of two signs",
        data({UNKNOWNS: [unicodedata.normalize("NFD", "Du ringer spårlöst.")]}),
        "lofte",
        "[skydd]",
    ),
    ("a list without its name", data({"programs.skydd.asks_of_you": GONE}), "saknas", "programs[skydd].asks_of_you"),
    ("a promise", data({UNKNOWNS: ["Du ringer helt säkert."]}), "lofte", "[skydd].unknowns"),
    *((f"a promise: {said!r}", data({UNKNOWNS: [f"Du ringer {said}."]}), "lofte", "[skydd].unknowns") for said in SPLIT),
    *(
        (f"on a page: {said!r}", page(f"{TOP}Du ringer {said}. {{råd}}\n"), "lofte", ":11:")
        for said in (*SPLIT[:4], "**helt**\n*säkert*", "hel\u00adt säkert")
    ),
    *((f"among the words: {said!r}", word("lost_words: Det", f"lost_words: Du är {said}. Det"), "lofte", "lost") for said in SPLIT),
    ("a name with emphasis", data({"programs.skydd.name": "*Råd*givningen"}), "livlinans-namn", "programs[skydd].name"),
    ("a title with emphasis", data({"programs.skydd.title": "*Stöd* i familjen"}), "dubbelt", "programs[familj].title"),
    ("what is *to* come", data({UNKNOWNS: ["Det *plan*eras mer."]}), "tid-utan-ar", "[skydd].unknowns"),
    ("what is to come", data({UNKNOWNS: ["Det planeras mer."]}), "tid-utan-ar", "[skydd].unknowns"),
    ("a promise about a pause", data({"programs.+": RESTING}), "lofte", "programs[x].status_reason"),
    ("a number in a name", data({"programs.skydd.name": "Ring 114 14"}), "livlinans-namn", "programs[skydd].name"),
    ("the name of the number twice", data({"programs.skydd.name": "rådgivningen"}), "livlinans-namn", "programs[skydd].name"),
    ("a reason that is a sentence", data({f"{EXTREMISM}.reason": "Det är extremism."}), "meningsform", "[extremism].reason"),
    ("a sentence without a stop", data({f"{ARBETE}.depends_on.0.text": "Åldrarna är olika"}), "meningsform", "depends_on[1].text"),
    ("a checker's own name", data({"lifeline.checks.0.by": "Anna Svensson"}), "namn-i-kontroll", "lifeline.checks[1].by"),
    ("a role with a name", data({f"{ROUTE}.checks.0.by": "redaktionen (Åsa-Karin Öberg)"}), "namn-i-kontroll", "[telefon].checks"),
    (
        "a person to ask",
        data({"programs.skydd.ask": OFFICE | {"office": "Anna Svensson"}}),
        "namn-i-kontroll",
        "[skydd].ask.office",
    ),
    (
        "a person's address",
        data({"programs.skydd.ask": OFFICE | {"email": "anna.svensson@example.se"}}),
        "namn-i-kontroll",
        "ask.email",
    ),
    ("an office nobody can reach", data({"programs.skydd.ask": {"office": "kontoret"}}), "saknas", "programs[skydd].ask"),
    (
        "visitors' own address to ask",
        data({"programs.familj.ask": OFFICE | {"email": "stod@example.se"}}),
        "adress",
        "[familj].ask",
    ),
    ("digits that are dialled swapped", data({"lifeline.e164": "+46846500040"}), "telefon-siffror", "lifeline.e164"),
    ("a lifeline with unknown hours", data({"lifeline.opening_hours": "unknown"}), "livlina-dygnet-runt", "lifeline.opening_hours"),
    ("a fact without a source", data({"programs.skydd.summary.sources": []}), "saknas", "programs[skydd].summary.sources"),
    ("a programme without a check", data({"programs.skydd.checks": GONE}), "saknas", "programs[skydd].checks"),
    ("a mark that turns text around", data({"emergency.name": "Larm\u202enumret"}), "tecken", "programs.yaml"),
    ("six questions on a path", data(SIX_QUESTIONS), "guiden-for-stor", "questions[q5]"),
    ("six answers to a question", data(SIX_ANSWERS), "guiden-for-stor", "questions[mer]"),
    ("a question nobody needs", data({"questions.+": Q4}), "utan-verkan", "questions[q4]"),
    ("conditions that exclude each other", data({"programs.+": NOBODY}), "onabar-insats", "programs[x]"),
    ("ages that exclude each other", data({"programs.+": NO_AGE}), "onabar-insats", "programs[x]"),
    ("a threat that takes a programme away", data({FAMILJ: asking("fara", "nej")}), "alder-och-hot", "programs[familj]"),
    (
        "a way in that an age takes away",
        data({f"{ANNAN}.eligibility": asking("vem", "ung", "vuxen")}),
        "vag-in-for-alla",
        "[annan]",
    ),
    ("a closed door", data(NO_WAY_IN), "vag-in-for-alla", "[annan]"),
    ("a long sentence", data({"programs.skydd.summary.text": LONG}), "lang-mening", "programs[skydd].summary.text"),
    ("a long word", data({UNKNOWNS: ["Vi vet inte vem din myndighetsperson är."]}), "langt-ord", "[skydd].unknowns"),
    ("a hard description", data({"programs.skydd.description.0.text": HARD * 9}), "lix-insats", "programs[skydd]"),
    ("a hard question", data({"questions.vad.why": HARD * 12}), "lix", "questions"),
    ("hard words to say", data({"lifeline.say.0": HARD * 9}), "lix", "lifeline"),
    ("long sentences only", data({"lifeline.for_whom": LONG_ONLY}), "langa-meningar", "lifeline"),
    ("a word of agencies", data({f"{ROUTE}.label": "Fråga om insatsen"}), "myndighetsord", "[telefon].label"),
    ("a page without a head", page("# Hem\n"), "sidhuvud", ":1:"),
    ("a head without its end", page("---\ntitle: Hem\ndescription: x\n"), "sidhuvud", ":1:"),
    ("a page without a heading", page(f"{HEAD}\n"), "rubriknivaer", ":1:"),
    ("a text before the heading", page(f"{HEAD}\nFörst. {{råd}}\n\n# Hem\n"), "rubriknivaer", ":9:"),
    ("a page that begins with a small heading", page(f"{HEAD}\n## Hem\n"), "rubriknivaer", ":9:"),
    ("a page of long sentences", page(f"{HEAD}\n# {'ord ' * 13}\n"), "langa-meningar", ":9:"),
    *((words, page(f"{TOP}{words}\n"), code, place) for words, code, place in of_pages("body")),
    *((words, page(f"{TOP}{words}\n", changes=RESTS), code, place) for words, code, place in of_pages("body_beside_a_pause")),
    *((f"{old}: {new}", page(head(old, new)), code, place) for code, rows in PAGES["head"].items() for old, new, place in rows),
    *((f"a page instead of {name}", page(TOP, name), "dubbelt", f"content/{name}:1:") for name in TAKEN),
    *((f"a page at {name}", page(TOP, name), "neutral-adress", f"content/{name}:1:") for name in TELLING),
    ("a source that nothing rests on", data({"sources.+": {**BASE["sources"][0], "id": "K3"}}), "oanvand-kalla", "sources[K3]"),
    ("an e-mail address of nobody's", data({UNKNOWNS: ["Skriv till anna@example.org."]}), "mejl-i-text", "[skydd].unknowns"),
    ("a number in an address to visit", data({VISIT: "Ring 070-174 06 05"}), "nummer-i-text", "[besok].address"),
    ("a person who gets too little", person("reaches: [skydd]", "reaches: [ungdom]"), "person", "P1"),
    ("a person in danger who is not shown 112", person("fara: nej", "fara: nu"), "person", "P1"),
    ("a person who does not answer", person(", plats: uppsala", ""), "person", "P1"),
    ("a person who reads other words", person("words: hotad", "words: rädd"), "person-ord", "P1"),
    ("advice before the warning", page(f"{TOP}Ta bort historiken. {EASY}\n", "surfa-tryggare.md"), "program-forst", ":9:"),
    ("an exit without a lock", setting("https://www.smhi.se/", "http://www.smhi.se/"), "installning", "mkdocs.yml:"),
    ("data without a lock", setting('data_url: ""', "data_url: http://data.example.se"), "installning", "data_url"),
    ("an exit to those who help", setting("https://www.smhi.se/", "https://stod.example.se/"), "installning", "exit_address"),
    ("a setting that is no answer", setting("history_light: true", "history_light: ja"), "installning", "history_light"),
    ("a setting that is gone", setting('  owner: ""\n', ""), "installning", "extra.owner"),
    *((f"a file called {name}", page("x", name), "html", f"content/{name}:1:") for name in ("hot.png", "guide/index.html")),
    ("a setting that nobody reads", setting('owner: ""', 'owner: ""\n  ower: ""'), "installning", "”owner”"),
    ("an owner with a number", setting('owner: ""', 'owner: "Ring 08-465 00 499"'), "nummer-i-text", "mkdocs.yml:"),
    ("a promise among the words", word("lost_words: Det", "lost_words: Spårlöst. Det"), "lofte", "lost_words"),
    ("a number among the words", word("lost_words: Det", "lost_words: Ring 08-465 00 499. Det"), "nummer-i-text", "lost_words"),
    ("a telling title among the words", word("guide_title: Guiden", "guide_title: Polisen"), "neutral-adress", "guide_title"),
    ("a title twice among the words", word("contacts_title: Kontakt", "contacts_title: guiden"), "dubbelt", "words.yaml:"),
    ("a long word among the words", word("lost_words: Det", "lost_words: Myndighetsgemensamt. Det"), "langt-ord", "lost_words"),
    ("an answer that leads nowhere", tree(END, lambda _: None), "trad-mot-regler", "”uppsala” på ”plats”"),
    ("an answer that leads to an address", tree(("nu",), lambda _: "guide/"), "trad-mot-regler", "”nu” på ”fara”"),
    ("a cycle", tree(("nu",), round_and_round), "trad-mot-regler", "frågan ”vem”"),
    ("a question without answers", asked(("nu", "ung"), lambda _: ()), "trad-mot-regler", "”ung” på ”vem”"),
    ("an ending with another lifeline", ending(END, lifeline=OTHER_LINE), "slut-utan-numret", "”uppsala” på ”plats”"),
    ("danger without 112", ending(DANGER, emergency=None), "fara-112", "”nu” på ”fara”"),
    ("danger with another number", ending(DANGER, emergency=OTHER_EMERGENCY), "fara-112", "”nu” på ”fara”"),
    ("112 without danger", ending(END, emergency=LOADED.registry.emergency), "fara-112", "”nej” på ”fara”"),
    ("another 112 without danger", ending(END, emergency=OTHER_EMERGENCY), "fara-112", "”nej” på ”fara”"),
    ("no results at all", ending(END, recommendations=()), "stangd-dorr", "”uppsala” på ”plats”"),
    ("a result dropped", ending(END, recommendations=FOUND[:1]), "trad-mot-regler", "”skydd”"),
    ("results too sure", ending(END, recommendations=SURE), "trad-mot-regler", "”skydd”"),
    ("a result that belongs to others", ending(END, recommendations=(*FOUND, UNGDOM)), "trad-mot-regler", "”ungdom”"),
    ("a result nobody can apply to", ending(END, recommendations=(*FOUND, UTVALT)), "trad-mot-regler", "”utvalda”"),
    ("a question one cannot decline", asked(("nu",), lambda found: found[:-1]), "trad-mot-regler", "questions[vem]"),
    ("a question one declines first", asked(("nu",), lambda found: found[::-1]), "trad-mot-regler", "questions[vem]"),
    ("an answer given twice", asked((), lambda found: (found[0], *found)), "trad-mot-regler", "questions[fara]"),
    ("an answer gone", asked(("nu",), lambda found: found[1:]), "trad-mot-regler", "questions[vem]"),
    (
        "an answer renamed",
        asked(("nu",), lambda found: (replace(found[0], id="x"), *found[1:])),
        "trad-mot-regler",
        "questions[vem]",
    ),
    ("a question that changes nothing", tree(END, needless), "trad-mot-regler", "questions[vad]"),
    ("danger not asked first", tree((), lambda node: node.answers[0].leads_to), "trad-mot-regler", "questions[fara]"),
]
"""What is planted, the code of the one thing that finds it, and where it is told."""


@pytest.mark.parametrize(("plant", "code", "place"), [row[1:] for row in PLANTS], ids=[row[0] for row in PLANTS])
def test_what_is_planted_is_found_at_its_place_by_one_thing(tmp_path: Path, plant: Plant, code: str, place: str) -> None:
    found = list(plant(tmp_path))
    assert {problem.code for problem in found} == {code}
    told = [f"{problem.where} {problem.subject}: {problem.message}" for problem in found if problem.code == code]
    assert any(place in words for words in told), told


@pytest.mark.parametrize("plant", [data({}), page(TOP), page(TOP, changes=RESTS), tree((), replace), ending(END)], ids=range(5))
def test_nothing_is_found_where_nothing_is_planted(tmp_path: Path, plant: Plant) -> None:
    assert list(plant(tmp_path)) == []


def test_every_rule_is_broken_by_some_plant() -> None:
    elsewhere = {
        "oversattning-saknas",
        "oversattning-vantar",
        "oversattning-gammal",
        "oversattning-ny",
        "sprak-olika",
        "disk",
        "tillat",
        "programfel",
        "svar",
    }  # tests/utvag/
    assert {code for code, rule in codes.rules().items() if rule.says} <= {row[2] for row in PLANTS} | elsewhere
    assert len({row[0] for row in PLANTS}) == len(PLANTS)
