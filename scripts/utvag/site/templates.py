"""Our Jinja environment: strict, escaped, few filters.

The only door to jinja2. The same environment renders generated pages and, handed to MkDocs, hand-written ones.
"""

from __future__ import annotations

import re
import traceback
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
)
from markupsafe import Markup, escape

from utvag import swedish
from utvag.content import statements
from utvag.content.urls import is_translated
from utvag.guide import result_cards
from utvag.registry import phones
from utvag.site import headers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from utvag.content.urls import Sitemap
    from utvag.registry.model import ContactRoute, Emergency, Lifeline, OpeningHours, Phone, Source, Text
    from utvag.swedish import Language

__all__ = ["Environment", "Site", "TemplateError", "environment", "policy", "render"]

SHARED = "utvag.css"
"""The stylesheet that every other one begins with, so that a page has one block of style."""

_FOLDER = "overrides"
"""The folder of all templates, as people know it."""

_CLOSES = re.compile(r"</(script|style)|<!--", flags=re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Site:
    """What every page shows: the two numbers, where *Lämna sidan* goes, and the map of all pages in all languages.

    `history_light` is whether links inside the site replace each other, so that Back leaves it (safety.md §1.5).
    `owner` and `feedback` are who answers for the site and where to say what does not work; empty when nobody does yet.
    `sources` are the registry's by id, and `cited` are the ids that hand-written pages name, by their addresses: they say how old
    things are.
    """

    lifeline: Lifeline
    emergency: Emergency
    exit_address: str
    map: Sitemap
    history_light: bool = True
    owner: str = ""
    feedback: str = ""
    sources: Mapping[str, Source] = field(default_factory=dict)
    cited: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def old_since(self, known: Sourced, checked: date) -> int | None:
        """Return the year of a claim that was old at its check; None for what is newer or has no known age."""
        return statements.old_since(known.sources, self.sources, checked)

    def age(self, ids: Iterable[str]) -> statements.Age:
        """Return how old the sources among `ids` are."""
        return statements.age(ids, self.sources)


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
    words = {language.code: language for language in site.map.languages}
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(
        listing=lambda items, lang: swedish.listing(list(items), lang),
        either=lambda items, lang: either(list(items), words[lang]),
        said=said,
        put=put,
        letters=result_cards.letters,
        tel=tel,
        hours=lambda when, lang: opening_hours(when, words[lang]),
        long_date=swedish.long_date,
        numbers=numbers,
        host=host,
        heading=heading,
        language_name=swedish.language_name,
        in_page=lambda policy: Markup(headers.in_page(policy)),  # noqa: S704 -- our own, and without < > & "
    )
    made.tests["translated"] = is_translated
    inline = _Inline(folder / "assets", rules)
    made.globals.update(
        site=site,
        words=words,
        inline=inline,
        policy=headers.content_policy(inline.texts(".js"), inline.texts(".css")),
    )
    return made


def policy(env: Environment) -> str:
    """Return the Content-Security-Policy of every page that `env` renders."""
    return str(env.globals["policy"])


def sitemap(env: Environment) -> Sitemap:
    """Return the map of the pages that `env` renders."""
    site: Any = env.globals["site"]
    made: Sitemap = site.map
    return made


def render(env: Environment, name: str, **context: Any) -> str:  # noqa: ANN401 -- what a template shows is the template's matter
    """Return the template `name` filled with `context`. Raises TemplateError when a name is missing."""
    return env.get_template(name).render(**context)


def explain(fault: TemplateError) -> str:
    """Return where in our templates a fault lies, and what it is: "overrides/public/program.html:12: 'x' is undefined"."""
    frames = traceback.extract_tb(fault.__traceback__)
    found = [(frame.filename, frame.lineno) for frame in frames if frame.filename.endswith(".html")][-1:]
    if isinstance(fault, TemplateSyntaxError):
        found = [(fault.filename or fault.name or "", fault.lineno)]
    return "".join(f"{_shown(Path(name))}:{line}: " for name, line in found) + str(fault.message)


def _shown(path: Path) -> str:
    """Return a template's path from the folder of all templates on."""
    above = [folder for folder in path.parents if folder.name == _FOLDER]
    return path.relative_to(above[0].parent).as_posix() if above else path.name


def tel(number: Dialled) -> str:
    """Return the address that makes a phone call `number`: "tel:+46850825600"."""
    return f"tel:{number.dialled}"


def numbers(routes: Iterable[ContactRoute], line: Lifeline) -> list[Phone]:
    """Return the numbers to call for somebody who cannot read about `routes`: theirs, or that of the lifeline."""
    return [route for route in routes if route.kind == "phone"] or [line]


def opening_hours(when: OpeningHours, words: Language) -> str:
    """Return opening hours as a sentence in the language of `words`, an empty one when nobody knows."""
    return words["always_open"] if when.around_the_clock else when.sentence(words.code)


def said(text: Text | str, lang: str) -> str:
    """Return a text in `lang`, or words that are in it already. Read from right to left, no number in it is turned around."""
    words = text if isinstance(text, str) else text[lang]
    if swedish.direction(lang) == "ltr":
        return words
    plain, made, start = phones.in_our_digits(words), Markup(), 0
    for number in phones.mentioned(words):
        place = plain.index(number, start)
        made += Markup('{}<span dir="ltr">{}</span>').format(words[start:place], words[place : place + len(number)])
        start = place + len(number)
    return made + words[start:]


def put(words: str, **values: str) -> Markup:
    """Return `words` with what belongs in its places: "Ring {number}", number="112". Raises TemplateError for a place without."""
    parts = re.split(r"\{([a-z]+)\}", words)
    if unknown := set(parts[1::2]) - values.keys():
        message = f"{words!r} has no value for {sorted(unknown)}"
        raise TemplateRuntimeError(message)
    return Markup().join(values[part] if number % 2 else part for number, part in enumerate(parts))


def either(items: list[str], words: Language) -> str:
    """Return `items` as a choice between them: "a eller b"."""
    return reduce(lambda one, other: words["or"].format(one=one, other=other), items)


def heading(words: str) -> Markup:
    """Return `words` as they stand in a Markdown heading: nothing in them is taken for Markdown or HTML."""
    return Markup(re.sub(r"([\\`*_{}\[\]|])", r"\\\1", str(escape(words))))  # noqa: S704 -- escaped just now


def host(address: str) -> str:
    """Return the name of the site an address leads to, without "www."."""
    return urlsplit(address).netloc.removeprefix("www.")


class _Inline:
    """Gives a file of the assets folder as text for <style> or <script>: one request a page."""

    def __init__(self, folder: Path, rules: Mapping[str, str]) -> None:
        files = [path for path in sorted(folder.glob("[!.]*")) if path.suffix in (".css", ".js")]
        known = {path.name: _compact(path) + rules.get(path.name, "") for path in files}
        shared = known.pop(SHARED, "")
        self.known = {name: _block(shared + text if name.endswith(".css") else text) for name, text in known.items()}

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
