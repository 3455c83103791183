"""Tests of loading a registry from a file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from builders import GONE, MINIMAL, a_registry, as_yaml
from utvag.problems import InvalidRegistry
from utvag.registry import loader, source


def codes(path: Path) -> list[str]:
    with pytest.raises(InvalidRegistry) as caught:
        loader.load(path, "f")
    return [problem.code for problem in caught.value.problems]


def test_a_registry_keeps_the_place_of_everything(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_bytes(MINIMAL.read_bytes())
    loaded = loader.load(path, "f")
    line = loaded.where("programs", 3, "slug").line
    assert MINIMAL.read_text(encoding="utf-8").split("\n")[line - 1].strip() == f"slug: {loaded.registry.programs[3].slug}"


def test_a_file_that_is_not_there_or_is_no_file_is_a_problem(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "finns-inte.yaml", tmp_path, tmp_path / "pipe", Path("/dev/zero")):
        assert codes(path) == ["fil"]


def test_an_empty_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").touch()
    assert codes(tmp_path / "r.yaml") == ["fil"]


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "r.yaml"
    with path.open("wb") as file:
        file.truncate(source.MAX_BYTES + 1)

    def read_bytes(_: Path) -> bytes:
        pytest.fail("the file was read")

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    assert codes(path) == ["fil"]


def test_all_faults_of_text_shape_and_references_come_at_once_in_order() -> None:
    changes = {"emergency": GONE, "lifeline.sources": ["K9"], "programs.skydd.slug": "familj", "sources.K2.date": "igår"}
    text = as_yaml(a_registry(changes)).replace(b"  name: ", b"  name: x\n  name: ", 1)
    with pytest.raises(InvalidRegistry) as caught:
        loader.parse(text, "f")
    places = [problem.where for problem in caught.value.problems]
    assert places == sorted(places)
    assert {problem.code for problem in caught.value.problems} == {
        *("dubbel-nyckel", "okand-hanvisning", "saknas", "dubbelt", "datum")
    }
