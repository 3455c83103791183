"""Every way through the guide as one drawing: questions as boxes, answers as lines with words, endings as rows of numbers.

A number is a programme: filled when it fits, plain when it may fit. The drawing is SVG, made when the site is, and needs no script.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from utvag import swedish
from utvag.guide import journeys, result_cards
from utvag.guide.eligibility import Verdict
from utvag.guide.wizard import Outcome
from utvag.site import templates
from utvag.staff import layout
from utvag.staff.layout import BOX, EDGE, GUTTER, LINE, ROW

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from utvag.guide.journeys import Steps, Tree
    from utvag.registry.model import Program, Registry
    from utvag.site.templates import Environment
    from utvag.staff.layout import Box, Ending, Picture, Row

TEMPLATE = "components/drawing.html"

CELL = 26
"""How wide the place of a programme's number is."""

MOST = 60
"""Programmes that have a number each; with more, an ending says how many there are."""

DRAWING = "guidens-ritning"
"""The id of the drawing, and how the ids inside it begin."""

_MIDDLE = ROW // 2
_BASE = 5
"""From the middle of a line of words down to where the letters stand."""

_STYLE = f"""
.{DRAWING}{{font:{layout.SIZE}px/1 system-ui,sans-serif;color:inherit;overflow:visible}}
.{DRAWING} text{{fill:currentColor;stroke:none}}
.{DRAWING} path,.{DRAWING} rect{{fill:none;stroke:currentColor}}
.{DRAWING} path{{opacity:.6}}
.{DRAWING} .asked,.{DRAWING} .line,.{DRAWING} .danger{{font-weight:700}}
.{DRAWING} .fits{{fill:currentColor}}
.{DRAWING} .may,.{DRAWING} .on-fits{{text-anchor:middle}}
.{DRAWING} .on-fits{{fill:var(--md-default-bg-color,Canvas);font-weight:700}}
.{DRAWING} a .frame{{stroke-opacity:.35;pointer-events:all}}
.{DRAWING} a:hover .frame{{stroke-opacity:1}}
.{DRAWING} a:focus{{outline:0}}
.{DRAWING} a:focus .frame{{stroke-opacity:1;stroke-width:3}}
"""


def row(steps: Steps) -> str:
    """Return the id that the row of a journey has in the table of journeys; its ending in the drawing is a link to it."""
    return "--".join(["vag", *(answer for _, answer in steps)])


def figure(registry: Registry, tree: Tree, env: Environment) -> str:
    """Return the drawing as HTML for any page, Markdown too: how to read it, what its numbers mean, and a part that scrolls.

    `tree` is the guide compiled from `registry`, `env` has the staff edition's templates. The style is a file of its own.
    """
    text = templates.render(env, TEMPLATE, drawing=svg(registry, tree), programs=shown(registry, tree), id=DRAWING)
    return "\n".join(line for line in text.splitlines() if line.strip())


def shown(registry: Registry, tree: Tree) -> tuple[Program, ...]:
    """Return the programmes that some ending shows, in the order of their numbers in the drawing."""
    return tuple(card.program for card in result_cards.deal(registry, tree))


def svg(registry: Registry, tree: Tree) -> str:
    """Return the drawing alone. Its numbers are the places in `shown`, from 1; every ending is a link to the id in `row`."""
    picture = layout.place(registry, tree)
    endings = _Endings(registry, shown(registry, tree))
    wide, high = picture.left + endings.width + EDGE, picture.height
    ways = list(journeys.walk(tree))
    told = f"{len(ways)} vägar. Varje väg slutar på {ways[0].outcome.lifeline.number}. Samma vägar står i tabellen."
    size = f'width="{wide}" height="{high}" viewBox="-5.5 -5.5 {wide} {high}"'  # half a pixel off, so that thin lines are sharp
    named = f'role="group" aria-labelledby="{DRAWING}-namn" aria-describedby="{DRAWING}-vad"'
    drawn = [f'<path d="{" ".join(_lines(picture))}"/>', *map(_box, picture.boxes), *map(_answer, picture.rows)]
    parts = [
        f'<svg class="{DRAWING}" id="{DRAWING}" xmlns="http://www.w3.org/2000/svg" {size} {named}>',
        f'<title id="{DRAWING}-namn">Alla vägar genom guiden</title>',
        f'<desc id="{DRAWING}-vad">{told}</desc>',
        f"<style>{_STYLE}</style>",
        '<g aria-hidden="true">',
        *drawn,
        "</g>",
        *map(endings.draw, picture.endings),
        "</svg>",
    ]
    return "\n".join(parts)


