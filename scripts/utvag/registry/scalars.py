"""The smallest things a registry can hold: lines, ids, addresses, clocks, ages, days; and what is known about a key."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import date
from typing import Annotated, Any, TypeAlias
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from utvag.registry.source import Bare
from utvag.swedish import language_name, quoted, slug

LONGEST_SLUG = 60
"""Characters of an id or a part of an address."""

LONGEST_TEXT = 1000
"""Characters; a longer text is two texts."""

AROUND, ADVICE, UNKNOWN, CHECKED = "källor runt om", "råd", "okänt", "kontroll"
"""What a text can rest on: the sources around it, our own words, that nobody knows, that somebody made sure."""

NATIONAL = "national"
"""What a programme's `municipality` says when it is for the whole country."""

LIFELINE = "lifeline"
"""What a `via` route's `program` says when it goes through the lifeline itself."""

MARKUP = re.compile("[<>]")
"""What no text may have: with it, a tag could be written."""

OWN = "x-"
"""How parts of the schema begin that are ours and no editor's."""

CLAIM: dict[str, object] = {"text": "Ring och fråga.", "sources": ["A1"]}
"""An example of a claim."""

CHECK: dict[str, object] = {"date": "2026-11-21", "by": "redaktionen", "how": "called"}
"""An example of a check."""


def key(means: str, example: object = None, *, allowed: str = "", **known: Any) -> Any:  # noqa: ANN401 -- as pydantic's Field
    """Return what is known about a key of the file: what it means, and how it may look (groups have keys of their own).

    `allowed` says in words what may stand there, when the type does not. `when` among what is `known` says when it must be there,
    if only sometimes; `texts.Key` has the rest, with its meaning.
    """
    told: dict[str, Any] = {"title": allowed} if allowed else {}
    if example is not None:
        told["examples"] = [example]
    return Field(description=means, json_schema_extra=_own(known), **told)


def about(**known: Any) -> Any:  # noqa: ANN401 -- as pydantic's Field
    """Return what is known about every key of a type."""
    return Field(json_schema_extra=_own(known))


def _own(known: dict[str, Any]) -> dict[str, Any]:
    return {f"{OWN}{name}": value for name, value in known.items()}


def fault(code: str, message: str, remedy: str, field: str = "") -> PydanticCustomError:
    """Return a fault in what a person wrote: rule code, what was found, what to write instead, the key it concerns."""
    return PydanticCustomError(code, "{message}", {"message": message, "remedy": remedy, "field": field})


def wanted(code: str, what: str, value: object, remedy: str) -> PydanticCustomError:
    """Return the fault of a `value` that stands where something else should."""
    return fault(code, f"Här ska stå {what}, men här står {found(value)}.", remedy)


def found(value: object) -> str:
    """Return what stands there, for a message: the words in quotation marks, or what kind of thing it is."""
    if isinstance(value, str):
        return quoted(value) if value else "ingenting"
    return "en lista" if isinstance(value, list | tuple) else "en grupp"


def _text(value: object) -> object:
    if not isinstance(value, Bare):
        return value
    if not value:
        raise fault("saknas", "Här saknas ett värde.", "Skriv texten efter kolonet, eller ta bort hela raden.")
    message = f"{quoted(value)} kan läsas som {_other_reading(value)}."
    raise fault("citattecken", message, f'Sätt citattecken runt: "{value}"')


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
        raise fault("saknas", "Texten är tom.", "Skriv texten, eller ta bort hela raden.")
    if len(line) > LONGEST_TEXT:
        raise fault("for-lang-text", f"Texten är längre än {LONGEST_TEXT} tecken.", "Dela den i flera korta.")
    if sign := MARKUP.search(line):
        raise fault("tecken", f"Texten har tecknet {quoted(sign[0])}.", "Skriv det med ord, till exempel: mer än, mindre än.")
    return line


def _whole_number(value: object) -> object:
    if isinstance(value, Bare) and re.fullmatch(r"[1-9]\d{0,2}|0", value):
        return int(value)
    raise wanted("fel-sort", "ett helt tal", value, "Skriv bara siffror, utan citattecken och utan nolla först: 18")


def _yes_or_no(value: object) -> object:
    if value in ("true", "false"):
        return value == "true"
    raise wanted("fel-sort", "true eller false", value, "Skriv true (ja) eller false (nej).")


def _date(value: object, form: str) -> date | None:
    """Return the first day that a value of this form says, if it is in the calendar."""
    if isinstance(value, str) and re.fullmatch(form, value):
        with suppress(ValueError):
            return date.fromisoformat(f"{value}-01-01"[:10])
    return None


def _day(value: object) -> object:
    if day := _date(value, r"\d{4}-\d\d-\d\d"):
        return day
    raise wanted("datum", "ett datum", value, "Skriv år, månad och dag så här: 2026-11-21")


def _published_when(value: object) -> object:
    if value == "unknown" or _date(value, r"[0-9]{4}(-[0-9]{2}){0,2}"):
        return str(value)
    raise wanted("datum", "ett datum", value, 'Skriv 2026-11-21, "2026-11", "2026" eller unknown.')


