"""Tests of verify."""

from __future__ import annotations

from typing import TYPE_CHECKING

import browsing
import fake_servers
import pytest
from utvag import cli
from utvag.site import manifest, verify

if TYPE_CHECKING:
    from pathlib import Path

    from commanding import Capture

NUMBER, DIALLED = "08-465 00 400", "+46846500400"
PAGE = f'<p><a href="tel:{DIALLED}">{NUMBER}</a>'


@pytest.fixture
def made(quiet: Path) -> Path:
    """Return the folder of a project with a site of two pages and their list."""
    site = quiet / "site"
    site.mkdir()
    for name in ("index.html", "404.html"):
        (site / name).write_text(PAGE, encoding="utf-8")
    listed = manifest.Manifest(NUMBER, DIALLED, "a" * 64, "", manifest.files(site))
    (site / manifest.NAME).write_text(listed.as_text(), encoding="utf-8")
    return quiet


def verified(made: Path) -> int:
    with browsing.served(made / "site") as address:
        return cli.main(["verify", address], made)


def test_the_number_is_told_first_and_then_that_all_is_as_it_was_built(made: Path, capsys: Capture) -> None:
    assert verified(made) == 0
    out, err = capsys.readouterr()
    assert out == (
        f"Numret stämmer: {NUMBER} går att ringa från varje sida som svarade.\n"
        "Allt stämmer med bygget (utan version i git, register aaaaaaaaaaaa).\n"
    )
    assert err == "Jämför 2 filer …\n"


def test_a_wrong_number_is_told_before_everything_else_with_what_to_do(made: Path, capsys: Capture) -> None:
    (made / "site" / "404.html").write_text(PAGE.replace(DIALLED, "112"), encoding="utf-8")
    (made / "site" / "index.html").write_text(PAGE + "x", encoding="utf-8")
    assert verified(made) == 1
    out, err = capsys.readouterr()
    assert out.startswith("FEL NUMMER: http://127.0.0.1:")
    assert f"/404.html: Här går det inte att ringa {NUMBER}.\n" in out.partition("\n")[0] + "\n"
    assert "Numret stämmer" not in out
    assert "Sätt tillbaka den förra webbplatsen nu." in err


def test_another_difference_is_told_after_the_number_is_said_to_be_right(made: Path, capsys: Capture) -> None:
    (made / "site" / "404.html").write_text(PAGE + "x", encoding="utf-8")
    assert verified(made) == 1
    out, err = capsys.readouterr()
    assert out.splitlines()[0].startswith("Numret stämmer")
    assert "1 skillnad mot bygget" in err


def test_nothing_that_a_terminal_obeys_is_printed(made: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    evil = "\x1b]0;x\x07\x9b2J\u202e\r" + "y" * 9_999

    def compare(*_: object) -> tuple[verify.Difference, ...]:
        return (verify.Difference("a", evil),)

    monkeypatch.setattr(verify, "compare", compare)
    assert verified(made) == 1
    line = capsys.readouterr().out.splitlines()[1]
    assert line.startswith("a: ?]0;x??2J??yyy")
    assert len(line) < 400

    def silent(*_: object) -> None:
        raise verify.NoAnswer(evil)

    monkeypatch.setattr(verify, "compare", silent)
    assert verified(made) == 1
    assert all(sign.isprintable() or sign == "\n" for sign in capsys.readouterr().err)


def test_where_nobody_answers_nothing_is_compared(made: Path, capsys: Capture) -> None:
    assert cli.main(["verify", fake_servers.nobody()], made) == 1
    assert "På 127.0.0.1 svarar ingen webbserver. Inget är jämfört." in capsys.readouterr().err


@pytest.mark.parametrize("where", ["www.example.se", "finns-inte", "ftp://example.se/"])
def test_what_is_no_address_is_wrong_usage(made: Path, capsys: Capture, where: str) -> None:
    assert cli.main(["verify", where], made) == 2
    assert "ingen adress som börjar med https://." in capsys.readouterr().err


def test_without_a_build_of_one_s_own_or_with_another_number_in_it_nothing_can_be_compared(made: Path, capsys: Capture) -> None:
    listed = made / "site" / manifest.NAME
    listed.write_text(listed.read_text(encoding="utf-8").replace(NUMBER, "08-123 456 78"), encoding="utf-8")
    assert verified(made) == 2
    assert (
        f"Bygget i site har 08-123 456 78, registret har {NUMBER}. Skriv först: .venv/bin/python scripts build"
        in capsys.readouterr().err
    )
    listed.unlink()
    assert verified(made) == 2
    assert "I site finns inget bygge att jämföra med." in capsys.readouterr().err
    (made / "programs.yaml").unlink()
    assert verified(made) == 1
