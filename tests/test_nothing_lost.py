"""Nothing is lost: every fault is made for real, and the last good site stands there whole, or the next one does."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import commanding
import pytest
from builders import MINIMAL, ROOT, contents
from commanding import Started, a_quiet_project
from utvag import cli

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("alone")]

SEED = 20261122
KILLS, KILLS_IN_THE_GATE = 50, 12
OLD, NEW = "name: Rådgivningen", "name: Rådgruppen"
"""The one line that tells two versions of the small project apart."""

NO_SPACE = """\
from pathlib import Path


def on_env(env, config, files):
    full = Path(config["site_dir"]) / "guide" / "index.html"
    full.parent.mkdir(parents=True)
    full.symlink_to("/dev/full")
"""
"""A hook that gives one page a place without room: whoever writes there is told by the system that the disk is full."""

SAVES = f"""\
from pathlib import Path


def on_post_build(config):
    path = Path(config["config_file_path"]).parent / "programs.yaml"
    path.write_text(path.read_text("utf-8").replace({OLD!r}, {NEW!r}), "utf-8")
"""
"""A hook that saves the registry while the site is built from it."""

SLEEPS = "import time\n\n\ndef on_post_build(**_):\n    time.sleep(600)\n"
"""A hook that never lets a build end."""


@dataclass
class Kept:
    """A small project with its last good site: how long that took to build, and every byte of it, and of the site after `save`."""

    root: Path
    seconds: float
    last: Mapping[str, bytes]
    next: Mapping[str, bytes]

    @property
    def registry(self) -> Path:
        """The file that it is made of."""
        return self.root / "programs.yaml"

    @property
    def site(self) -> Path:
        """Where the site stands."""
        return self.root / "site"

    def save(self, old: str = OLD, new: str = NEW, name: str = "programs.yaml") -> None:
        """Save a file with `old` made `new`."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def hook(self, words: str) -> None:
        """Let builds run one more hook."""
        (self.root / "more.py").write_text(words, encoding="utf-8")
        self.save("mkdocs_hooks.py]", "mkdocs_hooks.py, more.py]", "mkdocs.yml")

    def is_whole(self, *, clean: bool = True) -> bool:
        """Return whether the site is the last good one to the byte, and whether builds have left nothing beside it."""
        return contents(self.site) == self.last and (not clean or not self.leftovers())

    def leftovers(self) -> list[str]:
        """Return the folders that builds have left beside the site."""
        return [path.name for path in self.root.iterdir() if path.name.startswith(".site")]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """Return a small project with its site, built once for all tests; no test changes it."""
    kept = Kept(a_quiet_project(tmp_path_factory.mktemp("kept")), 0, {}, {})
    kept.save()
    assert commanding.run(kept.root, "build").status == 0
    new = contents(kept.site)
    kept.save(NEW, OLD)
    kept.seconds = commanding.seconds(kept.root, "build")
    return Kept(kept.root, kept.seconds, contents(kept.site), new)


@pytest.fixture
def kept(made: Kept, tmp_path: Path) -> Kept:
    """Return a copy of the small project with its last good site."""
    shutil.copytree(made.root, tmp_path / "p", symlinks=True)
    return replace(made, root=tmp_path / "p")


def moments(length: float, number: int) -> Iterator[float]:
    """Yield random moments of something that takes `length` seconds, the same ones each time."""
    drawn = random.Random(SEED)  # noqa: S311 -- no secret
    return (drawn.uniform(0, length) for _ in range(number))


