"""Makes of an issue's form the registry as it would be, or says why not, for `tell.py form` to suggest and tell.

Run by form.yml as `make form`: reads the code host's event (GITHUB_EVENT_PATH), and writes into a new FOLDER `said.txt`, and
`programs.yaml` when something is to change. A form comes from anybody: what it says is held against the form and the registry, and
lines of the registry are made here, of days, clocks, numbers and words of ours. Nothing of it is run, printed or used as a name.
"""

from __future__ import annotations

import json
import os
import re
import sys
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from utvag.changes import proposal
from utvag.problems import InvalidRegistry
from utvag.project import Project
from utvag.registry import loader, phones
from utvag.registry.model import LIFELINE, PhoneRoute, VisitRoute
from utvag.swedish import day_in_sweden, did_you_mean, listing, quoted
from utvag.upkeep import issue_forms, written_hours
from utvag.upkeep.edits import EDITORS, Edit, Editor
from utvag.upkeep.issue_forms import Unclear

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from utvag.problems import Problem
    from utvag.registry.loader import Loaded
    from utvag.registry.model import ContactRoute, Program
    from utvag.registry.source import Path as RegistryPath
    from utvag.upkeep.issue_forms import Form

REGISTRY = "programs.yaml"
FORMS = Path(__file__).parent / "ISSUE_TEMPLATE"
UNKNOWN = "vet inte"
"""What people write who do not know."""

HOW = {
    "Jag ringde och frågade": "called",
    "De som driver stödet bekräftade": "owner_confirmed",
    "Jag läste det på deras webbplats eller i ett dokument": "document",
}
ROLES = {"Redaktionen": EDITORS, "De som driver stödet": "de som driver stödet", "Någon annan": "någon utanför redaktionen"}
PARTS = {"Numret, och det som står om det": True, "Det som står på sidan": False}
"""What each form's options mean: how something was checked, in which role, and whether it is a number."""

BY_HAND = "Gör ändringen för hand, som CONTRIBUTING.md visar."
PAUSED, ENDED = "Tar inte emot fler just nu.", "Stödet finns inte längre."
RESTING = ("status_reason", "paused_until", "valid_to")
"""What can stand of a programme that has paused, or ends."""

REFUSED = "Det blir inget förslag av ärendet. Inget är ändrat."
AGAIN = f"Rätta i ärendet, ta bort märket och sätt det igen. Eller: {BY_HAND[:1].lower()}{BY_HAND[1:]}"
ALREADY, UNDERSTOOD = "Så står det redan. Då behövs inget mer.", "Så här är det förstått"
FOR_PEOPLE = "Det här ärendet är för människor. Programmet gissar ingen ändring, och ärendet är öppet tills någon har läst det."


