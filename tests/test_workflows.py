"""What runs by itself on the code host: nothing of it can be run there before it lands, so all that can is run and read here."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import codehost
import pytest
from builders import ROOT
from utvag import cli
from utvag.commands import days
from utvag.registry import source
from utvag.upkeep import due

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.registry.loader import Loaded

HOME = ROOT / ".github"
FLOWS = {path.stem: path for path in sorted((HOME / "workflows").iterdir())}
TOOLS = Path(sys.executable).parent

WRITES = {
    ("comment", "comment"): {"pull-requests"},
    ("nightly", "tell"): {"issues"},
    ("publish", "pages"): {"pages", "id-token"},
}
"""The jobs that may change something, and what. Every other job may only read."""

STARTED_BY = {
    "check": {"pull_request", "workflow_dispatch", "workflow_call"},
    "preview": {"pull_request"},
    "comment": {"workflow_run"},
    "publish": {"push", "workflow_dispatch"},
    "nightly": {"schedule", "workflow_dispatch"},
}
"""What starts each. Only the first two can hold up a suggestion, and only the first is required."""

SHELL = {"mkdir", "printf", "cat", "["}
"""The words of the shell that a workflow may use; anything more belongs in a program."""

TOLD = ('python3 -I .github/tell.py comment "$RUNNER_TEMP/comment"', "python3 -I .github/tell.py issues reports")
"""All that is run by whoever may write."""

NEW = "Du får komma som du är."
"""What somebody suggests to add."""


def read(name: str) -> Any:  # noqa: ANN401 -- YAML
    found = source.parse(FLOWS[name].read_bytes(), FLOWS[name].name)
    assert {problem.code for problem in found.problems} <= {"yaml-kommentar"}, "a comment may stand after words here"
    return found.document


def jobs() -> Iterator[tuple[str, str, Any]]:
    for name in FLOWS:
        for job, parts in read(name)["jobs"].items():
            yield name, job, parts


def steps() -> Iterator[tuple[str, str, Any]]:
    for name, job, parts in jobs():
        for step in parts.get("steps", ()):
            yield name, job, step


def commands() -> Iterator[tuple[str, str, list[str]]]:
    """Yield every single command of every step, without where its answer goes."""
    for name, job, step in steps():
        for part in re.split(r"&&|\|\||\n", step.get("run", "")):
            words = shlex.split(re.sub(r">>?\s*\S+", "", part))
            if words:
                yield name, job, words


def ours() -> set[str]:
    return {shlex.join(words[2:]) for _, _, words in commands() if words[:2] == [".venv/bin/python", "scripts"]}


def test_each_workflow_is_started_by_what_it_should_and_never_with_a_strangers_code_and_our_rights() -> None:
    assert {name: set(read(name)["on"]) for name in FLOWS} == STARTED_BY
    assert read("publish")["on"]["push"] == {"branches": ["main"]}
    for job in read("publish")["jobs"].values():
        assert "github.ref == 'refs/heads/main'" in job["if"]
    assert all(read(name)["name"] == name for name in FLOWS)


def test_nothing_is_allowed_but_what_a_job_needs() -> None:
    for name in FLOWS:
        assert read(name)["permissions"] == {}, name
    found = {}
    for name, job, parts in jobs():
        assert set(parts["permissions"].values()) <= {"read", "write"}
        if writes := {right for right, how in parts["permissions"].items() if how == "write"}:
            found[name, job] = writes
        for right, how in parts["permissions"].items():
            assert how == "write" or right == "contents" or (name, right) == ("comment", "actions")
    assert found == WRITES
    assert not any("secrets." in path.read_text(encoding="utf-8") for path in FLOWS.values())


def test_who_may_write_runs_nothing_but_one_small_program_of_mains() -> None:
    for name, job in WRITES:
        for step in read(name)["jobs"][job]["steps"]:
            if "run" in step:
                assert step["run"] in TOLD
            elif step["uses"].startswith("actions/checkout@"):
                only = {"sparse-checkout": ".github/tell.py", "sparse-checkout-cone-mode": "false", "persist-credentials": "false"}
                assert step["with"] == only, "no `ref`: what is fetched is main's"
            else:
                assert step["uses"].split("@")[0] in ("actions/download-artifact", "actions/deploy-pages")


def test_every_action_is_pinned_by_its_whole_hash_with_its_version_beside_and_everywhere_the_same() -> None:
    pinned: dict[str, set[str]] = {}
    for path in FLOWS.values():
        for uses, rest in re.findall(r"^\s*(?:- )?uses: (\S+)(.*)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE):
            if uses.startswith("./"):
                assert (ROOT / uses).is_file()
                continue
            action, _, sha = uses.partition("@")
            assert re.fullmatch(r"actions/[a-z-]+", action), "only the code host's own"
            assert re.fullmatch(r"[0-9a-f]{40}", sha), uses
            assert re.fullmatch(r" # v\d+\.\d+\.\d+", rest), uses
            pinned.setdefault(action, set()).add(sha + rest)
    assert len(pinned) == 6
    assert {action: len(forms) for action, forms in pinned.items()} == dict.fromkeys(pinned, 1)


def test_no_job_keeps_a_key_lasts_for_ever_or_runs_on_who_knows_what() -> None:
    for name, job, parts in jobs():
        if "uses" not in parts:
            assert 5 <= int(parts["timeout-minutes"]) <= 75, (name, job)
            assert parts["runs-on"] == "ubuntu-24.04"
        for step in parts.get("steps", ()):
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] == "false"
    assert all("group" in read(name)["concurrency"] for name in FLOWS)


def test_what_others_write_reaches_no_shell_but_as_a_variable() -> None:
    for _, _, step in steps():
        assert "${{" not in step.get("run", "")
        assert "\n" not in step.get("run", ""), "a program, not a script in a workflow"
        assert "shell" not in step


def test_every_command_is_a_target_of_make_a_command_of_ours_or_a_word_of_the_shell() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    known = set(re.findall(r"^([\w./-]+):", makefile, flags=re.MULTILINE))
    for _, _, words in commands():
        if words[0] == "make":
            assert set(words[1:]) <= known
        elif words[0] not in SHELL:
            assert words[:2] == [".venv/bin/python", "scripts"] or words[:3] == ["python3", "-I", ".github/tell.py"], words
    for line in ours():
        cli._parser().parse_args(shlex.split(line))  # noqa: SLF001 -- whether the words are understood, not what they do


def test_what_can_be_run_here_answers_as_the_workflow_expects(
    shipped: Loaded, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`build` and `pack` are run by test_deploy.py, `links` by test_links.py (there is no network here), `diff` below."""
    checked = max(shipped.registry.lifeline.last_checked, date(2026, 11, 22))
    monkeypatch.setattr(days, "current", lambda: checked)
    quick = {line for line in ours() if line.split()[0] not in ("build", "pack", "links", "diff")}
    assert quick == {"check --format github", "due --release", "due --format markdown"}
    for line in sorted(quick):
        assert cli.main(shlex.split(line), ROOT) == 0, line
        assert capsys.readouterr().err == ""


