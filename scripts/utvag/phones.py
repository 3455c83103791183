"""Swedish telephone numbers: how they are written, what the phone dials.

Sources of the rules: E.164 and the Swedish numbering plan, through the library `phonenumbers`.
"""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import shortnumberinfo

_WRITTEN = re.compile(r"(0\d{1,3}-\d{2,3}( \d{2,3}){1,3}|[19]\d{1,2}( \d{2,3})?|[19]\d{4})", flags=re.ASCII)
_LOOKS_LIKE_A_NUMBER = re.compile(
    r"(?<![\d/=.\w-])(?:\+\d|0\d|11\d|90)[\d \u00a0\u2010-\u2015/-]{1,14}\d(?![\d/\w])|(?<![\d/.\w-])112(?![\d/\w-])"
)
_SHORTEST = 5  # digits of a number people are told to call, but for 112; four are a year or two clocks
_GROUPS = {8: (3, 2, 3), 7: (3, 2, 2), 6: (2, 2, 2), 5: (3, 2)}


def digits(written: str) -> str:
    """Return the digits of a number, in order."""
    return re.sub(r"\D", "", written)


def is_short(written: str) -> bool:
    """Return whether this is a short number of the country (112, 114 14, 116 111 …), which has no E.164 form."""
    return shortnumberinfo.is_valid_short_number_for_region(_short(written), "SE")


def _short(written: str) -> phonenumbers.PhoneNumber:
    plain = digits(written)
    return phonenumbers.PhoneNumber(country_code=46, national_number=int(plain) if 0 < len(plain) <= 15 else 0)  # noqa: PLR2004 -- E.164's longest


def e164(written: str) -> str | None:
    """Return the E.164 form ("+46850825600") of a number as Swedes write it, or None when it is no valid number."""
    try:
        number = phonenumbers.parse(written, "SE")
    except phonenumbers.NumberParseException:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if phonenumbers.is_valid_number(number) else None


def is_well_written(written: str) -> bool:
    """Return whether the number is written as Swedes read it: area code, hyphen, groups of two or three digits."""
    return _WRITTEN.fullmatch(written) is not None


def suggestion(written: str) -> str | None:
    """Return the readable form of a number ("08-508 25 600"), or None when the digits are no Swedish number."""
    if is_short(written):
        plain = digits(written)
        return f"{plain[:3]} {plain[3:]}" if plain.startswith("11") and plain != "112" else plain
    number = e164(written)
    if number is None or not number.startswith("+46"):
        return None
    area = phonenumbers.length_of_geographical_area_code(phonenumbers.parse(number)) or 2
    national = number.removeprefix("+46")
    rest, groups = national[area:], []
    for size in _GROUPS.get(len(rest), (len(rest),)):
        groups.append(rest[:size])
        rest = rest[size:]
    return f"0{national[:area]}-{' '.join(groups)}"


def dialled(written: str, in_e164: str | None) -> str:
    """Return what stands after `tel:`: the E.164 form, or a short number's digits."""
    return in_e164 or digits(written)


def mentioned(text: str) -> list[str]:
    """Return everything in a text that looks like a telephone number, as it is written there."""
    found = [match.group().strip() for match in _LOOKS_LIKE_A_NUMBER.finditer(text)]
    return [number for number in found if number == "112" or len(digits(number)) >= _SHORTEST]
