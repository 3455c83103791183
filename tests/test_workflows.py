"""What runs by itself on the code host: nothing of it can be run there before it lands, so all that can is run and read here."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import fake_servers
import pytest
from builders import ROOT
from utvag import cli
from utvag.content import languages
from utvag.project import Project
from utvag.registry import source
from utvag.site import pack
from utvag.upkeep import calls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.registry.loader import Loaded

HOME = ROOT / ".github"
FLOWS = {path.stem: path for path in sorted((HOME / "workflows").iterdir())}
TOOLS = Path(sys.executable).parent

WRITES = {
    ("comment", "comment"): {"pull-requests"},
    ("form", "suggest"): {"contents", "issues", "pull-requests"},
    ("nightly", "tell"): {"issues"},
    ("publish", "attest"): {"attestations", "id-token"},
    ("publish", "pages"): {"pages", "id-token"},
}
"""The jobs that may change something, and what. Every other job may only read."""

STARTED_BY = {
    "check": {"pull_request", "workflow_dispatch", "workflow_call"},
    "preview": {"pull_request"},
    "comment": {"workflow_run"},
    "form": {"issues"},
    "publish": {"push", "workflow_dispatch"},
    "nightly": {"schedule", "workflow_dispatch"},
    "thorough": {"schedule", "pull_request", "workflow_dispatch", "workflow_call"},
}
"""What starts each. Only the first is required of a suggestion."""

SHELL = {"mkdir", "true"}
"""The words of the shell that a workflow may use; anything more belongs in a program."""

TOLD = {f"python3 -I .github/tell.py {what}" for what in ("comment told", "issues reports", "form told")}
"""All that is run by whoever may write."""

TELL = {"sparse-checkout": ".github/tell.py", "sparse-checkout-cone-mode": "false", "persist-credentials": "false"}
"""All that whoever may write fetches: no `ref`, so it is main's."""

TELLS = ["python3", "-I", ".github/tell.py"]


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
    assert all("github.ref == 'refs/heads/main'" in job["if"] for job in read("publish")["jobs"].values())
    assert read("comment")["on"]["workflow_run"] == {"workflows": ["preview"], "types": ["completed"]}
    assert all(read(name)["name"] == name and "group" in read(name)["concurrency"] for name in FLOWS)


def test_a_change_to_a_slow_test_or_to_what_it_is_about_runs_all_tests_and_so_does_a_release() -> None:
    wanted = read("thorough")["on"]["pull_request"]["paths"]
    slow = [path for path in (ROOT / "tests").rglob("test_*.py") if "mark.slow" in path.read_text(encoding="utf-8")]
    assert len(slow) > 3
    for path in [*slow, *(ROOT / "overrides").rglob("*.*"), ROOT / "scripts" / "mkdocs_hooks.py"]:
        assert any(_reaches(pattern, str(path.relative_to(ROOT))) for pattern in wanted), path
    assert read("publish")["jobs"]["build"]["needs"] == ["check", "thorough"]


def test_what_takes_a_number_away_waits_for_no_other_test_and_no_overdue_number_and_never_comes_back() -> None:
    jobs, tests = read("publish")["jobs"], read("check")["jobs"]["tests"]
    fast, slow = "needs.check.outputs.fast == 'true'", "needs.check.outputs.fast != 'true'"
    assert slow in jobs["thorough"]["if"]
    assert f"needs.check.result == 'success' && (needs.thorough.result == 'success' || {fast})" in jobs["build"]["if"]
    assert next(step["if"] for step in jobs["build"]["steps"] if "due --release" in step.get("run", "")) == slow
    assert all("needs.build.result == 'success'" in jobs[job]["if"] for job in ("attest", "pages"))
    assert "!cancelled()" in tests["if"], "a job that is skipped counts as passed"
    made = {step["run"]: step["if"] for step in tests["steps"] if step.get("run") in ("make test", "make shipped")}
    assert made == {"make test": "needs.lane.outputs.fast != 'true'", "make shipped": "needs.lane.outputs.fast == 'true'"}
    assert read("publish")["concurrency"]["cancel-in-progress"] == "true"


