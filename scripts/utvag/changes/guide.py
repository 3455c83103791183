"""What is different in the guide itself: for whom it ends or asks differently, its questions and its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from utvag.changes import journey_changes
from utvag.changes.describe_people import Teller, quote
from utvag.changes.sentences import Sentence, in_language
from utvag.content import urls
from utvag.guide import journeys, result_cards
from utvag.registry.model import DECLINED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from utvag.changes.visitor_view import VisitorView
    from utvag.guide.journeys import Tree
    from utvag.guide.wizard import Outcome, Question


def compare(before: VisitorView, after: VisitorView, same: Mapping[str, str]) -> Iterator[Sentence]:
    """Yield what is different in the guide; `same` says which old programme is which new one, by id."""
    pages = tuple(f"{language.prefix}{urls.GUIDE}" for language in after.languages)
    every = journey_changes.answers_of(before.tree, after.tree)
    teller = Teller(before.loaded.registry, after.loaded.registry, every)
    for group in journey_changes.groups(before.tree, after.tree, same):
        for box in group.who:
            yield Sentence("journeys", teller.sentence(box, group), pages, who=box)
    yield from (Sentence("journeys", words, pages) for words in _further_down(before, after, same, teller))
    yield from (Sentence("questions", words, pages) for words in _answers(before.tree, after.tree, teller))
    for page, language in zip(pages, after.languages, strict=True):
        if language.code in {known.code for known in before.languages}:
            for words in _reworded(_said(before.tree, language.code), _said(after.tree, language.code)):
                yield Sentence("questions", in_language(language.code, words), (page,), language.code)


def _further_down(before: VisitorView, after: VisitorView, same: Mapping[str, str], teller: Teller) -> Iterator[str]:
    """Yield how often a programme that may fit is moved to or from "Visa fler": it follows from others, so it is counted alone."""
    every = list(journey_changes.pairs(before.tree, after.tree))
    moved: dict[tuple[str, bool], int] = {}
    for pair in every:
        old = {same.get(name, name): letter for name, letter in _letters(pair.before).items()}
        for name, letter in _letters(pair.after).items():
            if {letter, old.get(name)} == {result_cards.MAY, result_cards.MORE}:
                moved[name, letter == result_cards.MORE] = moved.get((name, letter == result_cards.MORE), 0) + 1
    more = quote(after.languages[0]["guide_more"])
    for (name, is_down), count in moved.items():
        where = f"flyttas ner under {more}" if is_down else f"flyttas upp och syns utan {more}"
        yield f"{teller.program(name)} {where} i {count} av {len(every)} vägar genom guiden."


def _letters(outcome: Outcome) -> dict[str, str]:
    """Return where each programme stands in a result."""
    dealt = [result_cards.Card(item.program, (), (), (), ()) for item in outcome.recommendations]
    return {card.program.id: letter for card, letter in zip(dealt, result_cards.letters(outcome, dealt), strict=True)}


def _answers(before: Tree, after: Tree, teller: Teller) -> Iterator[str]:
    """Yield the answers that are new or gone, and questions and answers that stand in another order."""
    old, new = _order(before), _order(after)
    for question in [name for name in new if name in old]:
        asked = quote(teller.criterion(question).text.leaver.sv)
        for name in new[question]:
            if name not in old[question]:
                words = f"Svaret {teller.answer(question, name)} är nytt på frågan {asked}."
                yield f"{words} Den som ger det jämförs här med den som förut svarade {teller.answer(question, DECLINED)}."
        for name in old[question]:
            if name not in new[question]:
                words = f"Svaret {teller.answer(question, name)} på frågan {asked} är borta."
                yield f"{words} Den som gav det jämförs här med den som nu svarar {teller.answer(question, DECLINED)}."
        if _is_reordered(list(old[question]), list(new[question])):
            yield f"Svaren på frågan {asked} står i en ny ordning."
    if _is_reordered(list(old), list(new)):
        yield "Frågorna i guiden kommer i en ny ordning."


def _order(tree: Tree) -> dict[str, tuple[str, ...]]:
    """Return every question of a guide with its answers, in the order of the first path that is asked it."""
    found: dict[str, tuple[str, ...]] = {}
    for question in journeys.questions(tree):
        found.setdefault(question.id, tuple(answer.id for answer in question.answers))
    return found


def _is_reordered(old: list[str], new: list[str]) -> bool:
    return [name for name in old if name in new] != [name for name in new if name in old]


def _said(tree: Tree, lang: str) -> dict[tuple[str, str, str], dict[str, None]]:
    """Return all the words of each question and answer in `lang`, by (question, answer or nothing, what they are)."""
    found: dict[tuple[str, str, str], dict[str, None]] = {}
    for question in journeys.questions(tree):
        for name, kind, words in _words(question, lang):
            found.setdefault((question.id, name, kind), {})[words] = None
    return found


def _words(question: Question, lang: str) -> Iterator[tuple[str, str, str]]:
    yield "", "Frågan", question.words[lang]
    yield "", "Förklaringen", question.why[lang]
    yield from ((answer.id, "Svaret", answer.words[lang]) for answer in question.answers)


def _reworded(
    old: Mapping[tuple[str, str, str], dict[str, None]], new: Mapping[tuple[str, str, str], dict[str, None]]
) -> Iterator[str]:
    """Yield what is worded in another way; the words to decline are the same everywhere, and told once."""
    told: set[str] = set()
    for key in [name for name in new if name in old]:
        gone = [words for words in old[key] if words not in new[key]]
        come = [words for words in new[key] if words not in old[key]]
        question = next(iter(new[key[0], "", "Frågan"]))
        about = (
            f" på frågan {quote(question)}"
            if key[1] not in ("", DECLINED)
            else f" till frågan {quote(question)}" * (key[2] == "Förklaringen")
        )
        sentences = [f"{key[2]} {quote(was)}{about} blir {quote(now)}." for was, now in zip(gone, come, strict=False)]
        sentences += [f"{key[2]} {quote(was)}{about} är borta." for was in gone[len(come) :]]
        sentences += [f"{key[2]} {quote(now)}{about} är ny." for now in come[len(gone) :]]
        yield from (words for words in sentences if words not in told)
        told.update(sentences)
