"""What is walked in one language holds in the others: the same script, and the same marks for it to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import a_registry, a_site, load
from safety.visit import GUIDE
from translated import in_language, speaking
from utvag.site import built

if TYPE_CHECKING:
    from pathlib import Path

    from safety.visit import Visit
    from utvag.site.built import BuiltPage

READ = ("hidden", "name", "open", "class", "tabindex")
"""What the script and the style read besides `data-…`."""


def script(page: BuiltPage) -> list[str]:
    """Return the scripts of a page."""
    return [element.own_text() for element in page.elements if element.name == "script"]


def marks(page: BuiltPage) -> list[tuple[str, dict[str, str], str]]:
    """Return what the guide's script can see of a page, in order: the parts it shows and hides, what leads where, the numbers."""
    (main,) = [element for element in page.elements if element.name == "main"]
    told = []
    for element in main.walk():
        seen = {key: value for key, value in element.attributes.items() if key in READ or key.startswith("data-")}
        address = element.attributes.get("href", "")
        calls = address if address.startswith("tel:") else ""
        if (seen or calls) and element.attributes.get("class") not in ("top-row", "language"):
            told.append((element.name, seen, calls))
    return told


def compared(folder: Path, prefixes: list[str]) -> None:
    pages = built.read(folder).pages
    swedish = pages[f"{GUIDE}index.html"]
    for prefix in prefixes:
        other = pages[f"{prefix}{GUIDE}index.html"]
        assert script(other) == script(swedish)
        assert marks(other) == marks(swedish)


def test_every_guide_has_the_script_and_the_marks_of_the_swedish(visit: Visit) -> None:
    compared(visit.folder, [language.prefix for language in visit.loaded.languages])


@pytest.mark.parametrize(
    ("old", "new"),
    [("data-outcome=", "data-end="), ("data-back hidden", "data-back"), ('name="q2"', 'name="q1"'), ("tel:112", "tel:1")],
)
def test_a_guide_with_other_marks_is_seen(tmp_path: Path, old: str, new: str) -> None:
    loaded = load(in_language(a_registry(), "so", "so "), speaking("so", "so "))
    folder = a_site(tmp_path, loaded)
    compared(folder, ["so/"])
    page = folder / "so" / "guide" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(AssertionError):
        compared(folder, ["so/"])
