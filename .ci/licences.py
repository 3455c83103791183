"""Which licence everything has that leaves this project or builds it, as the installed packages say: docs/licences.md.

`make licences`; `make lock` does it too, so that a new licence is seen in the diff that somebody reviews.
"""

from __future__ import annotations

import json
import re
from importlib.metadata import metadata
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parent.parent
WHERE = ROOT / "docs" / "licences.md"
LOCKS = (
    ("requirements.txt", "Builds both editions"),
    ("requirements-staff.txt", "Builds the staff edition and the papers besides"),
)
UNSAID = "not said"
_LONGEST = 60
_BUNDLED = re.compile(r"node_modules/((?:@[^/]+/)?[^/]+)")


def licence(package: str) -> str:
    """Return the licence of an installed package in the words of its own metadata."""
    told = metadata(package)
    written = next((told[key].strip() for key in ("License-Expression", "License") if key in told), "")
    if written and written != "UNKNOWN" and "\n" not in written and len(written) <= _LONGEST:
        return written
    classes = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier") or () if line.startswith("License ::")]
    return ", ".join(classes) or UNSAID


def pinned(lock: str) -> list[str]:
    """Return the names of the packages that a lock file pins."""
    return re.findall(r"^([\w.-]+)==", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE)


def bundled() -> list[str]:
    """Return what Material's own scripts and styles were made of, as their source maps name it."""
    maps = sorted((_material() / "assets").rglob("*.map"))
    sources = [source for path in maps for source in json.loads(path.read_text(encoding="utf-8"))["sources"]]
    return sorted({found[-1] for source in sources if (found := _BUNDLED.findall(source))})


def _material() -> Path:
    found = find_spec("material")
    assert found, "no Material: make staff"
    assert found.origin
    return Path(found.origin).parent / "templates"


def _said_in(path: Path, words: str) -> str:
    """Return `words` when the file still says them: what no metadata tells is read where it stands."""
    return words if words in path.read_text(encoding="utf-8") else UNSAID


def text() -> str:
    """Return the whole document."""
    icons = _said_in(_material() / ".icons" / "material" / "LICENSE", "Apache 2.0")
    stemmer = _said_in(_material() / "assets" / "javascripts" / "lunr" / "min" / "lunr.sv.min.js", "http://www.mozilla.org/MPL/")
    granted = _said_in(
        ROOT / "overrides" / "staff" / "assets" / "minisearch.LICENSE.txt", "Permission is hereby granted, free of charge"
    )
    minisearch = UNSAID if granted == UNSAID else "MIT"
    own = "EUPL-1.2 (the program), CC0-1.0 (facts), CC-BY-4.0 (texts): [LICENSE](../LICENSE)"
    lines = [
        "# What is shipped, and under which licence",
        "",
        "Made by `make licences` from what the installed packages say of themselves. Never edit it by hand.",
        "",
        "| What leaves this project | What is in it | Licence |",
        "|---|---|---|",
        f"| the visitors' pages | words, templates, styles and scripts of this project, nothing else | {own} |",
        f"| papers (PDF) | the same, and letters of the typeface Lexend | {licence('fontpkg-lexend')} |",
        f"| the staff edition | the same, and Material for MkDocs: styles, scripts | {licence('mkdocs-material')} |",
        f"| | in its scripts and styles: {', '.join(bundled())} | each its own; Material's package does not repeat them |",
        f"| | Material's search in other languages, which is not used (lunr-languages) | {stemmer} |",
        f"| | its search (MiniSearch) | {minisearch} |",
        f"| | its icons (Material Design Icons) | {icons} |",
        "",
        "Nothing of the packages below is in what visitors get. A container (deploy/Containerfile) has Debian's packages besides,",
        "each with its licence in `/usr/share/doc/*/copyright`.",
    ]
    known: set[str] = set()
    for lock, title in LOCKS:
        names = [name for name in pinned(lock) if name not in known]
        known |= set(names)
        lines += ["", f"## {title}", "", "| Package | Licence |", "|---|---|", *(f"| {name} | {licence(name)} |" for name in names)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    WHERE.write_text(text(), encoding="utf-8")
