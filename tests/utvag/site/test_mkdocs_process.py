"""MkDocs as a copy of our process: what it is given, what it says, and that it and its helpers are gone afterwards."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from builders import ROOT
from utvag import rules
from utvag.print import paper
from utvag.project import Project
from utvag.site import mkdocs_process

HOOK = "import os, sys, time\nfrom pathlib import Path\n\nsys.path.insert(0, {!r})\n"
HOOK += "from utvag.site import mkdocs_process as engine\n\n\ndef on_post_build(config, **_):\n    {}\n"


def a_site(folder: Path, does: str = "pass", page: str = "# Hej\n") -> Path:
    """Lay out a project of MkDocs alone whose hook does something when all is written; return its settings."""
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text(page, encoding="utf-8")
    (folder / "hook.py").write_text(HOOK.format(str(ROOT / "scripts"), does), encoding="utf-8")
    settings = folder / "mkdocs.yml"
    settings.write_text("site_name: prov\nhooks: [hook.py]\n", encoding="utf-8")
    return settings


def written(settings: Path, handed: object = "something", **variables: str) -> mkdocs_process.Engine:
    with mkdocs_process.writing(settings, settings.parent / "site", variables, handed) as made:
        made.finish()
    return made


def is_gone(process: int) -> bool:
    """Whether a process ends within a minute, or has; nobody may be waiting for it, and its files are closed a moment before."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state in "ZX":
            return True
        time.sleep(0.02)
    return False


def awaited(file: Path) -> int:
    """Wait for the number that a process writes; return it."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with contextlib.suppress(OSError, ValueError):
            return int(file.read_text(encoding="ascii"))
        time.sleep(0.02)
    pytest.fail(f"nothing was written to {file.name}")


@pytest.mark.parametrize("handed", ["something", None], ids=["a copy", "a new one"])
def test_it_writes_a_site_and_says_what_mkdocs_says(tmp_path: Path, handed: str | None) -> None:
    made = written(a_site(tmp_path, "print(os.environ['PROV'])"), handed, PROV="x y")
    assert "x y" in made.words
    assert made.status == 0
    assert "Documentation built" in made.words
    assert "<h1" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("handed", ["something", None], ids=["a copy", "a new one"])
def test_it_is_strict_and_says_why(tmp_path: Path, handed: str | None) -> None:
    made = written(a_site(tmp_path, page="[x](finns-inte.md)\n"), handed)
    assert made.status == 1
    assert "finns-inte.md" in made.words


def test_what_it_is_handed_is_there_and_nowhere_else(tmp_path: Path) -> None:
    handed = {"tal": 4711}
    made = written(a_site(tmp_path, "print(engine.given()['tal'], os.environ['PROV'], sys.stdin.read() == '')"), handed, PROV="x y")
    assert "4711 x y True" in made.words
    assert mkdocs_process.given() is None
    assert "PROV" not in os.environ


@pytest.mark.parametrize(("does", "status"), [("sys.exit(3)", 3), ("os.kill(os.getpid(), 9)", -9), ("raise ValueError('prov')", 1)])
def test_however_it_ends_it_is_told(tmp_path: Path, does: str, status: int) -> None:
    made = written(a_site(tmp_path, does))
    assert made.status == status
    assert ("ValueError: prov" in made.words) == ("ValueError" in does)


def test_many_words_do_not_stop_it(tmp_path: Path) -> None:
    made = written(a_site(tmp_path, "print('ord ' * 200_000)"))
    assert made.status == 0
    assert made.words.count("ord ") >= 200_000


def test_whoever_does_not_wait_for_it_ends_it_and_its_helpers(tmp_path: Path) -> None:
    own, helper = tmp_path / "own", tmp_path / "helper"
    does = f"Path({str(own)!r} if os.fork() else {str(helper)!r}).write_text(str(os.getpid())); time.sleep(600)"
    with mkdocs_process.writing(a_site(tmp_path, does), tmp_path / "site", {}, "something") as made:
        processes = awaited(own), awaited(helper)
        assert made.process == processes[0]
    assert made.status == -signal.SIGKILL
    assert all(map(is_gone, processes))


def test_a_new_one_holds_what_it_is_told_to_keep(tmp_path: Path) -> None:
    """A lock that the build holds is held until MkDocs is gone, should the build be killed before it; a copy has it anyway."""
    with (tmp_path / "lock").open("w") as lock:
        settings = a_site(tmp_path, f"print(os.path.samestat(os.fstat({lock.fileno()}), os.stat({lock.name!r})))")
        with mkdocs_process.writing(settings, tmp_path / "site", {}, None, lock.fileno()) as made:
            made.finish()
        assert "True" in made.words
        assert not os.get_inheritable(lock.fileno())


def test_what_is_said_is_read_as_it_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")  # as in a locale of before Unicode
    assert "åäö" in written(a_site(tmp_path, "print('åäö')"), None).words


TALKS = "import sys\nfrom pathlib import Path\nfrom utvag import engine\n\nfolder = Path(sys.argv[1])\n"
TALKS += "with engine.writing(folder / 'mkdocs.yml', folder / 'site', {}, 'something'):\n    sys.stdin.read()\n"


def test_one_that_nobody_hears_any_more_ends(tmp_path: Path) -> None:
    """What it holds would else be held for ever: it has more to say than a pipe has room for, and nobody reads it."""
    own = tmp_path / "own"
    a_site(tmp_path, f"print(Path({str(own)!r}).write_text(str(os.getpid()))); time.sleep(0.5); print('x' * 1_000_000)")
    command = [sys.executable, "-c", TALKS, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT / "scripts", stdin=subprocess.PIPE) as running:  # noqa: S603 -- our own program
        process = awaited(own)
        running.kill()
    assert is_gone(process)


def test_a_new_one_has_none_of_our_threads(tmp_path: Path) -> None:
    """What sets the papers waits for its threads, which a copy of a process that has set some does not have."""
    paper.make(Project.at(ROOT), *rules.check(Project.at(ROOT))[:2])
    does = "from utvag.print import paper; from utvag.project import Project; from utvag.site import build; "
    does += "root = Path({!r}); project = Project.at(root); "
    does += "print(len(paper.make(project, *rules.check(project)[:2])[0]))"
    made = written(a_site(tmp_path, does.format(str(ROOT))), None)
    assert made.status == 0, made.words


def test_one_that_is_stopped_before_it_has_begun_is_gone(tmp_path: Path) -> None:
    settings = a_site(tmp_path)
    for _ in range(20):
        with mkdocs_process.writing(settings, tmp_path / "site", {}, "something") as made:
            pass
        assert made.status == -signal.SIGKILL
        assert is_gone(made.process)


def test_an_interruption_while_we_wait_ends_it_and_is_not_taken_for_anything_else(tmp_path: Path) -> None:
    signal.signal(signal.SIGALRM, signal.default_int_handler)
    found: list[mkdocs_process.Engine] = []

    def wait() -> None:
        with mkdocs_process.writing(a_site(tmp_path, "time.sleep(600)"), tmp_path / "site", {}, "something") as made:
            found.append(made)
            signal.setitimer(signal.ITIMER_REAL, 0.3)
            made.finish()

    try:
        with pytest.raises(KeyboardInterrupt):
            wait()
    finally:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
    (made,) = found
    assert made.status == -signal.SIGKILL
    assert is_gone(made.process)


INTERRUPTED = """
import os, signal, sys
from pathlib import Path

