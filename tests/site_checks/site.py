"""A built public site, read whole, and everything that must hold of its pages beyond what each build reads.

What a page is made of, our templates and Markdown without HTML, leaves no room for these faults. So the build does not look for
them: tests do, over sites of every kind, and with faults planted in the templates. A code is the check's id in safety.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from utvag.changes import html_tree
from utvag.content import languages
from utvag.site.readings import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from utvag.changes.html_tree import Element
    from utvag.guide.journeys import Tree
    from utvag.registry.loader import Loaded
    from utvag.swedish import Language, Languages


class Fault(NamedTuple):
    """What a check found, on which page."""

    code: str
    page: str
    told: str


@dataclass(frozen=True)
class Page:
    """A page: its file under the site's root, its language, its text."""

    name: str
    language: Language
    text: str

    @cached_property
    def root(self) -> Element:
        """The page as a tree."""
        return html_tree.read(self.text)

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Every element in document order."""
        return tuple(self.root.walk())

    @property
    def inside(self) -> str:
        """The page's file below the prefix of its language."""
        return self.name.removeprefix(self.language.prefix)

    def named(self, *names: str) -> list[Element]:
        """Return the elements of some names."""
        return [element for element in self.elements if element.name in names]

    def having(self, attribute: str) -> list[Element]:
        """Return the elements that have an attribute."""
        return [element for element in self.elements if attribute in element.attributes]

    @cached_property
    def head(self) -> tuple[Element, ...]:
        """Every element of the head."""
        return tuple(element for top in self.named("head") for element in top.walk())

    def metas(self, name: str) -> list[str]:
        """Return what the head says under a name."""
        return [element.attributes.get("content", "") for element in self.head if element.attributes.get("name") == name]

    @property
    def links(self) -> list[tuple[str, Element]]:
        """The address of each link, and the link."""
        return [(element.attributes["href"], element) for element in self.named("a") if "href" in element.attributes]


@dataclass(frozen=True)
class Site:
    """A built site: its folder, its pages by their files, the names of all files, and what it was made of."""

    folder: Path
    pages: Mapping[str, Page]
    files: tuple[str, ...]
    loaded: Loaded
    tree: Tree

    def blocks(self, kind: str) -> frozenset[str]:
        """Return the texts of all scripts or styles; one with attributes is no block of ours (`markup`)."""
        return frozenset(
            as_it_stands(element) for page in self.pages.values() for element in page.named(kind) if not element.attributes
        )


def as_it_stands(element: Element) -> str:
    """Return the whole of a style or a script."""
    return "".join(map(str, element.inside))


def pages(folder: Path, spoken: Languages) -> dict[str, Page]:
    """Return the pages of the site in `folder`, in the languages `spoken`, by their files."""
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.html"))}
    return {name: Page(name, languages.of(name, spoken), path.read_text(encoding="utf-8")) for name, path in files.items()}


def read(folder: Path, loaded: Loaded, tree: Tree) -> Site:
    """Return the site in `folder`."""
    files = tuple(sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()))
    return Site(folder, pages(folder, loaded.languages), files, loaded, tree)


def readings(site: Site) -> Iterator[Fault]:
    """Yield what the readings of every build find."""
    reader = Reader("site", site.loaded, site.tree, site.files)
    for page in site.pages.values():
        reader.read(page.name, page.text)
    yield from (Fault(problem.code, problem.subject, problem.message) for problem in reader.end())


def judge(site: Site) -> list[Fault]:
    """Return everything that is wrong with a site."""
    from site_checks import blocks, markup, promises  # noqa: PLC0415 -- they read pages

    checks: tuple[Callable[[Site], Iterator[Fault]], ...] = (readings, *markup.CHECKS, *blocks.CHECKS, *promises.CHECKS)
    return [fault for check in checks for fault in check(site)]