def test_a_build_killed_at_any_moment_leaves_the_old_site_or_the_new_one_whole_and_nothing_for_the_next(
    kept: Kept,
    *,
    thorough: bool,
) -> None:
    sites = (kept.last, kept.next)
    text = kept.registry.read_text(encoding="utf-8")
    texts = (text, text.replace(OLD, NEW))
    stands = 0
    for moment in moments(kept.seconds * 1.1, KILLS if thorough else KILLS_IN_THE_GATE):
        kept.registry.write_text(texts[1 - stands], encoding="utf-8")
        running = Started(kept.root, "build")
        time.sleep(moment)
        running.kill()
        now = contents(kept.site)
        assert now in sites, f"killed after {moment:.3f} s: neither the old site nor the new one"
        stands = sites.index(now)
    done = commanding.run(kept.root, "build")
    assert done.status == 0, done.said
    assert contents(kept.site) in sites
    assert kept.leftovers() == []


def writing(kept: Kept) -> Started:
    """Return a build that has begun to write, and will not end."""
    kept.hook(SLEEPS)
    running = Started(kept.root, "build")
    while not (kept.root / ".site-site" / "new" / "guide").exists():
        assert running.process.poll() is None
        time.sleep(0.01)
    kept.save("mkdocs_hooks.py, more.py]", "mkdocs_hooks.py]", "mkdocs.yml")
    return running


def test_what_a_killed_build_was_writing_is_thrown_away_by_the_next(kept: Kept) -> None:
    writing(kept).kill()
    (kept.root / ".site-site" / "new" / "halv.html").write_text("halv", encoding="utf-8")
    assert kept.is_whole(clean=False)
    done = commanding.run(kept.root, "build")
    assert done.status == 0, done.said
    assert kept.is_whole()


@pytest.mark.parametrize(("told", "status", "words"), [(signal.SIGINT, 130, ["Avbrutet."]), (signal.SIGTERM, 143, [])])
def test_a_build_that_is_told_to_stop_says_so_in_one_line_and_leaves_nothing(
    kept: Kept, told: signal.Signals, status: int, words: list[str]
) -> None:
    kept.save()
    running = writing(kept)
    running.process.send_signal(told)
    done = running.end()
    assert (done.status, done.said.splitlines()) == (status, ["Bygger …", *words])
    assert kept.is_whole()


def fails(kept: Kept, words: str, limit: Callable[[], None] | None = None) -> None:
    """Assert that a build now ends in words, without a traceback, and the last good site stands."""
    done = commanding.run(kept.root, "build", limit=limit)
    assert done.status == 1
    assert words in " ".join(done.said.split())
    assert "Traceback" not in done.said
    assert kept.is_whole()


@pytest.mark.parametrize("size", [1, 700, 4_000])
def test_a_full_disk_is_told_and_the_site_stays(kept: Kept, size: int) -> None:
    kept.save()
    fails(kept, "filen får inte bli så stor", commanding.small_files(size))


@pytest.mark.parametrize(
    ("hook", "words"), [(NO_SPACE, "disken är full"), (SAVES, "Filen ändrades medan webbplatsen byggdes. Bygg igen.")]
)
def test_a_page_without_room_and_a_registry_saved_meanwhile_are_told_and_the_site_stays(kept: Kept, hook: str, words: str) -> None:
    kept.hook(hook)
    fails(kept, words)


@pytest.mark.parametrize("closed", ["site", "."])
def test_a_folder_that_may_not_be_changed_is_told_and_the_site_stays(kept: Kept, closed: str) -> None:
    kept.save()
    folder = kept.root / closed
    folder.chmod(0o555)
    try:
        fails(kept, "du får inte läsa eller skriva där", commanding.no_privileges)
    finally:
        folder.chmod(0o755)


MISSING = ("programs.yaml", "mkdocs.yml", "content", "content/index.md", "content/words.yaml", "overrides/public/guide.html")


@pytest.mark.parametrize("name", MISSING)
@pytest.mark.parametrize("part", [0.3, 0.6])
def test_a_file_that_goes_while_the_site_is_built_breaks_nothing(kept: Kept, name: str, part: float) -> None:
    running = Started(kept.root, "build")
    time.sleep(kept.seconds * part)
    (kept.root / name).rename(kept.root.parent / "borta")
    done = running.end()
    assert "Traceback" not in done.said
    assert done.status == 0 or "[" in done.said
    assert kept.is_whole()


