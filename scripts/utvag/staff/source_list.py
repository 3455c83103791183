"""Every statement of the site with its page, its line and what it rests on: for whoever asks "how do you know?"."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from utvag import reports
from utvag.content import statements
from utvag.content.page_source import WORDS, load
from utvag.problems import Location
from utvag.registry.model import CHECKED, PhoneRoute, ViaRoute, VisitRoute

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from utvag.content.page_source import WrittenPage
    from utvag.project import Project
    from utvag.registry.loader import Loaded
    from utvag.registry.model import Condition, ContactRoute, Registry
    from utvag.registry.source import Path

EDITORS = "redaktionen"
"""Who stands for our own words where no check says it."""

UNDATED = "utan datum"
"""What stands where a source has no date."""

HEADINGS = ("sida", "rad", "uppgift", "källa", "utgivare", "datum")
"""What the columns are called: one for each part of a Row."""


class Row(NamedTuple):
    """One statement and one thing it rests on: the page that says it, its line, the source and who stands for it."""

    page: str
    line: str
    statement: str
    source: str
    publisher: str
    date: str


Basis: TypeAlias = tuple[Location, str, list[Row]]
"""A block of a page: its line, its words, a row for each thing it rests on."""


def rows(project: Project, loaded: Loaded) -> Iterator[Row]:
    """Yield every statement once for each thing it rests on, and once with nothing when it rests on nothing.

    Hand-written pages come first, then the registry's page by page, each in the order of the file.
    """
    for page in load(project, loaded):
        yield from _of_page(page, loaded.registry)
    told = list(_of_registry(loaded))
    pages = list(dict.fromkeys(row.page for _, row in told))
    yield from (row for _, row in sorted(told, key=lambda item: (pages.index(item[1].page), item[0])))


def of_written(project: Project, loaded: Loaded) -> dict[str, list[Basis]]:
    """Return what the blocks of each hand-written page rest on, by the page's address ("fragor/index.html")."""
    return {
        page.address: [
            (Location(page.name, int(line.rpartition(":")[2])), words, list(alike))
            for (line, words), alike in _by_statement(_of_page(page, loaded.registry))
        ]
        for page in load(project, loaded)
    }


def _by_statement(told: Iterable[Row]) -> Iterator[tuple[tuple[str, str], Iterator[Row]]]:
    return groupby(told, key=lambda row: (row.line, row.statement))


def _of_page(page: WrittenPage, registry: Registry) -> Iterator[Row]:
    address, reviewed = f"/{page.address.removesuffix('index.html')}", str(page.head.get("reviewed", ""))
    for block in page.blocks:
        if block.mark or block.tells:
            for name in block.mark.names if block.mark and block.mark.names else ("",):
                yield Row(address, f"{page.name}:{block.line}", block.words, name, *_stands_for(name, registry, EDITORS, reviewed))


def _of_registry(loaded: Loaded) -> Iterator[tuple[Location, Row]]:
    registry = loaded.registry
    for said in statements.of(registry):
        yield from _rows(loaded, said.page, said.path, said.text["sv"], said)
    for key, line in (("lifeline", registry.lifeline), ("emergency", registry.emergency)):
        yield from _rows(loaded, statements.EVERYWHERE, (key, "number"), f"{line.name}: {line.number}", line)
    for number, program in enumerate(registry.programs):
        here = ("programs", number)
        for index, route in enumerate(program.contact_routes if program.has_page else ()):
            if route.status == "published":
                yield from _rows(loaded, f"/stod/{program.slug}/", (*here, "contact_routes", index), _of_route(route), route)
        for index, condition in enumerate(program.eligibility.conditions if program.has_page else ()):
            path = (*here, "eligibility", "conditions", index)
            yield from _rows(loaded, statements.GUIDE, path, _of_condition(condition, program.name), condition)


def _rows(loaded: Loaded, page: str, path: Path, told: str, known: object) -> Iterator[tuple[Location, Row]]:
    """Yield the rows of one statement; `known` is what says its sources and its checks."""
    rests_on = getattr(known, "rests_on", None) or getattr(known, "sources", ())
    last = max(getattr(known, "checks", ()), key=lambda check: check.date, default=None)
    by, day = (last.by, last.date.isoformat()) if last else (EDITORS, loaded.registry.last_checked.isoformat())
    where = loaded.source.locate(path)
    for name in rests_on or ("",):
        yield where, Row(page, f"{where.file}:{where.line}", told, name, *_stands_for(name, loaded.registry, by, day))


def _stands_for(name: str, registry: Registry, by: str, day: str) -> tuple[str, str]:
    """Return who says it and when: a source's publisher and date; of our own words `by` and `day`, when they were gone through."""
    if name in WORDS or name == CHECKED:
        return by, day
    source = registry.sources_by_id.get(name)
    if source is None:
        return "", ""
    told = ["" if source.date == "unknown" else source.date, source.date_note or ""]
    return source.publisher, ", ".join(filter(None, told)) or UNDATED


def _of_route(route: ContactRoute) -> str:
    match route:
        case PhoneRoute():
            leads_to = route.number
        case ViaRoute():
            leads_to = f"genom {route.program}"
        case VisitRoute():
            leads_to = route.address["sv"]
        case _:
            leads_to = route.address
    return f"{route.label['sv']}: {leads_to}"


def _of_condition(condition: Condition, name: str) -> str:
    if condition.is_about_age:
        span = f"från {condition.minimum_age} " if condition.minimum_age is not None else ""
        span += f"till och med {condition.maximum_age} " if condition.maximum_age is not None else ""
        return f"Guiden visar {name} {span}år"
    return f"Guiden visar {name} när {condition.question} är {' eller '.join(condition.answers)}"


def as_text(told: Iterable[Row]) -> str:
    """Return the rows for people: each page, each statement with its line, and below it what it rests on."""
    lines = []
    for page, on_page in groupby(told, key=lambda row: row.page):
        lines.append(page)
        for (line, statement), basis in _by_statement(on_page):
            lines.append(f"  {line}: {statement}")
            lines += [f"      {row.source} · {row.publisher} · {row.date}" for row in basis]
    return "\n".join(lines)


def as_csv(told: Iterable[Row]) -> str:
    """Return the rows as a table that spreadsheets read, its columns named by HEADINGS; ends without a newline."""
    return reports.as_csv([HEADINGS, *told]).removesuffix("\n")
