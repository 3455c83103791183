"""Links to other websites: where they stand, what LinkChecker says of each, and what somebody has to do about it.

LinkChecker is run as a program of its own and never imported; this is the only door to it.
"""

from __future__ import annotations

import csv
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit

from utvag import files, reports
from utvag.problems import WrongUsage
from utvag.registry import source
from utvag.reports import Mark, Row, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from utvag.problems import Location
    from utvag.project import Project
    from utvag.registry.loader import Loaded

PATIENCE = 20
"""How many seconds an address may take to answer."""

SHOWN = 3
"""How many places a report names for one link; the JSON has all."""

FOREVER = {301, 308}
"""The redirects that say that a page has moved for good."""

_SETTINGS = "[checking]\nrecursionlevel=0\ntimeout={}\n[output]\nlog=csv\nstatus=0\nverbose=1\n"
_REDIRECTED = re.compile(r"Redirected to `.*?' status: (\d+)")


class State(StrEnum):
    """What happens to whoever follows a link, the worst first."""

    GONE = "gone"
    SILENT = "silent"
    MOVED = "moved"
    CLOSED = "closed"
    FINE = "fine"


NAMES = {
    State.GONE: "Borta",
    State.SILENT: "Svarar inte just nu",
    State.MOVED: "Har flyttat",
    State.CLOSED: "Går bara att öppna för hand",
    State.FINE: "Svarar",
}
WORK = (State.GONE, State.MOVED)
"""What somebody has to do something about; the rest is only told."""

MISSING = "LinkChecker saknas. Skriv make links: då hämtas det som behövs."
NO_NETWORK = "Ingen adress gick att nå. Förmodligen har den här datorn inget nät, så vi vet inget om länkarna."
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


@dataclass(frozen=True, slots=True)
class Link:
    """An address that leads to another website, every place where it stands, and whether visitors can follow it."""

    address: str
    places: tuple[str, ...]
    followed: bool


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of one address.

    `status` is the last answer's number, or None when nobody answered; `said` is LinkChecker's own line ("404 Not Found");
    `final` is where the address led, `turns` the status of each turn on the way; `refused` that machines are asked to stay away.
    """

    status: int | None
    said: str
    final: str
    turns: tuple[int, ...] = ()
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of a link: what happened, and what to do about it ("" when there is nothing to do); the rest is the link's."""

    address: str
    state: State
    told: str
    remedy: str
    places: tuple[str, ...]
    followed: bool


@dataclass(frozen=True, slots=True)
class Report:
    """Every link with what came of it, the worst first; `reached` is whether anybody answered at all."""

    reached: bool
    links: tuple[Judged, ...]


class NoVisits(WrongUsage):
    """LinkChecker is missing, or broke down. Raised by `visit`."""


def collect(project: Project, loaded: Loaded) -> tuple[Link, ...]:
    """Return every link to another website in the registry and in mkdocs.yml; the pages have no other."""
    cited, followed = list(_sources(loaded)), list(_ways(project, loaded))
    places: dict[str, list[str]] = {}
    for address, place in [*cited, *followed]:
        places.setdefault(urldefrag(address).url, []).append(place)
    ways = {urldefrag(address).url for address, _ in followed}
    return tuple(Link(address, tuple(dict.fromkeys(found)), address in ways) for address, found in sorted(places.items()))


def _sources(loaded: Loaded) -> Iterator[tuple[str, str]]:
    for number, one in enumerate(loaded.registry.sources):
        yield one.address, f"{_line(loaded.where('sources', number, 'address'))} (källa {one.id})"


def _ways(project: Project, loaded: Loaded) -> Iterator[tuple[str, str]]:
    """Yield the addresses that visitors can follow, each with its line."""
    for number, program in enumerate(loaded.registry.programs):
        for place, route in enumerate(program.contact_routes):
            if route.kind == "web":
                where = loaded.where("programs", number, "contact_routes", place, "address")
                yield route.address, f"{_line(where)} (kontaktväg till {program.name})"
    settings = source.parse(files.read(project.config), project.shown(project.config))
    extra = settings.document.get("extra") if settings.document else None
    if isinstance(extra, source.Mapping) and (address := str(extra.get("exit_address", ""))).startswith(("http://", "https://")):
        yield address, f"{_line(settings.locate(('extra', 'exit_address')))} (dit Lämna sidan leder)"


def _line(where: Location) -> str:
    return f"{where.file}:{where.line}"


