"""Words as they are, where Markdown or a code host would make something else of them."""

from __future__ import annotations

import re


def markdown(words: str) -> str:
    """Return `words` so that Markdown shows them and nothing more: no emphasis, link, mention or HTML comes of them."""
    return re.sub(r"([\\`*_<>\[\]#@|~])", r"\\\1", words).replace("\\@", "&#64;")
