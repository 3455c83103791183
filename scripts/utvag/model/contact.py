"""Ways to reach somebody: numbers, hours, addresses, and the one number that always answers."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from utvag import hours, phones
from utvag.model.scalars import Clock, EmailAddress, Languages, Line, Name, Slug, SourceIds, WebAddress, fault, found
from utvag.model.words import Checks, Claim, Model, Text
from utvag.swedish import quoted

EMERGENCY_NUMBER = "112"
"""The emergency number of the European Union; nothing else may stand in its place."""


class Schedule(Model):
    """Days of the week with one opening time each (HSDS `schedule`)."""

    byday: Annotated[tuple[Literal["MO", "TU", "WE", "TH", "FR", "SA", "SU"], ...], Field(min_length=1)]
    opens_at: Clock
    closes_at: Clock

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Schedule:
        if (hours.minutes(self.closes_at) or 0) <= (hours.minutes(self.opens_at) or 0):
            raise fault(
                "oppettid-slut",
                f"Det stänger {self.closes_at} men öppnar {self.opens_at}.",
                'Skriv en senare tid i closes_at. Midnatt skrivs "24:00". Går tiden över midnatt: dela den på två dagar.',
                "closes_at",
            )
        return self


class OpeningHours(Model):
    """When somebody answers: always, unknown, or a weekly list."""

    state: Literal["always", "unknown", "listed"]
    schedules: tuple[Schedule, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _from_word_or_list(cls, value: object) -> object:
        if isinstance(value, list) and value:
            return {"state": "listed", "schedules": tuple(value)}
        if value in ("always", "unknown"):
            return {"state": str(value)}
        raise fault(
            "oppettid",
            f"Här ska stå öppettider, men här står {found(value)}.",
            "Skriv always (dygnet runt), unknown (vet inte) eller en lista med byday, opens_at och closes_at.",
        )

    @model_validator(mode="after")
    def _never_twice_at_once(self) -> OpeningHours:
        if day := hours.overlap(self.schedules):
            raise fault(
                "oppettid-dubbel", f"Två öppettider går in i varandra på {day}.", "Slå ihop dem till en, eller ändra tiderna."
            )
        return self

    @property
    def around_the_clock(self) -> bool:
        """Whether somebody answers every minute of the week."""
        return self.state == "always" or hours.cover_the_week(self.schedules)


class Phone(Model):
    """A telephone number as Swedes read it and as the phone dials it, and what is known about calling it."""

    number: Line
    e164: Line | None = None
    opening_hours: OpeningHours
    languages: Languages = ()
    anonymous: Literal["possible", "not_possible", "unknown"] = "unknown"
    on_the_bill: Literal["shown", "not_shown", "unknown"] = "unknown"

    @model_validator(mode="after")
    def _says_and_dials_the_same(self) -> Phone:
        proposal = phones.suggestion(self.number)
        if proposal is None:
            raise fault(
                "telefon-format",
                f"{quoted(self.number)} är inget svenskt telefonnummer.",
                "Kolla siffrorna. Ett nummer skrivs så här: 08-508 25 600",
                "number",
            )
        if not phones.is_well_written(self.number):
            raise fault(
                "telefon-format",
                f"{quoted(self.number)} är inte skrivet som ett svenskt telefonnummer.",
                f"Menar du: {proposal}",
                "number",
            )
        if phones.costs_extra(self.number):
            raise fault(
                "telefon-dyrt", f"{quoted(self.number)} kostar extra att ringa.", "Ta ett nummer som kostar som vanligt.", "number"
            )
        expected = None if phones.is_short(self.number) else phones.e164(self.number)
        if self.e164 != expected:
            raise fault(
                "telefon-siffror",
                f"Numret som visas är {quoted(self.number)}, men numret som rings är {quoted(self.e164 or 'inget')}.",
                f'Kolla vilket som är rätt. Hör {quoted(self.number)} dit, skriv e164: "{expected}"'
                if expected
                else "Ta bort raden e164: ett kort nummer rings som det står.",
                "e164" if self.e164 else "number",
            )
        return self

    @property
    def dialled(self) -> str:
        """What stands after `tel:`."""
        return phones.dialled(self.number, self.e164)


class Lifeline(Phone):
    """The one number that is always answered, where every path ends."""

    name: Line
    provider: Line
    municipality: Name
    who_answers: Claim
    for_whom: tuple[Claim, ...]
    what_happens: Annotated[tuple[Claim, ...], Field(min_length=1)]
    relay: tuple[Claim, ...] = ()
    say: Annotated[tuple[Text, ...], Field(min_length=1)]
    unknowns: tuple[Text, ...] = ()
    elsewhere: Text | None = None
    sources: SourceIds
    checks: Checks

    @property
    def last_checked(self) -> dt.date:
        """The latest day on which somebody went through the facts."""
        return max(check.date for check in self.checks)

    @model_validator(mode="after")
    def _never_closes(self) -> Lifeline:
        if not self.opening_hours.around_the_clock:
            raise fault(
                "livlina-dygnet-runt",
                "Numret där alla vägar slutar är inte öppet dygnet runt.",
                "Skriv opening_hours: always. Stämmer det inte? Ändra inget. Prata med den som ansvarar för registret.",
                "opening_hours",
            )
        return self


class Emergency(Model):
    """The emergency number, for danger to life now; always shown together with the lifeline."""

    number: Line
    name: Line
    when: Claim
    sources: SourceIds
    checks: Checks

    @model_validator(mode="after")
    def _is_short(self) -> Emergency:
        if self.number != EMERGENCY_NUMBER:
            raise fault("telefon-format", f"{quoted(self.number)} är inte larmnumret.", f'Skriv: "{EMERGENCY_NUMBER}"', "number")
        return self

    @property
    def dialled(self) -> str:
        """What stands after `tel:`."""
        return phones.dialled(self.number, None)


class Route(Model):
    """What every contact route has; one whose facts nobody has confirmed is kept here but never published."""

    id: Slug
    label: Text
    status: Literal["published", "unconfirmed"]
    status_reason: Text | None = None
    say: tuple[Text, ...] = ()
    notes: tuple[Claim, ...] = ()
    sources: SourceIds
    checks: Checks

    @model_validator(mode="after")
    def _says_why_it_is_kept_back(self) -> Route:
        check_reason(self.status_reason, needed=self.status != "published")
        return self


def check_reason(reason: Text | None, *, needed: bool) -> None:
    """Raise a fault when something is kept back without a reason."""
    if needed and reason is None:
        raise fault("status-skal", "Det står inte varför.", "Skriv status_reason: och en mening om varför.", "status")


class PhoneRoute(Route, Phone):
    """A number to call."""

    kind: Literal["phone"]
    who_answers: Claim | None = None


class EmailRoute(Route):
    """An address to write to."""

    kind: Literal["email"]
    address: EmailAddress


class WebRoute(Route):
    """A web page of somebody else."""

    kind: Literal["web"]
    address: WebAddress


class VisitRoute(Route):
    """A place to go to."""

    kind: Literal["visit"]
    address: Text
    opening_hours: OpeningHours


class ViaRoute(Route):
    """A way in that goes through the lifeline or another programme."""

    kind: Literal["via"]
    program: Name


ContactRoute: TypeAlias = Annotated[PhoneRoute | EmailRoute | WebRoute | VisitRoute | ViaRoute, Field(discriminator="kind")]
