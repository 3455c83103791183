"""What is said in which language: a programme has a page where all its texts are translated, and no language is offered half."""

from __future__ import annotations

from typing import TYPE_CHECKING

from utvag.registry import walk
from utvag.registry.finding import Finding
from utvag.registry.model import STATUS_REASON, Text
from utvag.swedish import language_name, quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from utvag.registry.loader import Loaded
    from utvag.registry.model import Model, Program, Registry
    from utvag.registry.source import Path

NEEDED = ("lifeline", "emergency", "declined_answer", "municipalities", "questions")
"""What a language needs in full before it is offered: the number, 112, and the guide's own words."""


def is_translated(program: Program, lang: str) -> bool:
    """Return whether everything that visitors need to read of `program` has words in `lang`."""
    return program.status == "unconfirmed" or lang in program.languages


def missing(group: Model, lang: str, path: Path = (), only: Collection[str] = ()) -> Iterator[Path]:
    """Yield the path of every text inside `group`, which stands at `path`, that has no words in `lang`; see `walk.texts`."""
    return (one.path for one in walk.texts(group, path, only) if isinstance(one.value, Text) and lang not in one.value)


def languages_are_whole(loaded: Loaded) -> Iterator[Finding]:
    """Ett språk som erbjuds har numret, 112 och guidens alla frågor och svar översatta."""
    for lang in _others(loaded):
        for path in missing(loaded.registry, lang, only=NEEDED):
            message = f"Texten finns inte på {language_name(lang)}."
            remedy = f"{_rows(loaded, path, lang)} Eller ta bort {lang} ur languages: i mkdocs.yml."
            yield Finding(path, message, remedy)


def programs_are_translated(loaded: Loaded) -> Iterator[Finding]:
    """En insats som inte är översatt har ingen sida på det språket. Där står namn, nummer och att man kan ringa och fråga."""
    for lang in _others(loaded):
        for path, program in _with_pages(loaded.registry):
            name, lacking = quoted(program.name), list(missing(program, lang, path))
            if lacking == [(*path, STATUS_REASON)]:
                message = f"Skälet till pausen finns inte på {language_name(lang)}. Där står bara att {name} har paus."
            else:
                message = f"{name} har ingen sida på {language_name(lang)}: {len(lacking)} texter saknas, den här först."
            if lacking:
                yield Finding(lacking[0], message, f"Är den översatt? {_rows(loaded, lacking[0], lang)}")


def _rows(loaded: Loaded, path: Path, lang: str) -> str:
    """Return which rows to write, and where, for a text's words in `lang`: one below `sv`, or both when it is a plain line."""
    value = loaded.source.value(path)
    if not isinstance(value, str):
        return f"Lägg till {lang}: under sv:."
    where = "efter strecket" if isinstance(path[-1], int) else f"under {path[-1]}:, två mellanslag längre in"
    return f"Skriv två rader {where}: sv: {value} – och rakt under den {lang}: med de översatta orden."


def _others(loaded: Loaded) -> Iterator[str]:
    return (language.code for language in loaded.languages[1:])


def _with_pages(registry: Registry) -> Iterator[tuple[Path, Program]]:
    return ((("programs", number), program) for number, program in enumerate(registry.programs) if program.has_page)
