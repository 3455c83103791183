"""Our Jinja environment: strict, escaped, few filters.

The only door to jinja2. The same environment renders generated pages and, handed to MkDocs, hand-written ones.
"""

from __future__ import annotations

import re
import traceback
from dataclasses import dataclass, field
from datetime import timedelta
from functools import reduce
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateRuntimeError,
    TemplateSyntaxError,
)
from markupsafe import Markup, escape

from utvag import swedish
from utvag.content import statements
from utvag.content.urls import is_translated
from utvag.guide import result_cards
from utvag.registry import phones
from utvag.registry.model import OFFICE_HOURS, between
from utvag.site import headers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from jinja2.bccache import Bucket

    from utvag.content.urls import Sitemap
    from utvag.registry.loader import Loaded
    from utvag.registry.model import Dated, Emergency, Lifeline, OpeningHours, Phone, PhoneRoute, Source, Text
    from utvag.swedish import Language

__all__ = ["Environment", "Site", "TemplateError", "environment", "policy", "render"]

SHARED = "utvag.css"
"""The stylesheet that every other one begins with, so that a page has one block of style."""

_CALL = re.compile(r'<a href="tel:[+\d]+">([^<]+)</a>')
_CLOSES = re.compile(r"</(script|style)|<!--", flags=re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Site:
    """What every page shows: the two numbers, where *Lämna sidan* goes, and the map of all pages in all languages.

    `history_light` is whether links inside the site replace each other, so that Back leaves it (safety.md §1.5).
    `owner` and `feedback` are who answers for the site, called `name`, and where to say what does not work; empty: nobody.
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
    name: str = "Utväg"
    sources: Mapping[str, Source] = field(default_factory=dict)
    cited: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def old_since(self, sources: Iterable[str], checked: date) -> int | None:
        """Return the year of what rests on `sources` and was old at its check; None for what is newer or has no known age."""
        return statements.old_since(sources, self.sources, checked)

    def age(self, ids: Iterable[str]) -> statements.Age:
        """Return how old the sources among `ids` are."""
        return statements.age(ids, self.sources)


class _Compiled(BytecodeCache):
    """Keeps compiled templates by their files and their texts: `diff` renders with them twice, `serve` again and again."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Any] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return what tells a template apart; Jinja's own way cannot take the name of every folder."""
        return f"{filename}:{name}"

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


def environment(
    folder: Path, site: Site, rules: Mapping[str, str] = MappingProxyType({}), shared: Path | None = None
) -> Environment:
    """Return the environment for the templates in `folder`. A name that is not there is an error, all output is escaped.

    What the folder does not have is taken from the one that is `shared`.
    `rules` are style rules made from data, by the stylesheet of `assets/` that they are put at the end of.
    What may run and style is thereby known before any page is: the files of `assets/`, and nothing else (`policy`).
    """
    words = {language.code: language for language in site.map.languages}
    made = Environment(
        loader=FileSystemLoader(folders := [folder, *([shared] if shared else [])]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        optimized=False,  # else what filters answer to a literal is compiled in, and kept when the site's words have changed
        bytecode_cache=_COMPILED,
    )
    made.filters.update(
        listing=lambda items, lang: swedish.listing(list(items), lang),
        either=lambda items, lang: either(items, words[lang]),
        said=said,
        put=put,
        letters=result_cards.letters,
        everywhere=result_cards.excluded_together,
        open_week=open_week,
        tel=lambda number: f"tel:{number.dialled}",
        hours=lambda when, lang: opening_hours(when, words[lang]),
        dated=lambda thing, lang: dated(thing, words[lang]),
        told=lambda claim, lang: said(claim.text, lang) + dated(claim, words[lang]),
        long_date=swedish.long_date,
        numbers=lambda routes, line: [route for route in routes if route.kind == "phone"] or [line],
        host=host,
        heading=heading,
        language_name=swedish.language_name,
        direction=swedish.direction,
        in_page=lambda policy: Markup(headers.in_page(policy)),  # noqa: S704 -- our own, and without < > & "
    )
    made.tests["translated"] = is_translated
    assets = _assets(folders, rules)
    blocks = {ending: [text for name, text in assets.items() if name.endswith(ending)] for ending in (".js", ".css")}
    made.globals.update(site=site, words=words, assets=assets, policy=headers.content_policy(blocks[".js"], blocks[".css"]))
    return made


def policy(env: Environment) -> str:
    """Return the Content-Security-Policy of every page that `env` renders."""
    return str(env.globals["policy"])


def sitemap(env: Environment) -> Sitemap:
    """Return the map of the pages that `env` renders."""
    site: Any = env.globals["site"]
    made: Sitemap = site.map
    return made


def sources(env: Environment) -> Mapping[str, Source]:
    """Return the registry's sources that pages of `env` can rest on, by their ids."""
    site: Any = env.globals["site"]
    known: Mapping[str, Source] = site.sources
    return known


def told(env: Environment) -> tuple[object, ...]:
    """Return what `env` tells every page; what its templates say is not part of it (`texts`)."""
    return tuple(env.globals[name] for name in ("site", "assets", "policy"))


def texts(env: Environment) -> dict[str, str]:
    """Return the text of each template, as it is now. Raises TemplateError."""
    if env.loader is None:
        raise TypeError(env)
    return {name: env.loader.get_source(env, name)[0] for name in env.list_templates(["html"])}


def render(env: Environment, name: str, **context: Any) -> str:  # noqa: ANN401 -- what a template shows is the template's matter
    """Return the template `name` filled with `context`. Raises TemplateError when a name is missing."""
    return env.get_template(name).render(**context)


def explain(fault: TemplateError) -> str:
    """Return where in our templates a fault lies, and what it is: "overrides/public/program.html:12: 'x' is undefined"."""
    frames = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(fault.__traceback__)]
    name, line = next((frame for frame in reversed(frames) if frame[0].endswith(".html")), ("", 0))
    if isinstance(fault, TemplateSyntaxError):
        name, line = fault.filename or fault.name or "", fault.lineno
    return f"{name[name.rfind('/overrides/') + 1 :]}:{line}: {fault.message}" if name else str(fault.message)


def opening_hours(when: OpeningHours, words: Language) -> str:
    """Return opening hours as a sentence in the language of `words`, an empty one when nobody knows."""
    return when.sentence(words.code, words.words)


def dated(thing: Dated, words: Language) -> str:
    """Return from which day to which something stands, as a sentence after a space, in the language of `words`; "" when always."""
    said = between(thing.valid_from, thing.valid_to, words.code, words.words)
    return f" {said}." if said else ""


def open_week(phones: Sequence[PhoneRoute]) -> tuple[str, date | None]:
    """Return when the one phone of `phones` opens and closes (`OpeningHours.edges`), and a day from which that is not known.

    "" when it may always be open.
    """
    weeks = [(OFFICE_HOURS, None) if phone.office_hours else (phone.hours.edges, phone.hours.standing.last) for phone in phones]
    edges, last = weeks[0] if len(weeks) == 1 else ("", None)
    return edges, last and last + timedelta(1)


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


def put(words: str, /, **values: str) -> Markup:
    """Return `words` with what belongs in its places: "Ring {number}", number="112". Raises TemplateError for a place without."""
    parts = re.split(r"\{([a-z]+)\}", words)
    if unknown := set(parts[1::2]) - values.keys():
        message = f"{words!r} has no value for {sorted(unknown)}"
        raise TemplateRuntimeError(message)
    return Markup().join(values[part] if number % 2 else part for number, part in enumerate(parts))


def heard(env: Environment, html: str, loaded: Loaded, lang: str) -> str:
    """Return the HTML of a hand-written page in `lang`, where each link that is a number alone says for the ear whose it is."""
    to_call = env.get_template("components/number.html").module.to_call  # type: ignore[attr-defined]  # a macro
    registry = loaded.registry
    shown = [(program.name, program.published_routes) for program in registry.programs if program.has_page]
    ways: list[tuple[Phone, str]] = [(route, name) for name, routes in shown for route in routes if route.kind == "phone"]
    owners = {number.number: (number, name) for number, name in (*ways, (registry.lifeline, registry.lifeline.name))}
    return _CALL.sub(lambda link: str(to_call(*owners[link[1]], lang)) if link[1] in owners else link[0], html)


def either(items: Iterable[str], words: Language) -> str:
    """Return `items` as a choice between them: "a eller b"."""
    return reduce(lambda one, other: words["or"].format(one=one, other=other), items)


def heading(words: str) -> Markup:
    """Return `words` as they stand in a Markdown heading: nothing in them is taken for Markdown or HTML."""
    return Markup(re.sub(r"([\\`*_{}\[\]|])", r"\\\1", str(escape(words))))  # noqa: S704 -- escaped just now


def host(address: str) -> str:
    """Return the name of the site an address leads to, without "www."."""
    return urlsplit(address).netloc.removeprefix("www.")


def _assets(folders: Sequence[Path], rules: Mapping[str, str]) -> dict[str, Markup]:
    """Return each file of the assets folders as it stands between <style> or <script>: one request a page.

    One in the first folder stands for one of the same name in the next. Raises ValueError for a text that would end its element.
    """
    found = {path.name: path for folder in reversed(folders) for path in (folder / "assets").glob("[!.]*")}
    files = [path for _, path in sorted(found.items()) if path.suffix in (".css", ".js")]
    texts = {path.name: _compact(path) + rules.get(path.name, "") for path in files}
    shared = texts.pop(SHARED, "")
    whole = {name: shared + text if name.endswith(".css") else text for name, text in texts.items()}
    if wrong := [text for text in whole.values() if _CLOSES.search(text)]:
        raise ValueError(wrong[0])
    return {name: Markup(text) for name, text in whole.items()}  # noqa: S704 -- our own texts, and nothing in them ends the element


def _compact(path: Path) -> str:
    """Return the text of an asset; of a stylesheet without the white space that means nothing: it stands before the number."""
    text = path.read_text(encoding="utf-8").strip()
    if path.suffix == ".css":
        text = re.sub(r"\s+", " ", text)
        text = re.sub(r" ?([{};,]) ?", r"\1", text).replace(": ", ":").replace(";}", "}")
    return text
