"""All that must hold of what people write, in one table; and the one place that finds whatever does not."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from utvag import files
from utvag.content import languages, page_source
from utvag.guide import personas, proof, wizard
from utvag.problems import InvalidRegistry, Location, Problem, Severity, in_order
from utvag.project import Project
from utvag.registry import loader, source
from utvag.rules import allowances, language_rules, link_rules, page_rules, plain_words, registry_rules, text_rules
from utvag.rules.written_site import WrittenSite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from utvag.guide.journeys import Tree
    from utvag.registry.loader import Loaded

WARNING = Severity.WARNING


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the code that its problems bear, the rule in a sentence, who finds what breaks it, how much that weighs.

    Without a sentence it is the docstring of who finds it. Without a finder it is found where registry, guide or personas are read,
    or where the site is built.
    """

    code: str
    said: str = ""
    find: Callable[[WrittenSite], Iterator[Problem]] | None = None
    severity: Severity = Severity.ERROR

    @property
    def sentence(self) -> str:
        """The rule, in Swedish."""
        return self.said or (self.find.__doc__ or "").split("\n")[0]


RULES = (
    # Filer, och YAML som går att läsa
    Rule("fil", "Varje fil finns, går att läsa, är sparad som UTF-8 och är inte tom."),
    Rule("disk", "Datorn kan läsa och skriva varje fil."),
    Rule("tecken", "Text har inga tabbar, hårda mellanslag, osynliga tecken eller tecknen `<` och `>`."),
    Rule("yaml-citattecken", "Ett citattecken som öppnas stängs på samma rad."),
    Rule("yaml-indrag", "Rader som hör ihop börjar med lika många mellanslag."),
    Rule("yaml-kolon", "Efter ett namn, och efter ett streck, står kolon eller text med ett mellanslag emellan."),
    Rule("yaml-kommentar", "Efter ett # är allt en anmärkning."),
    Rule(
        "yaml-onodigt",
        "Filen har inget av YAML:s egna tecken: `&`, `*`, `!`, `---`, listor som namn eller listor i listor för djupt.",
    ),
    Rule("yaml-parentes", "En lista `[` eller grupp `{` som öppnas stängs."),
    Rule("yaml-sammanslagning", "Filen har inga märken från en sammanslagning av två versioner."),
    Rule("yaml-skrivsatt", "Varje rad går att läsa."),
    Rule("dubbel-nyckel", "Samma namn står en gång på samma ställe."),
    # Vad som kan stå i registret
    Rule("saknas", "Rader och värden som måste finnas finns."),
    Rule("okant-namn", "Ordet före kolonet är ett av dem som finns."),
    Rule("okant-varde", "Värdet är ett av dem som går att välja."),
    Rule("okand-hanvisning", "Det som en rad hänvisar till finns: en källa, en kommun, en insats."),
    Rule("fel-sort", "Det som står är av rätt sort: text, tal, `true` eller `false`, lista eller grupp."),
    Rule("citattecken", "Det som kan läsas som ett tal, ett datum, ett klockslag eller ja och nej står inom citattecken."),
    Rule("datum", "Ett datum är år, månad och dag."),
    Rule("for-lang-text", "En text har högst 1000 tecken."),
    Rule("id-form", "Ett `id` eller en `slug` har bara a–z, siffror och bindestreck."),
    Rule("dubbelt", find=text_rules.names_stand_once),
    Rule("telefon-format", "Ett nummer är svenskt, skrivet så att man kan läsa det, och kostar inget extra."),
    Rule("telefon-siffror", "Numret som visas och numret som rings är samma nummer."),
    Rule("adress", "En adress är hel."),
    Rule("oppettid", "Öppettider är `always`, `unknown` eller tider som inte går in i varandra."),
    Rule("livlina-dygnet-runt", "Numret där alla vägar slutar är öppet dygnet runt."),
    Rule("villkor-form", "Ett villkor har antingen svar eller ålder, och den som kanske passar får veta vad det beror på."),
    Rule("alder-ordning", "Den lägsta åldern är inte högre än den högsta."),
    Rule("vet-inte", "Svaret ”vet inte” finns på varje fråga, och läggs till av sig självt."),
    # Vad som ska stämma i registret
    Rule("fragornas-delar", find=registry_rules.questions_have_their_parts),
    Rule("fragornas-svar", find=registry_rules.answers_are_said),
    Rule("vag-in-for-alla", find=registry_rules.every_place_has_a_way_in),
    Rule("kontaktvag-saknas", find=registry_rules.running_programs_can_be_reached),
    Rule("via-ingenstans", find=registry_rules.ways_through_others_lead_somewhere),
    Rule("villkor-omojligt", find=registry_rules.conditions_can_be_judged),
    Rule("livlinans-namn", find=registry_rules.only_the_lifeline_has_its_name),
    Rule("nummer-i-adress", find=registry_rules.addresses_name_only_own_numbers),
    Rule("meningsform", find=registry_rules.clauses_and_sentences_are_what_they_are_used_as),
    Rule("namn-i-kontroll", find=registry_rules.checks_name_no_person, severity=WARNING),
    Rule("oanvand-kalla", find=page_rules.sources_are_used, severity=WARNING),
    # Guiden och de påhittade personerna
    Rule("guiden-for-stor", find=registry_rules.the_guide_can_be_proven),
    Rule("utan-verkan", "Varje fråga och varje svar i guiden ändrar något för någon."),
    Rule("onabar-insats", "Någon väg i guiden leder till varje insats som erbjuds."),
    Rule("stangd-dorr", "Ingen får bara numret och inget annat stöd."),
    Rule("alder-och-hot", "Ålder och hot får bara ge fler vägar, aldrig färre."),
    Rule("trad-mot-regler", "Guiden och reglerna säger samma sak om varje person, och varje väg slutar i numret."),
    Rule("fara-112", "112 visas när någon är i fara nu, och bara då."),
    Rule("slut-utan-numret", "Varje väg i guiden slutar med numret."),
    # Alla texter
    Rule("nummer-i-text", find=text_rules.texts_name_only_confirmed_numbers),
    Rule("mejl-i-text", find=text_rules.texts_name_only_shown_addresses),
    Rule("lofte", find=text_rules.texts_promise_nothing_we_cannot_keep),
    Rule("neutral-adress", find=text_rules.addresses_and_titles_are_neutral),
    Rule("lang-mening", "En mening har högst 20 ord.", plain_words.texts_are_plain),
    Rule("langt-ord", "Ett ord har högst 14 bokstäver.", plain_words.texts_are_plain),
    Rule(
        "lix",
        "LIX är högst 25 på första sidan, i guiden och på sidorna om att ringa och surfa, och högst 32 på alla andra.",
        plain_words.texts_are_plain,
    ),
    Rule("langa-meningar", "Meningar som läses ihop har i snitt högst 12 ord.", plain_words.texts_are_plain),
    Rule("myndighetsord", "Myndigheternas ord förklaras där de står, eller står inte där.", plain_words.texts_are_plain),
    Rule("tillat", "En rad med `tillåt` nämner en regel som går att tillåta, har ett skäl, och behövs."),
    # Språken
    Rule("sprak", "Språk skrivs med koder, och webbplatsens språk står i mkdocs.yml."),
    Rule("ord-fil", "Språkens filer med ord har samma namn, och samma ord inom klamrar, som den svenska filen."),
    Rule("oversattning-saknas", find=language_rules.languages_are_whole),
    Rule("oversattning-vantar", find=language_rules.programs_are_translated, severity=WARNING),
    Rule("sprak-olika", find=language_rules.translations_say_the_same),
    # De skrivna sidorna och inställningarna
    Rule("sidhuvud", find=page_rules.heads_say_what_they_must),
    Rule("html", find=page_rules.pages_are_markdown_alone),
    Rule("rubriknivaer", find=page_rules.headings_go_from_top_to_bottom),
    Rule(
        "bruten-lank",
        "En länk på en skriven sida leder till en sida här eller en adress i registret, och säger vart.",
        link_rules.links_lead_where_they_say,
    ),
    Rule("lanktext", "En länk säger vart den leder, också när den läses ensam.", link_rules.links_lead_where_they_say),
    Rule(
        "annat-nummer",
        "En länk ringer det nummer som den visar, och bara nummer i registret.",
        link_rules.links_lead_where_they_say,
    ),
    Rule("kallmarke", find=page_rules.blocks_say_how_we_know),
    Rule("paus-pa-sida", find=page_rules.pauses_are_told, severity=WARNING),
    Rule("program-forst", find=page_rules.warnings_come_first),
    Rule("installning", find=page_rules.settings_can_be_used),
    # Att bygga, kontrollera och skriva ut
    Rule("uppstallning", "Filens rader är uppställda som de brukar: indrag, mellanslag och tomma rader."),
    Rule("sida-utan-numret", "Numret går att ringa överst på varje sida, och i texten."),
    Rule("okant-nummer", "En sida visar och ringer bara nummer som får visas."),
    Rule("guide-mot-trad", "Guidens sida visar samma vägar som registret ger."),
    Rule("d1-sidans-vikt", "En sida väger högst 14 000 byte när den skickas.", severity=WARNING),
    Rule("malmapp", "Webbplatsen kan inte byggas i den mappen: där ligger något annat, eller så byggs den där redan."),
    Rule("bygget", "Bygget av webbplatsen stannade, och meddelandet säger varför."),
    Rule("andra-lank", "Adressen i `edit_link` i mkdocs.staff.yml ska börja med https och ha `{file}` och `{line}` i sig."),
    Rule("kontroll-framtida", "En kontroll har en dag som inte har varit än."),
    Rule("livlina-forsenad", "Ingen har kontrollerat numret där alla vägar slutar på två halveringstider."),
    Rule(
        "papper-ord",
        "Det som syns på ett papper utan att man viker upp det säger inte vad det handlar om: någon annan kan stå bredvid.",
    ),
    Rule("papper-plats", "All text på ett papper får plats, på en enda sida."),
    Rule("papper-tecken", "Papperens typsnitt har alla tecken som texten behöver."),
)
"""Every code there is. What to do about each, for docs/koder.md, stands in codes.yaml."""

