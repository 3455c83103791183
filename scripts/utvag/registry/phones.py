"""Swedish telephone numbers: how they are written, what the phone dials.

Sources of the rules: E.164 and the Swedish numbering plan, through the library `phonenumbers`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import phonenumbers
from phonenumbers import shortnumberinfo

_HERE = r"(0[0-9]{1,3}-[0-9]{2,3}( [0-9]{2,3}){1,3}|[1-9][0-9]{1,2}( [0-9]{2,3})?|[1-9][0-9]{4}|11[0-9]{2})"
PATTERN = rf"^({_HERE}|\+[1-9][0-9]*([ -][0-9]+)+)$"
"""How a number is written, here or abroad, for editors that check while somebody types; which ones there are, the library says."""

_WRITTEN = re.compile(_HERE)
_EXTENSION = re.compile(
    r"[\s,;(]*(?:ext(?:ension)?|ankn(?:ytning)?|anknytn|knappval|tonval|val|tryck)\b\.?\s*\d+\)?", flags=re.IGNORECASE
)
_DIGIT, _FOREIGN = re.compile(r"\d"), re.compile(r"[^\x00-\x7f\u00c0-\u024f\u2010-\u2027]")
"""A digit; what may be one of another script: not the letters, dashes and quotation marks of ours."""

_BETWEEN = r"(?:(?!\.\s)[\s().·•‧∙⋅*~'’´`|\\/\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d-]){0,3}"
"""What can stand between the groups of a number; a full stop and a space end a sentence."""

_DIGITS_TOGETHER = re.compile(rf"(?<![\d/=_])(?:\+|\((?=\d+\)))?\d(?:{_BETWEEN}\d)*")
_LETTERS_FOR_ZEROS = re.compile(r"(?<=\d)[oO]+(?![^\W\d_])|(?<![^\W_])[oO]+(?=\d)|(?<=\d[ -])[oO]{2,}(?![^\W_])")
_CLOCK, _DAY = r"(?:[01]?\d|2[0-4])[.:][0-5]\d", r"[0-3]?\d[./][01]?\d(?:[./](?:19|20)\d\d)?"
_DATE, _UNTIL = r"(?:19|20)\d\d(?:[-/\u2013]\d\d){0,2}", r"\s?[-\u2010-\u2015\u2212]\s?"
_NO_NUMBER = re.compile(
    rf"""{_DATE}(?:{_UNTIL}{_DATE})? | (?:19|20)\d\d\s(?:19|20)\d\d  # days, months, years, and spans of them
      | {_CLOCK}(?:{_UNTIL}{_CLOCK})? | {_DAY}(?:{_UNTIL}{_DAY})?  # 08.00-16.30, 24.12-6.1
      | \d{{4}}/\d\d:\d+                 # a bill of the parliament
      | [1-9]\d[2-9]\d{{3}}-\d{{4}}       # an organisation: its third digit is never that of a month or of an area code
    """,
    flags=re.VERBOSE,
)
_BOX = re.compile(r"\b(?:post)?box\s*$", flags=re.IGNORECASE)
_COUNTED = re.compile(r"\s*(?:år|kr|kronor|procent|%|personer|barn|gånger|timmar|dagar|meter|km)\b", flags=re.IGNORECASE)
_AMOUNT = re.compile(r"(?!0|11)\d{1,3}( \d{3})+|\d{1,4}")
_POSTCODE = re.compile(r"[1-9]\d{2} ?\d{2}")
_TOWN = re.compile(r"\s+[A-ZÅÄÖ]\w")
_WHOLE = 9
"""Digits of a Swedish number after its first zero, where the library cannot tell by the area how many there are."""

_SHORTEST = 5  # digits of a number people are told to call, but for 112 and 11xx; four are a year or two clocks
SWEDEN = 46
"""The country code."""

_GROUPS = {8: (3, 2, 3), 7: (3, 2, 2), 6: (2, 2, 2), 5: (3, 2)}


def digits(written: str) -> str:
    """Return the digits of a number, in order."""
    return re.sub(r"\D", "", written)


@lru_cache(maxsize=1 << 12)
def is_short(written: str) -> bool:
    """Return whether this is a short number of the country (112, 114 14, 116 111 …), which has no E.164 form."""
    return shortnumberinfo.is_valid_short_number_for_region(_short(written), "SE")


def _short(written: str) -> phonenumbers.PhoneNumber:
    plain = digits(written)
    return phonenumbers.PhoneNumber(country_code=SWEDEN, national_number=int(plain) if 0 < len(plain) <= 15 else 0)  # noqa: PLR2004 -- E.164's longest


@lru_cache(maxsize=1 << 12)
def e164(written: str) -> str | None:
    """Return the E.164 form ("+46850825600") of a number as Swedes write it, or None when it can be no number."""
    number = _parsed(written)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if number else None


@lru_cache(maxsize=1 << 12)
def _parsed(written: str) -> phonenumbers.PhoneNumber | None:
    """Return a number that is valid, or that could be: the library does not know every number that has been given out."""
    try:
        number = phonenumbers.parse(written, "SE")
    except phonenumbers.NumberParseException:
        return None
    is_whole = len(str(number.national_number)) == _WHOLE and phonenumbers.is_possible_number(number)
    return number if not number.extension and (phonenumbers.is_valid_number(number) or is_whole) else None


@lru_cache(maxsize=1 << 12)
def is_known(written: str) -> bool:
    """Return whether this is a number of the Swedish plan; people must judge one abroad, or one that the library does not know."""
    number = _parsed(written)
    return is_short(written) or (number is not None and number.country_code == SWEDEN and phonenumbers.is_valid_number(number))


def extension(written: str) -> str:
    """Return what stands after a number as its extension ("ext. 3", "(knappval 3)"), or ""."""
    found = _EXTENSION.search(written)
    return found[0].strip(" ,;()") if found else ""


def is_well_written(written: str) -> bool:
    """Return whether the number is written as Swedes read it: its area code, hyphen, groups of two or three digits.

    A number abroad is written as the library writes it: "+47 22 33 44 55".
    """
    if written.startswith("+"):
        return written == suggestion(written)
    if _WRITTEN.fullmatch(written) is None:
        return False
    area = _area_of(written)
    return area is None or written.partition("-")[0] == area


@lru_cache(maxsize=1 << 12)
def costs_extra(written: str) -> bool:
    """Return whether calling costs more than an ordinary call."""
    if is_short(written):
        return shortnumberinfo.expected_cost(_short(written)) == shortnumberinfo.ShortNumberCost.PREMIUM_RATE
    number = _parsed(written)
    return number is not None and phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.PREMIUM_RATE


@lru_cache(maxsize=1 << 12)
def _area_of(written: str) -> str | None:
    """Return the area code of a number in a town ("08", "018"), or None when it is in none."""
    number = _parsed(written)
    if number is None or not (length := phonenumbers.length_of_geographical_area_code(number)):
        return None
    return f"0{phonenumbers.national_significant_number(number)[:length]}"


def suggestion(written: str) -> str | None:
    """Return the readable form of a number ("08-465 00 400"), or None when the digits can be no number."""
    if is_short(written):
        plain = digits(written)
        return f"{plain[:3]} {plain[3:]}" if plain.startswith("11") and len(plain) >= _SHORTEST else plain
    number = _parsed(written)
    if number is None:
        return None
    if number.country_code != SWEDEN:
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    national = phonenumbers.national_significant_number(number)
    length = len(_area_of(written) or "0--") - 1 + national.startswith("77")
    rest, groups = national[length:], []
    for size in _GROUPS.get(len(rest), (len(rest),)):
        groups.append(rest[:size])
        rest = rest[size:]
    proposal = f"0{national[:length]}-{' '.join(groups)}"
    return proposal if is_well_written(proposal) else None


def dialled(written: str, in_e164: str | None) -> str:
    """Return what stands after `tel:`: the E.164 form, or a short number's digits."""
    return in_e164 or digits(written)


