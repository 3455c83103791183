"""What `serve` keeps in memory between two builds: pages, by all that they follow from, so that only what differs is made anew."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from utvag.site import pages, templates
from utvag.site.pages import GeneratedPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.guide.journeys import Tree
    from utvag.registry.loader import Loaded
    from utvag.site.pages import Told
    from utvag.site.readings import Reader, Reading
    from utvag.site.templates import Environment


@dataclass(slots=True)
class Kept:
    """The pages of the last build: what each was told, its text, and what was read in it.

    They hold as long as what `every` page follows from is the same: the environment, the templates, and what readers know of the
    whole site. `loaded` is the registry of the last build, for what it has in common with the next.
    """

    loaded: Loaded | None = None
    every: object = None
    known: dict[str, tuple[Told, str, Reading]] = field(default_factory=dict)

    def generate(self, loaded: Loaded, tree: Tree, env: Environment, reader: Reader) -> Iterator[GeneratedPage]:
        """Yield every page made from the registry, in a stable order; each is read by then."""
        every = templates.told(env), templates.texts(env), reader.told
        known, self.known = self.known if every == self.every else {}, {}
        self.every = every
        for address, told in pages.tell(loaded.registry, tree, env).items():
            page = known.get(address)
            if page is None or page[0] != told:
                text = pages.render(env, told)
                page = told, text, reader.look(address, text)
            self.known[address] = page
            reader.add(address, page[2])
            yield GeneratedPage(address, page[1])
