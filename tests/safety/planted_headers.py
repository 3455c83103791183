"""Faults for the checks of the policy and the headers: A4, A5, A7."""

from __future__ import annotations

from safety.planted import Planted, replacing

_POLICY = '<meta http-equiv="Content-Security-Policy" content="{{ policy|in_page }}">\n'

PLANTED: list[Planted] = [
    Planted("a page without its policy", {"base.html": replacing(_POLICY, "")}, frozenset(["a4"])),
    Planted(
        "a policy after the blocks it should judge",
        {"base.html": lambda text: text.replace(_POLICY, "").replace("</head>", f"{_POLICY}</head>")},
        frozenset(["a4"]),
    ),
    Planted(
        "a policy that lets any script run",
        {
            "base.html": replacing(
                "{{ policy|in_page }}", "{{ (policy|in_page).replace('script-src', \"script-src 'unsafe-inline'\") }}"
            )
        },
        frozenset(["a4"]),
    ),
    Planted(
        "a script that no policy knows",
        {"base.html": replacing("</head>", "<script>document.title = 1;</script>\n</head>")},
        frozenset(["a4", "a5"]),
        pages=("stod/",),
    ),
    Planted(
        "a script in an attribute",
        {"base.html": replacing("<body", '<body onload="document.title = 1"')},
        frozenset(["a5", "a6"]),
    ),
    Planted(
        "a guide that makes HTML from text",
        {
            "assets/guide.js": replacing(
                '"use strict";', '"use strict"; document.body.lastElementChild.insertAdjacentHTML("beforeend", "");'
            )
        },
        frozenset(["a5"]),
        pages=("guide/",),
    ),
    Planted(
        "pages that tell where a visitor comes from",
        {"base.html": replacing('<meta name="referrer" content="no-referrer">\n', "")},
        frozenset(["a7"]),
    ),
    Planted(
        "an exit that tells where a visitor comes from",
        {"components/exit_button.html": replacing('rel="noreferrer nofollow"', 'rel="nofollow" referrerpolicy="unsafe-url"')},
        frozenset(["a7", "a15"]),
    ),
]
