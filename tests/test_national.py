"""Tests of the guide where the places are too many for a question, and of everything else at the size of the country."""

from __future__ import annotations

import gzip
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import by_hand
import national
import pytest
from builders import an_environment, as_yaml, load, replanted
from utvag import changes, reports, rules
from utvag.changes import html_tree, versions
from utvag.content import urls
from utvag.guide import eligibility, journeys, proof, wizard
from utvag.guide.eligibility import Verdict
from utvag.guide.wizard import Question, Recommendation
from utvag.project import Project
from utvag.rules import registry_rules
from utvag.rules.written_site import WrittenSite
from utvag.site import build, pages, readings

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.registry.loader import Loaded

LOADED = load(national.a_nation(15, 7))
REGISTRY = LOADED.registry
TREE = wizard.compile(REGISTRY)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site of 7 municipalities with three programmes each, with the shipped pages."""
    project = national.write(tmp_path_factory.mktemp("small") / "project", national.a_nation(15, 7))
    found = build.build(project)
    assert found == (), reports.of_problems(found)
    return project.site


@pytest.mark.parametrize("languages", [1, 2, 3])
def test_what_is_made_up_is_a_registry_without_faults(languages: int, tmp_path: Path) -> None:
    project = national.write(tmp_path / "project", national.a_nation(26, 5, languages, seed=languages), languages)
    loaded, _, found = rules.check(project)
    assert reports.of_problems(found) == ""
    assert [language.code for language in loaded.languages] == list(national.CODES[:languages])


def test_every_municipality_of_sweden_has_an_address_of_its_own() -> None:
    assert len({national.slug(name) for name in national.NAMES}) == len(national.NAMES) == 290


@pytest.mark.parametrize(("municipalities", "listed"), [(3, False), (4, True)])
def test_places_are_asked_for_until_they_are_too_many_for_a_question(municipalities: int, *, listed: bool) -> None:
    registry = load(national.a_nation(4, municipalities)).registry
    tree = wizard.compile(registry)
    assert isinstance(tree, Question)
    assert (tree.id == "plats") is registry.lists_places is listed
    documents = list(wizard.documents(registry, tree))
    assert list(urls.guides(registry)) == [urls.of_guide(each.place) for each in documents]
    assert not listed or [each.place for each in documents] == list(registry.municipalities)


def test_whoever_says_where_gets_what_every_programme_says_for_itself() -> None:
    for answers in ({"fara": "hot", "vem": "ung"}, {"vad": "extremism", "vem": "anhorig"}, {}):
        for place in REGISTRY.municipalities:
            said = {**answers, "plats": place.id}
            assert journeys.results(journeys.follow(TREE, said).outcome) == by_hand.verdicts(REGISTRY, said)


def test_whoever_does_not_say_where_is_led_as_somebody_elsewhere_and_ends_at_the_number() -> None:
    silent = journeys.follow(TREE, {"fara": "nu"})
    elsewhere = journeys.follow(TREE, {"fara": "nu", "plats": "annan-kommun"})
    assert silent.outcome == elsewhere.outcome
    assert silent.outcome.lifeline == REGISTRY.lifeline
    assert not silent.outcome.is_local


def without_the_last(node: Any) -> Any:  # noqa: ANN401 -- a part of a tree
    return replace(node, recommendations=node.recommendations[:-1])


def and_another(node: Any) -> Any:  # noqa: ANN401 -- a part of a tree
    program = next(program for program in REGISTRY.programs if program.municipality == "uppsala")
    return replace(node, recommendations=(*node.recommendations, Recommendation(program, Verdict.FITS)))


@pytest.mark.parametrize("place", ["stockholm", REGISTRY.municipalities[4].id, "annan-kommun", "vet-inte"])
@pytest.mark.parametrize("edit", [without_the_last, and_another])
def test_a_fault_in_the_tree_of_one_municipality_is_found_and_names_it(place: str, edit: Any) -> None:  # noqa: ANN401 -- a function of trees
    spoilt = replanted(TREE, (place, "nej", "vuxen", "kriminalitet"), edit)
    found = list(proof.prove(LOADED, spoilt))
    assert {problem.code for problem in found} == {"trad-mot-regler"}
    assert f"”{place}” på ”plats”" in "".join(problem.message for problem in found)


def test_two_municipalities_with_nothing_of_their_own_are_told_of() -> None:
    data = national.a_nation(15, 7)
    one, other = data["municipalities"][2:4]
    for place in (one, other):
        place["default_programs"] = ["polisen-114-14"]
    gone = {one["id"], other["id"]}
    data["programs"] = [program for program in data["programs"] if program["municipality"] not in gone]
    loaded = load(data)
    assert "utan-verkan" in {problem.code for problem in proof.prove(loaded, wizard.compile(loaded.registry))}


def test_each_guide_may_have_as_many_sets_of_answers_as_one_guide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry_rules, "MOST_ANSWER_SETS", 4 * 5 * 3)
    assert list(registry_rules.the_guide_can_be_proven(WrittenSite(LOADED))) == []
    monkeypatch.setattr(registry_rules, "MOST_ANSWER_SETS", 4 * 5 * 3 - 1)
    assert len(list(registry_rules.the_guide_can_be_proven(WrittenSite(LOADED)))) == 1


def judged(monkeypatch: pytest.MonkeyPatch, municipalities: int) -> int:
    """Return how often a programme is judged to compile and prove a guide of so many municipalities with three each."""
    loaded = load(national.a_nation(3 * (municipalities - 2), municipalities))
    calls = 0
    judge = eligibility.judge

    def counted(*arguments: Any) -> Verdict:  # noqa: ANN401 -- those of judge
        nonlocal calls
        calls += 1
        return judge(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(eligibility, "judge", counted)
        assert list(proof.prove(loaded, wizard.compile(loaded.registry))) == []
    return calls


def test_the_work_grows_with_the_municipalities_and_not_with_their_square(monkeypatch: pytest.MonkeyPatch) -> None:
    few, many, more = (judged(monkeypatch, municipalities) for municipalities in (10, 20, 40))
    assert (more - many) == pytest.approx(2 * (many - few), rel=0.02)


def test_what_visitors_notice_of_one_municipality_is_told_of_it_alone(tmp_path: Path) -> None:
    data = national.a_nation(15, 7)
    place = REGISTRY.municipalities[2]
    project = national.write(tmp_path / "project", data)
    program = next(program for program in data["programs"] if program["id"] == f"{place.id}-sig")
    program["eligibility"]["conditions"][0]["answers"] = ["ung"]
    after = tmp_path / "after.yaml"
    after.write_bytes(as_yaml(data))
    with versions.opened(project, str(project.registry)) as old, versions.opened(project, str(after)) as new:
        before, now = versions.read(old), versions.read(new)
    assert not isinstance(before, list)
    assert not isinstance(now, list)
    told = changes.render(changes.compare(before, now))
    assert f"i {place.name} ser inte längre ”SIG {place.name}”" in told
    assert f"/guide/{place.id}/" in told
    assert "/guide/uppsala/" not in told


def weights(loaded: Loaded) -> list[int]:
    """Return how many bytes each guide of a registry weighs, packed, and their list."""
    made = pages.generate(loaded.registry, wizard.compile(loaded.registry), an_environment(loaded))
    guides = {urls.GUIDE, *urls.guides(loaded.registry)}
    return [len(gzip.compress(page.text.encode())) for page in made if page.address in guides]


@pytest.mark.slow
@pytest.mark.scale
def test_a_registry_of_all_municipalities_is_checked_and_every_guide_is_light() -> None:
    loaded = load(national.a_nation(3 * 288, 290))
    told = rules.found_by_rules(WrittenSite(loaded))
    assert [problem for problem in told if problem.code != "oanvand-kalla"] == [], "the pages are not here, which cite some"
    assert list(proof.prove(loaded, wizard.compile(loaded.registry))) == []
    assert len(found := weights(loaded)) == 292
    assert max(found) < readings.MOST_BYTES


def test_a_guide_is_light_where_a_municipality_has_ten_programmes() -> None:
    """As many as everybody of the acceptance has; each guide holds those of its own municipality and of the whole country."""
    loaded = load(national.a_nation(60, 7))
    local = Counter(program.municipality for program in loaded.registry.programs)
    assert sum(count >= 10 for count in local.values()) > 5
    assert max(weights(loaded)) < readings.MOST_BYTES


@pytest.mark.site
def test_the_list_has_every_municipality_from_a_to_o_after_the_way_for_others(small: Path) -> None:
    elements = html_tree.read((small / urls.GUIDE).read_text(encoding="utf-8")).walk()
    elsewhere, *places = (element for element in elements if "data-answer" in element.attributes)
    assert elsewhere.attributes["href"] == "annan-kommun/"
    names = [place.words() for place in places]
    assert names == sorted(names, key=lambda name: name.casefold().translate(str.maketrans("åäö", "{|}")))
    assert len(names) == 7


@pytest.mark.site
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<a data-answer="uppsala" href="uppsala/">', '<a data-answer="uppsala" href="stockholm/">'),
        ('<a data-answer="uppsala" href="uppsala/">', '<a href="uppsala/">'),
        ('<div class="emergency-box"><a href="tel:112">', '<div class="emergency-box"><a href="tel:11414">'),
    ],
)
def test_a_list_that_leads_astray_or_hides_112_is_a_problem(small: Path, old: str, new: str) -> None:
    loaded, tree, _ = rules.check(Project.at(small.parent))
    reader = readings.Reader("site", loaded, tree, tuple(path.relative_to(small).as_posix() for path in small.rglob("*.html")))
    text = (small / urls.GUIDE).read_text(encoding="utf-8")
    assert old in text
    reader.read(urls.GUIDE, text.replace(old, new))
    assert "guide-mot-trad" in {problem.code for problem in reader.end()}


@pytest.mark.site
def test_every_programme_is_on_the_page_of_its_place_and_no_page_has_them_all(small: Path) -> None:
    loaded, _, _ = rules.check(Project.at(small.parent))
    for program in loaded.registry.programs:
        place = loaded.registry.places_by_id.get(program.municipality)
        where = urls.of_place(place) if place and not place.elsewhere else urls.PROGRAMS
        assert (f'{program.slug}/"' in (small / where).read_text(encoding="utf-8")) is program.has_page, (program.slug, where)
    for name in (urls.PROGRAMS, urls.CONTACTS):
        text = (small / name).read_text(encoding="utf-8")
        assert "Vägval" not in text
        assert text.count('stod/kommun/uppsala/"') + text.count('"kommun/uppsala/"') == 1
