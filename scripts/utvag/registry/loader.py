"""`programs.yaml` into a Registry, or every problem at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from utvag import files
from utvag.problems import InvalidRegistry, Location, Problem, Severity, in_order
from utvag.registry import model, model_errors, references, source, yaml_errors

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.registry.model import Registry
    from utvag.registry.source import Source
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

    def problem(
        self, path: tuple[str | int, ...], message: str, remedy: str, code: str, severity: Severity = Severity.ERROR
    ) -> Problem:
        """Return a problem with what stands at `path`."""
        return Problem(self.source.locate(path), self.source.subject(path), message, remedy, code, severity)


def load(path: Path, name: str, languages: Languages = ()) -> Loaded:
    """Return the registry in the file `path`; `name` is what problems call the file, `languages` are those of the site.

    Raises InvalidRegistry with every fault of the file's text, shape and references.
    """
    return parse(read(path, name), name, languages)


def parse(data: bytes, name: str, languages: Languages = ()) -> Loaded:
    """Return the registry that the bytes of a YAML file say; the rest is as for `load`."""
    read = source.parse(data, name)
    if read.document is None:
        raise InvalidRegistry(in_order(read.problems))
    found = model.validate(read.document)
    problems = [*read.problems, *references.check(read)]
    if isinstance(found, list):
        problems.extend(model_errors.explain(found, read))
        raise InvalidRegistry(in_order(problems))
    if problems:
        raise InvalidRegistry(in_order(problems))
    return Loaded(found, read, languages)


def read(path: Path, name: str) -> bytes:
    """Return the bytes of the file `path`. Raises InvalidRegistry when it is missing, unreadable or far too large."""
    try:
        if path.stat().st_size > yaml_errors.MAX_BYTES:
            raise InvalidRegistry([yaml_errors.too_large(name)])
        return files.read(path, yaml_errors.MAX_BYTES)
    except OSError as fault:
        reason = "finns inte" if isinstance(fault, FileNotFoundError) else "går inte att läsa"
        problem = Problem(Location(name), name, f"Filen {reason}.", "Kolla namnet och att du står i rätt mapp.", "fil-saknas")
        raise InvalidRegistry([problem]) from fault
