"""What the reader is told, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

from utvag.registry.model.scalars import Day, Line, SourceIds, key
from utvag.swedish import is_language


class Model(BaseModel):
    """A frozen value that accepts no key besides its own.

    Not pydantic's strict mode: it refuses lists for tuples, and `source` gives nothing but text, lists and mappings to coerce.
    Schemas are built once, with the registry's.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


@cache
def names(kind: type[Model]) -> tuple[str, ...]:
    """Return the names of the values of a kind of part, in their order: asked for each of many thousand parts."""
    return tuple(kind.model_fields)


class Text(Model):
    """Words for the reader, by language; written as a plain line it is Swedish.

    `others` holds every other language, by its code; in the file the codes stand beside `sv`.
    """

    sv: Annotated[Line, key("Orden på svenska.", "Ring och fråga.")]
    others: Annotated[Mapping[str, Line], key("Samma ord på andra språk, efter språkets kod.", {"en": "Call and ask."})] = Field(
        default_factory=dict
    )

    @model_validator(mode="before")
    @classmethod
    def _by_language(cls, value: object) -> object:
        if isinstance(value, str):
            return {"sv": value}
        if not isinstance(value, Mapping):
            return value
        # `se`, `sw` and `sl` are languages too, but where there is no `sv` they are that word misspelt, and told so.
        codes = [code for code in value if is_language(code) and ("sv" in value or not code.startswith("s"))]
        others = {code: value[code] for code in codes if code != "sv"}
        return {**{key: inside for key, inside in value.items() if key not in others}, **({"others": others} if others else {})}

    def __hash__(self) -> int:
        """Return the same for the same words: a mapping has no hash of its own."""
        return hash((self.sv, *self.others.items()))

    def __contains__(self, lang: str) -> bool:
        """Return whether there are words in `lang`."""
        return lang == "sv" or lang in self.others

    def __getitem__(self, lang: str) -> str:
        """Return the words in `lang`. Raises KeyError when they are not translated: never silently another language."""
        return self.sv if lang == "sv" else self.others[lang]


Audience: TypeAlias = Literal["leaver", "relative", "professional"]


class Words(Model):
    """The same thing said to the one it concerns, to a relative, to a professional; a plain text is for all three."""

    leaver: Annotated[Text, key("Orden till den det gäller.", "Var bor du?")]
    relative: Annotated[Text, key("Orden till en anhörig.", "Var bor den du tänker på?")]
    professional: Annotated[
        Text | None, key("Orden till någon i sitt arbete. Saknas de används orden till anhöriga.", "Var bor personen?")
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _for_everybody(cls, value: object) -> object:
        if isinstance(value, str) or (isinstance(value, Mapping) and any(is_language(key) for key in value)):
            return {"leaver": value, "relative": value}
        return value

    def said_to(self, audience: Audience | None) -> Text:
        """Return the words for `audience`; somebody unknown is spoken to as the one it concerns."""
        if audience == "relative":
            return self.relative
        if audience == "professional":
            return self.professional or self.relative
        return self.leaver


class Check(Model):
    """That somebody made sure: when, in which role, how."""

    date: Annotated[Day, key("Dagen då någon kontrollerade, inte dagen då du skrev.", "2026-11-21")]
    by: Annotated[
        Line, key("Rollen som kontrollerade. Aldrig namnet på en person.", "redaktionen", allowed="text, aldrig ett namn")
    ]
    how: Annotated[
        Literal["called", "owner_confirmed", "document"],
        key("Hur det gick till: du ringde, de som driver det bekräftade, eller du läste en källa.", "called"),
    ]


Checks: TypeAlias = Annotated[tuple[Check, ...], Field(min_length=1)]


class Claim(Model):
    """One statement of fact and the sources it rests on."""

    text: Annotated[Text, key("Det besökaren läser. En sak i taget.", "Ring och fråga.")]
    sources: Annotated[SourceIds, key("Var det står.", ["A1", "N3"])]
