"""What visitors notice between two versions of the registry and the hand-written pages, as one report."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from utvag.changes import describe_people, page_changes, reviewers
from utvag.changes.page_changes import LINES, PAGES, PROGRAMS, Comparison
from utvag.content import urls
from utvag.swedish import listing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from utvag.changes.page_changes import Sentence
    from utvag.changes.versions import VisitorView

TITLE = "Det här ändras för besökare"
NOTHING = "Inget ändras för besökare."
LOOK = "Vad det gör med sidorna syns inte här: titta på förhandsvisningen."
REWORKED = f"Mallar eller program är också ändrade. {LOOK}"
ONLY_REWORKED = f"Mallar eller program är ändrade. {LOOK} Inget annat ändras för besökare."


class Report(NamedTuple):
    """What visitors notice, the pages that are not as they were (address → name), and what only reviewers see.

    `is_everywhere` is whether those are all pages there are, `is_reworked` whether templates or code are not the same either.
    """

    visitors: list[Sentence]
    pages: Mapping[str, str]
    reviewers: list[str]
    is_everywhere: bool
    is_reworked: bool


def compare(before: VisitorView, after: VisitorView, *, is_reworked: bool = False) -> Report:
    """Return everything that is different between two versions, both shown with the templates of today.

    `is_reworked` is whether their own templates or code are not the same: that is said, and not what it does.
    """
    both = Comparison(before, after)
    lines = page_changes.compare({page: both.pages[page] for page in both.changed if page in both.pages}, after.pages)
    found = [*page_changes.of_programs(both, lines), *describe_people.tell(both)]
    found += [*page_changes.of_pages(both), *page_changes.of_lines(lines, both)]
    pages = {*both.changed} | {page for sentence in found for page in sentence.pages}
    spoken = {language.code for language in after.loaded.languages}
    registries = (before.loaded.registry, after.loaded.registry)
    kept = [*reviewers.of_registry(*registries, spoken, both.same, every=not found)]
    kept += [*reviewers.of_pages(before.manuscripts, after.manuscripts)]
    kept += [*reviewers.of_translations(before, after)]
    return Report(found, {page: both.names[page] for page in sorted(pages)}, kept, pages >= both.names.keys(), is_reworked)


def render(report: Report) -> str:
    """Return the report as text; ends without a newline."""
    named = listing([f"{name} ({urls.absolute(page)})" for page, name in report.pages.items()])
    parts = {
        heading: [sentence.words for sentence in report.visitors if sentence.heading == heading]
        for heading in (PROGRAMS, describe_people.HEADING, PAGES, LINES)
    }
    parts["Sidor som inte är som förut"] = ["Alla sidor." if report.is_everywhere else f"{named}."] if report.pages else []
    parts["Det här ser bara den som granskar"] = report.reviewers
    told = ["\n".join([heading, *(f"- {words}" for words in rows)]) for heading, rows in parts.items() if rows]
    if not report.visitors:
        return "\n\n".join([ONLY_REWORKED if report.is_reworked else NOTHING, *told])
    return "\n\n".join([TITLE, *([REWORKED] if report.is_reworked else []), *told])
