"""Our Jinja environment: strict, escaped, few filters.

The only door to jinja2. The same environment renders generated pages and, handed to MkDocs, hand-written ones.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from markupsafe import Markup

from utvag import cards, hours, swedish

if TYPE_CHECKING:
    from utvag.model import Emergency, Lifeline, OpeningHours

__all__ = ["Environment", "Site", "TemplateError", "environment", "render"]


@dataclass(frozen=True, slots=True)
class Site:
    """What every page shows: the two numbers, and where *Lämna sidan* goes (an address, and its name in words)."""

    lifeline: Lifeline
    emergency: Emergency
    exit_address: str
    exit_name: str


class Dialled(Protocol):
    """Anything a phone can call."""

    @property
    def dialled(self) -> str:
        """What stands after `tel:`."""


def environment(folder: Path, site: Site) -> Environment:
    """Return the environment for the templates in `folder`. A name that is not there is an error, all output is escaped."""
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(
        listing=lambda words: swedish.listing(list(words)),
        letters=cards.letters,
        tel=tel,
        hours=opening_hours,
        swedish_date=swedish.long_date,
        host=host,
        language_name=swedish.language_name,
    )
    made.globals.update(site=site, inline=_Inline(folder / "assets"))
    return made


def render(env: Environment, name: str, **context: Any) -> str:  # noqa: ANN401 -- what a template shows is the template's matter
    """Return the template `name` filled with `context`. Raises TemplateError when a name is missing."""
    return env.get_template(name).render(**context)


def explain(fault: TemplateError) -> str:
    """Return where in our templates a fault lies, and what it is: "program.html:12: 'x' is undefined"."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [frame for frame in frames if frame.filename.endswith(".html")]
    place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}: " if ours else ""
    if isinstance(fault, TemplateSyntaxError):
        place = f"{fault.name}:{fault.lineno}: "
    return f"overrides/public/{place}{fault.message}"


def tel(number: Dialled) -> str:
    """Return the address that makes a phone call `number`: "tel:+46850825600"."""
    return f"tel:{number.dialled}"


def opening_hours(when: OpeningHours, lang: str) -> str:
    """Return opening hours as a sentence, an empty one when nobody knows."""
    del lang  # Swedish alone has words so far
    if when.around_the_clock:
        return "Dygnet runt."
    return hours.sentence(when.schedules)


def host(address: str) -> str:
    """Return the name of the site an address leads to, without "www."."""
    return urlsplit(address).netloc.removeprefix("www.")


class _Inline:
    """Gives a file of the assets folder as text for <style> or <script>: one request a page."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.known: dict[str, Markup] = {}

    def __call__(self, name: str) -> Markup:
        if name not in self.known:
            text = (self.folder / name).read_text(encoding="utf-8").strip()
            self.known[name] = Markup(text)  # noqa: S704 -- our own file, and it stands inside <style> or <script>
        return self.known[name]
