"""Stock Material's pages of the registry: a hook that reads the YAML with the C parser and gives MkDocs a page for each programme.

What the themes of Hugo and Eleventy beside this folder do, in Markdown.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from mkdocs.structure.files import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

PARTS = (
    ("Vad det är", "description"),
    ("Vem det är för", "for_whom"),
    ("Vad du kan få", "helps_with"),
    ("Vad som krävs", "asks_of_you"),
    ("Så kommer du dit", "application_process"),
    ("Det händer först", "first_contact"),
)
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages of programmes and the list of them."""
    file = Path(config.config_file_path or "").with_name("programs.yaml")
    registry = yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
    shown = [program for program in registry["programs"] if program["status"] in ("active", "paused")]
    for program in shown:
        lines = "\n".join(_page(program, registry["lifeline"]))
        files.append(File.generated(config, f"stod/{program['slug']}.md", content=lines))
    listed = "\n".join(f"- [{_said(program['name'])}]({program['slug']}.md)" for program in shown)
    files.append(File.generated(config, "stod/index.md", content=f"{_call(registry['lifeline'])}\n\n# Alla stöd\n\n{listed}\n"))
    return files


def _page(program: dict[str, Any], lifeline: dict[str, Any]) -> Iterator[str]:
    yield f"{_call(lifeline)}\n\n# {_said(program['name'])}\n\n{_said(program['summary']['text'])}\n"
    yield f"{_said(program['provider'])}, {program['municipality']}\n"
    for heading, key in PARTS:
        yield from _listed(heading, [claim["text"] for claim in program.get(key, ())])
    yield from _listed("Det vi inte vet", program.get("unknowns", ()))
    yield "## Kontakt\n"
    for route in program["contact_routes"]:
        if route["status"] == "published":
            yield f"### {_said(route['label'])}\n"
            if "number" in route:
                yield f"[{route['number']}](tel:{route['number'].replace(' ', '')})\n"
            if route["kind"] == "web":
                yield f"<{route['address']}>\n"
            yield from (f"- {_said(item)}" for item in route.get("say", ()))
            yield ""
    yield f"Kontrollerad {program['checks'][-1]['date']}.\n"
    yield f"## Ring {lifeline['name']}\n\n[{lifeline['number']}](tel:{lifeline['e164']})"


def _listed(heading: str, said: Any) -> Iterator[str]:  # noqa: ANN401 -- what YAML gives
    if said:
        yield f"## {heading}\n"
        yield from (f"- {_said(item)}" for item in said)
        yield ""


def _call(lifeline: dict[str, Any]) -> str:
    return f"[Ring {lifeline['number']}](tel:{lifeline['e164']})"


def _said(text: Any) -> str:  # noqa: ANN401 -- what YAML gives
    """Return a text in Swedish, as Markdown that is not taken for anything else."""
    return _SPECIAL.sub(r"\\\1", text["sv"] if isinstance(text, dict) else str(text))
