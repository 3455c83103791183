"""Which Swedish municipalities a text names, and that the registry has them: no words of one city stay on the site of another."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from utvag.rules.written_site import SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.problems import Problem
    from utvag.rules.written_site import WrittenSite

NAMES = tuple(Path(__file__).with_name("kommuner.txt").read_text(encoding="utf-8").splitlines())
"""The 290 municipalities of Sweden, A to Ö."""

ALSO_WORDS = frozenset(["Ale", "Berg", "Kil", "Mark", "Sala", "Vara"])
"""Names that are ordinary words too: where a sentence begins they say nothing."""

_CAPITAL = re.compile(r"(?<![\w-])[A-ZÅÄÖ]\w\w")
_BEGINS = re.compile(r"(?:^|[.!?:…] |[”\"(])$")
_ENDS = re.compile(r"s?(?![\w-])")
_BY_START: defaultdict[str, list[str]] = defaultdict(list)
for _name in NAMES:
    _BY_START[_name[:3]].append(_name)


@lru_cache(maxsize=1 << 15)
def named(words: str) -> tuple[str, ...]:
    """Return the municipalities that a text names, also as whose something is: "Malmös", each once."""
    found: dict[str, None] = {}
    for start in _CAPITAL.finditer(words):
        at = start.start()
        for name in (name for name in _BY_START.get(start[0], ()) if words.startswith(name, at)):
            if _ENDS.match(words, at + len(name)) and (name not in ALSO_WORDS or not _BEGINS.search(words[:at])):
                found[name] = None
    return tuple(found)


def places_are_the_registrys(site: WrittenSite) -> Iterator[Problem]:
    """Yield each municipality that a text names and the registry does not have. What others called a page stands as it is."""
    known = {place.name for place in site.registry.municipalities}
    for text in site.texts:
        for name in named(text.words) if text.role != SOURCE else ():
            if name not in known:
                yield text.problem(name, "okand-kommun", name=name)
