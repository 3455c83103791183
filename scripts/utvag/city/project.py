"""Every file of a project for another city, made of what we ship and of the answers."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from utvag.city import cutting
from utvag.city.answers import EXIT
from utvag.guide import personas
from utvag.project import HOME, Project
from utvag.registry import loader, phones
from utvag.swedish import ROOT, listing, slug

if TYPE_CHECKING:
    from datetime import date

    from utvag.city.cutting import City
    from utvag.registry.source import Source

_WORDS = Path(__file__).parent
_FORMS = ".github/ISSUE_TEMPLATE"
_SAME = (".gitignore", "requirements.txt", "requirements-staff.txt")
"""Files that are the same for every city."""

_OWN = {"README.md": "README.md", "check.yml": ".github/workflows/check.yml", "publish.yml": ".github/workflows/publish.yml"}
"""What a city has otherwise than we: the file in `files/`, and where it goes."""

_FACTS_OF_OURS = re.compile("24 timmar|24 hours")
"""What a question that nobody has answered may be about, and is said of our number alone."""

_PEOPLE = (
    "# Påhittade personer som kan behöva webbplatsen. Kontrollen prövar att var och en når det som står under reaches.\n\npersonas:"
)
_OTHER_PLACE = {"sv": "en annan webbplats", "en": "another website"}


def texts(answers: dict[str, str], day: date) -> dict[str, str]:
    """Return the text of each file, by its path below the top folder; `day` is the day on which the number was stated."""
    ours = Project.at(HOME)
    loaded = loader.load(ours.registry, ours.registry.name)
    city, codes = cutting.City(loaded.registry), answers["languages"].split(", ")
    made = _content(ours, city, answers, codes)
    marks = (mark for text in made.values() for mark in re.findall(r"\{([^{}]*)\}$", text, flags=re.MULTILINE))
    cited = {name.strip() for mark in marks for name in mark.split(",")}
    made[ours.registry.name] = _registry(loaded.source, city, answers, day, cited)
    made[ours.personas.name] = _people(ours, city, answers, loaded.registry.place_question or "")
    made["mkdocs.yml"] = _settings(ours.config.read_text(encoding="utf-8"), answers, codes)
    made["mkdocs.staff.yml"] = _own_only((HOME / "mkdocs.staff.yml").read_text(encoding="utf-8"), answers)
    made |= {name: (HOME / name).read_text(encoding="utf-8") for name in _SAME}
    for form in sorted((HOME / _FORMS).glob("*.yml")):
        made[f"{_FORMS}/{form.name}"] = form.read_text(encoding="utf-8").replace(loaded.registry.lifeline.number, answers["number"])
    for name, where in _OWN.items():
        made[where] = (_WORDS / "files" / name).read_text(encoding="utf-8").replace("@NAMN@", answers["name"])
    return made


def _registry(read: Source, city: City, answers: dict[str, str], day: date, cited: set[str]) -> str:
    """Return the registry: the number and the municipalities of the answers, what holds in the whole country, its own source."""
    names = answers["municipalities"].split(", ")
    kept = [line for key in ("relay", "opening", "say") for line in cutting.part(read, ("lifeline", key), key=True)]
    unknown = ("lifeline", "unknowns")
    asked = ("\n".join(cutting.part(read, (*unknown, number))) for number in range(len(read.value(unknown) or ())))
    said = {key.replace("-", "_"): words for key, words in answers.items()}
    said |= {"day": str(day), "place": slug(names[0]), "e164": phones.e164(answers["number"]) or "", "kept": "\n".join(kept)}
    said["unknowns"] = "\n".join(words for words in asked if not (city.is_named(words) or _FACTS_OF_OURS.search(words)))
    instead = {
        "lifeline": _filled("lifeline.yaml", said),
        "municipalities": "municipalities:\n" + "\n\n".join([*map(_place, names), _elsewhere(read, city, names)]),
    }
    lines = cutting.registry(read, city, instead, "\n\n".join(["programs:", *(_way_in(read, city, name) for name in names)]) + "\n")
    lines = [*cutting.with_sources_used(lines, cited), "", *_filled("source.yaml", said).split("\n")]
    left = [line for line in lines if "en" in answers["languages"] or not re.match(r"\s+en: ", line)]
    return "\n".join(left).replace("CONTRIBUTING.md", "README.md") + "\n"


def _filled(name: str, said: dict[str, str]) -> str:
    return (_WORDS / name).read_text(encoding="utf-8").format(**said).rstrip()


def _item(read: Source, group: str, name: str) -> str:
    """Return the text of the item of a list that is called `name`."""
    every = read.value((group,)) or ()
    number = next(number for number, item in enumerate(every) if isinstance(item, dict) and item["id"] == name)
    return "\n".join(cutting.part(read, (group, number)))


def _place(name: str) -> str:
    words = f"    answer:\n      sv: I {name}\n      en: In {name}\n    reason:\n      sv: i {name}\n      en: in {name}\n"
    return f"  - id: {slug(name)}\n    name: {name}\n{words}    default_programs: [{slug(name)}-socialtjanst]"


def _elsewhere(read: Source, city: City, names: list[str]) -> str:
    """Return the place that is any other municipality: as ours, but outside of others."""
    reason = rf"\g<1>utanför {listing(names)}\g<2>outside {listing(names, 'en')}"
    return re.sub(r"(reason:\n +sv: ).*(\n +en: ).*", reason, _item(read, "municipalities", city.elsewhere.id))


def _way_in(read: Source, city: City, name: str) -> str:
    """Return the way in to a municipality: what holds of every one, and that nobody knows its number."""
    text = _item(read, "programs", city.elsewhere.default_programs[0])
    values = {"id": f"{slug(name)}-socialtjanst", "slug": f"socialtjanst-{slug(name)}", "name": f"Socialtjänsten i {name}"}
    values |= {"sv": values["name"], "en": f"Social services in {name}", "provider": f"{name} kommun", "municipality": slug(name)}
    for key, value in values.items():
        text = re.sub(rf"^([ -]+{key}: ).*", rf"\g<1>{value}", text, count=1, flags=re.MULTILINE)
    unknown = f"Vilket nummer har socialtjänsten i {name}?\n        en: What is the number of social services in {name}?"
    return text.replace("    unknowns:\n", f"    unknowns:\n      - sv: {unknown}\n", 1)


def _content(ours: Project, city: City, answers: dict[str, str], codes: list[str]) -> dict[str, str]:
    """Return every hand-written page and file of words, without what is another city's."""
    made = {}
    folders = {code: ours.content / ("" if code == ROOT else code) for code in codes}
    for path in sorted(ours.content.glob("*.md")):
        left = cutting.pages({code: (folder / path.name).read_text(encoding="utf-8") for code, folder in folders.items()}, city)
        for code, text in left.items():
            made[ours.shown(folders[code] / path.name)] = re.sub(r"\bUtväg\b", lambda _: answers["name"], text)
    for code, folder in folders.items():
        text = (folder / "words.yaml").read_text(encoding="utf-8")
        place = f"exit_place: {_OTHER_PLACE[code]}"
        text = text if answers["exit"] == EXIT else re.sub(r"^exit_place: .*", place, text, flags=re.MULTILINE)
        made[ours.shown(folder / "words.yaml")] = text
    return made


