"""What every build reads in each finished page before its bytes are written: the number, the links, the guide. And its weight.

All else that must hold of a page is so by construction, and is proven in tests (tests/site_checks).
"""

from __future__ import annotations

import gzip
import html
import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from urllib.parse import unquote

from utvag.content import urls
from utvag.guide import journeys, wizard
from utvag.guide.eligibility import Verdict
from utvag.guide.wizard import Answer, Outcome, Question
from utvag.problems import Location, Problem, Severity
from utvag.registry import phones
from utvag.rules.written_site import WrittenSite
from utvag.swedish import quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from utvag.guide.journeys import Steps, Tree
    from utvag.registry.loader import Loaded
    from utvag.registry.source import Path as RegistryPath

MOST_BYTES = 14_000
"""Of a whole page: what a server may send before it must wait for an answer (safety.md D1)."""

BROKEN = "bruten-lank"
"""The code of a link that leads nowhere."""

_TEMPLATES = {"sida-utan-numret": ("public/base.html", "staff/main.html"), "guide-mot-trad": ("public/guide.html",) * 2}
"""Where in overrides/ a fault stands that only a template can have, in each edition."""

_PLACES = ("header", "main")
"""Where on a page for visitors the number stands."""

_SCHEMES = ("https", "tel")
_SCHEMES_FOR_STAFF = (*_SCHEMES, "http", "mailto")
_VERDICTS = {**dict.fromkeys("d123fr", Verdict.FITS), **dict.fromkeys("e456ms", Verdict.MAY_FIT)}
"""What the letters of an ending say of each card, in the order of the cards; any other says that it does not fit."""

_CODE = re.compile(r"<(style|script)\b[^<]*(?:<(?!/\1>)[^<]*)*</\1>")
_WORDS_WITH_DIGITS = re.compile(r">([^<]*\d[^<]*)<")
_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", flags=re.DOTALL)
_ID = re.compile(r' id="([^"]*)"')
_CARD = re.compile(r' data-program="([^"]*)"')
_PART = re.compile(r"<(/?)(section|details|summary|a)\b([^>]*)>([^<]*(?:<(?!/?(?:section|details|summary|a)\b)[^<]*)*)")
_MARK = re.compile(r' (data-question|data-answer|data-outcome|href)="([^"]*)"')


class Reading(NamedTuple):
    """What was read in a page: its parts that links can name, the parts of pages that its links lead to, and what is wrong.

    A part that a link leads to is (this page, the link's address, the page that has it, its name).
    """

    ids: frozenset[str]
    parts: tuple[tuple[str, str, str, str], ...]
    found: tuple[Problem, ...]


