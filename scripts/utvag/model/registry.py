"""The whole registry: programmes, sources, and all that stands above."""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from utvag.model.contact import ContactRoute, Emergency, Lifeline, check_reason
from utvag.model.questions import Choice, Criterion, Eligibility, Municipality
from utvag.model.scalars import Line, Name, Slug, WebAddress, fault, found
from utvag.model.words import Checks, Claim, Model, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

NATIONAL = "national"
"""What a programme's `municipality` says when it is for the whole country."""

LIFELINE = "lifeline"
"""What a `via` route's `program` says when it goes through the lifeline itself."""


def _is_date(value: str) -> bool:
    """Return whether `value` is a year, a year and month, or a day: "2026", "2026-11", "2026-11-21"."""
    try:
        dt.date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        return False
    return re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", value) is not None


def _published_when(value: object) -> object:
    if isinstance(value, str) and (value == "unknown" or _is_date(value)):
        return str(value)
    raise fault(
        "kalla-datum", f"Här ska stå ett datum, men här står {found(value)}.", 'Skriv 2026-11-21, "2026-11", "2026" eller unknown.'
    )


PublicationDate: TypeAlias = Annotated[str, BeforeValidator(_published_when)]


class Source(Model):
    """Where a fact was read, and how far it is trusted."""

    id: Line
    title: Line
    address: WebAddress
    date: PublicationDate
    date_note: Line | None = None
    publisher: Line
    publisher_kind: Literal["city", "municipality", "authority", "law", "party", "press", "ngo", "thesis", "aggregator", "company"]
    confidence: Literal["high", "medium", "low"]


class Term(Model):
    """A long word that we keep, because people must say or recognise it, and what it means in plain words.

    Without sources the explanation is our own.
    """

    word: Line
    text: Text
    sources: tuple[Line, ...] = ()


Claims: TypeAlias = tuple[Claim, ...]


class Program(Model):
    """One way to get help: what it is, whom it fits, how to reach it, and how we know."""

    id: Slug
    slug: Slug
    name: Line
    title: Text
    kind: Literal["way_out", "support"]
    provider: Line
    municipality: Name
    access: Literal["self", "through_others", "chosen_by_authorities"]
    status: Literal["active", "paused", "ended", "withdrawn", "unconfirmed"]
    status_reason: Text | None = None
    summary: Claim
    description: Annotated[Claims, Field(min_length=1)]
    for_whom: Annotated[Claims, Field(min_length=1)]
    helps_with: Claims = ()
    asks_of_you: Claims = ()
    application_process: Annotated[Claims, Field(min_length=1)]
    first_contact: Claims = ()
    unknowns: tuple[Text, ...] = ()
    eligibility: Eligibility
    contact_routes: tuple[ContactRoute, ...]
    checks: Checks

    @model_validator(mode="after")
    def _says_why_it_is_not_offered(self) -> Program:
        check_reason(self.status_reason, needed=self.status != "active")
        return self

    @property
    def has_page(self) -> bool:
        """Whether visitors can read about it: running, or paused with the reason."""
        return self.status in ("active", "paused")

    @property
    def is_offered(self) -> bool:
        """Whether the guide may name it as a result: running, and not something only authorities choose people for."""
        return self.status == "active" and self.access != "chosen_by_authorities"

    @cached_property
    def published_routes(self) -> tuple[ContactRoute, ...]:
        """The contact routes that may stand on the site, in the registry's order."""
        return tuple(route for route in self.contact_routes if route.status == "published")

    @property
    def last_checked(self) -> dt.date:
        """The latest day on which somebody went through the facts."""
        return max(check.date for check in self.checks)


class Registry(Model):
    """Everything the site says, from one file."""

    lifeline: Lifeline
    emergency: Emergency
    declined_answer: Text
    municipalities: Annotated[tuple[Municipality, ...], Field(min_length=1)]
    questions: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    programs: Annotated[tuple[Program, ...], Field(min_length=1)]
    terms: tuple[Term, ...] = ()
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]

    @property
    def last_checked(self) -> dt.date:
        """The latest day on which somebody went through any of it."""
        return max(self.lifeline.last_checked, *(program.last_checked for program in self.programs))

    @cached_property
    def sources_by_id(self) -> Mapping[str, Source]:
        """The sources by their ids."""
        return {source.id: source for source in self.sources}

    @cached_property
    def choices(self) -> Mapping[str, tuple[Choice, ...]]:
        """The answers of each question, by question id; the question of place is answered with the municipalities."""
        places = tuple(Choice(id=place.id, text=place.answer, reason=place.reason) for place in self.municipalities)
        return {question.id: places if question.criterion == "municipality" else question.answers for question in self.questions}

    @cached_property
    def place_question(self) -> str | None:
        """The id of the question that is answered with a municipality."""
        return next((question.id for question in self.questions if question.criterion == "municipality"), None)


def validate(data: Mapping[str, object]) -> Registry | list[dict[str, Any]]:
    """Return the registry that `data` (from `source.parse`) says, or pydantic's list of everything that is wrong with it."""
    try:
        return Registry.model_validate(data)
    except ValidationError as found:
        return [dict(error) for error in found.errors(include_url=False)]
