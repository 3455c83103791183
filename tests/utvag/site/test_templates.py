"""Tests of the environment that renders every page."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from builders import a_registry, an_environment, load
from markupsafe import Markup
from utvag.site import headers, templates

if TYPE_CHECKING:
    from pathlib import Path

LOADED = load(a_registry())


def rendered(folder: Path, template: str, **context: object) -> str:
    (folder / "t.html").write_text(template, encoding="utf-8")
    return templates.render(an_environment(LOADED, folder), "t.html", **context)


MISSING = [
    "{{ saknas }}",
    "{{ site.saknas }}",
    "{% if saknas %}x{% endif %}",
    "{{ x|saknas }}",
    "{% if %}",
    "{% include 'saknas' %}",
    "{{ assets['saknas.css'] }}",
]


@pytest.mark.parametrize("template", MISSING)
def test_a_name_that_is_not_there_stops_the_page(tmp_path: Path, template: str) -> None:
    with pytest.raises(templates.TemplateError):
        rendered(tmp_path, template, x=1)


def test_a_name_that_is_there_is_escaped(tmp_path: Path) -> None:
    escaped = "&lt;b&gt;&#34;&amp;&#39;"
    assert rendered(tmp_path, '<p title="{{ x }}">{{ x }}</p>', x="<b>\"&'") == f'<p title="{escaped}">{escaped}</p>'


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ site.lifeline|tel }} {{ site.emergency|tel }}", "tel:+46846500400 tel:112"),
        ("{{ ['a', 'b', 'c']|listing('sv') }}", "a, b och c"),
        ("{{ day|long_date('sv') }}", "21 november 2026"),
        ("{{ 'https://www.polisen.se/a?b'|host }}", "polisen.se"),
        ("{{ site.lifeline.opening_hours|hours('sv') }}", "Dygnet runt."),
        ("{{ unknown|hours('sv') }}", ""),
        ("{{ listed|hours('sv') }}", "Måndag–torsdag 09:00–16:00; fredag 09:00–12:00."),
    ],
)
def test_filters_say_it_in_swedish(tmp_path: Path, template: str, text: str) -> None:
    programs = {program.id: program for program in LOADED.registry.programs}
    unknown, listed = (programs[name].contact_routes[0] for name in ("ungdom", "vagen-annan"))
    assert unknown.kind == "phone"
    assert listed.kind == "visit"
    assert rendered(tmp_path, template, day=date(2026, 11, 21), unknown=unknown.opening_hours, listed=listed.opening_hours) == text


def test_the_policy_knows_every_block_before_any_page_is_made(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "a.css").write_text("a > b { }\n", encoding="utf-8")
    (tmp_path / "assets" / "b.js").write_bytes(b"var b;\r\nvar c;\n")
    (tmp_path / "assets" / ".#b.js").write_bytes(b"\xff")
    (tmp_path / "assets" / "b.js~").write_bytes(b"\xff")
    site = an_environment(LOADED).globals["site"]
    env = templates.environment(tmp_path, site, {"a.css": "i > j { }"})  # type: ignore[arg-type]  # what the globals hold has no type
    (tmp_path / "t.html").write_text('{{ policy|in_page }}<{{ assets["a.css"] }}>', encoding="utf-8")
    policy = headers.content_policy(["var b;\nvar c;"], ["a > b{}i > j { }"])
    assert templates.policy(env) == policy
    assert templates.render(env, "t.html") == f"{headers.in_page(policy)}<a > b{{}}i > j {{ }}>"


@pytest.mark.parametrize("text", ["a</style>", "a</SCRIPT >", "<!--"])
def test_a_block_that_would_end_itself_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "a.css").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=text):
        an_environment(LOADED, tmp_path)


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("a:link, a:visited {\n  color: red;\n  margin: 0 1em;\n}\n", "a:link,a:visited{color:red;margin:0 1em}"),
        ("p :hover > b { top: calc(50% - 1em); }", "p :hover > b{top:calc(50% - 1em)}"),
        ('html { font: 1em "Segoe UI", sans-serif; }', 'html{font:1em "Segoe UI",sans-serif}'),
    ],
)
def test_a_stylesheet_means_the_same_without_its_white_space(tmp_path: Path, written: str, sent: str) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "a.css").write_text(written, encoding="utf-8")
    assert rendered(tmp_path, '{{ assets["a.css"] }}') == sent


def test_what_belongs_in_words_is_put_there_and_escaped(tmp_path: Path) -> None:
    assert rendered(tmp_path, '{{ "a < {x} {y}"|put(x="&", y=b) }}', b=Markup("<b>c</b>")) == "a &lt; &amp; <b>c</b>"


def test_a_place_that_nothing_belongs_in_stops_the_page(tmp_path: Path) -> None:
    with pytest.raises(templates.TemplateError, match="nmber"):
        rendered(tmp_path, '{{ "Ring {nmber}"|put(number="112") }}')


@pytest.mark.parametrize(
    ("words", "lang", "said"),
    [
        ("Ring 112 < nu", "sv", "Ring 112 &lt; nu"),
        ("Ring 112 < nu", "ar", 'Ring <span dir="ltr">112</span> &lt; nu'),
        ("112, 112", "ar", '<span dir="ltr">112</span>, <span dir="ltr">112</span>'),
        ("١١٢ nu", "ar", '<span dir="ltr">١١٢</span> nu'),
        ("från 18 år", "ar", "från 18 år"),
    ],
)
def test_a_number_is_kept_in_order_where_words_turn_around(tmp_path: Path, words: str, lang: str, said: str) -> None:
    assert rendered(tmp_path, "{{ words|said(lang) }}", words=words, lang=lang) == said


def test_a_hand_written_page_says_when_it_was_gone_through() -> None:
    for meta, told in (({"reviewed": date(2026, 11, 21)}, True), ({}, False)):
        file = SimpleNamespace(dest_uri="om/index.html")
        page = SimpleNamespace(title="Sida", meta={"description": "En sida.", **meta}, content="<h1>Sida</h1><p>Ord</p>", file=file)
        text = templates.render(an_environment(LOADED), "main.html", page=page)
        assert ('<p>Ord</p>\n<p class="checked">Sidan lästes igenom 21 november 2026.</p>' in text) is told


def test_of_what_nobody_knows_about_the_number_three_questions_stand_on_the_page_about_calling() -> None:
    unknown = [f"Fråga {number}?" for number in range(5)]
    file = SimpleNamespace(dest_uri="nar-du-ringer/index.html")
    meta = {"description": "En sida.", "registry": "lifeline"}
    page = SimpleNamespace(title="Sida", meta=meta, content="<h1>Sida</h1><p>Ord</p>", file=file)
    text = templates.render(an_environment(load(a_registry({"lifeline.unknowns": unknown}))), "main.html", page=page)
    assert [words in text for words in unknown] == [True, True, True, False, False]
