"""What visitors notice between two versions of the registry and the hand-written pages, as one report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from utvag import reports
from utvag.changes import for_reviewers, guide_changes, line_changes, program_changes, sentences
from utvag.changes.sentences import Comparison, Sentence
from utvag.content import urls
from utvag.reports import Mark, Row, Section
from utvag.swedish import listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.changes.visitor_view import VisitorView

TITLE = "Det här ändras för besökare"
NOTHING = "Inget ändras för besökare."
LOOK = "Vad det gör med sidorna syns inte här: titta på förhandsvisningen."
REWORKED = f"Mallar eller program är också ändrade. {LOOK}"
ONLY_REWORKED = f"Mallar eller program är ändrade. {LOOK} Inget annat ändras för besökare."

PARTS = {
    "programs": "Stöd",
    "journeys": "Vem som ser något annat i guiden",
    "questions": "Frågor och svar i guiden",
    "pages": "Sidor",
    "lines": "Ord, nummer och tider",
    "ages": "Hur gamla uppgifterna är",
}
"""The kinds of sentences in the order they are told, and their headings."""


@dataclass(frozen=True, slots=True)
class Report:
    """What visitors notice, the pages that are not as they were (address → name), and what only reviewers see.

    `is_everywhere` is whether those are all pages there are, `is_reworked` whether templates or code are not the same either.
    """

    visitors: tuple[Sentence, ...]
    pages: dict[str, str]
    reviewers: tuple[str, ...]
    is_everywhere: bool = False
    is_reworked: bool = False


def compare(before: VisitorView, after: VisitorView, *, is_reworked: bool = False) -> Report:
    """Return everything that is different between two versions, both shown with the templates of today.

    `is_reworked` is whether their own templates or code are not the same: that is said, and not what it does.
    """
    both = Comparison(before, after)
    moved = line_changes.moved(before.pages, both.moved)
    deltas = line_changes.compare(moved, after.pages, both.about)
    found = [*guide_changes.compare(both), *program_changes.compare(both, deltas)]
    found += [*sentences.of_ages(deltas, both), *sentences.of_lines(deltas, both)]
    pages = {*line_changes.different(moved, after.pages), *(page for sentence in found for page in sentence.pages)}
    registries = (before.loaded.registry, after.loaded.registry)
    kept = tuple(for_reviewers.registries(*registries, after.languages))
    if not found and not kept:
        kept = tuple(for_reviewers.registries(*registries, after.languages, every=True))
    return Report(
        tuple(sorted(found, key=lambda sentence: list(PARTS).index(sentence.kind))),
        {address: both.names[address] for address in sorted(pages)},
        (*kept, *for_reviewers.pages(before.manuscripts, after.manuscripts)),
        is_everywhere=pages >= {*before.pages, *after.pages},
        is_reworked=is_reworked,
    )


def render(report: Report, form: str) -> str:
    """Return the report as `text`, `markdown` or `json`; ends without a newline."""
    return reports.as_json(_document(report)) if form == "json" else reports.render(_sections(report, form), form)


def _sections(report: Report, form: str) -> Iterator[Section]:
    """Yield what is said before all sentences, or for want of them, then the sentences of each kind; nothing empty."""
    if report.visitors or form == "markdown":
        yield Section(TITLE, level=2)
    if report.is_reworked or not report.visitors:
        without = ONLY_REWORKED if report.is_reworked else NOTHING
        yield Section(rows=(Row(REWORKED if report.visitors else without),))
    parts = [(heading, [item.words for item in report.visitors if item.kind == kind]) for kind, heading in PARTS.items()]
    named = listing([f"{name} ({urls.absolute(page)})" for page, name in report.pages.items()])
    pages = ["Alla sidor." if report.is_everywhere else f"{named}."] if report.pages else []
    parts += [("Sidor som inte är som förut", pages), ("Det här ser bara den som granskar", list(report.reviewers))]
    yield from (Section(heading, tuple(Row(words, Mark.ITEM) for words in rows)) for heading, rows in parts if rows)


def _document(report: Report) -> dict[str, object]:
    return {
        "changes": bool(report.visitors),
        "reworked": report.is_reworked,
        "visitors": [_as_dict(sentence) for sentence in report.visitors],
        "pages": [{"address": urls.absolute(page), "name": name} for page, name in report.pages.items()],
        "reviewers": list(report.reviewers),
    }


def _as_dict(sentence: Sentence) -> dict[str, object]:
    who = {"who": {question: sorted(answers) for question, answers in sentence.who.items()}} if sentence.who is not None else {}
    pages = [urls.absolute(page) for page in sentence.pages]
    return {"kind": sentence.kind, "sentence": sentence.words, "language": sentence.lang, "pages": pages, **who}
