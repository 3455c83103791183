"""Whatever staff write is shown and never obeyed: a tag and a script in every text, both editions, a real browser.

The checks at the door refuse most of this. They are held open here, so that it is the templates that are tried.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import browsing
import pytest
from builders import Data, a_project, as_yaml, contents, plain, put
from utvag.content import languages
from utvag.guide import wizard
from utvag.guide.personas import Personas
from utvag.project import PUBLIC, STAFF
from utvag.registry import loader, scalars, source, walk
from utvag.registry.model import Registry
from utvag.site import build
from utvag.swedish import Language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog
    from utvag.registry.model import Model

pytestmark = pytest.mark.browser

MARK = "data-planted"
ALIVE = f"() => [...document.querySelectorAll('[{MARK}]')].map(node => `${{node.nodeName}} ${{node.getAttribute('{MARK}')}}`)"
NO_SIGN = re.compile("(?!)")


def payload(path: str) -> str:
    """Return what ends an attribute, a tag and an element; whatever comes alive of it carries the path of its field."""
    mark = f"{MARK}={path} "
    ends = "</title></style></textarea></script>"
    return (
        f"{path} ' {mark} \" {mark} x=><img {mark} src=x onerror=alert(1)>{ends}<script {mark}>alert(2)</script>&lt;img {mark}&gt;"
    )


def leaves(path: tuple[str | int, ...], value: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 -- data as it was written
    """Yield the path and the words of each text inside a value that was written at `path`."""
    if isinstance(value, str):
        yield ".".join(map(str, path)), value
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in inside:
        yield from leaves((*path, name), part)


def spoil(file: Path, kind: type[Model]) -> set[str]:
    """Put a payload into every text and every web address of a file of facts; return their paths."""
    document = source.parse(file.read_bytes(), file.name).document
    assert document is not None
    data: Data = plain(document)
    texts = {
        path: payload(path) for found in walk.written(document, kind, "is_text") for path, _ in leaves(found.path, found.value)
    }
    texts |= {path: f"{words}#'{MARK}={path}" for path, words in leaves((), document) if words.startswith("http")}
    for path, words in texts.items():
        put(data, path, words)
    file.write_bytes(as_yaml(data))
    return set(texts)


def spoil_page(file: Path, name: str) -> set[str]:
    """Put a payload into the title, the description and every heading of a hand-written page; return their paths."""
    text = re.sub("(?m)^##? ", rf"\g<0>{payload(f'{name}.heading')} ", file.read_text(encoding="utf-8"))
    for key in ("title", "description"):
        head, _, rest = text.partition(f"\n{key}: ")
        text = f"{head}\n{key}: {json.dumps(payload(f'{name}.{key}'))}\n{rest.partition(chr(10))[2]}"
    file.write_text(text, encoding="utf-8")
    return {f"{name}.{key}" for key in ("title", "description", "heading")}


@pytest.fixture(scope="module", params=[PUBLIC, STAFF], ids=["public", "staff"])
def spoilt(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str]]:
    """Return the folder of an edition with a payload in every text of registry, people, words and pages; and the texts' paths."""
    project = a_project(tmp_path_factory.mktemp("spoilt") / "p", request.param)
    words = [
        (one.code, {key: f"{text} {payload(f'{one.code}.{key}')}" for key, text in one.words.items()})
        for one in languages.load(project)[0]
    ]
    paths = {f"{code}.{key}" for code, spoken in words for key in spoken}
    with pytest.MonkeyPatch.context() as door:
        door.setattr(scalars, "MARKUP", NO_SIGN)
        paths |= spoil(project.registry, Registry) | spoil(project.personas, Personas)
        for file in project.content.rglob("*.md"):
            paths |= spoil_page(file, file.relative_to(project.content).as_posix())
        loaded = loader.load(project.registry, project.registry.name, tuple(Language(*each) for each in words))
        making = build.Making(project, loaded, wizard.compile(loaded.registry))
        build.run(making, project.site)
    assert (project.site / "404.html").exists(), making.found
    return project.site, paths


def test_nothing_that_is_written_comes_alive(spoilt: tuple[Path, set[str]], browser: Browser) -> None:
    """No element or attribute of a payload stands on a page or among what its search finds, and no script of one runs."""
    folder, paths = spoilt
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    said: list[str] = []

    def hear(dialog: Dialog) -> None:
        said.append(f"{page.url}: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", hear)
    texts = {name: data.decode() for name, data in contents(folder).items() if name.endswith(".html")}
    alive: dict[str, list[str]] = {}
    with browsing.served(folder) as where:
        for name in texts:
            page.goto(where + name)
            alive[name] = page.evaluate(ALIVE)
        if folder.name == STAFF.site:
            page.keyboard.press("/")
            browsing.until(page, "window.utvagPages && document.activeElement.matches('[data-search] input')")
            page.keyboard.type("onerror")
            browsing.until(page, "document.querySelectorAll('[data-search] li').length > 5")
            alive["search"] = page.evaluate(ALIVE)
    page.close()
    assert {name: found for name, found in alive.items() if found} == {}
    assert said == []
    seen = {path for text in texts.values() for path in re.findall(rf"{MARK}=([\w./-]+)", text)}
    assert len(seen & paths) > len(paths) * 0.6, "most of what was planted is shown"
