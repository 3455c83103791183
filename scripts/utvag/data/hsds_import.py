"""HSDS back into the registry: what is said otherwise there as edits of the file's lines, and in words what HSDS cannot say for us.

Numbers, hours, addresses and names of programmes are taken; never the number where every path ends, nor a check, which people make.
"""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

from utvag import files
from utvag.data import edition, public
from utvag.data.hsds import ABOUT, INSIDE, LAST_MINUTE, MIDNIGHT, TABLES, Origin, Tables, columns
from utvag.problems import WrongUsage
from utvag.registry import loader
from utvag.upkeep.edits import Editor, apply_edits

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from utvag.data.public import Data
    from utvag.project import Project
    from utvag.registry.loader import Loaded
    from utvag.registry.source import Path as Place
    from utvag.upkeep.edits import Edit

Rows = dict[str, dict[str, "Data"]]
"""Rows of HSDS by table and id."""

_ALWAYS = {"byday": "MO,TU,WE,TH,FR,SA,SU", "opens_at": "00:00", "closes_at": LAST_MINUTE}
_WEEK = (*_ALWAYS, "valid_from", "valid_to")
_FIELDS = {("service", "name"): "name", ("service", "url"): "address", ("service", "email"): "address", ("url", "url"): "address"}


def take_in(project: Project, day: date, path: Path) -> list[str]:
    """Write what `path` says otherwise into the registry; return what was written, and what was not taken, in lines to print.

    Raises OSError, WrongUsage, and InvalidRegistry when the registry would have a fault: then nothing is written.
    """
    name = project.shown(project.registry)
    before = loader.read(project.registry, name)
    whole = loader.parse(before, name)
    edits, told = changes(whole, day, edition.address(project), read(path))
    text = apply_edits(whole.source.text, edits)
    loader.parse(text.encode(), name)
    if text != whole.source.text:
        files.rewrite(project.registry, text, before)
    done = [f"{edit.where}: {line.strip()}" for edit in edits if edit.action != "point" for line in edit.lines]
    left = [*told, *(f"{edit.where}: {' '.join([*edit.lines, edit.note])}" for edit in edits if edit.action == "point")]
    return ["Infört:" if done else "Inget är infört.", *done, *(["", "Inte infört:", *left] if left else [])]


def read(path: Path) -> Rows:
    """Return the rows of a tabular package (a folder), or of services as JSON. Raises OSError, WrongUsage when it is neither."""
    rows: Rows = {table: {} for table in TABLES}
    try:
        if path.is_dir():
            for table, resource in TABLES.items():
                with (path / resource["path"]).open(encoding="utf-8-sig", newline="") as file:
                    rows[table] = {row["id"]: {key: said for key, said in row.items() if said} for row in csv.DictReader(file)}
        else:
            said = json.loads(path.read_text(encoding="utf-8-sig"))
            for service in said["contents"] if isinstance(said, dict) else said:
                _flatten("service", service, rows)
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        message = f"{path.name} är inte HSDS 3.1: en mapp med tabellerna, eller services.json."
        raise WrongUsage(message) from fault
    return rows


def changes(whole: Loaded, day: date, base: str, theirs: Rows) -> tuple[list[Edit], list[str]]:
    """Return what to change in the file so that it says what `theirs` says, and what is said otherwise there and is not taken."""
    mine, editor = Tables(public.facts(whole.on(day).registry), base), Editor(whole)
    edits: list[Edit] = []
    told: list[str] = []
    weeks: set[Origin] = set()
    for table in ("service", "phone", "schedule", "url"):
        for name in dict.fromkeys([*mine.rows[table], *theirs[table]]):
            here, there = mine.rows[table].get(name, {}), theirs[table].get(name, {})
            origin = mine.origins.get(name) or _only_route(mine, there)
            named = f"{origin.program if origin else there.get('name', name)}: {table}"
            for column in [key for key in columns(table) if str(here.get(key, "")) != str(there.get(key, ""))]:
                place = _place(whole, origin) if origin else None
                if origin and place and table == "schedule" and (column in _WEEK or not (here and there)):
                    weeks.add(origin)
                elif place and here and there.get(column) and (table, column) == ("phone", "number"):
                    edits += editor.number(place, str(there[column]))
                elif place and here.get(column) and there.get(column) and (table, column) in _FIELDS:
                    at = _addressed(whole, place, str(here[column])) if column != "name" else place
                    edits.append(editor.written(at, _FIELDS[table, column], (json.dumps(there[column], ensure_ascii=False),)))
                elif (table, column) != ("phone", "description"):  # made of the label and the number
                    told.append(f"{named}.{column}: {here.get(column, 'inget')} → {there.get(column, 'inget')}")
    for origin in sorted(weeks):
        listed = [row for name, row in theirs["schedule"].items() if (mine.origins.get(name) or _only_route(mine, row)) == origin]
        place = _place(whole, origin) or ()
        edits.append(editor.hours(place, _hours(listed)) if listed else editor.written(place, "opening_hours", ("unknown",)))
    return edits, told


def _flatten(table: str, one: Data, rows: Rows) -> None:
    rows[table][one["id"]] = {key: said for key, said in one.items() if not isinstance(said, dict | list)}
    for name, (other, _) in INSIDE.get(table, {}).items():
        for inside in one.get(name, ()):
            _flatten(other, inside, rows)
    for name, (other, _) in ABOUT.get(table, {}).items():
        if name in one:
            _flatten(other, one[name], rows)


def _only_route(mine: Tables, row: Data) -> Origin | None:
    """Return what a new row of hours is about: the one contact route of its service that has hours, if it has one."""
    phones = [name for name, phone in mine.rows["phone"].items() if phone["service_id"] == row.get("service_id")]
    found = {mine.origins[name] for name in phones if name in mine.origins}
    return found.pop() if len(found) == 1 else None


def _place(whole: Loaded, origin: Origin) -> Place | None:
    """Return the path of what a row was made of, in the file; None for the two numbers, which no import changes."""
    programs = whole.registry.programs
    at = next((number for number, program in enumerate(programs) if program.id == origin.program), -1)
    if at < 0:
        return None
    routes = {route.id: number for number, route in enumerate(programs[at].contact_routes)}
    return ("programs", at, "contact_routes", routes[origin.route]) if origin.route else ("programs", at)


def _addressed(whole: Loaded, place: Place, address: str) -> Place:
    """Return the path of the contact route with an address, of the programme at `place`."""
    routes = whole.registry.programs[int(place[1])].contact_routes
    number = next(number for number, route in enumerate(routes) if getattr(route, "address", "") == address)
    return (*place[:2], "contact_routes", number)


def _hours(rows: list[Data]) -> tuple[str, ...]:
    """Return opening hours as the file writes them."""
    if [{key: row.get(key) for key in _ALWAYS} for row in rows] == [_ALWAYS]:
        return ("always",)
    found = []
    for row in rows:
        said = {key: str(row[key]) for key in _WEEK if row.get(key)}
        said |= {"closes_at": said["closes_at"].replace(LAST_MINUTE, MIDNIGHT), "byday": f"[{', '.join(said['byday'].split(','))}]"}
        quoted = {key: json.dumps(value) if key.endswith("_at") else value for key, value in said.items()}
        found.append(f"{{{', '.join(f'{key}: {value}' for key, value in quoted.items())}}}")
    return tuple(found)
