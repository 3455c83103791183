"""What people do with translations: take them out for a translator, take them in, say that they are right.

Drafts, which nobody has signed, stand beside their Swedish in the staff edition, and never anywhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from utvag import files, rules
from utvag.problems import InvalidRegistry, Problem, WrongUsage
from utvag.rules import language_rules
from utvag.rules.page_rules import heads_of
from utvag.staff import po_files
from utvag.swedish import ROOT, is_language, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from utvag.project import Project
    from utvag.registry.loader import Loaded
    from utvag.rules.written_site import Said
    from utvag.staff.po_files import Entry


DRAFTS = "drafts"
"""The folder of languages that nobody has signed, a PO file each: for the staff edition alone."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A language that is not offered: its code, and each text with its draft, empty when its Swedish is another now."""

    lang: str
    rows: tuple[tuple[Entry, str], ...]

    @property
    def stale(self) -> int:
        """How many drafts were made of other Swedish, or of none."""
        return sum(not words for _, words in self.rows)


def drafts(project: Project, loaded: Loaded) -> tuple[tuple[Draft, ...], list[Problem]]:
    """Return the draft of each language in DRAFTS, and why a file of one cannot be used."""
    made, wrong = [], []
    for path in sorted((project.root / DRAFTS).glob("*.po")):
        told = po_files.read(path, project.shown(path))
        if isinstance(told, Problem):
            wrong.append(told)
            continue
        known = {entry.context: entry for entry in po_files.entries(project, loaded, told.lang)}
        here = [(known[context], said, words) for context, (_, said, words, _) in told.messages.items() if context in known]
        made.append(Draft(told.lang, tuple((entry, words if said == entry.swedish else "") for entry, said, words in here)))
    return tuple(made), wrong


def export(project: Project, lang: str) -> str:
    """Return everything to translate to the language `lang`, with what there is, drafts too, as a PO file. Raises WrongUsage."""
    if not is_language(lang) or lang == ROOT:
        message = f"{quoted(lang)} är inget språk att översätta till. Skriv till exempel: translate export en > en.po"
        raise WrongUsage(message)
    loaded = rules.read(project)[0]
    known = [draft for draft in drafts(project, loaded)[0] if draft.lang == lang]
    drafted = {entry.context: words for draft in known for entry, words in draft.rows if words and not entry.words}
    every = [replace(entry, words=drafted.get(entry.context, entry.words)) for entry in po_files.entries(project, loaded, lang)]
    return po_files.export(every, lang, loaded.registry.last_checked, drafted)


def take_in(project: Project, file: str) -> tuple[list[str], Sequence[Problem]]:
    """Write what a PO file says into the site's files, all of it or nothing; return what was done, and what is wrong."""
    told = po_files.read(Path(file), file)
    if isinstance(told, Problem):
        return [NOTHING], [told]
    found = po_files.entries(project, rules.read(project)[0], told.lang)
    made, waiting = po_files.written(project, told, found)
    if wrong := list(po_files.wrong(told, found, file)) or list(po_files.trial(project, told, made, file)):
        return [NOTHING], wrong
    for name, text in made.items():
        (project.root / name).parent.mkdir(exist_ok=True)
        files.rewrite(project.root / name, text)
    done = [f"Skriven: {name}" for name in made]
    done += [f"{name} väntar: alla delar av sidan är inte översatta." for name in waiting]
    marked, left = _mark(project, lambda text: po_files.has_read(told, found, text))
    return [*done, *marked], left


NOTHING = "Inget är ändrat."


def sign(project: Project, where: str) -> tuple[list[str], Sequence[Problem]]:
    """Mark every new translation, and the one at `where` ("programs.yaml:42") although its Swedish has changed."""
    return _mark(project, lambda text: language_rules.place(text) == ":".join(where.split(":")[:2]))


def _mark(project: Project, is_right: Callable[[Said], bool]) -> tuple[list[str], Sequence[Problem]]:
    """Mark every translation that is new, and what somebody has read and says `is_right`; return what was done, what is left."""
    site = rules.written(project, rules.read(project)[0].on(None))
    if len(site.pages) < len(site.every_page):  # the marks of a page that cannot be read would go
        raise InvalidRegistry(heads_of(site.every_page))
    made, count = language_rules.signed(site, is_right)
    for name, text in made.items():
        files.rewrite(project.root / name, text)
    after = rules.written(project, site.loaded)
    return [f"Nya märken: {count}."], list(language_rules.translations_are_of_this_swedish(after))
