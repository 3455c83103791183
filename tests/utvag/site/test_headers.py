"""Tests of the headers: the policy of some blocks, its form in pages. What servers make of them: tests/safety/test_servers.py."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from utvag.site import headers

if TYPE_CHECKING:
    from pathlib import Path

POLICY = headers.content_policy(["var a;", "var a;"], ["p { }"])


def test_a_block_is_known_by_the_sha256_of_its_text() -> None:
    """The example of the CSP specification (8.3), and text outside ASCII as UTF-8."""
    assert headers.digest("alert('Hello, world.');") == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    assert headers.digest("å") != headers.digest("a")


def test_a_policy_names_each_block_once_and_nothing_but_blocks() -> None:
    assert POLICY.count(headers.digest("var a;")) == 1
    assert f"style-src {headers.digest('p { }')};" in POLICY
    assert "script-src 'none'; style-src 'none';" in headers.content_policy([], [])


def test_the_policy_in_a_page_lacks_only_what_browsers_refuse_there() -> None:
    assert "; frame-ancestors 'none'; " in POLICY
    assert headers.in_page(POLICY) == POLICY.replace("frame-ancestors 'none'; ", "")


@pytest.mark.parametrize("value", ['"', "\\", "$host", "{path}", "a\nb"])
def test_a_value_that_a_server_would_take_for_something_else_is_refused(tmp_path: Path, value: str) -> None:
    with pytest.raises(ValueError, match=re.escape(value)):
        headers.write(tmp_path, value)


@pytest.mark.parametrize("content", [None, "{"])
def test_a_site_without_a_list_of_headers_says_so(tmp_path: Path, content: str | None) -> None:
    if content:
        (tmp_path / headers.FOLDER).mkdir()
        (tmp_path / headers.LIST).write_text(content, encoding="utf-8")
    with pytest.raises((OSError, ValueError)):
        headers.read(tmp_path)