BELOW_THE_GUIDE = frozenset(
    ["fragornas-delar", "fragornas-svar", "vag-in-for-alla", "kontaktvag-saknas", "via-ingenstans", "villkor-omojligt"]
)
"""Codes of what the guide is made of: what is wrong with a guide that is made of something wrong is the same fault told again."""


def check(project: Project) -> tuple[Loaded, Tree, tuple[Problem, ...]]:
    """Return the registry, its guide, and every problem of both, of the hand-written pages and of the personas.

    Raises InvalidRegistry when there is no registry, or no words in some language, to go on with, or a file cannot be read.
    """
    try:
        loaded, tree = read(project)
        return loaded, tree, judge(project, loaded, tree)
    except OSError as fault:
        raise InvalidRegistry([unreadable(project, fault)]) from fault


def read(project: Project) -> tuple[Loaded, Tree]:
    """Return the registry and its guide. Raises InvalidRegistry and OSError."""
    spoken, faults = languages.load(project)
    if faults:
        raise InvalidRegistry(in_order(faults))
    loaded = loader.load(project.registry, project.shown(project.registry), spoken)
    site = WrittenSite(loaded)
    if any(True for _ in registry_rules.the_guide_can_be_proven(site)):
        raise InvalidRegistry(in_order(found_by_rules(site)))
    return loaded, wizard.compile(loaded.registry)


