"""What the reader is told, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, TypeAlias, get_args

from pydantic import Field, model_validator

from utvag.registry.days import Dated, ValidFrom, ValidTo
from utvag.registry.scalars import ADVICE, CHECKED, UNKNOWN, Code, Day, Key, Line, Model, SourceIds
from utvag.swedish import is_language


class Text(Model):
    """Words for the reader, by language; written as a plain line it is Swedish.

    `others` holds every other language, by its code; in the file the codes stand beside `sv`.
    """

    is_words: ClassVar[bool] = True

    sv: Annotated[Line, Key("Orden på svenska.", "Ring och fråga.")]
    others: Annotated[Mapping[str, Line], Key("Samma ord på andra språk, efter språkets kod.", {"en": "Call and ask."})] = Field(
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

    @property
    def by_language(self) -> dict[str, str]:
        """The words in every language, Swedish first."""
        return {"sv": self.sv, **self.others}


Audience: TypeAlias = Literal["leaver", "relative", "professional"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)


class Words(Model):
    """The same thing said to the one it concerns, to a relative, to a professional; a plain text is for all three."""

    is_words: ClassVar[bool] = True

    leaver: Annotated[Text, Key("Orden till den det gäller.", "Var bor du?")]
    relative: Annotated[Text, Key("Orden till en anhörig.", "Var bor den du tänker på?")]
    professional: Annotated[
        Text | None, Key("Orden till någon i sitt arbete. Saknas de används orden till anhöriga.", "Var bor personen?")
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _for_everybody(cls, value: object) -> object:
        if isinstance(value, str) or (isinstance(value, Mapping) and any(is_language(key) for key in value)):
            return {"leaver": value, "relative": value}
        return value

    @property
    def is_same_for_all(self) -> bool:
        """Whether everybody is told in the same words."""
        one, other = self.leaver, self.relative
        return self.professional is None and one.sv == other.sv and one.others == other.others

    @property
    def by_audience(self) -> dict[Audience, Text]:
        """The words to everybody for whom there are some."""
        found: dict[Audience, Text | None] = {"leaver": self.leaver, "relative": self.relative, "professional": self.professional}
        return {audience: text for audience, text in found.items() if text is not None}

    def said_to(self, audience: Audience | None) -> Text:
        """Return the words for `audience`; somebody unknown is spoken to as the one it concerns."""
        if audience == "relative":
            return self.relative
        if audience == "professional":
            return self.professional or self.relative
        return self.leaver


class Check(Model):
    """That somebody made sure: when, in which role, how."""

    date: Annotated[Day, Key("Dagen då någon kontrollerade, inte dagen då du skrev.", "2026-11-21")]
    by: Annotated[
        Code, Key("Rollen som kontrollerade. Aldrig namnet på en person.", "redaktionen", allowed="text, aldrig ett namn")
    ]
    how: Annotated[
        Literal["called", "owner_confirmed", "document", "stated_by_project"],
        Key(
            "Hur det gick till: du ringde, de som driver det bekräftade, du läste en källa, eller projektets ägare uppger det.",
            "called",
        ),
    ]

    @property
    def is_answered(self) -> bool:
        """Whether those who answer said so themselves: a text read again, or the word of the project's owner, is no call."""
        return self.how in ("called", "owner_confirmed")


Checks: TypeAlias = Annotated[tuple[Check, ...], Field(min_length=1)]


class Checked(Model):
    """A group whose facts somebody goes through; its key `checks` says who did, and when."""

    if TYPE_CHECKING:
        checks: Checks

    @property
    def last_check(self) -> Check:
        """How somebody last went through the facts; of those of one day the last that is written."""
        return max(reversed(self.checks), key=lambda check: check.date)

    @property
    def last_checked(self) -> date:
        """The latest day on which somebody went through the facts."""
        return self.last_check.date


class Claim(Dated):
    """One statement of fact and the sources it rests on, always true or from a day to a day."""

    text: Annotated[Text, Key("Det besökaren läser. En sak i taget.", "Ring och fråga.")]
    sources: Annotated[SourceIds, Key("Var det står.", ["A1", "N3"])]
    valid_from: ValidFrom = None
    valid_to: ValidTo = None


Claims: TypeAlias = tuple[Claim, ...]
SomeClaims: TypeAlias = Annotated[Claims, Field(min_length=1)]
Say: TypeAlias = Annotated[tuple[Text, ...], Key(rests_on=(ADVICE,))]
Unknowns: TypeAlias = Annotated[
    tuple[Text, ...], Key(rests_on=(UNKNOWN,), label="Det vi inte vet, och det som källor säger olika om")
]
StatusReason: TypeAlias = Annotated[Text | None, Key(rests_on=(CHECKED,))]
