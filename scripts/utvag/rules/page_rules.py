"""Hand-written pages: where they may stand, what they begin with, their headings, links and marks."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from utvag.content import languages, urls
from utvag.content.page_source import WORDS
from utvag.problems import Location, Problem, Severity
from utvag.registry import phones, walk
from utvag.registry.model import WebRoute
from utvag.registry.source import Bare, Mapping, Sequence
from utvag.rules.word_lists import HISTORY, PAUSE, SPYWARE
from utvag.swedish import did_you_mean, listing, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.registry.model import Program
    from utvag.rules.written_site import WrittenSite

REQUIRED = ("title", "description", "audience", "owner", "reviewed")
"""Front matter that every page needs."""

KEYS = (*REQUIRED, "registry", "assessed")
"""Everything that front matter may say; `assessed` (the day the site was tried) makes a page the accessibility statement."""

AUDIENCES = ("leaver", "relative", "professional")

SETTINGS = {
    "languages": "[sv]",
    "exit_address": "https://www.smhi.se/",
    "owner": '""',
    "feedback": '""',
    "history_light": "true",
}
"""What mkdocs.yml says under `extra`, each with an example."""

SAFER = "surfa-tryggare/index.html"
"""The page about surfing more safely, below a language's prefix."""

_EXAMPLES = {
    "title": "några neutrala ord",
    "description": "några neutrala ord",
    "audience": f"vem sidan är för: [{', '.join(AUDIENCES)}]",
    "owner": "rollen som ansvarar, till exempel redaktionen",
    "reviewed": "dagen då någon gick igenom sidan, till exempel 2026-11-21",
}
_NOT_SHOWN = re.compile(r"<[a-z/!?][^<>]*>?|&(?:#\w+|\w+);|!\[[^\]]*\]?|\]\[", flags=re.IGNORECASE)
"""HTML, signs by name or number, pictures, links whose address stands elsewhere: `page_markdown` makes nothing of them."""

_STRAY = (
    "Märket står mitt i stycket, eller är det andra.",
    "Ett stycke slutar med ett enda märke: {A1, N26}. Sätt en tom rad efter, om ett nytt stycke börjar här.",
)
_NO_ATTRIBUTE = ("Inom klamrarna står mer än en klass eller ett id.", "Skriv bara en klass, till exempel {.button}.")
_HOW = f"Skriv sist i stycket, till exempel {{A1}}, {{N26, okänt}} eller ett av orden {', '.join(WORDS)}."


def heads_say_what_they_must(site: WrittenSite) -> Iterator[Problem]:
    """En skriven sida börjar med sitt huvud: titel, beskrivning, läsare, ansvarig och dagen då någon gick igenom den."""
    for page in site.every_page:
        if page.source is None:
            remedy = f"Skriv --- överst, sedan {', '.join(f'{key}:' for key in REQUIRED)} på varsin rad, och --- igen."
            yield page.problem((1,), ("Sidan börjar inte med sitt huvud.", remedy), "sidhuvud")
            continue
        yield from page.source.problems
        for key in REQUIRED if page.source.document is not None else ():
            if not page.head.get(key):
                yield page.problem((1,), (f"Sidhuvudet saknar {key}:.", f"Skriv {key}: och {_EXAMPLES[key]}."), "sidhuvud")
        for key, value in page.head.items():
            if told := _wrong(key, value):
                yield Problem(page.source.locate((key,), key=True), page.name, *told, "sidhuvud")


