"""The smallest things a registry can hold: lines, ids, addresses, clocks, ages, days; what a group is, and is known about a key."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, TypeAlias, get_args
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from utvag.registry.source import Bare
from utvag.swedish import LANGUAGE, is_language, quoted, slug

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

# The form of a value stands once, for us and for editors: in what patterns of Python and of JavaScript have in common.
TEXT = rf"^(?=[^<>]*\S)[^<>]{{1,{LONGEST_TEXT}}}$"
SLUG = rf"^(?=.{{1,{LONGEST_SLUG}}}$)[a-z0-9]+(-[a-z0-9]+)*$"
_DAY, _MONTH_OR_YEAR = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "^[0-9]{4}(-(0[1-9]|1[0-2]))?$"
_CLOCK = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"
_HOST = r'[^\s<>"\\/?#:@.\[\]]+'
_ADDRESS = rf'^[Hh][Tt][Tt][Pp][Ss]?://{_HOST}(\.{_HOST})+(:[0-9]+)?([/?#][^\s<>"\\]*)?$'
_EMAIL = "^[A-Za-z0-9_.+-]+@[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+$"

CLAIM: dict[str, object] = {"text": "Ring och fråga.", "sources": ["A1"]}
"""An example of a claim."""

CHECK: dict[str, object] = {"date": "2026-11-21", "by": "redaktionen", "how": "called"}
"""An example of a check."""

KEPT_BACK = frozenset(["unconfirmed", "ended", "withdrawn"])
"""What the `status` of a part says that no visitor sees."""


class Model(BaseModel):
    """A frozen value that accepts no key besides its own.

    Not pydantic's strict mode: it refuses lists for tuples, and `source` gives nothing but text, lists and mappings to coerce.
    Schemas are built once, with the registry's.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    is_words: ClassVar[bool] = False
    """Whether it is nothing but words that somebody reads."""

    unseen: ClassVar[frozenset[str]] = frozenset()
    """Keys that visitors never see here, although they do in another group with the same keys."""

    @property
    def is_kept_back(self) -> bool:
        """Whether no visitor sees any of it, because of its status."""
        return self.__dict__.get("status") in KEPT_BACK  # quicker than to ask for what most groups have not


