"""`programs.yaml` into a Registry, or every problem at once: of its text, its shape and its references."""

from __future__ import annotations

import gc
import re
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from utvag import files
from utvag.problems import InvalidRegistry, Location, Problem, Severity, in_order, some
from utvag.registry import model, model_errors, phones, source, standing, walk
from utvag.registry.model import DECLINED, Registry
from utvag.registry.source import Mapping, Sequence
from utvag.swedish import did_you_mean, quoted

if TYPE_CHECKING:
    from collections import abc
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path as FilePath

    from utvag.registry.model import Group, Model
    from utvag.registry.source import Path, Source, Value
    from utvag.registry.walk import Found
    from utvag.swedish import Language, Languages


PLACE = re.compile(r"\{(nummer|tider): *([a-z0-9-]+) *\}")
"""What stands on a hand-written page for the number or the hours of a programme or the lifeline, and in a text for the number."""

_MEANT = re.compile(r"\{ *(nummer|tider)\b[ :]*([^{}]*?) *\}", flags=re.IGNORECASE)
"""The same, also where it is not written so."""


@dataclass(frozen=True, eq=False)
class Loaded:
    """A registry, the text it came from, so that later rules can point at the line, and the languages it is shown in.

    It is as it stands on `day`, or all of it (None).
    Equal to itself alone, so that what several checks ask of it can be kept.
    """

    registry: Registry
    source: Source
    languages: Languages = ()
    day: date | None = None

    def on(self, day: date | None) -> Loaded:
        """Return the registry as it stands on `day`, or with None all of it; one that names no days is the same on each.

        Raises InvalidRegistry when something that must be there has not begun, or is over.
        """
        if day == self.day or not self._is_dated:
            return self
        registry, read = shaped(self.source.text.encode(), self.source.name, Registry, day)
        return Loaded(registry, read, self.languages, day)

    def sharing(self, other: Loaded) -> Loaded:
        """Return the same, made of the very parts of the `other` registry that say the same: to compare them takes no time then."""
        old = {program.id: program for program in other.registry.programs}
        parts = {name: getattr(self.registry, name) for name in Registry.model_fields}
        parts["programs"] = tuple(was if (was := old.get(now.id)) == now else now for now in self.registry.programs)
        theirs = {name: getattr(other.registry, name) for name in parts}
        same = {name: theirs[name] if theirs[name] == part else part for name, part in parts.items()}
        return replace(self, registry=Registry.model_construct(**same))

    @cached_property
    def turns(self) -> tuple[tuple[date, Found], ...]:
        """The days on which something begins, or is over, and where all of the registry names them."""
        return tuple(standing.turns(self.on(None).registry)) if self._is_dated else ()

    @cached_property
    def _is_dated(self) -> bool:
        return standing.DATED.search(self.source.text) is not None

    @cached_property
    def numbers(self) -> dict[str, str]:
        """The number that `{nummer: ID}` stands for, by id."""
        return numbers(self.source.document)

    @cached_property
    def _said(self) -> dict[str, dict[str, str]]:
        """What is said of places in each language, by its code, once somebody has asked."""
        return {}

    def said(self, words: Language) -> dict[str, str]:
        """Return what each place on a page in a language stands for: {"nummer: ID": "116 111", "tider: ID": "dygnet runt"}."""
        if words.code in self._said:
            return self._said[words.code]
        known = self._said[words.code] = {f"nummer: {name}": number for name, number in self.numbers.items()}
        shown = {program.id: program.published_routes for program in self.registry.programs if program.has_page}
        firsts = {name: next((route for route in routes if route.kind == "phone"), None) for name, routes in shown.items()}
        for name, phone in {"lifeline": self.registry.lifeline, **firsts}.items():
            if phone and (hours := phone.hours.phrase(words.code, words.words)):
                known[f"tider: {name}"] = hours
        return known

    def where(self, *path: str | int) -> Location:
        """Return where the value at `path` stands in the file."""
        return self.source.locate(path)

    def problem(self, path: Path, message: str, remedy: str, code: str, severity: Severity = Severity.ERROR) -> Problem:
        """Return a problem with what stands at `path`."""
        return self.source.problem(path, message, remedy, code, severity)


