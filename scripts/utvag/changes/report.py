"""Det här ändras för besökare: everything that is different between two versions, as sentences in text, Markdown or JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from utvag import reports
from utvag.changes import for_reviewers, guide, line_changes, program_changes, wording
from utvag.changes.sentences import Places, Sentence, shown
from utvag.swedish import listing

if TYPE_CHECKING:
    from collections.abc import Callable

    from utvag.changes.visitor_view import VisitorView

TITLE = "Det här ändras för besökare"
NOTHING = "Inget ändras för besökare."
LOOK = "Vad det gör med sidorna syns inte här: titta på förhandsvisningen."
REWORKED = f"Mallar eller program är också ändrade. {LOOK}"
ONLY_REWORKED = f"Mallar eller program är ändrade. {LOOK} Inget annat ändras för besökare."
FOR_REVIEWERS = "Det här ser bara den som granskar"

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
    same = program_changes.same_programs(before, after)
    moved = program_changes.same_addresses(before, after, same)
    places = Places(before, after, same)
    pages_before = line_changes.moved(before.pages, moved)
    deltas = line_changes.compare(pages_before, after.pages, places)
    found = [*guide.compare(before, after, same), *program_changes.compare(before, after, same, deltas)]
    found += program_changes.traces(before, after, moved)
    new = {program.id: program for program in after.loaded.registry.programs}
    both = [(program, new[same[program.id]]) for program in before.loaded.registry.programs if program.id in same]
    found += wording.ages(after, both, deltas)
    found += wording.tell(deltas, before, after, places)
    order = list(PARTS)
    every = {page for sentence in found for page in sentence.pages} if found else set()
    pages = {*line_changes.different(pages_before, after.pages), *every}
    registries = (before.loaded.registry, after.loaded.registry)
    kept = tuple(for_reviewers.registries(*registries, after.languages))
    if not found and not kept:
        kept = tuple(for_reviewers.registries(*registries, after.languages, every=True))
    return Report(
        tuple(sorted(found, key=lambda sentence: order.index(sentence.kind))),
        {address: places.names[address] for address in sorted(pages)},
        (*kept, *for_reviewers.pages(before.manuscripts, after.manuscripts)),
        is_everywhere=pages >= {*before.pages, *after.pages},
        is_reworked=is_reworked,
    )


def render(report: Report, form: str) -> str:
    """Return the report as `text`, `markdown` or `json`; ends without a newline."""
    forms: dict[str, Callable[[Report], str]] = {"text": _text, "markdown": _markdown, "json": _json}
    return forms[form](report)


def _text(report: Report) -> str:
    parts = [(heading, "\n".join(f"- {words}" for words in told)) for heading, told in _parts(report)]
    return "\n\n".join([*([TITLE] if report.visitors else []), *_first(report), *(f"{heading}\n{told}" for heading, told in parts)])


def _markdown(report: Report) -> str:
    parts = [(heading, "\n".join(f"- {reports.escape_markdown(words)}" for words in told)) for heading, told in _parts(report)]
    return "\n\n".join([f"## {TITLE}", *_first(report), *(f"### {heading}\n\n{told}" for heading, told in parts)])


def _first(report: Report) -> list[str]:
    """Return what is said before all sentences, or for want of them."""
    if report.visitors:
        return [REWORKED] if report.is_reworked else []
    return [ONLY_REWORKED if report.is_reworked else NOTHING]


def _parts(report: Report) -> list[tuple[str, list[str]]]:
    """Return headings with their sentences, the list of pages, and what reviewers see; nothing empty."""
    parts = [(heading, [item.words for item in report.visitors if item.kind == kind]) for kind, heading in PARTS.items()]
    if report.pages:
        named = listing([f"{name} ({shown(page)})" for page, name in report.pages.items()])
        parts.append(("Sidor som inte är som förut", ["Alla sidor." if report.is_everywhere else f"{named}."]))
    parts.append((FOR_REVIEWERS, list(report.reviewers)))
    return [part for part in parts if part[1]]


def _json(report: Report) -> str:
    document = {
        "changes": bool(report.visitors),
        "reworked": report.is_reworked,
        "visitors": [_as_dict(sentence) for sentence in report.visitors],
        "pages": [{"address": shown(page), "name": name} for page, name in report.pages.items()],
        "reviewers": list(report.reviewers),
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _as_dict(sentence: Sentence) -> dict[str, object]:
    told: dict[str, object] = {"kind": sentence.kind, "sentence": sentence.words, "language": sentence.lang}
    told["pages"] = [shown(page) for page in sentence.pages]
    if sentence.who is not None:
        told["who"] = {question: sorted(answers) for question, answers in sentence.who.items()}
    return told