def _slug(value: str) -> str:
    if len(value) > LONGEST_SLUG:
        raise fault("id-form", f"{quoted(value)} är längre än {LONGEST_SLUG} tecken.", "Skriv ett kortare.")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        message = f"{quoted(value)} får bara ha små bokstäver a–z, siffror och bindestreck."
        raise fault("id-form", message, f"Skriv till exempel: {slug(value) or 'uppsala-sig'}")
    return value


def _web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("http", "https") and re.fullmatch(r"[\w-]+(\.[\w-]+)+(:\d+)?", parts.netloc)
    except ValueError:
        good = None
    if not good or re.search(r"[\s<>\"\\]", value):
        raise fault("adress", f"{quoted(value)} är ingen webbadress.", "Skriv hela adressen, med https:// först.")
    if has_mixed_scripts(parts.netloc):
        message = f"{quoted(parts.netloc)} blandar bokstäver ur olika alfabet, så att adressen kan se ut som en annan."
        raise fault("adress", message, "Skriv adressen för hand, i stället för att klistra in den.")
    return value


def has_mixed_scripts(host: str) -> bool:
    """Return whether a host has letters of more than one alphabet, such as a Cyrillic а among Latin letters."""
    return len({unicodedata.name(sign, "").split(" ")[0] for sign in host if sign.isalpha()}) > 1


def _email(value: str) -> str:
    if not re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", value, flags=re.ASCII):
        raise fault("adress", f"{quoted(value)} är ingen e-postadress.", "Skriv till exempel: namn@kommun.se")
    return value


def _languages(value: object) -> object:
    if value == "unknown":
        return ()
    if not isinstance(value, list) or not value:
        raise wanted("sprak", "språk", value, "Skriv unknown (vet inte), eller en lista: [sv, en]")
    return value


def _language(value: str) -> str:
    if language_name(value) is None:
        raise fault("sprak", f"{quoted(value)} är ingen språkkod.", "Skriv en kod som sv, en, ar, so eller fa.")
    return value


def minutes(clock: str) -> int | None:
    """Return the minutes since midnight of "HH:MM" (00:00 to 24:00), or None when it is no such clock."""
    read = re.fullmatch(r"([0-9]{2}):([0-5][0-9])", clock)
    total = int(read[1]) * 60 + int(read[2]) if read else None
    return total if total is not None and total <= END_OF_DAY else None


END_OF_DAY = 24 * 60


def _clock(value: str) -> str:
    if minutes(value) is None:
        raise fault("oppettid", f"{quoted(value)} är inget klockslag.", 'Skriv timmar och minuter så här: "09:00"')
    return value


def _shaped(words: str, pattern: str | None = None) -> Any:  # noqa: ANN401 -- as pydantic's Field
    """Return how a scalar's form is told: in words, and as a pattern for editors that check while somebody types."""
    return Field(title=words, json_schema_extra={"pattern": pattern} if pattern else None)


WORDS = object()
"""Marks the type of a line that somebody reads, in any language; ids, numbers and addresses are no words."""

_Text: TypeAlias = Annotated[str, BeforeValidator(_text)]
Code: TypeAlias = Annotated[_Text, AfterValidator(_one_line), _shaped("text", r"\S")]
Line: TypeAlias = Annotated[Code, WORDS]
Slug: TypeAlias = Annotated[_Text, AfterValidator(_slug), _shaped("a–z, siffror, bindestreck", "^[a-z0-9]+(-[a-z0-9]+)*$")]
Name: TypeAlias = Annotated[_Text, _shaped("`id` på något annat")]
"""The id of something else; `references` tells whether it is there."""

WebAddress: TypeAlias = Annotated[_Text, AfterValidator(_web_address), _shaped("`https://…`", r"^https?://\S+$")]
EmailAddress: TypeAlias = Annotated[_Text, AfterValidator(_email), _shaped("`namn@kommun.se`", r"^\S+@\S+$")]
Clock: TypeAlias = Annotated[_Text, AfterValidator(_clock), _shaped('`"00:00"` till `"24:00"`', "^[0-2][0-9]:[0-5][0-9]$")]
WholeNumber: TypeAlias = Annotated[int, BeforeValidator(_whole_number), _shaped("helt tal")]
YesNo: TypeAlias = Annotated[bool, BeforeValidator(_yes_or_no)]
Day: TypeAlias = Annotated[date, BeforeValidator(_day), _shaped("datum: `2026-11-21`")]
PublicationDate: TypeAlias = Annotated[
    str, BeforeValidator(_published_when), _shaped('`2026-11-21`, `"2026-11"`, `"2026"`, `unknown`')
]
Language: TypeAlias = Annotated[_Text, AfterValidator(_language), _shaped("språkkod", "^[a-z]{2,3}$")]
Languages: TypeAlias = Annotated[tuple[Language, ...], BeforeValidator(_languages)]
SourceIds: TypeAlias = Annotated[tuple[Code, ...], Field(min_length=1, title="källor"), about(refers_to=("sources",), shown=False)]
