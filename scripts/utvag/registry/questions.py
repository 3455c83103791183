"""What the guide may ask, and what an answer means for a programme."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from utvag.registry.scalars import CLAIM, Line, Name, Slug, SourceIds, WholeNumber, YesNo, fault, key
from utvag.registry.texts import Audience, Claims, Model, Text, Words

DECLINED = "vet-inte"
"""The id of the answer that every question has besides its own: "Vet inte / vill inte säga"."""

MOST_ANSWERS = 5
"""Answers to a question, the declining one included (design §5)."""


class Municipality(Model):
    """A place the guide can ask for, and the way in for somebody nothing else fits."""

    id: Annotated[Slug, key("Namnet.", "uppsala", unique=True, shown=False)]
    name: Annotated[Line, key("Kommunens namn, som rubrik.", "Uppsala")]
    answer: Annotated[Words, key("Svaret i guiden.", "I Uppsala kommun")]
    reason: Annotated[Text, key("Det som kan stå efter ”gäller”.", "i Uppsala", follows="gäller")]
    elsewhere: Annotated[YesNo, key("Den som gäller alla andra kommuner. Exakt en.", example=True)] = False
    default_programs: Annotated[
        tuple[Name, ...],
        Field(min_length=1),
        key(
            "Vägen in för den som inget annat passar.",
            ["uppsala-socialtjanst"],
            allowed="lista med `id` på insatser",
            refers_to=("programs",),
            shown=False,
        ),
    ]


class Choice(Model):
    """One answer the registry offers to a question, and what is known about whoever gives it."""

    id: Annotated[
        Slug, key("Namnet.", "kriminalitet", allowed="a–z, siffror, bindestreck, inte `vet-inte`", unique=True, shown=False)
    ]
    text: Annotated[Words, key("Svaret.", "Nej, inget av det här")]
    reason: Annotated[Text, key("Det som kan stå efter ”gäller”.", "vid hot", follows="gäller")]
    emergency: Annotated[YesNo, key("Visa 112 först. Bara på frågan om fara.", example=True)] = False
    audience: Annotated[Audience | None, key("Vem som svarar så.", "relative", when="På frågan om vem")] = None
    minimum_age: Annotated[WholeNumber | None, key("Den som svarar är minst så gammal.", 18, shown=False)] = None
    maximum_age: Annotated[WholeNumber | None, key("Den som svarar är högst så gammal.", 17, shown=False)] = None

    @property
    def is_about_age(self) -> bool:
        """Whether whoever gives this answer has said how old they are."""
        return self.minimum_age is not None or self.maximum_age is not None

    @model_validator(mode="after")
    def _leaves_declining_to_the_guide(self) -> Choice:
        if self.id == DECLINED:
            raise fault("vet-inte", "Svaret ”vet inte” finns redan på varje fråga.", "Ta bort svaret här.", "id")
        _check_ages(self.minimum_age, self.maximum_age)
        return self


class Criterion(Model):
    """One thing the guide may ask about, and the words for asking."""

    id: Annotated[Slug, key("Namnet.", "vad", unique=True, shown=False)]
    criterion: Annotated[
        Literal["danger", "audience", "municipality", "environment"],
        key("Vad frågan handlar om: fara, vem, kommun eller miljö.", "environment", shown=False),
    ]
    sensitivity: Annotated[Literal["low", "medium", "high"], key("Hur känslig frågan är.", "high", shown=False)]
    text: Annotated[Words, key("Frågan.", "Är någon i fara just nu?")]
    why: Annotated[Text, key("Varför vi frågar.", "Stödet är olika i olika kommuner.")]
    answers: Annotated[
        tuple[Choice, ...],
        key(
            "Svaren, minst två. ”Vet inte” läggs till.",
            [{"id": "hot", "text": "Nej, men det finns hot", "reason": "vid hot"}],
            allowed="lista med svar",
            when="Ja, utom på frågan om plats",
        ),
    ] = ()


class Condition(Model):
    """What must hold for a programme: certain answers, or an age; and what it means when it does not."""

    question: Annotated[
        Name, key("Frågan det gäller.", "vad", allowed="`id` på en fråga, inte den om plats", refers_to=("questions",))
    ]
    answers: Annotated[
        tuple[Name, ...],
        key(
            "Svaren som passar.",
            ["kriminalitet"],
            allowed="lista med `id` på svar",
            when="Det ena",
            refers_to=("answers",),
        ),
    ] = ()
    minimum_age: Annotated[WholeNumber | None, key("Lägsta ålder.", 18, when="Det andra", shown=False)] = None
    maximum_age: Annotated[WholeNumber | None, key("Högsta ålder.", 25, when="Det andra", shown=False)] = None
    otherwise: Annotated[
        Literal["does_not_fit", "may_fit"], key("Vad ett annat svar betyder. `does_not_fit` om inget sägs.", "may_fit")
    ] = "does_not_fit"
    unsure: Annotated[
        Words | None,
        key("Meningen som visas då.", "Åldern kan vara en annan i din stadsdel.", when="Med `may_fit`", sentence=True),
    ] = None
    sources: Annotated[SourceIds, key("Var villkoret står.", ["A1", "N3"])]

    @property
    def is_about_age(self) -> bool:
        """Whether this asks for an age rather than for certain answers."""
        return self.minimum_age is not None or self.maximum_age is not None

    @model_validator(mode="after")
    def _asks_one_thing(self) -> Condition:
        _check_ages(self.minimum_age, self.maximum_age)
        if bool(self.answers) == self.is_about_age:
            message = "Ett villkor har antingen svar eller ålder."
            raise fault("villkor-form", message, "Skriv answers: [svar, svar] eller minimum_age och maximum_age.")
        if (self.otherwise == "may_fit") != (self.unsure is not None):
            remedy = "Skriv båda, med en mening i unsure som säger vad det beror på. Eller ta bort båda."
            raise fault("villkor-form", "otherwise: may_fit och unsure hör ihop.", remedy)
        return self


def _check_ages(lowest: int | None, highest: int | None) -> None:
    if lowest is not None and highest is not None and lowest > highest:
        raise fault("alder-ordning", f"Lägsta ålder är {lowest} men högsta är {highest}.", "Byt plats på talen.", "minimum_age")


class Eligibility(Model):
    """Who a programme fits: typed conditions that must all hold, and what only a person can decide."""

    conditions: Annotated[tuple[Condition, ...], key("Villkor som alla ska stämma.", allowed="lista med villkor, eller `[]`")] = ()
    depends_on: Annotated[
        Claims, key("Det bara en människa kan avgöra. Då blir svaret högst ”kan passa”.", [CLAIM], sentence=True)
    ] = ()
