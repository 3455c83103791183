"""Tests of what only reviewers are told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from builders import ROOT, Data, load, plain, put
from edited import BEFORE
from utvag.changes import reviewed
from utvag.registry import loader, source
from utvag.registry.model import Model

if TYPE_CHECKING:
    from collections.abc import Iterator

HELP = {"sv": "Skydd när någon hotar.", "en": "Help"}
OLDER = "kontrollerad 1 november 2026 av redaktionen, förut 21 november 2026"

CHANGES = [
    ("programs.skydd.checks.0.by", "arkivet", "programs[skydd].checks: kontrollen 21 november 2026 är ändrad (arkivet, document)."),
    ("lifeline.checks.0.date", date(2026, 11, 1), f"lifeline.checks: uppgiften är äldre: {OLDER}."),
    ("sources.K1.title", "Ny titel", "sources[K1].title: ”Stadens sida” blir ”Ny titel”."),
    ("questions.vad.sensitivity", "low", "questions[vad].sensitivity: ”high” blir ”low”."),
    ("lifeline.anonymous", "possible", "lifeline.anonymous: ”unknown” blir ”possible”."),
    ("lifeline.languages", ["sv"], "lifeline.languages[1] är nytt: ”sv”."),
    ("emergency.name", "Larmet", "emergency.name: ”Larmnumret” blir ”Larmet”."),
    ("questions.vem.answers.vuxen.minimum_age", 19, "questions[vem].answers[vuxen].minimum_age: ”18” blir ”19”."),
    ("programs.familj.id", "slakt", "programs[slakt].id: ”familj” blir ”slakt”."),
    ("terms", [{"word": "fält", "text": "Ute."}], "terms[fält] är nytt: ”Ute.”."),
    ("programs.skydd.summary.text", HELP, "programs[skydd].summary.text på engelska är nytt: ”Help”."),
    ("programs.skydd.summary.text", "Skydd.", None),
]


@pytest.mark.parametrize(("path", "value", "words"), CHANGES)
def test_what_no_page_shows_is_told_to_reviewers_and_nothing_else(path: str, value: object, words: str | None) -> None:
    before: Data = plain(source.parse(BEFORE.read_bytes(), BEFORE.name).document)
    after: Data = plain(source.parse(BEFORE.read_bytes(), BEFORE.name).document)
    put(after, path, value)
    assert list(reviewed.compare(load(before).registry, load(after).registry, ())) == ([words] if words else [])


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
    """Return whether it is always told with something else: with its number, as a whole programme, as the age of its facts."""
    return path[-1] == "e164" or (path[0] == "programs" and path[2] in ("status", "checks"))


def test_no_value_of_the_shipped_registry_changes_without_a_word() -> None:
    before = loader.load(ROOT / "programs.yaml", "programs.yaml").registry
    silent = [
        path
        for path, _ in leaves(before)
        if not is_told_elsewhere(path) and not list(reviewed.compare(before, changed(before, path), (), every=True))
    ]
    assert silent == []
