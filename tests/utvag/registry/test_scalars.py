"""Tests of the smallest things a registry can hold: what is accepted and what is not."""

from __future__ import annotations

import pytest
from builders import Data, a_registry, codes_of, load, problems_in
from utvag.registry.model import Registry, Text, keys
from utvag.registry.source import Bare

ROUTES = "programs.familj.contact_routes"
CLOCK = "programs.vagen-annan.contact_routes.besok.opening_hours.0.opens_at"

WRONG: list[tuple[str, str, list[object]]] = [
    ("id-form", "programs.skydd.slug", ["Stod", "stöd", "a b", "a--b", "-a", "a_b", "../a", "a/b", "a\nb"]),
    ("adress", "sources.K1.address", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd"]),
    ("adress", "sources.K1.address", ["ftp://x.se/", "//x.se/", "x.se", "www.x.se", "https://", "https://x", "https:x.se"]),
    ("adress", "sources.K1.address", ["https://x.se/ a", 'https://x.se/"a', "https://a@x.se/", "https://[", "tel:112"]),
    (
        "adress",
        "sources.K1.address",
        ["https://www.p\u043elisen.se/", "https://\u0430\u0440\u0440\u04cf\u0435.com", "https://\u03bf.se"],
    ),
    ("adress", f"{ROUTES}.epost.address", ["x", "x@y", "x y@z.se", "mailto:x@y.se", "x@y.se?subject=a", "<x@y.se>", "å@y.se"]),
    ("oppettid", CLOCK, ["9", "9:00", "09.00", "25:00", "24:01", "09:60", "kl 9", "12:30:00", "٠٩:٠٠"]),
    ("fel-sort", "questions.vem.answers.ung.maximum_age", ["17", Bare("017"), Bare("1.5"), Bare("-1"), Bare("1000"), "sjutton"]),
    ("fel-sort", "municipalities.annan.elsewhere", [Bare("yes"), Bare("no"), Bare("ja"), "1", "true", Bare("tRue")]),
    ("datum", "lifeline.checks.0.date", ["21 november 2026", Bare("2026-02-30"), Bare("26-11-21"), Bare("20261121"), "igår"]),
    ("datum", "sources.K1.date", ["2024-1", "januari 2024", "24", Bare("2024-13"), Bare("2024-02-30"), Bare("9999-99-99"), ""]),
    ("for-lang-text", "lifeline.who_answers.text", ["x" * 1001]),
    ("saknas", "programs.skydd.provider", [None, "", "  ", "\n"]),
    ("citattecken", "programs.skydd.provider", [Bare("no"), Bare("12:30"), Bare("112"), Bare("~"), Bare("2026-11-21")]),
]

RIGHT: list[tuple[str, list[object]]] = [
    ("programs.skydd.slug", ["a", "a-1", "sig-stockholm"]),
    (
        "sources.K1.address",
        ["http://x.se", "https://www.x.se/å?a=1#b", "HTTPS://x.se:8080/(a)", "https://münchen-1.de", "https://пример.рф"],
    ),
    (f"{ROUTES}.epost.address", ["x@y.se", "x.y+z@a-b.co.uk"]),
    (CLOCK, ["00:00", "08:59"]),
    ("questions.vem.answers.ung.maximum_age", [Bare("0"), Bare("18"), 17]),
    ("municipalities.annan.elsewhere", [Bare("true"), True]),
    ("lifeline.checks.0.date", [Bare("2026-11-21"), "2024-02-29"]),
    ("sources.K1.date", [Bare("2024"), "2025", "2024-02", Bare("2024-02-29"), "unknown"]),
    ("lifeline.who_answers.text", ["x" * 1000, f" {'x ' * 500}"]),
    ("programs.skydd.provider", ["x", "nej", "no", "12:30", "112", "~", "2026-11-21", "A & B", "”x”"]),
]


@pytest.mark.parametrize(("code", "path", "value"), [(code, path, value) for code, path, values in WRONG for value in values])
def test_a_value_of_the_wrong_form_is_told_by_its_code(code: str, path: str, value: object) -> None:
    assert code in codes_of(a_registry({path: value}))


@pytest.mark.parametrize(("path", "value"), [(path, value) for path, values in RIGHT for value in values])
def test_a_value_of_the_right_form_is_accepted(path: str, value: object) -> None:
    changes: Data = {path: value}
    assert load(a_registry(changes)).registry


MARKUP = [
    *("lifeline.name", "lifeline.provider", "lifeline.who_answers.text", "emergency.name", "declined_answer"),
    *("municipalities.uppsala.name", "municipalities.uppsala.answer", "questions.fara.text", "questions.fara.answers.hot.text"),
    *("programs.skydd.name", "programs.skydd.title", "programs.skydd.provider", "programs.skydd.contact_routes.telefon.label"),
    *("programs.skydd.checks.0.by", "sources.K1.title", "sources.K1.publisher", "sources.K1.date_note", "sources.K1.id"),
]


@pytest.mark.parametrize("path", MARKUP)
def test_no_text_can_hold_a_tag(path: str) -> None:
    found = [one for one in problems_in(a_registry({path: "a </title><script>alert(1)</script>"})) if one.code == "tecken"]
    assert [one.message for one in found] == ["Texten har tecknet ”<”."]
    assert found[0].where.line > 1


def test_a_text_in_another_language_can_hold_no_tag_either() -> None:
    assert "tecken" in codes_of(a_registry({"programs.skydd.title": {"sv": "Stöd", "en": "Help > more"}}))


def test_every_text_of_the_model_is_known_as_one() -> None:
    assert {key.name for key in keys(Registry) if key.is_text} == {"declined_answer"}
    assert {key.name for key in keys(Text) if key.is_text} == {"sv", "others"}