def visit(addresses: Sequence[str], patience: int | None = None) -> Mapping[str, Visit]:
    """Return what came of each of the `addresses`; each site's own rules for machines (robots.txt) are followed.

    Addresses are http or https, without white space and fragment. Raises NoVisits when LinkChecker is missing or breaks down.
    """
    if importlib.util.find_spec("linkcheck") is None:
        raise NoVisits(MISSING)
    done = _run(addresses, PATIENCE if patience is None else patience)
    rows = [line for line in done.stdout.splitlines() if line and not line.startswith("# ")]
    found = {row["urlname"]: _visit(row) for row in csv.DictReader(rows, delimiter=";")}
    if missing := [address for address in addresses if address not in found]:
        last = (done.stderr.strip().splitlines() or ["utan förklaring"])[-1]
        message = f"LinkChecker svarade inte om {missing[0]} ({last}). Försök igen."
        raise NoVisits(message)
    return found


def _run(addresses: Iterable[str], wait: int) -> subprocess.CompletedProcess[str]:
    with tempfile.NamedTemporaryFile("w", prefix="utvag-", suffix=".ini") as settings:  # else the person's own would count
        settings.write(_SETTINGS.format(wait))
        settings.flush()
        return subprocess.run(  # noqa: S603 -- our own interpreter, no shell
            [sys.executable, "-m", "linkcheck", "--config", settings.name, "--stdin"],
            input="\n".join(addresses),
            env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )


def _visit(row: Mapping[str, str]) -> Visit:
    said = row["result"]
    status = re.match(r"(\d{3})\b", said)
    turns = tuple(int(turn) for turn in _REDIRECTED.findall(row["warningstring"]))
    return Visit(int(status[1]) if status else None, said, row["url"], turns, "robots.txt" in row["infostring"])


def report(links: Iterable[Link], visited: Mapping[str, Visit]) -> Report:
    """Return what came of every link, from what came of every address."""
    found = [_judged(link, visited[link.address]) for link in links]
    order = list(State)
    reached = not found or any(one.status or one.refused or one.turns for one in visited.values())
    return Report(reached, tuple(sorted(found, key=lambda one: order.index(one.state))))


def _judged(link: Link, made: Visit) -> Judged:
    state, told, remedy = _judge(link.address, made)
    if state is State.GONE and link.followed:
        remedy = AT_ONCE
    return Judged(link.address, state, told, remedy, link.places, link.followed)


def _judge(address: str, made: Visit) -> tuple[State, str, str]:
    """Return what a visit means, what happened in words, and what to do."""
    if made.refused:
        return State.CLOSED, "Webbplatsen ber program att inte hämta sidan.", OPEN
    if made.status is None:
        return next((state, told, remedy) for words, state, told, remedy in UNANSWERED if words in made.said)
    if made.status >= 400:  # noqa: PLR2004 -- where the web's standard begins to count what went wrong
        return _failed(made.status)
    if made.turns and urlsplit(made.final).path in ("", "/") and urlsplit(address).path not in ("", "/"):
        return State.GONE, f"Sidan är utbytt mot startsidan, {made.final}", REPLACE
    if made.turns and set(made.turns) <= FOREVER:
        return State.MOVED, f"Sidan har flyttat till {made.final}", f"Öppna den. Är det samma sida? Skriv {made.final} i stället."
    return State.FINE, "Svarar.", ""


def _failed(status: int) -> tuple[State, str, str]:
    if status in (401, 403, 405, 406, 429, 451):
        return State.CLOSED, f"Webbplatsen släpper inte in program ({status}).", OPEN
    if status >= 500:  # noqa: PLR2004 -- what the web's standard calls the server's own faults
        return State.SILENT, f"Webbplatsen har ett fel hos sig ({status}).", AGAIN
    return State.GONE, f"Sidan finns inte ({status}).", REPLACE


def render(found: Report, form: str) -> str:
    """Return the report as `text`, as `markdown` for an issue, or as `json` for other tools."""
    return reports.as_json(found) if form == "json" else reports.render(_sections(found), form)


def _sections(found: Report) -> Iterator[Section]:
    """Yield the report in one line; then, by what happened to them, the links that do not answer as they should."""
    if not found.reached:
        yield Section(rows=(Row(NO_NETWORK),))
        return
    by_state = {state: [one for one in found.links if one.state is state] for state in State}
    counted = ", ".join(f"{NAMES[state].lower()} {len(those)}" for state, those in by_state.items() if those)
    summary = f"{len(found.links)} adresser till andra webbplatser{': ' if counted else ''}{counted}."
    yield Section(rows=(Row(summary),))
    for state, those in by_state.items():
        if those and state is not State.FINE:
            yield Section(NAMES[state], tuple(row for one in those for row in _rows(one)))


def _rows(one: Judged) -> Iterator[Row]:
    yield Row(one.address, Mark.ADDRESS_TASK if one.state in WORK else Mark.ADDRESS)
    yield Row(one.told, Mark.NOTE)
    more = len(one.places) - SHOWN
    for told in (*one.places[:SHOWN], f"och {more} ställen till" if more > 0 else "", one.remedy):
        if told:
            yield Row(told, Mark.DETAIL)
