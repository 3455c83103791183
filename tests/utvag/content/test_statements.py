"""Tests of the registry's texts: all that visitors read, none that is kept back, each with its basis."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from builders import a_registry, load
from hypothesis import given
from hypothesis import strategies as st
from utvag.content import statements
from utvag.registry.model import ADVICE, CHECKED, UNKNOWN

if TYPE_CHECKING:
    from utvag.registry.loader import Loaded


def told(**changes: object) -> dict[str, statements.Statement]:
    return {item.text.sv: item for item in statements.of(load(a_registry(changes)).registry)}


def test_a_claim_rests_on_its_sources_and_stands_on_its_page() -> None:
    found = told()["Någon hjälper dig vidare."]
    assert found.rests_on == ("K2",)
    assert found.page.startswith("/stod/")


def test_what_we_say_and_what_nobody_knows_is_said_to_be_so() -> None:
    found = told(**{"lifeline.elsewhere": "Numret hör till Stockholm. Vi vet inte mer."})
    assert found["Hej. Jag vill prata med någon."].rests_on == ("råd",)
    assert found["Vi vet inte om det finns tolk. Fråga när du ringer."].rests_on == ("okänt",)
    assert found["Är någon i fara just nu?"].rests_on == ("råd",)
    assert found["Numret hör till Stockholm. Vi vet inte mer."].rests_on == ("K1", "okänt")
    assert found["Är någon i fara just nu?"].page == statements.GUIDE


def test_why_something_rests_is_what_somebody_made_sure_of() -> None:
    found = told(**{"programs.ungdom.status": "paused", "programs.ungdom.status_reason": "Semester."})["Semester."]
    assert found.rests_on == (CHECKED,)
    assert found.checks


def test_what_is_kept_back_is_not_told() -> None:
    kept = {"programs.ungdom.status": "ended", "programs.ungdom.status_reason": "Slut."}
    assert "Slut." not in told(**kept)
    route = {
        "programs.skydd.contact_routes.0.status": "unconfirmed",
        "programs.skydd.contact_routes.0.status_reason": "Ingen svarade.",
    }
    assert "Ingen svarade." not in told(**route)


def test_every_text_of_the_shipped_registry_rests_on_something_and_has_its_line(shipped: Loaded) -> None:
    known = {source.id for source in shipped.registry.sources} | {ADVICE, UNKNOWN, CHECKED}
    lines = set()
    for item in statements.of(shipped.registry):
        assert item.rests_on, item
        assert set(item.rests_on) <= known
        line = shipped.source.locate(item.path).line
        assert item.text.sv.split()[0].strip("”") in shipped.source.text.split("\n")[line - 1]
        lines.add(line)
    assert len(lines) > 300


ON_A_DAY = dt.date(2026, 11, 21)

AGES = [
    (["2023-11-21"], 2023),
    (["2023-11-22"], None),
    (["2022"], 2022),
    (["2023"], 2023),  # it can be the first of January
    (["2024"], None),
    (["2023-10"], 2023),
    (["2023-11"], 2023),
    (["2023-12"], None),
    (["2019", "2022-06-03"], 2022),
    (["2019", "2026-01-01"], None),
    (["2019", "unknown"], 2019),  # nobody knows that what bears no date is newer
    (["unknown"], None),
    ([], None),
    (["2020-02-29"], 2020),
]


def old_since(dates: list[str], checked: dt.date = ON_A_DAY) -> int | None:
    registry = a_registry()
    source = registry["sources"][0]
    registry["sources"] += [source | {"id": f"N{number}", "date": date} for number, date in enumerate(dates)]
    return statements.old_since([f"N{number}" for number in range(len(dates))], load(registry).registry.sources_by_id, checked)


@pytest.mark.parametrize(("dates", "year"), AGES)
def test_what_is_old_on_a_day_says_its_year(dates: list[str], year: int | None) -> None:
    assert old_since(dates) == year


AGE = [
    ([("2022", None), ("2019-04-01", None), ("2021", "ungefär")], (("2019", "2022"), False, False)),
    ([("2018", "ungefär 2018–2022"), ("2024-02", None)], (("2018", "2024"), True, False)),
    ([("2024", None), ("unknown", None)], (("2024",), False, True)),
    ([("unknown", "före juli 2023")], ((), False, True)),
    ([], ((), False, False)),
]


@pytest.mark.parametrize(("dated", "age"), AGE)
def test_how_old_sources_are_is_their_years_the_guesses_among_them_and_whether_some_bear_none(
    dated: list[tuple[str, str | None]], age: tuple[tuple[str, ...], bool, bool]
) -> None:
    registry = a_registry()
    source = registry["sources"][0]
    noted = [{"date": date, **({"date_note": note} if note else {})} for date, note in dated]
    registry["sources"] += [source | {"id": f"N{number}", **found} for number, found in enumerate(noted)]
    known = load(registry).registry.sources_by_id
    assert statements.age([*(f"N{number}" for number in range(len(dated))), "råd"], known) == statements.Age(*age)


def test_what_rests_on_old_or_undated_sources_alone_is_counted() -> None:
    def counted(*dates: str) -> tuple[int, ...]:
        changes = {f"sources.{n}.date": date for n, date in enumerate(dates)}
        return statements.counted(load(a_registry(changes)).registry, ON_A_DAY)

    told, *_ = counted("2026", "2026")
    assert counted("2026", "2026") == (told, 0, 0)
    assert counted("2020", "unknown")[0] == told
    assert sum(counted("2020", "unknown")) == 2 * told, "each text rests on one, or on both: the old one is all that is known"


def test_a_source_that_is_not_there_can_be_new() -> None:
    assert statements.old_since(["X9"], {}, ON_A_DAY) is None


@given(st.dates(dt.date(2000, 1, 1), dt.date(2026, 11, 21)))
def test_three_years_to_the_day_is_old(day: dt.date) -> None:
    assert (old_since([day.isoformat()]) == day.year) is (day <= dt.date(2023, 11, 21))