def test_a_release_stops_when_the_number_has_not_been_checked_for_eight_weeks(
    shipped: Loaded, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    late = next(fact.ladder.overdue for fact in due.report(shipped, date(2026, 11, 22)).facts if fact.fact.id == "lifeline")
    monkeypatch.setattr(days, "current", lambda: late)
    assert cli.main(["due", "--release"], ROOT) == 1
    assert "[livlina-forsenad]" in capsys.readouterr().err
    build = [step.get("run", "") for step in read("publish")["jobs"]["build"]["steps"]]
    release, built = (
        next(number for number, run in enumerate(build) if words in run) for words in ("due --release", "scripts build")
    )
    assert release < built


def test_what_is_released_is_packed_and_what_is_shown_for_trying_is_not() -> None:
    build = read("publish")["jobs"]["build"]["steps"]
    told = [step.get("run", "") + step.get("uses", "").partition("@")[0] for step in build]
    order = ["scripts build", "actions/upload-pages-artifact", "scripts pack", "actions/upload-artifact"]
    places = [next(number for number, words in enumerate(told) if words.endswith(name)) for name in order]
    assert places == sorted(places)


def test_the_times_of_the_night_are_those_that_its_jobs_know() -> None:
    night = read("nightly")
    times = {entry["cron"] for entry in night["on"]["schedule"]}
    assert all(re.fullmatch(r"[1-9]\d? \d+ \* \* [*\d]", cron) for cron in times), "never on the hour, when all others begin"
    named = {re.search(r"'(.*)'", night["jobs"][job]["if"])[1] for job in ("links", "due")}  # type: ignore[index]  # it is there
    assert named == times


def test_what_one_job_leaves_another_finds() -> None:
    left = {(name, step["with"]["name"]) for name, _, step in steps() if "/upload-artifact@" in step.get("uses", "")}
    assert read("comment")["on"]["workflow_run"] == {"workflows": ["preview"], "types": ["completed"]}
    (fetched,) = [step["with"] for name, _, step in steps() if name == "comment" and "/download-artifact@" in step.get("uses", "")]
    assert ("preview", fetched["name"]) in left
    assert fetched["run-id"] == "${{ github.event.workflow_run.id }}"
    assert {name for flow, name in left if flow == "nightly" and name.startswith("report-")} == {"report-links", "report-due"}


def test_a_suggestion_is_told_of_from_the_first_step_to_the_comment(tmp_path: Path, shipped: Loaded) -> None:
    """Run the lines of preview.yml and comment.yml as they stand, in a shallow copy like the one that the code host makes."""
    copy = _suggested(tmp_path, shipped)
    head = _git(copy, "rev-parse", "HEAD^2").strip()
    environment = {**os.environ, "NUMBER": "7", "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
    for step in read("preview")["jobs"]["preview"]["steps"]:
        if "run" in step and not step["run"].startswith("make ") and "scripts build" not in step["run"]:
            subprocess.run(["bash", "-e", "-c", step["run"]], cwd=copy, env=environment, check=True)  # noqa: S603, S607 -- as the runner does
    assert NEW in (tmp_path / "summary.md").read_text(encoding="utf-8")
    fetched, checkout, tell = read("comment")["jobs"]["comment"]["steps"]
    assert fetched["with"]["path"] == "${{ runner.temp }}/comment"
    assert "/checkout@" in checkout["uses"], "after what a stranger made, so that nothing of it stays in its place"
    with codehost.running() as host:
        host.pulls[7] = {"state": "open", "head": {"sha": head}}
        told = {"GITHUB_API_URL": host.address, "GITHUB_REPOSITORY": codehost.REPOSITORY, "GH_TOKEN": codehost.TOKEN}
        told |= {"HEAD_SHA": head, "RUN_ADDRESS": "https://example.org/runs/9", "RUNNER_TEMP": str(tmp_path)}
        shutil.copytree(copy / fetched["with"]["name"], tmp_path / "comment")
        subprocess.run(["bash", "-e", "-c", tell["run"]], cwd=copy, env={**os.environ, **told}, check=True)  # noqa: S603, S607 -- the same
        (comment,) = host.comments[7]
    assert NEW.replace(".", r"\.") in comment["body"]
    assert comment["body"].startswith("<!-- utvag:diff -->\n**Det här ändras för besökare**\n\n### ")
    (copy / "programs.yaml").write_text("lifeline: 1\n", encoding="utf-8")
    (diff,) = [step["run"] for step in read("preview")["jobs"]["preview"]["steps"] if "scripts diff" in step.get("run", "")]
    subprocess.run(["bash", "-e", "-c", diff], cwd=copy, check=True)  # noqa: S603, S607 -- the same: faults are told, not failed at
    assert (
        (copy / "comment" / "diff.txt")
        .read_text(encoding="utf-8")
        .startswith("Det går inte att jämföra förrän det här är rättat:\n")
    )


def _suggested(folder: Path, loaded: Loaded) -> Path:
    """Return a copy two versions deep of a repository where somebody suggests a new sentence, put together with main."""
    origin = folder / "origin"
    for name in ("content", "overrides", "scripts"):
        shutil.copytree(ROOT / name, origin / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("programs.yaml", "mkdocs.yml", ".github/tell.py"):
        (origin / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, origin / name)
    _git(origin, "init", "-q", "-b", "main")
    _commit(origin, "before")
    _git(origin, "checkout", "-q", "-b", "suggestion")
    registry = origin / "programs.yaml"
    old = loaded.registry.programs[0].summary.text["sv"]
    registry.write_text(registry.read_text(encoding="utf-8").replace(old, f"{old} {NEW}"), encoding="utf-8")
    _commit(origin, "a new sentence")
    _git(origin, "checkout", "-q", "main")
    _git(origin, "-c", "user.name=x", "-c", "user.email=x@example.org", "merge", "-q", "--no-ff", "-m", "both", "suggestion")
    copy = folder / "copy"
    _git(folder, "clone", "-q", "--depth", "2", f"file://{origin}", str(copy))
    (copy / ".venv" / "bin").mkdir(parents=True)
    (copy / ".venv" / "bin" / "python").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n', encoding="utf-8")
    (copy / ".venv" / "bin" / "python").chmod(0o755)
    return copy


def _commit(folder: Path, message: str) -> None:
    _git(folder, "add", "-A")
    _git(folder, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "-m", message)


def _git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout  # noqa: S603, S607 -- no shell


def _asked(tool: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [str(TOOLS / tool), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={"PATH": os.environ["PATH"], "NO_COLOR": "1"})  # noqa: S603 -- a tool of the tests


def _zizmor(folder: Path) -> subprocess.CompletedProcess[str]:
    return _asked("zizmor", "--offline", "--persona=pedantic", "--no-progress", folder)


def test_zizmor_finds_nothing_that_a_stranger_could_use() -> None:
    done = _zizmor(HOME)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("name", "old", "new", "finds"),
    [
        ("preview", '"$NUMBER"', '"${{ github.event.pull_request.title }}"', "template-injection"),
        ("check", " # v7.0.0\n        with:\n          persist-credentials: false", "", "artipacked"),
        ("nightly", "permissions: {}", "permissions: write-all", "excessive-permissions"),
        ("publish", "@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128 # v5.0.0", "@v5", "unpinned-uses"),
        ("preview", "  pull_request:", "  pull_request_target:", "dangerous-triggers"),
    ],
)
def test_zizmor_would_find_what_a_stranger_could_use(tmp_path: Path, name: str, old: str, new: str, finds: str) -> None:
    shutil.copytree(HOME / "workflows", tmp_path / ".github" / "workflows")
    path = tmp_path / ".github" / "workflows" / f"{name}.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    done = _zizmor(tmp_path)
    assert done.returncode != 0
    assert f"[{finds}]" in done.stdout


SCHEMAS = (
    ("github-workflows", sorted((HOME / "workflows").iterdir())),
    ("github-issue-forms", sorted((HOME / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))),
    ("github-issue-config", [HOME / "ISSUE_TEMPLATE" / "config.yml"]),
    ("dependabot", [HOME / "dependabot.yml"]),
)


@pytest.mark.parametrize(("schema", "paths"), SCHEMAS, ids=[schema for schema, _ in SCHEMAS])
def test_every_file_has_the_shape_that_the_code_host_wants(tmp_path: Path, schema: str, paths: list[Path]) -> None:
    kind = f"--builtin-schema=vendor.{schema}"
    done = _asked("check-jsonschema", kind, *paths)
    assert done.returncode == 0, done.stdout
    wrong = tmp_path / paths[0].name
    wrong.write_text(f"{paths[0].read_text(encoding='utf-8')}\nnonsens: [1]\n", encoding="utf-8")
    assert _asked("check-jsonschema", kind, wrong).returncode == 1, "and would not like another"
