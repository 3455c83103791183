"""Both editions are the same, byte for byte, when ProperDocs takes the place of MkDocs: the way out of the engine stays open."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from builders import ROOT
from utvag.project import EDITIONS

ENGINE = Path(sys.prefix) / "properdocs"
"""Where `make test-all` puts it, apart from what the site is built with."""

NAMES_ITSELF = re.compile(rb'<meta name="generator" content="mkdocs-[^"]*">')
"""What Material writes for staff; the public edition names nothing that made it."""

pytestmark = [pytest.mark.site, pytest.mark.slow]


def _built(engine: str, edition: str, site: Path) -> dict[str, bytes]:
    """Return every file of an edition as `engine` builds it strictly, by its name."""
    command = [sys.executable, "-m", engine, "build", "--strict", "-f", str(ROOT / EDITIONS[edition].settings), "-d", str(site)]
    told = {**os.environ, "PYTHONPATH": str(ENGINE) if engine == "properdocs" else "", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=site.parent, env=told, capture_output=True, text=True, check=False)  # noqa: S603 -- our own interpreter
    assert done.returncode == 0, done.stderr
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.mark.parametrize("edition", ["public", "staff"])
def test_an_edition_is_the_same_from_both_engines(tmp_path: Path, edition: str) -> None:
    assert (ENGINE / "properdocs").is_dir(), "no ProperDocs: make test-all fetches it"
    ours, theirs = (_built(engine, edition, tmp_path / engine) for engine in ("mkdocs", "properdocs"))
    assert len(ours) > 50
    assert ours.keys() == theirs.keys()
    if edition == "staff":
        assert b"mkdocs-ProperDocs " in theirs["index.html"], "another engine made it"
        ours, theirs = ({name: NAMES_ITSELF.sub(b"", page) for name, page in made.items()} for made in (ours, theirs))
    assert [name for name, page in ours.items() if page != theirs[name]] == []
