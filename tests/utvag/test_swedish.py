"""Tests of small pieces of Swedish."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfoNotFoundError

import pytest
from utvag import swedish


@pytest.mark.parametrize(("words", "phrase"), [([], ""), (["a"], "a"), (["a", "b"], "a och b"), (["a", "b", "c"], "a, b och c")])
def test_words_are_listed_as_people_say_them(words: list[str], phrase: str) -> None:
    assert swedish.listing(words) == phrase


@pytest.mark.parametrize(
    ("word", "shown"), [("a\n  b", "”a b”"), ("", "””"), ("x" * 60, f"”{'x' * 60}”"), ("x" * 61, f"”{'x' * 59}…”")]
)
def test_what_is_quoted_is_one_short_line(word: str, shown: str) -> None:
    assert swedish.quoted(word) == shown


@pytest.mark.parametrize(("word", "guess"), [("provder", " Menade du ”provider”?"), ("xyz", ""), ("", "")])
def test_only_a_near_word_is_guessed(word: str, guess: str) -> None:
    assert swedish.did_you_mean(word, {"provider", "status"}) == guess


@pytest.mark.parametrize(
    ("lang", "phrase", "day", "monday"),
    [
        ("sv", "a, b och c", "21 november 2026", "måndag"),
        ("en", "a, b and c", "21 November 2026", "Monday"),
        ("ar", "a وb وc", "21 نوفمبر 2026", "الاثنين"),
    ],
)
def test_lists_and_days_are_said_in_a_language(lang: str, phrase: str, day: str, monday: str) -> None:
    assert swedish.listing(["a", "b", "c"], lang) == phrase
    assert swedish.long_date(date(2026, 11, 21), lang) == day
    assert swedish.day_names(lang)[0] == monday


@pytest.mark.parametrize("code", ["sv", "en", "ar", "ckb", "zh-Hant", "no"])
def test_a_language_has_one_code(code: str) -> None:
    assert swedish.is_language(code)


@pytest.mark.parametrize("code", ["", "eng", "swe", "engelska", "Sv", "xx", "zh_Hant", "sv-", "sverige"])
def test_no_other_word_is_a_language(code: str) -> None:
    assert not swedish.is_language(code)


@pytest.mark.parametrize(
    ("code", "name", "direction"), [("sv", "Svenska", "ltr"), ("en", "English", "ltr"), ("fa", "فارسی", "rtl")]
)
def test_a_language_calls_itself_something_and_is_read_in_one_direction(code: str, name: str, direction: str) -> None:
    language = swedish.Language(code, {})
    assert (language.name, language.direction) == (name, direction)


def test_names_are_put_in_the_order_of_a_swedish_list() -> None:
    assert sorted(["Örebro", "Ängelholm", "Åre", "Zinkgruvan", "Ale", "Upplands Väsby", "Upplands-Bro"], key=swedish.order) == [
        *("Ale", "Upplands Väsby", "Upplands-Bro", "Zinkgruvan"),
        *("Åre", "Ängelholm", "Örebro"),
    ]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 21, 22, 59, tzinfo=UTC), date(2026, 11, 21)),
        (datetime(2026, 11, 21, 23, 1, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 7, 1, 22, 1, tzinfo=UTC), date(2026, 7, 2)),
    ],
)
def test_the_day_is_that_of_sweden_wherever_the_machine_counts(
    monkeypatch: pytest.MonkeyPatch, moment: datetime, day: date
) -> None:
    for zone in ("UTC", "America/Los_Angeles"):
        monkeypatch.setenv("TZ", zone)
        assert swedish.day_in_sweden(moment) == day


def test_a_system_without_time_zones_has_the_day_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(name: str) -> None:
        raise ZoneInfoNotFoundError(name)

    monkeypatch.setattr(swedish, "ZoneInfo", unknown)
    moment = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
    assert swedish.day_in_sweden(moment) == moment.astimezone().date()
