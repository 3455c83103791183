"""The smallest things a registry can hold: lines, ids, addresses, clocks, ages, days."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, TypeAlias, TypedDict, Unpack
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from utvag.registry import hours
from utvag.registry.source import Bare
from utvag.swedish import language_name, quoted, slug

LONGEST_SLUG = 60
"""Characters of an id or a part of an address."""

LONGEST_TEXT = 1000
"""Characters; a longer text is two texts."""


def fault(code: str, message: str, remedy: str, field: str = "") -> PydanticCustomError:
    """Return a fault in what a person wrote: rule code, what was found, what to write instead, the key it concerns."""
    return PydanticCustomError(code, "{message}", {"message": message, "remedy": remedy, "field": field})


CLAIM: dict[str, object] = {"text": "Ring och fråga.", "sources": ["A1"]}
"""An example of a claim."""

CHECK: dict[str, object] = {"date": "2026-11-21", "by": "redaktionen", "how": "called"}
"""An example of a check."""


AROUND, ADVICE, UNKNOWN, CHECKED = "källor runt om", "råd", "okänt", "kontroll"
"""What a text can rest on: the sources around it, our own words, that nobody knows, that somebody made sure."""


class About(TypedDict, total=False):
    """What the rest of the program knows about a key; `words.Key` has each part, with its meaning."""

    label: str
    refers_to: tuple[str, ...]
    unique: bool
    shown: bool
    rests_on: tuple[str, ...]
    follows: str
    sentence: bool


NATIONAL = "national"
"""What a programme's `municipality` says when it is for the whole country."""

LIFELINE = "lifeline"
"""What a `via` route's `program` says when it goes through the lifeline itself."""

NOT_KNOWN = "Det vi inte vet, och det som källor säger olika om"
"""What staff call `unknowns`."""

OWN = "x-"
"""How parts of the schema begin that are ours and no editor's."""


def key(means: str, example: object = None, *, allowed: str = "", when: str = "", **about: Unpack[About]) -> Any:  # noqa: ANN401 -- as pydantic's Field
    """Return what is known about a key of the file: what it means, and how it may look (groups have keys of their own).

    `allowed` says in words what may stand there, when the type does not; `when` says when it must be there, if only sometimes.
    """
    told: dict[str, Any] = {"title": allowed} if allowed else {}
    if example is not None:
        told["examples"] = [example]
    own: dict[str, Any] = {f"{OWN}{name}": value for name, value in {"when": when, **about}.items() if value != ""}
    return Field(description=means, json_schema_extra=own, **told)


def _shaped(words: str, pattern: str | None = None) -> Any:  # noqa: ANN401 -- as pydantic's Field
    """Return how a scalar's form is told: in words, and as a pattern for editors that check while somebody types."""
    return Field(title=words, json_schema_extra={"pattern": pattern} if pattern else None)


def _text(value: object) -> object:
    if isinstance(value, Bare):
        if not value:
            raise fault("varde-saknas", "Här saknas ett värde.", "Skriv texten efter kolonet, eller ta bort hela raden.")
        raise fault(
            "citattecken",
            f"{quoted(value)} kan läsas som {_other_reading(value)}.",
            f'Sätt citattecken runt: "{value}"',
        )
    return value


def _other_reading(value: str) -> str:
    """Return what another YAML reader takes an unquoted value for."""
    if re.match(r"\d{4}-\d", value):
        return "ett datum"
    if ":" in value:
        return "ett klockslag"
    if value.lower() in ("~", "null"):
        return "ingenting"
    return "ett tal" if re.search(r"\d", value) else "ja eller nej"


def _one_line(value: str) -> str:
    line = " ".join(value.split())
    if not line:
        raise fault("varde-saknas", "Texten är tom.", "Skriv texten, eller ta bort hela raden.")
    if len(line) > LONGEST_TEXT:
        raise fault("for-lang-text", f"Texten är längre än {LONGEST_TEXT} tecken.", "Dela den i flera korta.")
    return line


def _whole_number(value: object) -> object:
    if isinstance(value, Bare) and re.fullmatch(r"[1-9]\d{0,2}|0", value):
        return int(value)
    remedy = "Skriv bara siffror, utan citattecken och utan nolla först: 18"
    raise fault("heltal", f"Här ska stå ett helt tal, men här står {found(value)}.", remedy)


