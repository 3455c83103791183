"""Each built Swedish page as a whole: how hard everything that stands on it is to read (LIX, safety.md §4.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from utvag.content import languages
from utvag.rules import readability
from utvag.rules.plain_words import EASY_PAGES, LANGUAGE
from utvag.site.built import problem
from utvag.swedish import decimal, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.content.html_tree import Element
    from utvag.guide.journeys import Tree
    from utvag.problems import Problem
    from utvag.registry.loader import Loaded
    from utvag.site.built import BuiltPage, BuiltSite

FEWEST_WORDS = 200
"""A page with fewer is not measured: its LIX would be chance. Its own text is measured anyway (checks/plain)."""

_GUIDE = "guide/index.html"
_LIST = "data-list"
"""The attribute of a list of names, which is no text."""

_NOT_READ = frozenset(["script", "style"])
_WITHIN_A_SENTENCE = frozenset(["a", "b", "bdi", "em", "i", "q", "span", "strong", "time", "wbr"])


def check(site: BuiltSite, loaded: Loaded, tree: Tree) -> Iterator[Problem]:
    """Yield every Swedish page of the built `site` whose <main>, words of the templates included, is hard to read."""
    del tree
    for name, page in site.pages.items():
        if languages.of(name, loaded.languages).code == LANGUAGE:
            yield from _page(name, page)


def _page(name: str, page: BuiltPage) -> Iterator[Problem]:
    told = sentences(page)
    lix, highest = readability.measure(told).lix, limit(name)
    if sum(len(readability.words(sentence)) for sentence in told) >= FEWEST_WORDS and round(lix, 1) > highest:
        worst = " ".join(quoted(sentence, 80) for sentence in readability.worst(told))
        message = f"Hela sidan har LIX {decimal(lix)}. Här får det vara högst {highest}."
        remedy = f"Skriv lättare i words.yaml, programs.yaml eller sidans egen text. Svårast är: {worst}"
        yield problem(name, 1, message, remedy, "lix-sidan")


def limit(name: str) -> int:
    """Return the highest LIX of the built page `name` ("guide/index.html")."""
    written = "index.md" if name == "index.html" else f"{name.removesuffix('/index.html')}.md"
    return readability.EASY if written in EASY_PAGES or name == _GUIDE else readability.PLAIN


def sentences(page: BuiltPage) -> list[str]:
    """Return the sentences of the <main> of a page, each once (an ending of the guide repeats what others say)."""
    passages = [passage for element in page.named("main") for passage in _passages(element)]
    return list(dict.fromkeys(readability.sentences(passages)))


def _passages(element: Element) -> Iterator[str]:
    """Yield the words inside an element, one piece for each heading, paragraph, item of a list, button."""
    run = ""
    for part in _parts(element):
        if part is None:
            yield " ".join(run.split())
            run = ""
        else:
            run += part
    yield " ".join(run.split())


def _parts(element: Element) -> Iterator[str | None]:
    """Yield the words inside an element; None wherever one passage ends and another begins."""
    for item in element.inside:
        if isinstance(item, str):
            yield item
        elif item.name not in _NOT_READ and _LIST not in item.attributes:
            ends = item.name not in _WITHIN_A_SENTENCE
            if ends:
                yield None
            yield from _parts(item)
            if ends:
                yield None
