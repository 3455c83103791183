"""A form that somebody with rights has labelled: what `.github/form.py` makes of it, and what `.github/tell.py form` does then.

Both are run as the workflow does, against a small code host of our own.
"""

from __future__ import annotations

import json
import os
import re
import runpy
import subprocess
import sys
import textwrap
import threading
from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import edited
import fake_servers
import pytest
from builders import ROOT, a_project, contents, plain
from hypothesis import given
from hypothesis import strategies as st
from utvag.registry import loader, source
from utvag.upkeep import issue_forms
from utvag.upkeep.issue_forms import Form, Unclear

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from fake_servers import CodeHost
    from utvag.project import Project
    from utvag.registry.loader import Loaded

HOME = ROOT / ".github"
form, tell = (SimpleNamespace(**runpy.run_path(str(HOME / f"{name}.py"))) for name in ("form", "tell"))
FORMS = {one.id: one for one in issue_forms.load(HOME / "ISSUE_TEMPLATE")}
BASE, ISSUE, BRANCH = "b" * 40, 17, "form-17"
TODAY = date(2026, 12, 1)

CALLED = {"stod": "Ungdomslinjen", "hur": "Jag ringde och frågade", "roll": "Redaktionen", "dag": "2021-11-22"}
ASKED: dict[str, dict[str, str]] = {
    "1-tider": {"tider": "måndag–fredag 09:00–12:00 och 13:00–16:00\nlördag 10–14"},
    "2-kontrollerad": {"vad": "Numret, och det som står om det", "mer": "De talar finska."},
    "3-paus": {"till": "2099-08-15"},
    "4-nummer": {"nummer": "116111", "nytt": "08 465 004 23"},
    "5-slut": {"sista": "vet inte"},
    "6-fel": {"var": "Ungdomslinjen, sista meningen", "fel": "Den är fel.", "ratt": "vet inte", "hur": "Något annat"},
    "7-nytt": {"namn": "Exempelstödet", "vem": "Exempelkommunen", "plats": "Exempelkommunen", "kalla": "https://example.org/"},
}
"""What somebody answers in each form, besides CALLED."""

CHECK = "{date: 2021-11-22, by: redaktionen, how: called}"
LINES = {
    "1-tider": (
        ["        opening_hours: unknown"],
        [
            "        opening_hours:",
            '          - {byday: [MO, TU, WE, TH, FR], opens_at: "09:00", closes_at: "12:00"}',
            '          - {byday: [MO, TU, WE, TH, FR], opens_at: "13:00", closes_at: "16:00"}',
            '          - {byday: [SA], opens_at: "10:00", closes_at: "14:00"}',
        ],
    ),
    "2-kontrollerad": ([], [f"          - {CHECK}"]),
    "3-paus": (
        ["    status: active"],
        ["    status: paused", "    status_reason: Tar inte emot fler just nu.", "    paused_until: 2099-08-15"],
    ),
    "4-nummer": (
        ["        number: 116 111"],
        ["        number: 08-465 00 423", '        e164: "+46846500423"', f"          - {CHECK}"],
    ),
    "5-slut": (["    status: active"], ["    status: ended", "    status_reason: Stödet finns inte längre."]),
}
"""Which lines go, and which come."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a small project that no form may change."""
    return edited.a_small_project(tmp_path_factory.mktemp("forms") / "p")


@pytest.fixture
def host() -> Iterator[CodeHost]:
    with fake_servers.code_host() as running:
        running.rights = {"redaktör": "write", "ansvarig": "admin", "sorterare": "read"}
        running.objects[BASE] = {"tree": {"sha": "t" * 40}}
        yield running


def written(name: str, **changes: str) -> str:
    """Return the issue that the host makes of the answers to a form."""
    given = {**CALLED, **ASKED[name], **changes}
    return "\n\n".join(f"### {FORMS[name].label(field)}\n\n{_answer(FORMS[name], field, given)}" for field in FORMS[name].fields)


def _answer(form: Form, field: str, given: Mapping[str, str]) -> str:
    ticks = "\n".join(
        f"- [X] {option['label']}" for option in form.fields[field]["attributes"].get("options", []) if "label" in option
    )
    return ticks or given.get(field, "_No response_")


