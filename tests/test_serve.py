"""`serve` as an editor uses it: a saved change is on the screen, a fault is told and the last good site stays."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parent.parent
Found = TypeVar("Found")
PATIENCE = 60  # seconds before a test gives up; how long it takes is told by `make bench`

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("alone")]


class Served:
    """A copy of the project with `serve` running on it."""

    def __init__(self, folder: Path) -> None:
        """Copy the project into `folder` and start."""
        for name in ("content", "overrides", "scripts"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("programs.yaml", "mkdocs.yml"):
            shutil.copy(ROOT / name, folder / name)
        self.registry = folder / "programs.yaml"
        self.output = folder / "output.txt"
        with self.output.open("wb") as written:
            command = [sys.executable, str(folder / "scripts"), "serve", "--port", "0"]
            self.process = subprocess.Popen(command, stdout=written, stderr=subprocess.STDOUT)  # noqa: S603 -- our own interpreter
        told = self.wait(lambda: re.search(r"http://127\.0\.0\.1:\d+/", self.said()))
        self.address = told[0]

    def said(self) -> str:
        """Return everything printed so far."""
        return self.output.read_text(encoding="utf-8")

    def page(self, path: str) -> str:
        """Return a page's HTML."""
        with urllib.request.urlopen(f"{self.address}{path}") as answer:  # noqa: S310 -- our own server
            return str(answer.read().decode("utf-8"))

    def change(self, old: str, new: str) -> None:
        """Save the registry with `old` replaced."""
        text = self.registry.read_text(encoding="utf-8")
        assert old in text
        self.registry.write_text(text.replace(old, new, 1), encoding="utf-8")

    def wait(self, happened: Callable[[], Found | None]) -> Found:
        """Return what `happened` gives as soon as it gives something."""
        for _ in range(PATIENCE * 20):
            if found := happened():
                return found
            assert self.process.poll() is None, self.said()
            time.sleep(0.05)
        pytest.fail(f"nothing happened:\n{self.said()}")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """Start `serve`, and end it by its own process id."""
    made = Served(tmp_path)
    yield made
    made.process.send_signal(signal.SIGINT)
    assert made.process.wait(timeout=PATIENCE) == 0
    assert "Traceback" not in made.said()


def test_a_saved_change_is_on_the_screen_and_a_fault_leaves_the_last_site(served: Served) -> None:
    assert "Nytt namn" not in served.page("stod/sig-stockholm/")
    served.change("name: Sociala insatsgrupper (SIG) i Stockholm", "name: Nytt namn")
    served.wait(lambda: "Nytt namn" in served.page("stod/sig-stockholm/"))
    served.change("declined_answer:", "declined_anser:")
    served.wait(lambda: "Menade du ”declined_answer”?" in served.said())
    served.wait(lambda: "den förra webbplatsen är kvar" in served.said())
    assert "Nytt namn" in served.page("stod/sig-stockholm/")
    served.change("declined_anser:", "declined_answer:")
    served.change("name: Nytt namn", "name: Ännu nyare")
    served.wait(lambda: "Ännu nyare" in served.page("stod/sig-stockholm/"))
    told = served.said().count("den förra webbplatsen är kvar")
    content = served.registry.with_name("content")
    content.rename(content.with_name("borta"))
    served.wait(lambda: served.said().count("den förra webbplatsen är kvar") > told)
    assert "Ännu nyare" in served.page("stod/sig-stockholm/")
    content.with_name("borta").rename(content)
    served.change("name: Ännu nyare", "name: Allra nyast")
    served.wait(lambda: "Allra nyast" in served.page("stod/sig-stockholm/"))
