"""Links to other websites: where they stand, what LinkChecker says of each, and what somebody has to do about it.

LinkChecker is run as a program of its own and never imported; this is the only door to it. The words stand in links.yaml.
"""

from __future__ import annotations

import csv
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urlsplit

from utvag import reports
from utvag.content import languages
from utvag.problems import WrongUsage
from utvag.registry import source
from utvag.reports import Mark, Row, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from utvag.problems import Location
    from utvag.project import Project
    from utvag.registry.loader import Loaded

WORDS: Any = source.parse(Path(__file__).with_name("links.yaml").read_bytes(), "links.yaml").document
"""What is said of links, and what the answers mean, as links.yaml has it."""

PATIENCE = 20
"""How many seconds an address may take to answer."""

SHOWN = 3
"""How many places a report names for one link; the JSON has all."""

FOREVER = {"301", "308"}
"""The redirects that say that a page has moved for good."""

WORK = ("gone", "moved")
"""What somebody has to do something about; the rest is only told."""

_SETTINGS = "[checking]\nrecursionlevel=0\ntimeout={}\n[output]\nlog=csv\nstatus=0\nverbose=1\n"
_REDIRECTED = re.compile(r"Redirected to `.*?' status: (\d+)")


@dataclass(frozen=True, slots=True)
class Link:
    """An address that leads to another website: every place where it stands, and whether visitors can follow it.

    When it has been asked, also what happens to whoever follows it, in words, and what to do ("" when there is nothing to do).
    """

    address: str
    state: str = ""
    told: str = ""
    remedy: str = ""
    places: tuple[str, ...] = ()
    followed: bool = False


@dataclass(frozen=True, slots=True)
class LinkReport:
    """Every link with what came of it, the worst first; `reached` is whether anybody answered at all."""

    reached: bool
    links: tuple[Link, ...]


class NoVisits(WrongUsage):
    """LinkChecker is missing, or broke down. Raised by `visit`."""


def collect(project: Project, loaded: Loaded) -> tuple[Link, ...]:
    """Return every link to another website in the registry and in mkdocs.yml; the pages have no other."""
    registry, places = loaded.registry, dict[str, list[str]]()
    cited = [
        (one.address, f"{_line(loaded.where('sources', number, 'address'))} (källa {one.id})")
        for number, one in enumerate(registry.sources)
    ]
    followed = [*_followed(project, loaded)]
    for address, place in [*cited, *followed]:
        places.setdefault(urldefrag(address).url, []).append(place)
    ways = {urldefrag(address).url for address, _ in followed}
    return tuple(
        Link(address, places=tuple(dict.fromkeys(found)), followed=address in ways) for address, found in sorted(places.items())
    )


def _followed(project: Project, loaded: Loaded) -> Iterator[tuple[str, str]]:
    """Yield the addresses that visitors can follow, each with its line."""
    for number, program in enumerate(loaded.registry.programs):
        for place, route in enumerate(program.contact_routes):
            if route.kind == "web":
                where = loaded.where("programs", number, "contact_routes", place, "address")
                yield route.address, f"{_line(where)} (kontaktväg till {program.name})"
    settings = languages.settings(project)
    extra = settings.document.get("extra") if settings.document else None
    if isinstance(extra, source.Mapping) and (address := str(extra.get("exit_address", ""))).startswith(("http://", "https://")):
        yield address, f"{_line(settings.locate(('extra', 'exit_address')))} (dit Lämna sidan leder)"


def _line(where: Location) -> str:
    return f"{where.file}:{where.line}"


