"""Days on which something begins, is over, or is closed: what the model says of them, and how they are said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, model_validator

from utvag.registry.scalars import Key, Model, fault, read_day, wanted
from utvag.swedish import long_date

PUBLIC_HOLIDAYS = "public_holidays"
"""What a list of closed days says for every Swedish public holiday."""

IN_SWEDISH: Mapping[str, str] = {
    "always_open": "Dygnet runt.",
    "from_day": "Från {first}",
    "to_day": "Till {last}",
    "from_day_to_day": "Från {first} till {last}",
    "closed_on": "Stängt {days}.",
    "public_holidays": "röda dagar",
}
"""What days and hours are said with for staff; visitors read the words of the same names in their language's words.yaml."""

_FORM = "20[0-9]{2}-[0-9]{2}-[0-9]{2}"


class Dated(Model):
    """A group that may begin on a day, `valid_from`, and end with another, `valid_to`: fields of its own, where they read best."""

    if TYPE_CHECKING:
        valid_from: date | None
        valid_to: date | None

    @model_validator(mode="after")
    def _begins_before_it_is_over(self) -> Dated:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            message = f"Det slutar gälla {long_date(self.valid_to)} men börjar {long_date(self.valid_from)}."
            raise fault("datum", message, "Skriv en senare dag i valid_to, eller en tidigare i valid_from.", "valid_to")
        return self


def between(first: date | None, last: date | None, lang: str = "sv", said: Mapping[str, str] = IN_SWEDISH) -> str:
    """Return from which day to which something stands: "Till 15 augusti 2027"; "" when it always does."""
    form = "from_day_to_day" if first and last else "from_day" if first else "to_day" if last else ""
    days = {name: long_date(day, lang) for name, day in (("first", first), ("last", last)) if day}
    return said[form].format(**days) if form else ""


def _turn(value: object) -> object:
    if value == PUBLIC_HOLIDAYS:
        return PUBLIC_HOLIDAYS
    day = read_day(value)
    if day.year // 100 != 20:  # noqa: PLR2004 -- this century: another is a slip of the pen
        raise wanted("datum", "ett datum på 2000-talet", value, "Skriv år, månad och dag så här: 2027-08-15")
    return day


_Turn: TypeAlias = Annotated[date, BeforeValidator(_turn), Key(allowed="datum: `2027-08-15`", pattern=f"^{_FORM}$")]
_ClosedDay: TypeAlias = Annotated[
    date | Literal["public_holidays"],
    BeforeValidator(_turn),
    Key(allowed="dagar, eller `public_holidays`", pattern=f"^({PUBLIC_HOLIDAYS}|{_FORM})$"),
]
ValidFrom: TypeAlias = Annotated[_Turn | None, Key("Första dagen det gäller, om det inte alltid har gällt.", "2027-06-01")]
ValidTo: TypeAlias = Annotated[_Turn | None, Key("Sista dagen det gäller, om det tar slut.", "2027-08-15")]
PausedUntil: TypeAlias = Annotated[_Turn | None, Key("Sista dagen med paus, om den är bestämd.", "2027-08-15")]
Closed: TypeAlias = Annotated[
    tuple[_ClosedDay, ...],
    Key("Dagar då ingen svarar. `public_holidays` är alla röda dagar.", ["public_holidays", "2026-12-24"]),
]
