"""Tests of the rules of hand-written pages: what stays silent. What fires stands in tests/test_plants.py."""

from __future__ import annotations

import pytest
from builders import a_registry, load
from translated import told_of
from utvag.problems import Severity

HEAD = "---\ntitle: Hem\ndescription: Ring, eller läs.\naudience: [leaver]\nowner: redaktionen\nreviewed: 2026-11-21\n---\n\n"
TOP = f"{HEAD}# Hem\n\n"


def head(**lines: str) -> str:
    """Return a page's head with `lines` changed; an empty one is left out."""
    said = {"title": "Hem", "description": "x", "audience": "[leaver]", "owner": "redaktionen", "reviewed": "2026-11-21", **lines}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in said.items() if value) + "---\n\n# Hem\n"


def codes(text: str, name: str = "sida.md") -> list[tuple[str, int]]:
    """Return the code and the line of all that is wrong with one page."""
    return [(problem.code, problem.where.line) for problem in told_of({name: text})]


SILENT = [
    f"{TOP}Ring {{nummer: lifeline}} eller [112](tel:112). {{råd}}\n",
    f"{TOP}Ring {{nummer:skydd}} eller 112. Vi har funnits sedan 1990. {{K1}}\n",
    f"{TOP}Vi vet inte om du kan vara anonym. Fråga. {{K1, okänt}}\n\nSå. {{teknik}}\n",
    head(title="Tillgänglighet"),
    head(title='"Hem: här"', description="'x'", audience="professional", registry="lifeline"),
    f"{TOP}<!-- tillåt myndighetsord: det heter så -->\nEn insats. {{råd}}\n",
    f"{TOP}Mindre än < 18 och R&D. {{råd}}\n",
    f"{TOP}## Två {{#namn}}\n\n### Tre\n\n## Två igen\n\n[Så ringer du](#namn)\n",
    f"{TOP}- [Öppna guiden](guide/index.html){{.button}}\n{{.ways}}\n\n---\n\nSå. {{råd}}\n{{: .lead}}\n",
    f"{TOP}Läs [mer på example.se](https://www.example.se/stod). {{råd}}\n",
    f"{TOP}| A | B |\n|---|---|\n| Ett | Två {{råd}} |\n",
]


@pytest.mark.parametrize("text", SILENT)
def test_a_page_that_says_what_it_may_hears_nothing(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize("name", ["en/guide.md", "en/ring.md"])
def test_a_page_where_another_language_has_a_generated_one_is_told_so(name: str) -> None:
    assert "dubbelt" in {code for code, _ in codes(TOP, name)}


@pytest.mark.parametrize("name", ["index.md", "guiden.md", "stod/annat.md", "stod/utvalda-stod.md", "en/andra.md"])
def test_a_page_at_a_free_address_hears_nothing(name: str) -> None:
    assert codes(TOP, name) == []


def test_a_word_that_is_nearly_right_is_guessed() -> None:
    (problem,) = told_of({"sida.md": f"{TOP}Ord. {{okant}}"})
    assert "Menade du ”okänt”?" in problem.message
    (problem,) = told_of({"sida.md": f"{TOP}Ord. [Så ringer du](sid.md) {{råd}}"})
    assert "Menade du ”sida.md”?" in problem.message


def test_a_source_that_nothing_rests_on_only_warns_and_a_page_can_be_what_rests_on_it() -> None:
    loaded = load(a_registry({"sources.+": a_registry()["sources"][0] | {"id": "K3"}}))
    (problem,) = told_of({}, loaded)
    assert (problem.code, problem.severity, problem.subject) == ("oanvand-kalla", Severity.WARNING, "sources[K3]")
    assert problem.where.line > 1
    assert told_of({"sida.md": f"{TOP}Ord. {{K3}}"}, loaded) == []


PAUSED = load(a_registry({"programs.ungdom.status": "paused", "programs.ungdom.status_reason": "Tar inte emot fler just nu."}))


def test_a_block_that_says_that_a_programme_has_paused_hears_nothing() -> None:
    text = f"{TOP}Ungdomslinjen har paus. Numret är {{nummer: ungdom}}. {{råd}}\n"
    assert told_of({"sida.md": text}, PAUSED) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Ta bort historiken. {råd}\n\nNågon kan ha lagt in ett program. {råd}", ["program-forst"]),
        ("Du kan ringa nu. De svarar. Ta bort historiken. {råd}", ["program-forst"]),
        ("Någon kan ha lagt in ett program. {råd}\n\nTa bort historiken. {råd}", []),
    ],
)
def test_the_warning_for_spyware_comes_before_advice_about_the_history(words: str, found: list[str]) -> None:
    assert [code for code, _ in codes(f"{TOP}{words}\n", "surfa-tryggare.md")] == found
    assert codes(f"{TOP}{words}\n") == []
