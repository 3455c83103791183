"""Plants bugs in the program one at a time and tells which test catches each: `make mutants`, or the names of some bugs.

Each bug of mutants.toml is planted in a copy of the project as its files stand. The tests named beside it run first, and the whole
gate where they see nothing. Answers 1 when more than `SPARED` bugs live, or when a bug can no longer be planted.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parent.parent
LIST = ROOT / "bench" / "mutants.toml"
SPARED = 3
PATIENCE = 3600
"""Seconds after which tests are given up; a bug that only hangs is not caught."""

PLANTED_IN = ("scripts", "overrides")
GATE = ("-n", "2", "--dist", "loadgroup", "-m", "not slow", "tests")
"""The tests of `make test`."""

LINKED = (".venv", "tests/node/node_modules")
"""What is not in git, and the tests need."""


@dataclass(frozen=True, slots=True)
class Bug:
    """A wrong text in place of a right one, which stands once in a file; and the tests to try first, by the ends of their paths."""

    name: str
    file: str
    old: str
    new: str
    tests: Sequence[str]

    def why_not(self, root: Path) -> str:
        """Return why it cannot be planted, "" when it can."""
        path = root / self.file
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        if text.count(self.old) != 1 or self.old == self.new:
            files = (path for folder in PLANTED_IN for path in sorted((root / folder).rglob("*.[phjc]*")) if path.suffix != ".pyc")
            known = [str(path.relative_to(root)) for path in files if self.old in path.read_text(encoding="utf-8")]
            return f"its text stands {text.count(self.old)} times in {self.file}; it is in: {', '.join(known) or 'no file'}"
        if self.file.endswith(".py"):
            try:
                compile(text.replace(self.old, self.new), self.file, "exec")
            except SyntaxError as fault:
                return f"with it {self.file} is no Python: {fault}"
        gone = [name for name in self.tests if not _found(root, name)]
        return f"no test is called {', '.join(gone)}" if gone else ""


def _found(root: Path, name: str) -> list[str]:
    return sorted(str(path) for path in (root / "tests").rglob("*.py") if path.as_posix().endswith(f"/{name}.py"))


@contextlib.contextmanager
def planted(bug: Bug, root: Path) -> Iterator[None]:
    """Let a bug stand in its file."""
    path = root / bug.file
    text = path.read_text(encoding="utf-8")
    _write(path, text.replace(bug.old, bug.new))
    try:
        yield
    finally:
        _write(path, text)


def _write(path: Path, text: str) -> None:
    """Write a file with a time that it has never had, so that Python takes no older compiled file for it."""
    new = path.stat().st_mtime + 2
    path.write_text(text, encoding="utf-8")
    os.utime(path, (new, new))


def copy(target: Path) -> None:
    """Copy the files of the project, as they stand, to `target`: a repository of its own, with one commit."""
    git = ("git", "-c", "user.name=x", "-c", "user.email=x@example.se", "-c", "commit.gpgsign=false")
    files = subprocess.check_output([*git, "ls-files", "-coz", "--exclude-standard"], cwd=ROOT, text=True)  # noqa: S603 -- git
    for name in filter(None, files.split("\0")):
        if (ROOT / name).is_file() and name not in LINKED:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name, follow_symlinks=False)
    for name in LINKED:
        (target / name).symlink_to((ROOT / name).resolve())
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "x")):
        subprocess.run([*git, *command], cwd=target, check=True)  # noqa: S603 -- git


def run(root: Path, tests: Sequence[str], patience: float = PATIENCE) -> str:
    """Run tests until one fails; return which, or "" when none did in time. Raises RuntimeError when they cannot be run."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-rfE", "-p", "no:cacheprovider", *tests]
    told = {**os.environ, "PYTHONPATH": ""}
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(command, cwd=root, env=told, stdout=output, stderr=output, start_new_session=True)  # noqa: S603 -- our own interpreter
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            return ""
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        output.seek(0)
        words = output.read()
    failed = re.search(r"^(?:FAILED|ERROR) (\S+)", words, flags=re.MULTILINE)
    if process.returncode and not failed:
        raise RuntimeError(words[-2000:])
    return failed[1] if failed else ""


def caught_by(bug: Bug, root: Path, *, only_named: bool) -> str:
    """Return which test catches a bug, "" when none does."""
    named = [path for name in bug.tests for path in _found(root, name)]
    with planted(bug, root):
        return run(root, named) or ("" if only_named else run(root, GATE))


def main() -> int:
    """Plant what was asked for, and print a row for each bug as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bug", nargs="*", help="names of bugs (default: all)")
    parser.add_argument("--list", action="store_true", help="say only which bugs can no longer be planted")
    parser.add_argument("--only-named", action="store_true", help="never run the whole gate")
    chosen = parser.parse_args()
    every = [Bug(**bug) for bug in tomllib.loads(LIST.read_text(encoding="utf-8"))["bug"]]
    bugs = [bug for bug in every if not chosen.bug or bug.name in chosen.bug]
    if unplantable := [f"{bug.name}: {why}" for bug in bugs if (why := bug.why_not(ROOT))]:
        print("\n".join(unplantable))
    if chosen.list or unplantable or not bugs:
        print(f"{len(bugs) - len(unplantable)} of {len(bugs)} bugs can be planted.")
        return 1 if unplantable or not bugs else 0
    lives = 0
    with tempfile.TemporaryDirectory() as work:
        root = Path(work)
        copy(root)
        if failed := run(root, sorted({path for bug in bugs for name in bug.tests for path in _found(root, name)})):
            print(f"Without any bug {failed} fails.")
            return 1
        print("| bug | caught by | seconds |\n|---|---|--:|", flush=True)
        for bug in bugs:
            start = time.monotonic()
            caught = caught_by(bug, root, only_named=chosen.only_named)
            lives += not caught
            print(f"| {bug.name} | {caught.replace('|', '/') or '**nothing**'} | {time.monotonic() - start:.0f} |", flush=True)
    print(f"\n{len(bugs) - lives} of {len(bugs)} caught.")
    return 1 if lives > SPARED else 0


if __name__ == "__main__":
    sys.exit(main())
