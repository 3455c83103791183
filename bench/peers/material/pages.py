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

PARTS = {
    "Vad det är": "description",
    "Vem det är för": "for_whom",
    "Vad du kan få": "helps_with",
    "Vad som krävs": "asks_of_you",
    "Så kommer du dit": "application_process",
    "Det händer först": "first_contact",
    "Det vi inte vet": "unknowns",
}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages of programmes and the list of them."""
    registry = yaml.load(Path("programs.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    shown = [program for program in registry["programs"] if program["status"] in ("active", "paused")]
    line = registry["lifeline"]
    call = f"[Ring {line['number']}](tel:{line['e164']})"
    pages = {f"stod/{program['slug']}.md": "\n".join(_page(program)) for program in shown}
    pages["stod/index.md"] = "# Alla stöd\n\n" + "\n".join(f"- [{_text(one['name'])}]({one['slug']}.md)" for one in shown)
    for path, text in pages.items():
        files.append(File.generated(config, path, content=f"{call}\n\n{text}\n\n## Ring {line['name']}\n\n{call}\n"))
    return files


def _page(program: dict[str, Any]) -> Iterator[str]:
    yield f"# {_text(program['name'])}\n\n{_text(program['summary'])}\n\n{_text(program['provider'])}, {program['municipality']}"
    for heading, key in PARTS.items():
        if program.get(key):
            yield f"\n## {heading}\n"
            yield from (f"- {_text(item)}" for item in program[key])
    yield "\n## Kontakt\n"
    for route in program["contact_routes"]:
        if route["status"] == "published":
            yield f"### {_text(route['label'])}\n"
            if "number" in route:
                yield f"[{route['number']}](tel:{route['number'].replace(' ', '')})\n"
            if route["kind"] == "web":
                yield f"<{route['address']}>\n"
            yield from (f"- {_text(item)}" for item in route.get("say", ()))
    yield f"\nKontrollerad {program['checks'][-1]['date']}."


def _text(said: Any) -> str:  # noqa: ANN401 -- what YAML gives
    """Return what a text or a claim says in Swedish, as Markdown that is not taken for anything else."""
    while isinstance(said, dict):
        said = said["text"] if "text" in said else said["sv"]
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", str(said))
