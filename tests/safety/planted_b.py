"""Faults for the checks B1 … of safety.md."""

from __future__ import annotations

from safety.planted import Planted, replacing

PLANTED: list[Planted] = [
    Planted(
        "the bar scrolls away", {"assets/utvag.css": replacing("position: sticky", "position: static")}, frozenset(["b1"]), ("",)
    ),
    Planted(
        "nothing is said about Back without a script",
        {"words.yaml": replacing("Stäng därför fliken när du är klar.", "")},
        frozenset(["b2"]),
        ("",),
    ),
    Planted(
        "the exit leaves the page on the screen",
        {
            "assets/exit.js": replacing(
                "while (document.body.firstChild) { document.body.removeChild(document.body.firstChild); }", ""
            )
        },
        frozenset(["b3"]),
        ("",),
    ),
    Planted("links fill the history", {"base.html": replacing(" data-light", " data-x")}, frozenset(["b4"]), ("",)),
    Planted(
        "every page has an exit of its own",
        {"base.html": replacing("exit_button(site.exit_address,", "exit_button(site.exit_address ~ title|length,")},
        frozenset(["a15", "b2", "b5"]),
        ("",),
    ),
    Planted(
        "nothing is said about the history",
        {"words.yaml": replacing("tar inte bort historiken", "byter sida")},
        frozenset(["b6"]),
        ("",),
    ),
    Planted(
        "the call is said to leave no trace",
        {"words.yaml": replacing("samtalslista", "minne")},
        frozenset(["b7"]),
        ("",),
    ),
    Planted(
        "the number is small on paper",
        {"assets/utvag.css": replacing("font-size: 36pt;", "font-size: 12pt;")},
        frozenset(["b7"]),
        ("",),
    ),
    Planted(
        "a question cannot be declined",
        {
            "components/question.html": replacing(
                'data-answer="{{ answer.id }}"', "data-answer=\"{{ answer.id|replace('vet-inte', 'annat') }}\""
            )
        },
        frozenset(["b8"]),
        ("guide/",),
    ),
    Planted(
        "the bar covers what has the focus",
        {"assets/utvag.css": replacing("scroll-padding-top: 5.2rem;", "")},
        frozenset(["b9"]),
        ("kontakt/",),
    ),
]