def _yes_or_no(value: object) -> object:
    if value in ("true", "false"):
        return value == "true"
    raise fault("ja-nej", f"Här ska stå true eller false, men här står {found(value)}.", "Skriv true (ja) eller false (nej).")


def _day(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise fault("datum", f"Här ska stå ett datum, men här står {found(value)}.", "Skriv år, månad och dag så här: 2026-11-21")


def found(value: object) -> str:
    """Return what stands there, for a message: the words in quotation marks, or what kind of thing it is."""
    if isinstance(value, str):
        return quoted(value) if value else "ingenting"
    return "en lista" if isinstance(value, list | tuple) else "en grupp"


def _slug(value: str) -> str:
    if len(value) > LONGEST_SLUG:
        raise fault("id-form", f"{quoted(value)} är längre än {LONGEST_SLUG} tecken.", "Skriv ett kortare.")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        raise fault(
            "id-form",
            f"{quoted(value)} får bara ha små bokstäver a–z, siffror och bindestreck.",
            f"Skriv till exempel: {slug(value) or 'uppsala-sig'}",
        )
    return value


def _web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("http", "https") and re.fullmatch(r"[\w-]+(\.[\w-]+)+(:\d+)?", parts.netloc)
    except ValueError:
        good = None
    if not good or re.search(r"[\s<>\"\\]", value):
        raise fault("webbadress", f"{quoted(value)} är ingen webbadress.", "Skriv hela adressen, med https:// först.")
    return value


def _email(value: str) -> str:
    if not re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", value, flags=re.ASCII):
        raise fault("e-postadress", f"{quoted(value)} är ingen e-postadress.", "Skriv till exempel: namn@kommun.se")
    return value


def _languages(value: object) -> object:
    if value == "unknown":
        return ()
    if not isinstance(value, list) or not value:
        raise fault(
            "sprak", f"Här ska stå språk, men här står {found(value)}.", "Skriv unknown (vet inte), eller en lista: [sv, en]"
        )
    return value


def _language(value: str) -> str:
    if language_name(value) is None:
        raise fault("sprak", f"{quoted(value)} är ingen språkkod.", "Skriv en kod som sv, en, ar, so eller fa.")
    return value


def _clock(value: str) -> str:
    if hours.minutes(value) is None:
        raise fault("klockslag", f"{quoted(value)} är inget klockslag.", 'Skriv timmar och minuter så här: "09:00"')
    return value


WORDS = object()
"""Marks the type of a line that somebody reads, in any language; ids, numbers and addresses are no words."""

Code: TypeAlias = Annotated[str, BeforeValidator(_text), AfterValidator(_one_line), _shaped("text", r"\S")]
Line: TypeAlias = Annotated[Code, WORDS]
Slug: TypeAlias = Annotated[
    str, BeforeValidator(_text), AfterValidator(_slug), _shaped("a–z, siffror, bindestreck", "^[a-z0-9]+(-[a-z0-9]+)*$")
]
Name: TypeAlias = Annotated[str, BeforeValidator(_text), _shaped("`id` på något annat")]
"""The id of something else; `references` tells whether it is there."""

WebAddress: TypeAlias = Annotated[
    str, BeforeValidator(_text), AfterValidator(_web_address), _shaped("`https://…`", r"^https?://\S+$")
]
EmailAddress: TypeAlias = Annotated[str, BeforeValidator(_text), AfterValidator(_email), _shaped("`namn@kommun.se`", r"^\S+@\S+$")]
Clock: TypeAlias = Annotated[
    str, BeforeValidator(_text), AfterValidator(_clock), _shaped('`"00:00"` till `"24:00"`', "^[0-2][0-9]:[0-5][0-9]$")
]
WholeNumber: TypeAlias = Annotated[int, BeforeValidator(_whole_number), _shaped("helt tal")]
YesNo: TypeAlias = Annotated[bool, BeforeValidator(_yes_or_no)]
Day: TypeAlias = Annotated[date, BeforeValidator(_day), _shaped("datum: `2026-11-21`")]
Language: TypeAlias = Annotated[str, BeforeValidator(_text), AfterValidator(_language), _shaped("språkkod", "^[a-z]{2,3}$")]
Languages: TypeAlias = Annotated[tuple[Language, ...], BeforeValidator(_languages)]
SourceIds: TypeAlias = Annotated[
    tuple[Code, ...],
    Field(min_length=1, title="källor", json_schema_extra={f"{OWN}refers_to": ("sources",), f"{OWN}shown": False}),
]