def _wrong(key: str, value: object) -> tuple[str, str] | None:
    """Return message and remedy for one line of front matter that says what it may not."""
    if key not in KEYS:
        return f"Här får inte {quoted(key)} stå.{did_you_mean(key, KEYS)}", f"Skriv ett av dessa: {', '.join(KEYS)}"
    if key == "audience" and value:
        for item in value if isinstance(value, Sequence) else [value]:
            if item not in AUDIENCES:
                return f"{quoted(str(item))} är ingen läsare.{did_you_mean(str(item), AUDIENCES)}", f"Skriv {_EXAMPLES[key]}"
    if key in ("reviewed", "assessed") and value and not _is_day(value):
        return f"{quoted(str(value))} är inget datum.", "Skriv år, månad och dag utan citattecken: 2026-11-21"
    if key == "registry" and value != "lifeline":
        return f"{quoted(str(value))} finns inte att hämta.", "Skriv registry: lifeline, eller ta bort raden."
    return None


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, Bare) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def pages_are_markdown_alone(site: WrittenSite) -> Iterator[Problem]:
    """En skriven sida har ingen HTML och inga bilder: bara rubriker, stycken, listor, länkar och betoning."""
    for name, inside in site.files:
        if inside.suffix != ".md" and inside.name != languages.WORDS:
            remedy = "Ta bort den. Det du vill säga skrivs på en sida, i en fil som slutar på .md."
            yield Problem(Location(name), name, "Filen är ingen sida, och visas inte.", remedy, "html")
    for page, block in site.blocks:
        for number, line in enumerate(block.lines, block.line):
            if found := _NOT_SHOWN.search(line):
                remedy = "Skriv det som text, utan < och >. En knapp skriver du så här: [ord](guide/index.html){.button}"
                if found[0].startswith("&"):
                    remedy = "Skriv tecknet självt i stället."
                told = (f"Här står {quoted(found[0])}. HTML och bilder visas inte.", remedy)
                yield page.problem((number, found.start() + 1), told, "html")


def headings_go_from_top_to_bottom(site: WrittenSite) -> Iterator[Problem]:
    """En sida börjar med sin enda huvudrubrik, och ingen nivå hoppas över."""
    for page in site.pages:
        found = [block for block in page.blocks if block.level]
        if not found or (found[0].line, found[0].level) != (page.top, 1):
            told = ("Sidan börjar inte med sin rubrik.", "Skriv # och sidans rubrik överst, före all text.")
            yield page.problem((page.top,), told, "rubriknivaer")
        above = 1
        for number, block in enumerate(found):
            faults = (
                (not block.words, "Rubriken är tom.", "Skriv rubriken, eller ta bort raden."),
                (number and block.level == 1, "Sidan har två rubriker med #.", "Skriv ## här: en sida har en enda överst."),
                (
                    block.level > above + 1,
                    f"Rubriken hoppar från nivå {above} till {block.level}.",
                    f"Skriv {'#' * (above + 1)} i stället.",
                ),
            )
            yield from (
                page.problem((block.line,), (message, remedy), "rubriknivaer") for is_so, message, remedy in faults if is_so
            )
            above = block.level


def blocks_say_how_we_know(site: WrittenSite) -> Iterator[Problem]:
    """Varje stycke och punkt slutar med ett märke: källor som finns, eller ett av orden."""
    known = [*WORDS, *(source.id for source in site.registry.sources)]
    for page, block in site.blocks:
        for mark in (*block.stray, *([block.mark] if block.mark else ())):
            if any("=" in name or name[0] in ".:#" for name in mark.names):
                yield page.problem(mark.place, _NO_ATTRIBUTE, "html")
            elif mark in block.stray:
                yield page.problem(mark.place, _STRAY, "kallmarke")
            elif not mark.names:
                yield page.problem(mark.place, ("Märket är tomt.", _HOW), "kallmarke")
            else:
                for name in (name for name in mark.names if name not in known):
                    message = f"{quoted(name)} är varken en källa eller ett av orden.{did_you_mean(name, known)}"
                    remedy = f"Kolla numret i listan sources i programs.yaml, eller skriv {', '.join(WORDS)}."
                    yield page.problem(mark.place, (message, remedy), "kallmarke")
        if block.tells and not block.mark and not block.stray and not _NOT_SHOWN.search("".join(block.lines)):
            told = (f"{quoted(block.words)} säger inte hur vi vet det.", _HOW)
            yield page.problem((block.line + len(block.lines) - 1,), told, "kallmarke")


