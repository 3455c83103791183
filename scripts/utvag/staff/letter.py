"""A letter to those who answer for a programme: a page to print, and a form that works from a file without any request."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from utvag.content import urls
from utvag.problems import WrongUsage
from utvag.site import templates
from utvag.swedish import did_you_mean, quoted
from utvag.upkeep import fact_check

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from utvag.project import Project
    from utvag.registry.loader import Loaded

HINTS = {
    "number": "Till exempel: 070-174 06 05",
    "hours": "Till exempel: mån–fre 9–12 och 13–16; lör 10–14",
    "open": "Till exempel: mån–fre 9–12 och 13–16; lör 10–14",
    "unknown": "Med en eller två korta meningar.",
}
"""Examples of answers that can be read by a program, by what is asked about. The number is reserved for books and films."""


HOW = (
    "Skriv ut brevet, eller mejla formuläret (svar-…) som en bilaga: till ett kontor, aldrig till dem som hjälper. "
    "När svaret kommer: .venv/bin/python scripts reply SVAR"
)
"""What to do with the files."""


def write(project: Project, loaded: Loaded, name: str, on: date, folder: Path) -> list[Path]:
    """Write the letter about the programme called `name` into a folder; return the files. Raises WrongUsage and OSError."""
    shown = {program.id: program for program in loaded.registry.programs if program.has_page or program.status == "unconfirmed"}
    if name not in shown:
        known = f"{did_you_mean(name, shown)} Skriv ett av dessa: {', '.join(shown)}"
        message = f"{quoted(name)} är inget stöd att fråga om.{known}"
        raise WrongUsage(message)
    points = fact_check.points(loaded, shown[name])
    plan = urls.sitemap(loaded.registry, loaded.languages, {})
    site = templates.Site(loaded.registry.lifeline, loaded.registry.emergency, "", plan)
    env = templates.environment(project.found("overrides/letter"), site)
    context = {
        "program": shown[name],
        "on": on,
        "groups": [(heading, [*rows]) for heading, rows in groupby(points, lambda point: point.heading)],
        "reference": fact_check.reference(shown[name], points),
        "hints": HINTS,
    }
    made = {
        folder / f"{kind}-{name}.html": templates.render(env, "letter.html", is_form=kind == "svar", **context)
        for kind in ("brev", "svar")
    }
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in made.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    return [*made]
