"""The files of the data edition, written by the same build as the sites: all of it, or nothing."""

from __future__ import annotations

import csv
import io
import json
from html import escape
from string import Template
from typing import TYPE_CHECKING, Any

from utvag.content import languages
from utvag.data import linked, public
from utvag.data.hsds import TABLES, Tables, columns, page
from utvag.data.public import PLACEHOLDER, checked, hours, told
from utvag.project import DATA
from utvag.site import build as site

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from utvag.data.public import Data
    from utvag.problems import Problem
    from utvag.project import Project
    from utvag.registry.model import Registry
    from utvag.site.build import Making
    from utvag.site.kept import Kept

_ABOUT = ["id", "name", "provider", "municipality", "status", "summary"]
_COLUMNS = [*_ABOUT, "phones", "hours", "email", "web", "visit", "last_checked"]


def write(making: Making, target: Path) -> None:
    """Write the edition of what is built into `target`. Raises OSError."""
    for name, text in files(making.project, making.loaded.registry).items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")


def build(project: Project, on: date | None = None, *, as_files: bool = False, kept: Kept | None = None) -> tuple[Problem, ...]:
    """Build the project's edition, whichever it is, as `site.build.build` does."""
    return site.build(project, on, as_files=as_files, kept=kept, write=write if project.edition is DATA else None)


def address(project: Project) -> str:
    """Return where the edition stands; ends with a slash."""
    return f"{_setting(project, 'data_url') or PLACEHOLDER.removesuffix('/')}/"


def files(project: Project, registry: Registry) -> dict[str, str]:
    """Return the text of every file by its name."""
    base, found = address(project), public.facts(registry)
    tables = Tables(found, base)
    made: dict[str, Any] = public.documents(found, base)
    for table in ("service", "organization", "service_at_location"):
        name = f"{table}s.json"
        made[f"hsds/{name}"] = page([tables.nested(table, row) for row in tables.rows[table].values()])
    made |= {"hsds/datapackage.json": public.written("datapackage.json"), "vocabulary.jsonld": linked.vocabulary(found, base)}
    who = _setting(project, "owner"), _setting(project, "feedback")
    made |= {"catalog.jsonld": linked.catalogue(found, base, *who), "help.jsonld": linked.services(found, base)}
    texts = {name: json.dumps(said, ensure_ascii=False, indent=1) + "\n" for name, said in made.items()}
    for table, resource in TABLES.items():
        texts[f"hsds/{resource['path']}"] = _csv(columns(table), tables.rows[table].values())
    texts["programs.csv"] = "\ufeff" + _csv(_COLUMNS, map(_row, _callable(found)))
    texts["changes.atom"] = linked.feed(found, base)
    template = Template(project.found("overrides/data/index.html").read_text(encoding="utf-8"))
    said = {"number": escape(found["lifeline"]["number"]), "version": public.VERSION}
    return texts | {"index.html": template.substitute(said, base=""), "404.html": template.substitute(said, base=escape(base))}


def _setting(project: Project, name: str) -> str:
    settings, path = languages.settings(project), ("extra", name)
    return str(settings.value(path)).strip().rstrip("/") if settings.has(path) else ""


def _callable(found: Data) -> list[Data]:
    """Return the programmes after the two numbers, each as one that has contact routes."""
    own = [{"id": name, "status": "active", **found[name]} for name in ("lifeline", "emergency")]
    return [*({**one, "contact_routes": [{**one, "kind": "phone"}]} for one in own), *found["programs"]]


def _row(one: Data) -> Data:
    routes: dict[str, list[Data]] = {}
    for route in one["contact_routes"]:
        routes.setdefault(route["kind"], []).append(route)
    phones = routes.get("phone", [])
    answered = [route for route in phones if "opening_hours" in route]
    return {
        **one,
        "summary": one["summary"]["text"]["sv"] if "summary" in one else "",
        "phones": "; ".join(route["number"] for route in phones),
        "hours": "; ".join(" ".join(filter(None, (hours(route), told(route.get("notes", ()))))) for route in answered),
        "email": "; ".join(route["address"] for route in routes.get("email", ())),
        "web": " ".join(route["address"] for route in routes.get("web", ())),
        "visit": "; ".join(route["address"]["sv"] for route in routes.get("visit", ())),
        "last_checked": checked(one),
    }


def _csv(names: list[str], rows: Iterable[Data]) -> str:
    made = io.StringIO()
    table = csv.DictWriter(made, names, restval="", extrasaction="ignore")
    table.writeheader()
    table.writerows(rows)
    return made.getvalue()