def test_two_builds_at_once_take_turns_and_both_leave_a_whole_site(kept: Kept) -> None:
    kept.save()
    running = [Started(kept.root, "build") for _ in range(2)]
    ended = [build.end() for build in running]
    assert [build.status for build in ended] == [0, 0], ended
    assert contents(kept.site) == kept.next
    assert kept.leftovers() == []


def test_half_a_registry_is_told_wherever_it_breaks_off_and_the_site_stays(
    kept: Kept, capsys: pytest.CaptureFixture[str], *, thorough: bool
) -> None:
    text = MINIMAL.read_bytes()
    for place in moments(len(text.rstrip()), KILLS if thorough else KILLS_IN_THE_GATE):
        kept.registry.write_bytes(text[: int(place)])
        assert cli.main(["build"], kept.root) == 1, int(place)
        assert "programs.yaml:" in capsys.readouterr().out
        assert kept.is_whole()


WRITER = """\
import sys
sys.path[:0] = [sys.argv[1] + "/scripts", sys.argv[1] + "/tests"]
from pathlib import Path
from utvag import files
path = Path(sys.argv[2])
print("begins", flush=True)
while True:
    for sign in (b"o", b"n"):
        files.replace(path, sign * 1_000_000)
"""


def kill_while(script: str, place: Path, moment: float) -> None:
    """Start a Python program, wait until it has begun, and kill it a moment later."""
    command = [sys.executable, "-c", script, str(ROOT), str(place)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as running:  # noqa: S603 -- our own interpreter
        assert running.stdout is not None
        assert running.stdout.readline() == b"begins\n"
        time.sleep(moment)
        running.kill()


def test_a_file_whose_writer_is_killed_at_any_moment_is_the_old_one_or_the_new_one(tmp_path: Path, *, thorough: bool) -> None:
    target = tmp_path / "programs.yaml"
    target.write_bytes(b"o" * 1_000_000)
    for moment in moments(0.02, KILLS if thorough else KILLS_IN_THE_GATE):
        kill_while(WRITER, target, moment)
        assert target.read_bytes() in (b"o" * 1_000_000, b"n" * 1_000_000), moment


def test_format_killed_at_any_moment_leaves_the_old_registry_or_the_new_one(kept: Kept) -> None:
    tidy = kept.registry.read_bytes()
    untidy = tidy.replace(b"  name: ", b"  name:   ") + b"\n\n"
    length = commanding.seconds(kept.root, "format")
    for moment in moments(length * 1.1, 12):
        kept.registry.write_bytes(untidy)
        running = Started(kept.root, "format")
        time.sleep(moment)
        running.kill()
        assert kept.registry.read_bytes() in (untidy, tidy), moment
    assert commanding.run(kept.root, "format").status == 0
    assert kept.registry.read_bytes() == tidy


@pytest.mark.parametrize("arguments", [["format"], ["docs"]])
def test_a_registry_that_finds_no_room_on_the_disk_stays_as_it_was(kept: Kept, arguments: list[str]) -> None:
    for name in ("docs", "schema"):
        shutil.copytree(ROOT / name, kept.root / name)
    with kept.registry.open("a", encoding="utf-8") as registry:
        registry.write("\n\n")
    kept.save("<!-- nycklar: Claim -->\n", "<!-- nycklar: Claim -->\n\n", "docs/nycklar.md")
    before = {name: (kept.root / name).read_bytes() for name in ("programs.yaml", "docs/nycklar.md")}
    done = commanding.run(kept.root, *arguments, limit=commanding.small_files(2_000))
    assert done.status == 1
    assert "filen får inte bli så stor. Inget är ändrat." in done.said
    assert "Traceback" not in done.said
    assert {name: (kept.root / name).read_bytes() for name in before} == before
    assert not list(kept.root.glob("**/*.half"))
