"""What tests of the staff edition share: its templates, guides as nobody planned them, a bare page around a part of one."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from builders import ROOT, Data, a_program, a_registry, asking, load
from hypothesis import strategies as st
from utvag.content import urls
from utvag.guide import wizard
from utvag.site import templates

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from utvag.guide.journeys import Tree
    from utvag.registry.loader import Loaded
    from utvag.registry.model import Registry

STAFF = ROOT / "overrides" / "staff"
ANSWERS = {"fara": ["nu", "hot", "nej"], "vem": ["ung", "vuxen", "anhorig"], "vad": ["kriminalitet", "extremism"]}
UNPLANNED = "aåiWm –é漢ع"


@st.composite
def registries(draw: st.DrawFn) -> Data:
    """Return a registry with conditions as nobody planned them, and words of any length and script in the guide."""
    data = copy.deepcopy(a_registry())
    words = st.text(UNPLANNED, min_size=1, max_size=60).filter(str.strip)
    for number in range(draw(st.integers(0, 3))):
        question = draw(st.sampled_from(sorted(ANSWERS)))
        chosen = draw(st.lists(st.sampled_from(ANSWERS[question]), min_size=1, max_size=2, unique=True))
        place = draw(st.sampled_from(["national", "stockholm", "uppsala"]))
        data["programs"].append(a_program(f"p{number}", eligibility=asking(question, *chosen), municipality=place))
    for program in data["programs"]:
        if draw(st.booleans()):
            program["eligibility"] = {"conditions": [], "depends_on": []}
    for question_data in data["questions"]:
        question_data["text"] = draw(words)
        for answer in question_data.get("answers", []):
            answer["reason"] = draw(words)
    return data


def alike() -> tuple[Registry, Tree]:
    """Return a registry, and its guide where different answers lead to the same."""
    data = a_registry()
    for program in data["programs"]:
        program["eligibility"] = {"conditions": [], "depends_on": []}
    data["programs"] += [a_program(f"p{name}", eligibility=asking("vad", name)) for name in ANSWERS["vad"]]
    registry = load(data).registry
    return registry, wizard.compile(registry)


def environment(loaded: Loaded) -> templates.Environment:
    """Return what renders the staff edition's templates."""
    registry = loaded.registry
    plan = urls.sitemap(registry, loaded.languages, {})
    site = templates.Site(registry.lifeline, registry.emergency, "", plan, sources=registry.sources_by_id)
    return templates.environment(STAFF / "pages", site)


def bare(part: str, name: str) -> str:
    """Return a page of nothing but `part`, with its style and script (assets of that name)."""
    style = (STAFF / "assets" / f"{name}.css").read_text(encoding="utf-8")
    script = STAFF / "assets" / f"{name}.js"
    code = f"<script>{script.read_text(encoding='utf-8')}</script>" if script.exists() else ""
    return (
        '<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        "<title>Sida</title><style>:root{color-scheme:light dark}"
        f"body{{font-family:system-ui,sans-serif;background:Canvas;color:CanvasText}}{style}</style></head>"
        f"<body><main><h1>Sida</h1>{part}</main>{code}</body></html>"
    )


AXE = ROOT / "tests" / "node" / "node_modules" / "axe-core" / "axe.min.js"

_RUN_AXE = """() => {
    const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "EN-301-549", "EN-301-549v4", "best-practice"];
    const kinds = ["violations", "incomplete"];
    const named = rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 160)}`);
    const told = found => kinds.flatMap(kind => found[kind]).flatMap(named);
    const rules = { "color-contrast": { enabled: false } };
    const all = { runOnly: { type: "tag", values }, rules, resultTypes: kinds };
    const colours = { runOnly: ["color-contrast"], resultTypes: kinds };
    return axe.run(document, all).then(first => axe.run({ exclude: [["svg"]] }, colours)
        .then(second => [...told(first), ...told(second)]));
}"""


def axe(page: Page) -> list[str]:
    """Return everything that axe finds wrong or cannot decide in `page`, which has its script already.

    It cannot tell the colours of drawings: they are for another test.
    """
    found: list[str] = page.evaluate(_RUN_AXE)
    return found
