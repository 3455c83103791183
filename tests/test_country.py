"""The measuring of everything at the size of the country works, at the size of a village."""

from __future__ import annotations

import sys

import country
import national
import pytest
from builders import as_yaml

pytestmark = pytest.mark.slow


@pytest.mark.site
def test_every_command_gets_its_row(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["country", "--programs", "8", "--municipalities", "7"])
    country.main()
    rows = [line for line in capsys.readouterr().out.splitlines() if line.startswith("| ")]
    assert len(rows) == 7
    assert "7 municipalities" in rows[0]
    assert rows[1].endswith("| 1.0 |")


def test_the_other_version_differs_in_one_line() -> None:
    text = as_yaml(national.a_nation(2, 3)).decode()
    lines = zip(text.splitlines(), country.changed(text).splitlines(), strict=True)
    assert sum(one != other for one, other in lines) == 1
    with pytest.raises(ValueError, match="nothing"):
        country.changed("nothing: {}")