class Reader:
    """Reads the pages of one build, one after the other; `files` are all that the site will have."""

    def __init__(self, site: str, loaded: Loaded, tree: Tree | None = None, files: Collection[str] = ()) -> None:
        """Read pages of the folder `site`; with `tree`, pages for visitors, whose guide must be that tree."""
        registry = loaded.registry
        self.files = files
        self.above = ""
        """The folders of the host above the site ("/utvag"): what a link that begins at the host's root leads through."""
        self._found: list[Problem] = []
        self._site = site
        self._line = line = registry.lifeline
        self._emergency = registry.emergency
        self._dials = WrittenSite(loaded).dialled
        called = rf'<a\b[^>]*\bhref="tel:{re.escape(line.dialled)}"[^>]*>(?:(?!</a>).)*{re.escape(line.number)}'
        self._call = re.compile(called, flags=re.DOTALL)
        self._is_public = tree is not None
        self._guides = {
            f"{language.prefix}{urls.of_guide(document.place)}": document.tree
            for document in (wizard.documents(registry, tree) if tree else ())
            for language in loaded.languages
        }
        self._homes = {f"{language.prefix}{urls.HOME}" for language in loaded.languages}
        self._lines: dict[str, RegistryPath] = dict.fromkeys(self._guides, ("questions",))
        for place, program in enumerate(registry.programs):
            self._lines |= {f"{language.prefix}{urls.of_program(program)}": ("programs", place) for language in loaded.languages}
        self._generated = urls.generated(registry, loaded.languages)
        self._locate = loaded.source.locate
        self._lists = {f"{language.prefix}{urls.GUIDE}" for language in loaded.languages if tree and registry.lists_places}
        self._places = sorted((place.id, urls.of_guide(place)) for place in registry.municipalities)
        self._ids: dict[str, frozenset[str]] = {}
        self._parts: list[tuple[str, str, str, str]] = []

    @property
    def told(self) -> object:
        """What is known of the whole site: what is read in a page follows from that, the page, and what the page was told."""
        about = (self._site, self.above, self._line, self._emergency, self._dials, self._is_public, self._places)
        return (*about, frozenset(self.files))

    def read(self, name: str, text: str) -> None:
        """Read the page that will be the file `name`."""
        self.add(name, self.look(name, text))

    def add(self, name: str, reading: Reading) -> None:
        """Take what was read in the page that will be the file `name`."""
        self._ids[name] = reading.ids
        self._parts += reading.parts
        self._found += reading.found

    def look(self, name: str, text: str) -> Reading:
        """Return what there is to read in the page that will be the file `name`."""
        links = {(dict(_MARK.findall(marks)).get("href", ""), inside) for marks, inside in set(_LINK.findall(text))}
        addresses = {html.unescape(address) for address, _ in links}
        found = [*self._number(name, text), *self._links(name, addresses)]
        if self._is_public:
            found += [*self._other_numbers(name, text, links), *self._weight(name, text)]
        if name in self._guides:
            found += self._guide(name, text)
        if name in self._lists:
            found += self._list(name, text)
        return Reading(frozenset(_ID.findall(text)), tuple(self._to_parts(name, addresses)), tuple(found))

    def end(self) -> list[Problem]:
        """Return what is wrong with all pages: that one was not made, or lacks the part that a link leads to, too."""
        missing = sorted(name for name in self.files if name.endswith(".html") and name not in self._ids)
        parts = [each for each in self._parts if each[2] in self._ids and each[3] not in self._ids[each[2]]]
        found = [
            *self._found,
            *(self._problem(name, "Sidan finns inte.", "Kolla att bygget gick bra.", BROKEN) for name in missing),
            *(self._broken(name, address) for name, address, _, _ in parts),
        ]
        return [replace(problem, where=self._source(problem)) for problem in found]

    def _source(self, problem: Problem) -> Location:
        """Return where a page's fault can be mended: in a template, in the hand-written page, or in the registry."""
        name = problem.subject
        if problem.code in _TEMPLATES:
            return Location(f"overrides/{_TEMPLATES[problem.code][not self._is_public]}")
        if name in self._lines or not self._is_public or name in self._generated:
            return self._locate(self._lines.get(name, ("programs",)))
        if name == urls.LOST:
            return Location("overrides/public/404.html")
        return Location(f"content/{name.removesuffix('.html') if name in self._homes else name.removesuffix('/index.html')}.md")

    def _problem(self, name: str, message: str, remedy: str, code: str, severity: Severity = Severity.ERROR) -> Problem:
        return Problem(Location(f"{self._site}/{name}"), name, message, remedy, code, severity)

    def _broken(self, name: str, address: str) -> Problem:
        return self._problem(name, f"Länken {quoted(address)} leder ingenstans.", "Rätta adressen.", BROKEN)

    def _number(self, name: str, text: str) -> Iterator[Problem]:
        """Yield where the number cannot be called: from the bar and from the content, for staff from the page."""
        for place in _PLACES if self._is_public else ("body",):
            begin, end = text.find(f"<{place}"), text.find(f"</{place}>")
            if begin < 0 or not self._call.search(text, begin, end):
                message = f"Numret {self._line.number} går inte att ringa från <{place}>."
                yield self._problem(name, message, "Rätta mallen.", "sida-utan-numret")

    def _other_numbers(self, name: str, text: str, links: Iterable[tuple[str, str]]) -> Iterator[Problem]:
        """Yield each number on a page that is not one of the registry's, or that calls another than it shows."""
        told = (html.unescape(words) for words in set(_WORDS_WITH_DIGITS.findall(_CODE.sub("", text))))
        for number in dict.fromkeys(number for words in told for number in phones.mentioned(words)):
            if number not in self._dials:
                yield self._problem(name, f"Här står numret {quoted(number)}, som inte får visas.", "Ta bort det.", "okant-nummer")
        for address, inside in sorted(links):
            scheme, _, dialled = address.partition(":")
            shown = phones.mentioned(re.sub(r"<[^>]*>", "", inside)) if scheme == "tel" else []
            if scheme == "tel" and (
                dialled not in self._dials.values() or any(self._dials.get(number) != dialled for number in shown)
            ):
                remedy = "Låt länken ringa det nummer som den visar, och som registret visar."
                yield self._problem(name, f"En länk ringer {quoted(dialled)}.", remedy, "okant-nummer")

    def _links(self, name: str, addresses: Collection[str]) -> Iterator[Problem]:
        """Yield each link that leads nowhere; the part of a page that it leads to is looked at in the end."""
        for address in sorted(addresses):
            scheme = _scheme(address)
            leads = (
                scheme in (_SCHEMES if self._is_public else _SCHEMES_FOR_STAFF)
                if scheme
                else self._goal(name, address) in self.files
            )
            if not leads:
                yield self._broken(name, address)

    def _to_parts(self, name: str, addresses: Collection[str]) -> Iterator[tuple[str, str, str, str]]:
        """Yield what links to parts of pages lead to."""
        for address in sorted(addresses):
            if "#" in address and not address.endswith("#") and not _scheme(address):
                yield name, address, self._goal(name, address), unquote(address.partition("#")[2])

    def _goal(self, name: str, address: str) -> str:
        """Return the file that a link inside the site leads to."""
        path = address.partition("#")[0]
        return urls.goal(name, path.removeprefix(self.above) if path.startswith(f"{self.above}/") else path)

    def _guide(self, name: str, text: str) -> Iterator[Problem]:
        """Yield where a guide's page first parts from the tree, or lacks a number that it must have."""
        cards, nodes, parts = _CARD.findall(text), list(_nodes(self._guides[name])), _parts(text)
        for (steps, depth, node), part in zip(nodes, parts, strict=False):
            if fault := _fault(depth, node, part, cards):
                way = " → ".join(f"{question}: {answer}" for question, answer in steps) or "(början)"
                yield self._not_the_tree(name, f"Vägen {way} {fault}.")
                return
        if len(nodes) != len(parts):
            yield self._not_the_tree(name, "Guiden har inte lika många frågor, svar och slut som trädet.")

    def _not_the_tree(self, name: str, message: str) -> Problem:
        return self._problem(name, message, "Rätta mallarna question.html, outcome.html och places.html.", "guide-mot-trad")

    def _list(self, name: str, text: str) -> Iterator[Problem]:
        """Yield where the list of places has not first the emergency number, then each place once, leading to its guide."""
        links = [dict(_MARK.findall(link)) for link in re.findall(r"<a\b[^>]*>", text.partition("<main")[2])]
        found = [(link["data-answer"], urls.goal(urls.GUIDE, link.get("href", ""))) for link in links if "data-answer" in link]
        if sorted(found) != self._places:
            yield self._not_the_tree(name, "Listan har inte varje kommun en gång, med en länk till kommunens guide.")
        danger = f"tel:{self._emergency.dialled}"
        first = next((link for link in links if link.get("href") == danger or "data-answer" in link), {})
        if first.get("href") != danger:
            yield self._not_the_tree(name, f"{self._emergency.number} står inte före listan med kommuner.")

    def _weight(self, name: str, text: str) -> Iterator[Problem]:
        """Yield a page that is heavy when it is sent, as a warning: a new programme must not wait until pages are lighter."""
        data = text.encode()
        if len(data) > MOST_BYTES and (size := len(gzip.compress(data))) > MOST_BYTES:
            message = f"Sidan väger {size} byte, högst {MOST_BYTES} får den väga."
            yield self._problem(name, message, "Korta sidan, eller dela den.", "d1-sidans-vikt", Severity.WARNING)


