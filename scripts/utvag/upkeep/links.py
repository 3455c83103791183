"""Links to other websites: where they stand, and what happens to whoever follows one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit

from utvag import reports
from utvag.registry import source
from utvag.site import hrefs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from utvag.problems import Location
    from utvag.project import Project
    from utvag.registry.loader import Loaded
    from utvag.site.built import BuiltSite
    from utvag.upkeep.link_checker import Visit

IGNORED: Mapping[str, str] = {}
"""Addresses that are as they should be although no machine can see it, each with the reason and the day somebody looked."""

SHOWN = 3
"""How many places a report names for one link; the JSON has all."""

FOREVER = {301, 308}
"""The turns that say that a page has moved for good."""


class State(StrEnum):
    """What happens to whoever follows a link, the worst first."""

    GONE = "gone"
    SILENT = "silent"
    MOVED = "moved"
    CLOSED = "closed"
    KNOWN = "known"
    FINE = "fine"


NAMES = {
    State.GONE: "Borta",
    State.SILENT: "Svarar inte just nu",
    State.MOVED: "Har flyttat",
    State.CLOSED: "Går bara att öppna för hand",
    State.KNOWN: "Undantag",
    State.FINE: "Svarar",
}
WORK = (State.GONE, State.MOVED)
"""What somebody has to do something about; the rest is only told."""

NO_NETWORK = "Ingen adress gick att nå. Förmodligen har den här datorn inget nät, så vi vet inget om länkarna."


@dataclass(frozen=True, slots=True)
class Link:
    """An address that leads to another website, every place where it stands, in words, and whether visitors can follow it."""

    address: str
    places: tuple[str, ...]
    followed: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of a link: what happened, and what to do about it ("" when there is nothing to do)."""

    link: Link
    state: State
    told: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Every link with what came of it, the worst first; `reached` is whether anybody answered at all."""

    findings: tuple[Judged, ...]
    reached: bool
    with_pages: bool


def collect(project: Project, loaded: Loaded, site: BuiltSite | None) -> tuple[Link, ...]:
    """Return every link to another website in the registry, in mkdocs.yml and, if there is one, in the built `site`."""
    sources, ways = list(_sources(loaded)), [*_ways(project, loaded), *(_built(site) if site else ())]
    places: dict[str, list[str]] = {}
    for address, place in [*sources, *ways]:
        places.setdefault(urldefrag(address).url, []).append(place)
    followed = {urldefrag(address).url for address, _ in ways}
    return tuple(Link(address, tuple(dict.fromkeys(found)), address in followed) for address, found in sorted(places.items()))


def _sources(loaded: Loaded) -> Iterator[tuple[str, str]]:
    for number, text in enumerate(loaded.registry.sources):
        yield text.address, f"{_line(loaded, 'sources', number, 'address')} (källa {text.id})"


def _ways(project: Project, loaded: Loaded) -> Iterator[tuple[str, str]]:
    """Yield the addresses that people have written for visitors to follow, each with its line."""
    for number, program in enumerate(loaded.registry.programs):
        for place, route in enumerate(program.contact_routes):
            if route.kind == "web":
                where = _line(loaded, "programs", number, "contact_routes", place, "address")
                yield route.address, f"{where} (kontaktväg till {program.name})"
    settings = source.parse(project.config.read_bytes(), project.shown(project.config))
    extra = settings.document.get("extra") if settings.document else None
    if isinstance(extra, source.Mapping) and hrefs.is_foreign(address := str(extra.get("exit_address", ""))):
        yield address, f"{_told(settings.locate(('extra', 'exit_address')))} (dit Lämna sidan leder)"


def _line(loaded: Loaded, *path: str | int) -> str:
    return _told(loaded.where(*path))


def _told(where: Location) -> str:
    return f"{where.file}:{where.line}"


def _built(site: BuiltSite) -> Iterator[tuple[str, str]]:
    """Yield the addresses that visitors can follow from a page, each with the page and its line."""
    for name, page in site.pages.items():
        for element in page.elements:
            address = hrefs.as_read(element.attributes.get("href", ""))
            if hrefs.scheme(address) in ("http", "https"):
                yield address, f"sidan /{name.removesuffix('index.html')} (rad {element.line})"


def report(
    links: Iterable[Link], visited: Mapping[str, Visit], *, with_pages: bool, ignored: Mapping[str, str] = IGNORED
) -> Report:
    """Return what came of every link, from what came of every address."""
    found = [_judged(link, visited[link.address], ignored.get(link.address)) for link in links]
    order = list(State)
    reached = not found or any(visit.status or visit.refused or visit.turns for visit in visited.values())
    return Report(tuple(sorted(found, key=lambda one: order.index(one.state))), reached, with_pages)


def _judged(link: Link, visit: Visit, reason: str | None) -> Judged:
    state, told, remedy = _judge(link.address, visit)
    if reason is not None:
        done = "Länken svarar nu. Ta bort undantaget." if state is State.FINE else ""
        return Judged(link, State.KNOWN, reason, done)
    return Judged(link, state, told, AT_ONCE if state is State.GONE and link.followed else remedy)


def _judge(address: str, visit: Visit) -> tuple[State, str, str]:
    """Return what a visit means, what happened in words, and what to do."""
    if visit.refused:
        return State.CLOSED, "Webbplatsen ber program att inte hämta sidan.", OPEN
    if visit.status is None:
        return _unanswered(visit.said)
    if visit.status >= 400:  # noqa: PLR2004 -- where the web's standard begins to count what went wrong
        return _failed(visit.status)
    if visit.turns and urlsplit(visit.final).path in ("", "/") and urlsplit(address).path not in ("", "/"):
        return State.GONE, f"Sidan är utbytt mot startsidan, {visit.final}", REPLACE
    if visit.turns and set(visit.turns) <= FOREVER:
        return State.MOVED, f"Sidan har flyttat till {visit.final}", f"Öppna den. Är det samma sida? Skriv {visit.final} i stället."
    return State.FINE, "Svarar.", ""


def _failed(status: int) -> tuple[State, str, str]:
    if status in (401, 403, 405, 406, 429, 451):
        return State.CLOSED, f"Webbplatsen släpper inte in program ({status}).", OPEN
    if status >= 500:  # noqa: PLR2004 -- what the web's standard calls the server's own faults
        return State.SILENT, f"Webbplatsen har ett fel hos sig ({status}).", AGAIN
    return State.GONE, f"Sidan finns inte ({status}).", REPLACE


OPEN = "Öppna den själv i webbläsaren, någon gång om året."
AGAIN = "Vänta en vecka. Svarar den fortfarande inte, gör som om den är borta."
AT_ONCE = "Besökare leds hit. Byt adressen i dag, eller ta bort den tills ni har en som stämmer."
REPLACE = "Sök efter sidan hos den som gav ut den, och byt adressen. Finns den inte alls? Hitta en annan källa. Ändra inga fakta."


UNANSWERED = (
    ("Timeout", State.SILENT, "Det tog för lång tid.", AGAIN),
    ("timed out", State.SILENT, "Det tog för lång tid.", AGAIN),
    ("TooManyRedirects", State.GONE, "Sidan skickar runt i en ring.", REPLACE),
    ("NameResolutionError", State.GONE, "Ingen webbplats heter så.", REPLACE),
    ("SSL", State.SILENT, "Webbplatsens intyg (det som ger hänglåset) stämmer inte.", AGAIN),
    ("", State.SILENT, "Ingen svarade.", AGAIN),
)
"""What LinkChecker says when nobody answered, and what it means: a slow site may be back tomorrow, a name nobody has is gone."""


def _unanswered(said: str) -> tuple[State, str, str]:
    return next((state, told, remedy) for words, state, told, remedy in UNANSWERED if words in said)


def summary(found: Report) -> str:
    """Return the report in one line."""
    if not found.reached:
        return NO_NETWORK
    count = {state: sum(one.state is state for one in found.findings) for state in State}
    told = ", ".join(f"{NAMES[state].lower()} {number}" for state, number in count.items() if number)
    pages = "" if found.with_pages else " Bara registret är kontrollerat: skriv make build för att ta med sidorna."
    return f"{len(found.findings)} adresser till andra webbplatser{': ' if told else ''}{told}.{pages}"


def _parts(found: Report) -> Iterator[tuple[State, list[Judged]]]:
    for state in State:
        those = [one for one in found.findings if one.state is state]
        if found.reached and those and state is not State.FINE:
            yield state, those


def _places(link: Link) -> list[str]:
    more = len(link.places) - SHOWN
    return [*link.places[:SHOWN], *([f"och {more} ställen till"] if more > 0 else [])]


def as_text(found: Report) -> str:
    """Return the report for people."""
    lines = [summary(found)]
    for state, those in _parts(found):
        lines += ["", NAMES[state]]
        for one in those:
            lines += [f"  {one.link.address}", f"      {one.told}", *(f"      {place}" for place in _places(one.link))]
            lines += [f"      {one.remedy}"] if one.remedy else []
    return "\n".join(lines)


def as_markdown(found: Report) -> str:
    """Return the report for an issue: a box to tick for each link that somebody has to do something about."""
    lines = [reports.escape_markdown(summary(found))]
    for state, those in _parts(found):
        lines += ["", f"### {NAMES[state]}", ""]
        for one in those:
            lines += [f"{'- [ ]' if state in WORK else '-'} `{one.link.address}`", f"  {reports.escape_markdown(one.told)}"]
            lines += [f"  - {reports.escape_markdown(place)}" for place in _places(one.link)]
            lines += [f"  - {reports.escape_markdown(one.remedy)}"] if one.remedy else []
    return "\n".join(lines)


def as_json(found: Report) -> str:
    """Return the report for other tools."""
    links = [
        {
            "address": one.link.address,
            "state": one.state.value,
            "told": one.told,
            "remedy": one.remedy,
            "places": list(one.link.places),
            "followed": one.link.followed,
        }
        for one in found.findings
    ]
    return json.dumps({"reached": found.reached, "pages": found.with_pages, "links": links}, ensure_ascii=False, indent=1)


FORMATS = {"text": as_text, "markdown": as_markdown, "json": as_json}
