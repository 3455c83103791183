"""Opening hours as people write them, into rows for the registry: the way back from `OpeningHours.sentence`."""

from __future__ import annotations

import re

from utvag.registry.hours import DAYS

_ALWAYS = re.compile(r"(öppet |svarar )?dygnet runt(,? alla dagar)?")
_EVERY_DAY = re.compile(r"(alla dagar|varje dag)")
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_AND = r"(?:,|&|\boch\b|\bsamt\b)"
_CLOCK = r"(?:kl\.? *)?[0-9]{1,2}(?:[.:][0-9]{2})?"
_SPAN = rf"{_CLOCK} *(?:-|till) *{_CLOCK}"
_PART = re.compile(rf"[\s;,.]*(?:och )?(?P<days>[a-zåäö][^0-9\n;]*?) *(?P<times>{_SPAN}(?: *{_AND} *{_SPAN})*)")
"""Some days and when it is open on them: the dot of "kl." is the last that can stand before its first digit."""


def read(words: str) -> tuple[str, ...] | None:
    """Return the rows of `opening_hours` that `words` say ("måndag–fredag 9–12 och 13–16; lördag 10–14"), or ("always",).

    None when not every word is understood. What goes on past midnight is two rows, as the file has it.
    """
    plain = _DASHES.sub("-", words.casefold()).strip(" .\r\n")
    if _ALWAYS.fullmatch(plain):
        return ("always",)
    together: dict[tuple[str, str], set[str]] = {}
    at = 0
    while at < len(plain) or not together:
        part = _PART.match(plain, at)
        days = _days(part["days"]) if part else None
        if not part or not days:
            return None
        at = part.end()
        for span in re.findall(_SPAN, part["times"]):
            opens, closes = (
                f"{int(clock[0]):02}:{clock[1] or '00'}" for clock in re.findall(r"([0-9]{1,2})(?:[.:]([0-9]{2}))?", span)
            )
            closes = "24:00" if closes == "00:00" else closes
            is_night = closes < opens
            together.setdefault((opens, "24:00" if is_night else closes), set()).update(days)
            if is_night:
                tomorrow = ([*DAYS][[*DAYS].index(day) - 6] for day in days)
                together.setdefault(("00:00", closes), set()).update(tomorrow)
    return tuple(
        f'{{byday: [{", ".join(day for day in DAYS if day in open_on)}], opens_at: "{opens}", closes_at: "{closes}"}}'
        for (opens, closes), open_on in together.items()
    )


def _days(words: str) -> list[str]:
    """Return the days that `words` name ("mån–ons och fre"); none when one of the words is no day."""
    found: list[str] = []
    for term in re.split(_AND, words.strip(" :.")):
        if _EVERY_DAY.fullmatch(term.strip()):
            found += DAYS
            continue
        ends = [_day(word) for word in term.split("-")]
        if None in ends or len(ends) > 2:  # noqa: PLR2004 -- from one day to another
            return []
        first, last = ([*DAYS].index(day) for day in (ends[0], ends[-1]) if day)
        found += ([*DAYS] * 2)[first : last + 1 if last >= first else last + len(DAYS) + 1]
    return found


def _day(word: str) -> str | None:
    """Return the day that a word names, also shortened or with an ending: "mån.", "lördagar"."""
    stem = re.sub(r"(?<=dag)(ar|arna|en)?$", "", word.strip(" .:"))
    return next((day for day, name in DAYS.items() if len(stem) > 1 and name.startswith(stem)), None)
