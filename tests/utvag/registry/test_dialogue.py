"""Tests of adding a programme by answering questions: what is wrong is told at once, and nothing is ever lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from builders import MINIMAL, a_project
from utvag.problems import InvalidRegistry, Problem
from utvag.registry import dialogue, interview, loader

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.project import Project

SAID = {
    "Namnet som den som ringer": "Exempelstödet",
    "Sidans titel": "Ett exempel",
    "Vem som driver insatsen": "Staden",
    "Var den gäller": "2",
    "Väg ut": "1",
    "Om du söker själv": "self",
    "En kort mening": "Du får råd: ring.",
    "Vad det är": "Du får prata.",
    "Vem det kan vara för": "För dig.",
    "Hur du kommer dit": "Ring.",
    "Hur kontaktar man dem": "phone",
    "Numret som visas": "070-174 06 05",
    "Rubriken": "Telefonen",
    "Dagen då någon": "2026-11-21",
    "Hur det gick till": "1",
}
"""Answers by the beginning of their question; each is given once, and further ones are empty."""

REPEATED = ("Dagen då någon", "Hur det gick till")


class Typist:
    """Somebody who answers: `instead` has other answers, in turn, to questions that begin so."""

    def __init__(self, instead: dict[str, list[str]] | None = None, stop: int = 10_000) -> None:
        """Begin with every answer unsaid; break off before answer number `stop`."""
        self.instead = {begins: list(answers) for begins, answers in (instead or {}).items()}
        self.stop = stop
        self.asked: list[str] = []
        self.heard: list[str] = []
        self.said: set[str] = set()

    def ask(self, prompt: str) -> str:
        """Answer a question."""
        if len(self.asked) == self.stop:
            raise KeyboardInterrupt
        self.asked.append(prompt)
        question = prompt.strip()
        for begins, answers in self.instead.items():
            if question.startswith(begins) and answers:
                return answers.pop(0)
        for begins, answer in SAID.items():
            if question.startswith(begins) and (begins not in self.said or begins in REPEATED):
                self.said.add(begins)
                return answer
        return ""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project with the minimal registry."""
    made = a_project(tmp_path / "p")
    made.registry.write_bytes(MINIMAL.read_bytes())
    return made


def hold(project: Project, typist: Typist) -> dialogue.Made:
    return dialogue.hold(project, typist.ask, typist.heard.append)


def test_the_word_that_a_question_offers_is_the_same_as_no_answer(project: Project) -> None:
    plain = hold(project, Typist()).entry
    dialogue.forget(project)
    offered = Typist({"Vad du kan få hjälp med": ["klar"], "”": ["alla", "alla", "alla", "alla"]})
    assert hold(project, offered).entry == plain
    assert any("[klar]" in prompt for prompt in offered.asked)
    assert any("[alla]" in prompt for prompt in offered.asked)


def test_breaking_off_while_earlier_answers_are_given_again_loses_none(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(KeyboardInterrupt):
        hold(project, Typist(stop=12))
    (saved,) = project.root.glob(".ny-insats*")
    before = json.loads(saved.read_text(encoding="utf-8"))
    assert len(before) > 5
    taken = iter(range(3))

    def broken_off(*_: object) -> list[Problem]:
        if next(taken, None) is None:
            raise KeyboardInterrupt
        return []

    monkeypatch.setattr(interview, "faults", broken_off)
    with pytest.raises(KeyboardInterrupt):
        hold(project, Typist({"Det finns": ["ja"], "Vill du": ["ja"]}))
    assert json.loads(saved.read_text(encoding="utf-8")) == before


def test_answers_make_an_entry_that_the_registry_accepts_and_change_no_other_line(project: Project) -> None:
    before = project.registry.read_text(encoding="utf-8")
    made = hold(project, Typist())
    loaded = loader.parse(made.text.encode(), "r.yaml")
    (program,) = [item for item in loaded.registry.programs if item.id == "exempelstodet"]
    assert (program.slug, program.name, program.provider, program.municipality) == (
        "exempelstodet",
        "Exempelstödet",
        "Staden",
        "uppsala",
    )
    assert program.summary.text["sv"] == "Du får råd: ring."
    assert [route.kind for route in program.contact_routes] == ["phone"]
    assert program.last_checked.isoformat() == "2026-11-21"
    assert made.numbers == ("070-174 06 05",)
    assert made.entry in made.text
    assert made.text.replace(f"{made.entry}", "").split() == before.split()
    assert project.registry.read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("begins", "wrong", "told"),
    [
        ("Namnet som den som ringer", "", "Skriv något."),
        ("Insatsens eget namn", "Å Ä", "små bokstäver a–z"),
        ("Insatsens eget namn", "skydd", "används två gånger"),
        ("Sidans adress", "avhoppare", "telefonens historik"),
        ("Sidans titel", "Lämna gänget", "telefonens historik"),
        ("Vad det är", "Ring 08-465 00 499.", "inte är något av registrets nummer"),
        ("Vad det är", "x" * 1001, "längre än 1000 tecken"),
        ("Vad det är", "a\u202eb", "osynligt tecken"),
        ("Var den gäller", "Uppsala", "Skriv ett av dessa"),
        ("Var den gäller", "9", "Skriv ett av dessa"),
        ("Var står det", "Z9", "Källan ”Z9” finns inte"),
        ("”", "nej då", "Skriv ett eller flera av dessa"),
        ("Numret som visas", "99", "inget svenskt telefonnummer"),
        ("Dagen då någon", "i går", "Här ska stå ett datum"),
    ],
)
def test_an_answer_that_breaks_a_rule_is_told_at_once_and_asked_for_again(
    project: Project, begins: str, wrong: str, told: str
) -> None:
    typist = Typist({begins: [wrong]})
    made = hold(project, typist)
    assert any(told in line for line in typist.heard), typist.heard
    again = [number for number, prompt in enumerate(typist.asked) if prompt.strip().startswith(begins)]
    assert again[1] == again[0] + 1
    assert wrong == "" or wrong not in made.entry


