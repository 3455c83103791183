"""The way out of the site and the truth about it: one exit on every page, and no word that promises more than it does."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from utvag.content import languages
from utvag.content.urls import GUIDE, HOME
from utvag.rules.word_lists import promised
from utvag.site.built import problem as _problem
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.guide.journeys import Tree
    from utvag.problems import Problem
    from utvag.registry.loader import Loaded
    from utvag.site.built import BuiltPage, BuiltSite, Head, Outline
    from utvag.swedish import Language

SAFER = "surfa-tryggare/index.html"
"""The page about surfing more safely, below a language's prefix."""

_WITHOUT_SCRIPT = {
    "sv": re.compile(r"(?=.*\bbakåt)(?=.*\bfliken\b)(?=.*\bstäng\b)", flags=re.IGNORECASE | re.DOTALL),
    "en": re.compile(r"(?=.*\bback\b)(?=.*\btab\b)(?=.*\bclose\b)", flags=re.IGNORECASE | re.DOTALL),
}
_HONEST = {
    "sv": re.compile(r"tar inte bort historiken", flags=re.IGNORECASE),
    "en": re.compile(r"(does not|cannot|doesn.t|can.t) (remove|delete|clear|erase) (the |your )?history", flags=re.IGNORECASE),
}
_SPYWARE = {
    "sv": re.compile(r"lagt in ett program|spionprogram|övervakningsprogram", flags=re.IGNORECASE),
    "en": re.compile(r"(put|installed) (a|an) (hidden |secret )?(app|program)|spyware|stalkerware", flags=re.IGNORECASE),
}
_HISTORY = {"sv": re.compile(r"historik", flags=re.IGNORECASE), "en": re.compile(r"histor(y|ies)", flags=re.IGNORECASE)}
_AROUND = ("head", "body", "style", "script")
_SPOKEN = ("content", "alt", "title", "aria-label")
"""Attributes whose value a visitor may see or hear."""


def check(site: BuiltSite, loaded: Loaded, tree: Tree) -> Iterator[Problem]:
    """Yield what is wrong with the exit of the built `site`, and with what is said about it (safety.md B2, B5, B6)."""
    del tree
    for name, page in site.pages.items():
        language = languages.of(name, loaded.languages)
        yield from _without_script(name, page, languages.wanted(_WITHOUT_SCRIPT, "without_script", language))
        yield from _honest(name, page, language, site)
        yield from _no_promise(name, page)
    for language in loaded.languages:
        safer = f"{language.prefix}{SAFER}"  # judged in the part of the site that it stands in
        if safer in site.pages and language.code in _SPYWARE:
            yield from _spyware_first(safer, site.pages[safer], language.code)


def whole(outline: Outline, loaded: Loaded, tree: Tree) -> Iterator[Problem]:
    """Yield an exit to another address than on other pages, to an unsafe one, or to those the site tells about (safety.md B5)."""
    del tree
    usual = Counter(address for head in outline.heads for address in head.exits).most_common(1)
    own = {domain(route.address) for program in loaded.registry.programs for route in program.contact_routes if route.kind == "web"}
    for head in outline.heads:
        yield from _destination(head, usual[0][0] if usual else "", own)


def domain(address: str) -> str:
    """Return the part of an address's host that somebody has registered: its last two labels."""
    return ".".join((urlsplit(address).hostname or "").split(".")[-2:])


def _without_script(name: str, page: BuiltPage, said: re.Pattern[str]) -> Iterator[Problem]:
    """Yield a page that does not say that Back leads back here when there is no script (safety.md B2)."""
    if not any(said.search(element.text()) for element in page.named("noscript")):
        remedy = "Skriv det i <noscript> i mallen footer.html: bakåt leder hit igen, stäng fliken."
        yield _problem(name, 1, "Sidan säger inte vad bakåt gör utan JavaScript.", remedy, "b2-utan-skript")


def _destination(head: Head, usual: str, own: set[str]) -> Iterator[Problem]:
    for address in head.exits:
        if urlsplit(address).scheme != "https" or address != usual:
            message = f"Lämna sidan går till {quoted(address)} här, men till {quoted(usual)} på andra sidor."
            yield _problem(head.name, 1, message, "Skriv adressen, med https, bara i mkdocs.yml (exit_address).", "b5-samma-utgang")
        elif domain(address) in own:
            message = f"Lämna sidan går till {quoted(domain(address))}, som hör till dem som ger stöd."
            yield _problem(head.name, 1, message, "Välj en neutral sida i mkdocs.yml (exit_address).", "b5-annan-doman")


def _honest(name: str, page: BuiltPage, language: Language, site: BuiltSite) -> Iterator[Problem]:
    """Yield a page that is silent about what the exit does not do, or about how to surf more safely (safety.md B6)."""
    said = languages.wanted(_HONEST, "history_stays", language)
    if name.removeprefix(language.prefix) in (HOME, GUIDE) and not said.search(page.words):
        remedy = "Skriv i mallen footer.html att knappen inte tar bort historiken."
        yield _problem(name, 1, "Här står inte att Lämna sidan inte tar bort historiken.", remedy, "b6-historiken")
    links = (element.attributes.get("href", "") for element in page.named("a"))
    has = f"{language.prefix}{SAFER}" in site.files or not language.prefix
    if has and not any(link.rstrip("/").endswith("surfa-tryggare") for link in links):
        yield _problem(name, 1, "Sidan har ingen länk till Surfa tryggare.", "Rätta mallen footer.html.", "b6-surfa-tryggare")


def _spyware_first(name: str, page: BuiltPage, code: str) -> Iterator[Problem]:
    """Yield advice about the history that comes before the warning that a program may see everything (safety.md B6)."""
    words = " ".join(element.text() for element in page.named("main"))
    advice, warning = _HISTORY[code].search(words), _SPYWARE[code].search(words)
    if advice and (warning is None or warning.start() > advice.start()):
        remedy = "Skriv först att någon kan ha lagt in ett program i mobilen som ser allt."
        yield _problem(name, 1, "Råden om historiken kommer före varningen för program.", remedy, "b6-program-forst")


def _promised(words: str) -> str:
    return promised(" ".join(words.split()))


def _no_promise(name: str, page: BuiltPage) -> Iterator[Problem]:
    """Yield the first words of a page that promise what we cannot keep, those that are only heard included (safety.md B6)."""
    # The parts of a page are read whole: what their elements say stands in them too, and most promise nothing.
    heard = [element.attributes[key] for key in _SPOKEN for element in page.having(key)]
    parts = [part for body in page.named("html", "head", "body") for part in body.inside]
    said = [part if isinstance(part, str) else part.text() for part in parts if isinstance(part, str) or part.name not in _AROUND]
    if not any(_promised(words) for words in (*(said or [page.words]), *heard)):
        return
    for element in page.elements:
        said = [part for part in element.inside if isinstance(part, str) and element.name not in ("style", "script")]
        said += [element.attributes[key] for key in _SPOKEN if key in element.attributes]
        if element.name in ("main", "footer", "title", "p", "li"):
            said.append(element.text())
        promise = next((found for words in said if (found := _promised(words))), "")
        if promise:
            remedy = "Skriv vad som händer i stället."
            yield _problem(name, element.line, f"Här står {quoted(promise)}. Det kan vi inte lova.", remedy, "b6-lofte")
            return