def visit(addresses: Sequence[str], patience: int | None = None) -> Mapping[str, Mapping[str, str]]:
    """Return LinkChecker's row about each of the `addresses`; each site's own rules for machines (robots.txt) are followed.

    Addresses are http or https, without white space and fragment. Raises NoVisits when LinkChecker is missing or breaks down.
    """
    if importlib.util.find_spec("linkcheck") is None:
        raise NoVisits(WORDS["missing"])
    with tempfile.NamedTemporaryFile("w", prefix="utvag-", suffix=".ini") as settings:  # else the person's own would count
        settings.write(_SETTINGS.format(PATIENCE if patience is None else patience))
        settings.flush()
        done = subprocess.run(  # noqa: S603 -- our own interpreter, no shell
            [sys.executable, "-m", "linkcheck", "--config", settings.name, "--stdin"],
            input="\n".join(addresses),
            env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    lines = [line for line in done.stdout.splitlines() if line and not line.startswith("# ")]
    found = {row["urlname"]: row for row in csv.DictReader(lines, delimiter=";")}
    if missing := [address for address in addresses if address not in found]:
        last = (done.stderr.strip().splitlines() or ["utan förklaring"])[-1]
        message = f"LinkChecker svarade inte om {missing[0]} ({last}). Försök igen."
        raise NoVisits(message)
    return found


def report(links: Iterable[Link], visited: Mapping[str, Mapping[str, str]]) -> LinkReport:
    """Return what came of every link, from LinkChecker's row about every address."""
    order = list(WORDS["states"])
    found = sorted((_judged(link, visited[link.address]) for link in links), key=lambda link: order.index(link.state))
    return LinkReport(not found or any(_answered(row) for row in visited.values()), tuple(found))


def _answered(row: Mapping[str, str]) -> bool:
    """Return whether there was somebody at the other end, whatever they said."""
    has_answered = re.match(r"\d{3}\b", row["result"]) or _REDIRECTED.search(row["warningstring"])
    return bool(has_answered) or "robots.txt" in row["infostring"]


def _judged(link: Link, row: Mapping[str, str]) -> Link:
    """Return a link with what its row means, what happened in words, and what to do."""
    turns, final = _REDIRECTED.findall(row["warningstring"]), row["url"]
    meant = next(answer for answer in WORDS["answers"] if re.search(answer["says"], row["result"]))
    if "robots.txt" in row["infostring"]:
        meant = WORDS["refused"]
    elif meant["state"] == "fine" and turns and _is_front(final) and not _is_front(link.address):
        meant = WORDS["front_page"]
    elif meant["state"] == "fine" and turns and set(turns) <= FOREVER:
        meant = WORDS["moved"]
    remedy = WORDS["remedies"]["at_once" if meant["state"] == "gone" and link.followed else meant["remedy"]]
    status = row["result"][:3]
    return replace(
        link, state=meant["state"], told=meant["told"].format(status=status, final=final), remedy=remedy.format(final=final)
    )


def _is_front(address: str) -> bool:
    return urlsplit(address).path in ("", "/")


def render(found: LinkReport, form: str) -> str:
    """Return the report as `text`, as `markdown` for an issue, or as `json` for other tools."""
    return reports.as_json(found) if form == "json" else reports.render(_sections(found), form)


def _sections(found: LinkReport) -> Iterator[Section]:
    """Yield the report in one line; then, by what happened to them, the links that do not answer as they should."""
    if not found.reached:
        yield Section(rows=(Row(WORDS["no_network"]),))
        return
    by_state = {state: [one for one in found.links if one.state == state] for state in WORDS["states"]}
    counted = ", ".join(f"{WORDS['states'][state].lower()} {len(those)}" for state, those in by_state.items() if those)
    summary = f"{len(found.links)} adresser till andra webbplatser{': ' if counted else ''}{counted}."
    yield Section(rows=(Row(summary),))
    for state, those in by_state.items():
        if those and state != "fine":
            yield Section(WORDS["states"][state], tuple(row for one in those for row in _rows(one)))


def _rows(one: Link) -> Iterator[Row]:
    yield Row(one.address, Mark.ADDRESS_TASK if one.state in WORK else Mark.ADDRESS)
    yield Row(one.told, Mark.NOTE)
    more = len(one.places) - SHOWN
    for told in (*one.places[:SHOWN], f"och {more} ställen till" if more > 0 else "", one.remedy):
        if told:
            yield Row(told, Mark.DETAIL)