def test_a_new_source_is_added_and_cited(project: Project) -> None:
    source = {"Var den finns": ["https://example.org/stod"], "Vad sidan eller": ["Om stödet"], "Vem som har gett ut": ["Staden"]}
    typist = Typist(
        {"Var står det": ["ny"], **source, "Dagen som står": ["2026-11-21"], "Vilken sorts": ["city"], "Hur säkra": ["high"]}
    )
    made = hold(project, typist)
    loaded = loader.parse(made.text.encode(), "r.yaml")
    assert loaded.registry.sources[-1].title == "Om stödet"
    assert f"sources: [{loaded.registry.sources[-1].id}]" in made.entry


def test_what_is_paused_says_why_and_what_authorities_choose_has_no_conditions(project: Project) -> None:
    paused = hold(project, Typist({"Är insatsen igång": ["2"], "Varför": ["De har fullt."]}))
    assert "    status: paused\n    status_reason: De har fullt.\n" in paused.entry
    dialogue.forget(project)
    typist = Typist({"Om du söker själv": ["chosen_by_authorities"]})
    hold(project, typist)
    assert not [prompt for prompt in typist.asked if "Vilka svar" in prompt]


@pytest.mark.parametrize("stop", [0, 1, 7, 20, 40])
def test_breaking_off_anywhere_leaves_the_registry_and_keeps_every_answer(project: Project, stop: int) -> None:
    before = project.registry.read_bytes()
    whole = hold(project, Typist())
    dialogue.forget(project)
    first = Typist(stop=stop)
    with pytest.raises(KeyboardInterrupt):
        hold(project, first)
    assert project.registry.read_bytes() == before
    second = Typist({"Det finns": ["ja"]})
    second.said = set(first.said)
    assert hold(project, second) == whole
    if stop:
        assert second.asked[0].startswith(f"Det finns {stop} svar om ”Exempelstödet”")


def test_answers_nobody_wants_are_left_and_a_broken_file_of_them_is_nothing(project: Project) -> None:
    kept = project.root / dialogue.ANSWERS
    for text in ("[", "{}", "[1]", "[]", "\udcff"):
        kept.write_text(text, encoding="utf-8", errors="surrogateescape")
        assert not hold(project, typist := Typist()).remarks
        assert not typist.asked[0].startswith("Det finns")
    kept.write_text(json.dumps(["Något annat"]), encoding="utf-8")
    assert "name: Exempelstödet" in hold(project, Typist({"Det finns": ["nej"]})).entry


def test_answers_that_no_longer_fit_are_asked_for_again(project: Project) -> None:
    (project.root / dialogue.ANSWERS).write_text(json.dumps(["Exempelstödet", "skydd", "gammalt"]), encoding="utf-8")
    typist = Typist()
    made = hold(project, typist)
    assert any("används två gånger" in line for line in typist.heard)
    assert "id: exempelstodet" in made.entry


