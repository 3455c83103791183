"""What many tests share: the project, its registry and guide, and one real build of its site."""

from __future__ import annotations

import dataclasses
import gc
import signal
from typing import TYPE_CHECKING

import browsing
import packaged
import pytest
from builders import ROOT, a_project
from hypothesis import settings
from utvag import reports, rules
from utvag.guide import wizard
from utvag.project import STAFF, Project
from utvag.site import build

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser
    from utvag.guide.journeys import Tree
    from utvag.registry.loader import Loaded


for name, examples in (("gate", 100), ("thorough", 350)):
    settings.register_profile(name, settings.default, deadline=None, max_examples=examples)  # a busy machine is no fault

for number in (signal.SIGHUP, signal.SIGINT):
    if signal.getsignal(number) is signal.SIG_IGN:  # nohup, a shell's background: what the tests start hears it all the same
        signal.signal(number, lambda *_: None)

DEAR = ("slow", "browser", "site", "scale")
"""The marks of tests that take long."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Know `--thorough`."""
    parser.addoption("--thorough", action="store_true", help="every page, every kill, every example: what `make test-all` runs")


def pytest_configure(config: pytest.Config) -> None:
    """Choose how many examples Hypothesis makes."""
    settings.load_profile("thorough" if config.getoption("thorough") else "gate")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each module to one worker, for its tests share what is dear to make; begin with what is dear."""
    for item in items:
        if not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
    items.sort(key=lambda item: not any(map(item.get_closest_marker, DEAR)))


def pytest_collection_finish() -> None:
    """Let the collector leave alone what lives to the end: it would look through all tests again and again."""
    gc.freeze()


@pytest.fixture(scope="session")
def thorough(request: pytest.FixtureRequest) -> bool:
    """Return whether nothing is left for later: every page and not one of each kind, fifty kills and not twelve."""
    return bool(request.config.getoption("thorough"))


@pytest.fixture(scope="session")
def project() -> Project:
    """Return the project itself."""
    return Project.at(ROOT)


@pytest.fixture(scope="session")
def shipped(project: Project) -> Loaded:
    """Return the shipped registry."""
    return rules.check(project)[0]


@pytest.fixture(scope="session")
def tree(shipped: Loaded) -> Tree:
    """Return the guide of the shipped registry."""
    return wizard.compile(shipped.registry)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the whole site, built strictly once for all tests; a warning is no fault."""
    site = tmp_path_factory.mktemp("built") / "site"
    found = build.build(Project.at(ROOT, site=site))
    assert (site / "index.html").exists(), reports.of_problems(found)
    return site


@pytest.fixture(scope="session")
def utvag(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the command `utvag`, installed from a wheel once for all tests."""
    return packaged.installed(tmp_path_factory.mktemp("package"))


@pytest.fixture(scope="session")
def staff_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the staff edition, built of what editors had written when the golden files were."""
    folder = tmp_path_factory.mktemp("staff") / "p"
    project = dataclasses.replace(a_project(folder), edition=STAFF, site=folder / "site-staff")
    found = build.build(project)
    assert project.site.exists(), reports.of_problems(found)
    return project.site


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """Serve the built site as `serve` does; return where."""
    with browsing.served(built) as where:
        yield where


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium once for all tests."""
    with browsing.started() as running:
        yield running