def _reaches(pattern: str, path: str) -> bool:
    """Return whether a pattern matches a path as the code host does it: `**` any folders, `*` what stands in one."""
    return re.fullmatch(".*".join(re.escape(part).replace(r"\*", "[^/]*") for part in pattern.split("**")), path) is not None


def test_every_job_has_one_exact_python() -> None:
    assert re.fullmatch(r"3\.\d+\.\d+\n", (ROOT / ".ci" / "python-version").read_text(encoding="utf-8"))
    chosen = [step["with"] for _, _, step in steps() if step.get("uses", "").startswith("actions/setup-python@")]
    assert chosen == [{"python-version-file": ".ci/python-version"}] * len(chosen) != []


def test_nothing_is_allowed_but_what_a_job_needs() -> None:
    assert all(read(name)["permissions"] == {} for name in FLOWS)
    found = {}
    for name, job, parts in jobs():
        rights = parts["permissions"]
        if writes := {right for right, how in rights.items() if how == "write"}:
            found[name, job] = writes
        assert {right for right, how in rights.items() if how != "write"} <= {"contents", "pull-requests"}, (name, job)
        if "uses" not in parts:
            assert 5 <= int(parts["timeout-minutes"]) <= 75, (name, job)
            assert parts["runs-on"] == "ubuntu-24.04"
    assert found == WRITES
    assert not any("secrets." in path.read_text(encoding="utf-8") for path in FLOWS.values())


def test_who_may_write_runs_nothing_but_one_small_program_of_mains() -> None:
    done = [step for name, job in WRITES for step in read(name)["jobs"][job]["steps"]]
    assert {step["run"] for step in done if "run" in step} == TOLD
    uses = [(step["uses"].split("@")[0], step["with"]) for step in done if "uses" in step and "with" in step]
    assert all(given == TELL for action, given in uses if action == "actions/checkout")
    assert {action for action, _ in uses} == {"actions/checkout", "actions/download-artifact", "actions/attest"}


def test_a_form_is_read_where_nothing_may_be_written_and_only_once_somebody_has_put_the_label_on_that_no_form_has() -> None:
    flow = read("form")
    assert flow["on"] == {"issues": {"types": ["labeled"]}}
    label = re.fullmatch(r"github\.event\.label\.name == '(\w+)'", flow["jobs"]["read"]["if"])
    assert label
    assert flow["jobs"]["suggest"]["needs"] == "read"
    assert flow["jobs"]["read"]["permissions"] == {"contents": "read"}
    forms = [path.read_text(encoding="utf-8") for path in (HOME / "ISSUE_TEMPLATE").glob("[0-9]*.yml")]
    given = [re.findall(r"(?m)^labels: \[(\w+)\]$", text) for text in forms]
    assert all(len(labels) == 1 and labels != [label[1]] for labels in given), "whoever opens an issue puts on what its form says"
    texts = FLOWS["form"].read_text(encoding="utf-8")
    assert set(re.findall(r"github\.event\.[\w.]+", texts)) == {"github.event.label.name", "github.event.issue.number"}