def _settings(text: str, answers: dict[str, str], codes: list[str]) -> str:
    """Return mkdocs.yml with the answers in their places."""
    values = {"languages": f"[{', '.join(codes)}]", "exit_address": answers["exit"]}
    values |= {key: json.dumps(answers[key], ensure_ascii=False) for key in ("owner", "feedback")}
    for key, value in values.items():
        text = re.sub(rf"^(  {key}: ).*", rf"\g<1>{value}", text, flags=re.MULTILINE)
    unsigned = text if "en" in codes else re.sub(r"^  signed:\n(?:    .*\n)+", "  signed: {}\n", text, flags=re.MULTILINE)
    return _own_only(unsigned, answers)


def _own_only(text: str, answers: dict[str, str]) -> str:
    """Return settings under the name of the city's site, without the paths of what the program brings."""
    text = re.sub(r"^(?:hooks|watch): .*\n|^  custom_dir: .*\n", "", text, flags=re.MULTILINE)
    return re.sub(r"^(site_name: )Utväg\b", rf"\g<1>{answers['name']}", text, flags=re.MULTILINE)


def _people(ours: Project, city: City, answers: dict[str, str], question: str) -> str:
    """Return the made-up people: they live in the city's municipalities, and must reach what is left for them."""
    names = answers["municipalities"].split(", ")
    moved = {slug(name): names[number % len(names)] for number, name in enumerate(sorted(city.names))}
    rows = [_PEOPLE]
    for person in personas.load(ours)[0]:
        place = moved.get(person.answers.get(question, ""), "")
        given = {key: slug(place) if key == question and place else answer for key, answer in person.answers.items()}
        reached = [name for name in person.reaches if name not in city.programs]
        who = re.sub(rf"({'|'.join(sorted(city.names))})( \(.*\))?", place, person.person)
        rows += [
            f"- id: {person.id}",
            f"  person: {who}",
            f"  situation: {person.situation}",
            f"  answers: {{{', '.join(f'{key}: {answer}' for key, answer in given.items())}}}",
            f"  emergency: {str(person.emergency).lower()}",
            f"  reaches: [{', '.join([*reached, *([f'{slug(place)}-socialtjanst'] if place else [])])}]",
            "  note: Numret nås alltid.",
        ]
    return "\n".join(rows) + "\n"
