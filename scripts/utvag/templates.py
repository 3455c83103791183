"""Our Jinja environment: strict, escaped, few filters.

The only door to jinja2. The same environment renders generated pages and, handed to MkDocs, hand-written ones.
"""

from __future__ import annotations

import re
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup

from utvag import cards, freshness, headers, hours, swedish

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from utvag.model import Emergency, Lifeline, OpeningHours, Source

__all__ = ["Environment", "Site", "TemplateError", "environment", "policy", "render"]

_CLOSES = re.compile(r"</(script|style)|<!--", flags=re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Site:
    """What every page shows: the two numbers, and where *Lämna sidan* goes (an address, and its name in words).

    `history_light` is whether links inside the site replace each other, so that Back leaves it (safety.md §1.5).
    `sources` are the registry's by id: they say how old things are.
    """

    lifeline: Lifeline
    emergency: Emergency
    exit_address: str
    exit_name: str
    history_light: bool = True
    sources: Mapping[str, Source] = field(default_factory=dict)

    def old_since(self, known: Sourced, checked: date | None) -> int | None:
        """Return the year of a claim or a route that was old at its check; None for what is newer or has no known age."""
        return freshness.old_since(known.sources, self.sources, checked) if checked else None


class Sourced(Protocol):
    """Anything that says its sources."""

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of sources."""


class Dialled(Protocol):
    """Anything a phone can call."""

    @property
    def dialled(self) -> str:
        """What stands after `tel:`."""


def environment(folder: Path, site: Site, rules: Mapping[str, str] = MappingProxyType({})) -> Environment:
    """Return the environment for the templates in `folder`. A name that is not there is an error, all output is escaped.

    `rules` are style rules made from data, by the stylesheet of `assets/` that they are put at the end of.
    What may run and style is thereby known before any page is: the files of `assets/`, and nothing else (`policy`).
    """
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
        in_page=lambda policy: Markup(headers.in_page(policy)),  # noqa: S704 -- our own, and without < > & "
    )
    inline = _Inline(folder / "assets", rules)
    made.globals.update(
        site=site,
        inline=inline,
        policy=headers.content_policy(inline.texts(".js"), inline.texts(".css")),
    )
    return made


def policy(env: Environment) -> str:
    """Return the Content-Security-Policy of every page that `env` renders."""
    return str(env.globals["policy"])


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

    def __init__(self, folder: Path, rules: Mapping[str, str]) -> None:
        files = [path for path in sorted(folder.glob("[!.]*")) if path.suffix in (".css", ".js")]
        self.known = {path.name: _block(_compact(path) + rules.get(path.name, "")) for path in files}

    def __call__(self, name: str) -> Markup:
        if name not in self.known:
            missing = f"assets/{name}"
            raise TemplateNotFound(missing)
        return self.known[name]

    def texts(self, ending: str) -> list[str]:
        """Return every text that pages may have between the tags of its kind: ".js" or ".css"."""
        return [text for name, text in self.known.items() if name.endswith(ending)]


def _compact(path: Path) -> str:
    """Return the text of an asset; of a stylesheet without the white space that means nothing: it stands before the number."""
    text = path.read_text(encoding="utf-8").strip()
    if path.suffix == ".css":
        text = re.sub(r"\s+", " ", text)
        text = re.sub(r" ?([{};,]) ?", r"\1", text).replace(": ", ":").replace(";}", "}")
    return text


def _block(text: str) -> Markup:
    """Return our own text as it stands between <style> or <script> tags. Raises ValueError for a text that would close them."""
    if _CLOSES.search(text):
        raise ValueError(text)
    return Markup(text)  # noqa: S704 -- our own text, and nothing in it ends the element
