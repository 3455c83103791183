"""What no text may say, wherever it stands: numbers and addresses that are not the registry's, promises; and titles that tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from utvag.content import page_source
from utvag.problems import Location, Problem
from utvag.registry import phones
from utvag.registry.model import EmailRoute
from utvag.rules.word_lists import TELLING, promised
from utvag.rules.written_site import DESCRIPTION, TITLE
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import PurePath

    from utvag.rules.written_site import Said, WrittenSite

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
        if inside.suffix == ".md" and (told := TELLING.search(_shown(inside))):
            message = f"Adressen {quoted(_shown(inside))} innehåller {quoted(told[0])}."
            remedy = "Ge filen ett namn som inte säger vad det handlar om: adressen blir kvar i telefonens historik."
            yield Problem(Location(name), name, message, remedy, "neutral-adress")
    for number, program in enumerate(site.registry.programs):
        if told := TELLING.search(program.slug):
            yield site.problem(("programs", number, "slug"), *_telling(program.slug, told[0]), "neutral-adress")
    for said in site.texts:
        if said.role in (TITLE, DESCRIPTION) and (told := TELLING.search(said.words)):
            yield said.problem(told[0], *_telling(said.words, told[0]), "neutral-adress")


def _telling(words: str, told: str) -> tuple[str, str]:
    message = f"{quoted(words)} innehåller {quoted(told)}, och syns i telefonens historik."
    return message, "Välj ord som inte säger vad det handlar om, till exempel ”Stöd i din stadsdel”."


def _shown(inside: PurePath) -> str:
    """Return the address of a file below content/ as visitors see it."""
    return "/" + page_source.address(inside).removesuffix("index.html")


def names_stand_once(site: WrittenSite) -> Iterator[Problem]:
    """Inget id, ingen adress och ingen titel står två gånger: i historiken går sidorna annars inte att skilja åt."""
    generated = [name for name, page in site.goals.items() if page is None]
    for name, inside in site.files:
        if inside.suffix == ".md" and page_source.address(inside) in generated:
            message = f"Sidan {quoted(_shown(inside))} görs redan av registret."
            remedy = "Flytta texten till programs.yaml, eller ge filen ett annat namn."
            yield Problem(Location(name), name, message, remedy, "dubbelt")
    taken: dict[tuple[str, str], Said] = {}
    for said in (said for said in site.texts if said.role == TITLE):
        if (other := taken.setdefault((said.lang, said.words.casefold()), said)) is not said:
            message = f"Titeln {quoted(said.words)} står redan i {other.find('')[0]}."
            yield said.problem("", message, "Ge den ena en egen titel.", "dubbelt")
