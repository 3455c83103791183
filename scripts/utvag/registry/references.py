"""Names that must be used once, and names that must exist.

Works on the file's data before the model has approved it, so that a misspelt key does not hide a missing source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from utvag.problems import Problem
from utvag.registry.model import DECLINED, LIFELINE, NATIONAL
from utvag.registry.model_errors import subject
from utvag.registry.source import Mapping, Sequence
from utvag.swedish import did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from utvag.registry.source import Path, Source

UNIQUE = {"id": "dubbelt-id", "slug": "dubbel-adress", "title": "dubbel-titel"}
"""Keys whose values stand once in their list: key → rule code."""
_REFER = frozenset(["sources", "municipality", "default_programs", "program", "question", "answers"])
"""Keys that may hold the id of something else."""
_LISTS = ("municipalities", "questions", "programs", "sources")


def check(source: Source) -> Iterator[Problem]:
    """Yield every id, address or title that is used twice, and every reference to something that is not there.

    `source` has a document.
    """
    document: Any = source.document
    for path in _lists_with_ids(document):
        yield from _once(source, path, "id")
    yield from _once(source, ("programs",), "slug")
    yield from _once(source, ("programs",), "title")
    known = {name: frozenset(_ids(document.get(name))) for name in _LISTS}
    known["anywhere"] = known["municipalities"] | {NATIONAL}
    known["ways"] = known["programs"] | {LIFELINE}
    for path, value in _names(document, (), ""):
        if value and (allowed := _allowed(path, document, known)) and value not in allowed:
            message, remedy = _told(value, allowed, is_source="sources" in path)
            yield Problem(source.locate(path), subject(path, source), message, remedy, "okand-hanvisning")


def _lists_with_ids(document: Any) -> Iterator[Path]:  # noqa: ANN401 -- data as it was written
    for name in _LISTS:
        yield (name,)
    for name, inner in (("questions", "answers"), ("programs", "contact_routes")):
        items = document.get(name)
        for index in range(len(items) if isinstance(items, Sequence) else 0):
            yield (name, index, inner)


def _value(document: Any, path: Path) -> Any:  # noqa: ANN401 -- data as it was written
    """Return the value at `path`, or None when a mapping on the way has no such key."""
    for part in path:
        if isinstance(document, Mapping):
            document = document.get(str(part))
        elif isinstance(document, Sequence) and isinstance(part, int):
            document = document[part]
        else:
            return None
    return document


def _once(source: Source, path: Path, key: str) -> Iterator[Problem]:
    items = _value(source.document, path)
    first: dict[tuple[str, str], Path] = {}
    for index, item in enumerate(items if isinstance(items, Sequence) else ()):
        written = item.get(key) if isinstance(item, Mapping) else None
        for lang, value in (written if isinstance(written, Mapping) else {"sv": written}).items():
            if not isinstance(value, str) or not value:
                continue
            here = (*path, index, key, *((lang,) if isinstance(written, Mapping) else ()))
            if (lang, value) in first:
                yield Problem(
                    source.locate(here),
                    subject(here, source),
                    f"{quoted(value)} används två gånger. Första gången är på rad {source.locate(first[lang, value]).line}.",
                    "Ge den ena ett annat namn.",
                    UNIQUE[key],
                )
            first.setdefault((lang, value), here)


def _ids(items: Any) -> Iterator[str]:  # noqa: ANN401 -- data as it was written
    for item in items if isinstance(items, Sequence) else ():
        if isinstance(item, Mapping) and isinstance(item.get("id"), str):
            yield str(item["id"])


def _names(value: Any, path: Path, key: str) -> Iterator[tuple[Path, str]]:  # noqa: ANN401 -- data as it was written
    """Yield what stands under a key of `_REFER`, with its path; `key` is the last of `path`."""
    if isinstance(value, str):
        if key in _REFER:
            yield path, value
    elif isinstance(value, Mapping):
        for name, inside in value.items():
            if name in _REFER or not isinstance(inside, str):
                yield from _names(inside, (*path, name), name)
    elif isinstance(value, Sequence):
        for index, inside in enumerate(value):
            if key in _REFER or not isinstance(inside, str):
                yield from _names(inside, (*path, index), key)


def _allowed(path: Path, document: Any, known: dict[str, frozenset[str]]) -> Collection[str] | None:  # noqa: ANN401, PLR0911 -- data as it was written; a table
    """Return the names that may stand at `path`, or None when it holds no reference."""
    keys = [part for part in path if isinstance(part, str)]
    match keys:
        case [_, *_, "sources"]:
            return known["sources"]
        case ["programs", "municipality"]:
            return known["anywhere"]
        case ["lifeline", "municipality"]:
            return known["municipalities"]
        case ["municipalities", "default_programs"]:
            return known["programs"]
        case ["programs", "contact_routes", "program"]:
            return known["ways"]
        case ["programs", "eligibility", "conditions", "question"]:
            return known["questions"]
        case ["programs", "eligibility", "conditions", "answers"]:
            question = _value(document, (*path[: path.index("answers")], "question"))
            return _answers(document, question) if isinstance(question, str) and question in known["questions"] else None
        case _:
            return None


def _answers(document: Any, question: str) -> set[str]:  # noqa: ANN401 -- data as it was written
    for item in document["questions"]:
        if isinstance(item, Mapping) and item.get("id") == question:
            return set(_ids(item.get("answers"))) - {DECLINED}
    return set()


def _told(value: str, allowed: Iterable[str], *, is_source: bool) -> tuple[str, str]:
    """Return message and remedy; of sources none is guessed: the nearest name would be a false source."""
    if is_source:
        remedy = "Kolla numret, eller lägg till källan i listan sist i filen. Flera källor skrivs med komma: [A1, N3]"
        return f"Källan {quoted(value)} finns inte.", remedy
    names = sorted(allowed)
    shown = ", ".join(names[:12]) + (" …" if len(names) > 12 else "")  # noqa: PLR2004 -- a line's worth
    return f"{quoted(value)} finns inte.{did_you_mean(value, names)}", f"Skriv ett av dessa: {shown}"
