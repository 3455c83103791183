"""Names that must be used once, and names that must exist.

Works on the file's data before the model has approved it, so that a misspelt key does not hide a missing source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from utvag.problems import Problem
from utvag.registry import walk
from utvag.registry.model import DECLINED, Registry
from utvag.registry.source import Mapping, Sequence
from utvag.swedish import did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from utvag.registry.source import Path, Source, Value
    from utvag.registry.walk import Found

UNIQUE = {"id": "dubbelt-id", "slug": "dubbel-adress", "title": "dubbel-titel"}
"""Keys whose values stand once in their list: key → rule code."""


def check(source: Source) -> Iterator[Problem]:
    """Yield every id, address or title that is used twice, and every reference to something that is not there.

    `source` has a document.
    """
    document = source.document or Mapping((1, 1))
    first: dict[tuple[Path, str, str], Path] = {}
    known: dict[tuple[str, ...], frozenset[str]] = {}
    for found in walk.written(document, Registry):
        if found.key.unique:
            yield from _once(source, found, first)
        elif found.key.refers_to and isinstance(found.value, str) and found.value:
            allowed = _allowed(document, found, known)
            if allowed and found.value not in allowed:
                message, remedy = _told(found.value, allowed, is_source=found.key.refers_to[0] == "sources")
                yield Problem(source.locate(found.path), source.subject(found.path), message, remedy, "okand-hanvisning")


def _once(source: Source, found: Found, first: dict[tuple[Path, str, str], Path]) -> Iterator[Problem]:
    """Yield a problem when a value, in any of its languages, has been met before in the same list; `first` remembers where."""
    in_languages = found.value.items() if isinstance(found.value, Mapping) else [("", found.value)]
    for lang, words in in_languages:
        if not isinstance(words, str) or not words:
            continue
        path = (*found.path, lang) if lang else found.path
        name = ((*found.path[:-2], found.key.name), lang or "sv", words)
        if name in first:
            line = source.locate(first[name]).line
            message = f"{quoted(words)} används två gånger. Första gången är på rad {line}."
            yield Problem(source.locate(path), source.subject(path), message, "Ge den ena ett annat namn.", UNIQUE[found.key.name])
        first.setdefault(name, path)


def _allowed(document: Mapping, found: Found, known: dict[tuple[str, ...], frozenset[str]]) -> frozenset[str]:
    """Return the names that may stand there; none are known of a list, or a question, that is not there. `known` keeps them."""
    part, *besides = found.key.refers_to
    if part != "answers":
        if found.key.refers_to not in known:
            known[found.key.refers_to] = frozenset([*_ids(document.get(part)), *besides])
        return known[found.key.refers_to]
    asked = found.inside.value.get("question") if found.inside else None
    questions = document.get("questions")
    for question in questions if isinstance(questions, Sequence) else ():
        if isinstance(question, Mapping) and question.get("id") == asked:
            return frozenset(_ids(question.get("answers"))) - {DECLINED}
    return frozenset()


def _ids(items: Value | None) -> Iterator[str]:
    for item in items if isinstance(items, Sequence) else ():
        if isinstance(item, Mapping) and isinstance(name := item.get("id"), str):
            yield str(name)


def _told(value: str, allowed: Iterable[str], *, is_source: bool) -> tuple[str, str]:
    """Return message and remedy; of sources none is guessed: the nearest name would be a false source."""
    if is_source:
        remedy = "Kolla numret, eller lägg till källan i listan sist i filen. Flera källor skrivs med komma: [A1, N3]"
        return f"Källan {quoted(value)} finns inte.", remedy
    names = sorted(allowed)
    shown = ", ".join(names[:12]) + (" …" if len(names) > 12 else "")  # noqa: PLR2004 -- a line's worth
    return f"{quoted(value)} finns inte.{did_you_mean(value, names)}", f"Skriv ett av dessa: {shown}"
