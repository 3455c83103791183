"""Faults that can be planted in a good site, and a site with one of them planted in its sources."""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builders import PUBLIC, a_site, from_yaml

if TYPE_CHECKING:
    from utvag.registry.loader import Loaded

NOISE = re.sub(r"\d", "x", "".join(hashlib.sha256(b"%d" % number).hexdigest() for number in range(800)))
_PUT = {
    "KNOWN": 'href="https://www.example.se/stod"',
    "REL": 'rel="noreferrer noopener nofollow"',
}
FAULTS: Any = from_yaml(Path(__file__).with_name("faults.yaml"))
"""What faults.yaml holds, by where the faults are planted."""

WORDS = "words.yaml"
"""What a fault names as its file that is planted among the Swedish words."""


def spelt(words: str, noise: int = len(NOISE)) -> str:
    """Return what faults.yaml says in full."""
    for name, meant in (*_PUT.items(), ("NOISE", NOISE[:noise])):
        words = words.replace(name, meant)
    return words


def planted(work: Path, loaded: Loaded, file: str, old: str, new: str) -> Path:
    """Return a site in the folder `work` of which one template, style, script or file of words has every `old` made `new`.

    Without `old` the new is put last.
    """
    theme = shutil.copytree(PUBLIC, work / "theme")
    if file == WORDS:
        swedish, *others = loaded.languages
        words = {key: said.replace(old, new) for key, said in swedish.words.items()}
        assert words != swedish.words, f"nothing was planted in {file}"
        loaded = replace(loaded, languages=(replace(swedish, words=words), *others))
    else:
        text = (theme / file).read_text(encoding="utf-8")
        assert old in text, f"nothing was planted in {file}"
        (theme / file).write_text(text.replace(old, spelt(new, 8_000)) if old else f"{text}\n{new}", encoding="utf-8")
    return a_site(work / "site", loaded, theme)
