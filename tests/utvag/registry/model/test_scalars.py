"""Tests of the smallest things a registry can hold: what is accepted and what is not."""

from __future__ import annotations

import pytest
from builders import Data, a_registry, codes_of, load
from utvag.registry.source import Bare

PLACES = {
    "id-form": "programs.skydd.slug",
    "webbadress": "sources.K1.address",
    "e-postadress": "programs.familj.contact_routes.epost.address",
    "klockslag": "programs.vagen-annan.contact_routes.besok.opening_hours.0.opens_at",
    "heltal": "questions.vem.answers.ung.maximum_age",
    "ja-nej": "municipalities.annan.elsewhere",
    "datum": "lifeline.checks.0.date",
    "kalla-datum": "sources.K1.date",
    "for-lang-text": "lifeline.who_answers.text",
    "varde-saknas": "programs.skydd.provider",
    "citattecken": "programs.skydd.provider",
}

WRONG: dict[str, list[object]] = {
    "id-form": ["Stod", "stöd", "a b", "a--b", "-a", "a_b", "../a", "a/b", "a\nb"],
    "webbadress": [
        *("javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://x.se/", "//x.se/", "x.se"),
        *(
            "www.x.se",
            "https://",
            "https://x",
            "https:x.se",
            "https://x.se/ a",
            'https://x.se/"a',
            "https://a@x.se/",
            "https://[",
            "tel:112",
        ),
    ],
    "e-postadress": ["x", "x@y", "x y@z.se", "mailto:x@y.se", "x@y.se?subject=a", "<x@y.se>", "å@y.se"],
    "klockslag": ["9", "09.00", "25:00", "24:01", "kl 9"],
    "heltal": ["17", Bare("017"), Bare("1.5"), Bare("-1"), Bare("1_0"), Bare("1000"), Bare("no"), "sjutton"],
    "ja-nej": [Bare("yes"), Bare("no"), Bare("ja"), "1", Bare("True")],
    "datum": ["21 november 2026", Bare("2026-02-30"), Bare("2026-13-01"), Bare("26-11-21"), Bare("20261121"), "igår"],
    "kalla-datum": ["2024-1", "januari 2024", "24", Bare("2024-13"), Bare("2024-02-30"), Bare("9999-99-99"), ""],
    "for-lang-text": ["x" * 1001],
    "varde-saknas": [None, "", "  ", "\n"],
    "citattecken": [Bare("no"), Bare("12:30"), Bare("112"), Bare("~"), Bare("2026-11-21")],
}

RIGHT: dict[str, list[object]] = {
    "id-form": ["a", "a-1", "sig-stockholm"],
    "webbadress": ["http://x.se", "https://www.x.se/å?a=1#b", "HTTPS://x.se:8080/(a)"],
    "e-postadress": ["x@y.se", "x.y+z@a-b.co.uk"],
    "klockslag": ["00:00", "08:59"],
    "heltal": [Bare("0"), Bare("18"), 17],
    "ja-nej": [Bare("true"), True],
    "datum": [Bare("2026-11-21"), "2024-02-29"],
    "kalla-datum": [Bare("2024"), "2025", "2024-02", Bare("2024-02-29"), "unknown"],
    "for-lang-text": ["x" * 1000, f" {'x ' * 500}"],
    "varde-saknas": ["x", "nej"],
    "citattecken": ["no", "12:30", "112", "~", "2026-11-21"],
}


@pytest.mark.parametrize(("code", "value"), [(code, value) for code, values in WRONG.items() for value in values], ids=repr)
def test_a_value_of_the_wrong_form_is_told_by_its_code(code: str, value: object) -> None:
    assert code in codes_of(a_registry({PLACES[code]: value}))


@pytest.mark.parametrize(("code", "value"), [(code, value) for code, values in RIGHT.items() for value in values], ids=repr)
def test_a_value_of_the_right_form_is_accepted(code: str, value: object) -> None:
    changes: Data = {PLACES[code]: value}
    assert load(a_registry(changes)).registry
