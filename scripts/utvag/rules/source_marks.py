"""What every block of a hand-written page rests on is said, and exists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from utvag.content import prose
from utvag.content.page_source import WORDS
from utvag.problems import Location, Problem, Severity
from utvag.registry.source import Mapping, Sequence
from utvag.swedish import did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from utvag.content.page_source import Block, Manuscript
    from utvag.registry.loader import Loaded

_HOW = f"Skriv sist i stycket, till exempel {{A1}}, {{N26, okänt}} eller ett av orden {', '.join(WORDS)}."


def check(page: Manuscript, sources: Collection[str]) -> Iterator[Problem]:
    """Yield the blocks of a page that do not say what they rest on, and the marks that name nothing that is there."""
    for block in page.blocks:
        for mark in block.stray:
            remedy = "Ett stycke slutar med ett enda märke: {A1, N26}. Sätt en tom rad efter, om ett nytt stycke börjar här."
            message = "Märket står mitt i stycket, eller är det andra."
            yield Problem(Location(page.name, mark.line, mark.column), page.name, message, remedy, "kallmarke-plats")
        if block.mark:
            yield from _names(block, page, sources)
        elif tells(block) and not block.stray:
            first = " ".join(block.passages)
            where = Location(page.name, block.line + len(block.lines) - 1)
            yield Problem(where, page.name, f"{quoted(first)} säger inte hur vi vet det.", _HOW, "kallmarke-saknas")


def tells(block: Block) -> bool:
    """Return whether a block says something: a heading or a link only leads there."""
    return block.kind != "heading" and any(sign.isalnum() for sign in prose.outside_links(block.tree))


def _names(block: Block, page: Manuscript, sources: Collection[str]) -> Iterator[Problem]:
    if block.mark is None:
        return
    where = Location(page.name, block.mark.line, block.mark.column)
    if not block.mark.names:
        yield Problem(where, page.name, "Märket är tomt.", _HOW, "kallmarke-saknas")
    for name in block.mark.names:
        if name not in WORDS and name not in sources:
            message = f"{quoted(name)} är varken en källa eller ett av orden.{did_you_mean(name, [*WORDS, *sources])}"
            remedy = f"Kolla numret i listan sources i programs.yaml, eller skriv {', '.join(WORDS)}."
            yield Problem(where, page.name, message, remedy, "kallmarke-okant")


def unused(loaded: Loaded, pages: Iterable[Manuscript]) -> Iterator[Problem]:
    """Yield the sources that neither the registry nor a page rests on."""
    used: set[str] = set()
    _cite(loaded.source.document, used)
    used |= {name for page in pages for block in page.blocks if block.mark for name in block.mark.names}
    for number, source in enumerate(loaded.registry.sources):
        if source.id not in used:
            where, remedy = loaded.where("sources", number), "Ta bort källan, eller använd den."
            name = f"sources[{source.id}]"
            yield Problem(where, name, "Ingen uppgift hänvisar hit.", remedy, "oanvand-kalla", Severity.WARNING)


def _cite(value: Any, used: set[str]) -> None:  # noqa: ANN401 -- data as it was written
    """Add to `used` every source id that stands in a `sources` list of names; the list of the sources themselves holds groups."""
    if isinstance(value, Mapping):
        for key, inside in value.items():
            if key == "sources" and isinstance(inside, Sequence):
                used.update(item for item in inside if isinstance(item, str))
            elif not isinstance(inside, str):
                _cite(inside, used)
    elif isinstance(value, Sequence):
        for inside in value:
            _cite(inside, used)
