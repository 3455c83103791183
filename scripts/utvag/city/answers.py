"""What somebody who begins a site for their city is asked, and what an answer must be. No files, no clock, nothing printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from utvag.problems import WrongUsage
from utvag.registry import phones
from utvag.rules import places
from utvag.swedish import did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LANGUAGES = ("sv", "en")
"""The languages that the program brings whole: any other is translated afterwards."""

EXIT = "https://www.smhi.se/"


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One question: its id, which is also its option, its words, what an answer is without one, and what makes an answer right.

    `read` returns the answer in its right form, or raises ValueError with what is wrong with it, in Swedish.
    """

    id: str
    words: str
    read: Callable[[str], str]
    otherwise: str | None = None


def _line(words: str) -> str:
    if not words or re.search(r"[<>{}\"\\\t]|[\x00-\x1f]|: | #|^\W", words):
        reason = "Skriv ett eller några ord, utan citattecken, kolon och klamrar."
        raise ValueError(reason)
    return words


def _place_names(words: str) -> str:
    names = [name.strip() for name in words.split(",") if name.strip()]
    for name in names:
        if name not in places.NAMES:
            reason = f"{quoted(name)} är ingen svensk kommun.{did_you_mean(name, places.NAMES)}"
            raise ValueError(reason)
    if not names:
        reason = "Skriv minst en kommun."
        raise ValueError(reason)
    return ", ".join(dict.fromkeys(names))


def _number(words: str) -> str:
    right = phones.suggestion(words)
    if right is None or not (phones.e164(words) or "").startswith("+46") or phones.costs_extra(right):
        reason = f"{quoted(words)} är inget svenskt telefonnummer som kostar som vanligt. Skriv riktnumret också."
        raise ValueError(reason)
    return right


def _yes(words: str) -> str:
    if words.casefold() not in ("ja", "j"):
        reason = "Numret där alla vägar slutar måste svara dygnet runt, alla dagar. Ta ett nummer som gör det. Skriv sedan ja."
        raise ValueError(reason)
    return "ja"


def _address(words: str) -> str:
    if urlsplit(words).scheme != "https" or "." not in urlsplit(words).netloc or re.search(r"[\s\"\\]", words):
        reason = "Skriv en webbadress som börjar med https://"
        raise ValueError(reason)
    return words


def _languages(words: str) -> str:
    codes = [code.strip() for code in words.split(",")]
    if codes[0] != "sv" or not set(codes) <= set(LANGUAGES):
        reason = "Skriv sv, eller sv, en. Fler språk översätts sedan."
        raise ValueError(reason)
    return ", ".join(dict.fromkeys(codes))


def _line_or_nothing(words: str) -> str:
    return _line(words) if words else ""


def _feedback(words: str) -> str:
    return words if not words or re.fullmatch(r"[\w.+%-]+@[\w-]+(\.[\w-]+)+", words) else _address(words)


QUESTIONS = (
    Inquiry("name", "Vad ska webbplatsen heta? Namnet syns i historiken, så det säger inte vad det handlar om.", _line, "Utväg"),
    Inquiry("municipalities", "Vilka kommuner gäller den? Skriv komma emellan, den som numret hör till först.", _place_names),
    Inquiry("number", "Vilket nummer slutar alla vägar på? Ett enda, till exempel 08-465 00 400.", _number),
    Inquiry("always", "Svarar någon där dygnet runt, alla dagar? (ja)", _yes),
    Inquiry("line", "Vad heter de som svarar? Till exempel: Socialjouren", _line),
    Inquiry("provider", "Vem driver numret? Till exempel: Exempelstaden", _line),
    Inquiry("who", "Vem är det som svarar? Skriv början på en mening: En socialsekreterare", _line, "En person"),
    Inquiry("source", "På vilken webbsida står numret?", _address),
    Inquiry("languages", "Vilka språk? (sv, en)", _languages, "sv, en"),
    Inquiry("who-in-english", "Vem svarar, på engelska? Till exempel: A social worker", _line, "A person"),
    Inquiry("exit", "Vart leder knappen Lämna sidan? En vanlig sida som inte ber om något.", _address, EXIT),
    Inquiry("owner", "Vem svarar för webbplatsen? Tomt: inte bestämt än, och då publiceras den inte.", _line_or_nothing, ""),
    Inquiry(
        "feedback", "Vart säger man till om ett fel? En adress för e-post eller en webbsida. Tomt: inte bestämt än.", _feedback, ""
    ),
)
"""What is asked, in this order."""


def given(said: Mapping[str, str | None]) -> dict[str, str]:
    """Return the answer to every question from what was `said` as options. Raises WrongUsage for what is missing or wrong."""
    found = {}
    for question in QUESTIONS:
        words = said.get(question.id)
        try:
            found[question.id] = _read(question, words or "")
        except ValueError as fault:
            missing = f"{question.words} " if words is None else ""
            message = f"--{question.id}: {missing}{fault}"
            raise WrongUsage(message) from None
    return found


def asked(said: Mapping[str, str | None], hear: Callable[[str], str], tell: Callable[[str], None]) -> dict[str, str]:
    """Return the answer to every question; what is not `said` already is asked for with `hear`, until it is right."""
    found: dict[str, str] = {}
    for number, question in enumerate(QUESTIONS, 1):
        if question.id == "who-in-english" and "en" not in found["languages"]:
            found[question.id] = question.otherwise or ""
        words = said.get(question.id)
        while question.id not in found:
            usual = f" [{question.otherwise}]" if question.otherwise else ""
            answer = hear(f"{number}. {question.words}{usual}\n> ") if words is None else words
            try:
                found[question.id] = _read(question, answer)
            except ValueError as fault:
                tell(str(fault))
                words = None
    return found


def _read(question: Inquiry, words: str) -> str:
    """Return an answer in its right form; an empty one is the usual one. Raises ValueError."""
    words = " ".join(words.split())
    return question.otherwise if not words and question.otherwise is not None else question.read(words)