@lru_cache(maxsize=1 << 15)
def mentioned(text: str) -> tuple[str, ...]:
    """Return everything in a text that looks like a telephone number, as it is written there.

    Other digits of other scripts count as ours. Days, years, amounts and postcodes before a town are no numbers to call.
    """
    plain = in_our_digits(text)
    if not _DIGIT.search(plain):
        return ()
    found = [match.group().strip() for match in _DIGITS_TOGETHER.finditer(plain) if _is_to_call(plain, match)]
    return tuple(number if ")" in number else number.lstrip("(") for number in found)


def in_our_digits(text: str) -> str:
    """Return `text` with the digits of other scripts as ours and the letter O in a number as zero, sign for sign."""
    plain = _FOREIGN.sub(lambda found: str(unicodedata.digit(found[0], found[0])), text)
    return _LETTERS_FOR_ZEROS.sub(lambda found: "0" * len(found[0]), plain) if _DIGIT.search(plain) else plain


def _is_to_call(text: str, found: re.Match[str]) -> bool:
    written, rest = found.group().strip(), text[found.end() :]
    plain = digits(written)
    if len(plain) < _SHORTEST and (text[: found.start()][-1:].isalpha() or not re.fullmatch(r"112|11\d\d", written)):
        return False
    if _NO_NUMBER.fullmatch(written) or _BOX.search(text[: found.start()]) or (_COUNTED.match(rest) and _AMOUNT.fullmatch(written)):
        return False
    is_address = " " in written or text[: found.start()].endswith(", ")  # a postcode in one word stands in an address
    return not (is_address and _POSTCODE.fullmatch(written) and _TOWN.match(rest))