@contextmanager
def without_collecting() -> Iterator[None]:
    """Let garbage lie meanwhile: a large registry lives to the end, and looking through it again and again frees nothing."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def load(file: FilePath, name: str, languages: Languages = ()) -> Loaded:
    """Return the registry in a file; `name` is what problems call the file, `languages` are those of the site.

    Raises InvalidRegistry with every fault of the file's text, shape and references.
    """
    return parse(read(file, name), name, languages)


def parse(data: bytes, name: str, languages: Languages = ()) -> Loaded:
    """Return the registry that the bytes of a YAML file say; the rest is as for `load`."""
    registry, read = shaped(data, name, Registry)
    return Loaded(registry, read, languages)


def shaped(data: bytes, name: str, kind: type[Group], day: date | None = None) -> tuple[Group, Source]:
    """Return the `kind` of group that the bytes of a YAML file say, and its text. Raises InvalidRegistry with every fault.

    With a `day`, what a whole registry without faults has left on it.
    """
    read = source.parse(data, name)
    if read.document is None:
        raise InvalidRegistry(in_order(read.problems))
    if day:
        standing.trim(read.document, day)
    if _MEANT.search(read.text):
        known = {f"nummer: {name}": number for name, number in numbers(read.document).items()}
        missed = list(_put_numbers(read, read.document, known, ()))
        read.problems += missed if "programs" in read.document else ()  # without them every number is missed
    found = model.validate(read.document, kind)
    if isinstance(found, list) and (lost := list(model_errors.lost_names(read, kind))):
        raise InvalidRegistry(in_order(lost))
    problems = [*read.problems, *references(read, read.document, kind)]
    if isinstance(found, list):
        problems.extend(model_errors.explain(found, read, kind))
    if isinstance(found, list) or problems:
        raise InvalidRegistry(in_order(problems))
    return found, read


def numbers(document: Value | None) -> dict[str, str]:
    """Return the number that `{nummer: ID}` stands for in a text, by id: the lifeline, 112, the first shown of a programme."""
    top = document if isinstance(document, Mapping) else Mapping((1, 1))
    found = {name: group.get("number") for name in ("emergency", "lifeline") if isinstance(group := top.get(name), Mapping)}
    for program in _groups(top.get("programs")):
        shown = (route for route in _groups(program.get("contact_routes")) if route.get("status") == "published")
        if program.get("status") in ("active", "paused"):
            found[str(program.get("id"))] = next((route["number"] for route in shown if "number" in route), None)
    return {name: number for name, number in found.items() if isinstance(number, str)}


def put(text: str, known: abc.Mapping[str, str], form: str = "{0}") -> str:
    """Return `text` with what is `known` of each PLACE in it; a number in a `form`: {0} what people read, {1} what phones dial."""

    def said(place: re.Match[str]) -> str:
        words = known.get(f"{place[1]}: {place[2]}")
        if words is None or place[1] != "nummer":
            return words or place[0]
        return form.format(words, phones.dialled(words, phones.e164(words)))

    return PLACE.sub(said, text)


def _put_numbers(source: Source, here: Any, known: dict[str, str], path: tuple[Any, ...]) -> Iterator[Problem]:  # noqa: ANN401 -- as written
    """Put the numbers in every text inside `here`, which stands at `path`; yield each id that has none."""
    inside: list[tuple[Any, Value]] = list(here.items() if isinstance(here, Mapping) else enumerate(here))
    for key, value in inside:
        if not isinstance(value, str):
            yield from _put_numbers(source, value, known, (*path, key))
        elif _MEANT.search(value):
            here[key] = words = put(value, known)
            if left := _MEANT.search(words):
                ids = sorted(place.removeprefix("nummer: ") for place in known if place.isprintable())
                message = f"{quoted(left[2])} har inget nummer som får visas.{did_you_mean(left[2], ids)}"
                remedy = f"Skriv ett av dessa: {', '.join(ids)}"
                if left[2] in ids:
                    message, remedy = f"{quoted(left[0])} är inte skrivet så att det går att läsa.", f"Skriv {{nummer: {left[2]}}}."
                if left[1].lower() == "tider":
                    message, remedy = "Här går det inte att hämta tider, bara på skrivna sidor.", "Skriv tiderna med ord."
                yield source.problem((*path, key), message, remedy, "okand-hanvisning")


def read(file: FilePath, name: str) -> bytes:
    """Return the bytes of a file. Raises InvalidRegistry when it is missing, unreadable, no file or far too large."""
    try:
        return files.read(file, source.MAX_BYTES)
    except OSError as fault:
        is_gone = isinstance(fault, FileNotFoundError)
        message = "Filen finns inte." if is_gone else f"Filen går inte att läsa: {files.reason(fault)}."
        remedy = "Kolla namnet och att du står i rätt mapp." if is_gone else "Ta tillbaka den förra versionen av filen."
        raise InvalidRegistry([Problem(Location(name), name, message, remedy, "fil")]) from fault


def references(source: Source, document: Mapping, kind: type[Model] = Registry) -> Iterator[Problem]:
    """Yield every id, address or title that is used twice, and every reference to something that is not there.

    Works on the file's data before the model has approved it, so that a misspelt key does not hide a missing source.
    """
    yield from _used_twice(source, walk.written(document, kind, "unique"))

    @cache
    def names(refers_to: tuple[str, ...], question: str) -> frozenset[str]:
        """Return the names that may stand there; none are known of a list, or a question, that is not there."""
        if refers_to == ("answers",):
            asked = next((one for one in _groups(document.get("questions")) if one.get("id") == question), Mapping((1, 1)))
            return _ids(asked.get("answers")) - {DECLINED}
        return _ids(document.get(refers_to[0])) | set(refers_to[1:])

    def allowed(found: Found) -> frozenset[str]:
        asked = found.inside.value.get("question") if found.inside and found.key.refers_to == ("answers",) else ""
        return names(found.key.refers_to, asked if isinstance(asked, str) else "")

    named = (one for one in walk.written(document, kind, "refers_to") if isinstance(one.value, str) and one.value)
    unknown = ((found, known) for found in named if (known := allowed(found)) and found.value not in known)
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


def _groups(items: Value | None) -> Iterator[Mapping]:
    return (item for item in (items if isinstance(items, Sequence) else ()) if isinstance(item, Mapping))


def _ids(items: Value | None) -> frozenset[str]:
    return frozenset(str(name) for item in _groups(items) if isinstance(name := item.get("id"), str))


def _unknown(source: Source, found: Found, allowed: Iterable[str]) -> Problem:
    """Return the problem of a name that is not there; of sources none is guessed: the nearest name would be a false source."""
    if found.key.refers_to[0] == "sources":
        message = f"Källan {quoted(found.value)} finns inte."
        remedy = "Kolla numret, eller lägg till källan i listan sist i filen. Flera källor skrivs med komma: [A1, N3]"
    else:
        names = sorted(filter(str.isprintable, allowed))  # an id of two lines is told where it stands
        message = f"{quoted(found.value)} finns inte.{did_you_mean(found.value, names)}"
        remedy = f"Skriv ett av dessa: {', '.join(names[:12])}{' …' if len(names) > 12 else ''}"  # noqa: PLR2004 -- a line's worth
    return source.problem(found.path, message, remedy, "okand-hanvisning")