def run(project: Project, folder: Path, body: str, host: CodeHost, who: str = "redaktör") -> tuple[str, int]:
    """Do what the workflow does when somebody has put the label on; return all that the log says, and the last exit status."""
    event = folder / "event.json"
    event.write_text(json.dumps({"issue": {"number": ISSUE, "body": body}, "sender": {"login": who}}), encoding="utf-8")
    told = folder / f"told-{len(list(folder.iterdir()))}"
    known = {"PATH": os.environ["PATH"], "GITHUB_EVENT_PATH": str(event)}
    made = _run(project, [str(HOME / "form.py"), str(told)], known | {"PYTHONPATH": str(ROOT / "scripts")})
    return _tell(project, told, known, host, made)


def _tell(project: Project, told: Path, known: dict[str, str], host: CodeHost, before: str = "") -> tuple[str, int]:
    known |= {"GITHUB_API_URL": host.address, "GITHUB_REPOSITORY": fake_servers.REPOSITORY, "GH_TOKEN": fake_servers.TOKEN}
    known |= {"GITHUB_SHA": BASE}
    command = [sys.executable, "-I", str(HOME / "tell.py"), "form", str(told)]
    done = subprocess.run(command, cwd=project.root, env=known, capture_output=True, text=True, check=False)  # noqa: S603 -- our own
    assert "Traceback" not in done.stderr
    return before + done.stdout + done.stderr, done.returncode


def _run(project: Project, command: list[str], known: dict[str, str]) -> str:
    done = subprocess.run([sys.executable, *command], cwd=project.root, env=known, capture_output=True, text=True, check=True)  # noqa: S603 -- our own
    return done.stdout + done.stderr


def changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """Return the lines that have gone and those that have come, in order."""
    old, new = before.split("\n"), after.split("\n")
    gone, come = list(old), []
    for line in new:
        if line in gone:
            gone.remove(line)
        else:
            come.append(line)
    extra = [CHECK] if new.count(f"          - {CHECK}") > old.count(f"          - {CHECK}") else []
    assert not extra or any(CHECK in line for line in come)
    return gone, come


@pytest.mark.parametrize("name", LINES)
def test_a_form_becomes_one_suggestion_with_its_very_lines(project: Project, tmp_path: Path, host: CodeHost, name: str) -> None:
    before = contents(project.root)
    log, status = run(project, tmp_path, written(name), host)
    assert (status, log) == (0, f"#{ISSUE}: a new comment.\n")
    (pull,) = host.pulls
    commit = host.objects[host.branches[BRANCH]]
    assert commit["parents"] == [BASE]
    (file,) = host.objects[commit["tree"]["sha"]]["tree"]
    assert (file["path"], file["mode"]) == ("programs.yaml", "100644")
    assert changed(edited.BEFORE, file["content"]) == LINES[name]
    assert host.objects[commit["tree"]["sha"]]["base_tree"] == "t" * 40
    assert contents(project.root) == before
    assert (pull["title"], pull["base"], pull["head"]["label"]) == (f"Från ärende {ISSUE}", "main", f"utvag:{BRANCH}")
    assert pull["body"].startswith(f"**{FORMS[name].name}**")
    assert f"closes #{ISSUE}. redaktör satte märket" in pull["body"]
    assert "Ungdomslinjen" in pull["body"]
    assert ("Det här ändras för besökare" in pull["body"]) is (name != "2-kontrollerad")
    assert [(one["on"], one["body"].startswith(f"{tell.FORM}\nFörslaget är #1.")) for one in host.comments] == [(ISSUE, True)]


@pytest.mark.parametrize("name", sorted(ASKED.keys() - LINES))
def test_what_only_people_can_do_is_told_with_its_place_and_stays_open(
    project: Project, tmp_path: Path, host: CodeHost, name: str
) -> None:
    assert run(project, tmp_path, written(name), host)[1] == 0
    assert (host.pulls, host.branches, host.changes) == ([], {}, [("POST", f"issues/{ISSUE}/comments")])
    place = edited.BEFORE[: edited.BEFORE.index("  - id: ungdom\n")].count("\n") + 1
    body = host.comments[0]["body"].replace("\\", "")
    assert "Programmet gissar ingen ändring" in body
    assert (f"- Ungdomslinjen står på programs.yaml:{place}:5" in body) is (name == "6-fel")