from utvag import engine

folder, fork, stop = Path(sys.argv[1]), os.fork, engine.Engine.stop


def forked():
    process = fork()
    os.kill(os.getpid(), signal.SIGINT)
    return process


def cleans_up(*_):
    print("cleaned up", flush=True)
    raise KeyboardInterrupt


def stopped(made):
    stop(made)
    print("stopped with", made.status, flush=True)


os.fork, engine.Engine.stop = forked, stopped
signal.signal(signal.SIGINT, cleans_up)
try:
    with engine.writing(folder / "mkdocs.yml", folder / "site", {}, "something"):
        print("went on", flush=True)
except KeyboardInterrupt:
    print("interrupted", signal.pthread_sigmask(signal.SIG_BLOCK, ()), flush=True)
"""


def test_it_never_runs_what_we_do_when_we_are_interrupted(tmp_path: Path) -> None:
    """Both get the signal when somebody presses Ctrl+C at once; the copy would clean up what we are building."""
    a_site(tmp_path)
    command = [sys.executable, "-c", INTERRUPTED, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT / "scripts", capture_output=True, text=True, timeout=60, check=False)  # noqa: S603 -- our own program
    ends = {f"stopped with {-number}" for number in (signal.SIGINT, signal.SIGKILL)}  # by its own signal, or ours
    assert [line in ends or line for line in done.stdout.splitlines()] == ["cleaned up", True, "interrupted set()"], done.stderr
    assert not (tmp_path / "site").exists()


def test_a_fault_of_ours_ends_it_too(tmp_path: Path) -> None:
    with (
        pytest.raises(RuntimeError),
        mkdocs_process.writing(a_site(tmp_path, "time.sleep(600)"), tmp_path / "site", {}, "something") as made,
    ):
        raise RuntimeError
    assert is_gone(made.process)


WARM = """
import sys
from pathlib import Path

from utvag import engine

folder = Path(sys.argv[1])
for turn in range(2):
    with engine.writing(folder / "mkdocs.yml", folder / "site", {}, "something") as made:
        made.finish()
    print(made.words)
    engine.warm()
"""


def test_what_it_needs_can_be_imported_beforehand_and_it_says_the_same(tmp_path: Path) -> None:
    """Else an editor's second build would speak of Python's imports."""
    settings = a_site(tmp_path, page="[x](finns-inte.md)\n")
    settings.with_name("hook.py").write_text("import sys\n\nprint('hooks', 'mkdocs_hooks' in sys.modules)\n", encoding="utf-8")
    command = [sys.executable, "-c", WARM, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT / "scripts", capture_output=True, text=True, check=True)  # noqa: S603 -- our own program
    first, second = done.stdout.split("hooks ")[1:]
    assert first.startswith("False")
    assert second == first.replace("False", "True", 1)
