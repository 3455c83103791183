"""What the guide may ask, and what an answer means for a programme."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from utvag.model.scalars import Line, Name, Slug, SourceIds, WholeNumber, YesNo, fault
from utvag.model.words import Audience, Claim, Model, Text, Words

DECLINED = "vet-inte"
"""The id of the answer that every question has besides its own: "Vet inte / vill inte säga"."""


class Municipality(Model):
    """A place the guide can ask for, and the way in for somebody nothing else fits."""

    id: Slug
    name: Line
    answer: Words
    reason: Text
    elsewhere: YesNo = False
    default_programs: Annotated[tuple[Name, ...], Field(min_length=1)]


class Choice(Model):
    """One answer the registry offers to a question, and what is known about whoever gives it."""

    id: Slug
    text: Words
    reason: Text
    emergency: YesNo = False
    audience: Audience | None = None
    minimum_age: WholeNumber | None = None
    maximum_age: WholeNumber | None = None

    @model_validator(mode="after")
    def _leaves_declining_to_the_guide(self) -> Choice:
        if self.id == DECLINED:
            raise fault("vet-inte", "Svaret ”vet inte” finns redan på varje fråga.", "Ta bort svaret här.", "id")
        return self

    @model_validator(mode="after")
    def _ages_in_order(self) -> Choice:
        _check_ages(self.minimum_age, self.maximum_age)
        return self


class Criterion(Model):
    """One thing the guide may ask about, and the words for asking."""

    id: Slug
    criterion: Literal["danger", "audience", "municipality", "environment"]
    sensitivity: Literal["low", "medium", "high"]
    text: Words
    why: Text
    answers: tuple[Choice, ...] = ()


class Condition(Model):
    """What must hold for a programme: certain answers, or an age; and what it means when it does not."""

    question: Name
    answers: tuple[Name, ...] = ()
    minimum_age: WholeNumber | None = None
    maximum_age: WholeNumber | None = None
    otherwise: Literal["does_not_fit", "may_fit"] = "does_not_fit"
    unsure: Words | None = None
    sources: SourceIds

    @property
    def is_about_age(self) -> bool:
        """Whether this asks for an age rather than for certain answers."""
        return self.minimum_age is not None or self.maximum_age is not None

    @model_validator(mode="after")
    def _asks_one_thing(self) -> Condition:
        _check_ages(self.minimum_age, self.maximum_age)
        if bool(self.answers) == self.is_about_age:
            raise fault(
                "villkor-form",
                "Ett villkor har antingen svar eller ålder.",
                "Skriv answers: [svar, svar] eller minimum_age och maximum_age.",
            )
        if (self.otherwise == "may_fit") != (self.unsure is not None):
            raise fault(
                "villkor-osakert",
                "otherwise: may_fit och unsure hör ihop.",
                "Skriv båda, med en mening i unsure som säger vad det beror på. Eller ta bort båda.",
            )
        return self


def _check_ages(lowest: int | None, highest: int | None) -> None:
    if lowest is not None and highest is not None and lowest > highest:
        raise fault("alder-ordning", f"Lägsta ålder är {lowest} men högsta är {highest}.", "Byt plats på talen.", "minimum_age")


class Eligibility(Model):
    """Who a programme fits: typed conditions that must all hold, and what only a person can decide."""

    conditions: tuple[Condition, ...] = ()
    depends_on: tuple[Claim, ...] = ()
