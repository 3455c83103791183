"""A small registry, and a project, in one more language than Swedish."""

from __future__ import annotations

import copy
import re
import shutil
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from builders import CONTENT, ROOT, SWEDISH, a_registry, as_yaml, in_swedish, load
from utvag import rules
from utvag.content import languages, page_source
from utvag.registry import source
from utvag.rules import language_rules
from utvag.rules.written_site import WrittenSite
from utvag.swedish import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builders import Data
    from utvag.problems import Problem
    from utvag.project import Project
    from utvag.registry.loader import Loaded
    from utvag.swedish import Languages

PAGES = ROOT / "tests" / "fixtures" / "content"
"""Pages that people might write beside minimal.yaml."""


def in_language(data: Data, lang: str, mark: str) -> Data:
    """Return the registry `data` with every text in one more language: the Swedish words after `mark`."""
    made: Data = copy.deepcopy(data)
    for path in language_rules.missing(load(data).registry, lang):
        above: Any = made
        here: Any = made
        key: Any = ""
        for part in path:
            if isinstance(here, str) or (isinstance(here, dict) and part not in here):
                break  # the same words for every reader, or for every language: one line in the file
            above, key, here = here, part, here[part]
        texts = here if isinstance(here, dict) else {"sv": here}
        above[key] = {**texts, lang: f"{mark}{texts['sv']}"}
    return made


def speaking(lang: str, mark: str) -> Languages:
    """Return Swedish and one more language: its own words if the site has them, else the Swedish after `mark`."""
    own = CONTENT / lang / languages.WORDS
    if own.exists():
        document = source.parse(own.read_bytes(), own.name).document
        assert document is not None
        return (*SWEDISH, Language(lang, {key: str(words) for key, words in document.items()}))
    return (*SWEDISH, Language(lang, {key: f"{mark}{words}" for key, words in SWEDISH[0].words.items()}))


def told_of(pages: Mapping[str, str], loaded: Loaded | None = None) -> list[Problem]:
    """Return what the rules find wrong with hand-written pages, by file, beside a registry: the small one, in two languages."""
    found = loaded or _in_two_languages()
    read = tuple(
        page_source.read(text, f"content/{name}", PurePosixPath(name), page_source.said(PurePosixPath(name), found))
        for name, text in pages.items()
    )
    files = tuple((page.name, page.inside) for page in read)
    return list(rules.found_by_rules(WrittenSite(found, read, files)))


@cache
def _in_two_languages() -> Loaded:
    return load(in_language(a_registry(), "en", "eng "), speaking("en", "eng "))


def add_language(project: Project, data: Data, lang: str, mark: str, pages: str = "all") -> None:
    """Make the copied `project` one of the registry `data` in Swedish and one more language: a folder, texts, a line."""
    in_swedish(project)
    for path in project.content.glob("*.md"):
        path.unlink()
    shutil.copytree(PAGES, project.content, dirs_exist_ok=True)
    project.registry.write_bytes(as_yaml(in_language(data, lang, mark)))
    project.personas.unlink(missing_ok=True)
    (project.content / lang).mkdir(exist_ok=True)
    (project.content / lang / languages.WORDS).write_bytes(as_yaml(dict(speaking(lang, mark)[1].words)))
    config = project.config.read_text(encoding="utf-8")
    signed = f"signed:\n    {lang}: {{reviewed_by: tolk, date: 2026-11-30, pages: {pages}}}\n"
    config = config.replace("languages: [sv]", f"languages: [sv, {lang}]").replace("signed:\n", signed)
    project.config.write_text(re.sub(r"    en: .*redaktionen.*\n", "", config), encoding="utf-8")
    sign(project)


def sign(project: Project, place: str = "") -> int:
    """Mark the translations of `project` as people do, the one at `place` although its Swedish has changed; return how many."""
    made, count = language_rules.signed(
        rules.written(project, rules.read(project)[0].on(None)), lambda text: language_rules.place(text) == place
    )
    for name, text in made.items():
        (project.root / name).write_text(text, encoding="utf-8")
    return count
