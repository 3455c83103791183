"""What each command does: one function for each, which prints and returns the exit status. Its docstring is its help."""

from __future__ import annotations

import datetime as dt
import sys
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from utvag import files, git, reports, rules
from utvag.guide import journeys
from utvag.problems import Severity
from utvag.registry import loader
from utvag.site import manifest
from utvag.swedish import day_in_sweden, quoted

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from utvag.problems import Problem
    from utvag.project import Project
    from utvag.registry.loader import Loaded
    from utvag.site.kept import Kept

# What only one command needs is imported in its function: `check` is quicker without it, and works where it is not installed.
# ruff: noqa: D400, D403, D415, PLC0415

OK, PROBLEMS, USAGE, CRASHED, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit status: nothing wrong, problems found, wrong usage or nowhere to write the answer, our own mistake, Ctrl+C."""


def today() -> dt.date:
    """Return the day it is where those who check are, though the machine may count in UTC."""
    return day_in_sweden(dt.datetime.now(tz=dt.UTC))


def tell(line: str) -> None:
    """Print a line beside the output, so that the output stays free for a program; nowhere if need be."""
    with suppress(OSError):
        print(line, file=sys.stderr, flush=True)


def report(found: Sequence[Problem], form: str = "text") -> int:
    """Print what was found as `form` ("text", "github", "json"), and return the exit status."""
    errors = sum(problem.severity is Severity.ERROR for problem in found)
    if found or form == "json":
        print(reports.of_problems(found, form), flush=True)
    if form == "text" and found:
        tell(f"\n{errors} fel, {len(found) - errors} påpekande{'' if len(found) - errors == 1 else 'n'}.")
    return PROBLEMS if errors else OK


def _load(project: Project) -> Loaded:
    return loader.load(project.registry, project.shown(project.registry))


def _seconds_since(start: float) -> str:
    return f"{time.monotonic() - start:.1f} s".replace(".", ",")


def check(project: Project, chosen: argparse.Namespace) -> int:
    """kontrollera registret, guiden och de skrivna sidorna"""
    from utvag.upkeep import facts

    loaded, tree, found = rules.check(project)
    status = report([*found, *facts.ahead(loaded, today())], chosen.format)
    if chosen.format == "text" and status == OK:
        paths = sum(1 for _ in journeys.walk(tree))
        shown = sum(program.has_page for program in loaded.registry.programs)
        print(f"Allt stämmer: {shown} stöd, {paths} vägar genom guiden. Alla slutar på {loaded.registry.lifeline.number}.")
    return status


def make(project: Project, chosen: argparse.Namespace) -> int:
    """bygg webbplatsen; den förra är kvar om något är fel"""
    status = _build(project, chosen)
    if status == OK and (listed := manifest.read(project.site)):
        if not listed.version:
            tell(f"Bygget vet inte vilken version det är gjort av, och ingen står i {manifest.NAME}. {git.silence(project.root)}")
        elif listed.version.endswith(manifest.CHANGED):
            tell(f"Bygget har ändringar som inte är sparade i git. Det står i {manifest.NAME}.")
    return status


def _build(project: Project, chosen: argparse.Namespace, kept: Kept | None = None) -> int:
    from utvag.data import edition

    start = time.monotonic()
    print("Bygger …", flush=True)
    with loader.without_collecting():
        found = edition.build(project, chosen.on or today(), as_files=getattr(chosen, "as_files", False), kept=kept)
    status = report(found)
    if status == OK:
        print(f"Klar på {_seconds_since(start)}: {project.shown(project.site)}")
    elif project.site.exists():
        tell(f"Inget är ändrat i {project.shown(project.site)}: den förra webbplatsen är kvar.")
    return status


def serve(project: Project, chosen: argparse.Namespace) -> int:
    """bygg, visa på den här datorn och bygg om när en fil sparas"""
    from utvag.site import kept
    from utvag.site.serve import serve as watch

    again = partial(_build, project, chosen, kept.Kept())
    port = chosen.port if chosen.port is not None else project.edition.port
    if again() != OK and not project.site.exists():
        tell("Rätta felen och spara. Då byggs webbplatsen.")
    try:
        watch(project, port, again, lambda at: print(f"Titta på {at} (avsluta med Ctrl+C)", flush=True))
    except (OSError, OverflowError):
        tell(f"Port {port} går inte att använda. Skriv till exempel --port 8002.")
        return PROBLEMS
    return OK


def pack(project: Project, _: argparse.Namespace) -> int:
    """lägg varje sida packad bredvid sig själv, så som servern skickar den"""
    from utvag.site import pack as packing

    start = time.monotonic()
    if not (project.site / "index.html").is_file():
        raise files.NotWritten(project.site, "har ingen webbplats än. Bygg den först: .venv/bin/python scripts build")
    print("Packar …", flush=True)
    try:
        packed = packing.pack(project.site)
    except OSError as fault:
        why = f"går inte att packa ({fault.strerror}). Sidorna är kvar som de var. Se efter att mappen går att skriva i."
        raise files.NotWritten(project.site, why) from fault
    print(f"Klar på {_seconds_since(start)}: {packed} {'sida' if packed == 1 else 'sidor'} i {project.shown(project.site)}")
    return OK


def verify(project: Project, chosen: argparse.Namespace) -> int:
    """jämför en webbplats på nätet med den som är byggd här; numret först"""
    from utvag.site import verify as compared

    line = _load(project).registry.lifeline
    listed = compared.listed(project.site, project.shown(project.site), line)
    try:
        server = compared.Server(chosen.where)
        tell(f"Jämför {len(listed.files)} filer …")
        found = compared.compare(server, listed, line.number, line.dialled)
    except compared.NoAnswer as fault:
        tell(f"{compared.shown(f'{chosen.where}: {fault}')} Inget är jämfört.")
        return PROBLEMS
    lines, last = compared.summary(found, listed)
    print(*lines, sep="\n")
    if last:
        tell(f"\n{last}")
    return PROBLEMS if found else OK


def show(project: Project, chosen: argparse.Namespace) -> int:
    """visa alla vägar genom guiden, och bevisa att alla slutar på numret"""
    forms = {"text": journeys.as_text, "json": journeys.as_json, "mermaid": journeys.as_mermaid}
    print(forms[chosen.format](rules.proven(project, today())[1]))
    return OK


def gaps(project: Project, chosen: argparse.Namespace) -> int:
    """säg för varje slut i guiden och varje språk om en särskild väg ut passar, kan passa eller saknas"""
    from utvag.guide import gaps as missing

    print(missing.of_project(project, *rules.proven(project, today()), chosen.format))
    return OK


def answers(project: Project, chosen: argparse.Namespace) -> int:
    """bevisa att numret svarar varje minut, och säg vem som svarar mer och när ingen annan gör det"""
    from utvag.guide import answering

    told, is_open = answering.of_project(
        project, rules.proven(project, today())[0], chosen.on or today(), chosen.days, chosen.format
    )
    print(told)
    return OK if is_open else PROBLEMS


def sources(project: Project, chosen: argparse.Namespace) -> int:
    """visa varje uppgift på webbplatsen, var den står och hur vi vet den"""
    from utvag.staff import source_list

    rows = list(source_list.rows(project, rules.proven(project, today())[0]))
    print({"text": source_list.as_text, "csv": source_list.as_csv}[chosen.format](rows))
    if gaps := [row for row in rows if not all(row)]:
        tell(f"\n{len(gaps)} uppgifter saknar källa. Den första står på {gaps[0].line}.")
        return PROBLEMS
    return OK


def due(project: Project, chosen: argparse.Namespace) -> int:
    """säg vilka uppgifter som ska kontrolleras igen, och vem ni ringer den här veckan"""
    from utvag.content import languages
    from utvag.rules import page_rules
    from utvag.upkeep import calls, facts
    from utvag.upkeep import due as dues

    found = calls.report(_load(project), chosen.on or today())
    unheard = page_rules.faults_can_be_told(languages.settings(project), found.loaded.registry.lifeline)
    blocking = [*dues.release(found), *unheard]
    print(dues.render(found, chosen.format, is_blocked=bool(blocking)), flush=True)
    if told := [*facts.ahead(found.loaded, found.on), *(blocking if chosen.release else ())]:
        tell(reports.of_problems(told))
    return PROBLEMS if blocking and chosen.release else OK


def diff(project: Project, chosen: argparse.Namespace) -> int:
    """berätta vad som ändras för besökare mellan två versioner: filer eller versioner i git; med --on till en dag"""
    from utvag import changes
    from utvag.changes import versions

    base = chosen.base
    if not versions.is_file(base) and (parted := git.parting(project.root, base, chosen.head)):
        tell(f"{quoted(base)} har ändrats sedan ni skildes åt. Jämför med hur det var då: {parted[:12]}.")
        base = parted
    with versions.opened(project, base) as before, versions.opened(project, chosen.head) as after:
        old = versions.read(before, today())
        new = versions.read(after, chosen.on or today(), None if isinstance(old, list) else old)
    if isinstance(old, list) or isinstance(new, list):
        print("Det går inte att jämföra förrän det här är rättat:\n", flush=True)
        return report([problem for read in (old, new) if isinstance(read, list) for problem in read])
    print(changes.render(changes.compare(old, new, is_reworked=versions.is_reworked(project, before, after))))
    return OK


def links(project: Project, chosen: argparse.Namespace) -> int:
    """fråga alla adresser till andra webbplatser om de svarar; stoppar aldrig en ändring"""
    from utvag.upkeep import links as leading

    found = leading.collect(project, _load(project))
    tell(f"Frågar {len(found)} adresser. Det kan ta några minuter …")
    print(leading.render(leading.report(found, leading.visit([link.address for link in found])), chosen.format))
    return OK


def translate(project: Project, chosen: argparse.Namespace) -> int:
    """gör en fil för översättare (export), läs in den (import), eller märk översättningar med svenskan de är gjorda av (sign)"""
    from utvag.staff import translating

    if chosen.action == "export":
        print(translating.export(project, chosen.what or ""), end="")
        return OK
    done, found = (translating.take_in if chosen.action == "import" else translating.sign)(project, chosen.what or "")
    print(*done, sep="\n")
    return report(found)


def bring_in(project: Project, chosen: argparse.Namespace) -> int:
    """för in i registret vad andras data säger nytt, och säg vad som inte går att föra in"""
    from utvag.data import hsds_import

    print(*hsds_import.take_in(project, today(), chosen.path), sep="\n")
    return OK


def paper(project: Project, chosen: argparse.Namespace) -> int:
    """gör papper att skriva ut: affischen, korten och vikbladet, på varje språk"""
    try:
        from utvag.print import paper as papers
    except ModuleNotFoundError as fault:
        tell(f"{fault.name} är inte installerat här. Skriv make paper, så installeras det först.")
        return PROBLEMS
    sheets, found = papers.make(project, *rules.proven(project, today()))
    if found:
        return report(found)
    papers.write(sheets, folder := (chosen.out or project.root / "paper").resolve())
    print(*(project.shown(folder / name) for name in sheets), papers.HOW, sep="\n")
    return OK


def letter(project: Project, chosen: argparse.Namespace) -> int:
    """gör ett brev till dem som svarar för ett stöd: stämmer det vi skriver? Ett att skriva ut, och ett formulär att mejla"""
    from utvag.staff import letter as letters

    loaded, folder = rules.proven(project, today())[0], (chosen.out or project.root / "brev").resolve()
    print(*map(project.shown, letters.write(project, loaded, chosen.program, today(), folder)), letters.HOW, sep="\n")
    return OK


def reply(project: Project, chosen: argparse.Namespace) -> int:
    """läs ett svar på ett brev: vilka rader det ändrar och vad besökare märker; med --write skrivs raderna"""
    from utvag.changes import reply as replies

    told, found = replies.take_in(project, rules.proven(project, today())[0], chosen.file, today(), write=chosen.write)
    print(told, flush=True)
    return report(found)


def tidy(project: Project, chosen: argparse.Namespace) -> int:
    """ställ upp registrets rader snyggt; orden, anmärkningarna och ordningen är kvar"""
    from utvag.registry import format as layout

    name = project.shown(project.registry)
    data = loader.read(project.registry, name)
    drift = layout.difference(data, text := layout.tidy(data, name), name)
    if chosen.check or drift is None:
        return report([drift] if drift else [], chosen.format)
    files.rewrite(project.registry, text, data)
    print(f"{name}: raderna är uppställda. Inget annat är ändrat.")
    return OK
