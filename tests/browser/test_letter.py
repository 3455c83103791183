"""The form of a letter in a real browser, from a file and without a network: what is filled in is read as it was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import browsing
import letters
import pytest
import staffed
from edited import a_small_project
from utvag import commands, rules
from utvag.changes.reply import take_in
from utvag.staff import letter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from utvag.project import Project

pytestmark = pytest.mark.browser

NAME = "jobb"
PHONE = "contact_routes.0"
LONG = (
    "Vi har flyttat, och heter något annat – läs https://www.example.se/" + "en-mycket-lang-adress/" * 4 + " för mer. Å, ä och ö 🙂"
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return a_small_project(tmp_path / "p")


@pytest.fixture
def form(browser: Browser, project: Project) -> Iterator[Page]:
    """Return the form as it opens from a file on a narrow screen; a request, or a fault that the browser tells, fails the test."""
    loaded = rules.read(project, commands.today())[0]
    path = letter.write(project, loaded, NAME, commands.today(), project.root / "brev")[1]
    context = browser.new_context(viewport=browsing.PHONE, offline=True)
    page = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    page.goto(path.as_uri())
    yield page
    assert [url for url in asked if not url.startswith(("blob:", "data:"))] == [path.as_uri()]
    assert faults == []
    assert page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0
    context.close()


def choose(page: Page, key: str, said: str, words: str = "") -> None:
    point = page.locator(f'[data-point="{key}"]')
    if said:
        point.locator(f'[value="{said}"]').check()
    if words:
        point.locator("textarea").fill(words)


def saved(page: Page, file: Path) -> str:
    with page.expect_download() as download:
        page.get_by_role("button").click()
    download.value.save_as(file)
    assert download.value.suggested_filename == f"svar-{NAME}.txt"
    return file.read_text(encoding="utf-8")


def test_what_is_filled_in_is_saved_and_read_as_it_was_meant(form: Page, project: Project, tmp_path: Path) -> None:
    loaded = rules.read(project, commands.today())[0]
    choose(form, "status", "stämmer")
    choose(form, "summary", "stämmer inte", LONG)
    choose(form, "description.0", "", "  Så här\n\n är det\u00a0nu.\u202e ")
    choose(form, f"{PHONE}.number", "stämmer inte", "08 465 00 423")
    choose(form, f"{PHONE}.opening_hours", "", "mån–fre 9–12")
    choose(form, f"{PHONE}.languages", "vet inte")
    file = tmp_path / "svar.txt"
    text = saved(form, file)
    expected = {
        "status": "stämmer",
        "summary": f"stämmer inte: {LONG}",
        "description.0": "stämmer inte: Så här är det nu.",
        f"{PHONE}.number": "stämmer inte: 08 465 00 423",
        f"{PHONE}.opening_hours": "så här: mån–fre 9–12",
        f"{PHONE}.languages": "vet inte",
    }
    assert text == letters.reply(loaded, NAME, expected, commands.today())
    assert form.get_by_label("Hela svaret").input_value() == text
    told, found = take_in(project, loaded, file, commands.today(), write=True)
    assert found == ()
    assert LONG in told
    now = rules.read(project, commands.today())[0].registry
    (route,) = next(program for program in now.programs if program.id == NAME).contact_routes
    assert (route.number, route.hours.sentence()) == ("08-465 00 423", "Måndag–fredag 09:00–12:00.")  # type: ignore[union-attr]  # a phone


def test_saving_twice_saves_what_stands_there_then_and_nothing_answered_is_said(form: Page, tmp_path: Path) -> None:
    form.get_by_role("button").click()
    browsing.until(form, "document.querySelector('[role=status]').textContent === 'Du har inte svarat på något än.'")
    choose(form, "status", "stämmer")
    first = saved(form, tmp_path / "a.txt")
    choose(form, "status", "vet inte")
    assert not form.get_by_label("Hela svaret").is_visible(), "what stood there is no longer the answer"
    assert saved(form, tmp_path / "b.txt") != first


def test_a_browser_that_cannot_make_the_sum_says_so(form: Page) -> None:
    form.evaluate("Object.defineProperty(crypto, 'subtle', {value: undefined})")
    choose(form, "status", "stämmer")
    form.get_by_role("button").click()
    browsing.until(form, "document.querySelector('[role=status]').textContent.startsWith('Den här webbläsaren kan inte')")


def test_a_narrow_screen_and_the_keyboard_are_enough(form: Page) -> None:
    assert form.evaluate("document.documentElement.scrollWidth") == browsing.PHONE["width"]
    small = form.evaluate(
        "[...document.querySelectorAll('label, button')].filter(one => one.getBoundingClientRect().height < 32).length"
    )
    assert small == 0
    form.keyboard.press("Tab")
    form.keyboard.press("Space")
    for _ in range(3):
        form.keyboard.press("Tab")
    with form.expect_download():
        form.get_by_role("button").press("Enter")
    assert form.locator("input:checked").count() == 1


def test_axe_finds_nothing(browser: Browser, project: Project) -> None:
    for path in letter.write(project, rules.read(project, commands.today())[0], NAME, commands.today(), project.root / "brev"):
        context = browser.new_context(bypass_csp=True)
        page = context.new_page()
        page.goto(path.as_uri())
        page.evaluate(staffed.AXE.read_text(encoding="utf-8"))
        assert staffed.axe(page) == []
        context.close()
