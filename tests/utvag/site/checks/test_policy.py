"""Tests of the check of the policy: a good site hears nothing, and each thing that weakens it is found."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from builders import a_registry, a_site, load
from spoiling import said
from utvag.guide import wizard
from utvag.site import headers
from utvag.site.checks import policy

if TYPE_CHECKING:
    from pathlib import Path

LOADED = load(a_registry())
TREE = wizard.compile(LOADED.registry)
PAGE = "stod/index.html"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_site(tmp_path_factory.mktemp("good"), LOADED)


@pytest.fixture
def folder(good: Path, tmp_path: Path) -> Path:
    return shutil.copytree(good, tmp_path / "site")


def codes(folder: Path) -> set[str]:
    return {problem.code for problem in said(policy, folder)}


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_site_as_it_is_built_hears_nothing(good: Path) -> None:
    assert codes(good) == set()


LOOSE = [
    ("default-src 'none'", "default-src 'self'"),
    ("default-src 'none'; ", ""),
    ("script-src '", "script-src 'unsafe-inline' '"),
    ("script-src '", "script-src https: '"),
    ("script-src '", "script-src 'strict-dynamic' '"),
    ("style-src '", "style-src * '"),
    ("img-src data:", "img-src data: https://example.se"),
    ("base-uri 'none'; ", ""),
    ("form-action 'none'", "form-action 'self'"),
    ("trusted-types 'none'", "trusted-types a 'allow-duplicates'"),
    ("trusted-types 'none'", "trusted-types 'none'; connect-src 'self'"),
    ("trusted-types 'none'", "trusted-types 'none'; report-uri /x"),
    ("trusted-types 'none'", "trusted-types 'none'; sandbox"),
]


@pytest.mark.parametrize(("old", "new"), LOOSE)
def test_a_policy_that_allows_or_tells_more_is_found_in_pages_and_in_headers(folder: Path, old: str, new: str) -> None:
    spoil(folder / headers.LIST, old, new)
    assert codes(folder) == {"a4-policy-slapp", "a4-policy-olika"}
    for page in folder.rglob("*.html"):
        spoil(page, old, new)
    assert codes(folder) == {"a4-policy-slapp"}


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("a4-policy-saknas", '<meta http-equiv="Content-Security-Policy"', '<meta name="x"'),
        (
            "a4-policy-saknas",
            '<meta http-equiv="Content-Security-Policy"',
            '<title>x</title><meta http-equiv="Content-Security-Policy"',
        ),
        ("a4-policy-saknas", "</head>", '<meta http-equiv="content-security-policy" content="img-src data:"></head>'),
        ("a4-policy-olika", "img-src data:; ", ""),
        ("a4-policy-block", "<script>", "<script> "),
        ("a4-policy-block", "</main>", "<style>p { }</style></main>"),
        ("a4-policy-block", "</main>", "</main></body><script>alert(1)</script>"),
        ("a4-policy-block", "</main>", "<script src='https://x.se/a.js'></script></main>"),
        ("a7-avsandare", "no-referrer", "unsafe-url"),
        ("a7-avsandare", "</head>", '<meta name="referrer" content="origin"></head>'),
    ],
)
def test_a_page_that_differs_is_found(folder: Path, code: str, old: str, new: str) -> None:
    spoil(folder / PAGE, old, new)
    found = [problem for problem in said(policy, folder) if problem.code == code]
    assert found
    assert found[0].where.file == f"site/{PAGE}"


@pytest.mark.parametrize(
    ("code", "name", "value"),
    [
        ("a4-policy-overflod", "Content-Security-Policy", headers.content_policy(["borta"], [])),
        ("a4-policy-slapp", "Content-Security-Policy", ""),
        ("a7-avsandare", "Referrer-Policy", "origin"),
    ],
)
def test_headers_that_differ_are_found(folder: Path, code: str, name: str, value: str) -> None:
    made = dict(headers.read(folder)) | {name: value}
    (folder / headers.LIST).write_text(json.dumps(list(made.items())), encoding="utf-8")
    assert code in codes(folder)


def test_a_frame_of_others_may_never_hold_the_page(folder: Path) -> None:
    spoil(folder / headers.LIST, "frame-ancestors 'none'; ", "")
    assert codes(folder) == {"a4-policy-slapp"}


def test_a_site_without_headers_is_a_problem_and_no_exception(folder: Path) -> None:
    shutil.rmtree(folder / headers.FOLDER)
    assert "a4-policy-saknas" in codes(folder)


def test_as_in_a_browser_the_first_directive_of_a_name_counts() -> None:
    assert policy.parsed("IMG-SRC a b;; img-src c") == {"img-src": {"a", "b"}}
