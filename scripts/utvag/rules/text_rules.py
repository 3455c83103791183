"""What no text may say, wherever it stands: numbers and addresses that are not the registry's, promises; and titles that tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from utvag.content import languages, page_source, sitemap, urls
from utvag.problems import Location, Problem
from utvag.registry import phones
from utvag.registry.model import EmailRoute
from utvag.rules.word_lists import TELLING, promised
from utvag.rules.written_site import Said, in_source
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import PurePath

    from utvag.rules.written_site import WrittenSite

_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")


def texts_name_only_confirmed_numbers(site: WrittenSite) -> Iterator[Problem]:
    """Ett telefonnummer i en text är ett av dem som får visas, skrivet på samma sätt."""
    for text in site.texts:
        for number in phones.mentioned(text.words):
            if number not in site.numbers:
                message = f"Texten nämner numret {quoted(number)}, som inte är något av registrets nummer."
                remedy = "Ta bort numret ur texten, eller lägg till det som kontaktväg och kontrollera det."
                if right := next((own for own in site.numbers if phones.e164(own) == (phones.e164(number) or "-")), ""):
                    message, remedy = f"Numret är skrivet {quoted(number)} här.", f"Skriv det så här: {right}"
                yield text.problem(number, message, remedy, "nummer-i-text")


def texts_name_only_shown_addresses(site: WrittenSite) -> Iterator[Problem]:
    """En e-postadress i en text är en av dem som får visas."""
    shown = site.addresses(EmailRoute)
    for text in site.texts:
        for address in _EMAIL.findall(text.words) if "@" in text.words else ():
            if address not in shown:
                message = f"Här står e-postadressen {quoted(address)}, som inte är någon av registrets."
                yield text.problem(address, message, "Ta bort den, eller lägg till den som kontaktväg.", "mejl-i-text")


def texts_promise_nothing_we_cannot_keep(site: WrittenSite) -> Iterator[Problem]:
    """Ingen text lovar något som vi inte kan hålla."""
    for text in site.texts:
        if promise := promised(text.words):
            message = f"Här står {quoted(promise)}. Det kan vi inte lova."
            yield text.problem(promise, message, "Skriv vad som händer i stället.", "lofte")


def addresses_and_titles_are_neutral(site: WrittenSite) -> Iterator[Problem]:
    """Adress, titel och beskrivning blir kvar i telefonens historik, så de säger inte vad det handlar om."""
    for name, inside in site.files:
        if told := TELLING.search(_shown(inside)):
            message = f"Adressen {quoted(_shown(inside))} innehåller {quoted(told[0])}."
            remedy = "Ge filen ett namn som inte säger vad det handlar om: adressen blir kvar i telefonens historik."
            yield Problem(Location(name), name, message, remedy, "neutral-adress")
    for said in _kept_in_history(site):
        if told := TELLING.search(said.words):
            message = f"{quoted(said.words)} innehåller {quoted(told[0])}, och syns i telefonens historik."
            remedy = "Välj ord som inte säger vad det handlar om, till exempel ”Stöd i din stadsdel”."
            yield said.problem(told[0], message, remedy, "neutral-adress")


def _shown(inside: PurePath) -> str:
    """Return the address of a file below content/ as visitors see it."""
    return "/" + page_source.address(inside).removesuffix("index.html")


def _kept_in_history(site: WrittenSite) -> Iterator[Said]:
    registry = site.loaded.source
    for number, program in enumerate(site.registry.programs):
        here = ("programs", number)
        yield Said(program.slug, "", None, in_source(registry, (*here, "slug")))
        for lang, words in {"sv": program.title.sv, **program.title.others}.items():
            yield Said(words, lang, None, in_source(registry, (*here, "title", lang)))
    for number, place in enumerate(site.registry.municipalities if site.registry.lists_places else ()):
        yield Said(place.name, "", None, in_source(registry, ("municipalities", number, "name")))
    for language in site.languages:
        for key in (key for key in language.words if key.endswith(("_title", "_description"))):
            yield Said(language[key], language.code, None, in_source(site.words_of(language), (key,)))
    heads = [(page.head, page.source) for page in site.pages if page.source is not None]
    for head, source in heads:
        for key in ("title", "description"):
            yield Said(str(head.get(key, "")), "", None, in_source(source, (key,)))


def names_stand_once(site: WrittenSite) -> Iterator[Problem]:
    """Inget id, ingen adress och ingen titel står två gånger: i historiken går sidorna annars inte att skilja åt."""
    for name, inside in site.files:
        if page_source.address(inside) in site.generated:
            message = f"Sidan {quoted(_shown(inside))} görs redan av registret."
            yield Problem(
                Location(name), name, message, "Flytta texten till programs.yaml, eller ge filen ett annat namn.", "dubbelt"
            )
    written = {page.address: page for page in site.pages}
    titles = sitemap.draw(
        site.registry, site.languages, {name: str(page.head.get("title", "")) for name, page in written.items()}
    ).titles
    taken: dict[tuple[str, str], str] = {}
    for address in sorted((address for address in titles if titles[address]), key=lambda address: (address in written, address)):
        title, language = titles[address], languages.of(address, site.languages)
        if (other := taken.setdefault((language.code, title.casefold()), address)) != address:
            key = sitemap.TITLES.get(address.removeprefix(language.prefix), "")
            where = site.words_of(language).locate((key,))
            if page := written.get(address):
                where = page.source.locate(("title",), key=True) if page.source else Location(page.name)
            for number, program in enumerate(site.registry.programs):
                if address.endswith(urls.of_program(program)):
                    where = site.loaded.where("programs", number, "title", language.code)
            message = f"Titeln {quoted(title)} har redan {other}."
            yield Problem(where, where.file, message, "Ge den ena en egen titel.", "dubbelt")