def _lines(picture: Picture) -> Iterator[str]:
    """Yield every line: from a question down to its answer's words, and from them to what they lead to."""
    for item in picture.rows:
        (left, top), (right, bottom), middle = item.start, item.end, item.y + _MIDDLE
        after = item.x + layout.width(item.words) + 2
        yield f"M{left} {top + _MIDDLE}H{left + GUTTER // 2}V{middle}H{item.x - 4}"
        if bottom == item.y:
            yield f"M{after} {middle}H{right}"
        else:
            turn = right - GUTTER // 2
            yield f"M{after} {middle}H{right - GUTTER}C{turn} {middle} {turn} {bottom + _MIDDLE} {right} {bottom + _MIDDLE}"


def _box(box: Box) -> str:
    words = [f'<tspan class="asked">{escape(line)}</tspan>' for line in box.words] + [escape(line) for line in box.way]
    texts = "".join(_text(box.x + EDGE, box.y + place * LINE, line) for place, line in enumerate(words))
    return f'<rect x="{box.x}" y="{box.y}" width="{BOX}" height="{box.height}" rx="4"/>{texts}'


def _answer(item: Row) -> str:
    return _text(item.x, item.y, f"<title>{escape(item.full)}</title>{escape(item.words)}")


def _text(x: int, y: int, inside: str, kind: str = "") -> str:
    return f'<text x="{x}" y="{y + _MIDDLE + _BASE}"{kind}>{inside}</text>'


class _Endings:
    """Draws endings: 112 first, a place for each programme, and last the number that always answers."""

    def __init__(self, registry: Registry, programs: Sequence[Program]) -> None:
        """Draw endings that name `programs`."""
        self.words = layout.short(registry)
        self.names = {program.id: program.name for program in programs}
        self.numbers = {program.id: place for place, program in enumerate(programs, 1)}
        self.first = EDGE + layout.width(registry.emergency.number) + EDGE
        self.counted = len(programs) > MOST
        self.last = self.first + (layout.width(_counts(99, 99)) if self.counted else CELL * len(programs)) + EDGE
        self.width = round(self.last + layout.width(registry.lifeline.number) * layout.BOLD + EDGE)

    def draw(self, ending: Ending) -> str:
        """Return one ending as a link to its row in the table."""
        outcome, x, y = ending.node.tree, ending.x, ending.y
        if not isinstance(outcome, Outcome):
            raise TypeError(outcome)
        told = journeys.results(outcome)
        parts = [f'<rect class="frame" x="{x}" y="{y}" width="{self.width}" height="{ROW}" rx="4"/>']
        if outcome.emergency:
            parts.append(_text(x + EDGE, y, outcome.emergency.number, ' class="danger"'))
        parts += self._counted(told, x, y) if self.counted else self._numbered(told, x, y)
        parts.append(_text(x + self.last, y, outcome.lifeline.number, ' class="line"'))
        return f'<a href="#{row(ending.node.steps)}"><title>{escape(self._told(ending, outcome))}</title>{"".join(parts)}</a>'

    def _numbered(self, told: Mapping[str, Verdict], x: int, y: int) -> Iterator[str]:
        for name, verdict in told.items():
            left = x + self.first + (self.numbers[name] - 1) * CELL
            fits = verdict is Verdict.FITS
            if fits:
                yield f'<rect class="fits" x="{left + 1}" y="{y + 2}" width="{CELL - 2}" height="{ROW - 4}" rx="3"/>'
            yield _text(left + CELL // 2, y, str(self.numbers[name]), f' class="{"on-fits" if fits else "may"}"')

    def _counted(self, told: Mapping[str, Verdict], x: int, y: int) -> Iterator[str]:
        fits = sum(verdict is Verdict.FITS for verdict in told.values())
        yield _text(x + self.first, y, _counts(fits, len(told) - fits))

    def _told(self, ending: Ending, outcome: Outcome) -> str:
        """Return an ending in words: the answers, 112, the programmes by name, the number."""
        told = journeys.results(outcome)
        groups = (("Passar", Verdict.FITS), ("Kan passa", Verdict.MAY_FIT))
        sentences = [
            ", ".join(self.words[step] for step in ending.node.steps) or "inga frågor",
            f"Ring {outcome.emergency.number}" if outcome.emergency else "",
            *(
                f"{heading}: {swedish.listing(names)}"
                for heading, verdict in groups
                if (names := [self.names[name] for name, given in told.items() if given is verdict])
            ),
            f"Sist: {outcome.lifeline.number}",
        ]
        return ". ".join(sentence for sentence in sentences if sentence) + "."


def _counts(fits: int, may: int) -> str:
    return f"{fits} passar, {may} kan passa"