@dataclass(frozen=True)
class Task:
    """What a form asks for: what it says by the field's id, of which registry, on which day."""

    form: Form
    said: Mapping[str, str]
    loaded: Loaded
    today: date

    @property
    def editor(self) -> Editor:
        """What knows the lines."""
        return Editor(self.loaded)

    def unclear(self, field: str, what: str, instead: str) -> Unclear:
        """Return what to raise about a field."""
        return Unclear(quoted(self.form.label(field)), what, instead)

    def is_about_lifeline(self) -> bool:
        """Return whether it is about the number that always answers."""
        line = self.loaded.registry.lifeline
        return self.said["stod"].casefold() in (LIFELINE, line.name.casefold(), line.number)

    def program(self) -> tuple[RegistryPath, Program]:
        """Return the programme that the form names, and where it stands. Raises Unclear unless it is one that visitors see."""
        value, programs = self.said["stod"], self.loaded.registry.programs
        if self.is_about_lifeline():
            raise self.unclear(
                "stod", "Numret där alla vägar slutar ändras inte så här.", "Prata med den som ansvarar för registret."
            )
        words = {value.casefold(), value.casefold().rstrip("/").rpartition("/")[2]}
        named = [one for one in enumerate(programs) if words & {one[1].id, one[1].slug, one[1].name.casefold()}]
        named = named or [one for one in enumerate(programs) if words & {*map(str.casefold, one[1].also_called)}]
        if len(named) != 1:
            several = ", ".join(program.name for _, program in named)
            what = f"Flera stöd kallas så: {several}." if named else f"Det finns inget stöd som heter {quoted(value)}."
            guess = "" if named else did_you_mean(value, [program.name for program in programs])
            raise self.unclear("stod", f"{what}{guess}", "Skriv namnet som det står på sidan, eller sidans adress.")
        (place, program), *_ = named
        if not program.has_page:
            raise self.unclear("stod", f"{program.name} visas inte för besökare.", BY_HAND)
        return ("programs", place), program

    def route(self, *kinds: type[ContactRoute]) -> tuple[RegistryPath, Any]:
        """Return the one way to get in touch that the form means, and where it stands. Raises Unclear."""
        where, program = self.program()
        routes = {route.id: route for route in program.published_routes if isinstance(route, kinds)}
        numbers = {name: getattr(route, "number", name) for name, route in routes.items()}
        wanted = phones.digits(self.said["nummer"])
        found = [name for name, number in numbers.items() if not self.said["nummer"] or phones.digits(number) == wanted]
        if len(found) != 1:
            what = f"{program.name} har {listing([*numbers.values()]) or 'inget nummer som visas'}."
            raise self.unclear("nummer", what, "Skriv ett av dem." if numbers else BY_HAND)
        place = next(place for place, route in enumerate(program.contact_routes) if route.id == found[0])
        return (*where, "contact_routes", place), routes[found[0]]

    def day(self, field: str) -> date | None:
        """Return the day that a field says, None when people do not know. Raises Unclear."""
        value = self.said[field]
        if value.casefold() == UNKNOWN and field != "dag":
            return None
        try:
            return date.fromisoformat(value if re.fullmatch("20[0-9]{2}-[0-9]{2}-[0-9]{2}", value) else "")
        except ValueError:
            raise self.unclear(field, f"{quoted(value)} är ingen dag.", "Skriv år, månad och dag så här: 2026-12-01") from None

    def check(self, where: RegistryPath) -> Edit:
        """Return the line that says that it was checked. Raises Unclear for a day to come."""
        day = self.day("dag")
        if day is None or day > self.today:
            raise self.unclear("dag", f"{quoted(self.said['dag'])} har inte varit än.", "Skriv dagen då någon kontrollerade.")
        return self.editor.checked(where, day, HOW[self.said["hur"]], ROLES[self.said["roll"]])

    def rows(self) -> list[str]:
        """Return what the form says, a line for each answer."""
        answered = [field for field, part in self.form.fields.items() if part["type"] != "checkboxes" and self.said[field]]
        return [f"- {self.form.label(field)} {' / '.join(self.said[field].splitlines())}" for field in answered]

    def places(self) -> list[str]:
        """Return where in the registry the programmes stand that a form for people names."""
        words = " ".join(self.said.values()).casefold()
        every = enumerate(self.loaded.registry.programs)
        named = [one for one in every if one[1].name.casefold() in words or f"/{one[1].slug}" in words]
        return [f"- {program.name} står på {self.loaded.where('programs', place)}" for place, program in named]

    def resting(self, status: str, gone: tuple[str, ...], **lines: str) -> list[Edit]:
        """Return the edits that write `lines` below the programme's status; what stood of `gone` goes."""
        where, _ = self.program()
        there: Any = self.loaded.source.value(where)
        edit = self.editor.written(where, "status", (status,))
        indent = " " * edit.lines[0].index("status:")
        below = (f"{indent}{key}: {value}" for key, value in lines.items())
        return [replace(edit, lines=(*edit.lines, *below)), *(self.editor.removed(where, key) for key in gone if key in there)]


def new_hours(task: Task) -> list[Edit]:
    """Return the edits of a form about hours; whoever only read them has not tried the number, so no check is written."""
    where, route = task.route(PhoneRoute, VisitRoute)
    if any(one.valid_from or one.valid_to for one in route.opening_hours.schedules):
        raise task.unclear("stod", "Tiderna där börjar eller slutar en bestämd dag.", BY_HAND)
    rows = written_hours.read(task.said["tider"])
    if rows is None:
        raise task.unclear("tider", "De går inte att läsa.", "Skriv så här: måndag–fredag 09:00–12:00 och 13:00–16:00")
    return [task.editor.hours(where, rows)]