def sources_are_used(site: WrittenSite) -> Iterator[Problem]:
    """Varje källa i listan används av någon uppgift eller någon skriven sida."""
    used = {name for _, block in site.blocks if block.mark for name in block.mark.names}
    used |= {
        found.value for found in walk.everything(site.registry) if found.key.name == "sources" and isinstance(found.value, str)
    }
    for number, source in enumerate(site.registry.sources):
        if source.id not in used:
            remedy = "Ta bort källan, eller använd den."
            yield site.problem(("sources", number), "Ingen uppgift hänvisar hit.", remedy, "oanvand-kalla", Severity.WARNING)


def pauses_are_told(site: WrittenSite) -> Iterator[Problem]:
    """Ett stycke som hänvisar till en insats som har paus säger det."""
    active = (program for program in site.shown if program.status == "active")
    running = {site.registry.lifeline.number, site.registry.emergency.number}.union(*map(_numbers, active))
    for program in (program for program in site.shown if program.status == "paused"):
        own, address = _numbers(program) - running, urls.of_program(program)
        for page, block in site.blocks:
            at = next((words for words, to in block.links if to.partition("#")[0].endswith(address)), "")
            at = at or next((number for number in phones.mentioned(block.words) if number in own), "")
            if at and not PAUSE.search(block.words):
                message = f"Stycket hänvisar till {quoted(program.name)}, som har paus."
                told = (message, "Skriv i samma stycke att det är paus, eller ta bort meningen.")
                yield page.problem(block.place(at), told, "paus-pa-sida", Severity.WARNING)


def _numbers(program: Program) -> set[str]:
    return {route.number for route in program.published_routes if route.kind == "phone"}


def warnings_come_first(site: WrittenSite) -> Iterator[Problem]:
    """På sidan om att surfa tryggare kommer varningen för program som ser allt före råden om historiken."""
    for page in site.pages:
        words = " ".join(block.words for block in page.blocks)
        advice, warning = HISTORY.search(words), SPYWARE.search(words)
        if page.address.endswith(SAFER) and advice and (warning is None or warning.start() > advice.start()):
            remedy = "Skriv först att någon kan ha lagt in ett program i mobilen som ser allt."
            told = ("Råden om historiken kommer före varningen för program.", remedy)
            yield page.problem((page.top,), told, "program-forst")


def settings_can_be_used(site: WrittenSite) -> Iterator[Problem]:
    """Det som står i mkdocs.yml går att använda, och *Lämna sidan* går till en neutral sida."""
    settings = site.settings
    extra = settings.value(("extra",)) if settings is not None else None
    if settings is None or not isinstance(extra, Mapping):
        return
    yield from settings.problems
    for key in (key for key in SETTINGS if key not in extra):
        where = settings.locate(("extra",), key=True)
        yield Problem(where, settings.subject(("extra", key)), "Raden saknas.", f"Skriv den: {key}: {SETTINGS[key]}", "installning")
    own = {_domain(address) for address in site.addresses(WebRoute)}
    for key, value in extra.items():
        said, path, told = str(value), ("extra", key), ("", "")
        if key == "exit_address" and urlsplit(said).scheme != "https":
            told = (f"{quoted(said)} är ingen webbadress med https.", "Skriv till exempel https://www.smhi.se/")
        elif key == "exit_address" and _domain(said) in own:
            told = (f"{quoted(said)} hör till dem som ger stöd.", "Välj en neutral sida.")
        elif key == "history_light" and said not in ("true", "false"):
            told = (f"{quoted(said)} är varken true eller false.", "Skriv ett av dem, utan citattecken.")
        elif key not in SETTINGS:
            guess = did_you_mean(key, SETTINGS)
            told = (f"{quoted(key)} är inget namn som finns här.{guess}", f"Här kan stå: {listing(list(SETTINGS))}.")
        if told[0]:
            yield Problem(settings.locate(path), settings.subject(path), *told, "installning")


def _domain(address: str) -> str:
    """Return the part of an address's host that somebody has registered: its last two labels."""
    return ".".join((urlsplit(address).hostname or "").split(".")[-2:])
