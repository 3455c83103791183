"""Tests of reading an address as a browser does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from utvag.site import hrefs

NOISE = st.text(alphabet="\t\n\r", max_size=3)
ENDS = st.text(alphabet=[chr(code) for code in range(0x21)], max_size=3)


def noisy(data: st.DataObject, address: str) -> str:
    """Return `address` with what a browser throws away put in, and its letters in any case."""
    letters = [data.draw(NOISE) + data.draw(st.sampled_from([letter.upper(), letter.lower()])) for letter in address]
    return data.draw(ENDS) + "".join(letters) + data.draw(ENDS)


@given(st.data(), st.sampled_from(["javascript", "data", "vbscript", "https", "tel", "mailto"]))
def test_a_scheme_is_read_however_it_is_hidden(data: st.DataObject, scheme: str) -> None:
    assert hrefs.scheme(noisy(data, f"{scheme}:x")) == scheme


@given(
    st.data(), st.sampled_from(["http://a.se", "https:a.se", "//a.se", r"\\a.se", r"/\a.se", r"\/a.se", "ftp://a.se", "wss://a.se"])
)
def test_an_address_of_another_site_is_foreign_however_it_is_written(data: st.DataObject, address: str) -> None:
    assert hrefs.is_foreign(noisy(data, address))


@pytest.mark.parametrize(
    "address", ["", "../", "./a:b", "#a", "?a=//b", "/stod/", "guide/", "tel:112", "a//b", "java script:x", "1a:b"]
)
def test_an_address_within_the_site_or_a_number_is_not(address: str) -> None:
    assert not hrefs.is_foreign(address)
    assert hrefs.scheme(address) in ("", "tel")


@pytest.mark.parametrize(
    ("name", "path", "file"),
    [
        ("a/index.html", "", "a/index.html"),
        ("a/index.html", "../", "index.html"),
        ("a/b/index.html", "../c/", "a/c/index.html"),
        ("404.html", "/a/", "a/index.html"),
        ("index.html", "./a%20b/", "a b/index.html"),
        ("index.html", "../../x.html", "x.html"),
    ],
)
def test_a_link_means_a_file(name: str, path: str, file: str) -> None:
    assert hrefs.goal(name, path) == file
