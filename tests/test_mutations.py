"""Hundreds of spoilt registries: each is either refused with places that exist, or gives pages that keep every promise."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builders import MINIMAL, NAME, a_registry, an_environment, as_yaml, examined, problems_in
from frozen import THEN
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from site_checks import markup
from site_checks.site import Page, Site, readings
from utvag.content import languages, urls
from utvag.guide import wizard
from utvag.problems import Severity
from utvag.registry.source import Bare
from utvag.site import pages, templates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.registry.loader import Loaded

EVIL = "<script>alert(1)</script>"
MARKUP = (EVIL, '"><img src=x onerror=alert(1)>', "</title>", "{{ 7*7 }}", "{% raw %}", "&lt;", "' or 1", "]]>", "\\", "%s", "${x}")
ADDRESSES = "javascript:alert(1) https://[ http://x mailto:a@b.se ../../etc/passwd tel:112 - # vet-inte lifeline national"
SIGNS = "\u202e \u200b \x00 \x07 \x1b[31m \ufeff \ud7ff \U0010fffe e\u0301 ٠٨ 🙂🙂🙂 None __class__"
TEXTS = ("\u2028", "\x85", "", " ", "\n", "a\nb", "\t", "08-465 00 499", "116 000", "x" * 1001, "9" * 400, "- x", "a: b")
UNQUOTED = r"""no ~ 112 012 12:30 1e999 -1 0 .nan 2026-02-30 [ ] { } *x &x !x | > @ ` % " ' << ? --- ..."""
BARE = tuple(map(Bare, (*UNQUOTED.split(), "9" * 400, "\t", "a: b: c", "# x")))
PLAIN = (None, True, 0, 10**30, date(1, 1, 1))
NESTED: Any = ([], {}, [[]], [{}], {"": ""}, ["x"], {"sv": "x"}, {"id": "x"}, {"a": {"b": ["c"]}})
NASTY: st.SearchStrategy[Any] = st.sampled_from([*MARKUP, *ADDRESSES.split(), *SIGNS.split(), *TEXTS, *BARE, *PLAIN, *NESTED])
SPOKEN = (EVIL, '"><img src=x>', "{{ 7*7 }}", "Ring 114 14.", "🙂", "&amp;", "a\nb")
TO_DATA, TO_TEXT = "drop rename retype swap double replace replace copy say say say", "drop swap double in out break cut cut"
REGISTRIES = (MINIMAL, THEN / "programs.yaml")
SAID = {"text", "name", "provider", "label", "reason", "unknown", "why", "unsure", "answer", "sv", "title", 0}
"""Keys of what visitors read."""

GOOD = {line for text in (as_yaml(a_registry()), *map(Path.read_bytes, REGISTRIES)) for line in text.decode().split("\n")}


class Spoilt(bytes):
    """The text of a spoilt registry, which shows only the lines that set it apart."""

    def __repr__(self) -> str:
        """Return the lines that stand in no good registry, with their numbers."""
        lines = enumerate(self.decode("utf-8", errors="replace").split("\n"), 1)
        return "\n".join(f"{number}: {line!r}" for number, line in lines if line not in GOOD)


def _places(value: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 -- data as it was written
    """Yield (mapping or list, key or number) for everything inside `value`."""
    for key in value if isinstance(value, dict) else range(len(value)):
        yield value, key
        if isinstance(value[key], dict | list):
            yield from _places(value[key])


@st.composite
def spoilt_data(draw: st.DrawFn) -> bytes:
    """Return the minimal registry with up to three things dropped, renamed, retyped, swapped, doubled or replaced."""
    data = a_registry()
    for _ in range(draw(st.integers(1, 3))):
        places = list(_places(data))
        (here, key), (other, other_key) = draw(st.sampled_from(places)), draw(st.sampled_from(places))
        how = draw(st.sampled_from(TO_DATA.split()))
        if how == "drop":
            del here[key]
        elif how == "rename" and isinstance(here, dict):
            here[draw(st.sampled_from([f"{key}s", str(key)[:-1], "id", "text", "", EVIL]))] = here.pop(key)
        elif how == "retype":
            here[key] = draw(st.sampled_from([[here[key]], {"text": here[key]}, str(here[key])[:50], {"sv": str(here[key])[:50]}]))
        elif how == "swap" and isinstance(here[key], str) and isinstance(other[other_key], str):
            here[key], other[other_key] = other[other_key], here[key]
        elif how == "double" and isinstance(here, list):
            here.insert(key, here[key])
        elif how == "say":
            said = [(inside, name) for inside, name in places if name in SAID and isinstance(inside[name], str)]
            inside, name = draw(st.sampled_from(said))
            inside[name] = draw(st.sampled_from(SPOKEN))
        elif how == "copy" and isinstance(other[other_key], str):
            here[key] = other[other_key]
        else:
            here[key] = draw(NASTY)
        if not data:
            break
    return Spoilt(as_yaml(data))


@st.composite
def spoilt_text(draw: st.DrawFn, path: Path) -> bytes:
    """Return the text of a registry with up to three lines dropped, swapped, doubled, moved inwards or broken."""
    lines = path.read_text(encoding="utf-8").split("\n")
    for _ in range(draw(st.integers(1, 3))):
        one, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        how = draw(st.sampled_from(TO_TEXT.split()))
        line = lines[one]
        column = draw(st.integers(0, len(line)))
        if how == "drop":
            del lines[one]
        elif how == "swap":
            lines[one], lines[other] = lines[other], lines[one]
        elif how == "double":
            lines.insert(other, line)
        elif how in ("in", "out"):
            lines[one] = f"  {line}" if how == "in" else line.removeprefix(" ")
        elif how == "break":
            lines[one] = line[:column] + str(draw(NASTY)) + line[column:]
        else:
            lines[one] = line[:column]
    return Spoilt("\n".join(lines).encode("utf-8", errors="surrogatepass"))


def holds(text: bytes) -> None:
    """Assert that a registry is refused in an orderly way, or gives pages that keep every promise."""
    found, loaded = examined(text)
    lines = text.decode("utf-8-sig", errors="replace").split("\n")
    for problem in found:
        where, told = problem.where, (problem.subject, problem.message, problem.remedy)
        assert where.file == NAME
        assert 1 <= where.line <= len(lines), problem
        assert 1 <= where.column <= len(lines[where.line - 1]) + 1, problem
        assert all(told), problem
        assert "\n" not in "".join(told), problem
        if problem.code in ("okant-namn", "dubbel-nyckel"):
            named = re.sub(r"^.*?”|”.*$", "", problem.message)
            assert not named or named[0] in lines[where.line - 1][where.column - 1 :][:2], problem
    if all(problem.severity is Severity.WARNING for problem in found):
        assert loaded is not None
        renders(loaded)


def renders(loaded: Loaded) -> None:
    """Assert that a registry gives pages, with the number on each and in each ending, and nothing planted that is alive."""
    tree = wizard.compile(loaded.registry)
    line, emergency = loaded.registry.lifeline, loaded.registry.emergency
    plan = urls.sitemap(loaded.registry, loaded.languages, {})
    env = an_environment(loaded)  # its own: what a template imports knows the site for good
    env.globals["site"] = templates.Site(line, emergency, "https://www.example.se/", plan)
    made = {}
    for page in pages.generate(loaded.registry, tree, env):
        assert "<script>alert" not in page.text
        made[page.address] = Page(page.address, languages.of(page.address, loaded.languages), page.text)
    site = Site(Path(), made, tuple(made), loaded, tree)
    found = [fault for check in (readings, markup.known) for fault in check(site)]
    assert [fault for fault in found if fault.code != "bruten-lank"] == []  # the pages that people write are not there


def spoilt(share: float) -> settings:
    """Return how such a test runs: the same examples each time, however long one takes; a share of 300, or of a thousand."""
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
    examples = round(share * 3 * settings().max_examples)
    return settings(max_examples=examples, derandomize=True, deadline=None, database=None, suppress_health_check=slow)


@spoilt(0.6)
@given(spoilt_data())
def test_a_registry_with_spoilt_values_is_refused_or_renders(text: bytes) -> None:
    holds(text)


@spoilt(0.37)
@given(spoilt_text(MINIMAL))
def test_a_registry_with_spoilt_lines_is_refused_or_renders(text: bytes) -> None:
    holds(text)


@spoilt(0.03)
@given(spoilt_text(REGISTRIES[1]))
def test_the_shipped_registry_with_spoilt_lines_is_refused_or_renders(text: bytes) -> None:
    holds(text)


def test_what_is_spoilt_is_sometimes_refused_and_sometimes_not() -> None:
    holds(MINIMAL.read_bytes())
    holds(as_yaml(a_registry({"programs.skydd.name": EVIL})))
    assert problems_in(a_registry({"programs.skydd.name": None}))
