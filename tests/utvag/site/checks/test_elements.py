"""Tests of what may not stand in a built page (safety.md A6, A10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import ROOT, spoil
from hypothesis import given
from hypothesis import strategies as st
from spoiling import LOADED, TREE, said
from utvag.content import html_tree
from utvag.site import built
from utvag.site.checks import elements

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "stod/skydd/index.html"


def codes(folder: Path) -> list[str]:
    return [problem.code for problem in said(elements, folder)]


def with_markup(good: Path, target: Path, words: str) -> list[str]:
    """Return what is said when `words` stands last in the text of a page."""
    return codes(spoil(good, target / "site", PAGE, "</main>", f"{words}</main>"))


def test_a_good_site_hears_nothing(good: Path) -> None:
    assert codes(good) == []


ELEMENTS = [
    "form",
    "iframe",
    "object",
    "embed",
    "base",
    "frame",
    "frameset",
    "applet",
    "portal",
    "math",
    "template",
    "plaintext",
    "xmp",
]
SPOILS = [
    *(("a6-element", f"<{name}>x</{name}>") for name in ELEMENTS),
    ("a6-element", "<video></video>"),
    ("a6-element", "<my-element>x</my-element>"),
    ("a6-element", "<title>x</title>"),
    ("a6-element", '<meta name="robots" content="x">'),
    ("a6-element", "<style></style>"),
    ("a6-element", "<svg><foreignObject>x</foreignObject></svg>"),
    ("a6-element", "<svg><style></style></svg>"),
    ("a6-element", '<svg><animate attributeName="href" to="javascript:alert(1)"/></svg>'),
    ("a6-attribut", '<p onclick="alert(1)">x</p>'),
    ("a6-attribut", "<p/ONMOUSEOVER=alert(1)>x</p>"),
    ("a6-attribut", '<p title="x"onfocus="alert(1)">x</p>'),
    ("a6-attribut", "<details ontoggle>x</details>"),
    ("a6-attribut", '<p style="color: red">x</p>'),
    ("a6-attribut", "<p STYLE>x</p>"),
    ("a6-attribut", '<a href="../" target="_blank">x</a>'),
    ("a6-attribut", '<noscript><p title="</noscript><img src=x onerror=alert(1)>">x</p></noscript>'),
    ("a6-schema", '<a href="javascript:alert(1)">x</a>'),
    ("a6-schema", '<a href="&#106;avascript:alert(1)">x</a>'),
    ("a6-schema", '<a href=" java&#10;script&colon;alert(1)">x</a>'),
    ("a6-schema", '<a href="data:text/html,x">x</a>'),
    ("a6-schema", '<a href="mailto:a@b.se">x</a>'),
    ("a6-schema", '<a href="blob:x">x</a>'),
    ("a6-schema", '<svg><a xlink:href="javascript:alert(1)">x</a></svg>'),
    ("a6-schema", '<a href="javascript:alert(1)" href="../">x</a>'),
    *(("a10-inmatning", f"<{name}>") for name in ("input", "textarea", "select", "input type=hidden", "INPUT type=radio", "label")),
    ("a10-inmatning", "<p contenteditable>x</p>"),
    ("a10-inmatning", '<p contenteditable="plaintext-only">x</p>'),
    ("a10-fraga-i-adress", '<a href="?svar=ja">x</a>'),
    ("a10-fraga-i-adress", '<a href="../guide/?a#b">x</a>'),
    ("a10-fraga-i-adress", '<a href=" /guide/&#63;a">x</a>'),
    ("a10-namn", '<details name="fara">x</details>'),
    ("a10-namn", '<details name="q1-nu">x</details>'),
    ("a10-namn", '<button type="button" name="svar">x</button>'),
    ("a10-namn", '<a name="extremism">x</a>'),
    ("a10-namn", "<details name>x</details>"),
]


@pytest.mark.parametrize(("code", "words"), SPOILS)
def test_what_may_not_stand_in_a_page_is_told(good: Path, tmp_path: Path, code: str, words: str) -> None:
    assert code in with_markup(good, tmp_path, words)


@pytest.mark.parametrize(
    "words",
    [
        '<h2>Rubrik</h2><ul class="a"><li><strong>x</strong></li></ul><table><tr><td>x</table><hr>',
        '<a href="../">x</a><a href="tel:112">x</a><a href="https://x.se/?a=b">x</a><a href="#innehall">x</a>',
        '<details name="q12-3"><summary>x</summary>y</details><button type="button" hidden>x</button>',
        '<svg aria-hidden="true" viewBox="0 0 1 1"><path d="M0 0"/></svg>',
        '<p contenteditable="false" title="onclick= style=" data-on="x">onclick="x" javascript:x ?</p>',
        "<noscript><p>x</p></noscript>",
    ],
)
def test_what_may_stand_in_a_page_hears_nothing(good: Path, tmp_path: Path, words: str) -> None:
    assert with_markup(good, tmp_path, words) == []


@given(
    name=st.sampled_from(["onclick", "onerror", "ontoggle", "onpointerrawupdate", "style"]),
    gap=st.sampled_from([" ", "\t", "\n", "\f", "/", " / ", ' a="b"', " a='b' ", " a=b\n"]),
    value=st.sampled_from(["", "=x", '="x"', "='x'", " = x", '\n=\n"x"']),
    data=st.data(),
)
def test_no_case_and_no_white_space_hides_a_handler(name: str, gap: str, value: str, data: st.DataObject) -> None:
    letters = "".join(data.draw(st.sampled_from([letter, letter.upper()])) for letter in name)
    page = built.BuiltPage(text := f"<p{gap}{letters}{value}>x</p>", root := html_tree.read(text), tuple(root.walk()))
    site = built.BuiltSite(ROOT, {"a.html": page}, ())
    assert "a6-attribut" in {problem.code for problem in elements.check(site, LOADED, TREE)}