@dataclass(frozen=True, slots=True)
class Key:
    """What is known about a key of the file; stands in its annotation, where what stands last says most."""

    means: str = ""
    """What it means, for staff."""
    example: object = None
    allowed: str = ""
    """What may stand there, in words, when the type does not say it."""
    pattern: str = ""
    """The same for editors that check while somebody types."""
    when: str = ""
    """When it must be there, if only sometimes."""
    label: str = ""
    """What staff call it."""
    refers_to: tuple[str, ...] = ()
    """The list whose ids may stand there (`answers`: of the question beside it), then words that may besides."""
    unique: bool = False
    """Whether it stands once in its list."""
    shown: bool = True
    """Whether some page for visitors says it."""
    rests_on: tuple[str, ...] = ()
    """What its texts rest on, if not on the sources around them."""
    follows: str = ""
    """The word of ours that its words follow in a sentence."""
    sentence: bool = False
    """Whether its words stand as sentences of their own."""
    is_text: bool = False
    """Whether it holds words that somebody reads: a line, a Text or Words."""
    name: str = ""
    kinds: tuple[type[Model], ...] = ()
    """The groups that may stand there."""

    def __get_pydantic_json_schema__(self, core: Any, handler: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:  # noqa: ANN401
        """Return pydantic's schema of what stands there, with what editors and the tables of docs/nycklar.md say of it."""
        found = handler(core)
        told = {"description": self.means, "title": self.allowed, "pattern": self.pattern, "$comment": self.when}
        examples = {} if self.example is None else {"examples": [self.example]}
        alone = {"allOf": [found]} if "$ref" in found else found  # draft 7 looks at nothing beside a reference
        return alone | {word: said for word, said in told.items() if said} | examples


@cache
def keys(kind: type[Model]) -> tuple[Key, ...]:
    """Return the keys of a kind of group, in the model's order."""
    return tuple(_key(kind, name) for name in kind.model_fields)


def _key(kind: type[Model], name: str) -> Key:
    field = kind.model_fields[name]
    parts = [*_parts(field.annotation), *field.metadata]
    known: dict[str, Any] = {}
    for key in (part for part in field.metadata if isinstance(part, Key)):
        known |= {each.name: said for each in fields(Key) if (said := getattr(key, each.name)) != each.default}
    known["shown"] = known.get("shown", True) and name not in kind.unseen
    kinds = tuple(part for part in parts if isinstance(part, type) and issubclass(part, Model))
    is_text = any(isinstance(part, Key) and part.is_text for part in parts) or (len(kinds) == 1 and kinds[0].is_words)
    return Key(**{**known, "name": name, "kinds": kinds, "is_text": is_text})


def _parts(annotation: object) -> Iterator[object]:
    """Yield the types, and the marks, that a type is made of."""
    inside = get_args(annotation)
    if not inside:
        yield annotation
    for part in inside:
        yield from _parts(part)


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
        raise fault("saknas", "Här saknas ett värde.", "Skriv texten efter kolonet.")
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
        raise fault("saknas", "Texten är tom.", "Skriv texten.")
    if len(line) > LONGEST_TEXT:
        raise fault("for-lang-text", f"Texten är längre än {LONGEST_TEXT} tecken.", "Dela den i flera korta.")
    if sign := MARKUP.search(line):
        raise fault("tecken", f"Texten har tecknet {quoted(sign[0])}.", "Skriv det med ord, till exempel: mer än, mindre än.")
    return line


def _whole_number(value: object) -> object:
    if isinstance(value, Bare) and re.fullmatch(r"[1-9]\d{0,2}|0", value):
        return int(value)
    digits = re.fullmatch(r"0*(\d{1,3})", str(value))
    raise wanted("fel-sort", "ett helt tal", value, f"Skriv: {digits[1]}" if digits else "Skriv bara siffror, utan citattecken.")


def _steps(value: object) -> object:
    if isinstance(value, Bare) and re.fullmatch(r"-?[1-9]", value):
        return int(value)
    raise wanted("fel-sort", "ett steg från 1 till 9, eller ett med minus", value, "Skriv till exempel: 1, eller -1")


def _yes_or_no(value: object) -> object:
    if isinstance(value, Bare) and value in ("true", "True", "TRUE", "false", "False", "FALSE"):  # what YAML takes for one
        return value.lower() == "true"
    raise wanted("fel-sort", "true eller false", value, "Skriv true (ja) eller false (nej).")


def _date(value: object, form: str) -> date | None:
    """Return the first day that a value of this form says, if it is in the calendar."""
    if isinstance(value, str) and re.fullmatch(form, value):
        with suppress(ValueError):
            return date.fromisoformat(f"{value}-01-01"[:10])
    return None


def read_day(value: object) -> date:
    """Return the day that a value says. Raises a fault."""
    if day := _date(value, _DAY):
        return day
    raise wanted("datum", "ett datum", value, "Skriv år, månad och dag så här: 2026-11-21")


def _published_when(value: object) -> object:
    if value == "unknown" or _date(value, f"{_DAY}|{_MONTH_OR_YEAR}"):
        return str(value)
    raise wanted("datum", "ett datum", value, 'Skriv 2026-11-21, "2026-11", "2026" eller unknown.')


def _slug(value: str) -> str:
    if len(value) > LONGEST_SLUG:
        raise fault("id-form", f"{quoted(value)} är längre än {LONGEST_SLUG} tecken.", "Skriv ett kortare.")
    if not re.fullmatch(SLUG, value):
        message = f"{quoted(value)} får bara ha små bokstäver a–z, siffror och bindestreck."
        raise fault("id-form", message, f"Skriv till exempel: {slug(value) or 'uppsala-sig'}")
    return value


def _web_address(value: str) -> str:
    if not re.fullmatch(_ADDRESS, value):
        raise fault("adress", f"{quoted(value)} är ingen webbadress.", "Skriv hela adressen, med https:// först.")
    host = urlsplit(value).netloc
    if len({unicodedata.name(sign, "").split(" ")[0] for sign in host if sign.isalpha()}) > 1:  # a Cyrillic а
        message = f"{quoted(host)} blandar bokstäver ur olika alfabet, så att adressen kan se ut som en annan."
        raise fault("adress", message, "Skriv adressen för hand, i stället för att klistra in den.")
    return value


def _email(value: str) -> str:
    if not re.fullmatch(_EMAIL, value):
        raise fault("adress", f"{quoted(value)} är ingen e-postadress.", "Skriv till exempel: namn@kommun.se")
    return value


def _languages(value: object) -> object:
    if value == "unknown":
        return ()
    if not isinstance(value, list) or not value:
        raise wanted("sprak", "språk", value, "Skriv unknown (vet inte), eller en lista: [sv, en]")
    return value


def _language(value: str) -> str:
    if not is_language(value):
        raise fault("sprak", f"{quoted(value)} är ingen språkkod.", "Skriv en kod som sv, en, ar, so eller fa.")
    return value


def _clock(value: str) -> str:
    if not re.fullmatch(_CLOCK, value):
        found = re.fullmatch(r"([01]?\d|2[0-3])(?:[.:]?([0-5]\d))?", value)
        right = f'Skriv: "{found[1]:0>2}:{found[2] or "00"}"' if found else 'Skriv timmar och minuter, till exempel "09:00".'
        raise fault("oppettid", f"{quoted(value)} är inget klockslag.", right)
    return value


_Text: TypeAlias = Annotated[str, BeforeValidator(_text)]
Code: TypeAlias = Annotated[_Text, AfterValidator(_one_line), Key(allowed="text", pattern=TEXT)]
Line: TypeAlias = Annotated[Code, Key(is_text=True)]
Slug: TypeAlias = Annotated[_Text, AfterValidator(_slug), Key(allowed="a–z, siffror, bindestreck", pattern=SLUG)]
Name: TypeAlias = Annotated[_Text, Key(allowed="`id` på något annat", pattern=SLUG)]
"""The id of something else; `references` tells whether it is there."""

WebAddress: TypeAlias = Annotated[_Text, AfterValidator(_web_address), Key(allowed="`https://…`", pattern=_ADDRESS)]
EmailAddress: TypeAlias = Annotated[_Text, AfterValidator(_email), Key(allowed="`namn@kommun.se`", pattern=_EMAIL)]
Clock: TypeAlias = Annotated[_Text, AfterValidator(_clock), Key(allowed='`"00:00"` till `"24:00"`', pattern=_CLOCK)]
WholeNumber: TypeAlias = Annotated[int, Field(ge=0, le=999), BeforeValidator(_whole_number), Key(allowed="helt tal")]
Steps: TypeAlias = Annotated[int, Field(ge=-9, le=9), BeforeValidator(_steps), Key(allowed="steg: `1`, `-1`")]
YesNo: TypeAlias = Annotated[bool, BeforeValidator(_yes_or_no)]
Day: TypeAlias = Annotated[date, BeforeValidator(read_day), Key(allowed="datum: `2026-11-21`", pattern=_DAY)]
_Published: TypeAlias = (
    Literal["unknown"] | date | Annotated[str, Field(pattern=_MONTH_OR_YEAR)] | Annotated[int, Field(ge=1000, le=9999)]
)
PublicationDate: TypeAlias = Annotated[
    str,
    BeforeValidator(_published_when, json_schema_input_type=_Published),
    Key(allowed='`2026-11-21`, `"2026-11"`, `"2026"`, `unknown`'),
]
Language: TypeAlias = Annotated[_Text, AfterValidator(_language), Key(allowed="språkkod", pattern=LANGUAGE)]
_SomeLanguages: TypeAlias = Annotated[tuple[Language, ...], Field(min_length=1)]
Languages: TypeAlias = Annotated[
    tuple[Language, ...], BeforeValidator(_languages, json_schema_input_type=Literal["unknown"] | _SomeLanguages)
]
SourceIds: TypeAlias = Annotated[tuple[Code, ...], Field(min_length=1), Key(allowed="källor", refers_to=("sources",), shown=False)]
