"""A site for another city: from the wheel, in an empty folder, without a network; of ours it has only what holds everywhere."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import own_network
import packaged
import pytest
from builders import ROOT, a_project, from_yaml
from utvag import cli
from utvag.city import answers
from utvag.problems import WrongUsage
from utvag.registry import loader
from utvag.registry.source import parse
from utvag.rules import page_rules

if TYPE_CHECKING:
    from pathlib import Path

    from utvag.registry.loader import Loaded

CITIES = {
    "malmo": {
        "municipalities": "Malmö, Lund",
        "number": "040-628 04 00",
        "always": "ja",
        "line": "Socialjouren",
        "provider": "Malmö stad",
        "who": "En socialsekreterare",
        "who-in-english": "A social worker",
        "source": "https://www.example.org/jour",
    },
    "gavle": {
        "name": "Vägval",
        "municipalities": "Gävle",
        "number": "031-390 06 00",
        "always": "ja",
        "line": "Jouren",
        "provider": "Gävle kommun",
        "source": "https://www.example.org/",
        "languages": "sv",
        "exit": "https://www.example.se/",
        "owner": "Gävle kommun",
        "feedback": "webb@example.se",
    },
}
"""What two cities answer. Their numbers are of the series that PTS has set apart for books and films."""

OURS = re.compile(r"stockholm|uppsala|08-508|850 ?82|trefas-|hässelby", re.IGNORECASE)
"""What is ours alone, wherever it stands."""


def options(said: dict[str, str]) -> list[str]:
    return [part for key, words in said.items() for part in (f"--{key}", words)]


@pytest.mark.site
@pytest.mark.parametrize("name", CITIES)
def test_a_city_has_a_site_of_its_own_that_is_right(utvag: Path, tmp_path: Path, name: str) -> None:
    said, root = CITIES[name], tmp_path / name
    alone = own_network.inside(str(utvag), "init", name, "--yes", *options(said))
    done = subprocess.run(alone, cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S603 -- our own program
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == [name]
    checked = packaged.run(utvag, root, "check")
    assert checked.startswith("Allt stämmer")
    assert checked.count("\n") == 1, "not even a remark"
    packaged.run(utvag, root, "build")
    found = json.loads(packaged.run(utvag, root, "journeys", "--format", "json"))
    assert {journey["outcome"]["ends_at"] for journey in found["journeys"]} == {f"+46{re.sub(r'[^0-9]', '', said['number'])[1:]}"}
    files = [
        path for path in root.rglob("*") if path.is_file() and path.parent.name != "schema"
    ]  # it has examples of what to write
    ours = {path.relative_to(root): told for path in files if (told := OURS.findall(path.read_text(encoding="utf-8")))}
    assert ours == {}
    pages = [path.read_text(encoding="utf-8") for path in (root / "site").rglob("*.html")]
    assert len(pages) > 20
    assert all(said["number"] in page for page in pages)
    assert (root / "site" / "en").exists() == ("en" in said.get("languages", "sv, en"))
    assert f"Sidan heter {said.get('name', 'Utväg')}." in (root / "site/tillganglighet/index.html").read_text(encoding="utf-8")
    assert len(from_yaml(root / "personas.yaml")["personas"]) == 20
    assert "Inget ändras för besökare." in packaged.run(utvag, root, "upgrade")
    assert ("[installning]" in packaged.run(utvag, root, "due", "--release", status=int("feedback" not in said))) == (
        "feedback" not in said
    )


@pytest.mark.slow
def test_its_staff_read_nothing_of_ours_either(tmp_path: Path) -> None:
    assert cli.main(["init", str(tmp_path / "p"), "--yes", *options(CITIES["malmo"])], ROOT) == 0
    assert cli.main(["build", "--edition", "staff"], tmp_path / "p") == 0
    pages = (tmp_path / "p" / "site-staff").rglob("*.html")
    assert {path.name: told for path in pages if (told := OURS.findall(path.read_text(encoding="utf-8")))} == {}


def test_what_holds_in_the_whole_country_is_kept_with_its_sources(shipped: Loaded, tmp_path: Path) -> None:
    assert cli.main(["init", str(tmp_path / "p"), "--yes", *options(CITIES["malmo"])], ROOT) == 0
    made = loader.load(tmp_path / "p" / "programs.yaml", "programs.yaml").registry
    national = {program.id: program for program in shipped.registry.programs if program.municipality == "national"}
    kept = {program.id: program for program in made.programs if program.municipality == "national"}
    assert kept.keys() == national.keys()
    assert all(kept[name].contact_routes == program.contact_routes for name, program in national.items())
    assert set(made.sources) - set(shipped.registry.sources) == {made.sources_by_id["EGEN"]}
    assert {made.sources_by_id[name] for name in kept["bris"].summary.sources} <= set(shipped.registry.sources)
    stubs = [program for program in made.programs if program.municipality in ("malmo", "lund")]
    assert ["Malmö" in stub.name or "Lund" in stub.name for stub in stubs] == [True, True]
    assert all("Vilket nummer har socialtjänsten" in stub.unknowns[0].sv for stub in stubs)


BAD = {
    "municipalities": [
        ("Malmo", "Menade du ”Malmö”?"),
        ("", "minst en kommun"),
        ("Malmö, Kiruna, Visby", "”Visby” är ingen svensk"),
    ],
    "number": [
        ("12", "inget svenskt"),
        ("112", "inget svenskt"),
        ("0900-100 00 00", "inget svenskt"),
        ("+45 32 12 34 56", "inget svenskt"),
    ],
    "always": [("nej", "dygnet runt"), ("", "dygnet runt")],
    "line": [("", "ett eller några ord"), ('"x"', "ett eller några ord"), ("a: b", "ett eller några ord")],
    "source": [("malmo.se", "https://"), ("http://malmo.se", "https://"), ("https://x", "https://")],
    "languages": [("en", "sv, eller sv, en"), ("sv, ar", "sv, eller sv, en")],
    "feedback": [("040-628 04 00", "https://"), ("x@y", "https://")],
}
"""Answers that cannot be used, and words of what is said of each."""


def test_a_bad_answer_is_told_and_asked_for_again() -> None:
    right = CITIES["malmo"]
    given: list[str] = []
    told: list[str] = []
    for question in answers.QUESTIONS:
        given += [*(words for words, _ in BAD.get(question.id, ())), right.get(question.id, "")]
    heard = iter(given)
    found = answers.asked({}, lambda _: next(heard), told.append)
    assert list(heard) == []
    assert found == {**{one.id: one.otherwise for one in answers.QUESTIONS}, **right}
    assert len(told) == sum(map(len, BAD.values()))
    expected = [words for question in answers.QUESTIONS for _, words in BAD.get(question.id, ())]
    assert [words for words, line in zip(expected, told, strict=True) if words not in line] == []


@pytest.mark.parametrize(("name", "words"), [(name, words) for name, rows in BAD.items() for words, _ in rows])
def test_a_bad_option_is_told_with_its_name(name: str, words: str) -> None:
    with pytest.raises(WrongUsage, match=rf"^--{name}: "):
        answers.given({**CITIES["malmo"], name: words})


def test_a_number_is_written_as_swedes_read_it_and_nobody_asks_for_english_where_there_is_none() -> None:
    assert answers.given({**CITIES["malmo"], "number": "0406280400"})["number"] == "040-628 04 00"
    asked: list[str] = []

    def hear(question: str) -> str:
        asked.append(question)
        return ""

    said = {key: words for key, words in CITIES["malmo"].items() if not key.startswith("who")}
    answers.asked({**said, "languages": "sv"}, hear, asked.append)
    assert len(asked) == 5  # name, who, exit, owner, feedback
    assert not any("engelska" in question for question in asked)


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "p").mkdir()
    for where in ("p", "finns/inte"):
        assert cli.main(["init", str(tmp_path / where), "--yes", *options(CITIES["malmo"])], ROOT) == 2
    assert "finns redan" in capsys.readouterr().err
    assert [list(path.iterdir()) for path in tmp_path.iterdir()] == [[]]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError(28, "full", "x"), SystemExit(143)])
def test_whoever_is_interrupted_has_nothing_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: BaseException) -> None:
    def stopped(*_: object) -> None:
        raise stop

    monkeypatch.setattr("utvag.site.documents.write", stopped)
    assert cli.main(["init", str(tmp_path / "p"), "--yes", *options(CITIES["malmo"])], ROOT) != 0
    assert list(tmp_path.iterdir()) == []


def test_answers_that_end_too_soon_leave_nothing(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "scripts"), "init", str(tmp_path / "p")]
    done = subprocess.run(command, input="Utväg\nMalmö\n", capture_output=True, text=True, check=False)  # noqa: S603 -- our own program
    assert (done.returncode, "Inget är skrivet" in done.stderr, list(tmp_path.iterdir())) == (2, True, [])
    asking = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # noqa: S603 -- our own program
    assert asking.stdout is not None
    asking.stdout.read(3)
    asking.send_signal(signal.SIGTERM)
    asking.communicate()
    assert (asking.returncode, list(tmp_path.iterdir())) == (143, [])


def test_its_workflows_take_the_versions_that_ours_take() -> None:
    uses = re.compile(r"uses: (\S+@.*)")
    ours = {row for path in (ROOT / ".github/workflows").glob("*.yml") for row in uses.findall(path.read_text(encoding="utf-8"))}
    theirs = {
        row for path in (ROOT / "scripts/utvag/city/files").glob("*.yml") for row in uses.findall(path.read_text(encoding="utf-8"))
    }
    assert theirs
    assert theirs <= ours


@pytest.mark.site
def test_a_new_version_of_the_program_is_told_in_the_words_of_diff(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = a_project(tmp_path / "p")
    assert cli.main(["upgrade"], project.root) == 1
    assert "Det finns ingen byggd webbplats" in capsys.readouterr().err
    assert cli.main(["build"], project.root) == 0
    template = project.root / "overrides/public/components/footer.html"
    text = template.read_text(encoding="utf-8")
    template.write_text(text.replace("</footer>", "<p>Nytt här.</p></footer>"), encoding="utf-8")
    assert template.read_text(encoding="utf-8") != text
    capsys.readouterr()
    assert cli.main(["upgrade"], project.root) == 0
    told = capsys.readouterr().out
    assert told.startswith("Det här ändras för besökare")
    assert "”Nytt här.”" in told
    project.registry.write_bytes(project.registry.read_bytes() + b"# x\n")
    assert cli.main(["upgrade"], project.root) == 1
    assert "har ändrats sedan site byggdes" in capsys.readouterr().err
    shutil.rmtree(project.site)


@pytest.mark.parametrize(("said", "is_told"), [("", True), (" ", True), ("08-465 00 400", True), ("webb@example.se", False)])
def test_a_site_is_published_only_when_a_fault_can_be_told_elsewhere_than_on_the_number(
    shipped: Loaded, said: str, *, is_told: bool
) -> None:
    settings = parse(f'extra:\n  owner: ""\n  feedback: "{said}"\n'.encode(), "mkdocs.yml")
    line = shipped.registry.lifeline.model_copy(update={"number": "08-465 00 400"})
    assert [found.where.line for found in page_rules.faults_can_be_told(settings, line)] == [3] * is_told
    assert list(page_rules.faults_can_be_told(parse(b"extra: {}\n", "mkdocs.yml"), line))
