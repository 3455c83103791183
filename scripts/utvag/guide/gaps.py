"""Where help is missing: for each ending and language, whether a way out that is more than the door for everybody fits.

In a language only what can be read in it counts.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from utvag import reports
from utvag.guide import journeys
from utvag.guide.eligibility import Verdict
from utvag.reports import Mark, Row, Section

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from utvag.guide.journeys import Tree
    from utvag.guide.wizard import Outcome
    from utvag.project import Project
    from utvag.registry.loader import Loaded
    from utvag.registry.model import Registry

STATES = {"fits": "passar", "may_fit": "kan passa", "missing": "saknas"}
"""How sure we are of the surest way out of an ending, and the word for it."""

HEAD = ("språk", *STATES.values())
"""The columns of docs/luckor.csv: what the last release had."""

KEPT = "docs/luckor.csv"
"""Where the numbers of the last release stand; `docs` writes them."""

Counts = dict[str, dict[str, int]]
"""By language, how many endings there are of each state."""


class Gap(NamedTuple):
    """One ending in one language: the answers in words, the state, the ids of the ways out that are counted."""

    answers: tuple[str, ...]
    lang: str
    state: str
    programs: tuple[str, ...]


def every(registry: Registry, tree: Tree, langs: Sequence[str]) -> Iterator[Gap]:
    """Yield every ending of the guide in every language."""
    doors = {name for place in registry.municipalities for name in place.default_programs}
    doors |= {program.id for program in registry.programs if program.role == "stand_in"}
    words = {(asked.id, answer.id): answer.words.sv for asked in journeys.questions(tree) for answer in asked.answers}
    for journey in journeys.walk(tree):
        answers = tuple(words[step] for step in journey.answers)
        for lang in langs:
            yield Gap(answers, lang, *_surest(journey.outcome, lang, doors))


def _surest(outcome: Outcome, lang: str, doors: Collection[str]) -> tuple[str, tuple[str, ...]]:
    found = [
        item
        for item in outcome.recommendations
        if item.program.kind == "way_out" and item.program.id not in doors and lang in item.program.languages
    ]
    fits = any(item.verdict is Verdict.FITS for item in found)
    return "fits" if fits else "may_fit" if found else "missing", tuple(item.program.id for item in found)


def counted(found: Sequence[Gap]) -> Counts:
    """Return how many endings there are of each state, by language."""
    many = Counter((gap.lang, gap.state) for gap in found)
    return {lang: {state: many[lang, state] for state in STATES} for lang in dict.fromkeys(gap.lang for gap in found)}


def as_table(counts: Counts) -> str:
    """Return what docs/luckor.csv keeps of a release."""
    return reports.as_csv([HEAD, *((lang, *states.values()) for lang, states in counts.items())])


def from_table(text: str) -> Counts:
    """Return what docs/luckor.csv says; nothing of a file that is no such table."""
    rows = [row for row in csv.reader(io.StringIO(text)) if len(row) == len(HEAD) and all(map(str.isdigit, row[1:]))]
    return {row[0]: dict(zip(STATES, map(int, row[1:]), strict=True)) for row in rows}


def last_release(project: Project) -> Counts:
    """Return what the project keeps of its last release, nothing of one that keeps nothing."""
    kept = project.root / KEPT
    return from_table(kept.read_text(encoding="utf-8")) if kept.exists() else {}


def summary(counts: Mapping[str, Mapping[str, int]], before: Mapping[str, dict[str, int]]) -> Iterator[str]:
    """Yield a sentence for each language, with the numbers of the last release beside those of now."""
    for lang, states in counts.items():
        was = before.get(lang)
        told = [f"{STATES[state]} {many}{f' (förra utgåvan {was[state]})' if was else ''}" for state, many in states.items()]
        yield f"{lang}: {', '.join(told)}, av {sum(states.values())} vägar."


def of_project(project: Project, loaded: Loaded, tree: Tree, form: str) -> str:
    """Return all endings of a registry's guide, as `render` does, with the last release that the project keeps."""
    found = list(every(loaded.registry, tree, [language.code for language in loaded.languages]))
    return render(found, last_release(project), form)


def render(found: Sequence[Gap], before: Mapping[str, dict[str, int]], form: str) -> str:
    """Return all endings as `text`, `csv` or `json`; ends without a newline."""
    counts = counted(found)
    if form == "json":
        endings = [{**gap._asdict(), "answers": [*gap.answers]} for gap in found]
        return reports.as_json({"counts": counts, "last_release": before, "endings": endings})
    if form == "csv":
        rows = ((" / ".join(gap.answers), gap.lang, gap.state, " ".join(gap.programs)) for gap in found)
        return reports.as_csv([("svar", "språk", "läge", "stöd"), *rows]).removesuffix("\n")
    return reports.as_text(_sections(found, counts, before))


def _sections(found: Sequence[Gap], counts: Counts, before: Mapping[str, dict[str, int]]) -> Iterator[Section]:
    yield Section("Vägar ut, utöver vägen in för alla", tuple(map(Row, summary(counts, before))))
    for state in ("missing", "may_fit"):
        rows = [Row(f"{gap.lang}: {' / '.join(gap.answers)}", Mark.ROW) for gap in found if gap.state == state]
        yield Section(f"{STATES[state].capitalize()} ({len(rows)}):", tuple(rows))
