"""A text that somebody adds to the model is known everywhere at once: no other module names it, and a template shows it."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING, Annotated

import pytest
from builders import NAME, NO_CHANGES, PUBLIC, Data, a_registry, as_yaml, pages_of
from pydantic import Field
from translated import in_language, speaking
from utvag import rules
from utvag.changes import reviewers
from utvag.content import statements
from utvag.problems import InvalidRegistry
from utvag.registry import loader
from utvag.registry.loader import Loaded
from utvag.registry.model import Claim, Key, Program, Registry, Text
from utvag.rules import language_rules
from utvag.rules.written_site import WrittenSite
from utvag.staff import program_sheet
from utvag.upkeep import facts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from utvag.problems import Problem

SPOKEN = speaking("en", "eng ")


class LongerProgram(Program):
    """A programme that also says what it costs, and what holds there."""

    costs: Annotated[Claim, Key("Vad det kostar.", label="Vad det kostar")]
    house_rules: Annotated[tuple[Text, ...], Key("Vad som gäller där.")] = ()


class LongerRegistry(Registry):
    """A registry of such programmes."""

    programs: Annotated[tuple[LongerProgram, ...], Field(min_length=1)]


def longer(
    costs: object = "Det är gratis.", sources: tuple[str, ...] = ("K2",), changes: Mapping[str, object] = NO_CHANGES
) -> Loaded:
    """Return the small registry in two languages, where every programme says what it costs; the first in the words of `costs`."""
    data: Data = in_language(a_registry(changes), "en", "eng ")
    for program in data["programs"]:
        program |= {"costs": {"text": {"sv": "Det är gratis.", "en": "It is free."}, "sources": ["K2"]}}
        program |= {"house_rules": [{"sv": "Var nykter.", "en": "Be sober."}]}
    data["programs"][0]["costs"] = {"text": costs, "sources": list(sources)}
    registry, source = loader.shaped(as_yaml(data), NAME, LongerRegistry)
    assert isinstance(registry, Registry)
    return Loaded(registry, source, SPOKEN)


def told(loaded: Loaded) -> list[Problem]:
    return [problem for problem in rules.found_by_rules(WrittenSite(loaded)) if "costs" in problem.subject]


def test_a_right_text_is_no_fault() -> None:
    assert told(longer({"sv": "Det är gratis.", "en": "It is free."})) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"sv": "Vi lovar att du är helt säker. Ingen kan se det.", "en": "It is free."}, "lofte"),
        ({"sv": "Ring 08-123 45 67.", "en": "Call 08-123 45 67."}, "nummer-i-text"),
        ({"sv": "Det kostar 20 kronor.", "en": "It costs 30 kronor."}, "sprak-olika"),
        ({"sv": "Det beror på biståndsbedömningsförfarandet.", "en": "It depends."}, "langt-ord"),
        ("Det är gratis.", "oversattning-vantar"),
    ],
)
def test_the_rules_for_texts_hold_for_it(words: object, code: str) -> None:
    assert code in {problem.code for problem in told(longer(words))}


def test_it_can_hold_no_tag_and_rest_on_no_source_that_is_not_there() -> None:
    for words, sources, code in (("<b>x</b>", ("K2",), "tecken"), ("Gratis.", ("K99",), "okand-hanvisning")):
        with pytest.raises(InvalidRegistry) as found:
            longer(words, sources)
        assert [(problem.code, ".costs." in problem.subject) for problem in found.value.problems] == [(code, True)]


def test_it_is_among_what_we_say_with_its_sources_and_its_page() -> None:
    loaded = longer()
    said = next(one for one in statements.of(loaded.registry) if one.path == ("programs", 0, "costs", "text"))
    assert (said.text.sv, said.rests_on, said.checks != ()) == ("Det är gratis.", ("K2",), True)
    assert said.page == f"/stod/{loaded.registry.programs[0].slug}/"
    assert list(language_rules.missing(loaded.registry.programs[0], "en")) == [("costs", "text")]
    assert loaded.registry.programs[0].languages == {"sv"}


def test_staff_see_it_under_its_name_and_it_grows_old_with_its_page() -> None:
    loaded = longer()
    found = program_sheet.sections(loaded.registry, loaded.registry.programs[0], ("programs", 0), "Grunden")
    assert [(one.words, [source.id for source in one.sources]) for one in found["Vad det kostar"]] == [("Det är gratis.", ["K2"])]
    aged = longer(changes={"sources.K2.date": "2010"})
    (fact,) = (fact for fact in facts.gather(aged, date(2027, 1, 1)) if fact.path == ("programs", 0))
    assert "Det är gratis." in {statement.text.sv for statement in fact.old}


def test_whoever_reviews_sees_its_sources() -> None:
    before, after = longer().registry, longer(sources=("K1",)).registry
    assert reviewers.of_registry(before, after, {"sv", "en"}, {}) == [
        f"programs[{before.programs[0].id}].costs.sources: K2 blir K1."
    ]


def test_one_template_shows_it_to_visitors(tmp_path: Path) -> None:
    folder = shutil.copytree(PUBLIC, tmp_path / "public")
    template = folder / "program.html"
    words = template.read_text(encoding="utf-8")
    template.write_text(words.replace("{% endblock %}", "<p>{{ program.costs.text[lang] }}</p>{% endblock %}"), encoding="utf-8")
    loaded = longer({"sv": "Det kostar inget.", "en": "It costs nothing."})
    pages = pages_of(loaded, folder)
    slug = loaded.registry.programs[0].slug
    assert "Det kostar inget." in pages[f"stod/{slug}/index.html"]
    assert "It costs nothing." in pages[f"en/stod/{slug}/index.html"]
