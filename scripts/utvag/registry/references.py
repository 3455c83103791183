"""Names that must be used once, and names that must exist.

Works on the file's data before the model has approved it, so that a misspelt key does not hide a missing source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from utvag.problems import some
from utvag.registry import walk
from utvag.registry.model import DECLINED, Registry
from utvag.registry.source import Mapping, Sequence
from utvag.swedish import did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from utvag.problems import Problem
    from utvag.registry.model import Model
    from utvag.registry.source import Path, Source, Value
    from utvag.registry.walk import Found


def check(source: Source, kind: type[Model] = Registry) -> Iterator[Problem]:
    """Yield every id, address or title that is used twice, and every reference to something that is not there.

    `source` has a document, which should become a `kind`.
    """
    document = source.document or Mapping((1, 1))
    yield from _used_twice(source, walk.written(document, kind, "unique"))
    known: dict[tuple[str, ...], frozenset[str]] = {}
    named = (one for one in walk.written(document, kind, "refers_to") if isinstance(one.value, str) and one.value)
    unknown = ((found, allowed) for found in named if (allowed := _allowed(document, found, known)) and found.value not in allowed)
    yield from some(unknown, lambda one: _unknown(source, *one))


def _used_twice(source: Source, unique: Iterable[Found]) -> Iterator[Problem]:
    """Yield each value that has stood before in the same list, in any of its languages."""
    first: dict[tuple[Path, str, str, str], Path] = {}
    for found in unique:
        in_languages = found.value.items() if isinstance(found.value, Mapping) else [("", found.value)]
        for lang, words in in_languages:
            if isinstance(words, str) and words:
                path = (*found.path, lang) if lang else found.path
                before = first.setdefault((found.path[:-2], found.key.name, lang or "sv", words), path)
                if before != path:
                    message = f"{quoted(words)} används två gånger. Första gången är på rad {source.locate(before).line}."
                    yield source.problem(path, message, "Ge den ena ett annat namn.", "dubbelt")


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


def _unknown(source: Source, found: Found, allowed: Iterable[str]) -> Problem:
    """Return the problem of a name that is not there; of sources none is guessed: the nearest name would be a false source."""
    if found.key.refers_to[0] == "sources":
        message = f"Källan {quoted(found.value)} finns inte."
        remedy = "Kolla numret, eller lägg till källan i listan sist i filen. Flera källor skrivs med komma: [A1, N3]"
    else:
        names = sorted(allowed)
        message = f"{quoted(found.value)} finns inte.{did_you_mean(found.value, names)}"
        remedy = f"Skriv ett av dessa: {', '.join(names[:12])}{' …' if len(names) > 12 else ''}"  # noqa: PLR2004 -- a line's worth
    return source.problem(found.path, message, remedy, "okand-hanvisning")
