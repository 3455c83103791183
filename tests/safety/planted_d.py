"""Faults for the checks D1 … of safety.md."""

from __future__ import annotations

from safety.planted import Planted, replacing

PAGESHOW = 'window.addEventListener("pageshow"'
AT_ONCE = (
    'document.addEventListener("DOMContentLoaded", function () { document.getElementsByTagName("h1")[0].textContent = "Hej"; });'
)
LATE = """var frames = 0;
  function late() {
    frames += 1;
    if (frames < 6) { requestAnimationFrame(late); } else { document.body.style.paddingTop = "90px"; }
  }
  window.addEventListener("load", late);"""

PLANTED: list[Planted] = [
    Planted(
        "the page fetches another",
        {"base.html": replacing("</head>", '<link rel="prefetch" href="{{ root }}kontakt/"></head>')},
        frozenset(["a2", "a5", "a11", "d1"]),
        ("",),
    ),
    Planted(
        "a drawing has no name",
        {"components/lifeline.html": replacing("</section>", '<svg viewBox="0 0 1 1"></svg></section>')},
        frozenset(["d2"]),
        ("",),
    ),
    Planted(
        "words only for those without the script",
        {
            "assets/exit.js": replacing(
                PAGESHOW,
                f"{AT_ONCE}\n  {PAGESHOW}",
            )
        },
        frozenset(["d3"]),
        ("",),
    ),
    Planted(
        "links lead to folders on a disk",
        {"assets/exit.js": replacing('location.protocol === "file:"', "false")},
        frozenset(["d4"]),
        ("",),
    ),
    Planted(
        "a link without its last stroke",
        {"components/menu.html": replacing("{{ address }}", "{{ address[:-1] }}")},
        frozenset(["d5"]),
        ("",),
    ),
    Planted(
        "the bar is printed",
        {"assets/utvag.css": replacing("  .bar, .skip, .footer", "  .skip, .footer")},
        frozenset(["d8"]),
        ("",),
    ),
    Planted("a script is too new", {"assets/exit.js": replacing('var away = "";', 'let away = "";')}, frozenset(["d9"]), ("",)),
    Planted("the style is too new", {"assets/utvag.css": replacing("a:hover {", "p:has(a) a:hover {")}, frozenset(["d9"]), ("",)),
    Planted(
        "the page moves when it is loaded",
        {
            "assets/exit.js": replacing(
                PAGESHOW,
                f"{LATE}\n  {PAGESHOW}",
            )
        },
        frozenset(["d10"]),
        ("",),
    ),
]