def judge(project: Project, loaded: Loaded, tree: Tree) -> tuple[Problem, ...]:
    """Return every problem of what `read` has read, and of all else that people have written. Raises OSError."""
    pages, unread = page_source.load(project)
    others = tuple((project.shown(path), path.relative_to(project.content)) for path in files.below(project.content))
    site = WrittenSite(loaded, pages, others, languages.words(project, loaded.languages), languages.settings(project))
    is_own = project.registry == Project.at(project.root).registry  # people are not held against another registry
    _, wrong = personas.load(project, loaded.registry if is_own else None)
    found = list(found_by_rules(site))
    is_sound = not any(problem.code in BELOW_THE_GUIDE for problem in found)
    return in_order([*found, *(proof.prove(loaded, tree) if is_sound else ()), *unread, *wrong])


def found_by_rules(site: WrittenSite) -> Iterator[Problem]:
    """Yield whatever breaks one of RULES in what people have written, but for what they allow."""
    finders = dict.fromkeys(rule.find for rule in RULES if rule.find is not None)
    found = (problem for find in finders for problem in find(site))
    yield from allowances.apply(found, allowances.of(site))


def unreadable(project: Project, fault: OSError) -> Problem:
    """Return the problem of a file that could not be read or written."""
    name = project.shown(Path(os.fsdecode(fault.filename))) if fault.filename else project.shown(project.site)
    message = f"Filen eller mappen går inte att läsa eller skriva: {files.reason(fault)}."
    return Problem(Location(name), name, message, "Rätta det och bygg igen. Den förra webbplatsen är kvar som den var.", "disk")


def explained() -> str:
    """Return docs/koder.md: every rule, and what to do about what breaks it."""
    told = source.parse((Path(__file__).parent / "codes.yaml").read_bytes(), "codes.yaml")
    parts = [
        "# Koderna",
        "Varje meddelande slutar med en kod inom [ ]. Här står regeln, och vad du gör när något bryter mot den.",
        "Görs av `.venv/bin/python scripts docs`, av `scripts/utvag/rules/`. Ändra där, inte här.",
    ]
    for rule in sorted(RULES, key=lambda rule: rule.code):
        remark = " Det är ett påpekande: det stoppar ingenting." if rule.severity is WARNING else ""
        parts += [f"## {rule.code}", f"**{rule.sentence}**{remark}", str(told.value((rule.code,)))]
    return "\n\n".join(parts) + "\n"
