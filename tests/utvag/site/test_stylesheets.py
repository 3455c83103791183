"""Tests of reading CSS: rules come out flat, and no address hides."""

from __future__ import annotations

import pytest
from builders import ROOT
from hypothesis import given
from hypothesis import strategies as st
from utvag.site import stylesheets
from utvag.site.stylesheets import Rule

RED = (("color", "red"),)
WORDS = st.text(alphabet="abcdef", min_size=1, max_size=4)
SELECTORS = st.builds(str.__add__, st.sampled_from(["", ".", "#", "a:", "::"]), WORDS)
GROUPS = st.lists(
    st.sampled_from(
        ["@media print", "@media (max-width: 3em)", "@supports (color: red)", "@layer low", "@container (width > 1em)"]
    ),
    max_size=4,
)
SPACE = st.sampled_from(["", " ", "\n", "/* x */", "\t"])


@given(st.lists(SELECTORS, min_size=1, max_size=3), GROUPS, SPACE)
def test_however_deep_a_rule_stands_it_comes_out_with_what_is_around_it(
    selectors: list[str], groups: list[str], space: str
) -> None:
    text = f"{space}{(space + ',' + space).join(selectors)} {{{space}COLOR{space}:{space}red{space}}}"
    for group in reversed(groups):
        text = f"{group} {{{space}{text}{space}}}"
    assert stylesheets.rules(text) == tuple(Rule(selector, RED, tuple(groups)) for selector in selectors)


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    assert all(rule.selector == rule.selector.strip() for rule in stylesheets.rules(text))
    assert all(isinstance(address, str) for address in stylesheets.addresses(text))
    assert stylesheets.has_comment(text) <= ("/*" in text)


@pytest.mark.parametrize(
    ("text", "selectors"),
    [
        ("a:is(b, c), d { color: red }", ["a:is(b, c)", "d"]),
        ('a[x="1,2"] { color: red }', ['a[x="1,2"]']),
        ("p { &:hover, i { color: red } }", ["p:hover", "p i"]),
        ("p { @media print { color: red } }", ["p"]),
        ("@font-face { color: red } @page { color: red }", ["@font-face", "@page"]),
        ("@keyframes spin { from { color: red } }", ["@keyframes spin from"]),
        ("p { color: red } } q { color: red }", ["p", "} q"]),
        ("p { }", []),
        ("@charset 'utf-8'; @import 'a';", []),
    ],
)
def test_a_rule_has_one_selector(text: str, selectors: list[str]) -> None:
    assert [rule.selector for rule in stylesheets.rules(text) if rule.declarations == RED] == selectors


def test_importance_and_order_are_kept() -> None:
    assert stylesheets.rules("p { a: b !IMPORTANT; a: c }") == (Rule("p", (("a", "b !important"), ("a", "c"))),)


@pytest.mark.parametrize(
    "text",
    [
        "p { background: url(x) }",
        "p { background: URL( 'x' ) }",
        r"p { background: u\72l(x) }",
        r"p { background: \75\72\6c('x') }",
        "p { background: image-set('x' 1x) }",
        "p { background: -webkit-image-set(url(x) 1x) }",
        "@media print { p { background: linear-gradient(red, red), url(x) } }",
        "@import 'x';",
        "@IMPORT url(x) screen;",
        "@import/**/'x' layer(a);",
        "@font-face { src: url(x) }",
        ":root { --a: url(x) }",
        "p { background: url(x",
        "a { } @import 'x'",
    ],
)
def test_no_address_hides(text: str) -> None:
    assert stylesheets.addresses(text) == ("x",)


@pytest.mark.parametrize(
    "text", ["p::before { content: 'url(x)' }", "/* url(x) */", "a[href^='x'] { color: red }", "p { color: red }"]
)
def test_what_is_not_fetched_is_no_address(text: str) -> None:
    assert stylesheets.addresses(text) == ()


@pytest.mark.parametrize(
    ("text", "has"), [("p { /* a */ }", True), ("/*", True), ("p::before { content: '/*' }", False), ("a { b: c }", False)]
)
def test_a_comment_is_told_from_what_looks_like_one(text: str, has: bool) -> None:  # noqa: FBT001 -- a row of the table
    assert stylesheets.has_comment(text) is has


def test_the_shipped_stylesheet_is_read_whole() -> None:
    text = (ROOT / "overrides" / "public" / "assets" / "utvag.css").read_text(encoding="utf-8")
    found = {rule.selector for rule in stylesheets.rules(text)}
    assert {":root", "body", ".bar", "a:link", "a:visited"} <= found
    assert not [selector for selector in found if set(selector) & set("{};")]
    assert {rule.media for rule in stylesheets.rules(text)} > {(), ("@media print",)}