def test_every_action_is_pinned_by_its_whole_hash_with_its_version_beside_and_everywhere_the_same() -> None:
    pinned: dict[str, set[str]] = {}
    for path in FLOWS.values():
        for uses, rest in re.findall(r"^\s*(?:- )?uses: (\S+)(.*)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE):
            if uses.startswith("./"):
                assert (ROOT / uses).is_file()
                continue
            action, _, sha = uses.partition("@")
            assert re.fullmatch(r"actions/[a-z-]+", action), "only the code host's own"
            assert re.fullmatch(r"[0-9a-f]{40} # v\d+\.\d+\.\d+", sha + rest), uses
            pinned.setdefault(action, set()).add(sha + rest)
    assert {action: len(forms) for action, forms in pinned.items()} == dict.fromkeys(pinned, 1)


def test_no_key_is_kept_and_what_others_write_reaches_no_shell_but_as_a_variable() -> None:
    for _, _, step in steps():
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"
        assert "${{" not in step.get("run", "")
        assert "\n" not in step.get("run", ""), "a program, not a script in a workflow"
        assert "shell" not in step


def test_every_command_is_a_target_of_make_a_command_of_ours_or_a_word_of_the_shell() -> None:
    known = set(re.findall(r"^([\w./-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    for _, _, words in commands():
        if words[0] == "make":
            assert set(words[1:]) <= known
        else:
            assert words[0] in SHELL or words[:2] == [".venv/bin/python", "scripts"] or words[:3] == TELLS, words
    for line in ours():
        cli.parser().parse_args(shlex.split(line))


def test_what_can_be_run_here_answers_as_the_workflow_expects(
    shipped: Loaded, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`build` and `pack` are run by test_deploy.py, `links` by test_links.py (there is no network here), `diff` below."""
    checked = shipped.registry.last_checked
    monkeypatch.setattr("utvag.commands.today", lambda: checked)
    quick = {line for line in ours() if line.split()[0] not in ("build", "pack", "links", "diff")}
    assert quick == {"check --format github", "due --release", "due --format markdown"}
    for line in sorted(quick - {"due --release"}):
        assert (cli.main(shlex.split(line), ROOT), capsys.readouterr().err) == (0, ""), line
    is_heard = bool(languages.settings(Project.at(ROOT)).value(("extra", "feedback")))
    assert (cli.main(["due", "--release"], ROOT), "[installning]" in capsys.readouterr().err) == (int(not is_heard), not is_heard)
    late = next(fact.ladder.overdue for fact in calls.report(shipped, checked).facts if fact.id == "lifeline")
    monkeypatch.setattr("utvag.commands.today", lambda: late)
    assert cli.main(["due", "--release"], ROOT) == 1, "a release stops when the number has not been checked for eight weeks"
    assert "[livlina-forsenad]" in capsys.readouterr().err


def test_a_release_is_asked_for_its_number_then_built_shown_for_trying_packed_kept_and_vouched_for() -> None:
    jobs = read("publish")["jobs"]
    done = [step.get("run", "") + step.get("uses", "").partition("@")[0] for step in jobs["build"]["steps"]]
    order = ["due --release", "scripts build", "actions/upload-pages-artifact", "scripts pack", "actions/upload-artifact"]
    places = [next(number for number, words in enumerate(done) if words.endswith(name)) for name in order]
    assert places == sorted(places)
    fetched, vouched = (step["with"] for step in jobs["attest"]["steps"])
    assert fetched == {"name": "webbplats", "path": "site"}
    assert vouched == {"subject-path": f"site/{pack.LIST}"}


def test_the_preview_carries_both_editions_to_be_opened_without_a_server() -> None:
    steps = read("preview")["jobs"]["preview"]["steps"]
    built = [step["run"].partition("scripts ")[2] for step in steps if "scripts build" in step.get("run", "")]
    assert built == ["build --as-files", "build --edition staff"]
    assert steps[-1]["with"]["path"].split() == ["site", "site-staff"]


def test_the_times_of_the_night_are_those_that_its_jobs_know() -> None:
    night = read("nightly")
    times = {entry["cron"] for entry in night["on"]["schedule"]}
    assert all(re.fullmatch(r"[1-9]\d? \d+ \* \* [*\d]", cron) for cron in times), "never on the hour, when all others begin"
    named = {re.search(r"'(.*)'", night["jobs"][job]["if"])[1] for job in ("links", "due")}  # type: ignore[index]  # it is there
    assert named == times


def test_what_one_job_leaves_another_finds() -> None:
    left = {(name, step["with"]["name"]) for name, _, step in steps() if "/upload-artifact@" in step.get("uses", "")}
    found = {(name, step["with"]["name"]) for name, _, step in steps() if "name" in step.get("with", {}) and "down" in step["uses"]}
    assert found == {("comment", "told"), ("form", "form"), ("publish", "webbplats")}
    assert found <= left
    assert {name for flow, name in left if flow == "nightly" and name.startswith("report-")} == {"report-links", "report-due"}


NEW = "Du får komma som du är."
OTHERS = "**Förslaget ändrar också annat än registret och sidorna: "
SUGGESTED = {
    "a program that lies": (
        f"echo '\n{NEW}' >>content/anhoriga.md; echo 'print(\"Inget ändras för besökare.\")' >scripts/__main__.py",
        rf"{OTHERS}scripts\/\_\_main\_\_\.py. Vad det gör",
        NEW.replace(".", r"\."),
    ),
    "a link in a page's place": ("ln -sf /etc/passwd content/anhoriga.md", rf"{OTHERS}content\/anhoriga\.md. Vad", "anhoriga"),
    "a fault": ("echo 'lifeline: 1' >programs.yaml", "**Det går inte att jämföra förrän det här är rättat", r"programs\.yaml\:1"),
}
"""What somebody suggests, how the comment begins, and what else it says."""


def _run(job: str, folder: Path, told: dict[str, str]) -> None:
    """Run the lines of a job of comment.yml as they stand."""
    for step in read("comment")["jobs"][job]["steps"]:
        if "run" in step and not step["run"].startswith("make "):
            subprocess.run(["bash", "-e", "-c", step["run"]], cwd=folder, env={**os.environ, **told}, check=True)  # noqa: S603, S607 -- as the runner does


@pytest.mark.parametrize("what", SUGGESTED)
def test_what_a_suggestion_does_is_told_by_mains_programs_whatever_its_own_say(tmp_path: Path, what: str) -> None:
    """Run the lines of comment.yml as they stand, in a shallow copy of main like the one that the code host makes."""
    change, begins, has = SUGGESTED[what]
    origin, copy = tmp_path / "origin", tmp_path / "copy"
    for name in ("content", "overrides", "scripts"):
        shutil.copytree(ROOT / name, origin / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("programs.yaml", "mkdocs.yml", "README.md", ".github/tell.py"):
        (origin / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, origin / name)
    _git(origin, "init", "-q", "-b", "main")
    _commit(origin)
    _git(origin, "checkout", "-q", "-b", "suggestion")
    subprocess.run(["sh", "-c", change], cwd=origin, check=True)  # noqa: S603, S607 -- our own words
    _commit(origin)
    head = _git(origin, "rev-parse", "HEAD").strip()
    _git(origin, "checkout", "-q", "--detach", "main")
    _git(origin, *WHO, "merge", "-q", "--no-ff", "-m", "both", "suggestion")
    _git(origin, "update-ref", "refs/pull/7/merge", "HEAD")
    _git(tmp_path, "clone", "-q", "--depth", "1", "--branch", "main", f"file://{origin}", str(copy))
    (copy / ".venv").symlink_to(ROOT / ".venv")
    with fake_servers.code_host() as host:
        host.pulls = [{"number": 7, "state": "open", "head": {"label": "någon:gren", "sha": sha}} for sha in ("f" * 40, head)]
        told = {"GITHUB_API_URL": host.address, "GITHUB_REPOSITORY": fake_servers.REPOSITORY, "GH_TOKEN": fake_servers.TOKEN}
        told |= {"GITHUB_SERVER_URL": "https://example.org", "HEAD": "någon:gren", "RUN_ADDRESS": "https://example.org/runs/9"}
        with pytest.raises(subprocess.CalledProcessError):
            _run("diff", copy, {**told, "HEAD_SHA": "f" * 40})  # the host has put newer lines together with main
        for job in ("diff", "comment"):
            _run(job, copy, {**told, "HEAD_SHA": head})
    (comment,) = host.comments
    assert comment["body"].removeprefix("<!-- utvag:diff -->\n").startswith(begins)
    assert has in comment["body"]
    assert not re.search("Inget ändras|root:", comment["body"])


WHO = ("-c", "user.name=x", "-c", "user.email=x@example.org")


def _commit(folder: Path) -> None:
    _git(folder, "add", "-A")
    _git(folder, *WHO, "commit", "-q", "-m", "a change")


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
        ("comment", "fetch told", "fetch ${{ github.event.workflow_run.head_branch }}", "template-injection"),
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
