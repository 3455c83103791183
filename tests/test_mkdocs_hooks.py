"""A plain `mkdocs build` works, is strict, and changes nothing when the registry is at fault."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import mkdocs_hooks
import pytest
from builders import a_project
from mkdocs.config import load_config
from mkdocs.structure.files import get_files

ROOT = Path(__file__).parent.parent


def _mkdocs(*arguments: str, folder: Path, settings: Path = ROOT / "mkdocs.yml") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(settings), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 -- our own interpreter


def _main_of(page: Path) -> str:
    return page.read_text(encoding="utf-8").partition("<main")[2]


@pytest.mark.site
def test_a_plain_build_is_strict_and_has_no_warning(tmp_path: Path) -> None:
    done = _mkdocs("-d", str(tmp_path / "site"), folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    assert (tmp_path / "site/guide/index.html").exists()
    assert not [path for path in (tmp_path / "site").rglob("*.html") if re.search(r"\{[A-Zrot]|tillåt", _main_of(path))]
    files = {path.relative_to(tmp_path / "site") for path in (tmp_path / "site").rglob("*") if path.is_file()}
    others = {path.as_posix() for path in files if path.suffix != ".html"}
    assert others == {f".headers/{name}" for name in ("headers.json", "nginx.conf", "Caddyfile")}, (
        "something besides pages is published"
    )


@pytest.mark.site
def test_a_registry_at_fault_leaves_the_last_site_as_it_was(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("förra", encoding="utf-8")
    good = project.registry.read_text(encoding="utf-8")
    project.registry.write_text(good.replace("declined_answer:", "declined_anser:"), encoding="utf-8")
    done = _mkdocs("-d", str(site), folder=tmp_path, settings=project.settings)
    assert done.returncode == 1
    assert "Menade du ”declined_answer”?" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in site.iterdir()] == ["index.html"]
    assert (site / "index.html").read_text(encoding="utf-8") == "förra"


def test_the_edit_address_of_a_generated_page_is_the_registry(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    config = load_config(str(ROOT / "mkdocs.yml"), docs_dir=str(tmp_path / "content"))
    config.plugins._current_plugin = None  # noqa: SLF001 -- what MkDocs sets while a hook runs, read by File.generated
    mkdocs_hooks.on_config(config)
    generated = {file.src_uri: file for file in mkdocs_hooks.on_files(get_files(config), config) if file.src_uri.endswith(".html")}
    assert "stod/sig-stockholm/index.html" in generated
    assert {file.edit_uri for file in generated.values()} == {"../programs.yaml"}


def test_nothing_but_pages_reaches_the_site_be_it_of_the_theme_or_beside_the_pages(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    (tmp_path / "content" / "bild.png").write_bytes(b"x")
    config = load_config(str(ROOT / "mkdocs.yml"), docs_dir=str(tmp_path / "content"), site_dir=str(tmp_path / "site"))
    config.plugins._current_plugin = "test"  # noqa: SLF001 -- what MkDocs sets while a hook runs, read by File.generated
    mkdocs_hooks.on_config(config)
    files = get_files(config)
    files.add_files_from_theme(config.theme.get_env(), config)
    assert {"assets/utvag.css", "bild.png"} <= {file.src_uri for file in files}
    assert {file.dest_uri.rpartition(".")[2] for file in mkdocs_hooks.on_files(files, config)} == {"html"}


@pytest.mark.parametrize("light", [True, False])
def test_one_switch_says_whether_links_inside_the_site_fill_the_history(*, light: bool) -> None:
    config = load_config(str(ROOT / "mkdocs.yml"), docs_dir=str(ROOT / "content"))
    assert config.extra["history_light"] is True
    config.extra["history_light"] = light
    mkdocs_hooks.on_config(config)
    page = config.extra["utvag"].env.get_template("404.html").render(base_url="/")
    assert ("<body data-light>" in page) is light
    assert ("<body>" in page) is not light


@pytest.mark.site
def test_a_plain_build_of_the_staff_edition_takes_the_day_of_the_latest_check(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "-f",
        str(ROOT / "mkdocs.staff.yml"),
        "-d",
        str(tmp_path / "site"),
    ]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 -- our own interpreter
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    assert "som det ser ut 21 november 2026" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("components/call_button.html", "{{ line|tel }}", "#", "[sida-utan-numret]"),
        ("program.html", "program.summary|told", "program.sumary|told", "overrides/public/program.html:"),
    ],
)
def test_a_page_that_is_wrong_stops_a_plain_build_too_and_no_page_is_empty(
    tmp_path: Path, name: str, old: str, new: str, told: str
) -> None:
    project = a_project(tmp_path)
    template = project.templates / name
    text = template.read_text(encoding="utf-8")
    assert old in text
    template.write_text(text.replace(old, new), encoding="utf-8")
    done = _mkdocs("-d", str(tmp_path / "site"), folder=tmp_path, settings=project.settings)
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert all(page.stat().st_size for page in (tmp_path / "site").rglob("*"))