def test_a_file_that_changes_meanwhile_keeps_its_change(project: Project) -> None:
    typist = Typist()
    real = typist.ask

    def ask(prompt: str) -> str:
        if prompt.startswith("Rubriken"):
            text = project.registry.read_text(encoding="utf-8")
            project.registry.write_text(text.replace("provider: Staden", "provider: Kommunen", 1), encoding="utf-8")
        return real(prompt)

    assert "provider: Kommunen" in dialogue.hold(project, ask, typist.heard.append).text


@pytest.mark.parametrize(
    ("old", "new", "code"), [("lifeline:", "lifelin:", "okant-namn"), ("  name: R", "  name:  R", "uppstallning")]
)
def test_a_registry_that_is_not_in_order_is_told_first(project: Project, old: str, new: str, code: str) -> None:
    text = project.registry.read_text(encoding="utf-8")
    project.registry.write_text(text.replace(old, new, 1), encoding="utf-8")
    typist = Typist()
    with pytest.raises(InvalidRegistry) as fault:
        hold(project, typist)
    assert code in {problem.code for problem in fault.value.problems}
    assert not typist.asked


def test_an_entry_that_the_changed_file_cannot_hold_is_shown_and_not_lost(project: Project) -> None:
    typist = Typist()
    real = typist.ask

    def ask(prompt: str) -> str:
        if prompt.startswith("En väg till"):
            text = project.registry.read_text(encoding="utf-8")
            project.registry.write_text(text.replace("id: skydd\n", "id: exempelstodet\n"), encoding="utf-8")
        return real(prompt)

    with pytest.raises(InvalidRegistry):
        dialogue.hold(project, ask, typist.heard.append)
    assert any("name: Exempelstödet" in line for line in typist.heard)
    assert (project.root / dialogue.ANSWERS).exists()


def test_a_step_back_asks_the_question_before_again_and_forgets_its_answer(project: Project) -> None:
    whole = hold(project, Typist())
    dialogue.forget(project)
    typist = Typist(
        {"Namnet som den": ["<", "Fel namn"], "Insatsens eget": ["<"], "Vem som driver": ["Fel", "Staden"], "Var den": ["<"]}
    )
    made = hold(project, typist)
    assert made == whole
    assert "Skriv < för att gå tillbaka" in typist.heard[0]
    assert any("Det här är den första frågan." in line for line in typist.heard)
    asked = [prompt.split(" (")[0].split(":")[0] for prompt in typist.asked]
    assert asked[:5] == [asked[0], asked[0], asked[2], asked[0], asked[2]]


def test_a_step_back_that_is_followed_by_a_break_keeps_what_is_left(project: Project) -> None:
    with pytest.raises(KeyboardInterrupt):
        hold(project, Typist({"Sidans titel": ["<"]}, stop=4))
    assert dialogue.kept(project) == ["Exempelstödet", ""]


def test_days_and_hours_of_a_number_can_be_told(project: Project) -> None:
    typist = Typist({"När någon svarar": ["2"], "Dagar och tider": ["mån-fre 9-16", "jämt", "lör,sön 10.30-14:00"]})
    made = hold(project, typist)
    rows = """\
        opening_hours:
          - {byday: [MO, TU, WE, TH, FR], opens_at: "09:00", closes_at: "16:00"}
          - {byday: [SA, SU], opens_at: "10:30", closes_at: "14:00"}
"""
    assert rows in made.entry
    assert any("mån-fre 9-16" in line for line in typist.heard)
    dialogue.forget(project)
    assert "opening_hours: unknown" in hold(project, Typist({"När någon svarar": ["dagar"]})).entry


def test_answers_that_are_given_again_are_told_on_one_line_without_the_choices(project: Project) -> None:
    with pytest.raises(KeyboardInterrupt):
        hold(project, Typist(stop=8))
    typist = Typist({"Det finns": ["ja"]}, stop=1)
    with pytest.raises(KeyboardInterrupt):
        hold(project, typist)
    again = typist.heard[1:9]
    assert again[0].startswith("Namnet som den som ringer")
    assert again[0].endswith(": Exempelstödet")
    assert "uppsala" in again[5]
    assert "way_out" in again[6]
    assert not any(line.startswith("  1 way_out") for line in typist.heard)


def test_the_summary_is_asked_for_before_its_source(project: Project) -> None:
    typist = Typist()
    hold(project, typist)
    first = next(number for number, prompt in enumerate(typist.asked) if "Var står det" in prompt)
    assert typist.asked[first - 1].startswith("En kort mening")


def test_as_many_states_are_offered_as_the_question_speaks_of(project: Project) -> None:
    typist = Typist()
    hold(project, typist)
    assert not any("Igång, paus, slut" in prompt for prompt in typist.asked)