def checked(task: Task) -> list[Edit]:
    """Return the edits of a form about a check."""
    if task.is_about_lifeline():
        return [task.check((LIFELINE,))]
    return [task.check(task.route(PhoneRoute)[0] if PARTS[task.said["vad"]] else task.program()[0])]


def paused(task: Task) -> list[Edit]:
    """Return the edits of a form about a pause. The reason is ours: visitors read it."""
    (_, program), last = task.program(), task.day("till")
    if last and last < task.today:
        raise task.unclear("till", "Den dagen har varit.", "Skriv en dag som kommer.")
    reason = {} if program.status == "paused" else {"status_reason": PAUSED}
    return task.resting("paused", ("paused_until", *reason), **reason, **({"paused_until": last.isoformat()} if last else {}))


def new_number(task: Task) -> list[Edit]:
    """Return the edits of a form about a number, and its check; phones are dialled what the number says."""
    where, _ = task.route(PhoneRoute)
    number = phones.suggestion(task.said["nytt"])
    if number is None:
        raise task.unclear("nytt", f"{quoted(task.said['nytt'])} är inget telefonnummer.", "Skriv bara numret, som 070-174 06 05.")
    return [*task.editor.number(where, number), task.check(where)]


def ended(task: Task) -> list[Edit]:
    """Return the edits of a form about an end: on a day to come, or now."""
    (_, program), last = task.program(), task.day("sista")
    if last and last >= task.today:
        return task.resting(program.status, ("valid_to",), valid_to=last.isoformat())
    return task.resting("ended", RESTING, status_reason=ENDED)


TASKS: Mapping[str, Callable[[Task], list[Edit]]] = {
    "1-tider": new_hours,
    "2-kontrollerad": checked,
    "3-paus": paused,
    "4-nummer": new_number,
    "5-slut": ended,
}
"""What makes edits of each form; of the others people do."""


def made(project: Project, body: str, today: date) -> tuple[str, str]:
    """Return what people are told of a form, and the registry as it would be ("": it stays as it is)."""
    try:
        form, said = issue_forms.answers(issue_forms.load(FORMS), body)
        task = Task(form, said, loader.load(project.registry, REGISTRY), today)
        if form.id not in TASKS:
            return _text(FOR_PEOPLE, UNDERSTOOD, [*task.rows(), *task.places()]), ""
        edits = TASKS[form.id](task)
        if any(edit.action == "point" for edit in edits):  # a part of a change alone could be worse than none
            raise Unclear(str(edits[0].where), "Raden har fler uppgifter inom { }.", BY_HAND)  # noqa: TRY301 -- told with the others
        found = proposal.propose(project, edits, today)
        if found.problems:
            raise InvalidRegistry(found.problems)  # noqa: TRY301 -- told likewise
    except Unclear as fault:
        return _text(REFUSED, "Det här behöver vara annorlunda", [f"- {fault}"], AGAIN), ""
    except InvalidRegistry as fault:
        rows = [f"- {_where(problem)}: {problem.message} {problem.remedy}" for problem in fault.problems]
        return _text(REFUSED, "Det här skulle bli fel", rows, AGAIN), ""
    if found.text.encode() == found.before:
        return _text(ALREADY, UNDERSTOOD, task.rows()), ""
    return _text(form.name, UNDERSTOOD, task.rows(), found.told), found.text


def _where(problem: Problem) -> str:
    """Return where a problem stands; lines of a registry that nobody has yet say nothing."""
    return problem.subject if problem.where.file == REGISTRY else f"{problem.where.file}:{problem.where.line}"


def _text(title: str, heading: str, rows: list[str], rest: str = "") -> str:
    return "\n".join([title, "", heading, *rows, "", rest])


def main(folder: Path) -> None:
    """Write what has come of the form in the event into a new folder."""
    folder.mkdir()
    (folder / "said.txt").write_text("", encoding="utf-8")  # nothing more is said when we fail: then tell.py tells that
    event = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
    told, registry = made(Project.at(Path.cwd()), event["issue"]["body"] or "", day_in_sweden(datetime.now(tz=UTC)))
    if registry:
        (folder / REGISTRY).write_text(registry, encoding="utf-8", newline="")
    (folder / "said.txt").write_text(told, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