def _scheme(address: str) -> str:
    """Return the scheme of a whole address ("tel"), nothing of one inside the site."""
    scheme, colon, _ = address.partition(":")
    return scheme if colon and scheme.isalpha() else ""


Part: TypeAlias = "tuple[int, str, str, list[tuple[str, str]]]"
"""A question, answer or ending on a guide's page: how deep it stands, its mark, the value of that (an id, or the letters that
say what fits), and the numbers that can be called right under it, each with the words of its link."""


def _parts(text: str) -> list[Part]:
    """Return the questions, answers and endings of the guide on the page `text`, in order."""
    parts: list[Part] = []
    depth, calls = 0, list[tuple[str, str]]()
    for closing, name, attributes, words in _PART.findall(text.partition("data-guide")[2].partition("data-cards")[0]):
        mark, value = (_MARK.findall(attributes) or [("", "")])[0]
        if name in ("section", "details"):
            depth += -1 if closing else 1
            calls = [] if closing else calls
        if mark == "href" and value.startswith("tel:"):
            calls.append((value.removeprefix("tel:"), words))
        elif mark.startswith("data-"):
            calls = []
            parts.append((depth, mark, value, calls))
    return parts


def _nodes(tree: Tree, steps: Steps = (), depth: int = 1) -> Iterator[tuple[Steps, int, Question | Answer | Outcome]]:
    """Yield the questions, answers and endings of a tree as a page must have them: the way there, how deep, what it is."""
    yield steps, depth, tree
    if isinstance(tree, Outcome):
        return
    for answer in tree.answers:
        taken = (*steps, (tree.id, answer.id))
        yield taken, depth + 1, answer
        has_step = answer.emergency and isinstance(
            answer.leads_to, Question
        )  # danger has a step of its own, and the rest is folded
        yield from _nodes(answer.leads_to, taken, depth + (4 if has_step else 2))


def _fault(depth: int, node: Question | Answer | Outcome, part: Part, cards: list[str]) -> str:
    """Return what is wrong with a part of a guide's page that should be `node`, "" for nothing; `cards` are those of the page."""
    found, mark, value, calls = part
    if (found, mark) != (depth, f"data-{type(node).__name__.lower()}"):
        return "finns inte både i guiden och i trädet"
    if not isinstance(node, Outcome) and value != node.id:
        return "finns inte både i guiden och i trädet"
    numbers = [number for number, _ in calls]
    if isinstance(node, Answer) and node.emergency and node.emergency.dialled not in numbers:
        return f"visar inte {node.emergency.number} direkt"
    if isinstance(node, Outcome):
        shown = {card: _VERDICTS[letter] for card, letter in zip(cards, value, strict=False) if letter in _VERDICTS}
        wanted = [number.dialled for number in (node.emergency, node.lifeline) if number]
        if shown != journeys.results(node):
            return "slutar med fel stöd"
        if numbers[: len(wanted)] != wanted or numbers[-1] != wanted[-1] or node.lifeline.number not in calls[-1][1]:
            return "slutar inte först och sist med numret, efter 112 vid fara"
    return ""