@pytest.mark.parametrize(("who", "right"), [("sorterare", "read"), ("någon/../../annan", "none")])
def test_a_label_by_somebody_who_may_not_write_does_nothing(
    project: Project, tmp_path: Path, host: CodeHost, who: str, right: str
) -> None:
    log, status = run(project, tmp_path, written("5-slut"), host, who)
    assert (status, host.changes) == (0, [])
    assert f"may not write ({right}). Nothing is done." in log
    assert run(project, tmp_path, written("5-slut"), host, "ansvarig")[1] == 0
    assert len(host.pulls) == 1


def test_the_same_label_twice_opens_one_suggestion_and_tells_in_one_comment(
    project: Project, tmp_path: Path, host: CodeHost
) -> None:
    run(project, tmp_path, written("5-slut", stod="Ungdomslingen"), host)
    assert "Menade du ”Ungdomslinjen”?" in host.comments[0]["body"].replace("\\", "")
    for _ in range(2):
        assert run(project, tmp_path, written("5-slut"), host)[1] == 0
    assert (len(host.pulls), len(host.comments), len(host.branches)) == (1, 1, 1)
    assert "Förslaget är #1" in host.comments[0]["body"]


def test_a_branch_that_is_somebody_elses_stays_as_it_is(project: Project, tmp_path: Path, host: CodeHost) -> None:
    host.branches[BRANCH] = "annans"
    assert run(project, tmp_path, written("5-slut"), host)[1] == 1
    assert (host.branches, host.pulls) == ({BRANCH: "annans"}, [])
    assert f"Finns grenen {BRANCH} redan" in host.comments[0]["body"]


CODES = (403, 404, 409, 500, 502, fake_servers.LATE)


