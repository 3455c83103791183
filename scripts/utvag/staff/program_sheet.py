"""All that the registry says about a programme or a number, thing by thing: words, path, sources; and when the guide shows it."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, NamedTuple

from utvag.content import statements
from utvag.registry import source, walk
from utvag.registry.model import AUDIENCES, LIFELINE, NATIONAL, Claim, OpeningHours, Text, Words, keys
from utvag.swedish import language_name, listing, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from utvag.registry.loader import Loaded
    from utvag.registry.model import Condition, ContactRoute, Emergency, Key, Lifeline, Program, Registry, Source
    from utvag.registry.source import Path

WORDS: Any = source.parse(FilePath(__file__).with_name("words.yaml").read_bytes(), "words.yaml").document
"""What staff read instead of values that are words of ours, as words.yaml has it."""

MOST = 200
"""Characters of a question or an answer that is cited."""


class Told(NamedTuple):
    """One thing the registry says: what it is, when the words do not say it; its words; where they stand; what they rest on.

    `old` is the year of the newest source when that was old at the last check, `others` are the same words in other languages.
    """

    label: str
    words: str
    path: Path
    sources: tuple[Source, ...]
    old: int | None
    others: Mapping[str, str]


def sections(registry: Registry, thing: Program | Lifeline | Emergency, path: Path, first: str) -> dict[str, list[Told]]:
    """Return by heading what the `thing` at `path` says: all but lists of claims or texts under `first`, each of those alone."""
    found: dict[str, list[Told]] = {first: []}
    for key in (key for key in keys(type(thing)) if key.label):
        is_list = _is_words(key) and isinstance(getattr(thing, key.name), Claim | tuple)
        if told := list(_under(registry, thing, path, key)):
            found.setdefault(key.label if is_list else first, []).extend(told)
    return found


def of_route(registry: Registry, route: ContactRoute, path: Path) -> Iterator[Told]:
    """Yield all that is known about the contact route at `path`, each thing with its label."""
    for key in (key for key in keys(type(route)) if key.label):
        yield from (told._replace(label=key.label) for told in _under(registry, route, path, key))


def _under(registry: Registry, thing: Any, path: Path, key: Key) -> Iterator[Told]:  # noqa: ANN401 -- whatever has checks
    """Yield what stands under a key of the `thing` at `path`; a claim or an item of a list needs no label."""
    value = thing.hours if key.name == "opening_hours" else getattr(thing, key.name)
    here = (*path, key.name)
    is_listed = isinstance(value, tuple) and _is_words(key)
    around = () if key.rests_on else getattr(thing, "sources", ())
    day = max(check.date for check in thing.checks)
    for number, item in enumerate(value if is_listed else () if value is None else (value,)):
        where, label = ((*here, number), "") if is_listed else (here, key.label)
        if isinstance(item, Claim):
            yield _told(registry, day, "", item.text, (*where, "text"), item.sources)
        elif isinstance(item, Text):
            yield _told(registry, day, label, item, where, around)
        elif isinstance(item, Words):
            told = ((audience, getattr(item, audience)) for audience in AUDIENCES)
            yield from (_told(registry, day, label, text, (*where, audience), around) for audience, text in told if text)
        else:
            words = _words(registry, key.name, item)
            yield _told(registry, day, label, words, where, around if words != WORDS["unknown"] else ())


def _told(registry: Registry, day: date, label: str, words: Text | str, path: Path, ids: Iterable[str]) -> Told:
    known = registry.sources_by_id
    found = tuple(known[name] for name in ids if name in known)
    old = statements.old_since([source.id for source in found], known, day)
    if isinstance(words, Text):
        return Told(label, words.sv, (*path, "sv"), found, old, words.others)
    return Told(label, words, path, found, old, {})


def _is_words(key: Key) -> bool:
    return any(issubclass(kind, Claim | Text) for kind in key.kinds)


def _words(registry: Registry, key: str, value: Any) -> str:  # noqa: ANN401 -- whatever stands under a key
    """Return a value of the registry as staff read it."""
    if isinstance(value, OpeningHours):
        return value.sentence() or str(WORDS["unknown"])
    if key == "languages":
        return f"{listing([language_name(code) or code for code in value])}." if value else str(WORDS["unknown"])
    if key == "municipality":
        return place_name(registry, value)
    if key == "program":
        return registry.lifeline.name if value == LIFELINE else next(one.name for one in registry.programs if one.id == value)
    return str(WORDS["values"].get(key, {}).get(str(value).lower(), value))


def place_name(registry: Registry, name: str) -> str:
    """Return what a programme's municipality is called."""
    return registry.places_by_id[name].name if name in registry.places_by_id else "hela landet"


def when_shown(registry: Registry, program: Program, path: Path) -> Iterator[Told]:
    """Yield when the guide shows the programme at `path`: never, where, for which answers and ages, what only a person decides."""

    def told(state: str, place: Path, sources: tuple[str, ...] = (), **put_in: object) -> Told:
        label, words = WORDS["shown"][state]
        return _told(registry, program.last_checked, label, words.format(**put_in), (*path, *place), sources)

    if not program.is_offered:
        yield told("not_running", ("status",)) if program.status != "active" else told("chosen", ("access",))
    if program.municipality != NATIONAL:
        answer = _cited(registry.places_by_id[program.municipality].answer.leaver)
        yield told("place", ("municipality",), answer=answer, otherwise=WORDS["otherwise"])
    for number, condition in enumerate(program.eligibility.conditions):
        state, values = _condition(registry, condition)
        unsure = condition.unsure and WORDS["unsure"].format(words=_cited(condition.unsure.leaver))
        here = ("eligibility", "conditions", number)
        yield told(state, here, condition.sources, **values, otherwise=unsure or WORDS["otherwise"])
    for number, claim in enumerate(program.eligibility.depends_on):
        yield told("decided", ("eligibility", "depends_on", number, "text", "sv"), claim.sources, words=claim.text.sv)
    if program.is_offered and program.municipality == NATIONAL and not program.eligibility.conditions:
        yield told("everybody", ("eligibility",))


def _condition(registry: Registry, condition: Condition) -> tuple[str, dict[str, object]]:
    """Return what a condition is about, and what its words leave room for."""
    lowest, highest = condition.minimum_age, condition.maximum_age
    if condition.is_about_age:
        return "to" if lowest is None else "from" if highest is None else "between", {"lowest": lowest, "highest": highest}
    question = next(question for question in registry.questions if question.id == condition.question)
    words = {choice.id: choice.text.leaver for choice in registry.choices[condition.question]}
    wanted = " eller ".join(_cited(words[answer]) for answer in condition.answers)
    return "answers", {"question": _cited(question.text.leaver), "answer": wanted}


def _cited(words: Text) -> str:
    return quoted(words.sv, MOST)


def cited(registry: Registry, thing: Program) -> list[Source]:
    """Return every source that something of a programme rests on, each once, in the order of their ids."""
    ids = {found.value for found in walk.everything(thing) if found.key.name == "sources"}
    return sorted((registry.sources_by_id[name] for name in ids), key=lambda source: (source.id[0], len(source.id), source.id))


def notes(loaded: Loaded, number: int) -> Iterator[str]:
    """Yield the comments just above the programme `number` in the file, without rulers and headings."""
    lines = loaded.source.text.split("\n")
    last = first = loaded.where("programs", number).line - 1
    while first > 0 and lines[first - 1].strip().startswith("#"):
        first -= 1
    for line in lines[first:last]:
        words = line.strip().lstrip("#").strip()
        if words and not words.startswith("──"):
            yield words
