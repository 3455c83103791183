"""All that must hold of what people write, and the one place that finds whatever does not. Every code stands in codes.yaml."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from utvag import files
from utvag.content import languages, page_source, translation_marks
from utvag.guide import personas, proof, wizard
from utvag.problems import InvalidRegistry, Location, Problem, Severity, in_order
from utvag.project import Project
from utvag.registry import loader
from utvag.rules import codes, language_rules, page_rules, places, plain_words, registry_rules, text_rules
from utvag.rules.persona_rules import people_find_their_way
from utvag.rules.written_site import WrittenSite
from utvag.swedish import did_you_mean, long_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from utvag.content.page_source import WrittenPage
    from utvag.guide.journeys import Tree
    from utvag.registry.loader import Loaded
    from utvag.registry.source import Source

RULES: tuple[Callable[[WrittenSite], Iterator[Problem]], ...] = (
    registry_rules.questions_have_their_parts,
    registry_rules.answers_are_said,
    registry_rules.answers_cover_every_age_once,
    registry_rules.every_place_has_a_way_in,
    registry_rules.running_programs_can_be_reached,
    registry_rules.ways_through_others_lead_somewhere,
    registry_rules.conditions_can_be_judged,
    registry_rules.the_guide_can_be_proven,
    registry_rules.checks_name_no_person,
    registry_rules.numbers_are_known,
    registry_rules.names_and_addresses_are_a_programmes_own,
    registry_rules.clauses_and_sentences_are_what_they_are_used_as,
    text_rules.texts_say_nothing_they_may_not,
    text_rules.addresses_and_titles_are_told_apart,
    text_rules.former_addresses_are_free,
    text_rules.questions_and_answers_are_told_apart,
    places.places_are_the_registrys,
    plain_words.texts_are_plain,
    language_rules.languages_are_whole,
    language_rules.programs_are_translated,
    language_rules.translations_say_the_same,
    language_rules.translations_are_of_this_swedish,
    page_rules.heads_say_what_they_must,
    page_rules.pages_are_markdown_alone,
    page_rules.headings_go_from_top_to_bottom,
    page_rules.links_lead_where_they_say,
    page_rules.numbers_stand_in_the_registry,
    page_rules.blocks_say_how_we_know,
    page_rules.sources_are_used,
    page_rules.pauses_are_told,
    page_rules.warnings_come_first,
    page_rules.settings_can_be_used,
)
"""What finds whatever breaks a rule in what people have written; the other codes are told where files are read or made."""

BELOW_THE_GUIDE = frozenset(
    ["fragornas-delar", "fragornas-svar", "vag-in-for-alla", "kontaktvag-saknas", "via-ingenstans", "villkor-omojligt"]
)
"""Codes of what the guide is made of: what is wrong with a guide that is made of something wrong is the same fault told again."""

_YAML_COMMENT = re.compile(r"\s*#\s*(tillåt\b.*)$")
_TOLD = re.compile(r"tillåt\s*(?P<code>[^\s:]*)\s*:?\s*(?P<reason>.*?)\s*$")


def check(project: Project, on: date | None = None, beside: Loaded | None = None) -> tuple[Loaded, Tree, tuple[Problem, ...]]:
    """Return the registry, its guide, and every problem of both, of the hand-written pages and of the personas.

    They are as they stand on a day, that of the latest check unless it is said; what will be wrong on a later one is told too.
    What the registry has in common with another one, `beside` it, is kept once (`Loaded.sharing`).
    Raises InvalidRegistry when there is no registry, or no words in some language, to go on with, or a file cannot be read; what
    can be told of all other files without them is told too.
    """
    try:
        try:
            loaded, tree = read(project, on, beside)
        except InvalidRegistry as fault:
            raise InvalidRegistry(in_order([*fault.problems, *_besides(project)])) from fault
        found = judge(project, loaded, tree)
        later = () if any(problem.severity is Severity.ERROR for problem in found) else _later(project, loaded)
        return loaded, tree, in_order([*found, *later])
    except OSError as fault:
        raise InvalidRegistry([unreadable(project, fault)]) from fault


def proven(project: Project, on: date) -> tuple[Loaded, Tree]:
    """Return the registry and its guide on a day. Raises InvalidRegistry when something is wrong with them or the pages."""
    loaded, tree, found = check(project, on)
    if any(problem.severity is Severity.ERROR for problem in found):
        raise InvalidRegistry(found)
    return loaded, tree


def read(project: Project, on: date | None = None, beside: Loaded | None = None) -> tuple[Loaded, Tree]:
    """Return the registry and its guide as they stand on a day (all as for `check`). Raises InvalidRegistry and OSError."""
    spoken, faults = languages.load(project)
    try:
        whole = loader.load(project.registry, project.shown(project.registry), spoken)
    except InvalidRegistry as fault:
        raise InvalidRegistry(in_order([*faults, *fault.problems])) from fault
    if faults:
        raise InvalidRegistry(in_order(faults))
    return _standing(project, whole, on or whole.registry.last_checked, beside)


def _standing(project: Project, whole: Loaded, day: date, beside: Loaded | None = None) -> tuple[Loaded, Tree]:
    loaded = whole.on(day)
    loaded = loaded.sharing(beside) if beside else loaded
    if any(True for _ in registry_rules.the_guide_can_be_proven(WrittenSite(loaded))):
        raise InvalidRegistry(in_order(found_by_rules(written(project, loaded))))
    return loaded, wizard.compile(loaded.registry)


def _besides(project: Project) -> Iterator[Problem]:
    """Yield what is wrong with the form of pages and personas, for which no registry is needed."""
    yield from page_rules.heads_of(page_source.load(project, None))
    yield from personas.load(project)[1]


def _later(project: Project, loaded: Loaded) -> Iterator[Problem]:
    """Yield what will be wrong from a day on, when something begins or is over, each fault on its first day."""
    told = set()
    for day in sorted({day for day, _ in loaded.turns if loaded.day and day > loaded.day}):
        try:
            found = judge(project, *_standing(project, loaded, day))
        except InvalidRegistry as fault:
            found = fault.problems
        for problem in found:
            if problem.severity is Severity.ERROR and (what := (problem.where, problem.code)) not in told:
                told.add(what)
                yield replace(problem, message=f"Från {long_date(day)}: {problem.message}")


def judge(project: Project, loaded: Loaded, tree: Tree) -> tuple[Problem, ...]:
    """Return every problem of what `read` has read, and of all else that people have written. Raises OSError."""
    site = written(project, loaded)
    is_own = site.marks is not None
    people, wrong = personas.load(project, loaded.registry if is_own else None)
    found = [*found_by_rules(site), *wrong]
    if not any(problem.code in BELOW_THE_GUIDE for problem in found):
        found += proof.prove(loaded, tree)
        found += people_find_their_way(people, loaded.registry, tree) if is_own and not wrong else ()
    return in_order(found)


def written(project: Project, loaded: Loaded) -> WrittenSite:
    """Return all that people have written, for the rules. People and marks of translations are not held against another registry.

    Raises OSError.
    """
    pages = page_source.load(project, loaded)
    others = tuple((project.shown(path), path.relative_to(project.content)) for path in files.below(project.content))
    is_own = project.registry == Project.at(project.root).registry
    spoken = [language.code for language in loaded.languages[1:]]
    marks = {code: translation_marks.read(project.root / translation_marks.name(code)) for code in spoken} if is_own else None
    return WrittenSite(loaded, pages, others, languages.words(project, loaded.languages), languages.settings(project), marks)


def unreadable(project: Project, fault: OSError) -> Problem:
    """Return the problem of a file that could not be read or written."""
    name = project.shown(Path(os.fsdecode(fault.filename)) if fault.filename else project.site)
    return codes.problem(Location(name), name, "disk", reason=files.reason(fault))


def found_by_rules(site: WrittenSite) -> Iterator[Problem]:
    """Yield whatever breaks one of RULES in what people have written, but for what they allow."""
    given = [allowed for read in (site.loaded.source, *site.words.values()) for allowed in allowed_in(read)]
    given += [allowed for page in site.pages for allowed in allowed_on(page)]
    yield from but_for((problem for rule in RULES for problem in rule(site)), given)


class Allowance(NamedTuple):
    """That a comment lets a rule be broken (`tillåt KOD: skäl`): its code, why, where it stands, and the lines it is about."""

    code: str
    reason: str
    where: Location
    covers: range

    def is_about(self, problem: Problem) -> bool:
        """Return whether this allows what `problem` tells."""
        is_here = problem.where.file == self.where.file and problem.where.line in self.covers
        return is_here and bool(self.reason) and problem.code == self.code and codes.rules()[self.code].can_be_allowed


def allowed_on(page: WrittenPage) -> Iterator[Allowance]:
    """Yield what the comments of a page allow: each is about the next block."""
    for number, words in page.comments:
        block = next((range(block.line, block.line + len(block.lines)) for block in page.blocks if block.line > number), range(0))
        if told := _TOLD.match(words):
            yield Allowance(told["code"], told["reason"], Location(page.name, number), block)


def allowed_in(source: Source) -> Iterator[Allowance]:
    """Yield what the comments of a YAML file allow: each is about the next line that is no comment."""
    lines = source.text.splitlines() if "tillåt" in source.text else []
    for number, line in enumerate(lines, 1):
        if "tillåt" in line and (found := _YAML_COMMENT.match(line)) and (told := _TOLD.match(found[1])):
            following = (at for at, below in enumerate(lines[number:], number + 1) if below.strip() and below.lstrip()[0] != "#")
            at = next(following, 0)
            yield Allowance(told["code"], told["reason"], Location(source.name, number), range(at, at + 1))


def but_for(problems: Iterable[Problem], given: Iterable[Allowance]) -> Iterator[Problem]:
    """Yield the problems that nobody allows, and what is wrong with what is `given` leave for."""
    unused = dict.fromkeys(given)
    every = list(unused)
    for problem in problems:
        hits = [item for item in every if item.is_about(problem)]
        if not hits:
            yield problem
        for item in hits:
            unused.pop(item, None)
    known = sorted(code for code, rule in codes.rules().items() if rule.can_be_allowed) if unused else []
    for item in unused:
        which = "code" if item.code not in known else "needless" if item.reason else "reason"
        guess, allowed = did_you_mean(item.code, known), ", ".join(known)
        yield codes.problem(item.where, item.where.file, f"tillat/{which}", code=item.code, guess=guess, codes=allowed)
