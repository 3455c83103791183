"""Tests of the one walk: every value with its path and what is known about its key."""

from __future__ import annotations

from builders import Data, a_registry, as_yaml, load
from utvag.registry import source, walk
from utvag.registry.model import CHECKED, Lifeline, Model, Phone, PhoneRoute, Program, Registry, Text, Words, keys
from utvag.registry.source import Mapping


def texts(changes: Data) -> dict[str, walk.Found]:
    """Return the texts that are read in a registry with `changes`, by their Swedish words."""
    return {str(getattr(one.value, "sv", one.value)): one for one in walk.texts(load(a_registry(changes)).registry)}


def test_every_value_is_met_once_with_the_path_that_leads_to_it() -> None:
    loaded = load(a_registry())
    found = walk.everything(loaded.registry)
    assert len({one.path for one in found}) == len(found)
    for one in found:
        here: object = loaded.registry
        for part in one.path:
            here = here[part] if isinstance(part, int) else getattr(here, part)  # type: ignore[index]  # then it is a tuple
        assert one.value == (here.leaver if isinstance(here, Words) and isinstance(one.value, Text) else here)
        group: Model = one.inside.value if one.inside else loaded.registry
        assert one.key in keys(type(group))


def test_words_for_everybody_are_one_text_and_words_for_each_are_three() -> None:
    words = {"leaver": "Du?", "relative": "Hen?", "professional": "Personen?"}
    found = texts({"questions.vad.text": words})
    assert found["Du?"].path == ("questions", 3, "text", "leaver")
    assert {"Hen?", "Personen?"} <= set(found)
    assert texts({"questions.vad.text": "Du?"})["Du?"].path == ("questions", 3, "text")


def test_what_is_kept_back_is_not_read_and_neither_are_numbers_and_names_of_things() -> None:
    route = {"programs.skydd.contact_routes.0.status": "unconfirmed"}
    reason = {"programs.skydd.contact_routes.0.status_reason": "Ingen svarade."}
    found = texts({**route, **reason, "programs.arbete.status": "ended", "programs.arbete.status_reason": "Slut."})
    assert not {"Ingen svarade.", "Slut.", "08-508 25 600", "skydd", "K1"} & set(found)
    assert {"Skyddet", "Stockholm"} <= set(found)


def test_a_value_knows_the_sources_and_checks_around_it() -> None:
    found = texts({"programs.skydd.summary.text": "En kort mening."})["En kort mening."]
    assert found.around("sources") == ("K2",)
    assert found.around("checks")[0].by == "redaktionen"
    assert found.about("label") == "Kort"
    assert found.around("opening_hours") is None


def test_what_is_written_is_met_before_the_model_has_approved_it() -> None:
    data = a_registry({"programs.skydd.summary.sources": ["K9", ["x"]], "lifeline.sayy": "x", "questions": "x"})
    document = source.parse(as_yaml(data), "f").document
    assert isinstance(document, Mapping)
    found = {one.path: one for one in walk.written(document, Registry, "name")}
    number = [program["id"] for program in data["programs"]].index("skydd")
    assert found["programs", number, "summary", "sources", 0].value == "K9"
    assert found["programs", number, "summary", "sources", 0].key.refers_to == ("sources",)
    assert found["questions",].value == "x"
    assert ("lifeline", "sayy") not in found


def test_a_key_is_known_by_the_group_it_stands_in() -> None:
    shown = {(kind, key.name): key.shown for kind in (Phone, PhoneRoute, Lifeline) for key in keys(kind)}
    assert shown[PhoneRoute, "languages"]
    assert not shown[Lifeline, "languages"]
    assert [key.label for key in keys(Program) if key.name == "helps_with"] == ["Vad man kan få hjälp med"]
    assert [key.rests_on for key in keys(Program) if key.name == "status_reason"] == [(CHECKED,)]
    assert {key.name for key in keys(Program) if key.is_text} == {"name", "title", "provider", "status_reason", "unknowns"}
