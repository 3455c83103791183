"""What the reader is told, what it rests on, and what is known about each key of a group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, TypeAlias, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from utvag.registry.scalars import ADVICE, CHECKED, OWN, UNKNOWN, WORDS, Code, Day, Line, SourceIds, about, key
from utvag.swedish import is_language

KEPT_BACK = frozenset(["unconfirmed", "ended", "withdrawn"])
"""What the `status` of a part says that no visitor sees."""


class Model(BaseModel):
    """A frozen value that accepts no key besides its own.

    Not pydantic's strict mode: it refuses lists for tuples, and `source` gives nothing but text, lists and mappings to coerce.
    Schemas are built once, with the registry's.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    unseen: ClassVar[frozenset[str]] = frozenset()
    """Keys that visitors never see here, although they do in another group with the same keys."""

    @property
    def is_kept_back(self) -> bool:
        """Whether no visitor sees any of it, because of its status."""
        return self.__dict__.get("status") in KEPT_BACK  # quicker than to ask for what most groups have not


@dataclass(frozen=True, slots=True)
class Key:
    """What is known about one key of a kind of group; for what staff write there, see `scalars.key`."""

    name: str
    kinds: tuple[type[Model], ...]
    """The groups that may stand there."""
    is_text: bool
    """Whether it holds words that somebody reads: a line, a Text or Words."""
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


@cache
def keys(kind: type[Model]) -> tuple[Key, ...]:
    """Return the keys of a kind of group, in the model's order."""
    return tuple(_key(kind, name) for name in kind.model_fields)


def _key(kind: type[Model], name: str) -> Key:
    field = kind.model_fields[name]
    parts = [*_parts(field.annotation), *field.metadata]
    kinds = tuple(part for part in parts if isinstance(part, type) and issubclass(part, Model))
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    known: dict[str, Any] = {word.removeprefix(OWN): value for word, value in extra.items() if word.startswith(OWN)}
    known.pop("when", None)
    shown = known.pop("shown", True) and name not in kind.unseen
    return Key(name, kinds, any(part is WORDS for part in parts) or kinds in ((Text,), (Words,)), shown=shown, **known)


def _parts(annotation: object) -> Iterator[object]:
    """Yield the types, and the marks, that a type is made of."""
    inside = get_args(annotation)
    if not inside:
        yield annotation
    for part in inside:
        yield from _parts(part)


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

    @property
    def by_language(self) -> dict[str, str]:
        """The words in every language, Swedish first."""
        return {"sv": self.sv, **self.others}


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

    date: Annotated[Day, key("Dagen då någon kontrollerade, inte dagen då du skrev.", "2026-11-21")]
    by: Annotated[
        Code, key("Rollen som kontrollerade. Aldrig namnet på en person.", "redaktionen", allowed="text, aldrig ett namn")
    ]
    how: Annotated[
        Literal["called", "owner_confirmed", "document", "stated_by_project"],
        key(
            "Hur det gick till: du ringde, de som driver det bekräftade, du läste en källa, eller projektets ägare uppger det.",
            "called",
        ),
    ]

    @property
    def is_answered(self) -> bool:
        """Whether those who answer said so themselves: a text read again, or the word of the project's owner, is no call."""
        return self.how in ("called", "owner_confirmed")


Checks: TypeAlias = Annotated[tuple[Check, ...], Field(min_length=1)]


class Claim(Model):
    """One statement of fact and the sources it rests on."""

    text: Annotated[Text, key("Det besökaren läser. En sak i taget.", "Ring och fråga.")]
    sources: Annotated[SourceIds, key("Var det står.", ["A1", "N3"])]


Claims: TypeAlias = tuple[Claim, ...]
SomeClaims: TypeAlias = Annotated[Claims, Field(min_length=1)]
Say: TypeAlias = Annotated[tuple[Text, ...], about(rests_on=(ADVICE,))]
Unknowns: TypeAlias = Annotated[
    tuple[Text, ...], about(rests_on=(UNKNOWN,), label="Det vi inte vet, och det som källor säger olika om")
]
StatusReason: TypeAlias = Annotated[Text | None, about(rests_on=(CHECKED,))]
