"""What the guide may ask, and what an answer means for a programme."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from utvag.registry.scalars import CLAIM, Key, Line, Model, Name, Slug, SourceIds, Steps, WholeNumber, YesNo, fault
from utvag.registry.texts import Audience, Claims, Text, Words

DECLINED = "vet-inte"
"""The id of the answer that every question has besides its own: "Vet inte / vill inte säga"."""

MOST_ANSWERS = 5
"""Answers to a question, the declining one included (design §5)."""


class Municipality(Model):
    """A place the guide can ask for, and the way in for somebody nothing else fits."""

    id: Annotated[Slug, Key("Namnet.", "uppsala", unique=True, shown=False)]
    name: Annotated[Line, Key("Kommunens namn, som rubrik.", "Uppsala")]
    answer: Annotated[Words, Key("Svaret i guiden.", "I Uppsala kommun")]
    reason: Annotated[Text, Key("Det som kan stå efter ”gäller”.", "i Uppsala", follows="gäller")]
    elsewhere: Annotated[YesNo, Key("Den som gäller alla andra kommuner. Exakt en.", example=True)] = False
    default_programs: Annotated[
        tuple[Name, ...],
        Field(min_length=1),
        Key(
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
        Slug, Key("Namnet.", "kriminalitet", allowed="a–z, siffror, bindestreck, inte `vet-inte`", unique=True, shown=False)
    ]
    text: Annotated[Words, Key("Svaret.", "Nej, inget av det här")]
    reason: Annotated[Text, Key("Det som kan stå efter ”gäller”.", "vid hot", follows="gäller")]
    emergency: Annotated[YesNo, Key("Visa 112 först. Bara på frågan om fara.", example=True)] = False
    audience: Annotated[Audience | None, Key("Vem som svarar så.", "relative", when="På frågan om vem")] = None
    minimum_age: Annotated[WholeNumber | None, Key("Den som svarar är minst så gammal.", 18, shown=False)] = None
    maximum_age: Annotated[WholeNumber | None, Key("Den som svarar är högst så gammal.", 17, shown=False)] = None

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

    id: Annotated[Slug, Key("Namnet.", "vad", unique=True, shown=False)]
    criterion: Annotated[
        Literal["danger", "audience", "municipality", "environment"],
        Key("Vad frågan handlar om: fara, vem, kommun eller miljö.", "environment", shown=False),
    ]
    sensitivity: Annotated[Literal["low", "medium", "high"], Key("Hur känslig frågan är.", "high", shown=False)]
    text: Annotated[Words, Key("Frågan.", "Är någon i fara just nu?")]
    why: Annotated[Text, Key("Varför vi frågar.", "Stödet är olika i olika kommuner.")]
    answers: Annotated[
        tuple[Choice, ...],
        Key(
            "Svaren, minst två. ”Vet inte” läggs till.",
            [{"id": "hot", "text": "Det finns hot", "reason": "vid hot"}],
            allowed="lista med svar",
            when="Ja, utom på frågan om plats",
        ),
    ] = ()


class Condition(Model):
    """What must hold for a programme: certain answers, or an age; and what it means when it does not."""

    question: Annotated[
        Name, Key("Frågan det gäller.", "vad", allowed="`id` på en fråga, inte den om plats", refers_to=("questions",))
    ]
    answers: Annotated[
        tuple[Name, ...],
        Key("Svaren som passar.", ["kriminalitet"], allowed="lista med `id` på svar", when="Det ena", refers_to=("answers",)),
    ] = ()
    minimum_age: Annotated[WholeNumber | None, Key("Lägsta ålder.", 18, when="Det andra", shown=False)] = None
    maximum_age: Annotated[WholeNumber | None, Key("Högsta ålder.", 25, when="Det andra", shown=False)] = None
    otherwise: Annotated[
        Literal["does_not_fit", "may_fit"], Key("Vad ett annat svar betyder. `does_not_fit` om inget sägs.", "may_fit")
    ] = "does_not_fit"
    unsure: Annotated[
        Words | None, Key("Meningen som visas då.", "Åldern kan vara en annan i din stadsdel.", when="Med `may_fit`", sentence=True)
    ] = None
    sources: Annotated[SourceIds, Key("Var villkoret står.", ["A1", "N3"])]

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


class Order(Model):
    """How answers move a programme among the results: up, or down with a minus."""

    question: Annotated[
        Name, Key("Frågan det gäller.", "fara", allowed="`id` på en fråga, inte den om plats", refers_to=("questions",))
    ]
    answers: Annotated[
        tuple[Name, ...],
        Field(min_length=1),
        Key("Svaren som flyttar den.", ["hot"], allowed="lista med `id` på svar", refers_to=("answers",)),
    ]
    up: Annotated[Steps, Key("Hur många steg upp. Med minus: ner.", 1)]


class Eligibility(Model):
    """Who a programme fits: typed conditions that must all hold, and what only a person can decide."""

    conditions: Annotated[tuple[Condition, ...], Key("Villkor som alla ska stämma.", allowed="lista med villkor, eller `[]`")] = ()
    depends_on: Annotated[
        Claims, Key("Det bara en människa kan avgöra. Då blir svaret högst ”kan passa”.", [CLAIM], sentence=True)
    ] = ()
