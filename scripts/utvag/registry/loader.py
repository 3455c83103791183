"""`programs.yaml` into a Registry, or every problem at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from utvag import files
from utvag.problems import InvalidRegistry, Location, Problem, Severity, in_order
from utvag.registry import model, model_errors, references, source
from utvag.registry.model import Registry

if TYPE_CHECKING:
    from pathlib import Path as FilePath

    from utvag.registry.model import Group
    from utvag.registry.source import Path, Source
    from utvag.swedish import Languages


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """A registry, the text it came from, so that later rules can point at the line, and the languages it is shown in.

    Equal to itself alone, so that what several checks ask of it can be kept.
    """

    registry: Registry
    source: Source
    languages: Languages = ()

    def where(self, *path: str | int) -> Location:
        """Return where the value at `path` stands in the file."""
        return self.source.locate(path)

    def problem(self, path: Path, message: str, remedy: str, code: str, severity: Severity = Severity.ERROR) -> Problem:
        """Return a problem with what stands at `path`."""
        return self.source.problem(path, message, remedy, code, severity)


def load(file: FilePath, name: str, languages: Languages = ()) -> Loaded:
    """Return the registry in a file; `name` is what problems call the file, `languages` are those of the site.

    Raises InvalidRegistry with every fault of the file's text, shape and references.
    """
    return parse(read(file, name), name, languages)


def parse(data: bytes, name: str, languages: Languages = ()) -> Loaded:
    """Return the registry that the bytes of a YAML file say; the rest is as for `load`."""
    registry, read = shaped(data, name, Registry)
    return Loaded(registry, read, languages)


def shaped(data: bytes, name: str, kind: type[Group]) -> tuple[Group, Source]:
    """Return the `kind` of group that the bytes of a YAML file say, and its text. Raises InvalidRegistry with every fault."""
    read = source.parse(data, name)
    if read.document is None:
        raise InvalidRegistry(in_order(read.problems))
    found = model.validate(read.document, kind)
    problems = [*read.problems, *references.check(read, kind)]
    if isinstance(found, list):
        problems.extend(model_errors.explain(found, read, kind))
    if isinstance(found, list) or problems:
        raise InvalidRegistry(in_order(problems))
    return found, read


def read(file: FilePath, name: str) -> bytes:
    """Return the bytes of a file. Raises InvalidRegistry when it is missing, unreadable, no file or far too large."""
    try:
        return files.read(file, source.MAX_BYTES)
    except OSError as fault:
        is_gone = isinstance(fault, FileNotFoundError)
        message = "Filen finns inte." if is_gone else f"Filen går inte att läsa: {files.reason(fault)}."
        remedy = "Kolla namnet och att du står i rätt mapp." if is_gone else "Ta tillbaka den förra versionen av filen."
        raise InvalidRegistry([Problem(Location(name), name, message, remedy, "fil")]) from fault
