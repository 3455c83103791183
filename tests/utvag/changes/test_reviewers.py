"""Tests of what only reviewers are told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from builders import Data, load, put
from edited import data
from frozen import THEN
from utvag.changes import reviewers
from utvag.content import page_source
from utvag.registry import loader
from utvag.registry.model import Model

if TYPE_CHECKING:
    from collections.abc import Iterator

HELP = {"sv": "Skydd när någon hotar.", "en": "Help"}
WAS, OLDER = "kontroll 21 november 2026 av redaktionen", "kontroll 1 november 2026 av redaktionen"

SAME = {"familj": "slakt"}
"""What is the same programme in the change that gives one another id."""

CHANGES = [
    (
        "programs.skydd.checks.0.by",
        "arkivet",
        f"programs[skydd].checks: {WAS} (document) blir kontroll 21 november 2026 av arkivet (document).",
    ),
    ("lifeline.checks.0.date", date(2026, 11, 1), f"lifeline.checks: {WAS} (called) blir {OLDER} (called)."),
    ("sources.K1.title", "Ny titel", "sources[K1].title: ”Stadens sida” blir ”Ny titel”."),
    ("questions.vad.sensitivity", "low", "questions[vad].sensitivity: ”high” blir ”low”."),
    ("lifeline.anonymous", "possible", "lifeline.anonymous: ”unknown” blir ”possible”."),
    ("lifeline.languages", ["sv"], "lifeline.languages är nytt: sv."),
    ("emergency.name", "Larmet", "emergency.name: ”Larmnumret” blir ”Larmet”."),
    ("questions.vem.answers.vuxen.minimum_age", 19, "questions[vem].answers[vuxen].minimum_age: ”18” blir ”19”."),
    ("programs.familj.id", "slakt", "programs[slakt].id: ”familj” blir ”slakt”."),
    ("terms", [{"word": "fält", "text": "Ute."}], "terms[fält] är nytt: ”Ute.”."),
    ("programs.skydd.summary.text", HELP, "programs[skydd].summary.text på engelska är nytt: ”Help”."),
    ("programs.skydd.summary.text", "Skydd.", None),
]


@pytest.mark.parametrize(("path", "value", "words"), CHANGES)
def test_what_no_page_shows_is_told_to_reviewers_and_nothing_else(path: str, value: object, words: str | None) -> None:
    before: Data = data()
    after: Data = data()
    put(after, path, value)
    assert reviewers.of_registry(load(before).registry, load(after).registry, (), SAME) == ([words] if words else [])


def leaves(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], object]]:
    """Yield every value inside `value` that has none inside itself, with the way to it."""
    inside: dict[Any, object] = {}
    if isinstance(value, Model):
        inside = {name: getattr(value, name) for name in type(value).model_fields}
    elif isinstance(value, tuple):
        inside = dict(enumerate(value))
    elif isinstance(value, dict):
        inside = value
    elif value is not None:
        yield path, value
    for step, item in inside.items():
        yield from leaves(item, (*path, step))


def changed(value: Any, path: tuple[str | int, ...]) -> Any:  # noqa: ANN401 -- any value of the registry
    """Return `value` with another one at the end of `path`; nobody asks whether the rules allow it."""
    if not path:
        later = value + timedelta(days=1) if isinstance(value, date) else f"{value}x"
        return value + 1 if isinstance(value, int) else later
    step, *rest = path
    if isinstance(value, Model):
        return value.model_copy(update={str(step): changed(getattr(value, str(step)), tuple(rest))})
    if isinstance(value, dict):
        return {**value, step: changed(value[step], tuple(rest))}
    return tuple(changed(item, tuple(rest)) if number == step else item for number, item in enumerate(value))


def is_told_elsewhere(path: tuple[str | int, ...]) -> bool:
    """Return whether it is always told with something else: with its number, as a whole programme."""
    return path[-1] == "e164" or (path[0] == "programs" and path[2] == "status")


def test_no_value_of_the_shipped_registry_changes_without_a_word(*, thorough: bool) -> None:
    before = loader.load(THEN / "programs.yaml", "programs.yaml").registry
    paths = [path for path, _ in leaves(before)]
    one_of_each_field = {tuple(step for step in path if not isinstance(step, int)): path for path in paths}.values()
    silent = [
        path
        for path in (paths if thorough else one_of_each_field)
        if not is_told_elsewhere(path) and not reviewers.of_registry(before, changed(before, path), (), {}, every=True)
    ]
    assert silent == []


PAGE = """---
title: En sida
owner: redaktionen
audience: [leaver, relative]
---
Ett stycke om en sak. {K1, K2}

Ett annat stycke. {råd}
"""
OWN, OTHER = "content/a.md: ”Ett stycke om en sak.”", "content/a.md: ”Ett annat stycke.”"
ALLOWED = "<!-- tillåt lix: Ett namn. -->"
PAGE_CHANGES = [
    ("{råd}", "{K3}", [f"{OTHER} har märket {{K3}} i stället för märket {{råd}}."]),
    ("Ett annat", f"{ALLOWED}\nEtt annat", ["content/a.md: tillåt lix är nytt: ”Ett namn.”."]),
    (" {råd}", "", [f"{OTHER} har inget märke i stället för märket {{råd}}."]),
    ("{K1, K2}", "{K2, K1}", []),
    (
        "en sak. {K1, K2}",
        "en bra sak. {K1}",
        ["content/a.md: ”Ett stycke om en bra sak.” har märket {K1} i stället för märket {K1, K2}."],
    ),
    ("Ett annat stycke. {råd}", "Något helt nytt här nere! {K9}", []),
    ("title: En sida", "title: En ny sida", []),
    ("owner: redaktionen", "owner: någon", ["content/a.md: owner: ”redaktionen” blir ”någon”."]),
    ("[leaver, relative]", "[leaver]", ["content/a.md: audience: ”leaver, relative” blir ”leaver”."]),
    ("owner: redaktionen\n", "", ["content/a.md: owner är borta: ”redaktionen”."]),
]


@pytest.mark.parametrize(("old", "new", "words"), PAGE_CHANGES)
def test_a_mark_or_a_head_that_is_different_is_told_and_nothing_else(old: str, new: str, words: list[str]) -> None:
    before, after = ({"content/a.md": page_source.read(text, "content/a.md")} for text in (PAGE, PAGE.replace(old, new)))
    assert list(reviewers.of_pages(before, after)) == words
    assert [told.partition(":")[0] for told in reviewers.of_pages(after, before)] == ["content/a.md"] * len(words)


def test_blocks_that_change_places_take_their_marks_along() -> None:
    first, second = "Ett stycke om en sak. {K1, K2}", "Ett annat stycke. {råd}"
    turned = PAGE.replace(first, "x").replace(second, first).replace("x", second)
    before, after = ({"content/a.md": page_source.read(text, "content/a.md")} for text in (PAGE, turned))
    assert list(reviewers.of_pages(before, after)) == []


def test_pages_that_are_new_or_gone_are_told_as_such_and_not_here() -> None:
    pages = {"content/a.md": page_source.read(PAGE, "content/a.md")}
    assert list(reviewers.of_pages({}, pages)) == list(reviewers.of_pages(pages, {})) == []