@pytest.fixture(scope="module")
def ended(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what has been made of a form."""
    folder = tmp_path_factory.mktemp("ended") / "told"
    folder.mkdir()
    said, registry = form.made(project, written("5-slut"), TODAY)
    (folder / "said.txt").write_text(said, encoding="utf-8")
    (folder / "programs.yaml").write_text(registry, encoding="utf-8")
    event = {"issue": {"number": ISSUE}, "sender": {"login": "redaktör"}}
    (folder / "event.json").write_text(json.dumps(event), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "where",
    [
        ("GET", "coll"),
        ("GET", "pulls"),
        ("GET", "git/"),
        ("POST", "git/tr"),
        ("POST", "git/c"),
        ("POST", "git/r"),
        ("POST", "pulls"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("code", CODES)
def test_when_the_host_says_no_it_is_told_and_nothing_is_left_half_made(
    project: Project, ended: Path, host: CodeHost, where: tuple[str, str], code: int
) -> None:
    host.faults[where] = code
    log, status = _tell(project, ended, {"GITHUB_EVENT_PATH": str(ended / "event.json")}, host)
    assert status == 1
    assert (str(code) if code > 0 else "without response") in log
    assert host.branches == {}
    assert [pull for pull in host.pulls if pull["state"] == "open"] == []
    assert len(host.comments) == (where not in [("GET", "coll"), ("GET", "pulls")])
    assert all("Inget är ändrat. Ta bort märket" in one["body"] for one in host.comments)
    host.faults.clear()
    assert _tell(project, ended, {"GITHUB_EVENT_PATH": str(ended / "event.json")}, host)[1] == 0, "and the next time it goes"
    assert len([pull for pull in host.pulls if pull["state"] == "open"]) == len(host.branches) == 1


def test_a_host_that_never_answers_is_not_waited_for(ended: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:  # noqa: ANN401 -- pytest's
    asleep = (b"" for _ in range(1) if threading.Event().wait(1))
    with fake_servers.answering(asleep) as (address, _):
        known = {"GITHUB_API_URL": address, "GITHUB_REPOSITORY": "a/b", "GH_TOKEN": "x", "GITHUB_SHA": BASE}
        for name, value in (known | {"GITHUB_EVENT_PATH": str(ended / "event.json")}).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setitem(tell.main.__globals__, "PATIENCE", 0.1)
        assert tell.main(["form", str(ended)]) == 1
    assert "timed out" in capsys.readouterr().out


def test_a_mistake_of_our_own_is_told_on_the_issue(project: Project, tmp_path: Path, host: CodeHost) -> None:
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"issue": {"number": ISSUE, "body": 1}, "sender": {"login": "redaktör"}}), encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        _run(
            project,
            [str(HOME / "form.py"), str(tmp_path / "told")],
            {"GITHUB_EVENT_PATH": str(event), "PYTHONPATH": str(ROOT / "scripts")},
        )
    assert _tell(project, tmp_path / "told", {"GITHUB_EVENT_PATH": str(event)}, host)[1] == 0
    assert tell.UNREAD in host.comments[0]["body"]


EVIL = (
    "$(touch /tmp/utvag-evil)",
    "`touch /tmp/utvag-evil`",
    "${{ secrets.GITHUB_TOKEN }}",
    "../../../../etc/passwd",
    "!!python/object/apply:os.system [id]",
    "x\n    status: ended\n    slug: ond",
    "&a [*a, *a]",
    "Ungdomslinjen\n::set-env name=PATH::/tmp",
    "@utvag/redaktionen #1 GH-2 ![x](https://ond.example/y) www.ond.example",
    "<script>alert(1)</script><!-- utvag:form -->",
    "Ungdomslinjen\u202e\u2066",
    "2021-11-22\n\n### Vilken dag?\n\n2026-11-21",
    "a" * 1_000_000,
    "٢٠٢٦-١١-٢٢",
    "\x1b[2J\x00",
    "",
)
OURS = re.compile(
    r' +(- \{byday: \[[A-Z, ]+\], opens_at: "[0-9:]+", closes_at: "[0-9:]+"\}|opening_hours:( always)?'
    r"|- \{date: [0-9-]+, by: (redaktionen|de som driver stödet|någon utanför redaktionen), how: [a-z_]+\}"
    r'|number: ("[0-9]+"|\+?[0-9 -]+)|e164: "\+[0-9]+"|status: (paused|ended|active)|status_reason: [A-Za-zåäö ]+\.'
    r"|(paused_until|valid_to): [0-9-]{10})"
)
"""The lines that a form can bring."""

FIELDS = [(name, field) for name in ASKED for field in FORMS[name].fields if field != "person"]


@pytest.mark.parametrize("evil", EVIL, ids=range(len(EVIL)))
def test_a_strangers_code_changes_nothing_and_is_shown_as_words(project: Project, evil: str) -> None:
    before = contents(project.root)
    for name, field in FIELDS:
        if field == "mer" or (not evil and "validations" not in FORMS[name].fields[field]):
            continue  # what changes no line, or may be empty
        said, registry = form.made(project, written(name, **{field: evil or "_No response_"}), TODAY)
        lines = changed(edited.BEFORE, registry)[1] if registry else []
        assert all(map(OURS.fullmatch, lines)), (name, field)  # digits of other scripts are digits too
        assert not registry or (field, evil) == ("nytt", EVIL[-3])
        shown = tell.words(said)
        assert not re.search(r"(?<!\\)[<>`$!@]|@\w|#\d|https?:|www\.", shown.replace("\u200b", "\0")), (name, field)
        assert len(shown) < 20_000
    assert contents(project.root) == before


def test_what_a_stranger_adds_is_words_in_the_suggestion_and_no_line_and_no_log(
    project: Project, tmp_path: Path, host: CodeHost
) -> None:
    more = f"::warning::x {EVIL[0]} {EVIL[2]} {EVIL[8]} <b> closes #3 @någon"
    log, status = run(project, tmp_path, written("2-kontrollerad", mer=more), host)
    assert (status, log) == (0, f"#{ISSUE}: a new comment.\n"), "nothing of it is printed: the runner would do what it says"
    (pull,) = host.pulls
    (file,) = host.objects[host.objects[host.branches[BRANCH]]["tree"]["sha"]]["tree"]
    assert changed(edited.BEFORE, file["content"]) == LINES["2-kontrollerad"]
    assert not re.search(r"@\w|#\d|https?:|www\.|<b>|(?<!\\)\$", pull["body"].partition(f"Ärendet är #{ISSUE}")[0])
    assert re.findall(r"closes #\d+", pull["body"]) == [f"closes #{ISSUE}"]


SAYS = st.sampled_from(
    ["Ungdomslinjen", "ungdom", "https://example.org/stod/skydd/", "lifeline", "116 111", "2099-01-02", "vet inte", *EVIL]
)
TYPED = SAYS | st.text(st.characters(codec="utf-8") | st.sampled_from("0123456789-–: månfre,och"), max_size=30)


@pytest.fixture(scope="module")
def small(project: Project) -> Loaded:
    return loader.load(project.registry, "programs.yaml")


@given(st.data())
def test_whatever_is_typed_only_lines_of_ours_come_of_it(small: Loaded, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(form.TASKS)))
    said = {field: CALLED.get(field, "") for field in FORMS[name].fields} | ASKED[name]
    said |= {
        field: data.draw(TYPED)
        for field in said
        if data.draw(st.booleans()) and "options" not in FORMS[name].fields[field]["attributes"]
    }
    try:
        edits = form.TASKS[name](form.Task(FORMS[name], said, small, TODAY))
    except Unclear:
        return
    assert all(OURS.fullmatch(line) for edit in edits for line in edit.lines), edits


class _Read(dict[str, str]):
    """Answers that know which have been read."""

    def __init__(self, given: Mapping[str, str]) -> None:
        super().__init__(given)
        self.read: set[str] = set()

    def __getitem__(self, field: str) -> str:
        self.read.add(field)
        return super().__getitem__(field)


@pytest.mark.parametrize("name", LINES)
def test_every_field_of_a_form_is_read(small: Loaded, name: str) -> None:
    said = _Read({field: CALLED.get(field, "") for field in FORMS[name].fields} | ASKED[name])
    task = form.Task(FORMS[name], said, small, TODAY)
    form.TASKS[name](task)
    told_alone = {"hur"} if "roll" not in FORMS[name].fields else {"mer"}
    assert FORMS[name].fields.keys() - said.read - {"person"} == told_alone & FORMS[name].fields.keys()
    task.rows()
    assert FORMS[name].fields.keys() - said.read == {"person"}


def test_every_option_is_known_and_what_is_known_can_be_chosen() -> None:
    known = {"hur": form.HOW, "roll": form.ROLES, "vad": form.PARTS}
    for name in form.TASKS:
        for field, part in FORMS[name].fields.items():
            if part["type"] == "dropdown":
                assert part["attributes"]["options"] == list(known[field]), (name, field)
    assert FORMS.keys() - form.TASKS.keys() == {"6-fel", "7-nytt"}, "of these people do what is to be done"


SLIPS: dict[str, tuple[str, dict[str, str], str]] = {
    "the number of all paths": ("4-nummer", {"stod": "Rådgivningen"}, "Prata med den som ansvarar för registret."),
    "a name of several": ("5-slut", {"stod": "Vägen"}, "Det finns inget stöd som heter ”Vägen”."),
    "another number": ("4-nummer", {"nummer": "08-465 00 499"}, "Ungdomslinjen har 116 111. Skriv ett av dem."),
    "no number": ("4-nummer", {"nytt": "ring oss"}, "”ring oss” är inget telefonnummer."),
    "an extension": ("4-nummer", {"nytt": "08-465 00 423 ankn. 3"}, "är inget telefonnummer."),
    "a number that nobody can have": ("4-nummer", {"nytt": "0900-10 20 30"}, "Det här skulle bli fel"),
    "no hours to change": ("1-tider", {"stod": "vagen-uppsala"}, "Vägen i Uppsala har inget nummer som visas."),
    "hours that meet": ("1-tider", {"tider": "måndag 9–12 och 11–13"}, "Två öppettider går in i varandra på måndag."),
    "hours of words": ("1-tider", {"tider": "ibland"}, "De går inte att läsa."),
    "a day to come": ("2-kontrollerad", {"dag": "2099-01-01"}, "”2099-01-01” har inte varit än."),
    "no such day": ("2-kontrollerad", {"dag": "2026-02-30"}, "”2026-02-30” är ingen dag."),
    "a day unknown": ("2-kontrollerad", {"dag": "vet inte"}, "”vet inte” är ingen dag."),
    "a pause that is over": ("3-paus", {"till": "2026-11-30"}, "Den dagen har varit."),
    "the way in for a place": ("5-slut", {"stod": "vagen-uppsala"}, "Det här skulle bli fel"),
    "as it stands": ("1-tider", {"stod": "Skyddet", "tider": "dygnet runt"}, "Så står det redan."),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_what_cannot_be_done_is_told_with_what_to_write_instead(project: Project, slip: str) -> None:
    name, changes, told = SLIPS[slip]
    said, registry = form.made(project, written(name, **changes), TODAY)
    assert told in said
    assert registry == ""


SPOILT: dict[str, tuple[str, str, str, str]] = {
    "braces": ("5-slut", "", "", "Raden har fler uppgifter inom { }."),
    "not shown": ("1-tider", "status: active", "status: ended\n    status_reason: Slut.", "Ungdomslinjen visas inte för besökare."),
    "days": (
        "1-tider",
        "        opening_hours: unknown",
        '        opening_hours: [{byday: [MO], opens_at: "09:00", closes_at: "10:00", valid_to: 2027-01-01}]',
        "Tiderna där börjar eller slutar en bestämd dag.",
    ),
}
"""A form, what stands otherwise of the programme, and what is told then."""


@pytest.mark.parametrize("what", SPOILT)
def test_what_the_program_cannot_do_alone_is_left_to_people(tmp_path: Path, what: str) -> None:
    name, old, new, told = SPOILT[what]
    own = edited.a_small_project(tmp_path / "p")
    before, rest = edited.BEFORE.split("  - id: ungdom\n")
    program, after = rest.split("  - id: familj\n")
    program = _in_braces(program) if what == "braces" else f"  - id: ungdom\n{program.replace(old, new, 1)}"
    own.registry.write_text(f"{before}{program}  - id: familj\n{after}", encoding="utf-8")
    said, registry = form.made(own, written(name), TODAY)
    assert (told in said, registry) == (True, "")


def _in_braces(program: str) -> str:
    """Return a programme on one line."""
    read: Any = source.parse(f"id: ungdom\n{textwrap.dedent(program)}".encode(), "").document
    return f"  - {json.dumps(plain(read), ensure_ascii=False)}\n".replace('"2026-11-21"', "2026-11-21").replace('"17"', "17")


def test_names_ids_addresses_and_other_words_all_lead_to_a_programme(small: Loaded) -> None:
    for stod in ("ungdomslinjen", "ungdom", "https://example.org/stod/ungdom/", "/stod/ungdom/"):
        said = {"stod": stod, "nummer": ""}
        assert form.Task(FORMS["1-tider"], said, small, TODAY).program()[1].id == "ungdom"


def test_a_check_of_the_number_where_all_paths_end_can_be_told(project: Project) -> None:
    said, registry = form.made(project, written("2-kontrollerad", stod="Rådgivningen", roll="Någon annan"), TODAY)
    assert changed(edited.BEFORE, registry)[1] == ["    - {date: 2021-11-22, by: någon utanför redaktionen, how: called}"]
    assert "Rådgivningen" in said


def test_an_end_or_a_pause_on_a_day_leaves_nothing_of_an_earlier_one(project: Project) -> None:
    text = edited.BEFORE
    for name, changes, lines in (
        (
            "3-paus",
            {"till": "2027-02-01"},
            ["status: paused", "status_reason: Tar inte emot fler just nu.", "paused_until: 2027-02-01"],
        ),
        (
            "3-paus",
            {"till": "2027-03-01"},
            ["status: paused", "paused_until: 2027-03-01", "status_reason: Tar inte emot fler just nu."],
        ),
        (
            "5-slut",
            {"sista": "2027-04-01"},
            ["status: paused", "valid_to: 2027-04-01", "paused_until: 2027-03-01", "status_reason: Tar inte emot fler just nu."],
        ),
        (
            "5-slut",
            {"sista": "2027-05-01"},
            ["status: paused", "valid_to: 2027-05-01", "paused_until: 2027-03-01", "status_reason: Tar inte emot fler just nu."],
        ),
        ("5-slut", {"sista": "2026-11-30"}, ["status: ended", "status_reason: Stödet finns inte längre."]),
    ):
        project.registry.write_text(text, encoding="utf-8")
        _, text = form.made(project, written(name, **changes), TODAY)
        own = text[text.index("  - id: ungdom\n") :]
        assert (
            re.findall(r"(?m)^    ((?:status|status_reason|paused_until|valid_to): .*)$", own[: own.index("    summary")]) == lines
        )
    project.registry.write_text(edited.BEFORE, encoding="utf-8")


def test_every_shown_programme_of_a_whole_registry_can_be_named_and_paused(tmp_path: Path) -> None:
    whole = a_project(tmp_path / "p")
    loaded = loader.load(whole.registry, "programs.yaml")
    shown = [program for program in loaded.registry.programs if program.has_page]
    assert len(shown) > 15
    for program in shown:
        task = form.Task(FORMS["3-paus"], {"stod": program.name, "till": "2099-01-01"}, loaded, TODAY)
        assert task.program()[1] == program
        assert [edit.action for edit in form.TASKS["3-paus"](task)][:1] == ["replace"]
    phone = next(one for one in shown if any(route.kind == "phone" for route in one.published_routes))
    said, registry = form.made(whole, written("1-tider", stod=phone.slug), TODAY)
    assert registry, said
