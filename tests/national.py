"""A registry as large as the country, for tests and measurements: the shipped one with made-up programmes in more municipalities.

Same size, languages and seed, same bytes. Names of municipalities are real; what is said of them is not, their numbers are those
set apart for fiction, and their addresses are example.se.
"""

from __future__ import annotations

import copy
import random
import re
import unicodedata
from typing import TYPE_CHECKING, Any, TypeAlias

from builders import ROOT, Data, a_project, as_yaml, from_yaml, in_swedish
from frozen import THEN
from translated import in_language, sign, speaking
from utvag.content import languages
from utvag.registry import source
from utvag.rules.places import NAMES as MUNICIPALITIES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from utvag.project import Project

Said: TypeAlias = list[str]

NAMES = MUNICIPALITIES

CODES = ("sv", "en", "de")
"""Languages in the order they are added; the third repeats the Swedish words after a mark."""

FICTION = ("08-465 00 4{:02}", "031-390 06 {:02}", "040-628 04 {:02}")
"""Numbers that PTS has set apart for books and films: nobody answers there."""

POOLS: Any = from_yaml(ROOT / "tests" / "fixtures" / "national" / "words.yaml")
"""What is drawn from."""


def a_nation(
    programs: int, municipalities: int, languages: int = 2, seed: int = 1, registry: Path = THEN / "programs.yaml"
) -> Data:
    """Return a registry with `programs` more programmes and `municipalities` in all, each with a programme of its own."""
    data: Data = from_yaml(registry)
    made = _Maker(random.Random(f"{seed}"), min(languages, 2))  # noqa: S311 -- the same every time, and no secret
    shipped = [place["name"] for place in data["municipalities"]]
    fewer = min(programs, municipalities - len(shipped) + 1)
    names = made.random.sample([name for name in NAMES if name not in shipped], k=max(0, fewer))
    places = [made.municipality(name) for name in sorted(names, key=NAMES.index)]
    elsewhere = next(place for place in data["municipalities"] if place.get("elsewhere"))
    elsewhere["reason"] = {"sv": "i andra kommuner", "en": "in other municipalities"}
    data["municipalities"] = [*(place for place in data["municipalities"] if place is not elsewhere), *places, elsewhere]
    data["programs"] += [made.program(place, turn) for place, turn in _dealt(places, programs)]
    data["sources"] += [made.source(place) for place in places]
    for lang in CODES[2:languages]:
        data = in_language(data, lang, f"{lang}: ")
    return data


def _dealt(places: list[Data], programs: int) -> Iterator[tuple[Data, int]]:
    """Yield each municipality in the order of the list with the numbers of its programmes, as even as they can be dealt."""
    for number, place in enumerate(places):
        yield from ((place, turn) for turn in range(len(range(number, programs, len(places)))))


def slug(name: str) -> str:
    """Return a name as it stands in addresses: "Upplands Väsby" → "upplands-vasby"."""
    told_apart = name.replace("Hå", "Haa")  # Habo is another place than Håbo
    bare = unicodedata.normalize("NFKD", told_apart.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z]+", "-", bare)


def _cited(place: Data) -> str:
    """Return the id of the source of what is said about a municipality."""
    return f"M-{place['id']}"


class _Maker:
    """Makes the parts of a registry, each a little different from the one before."""

    def __init__(self, source_of_chance: random.Random, spoken: int) -> None:
        self.random = source_of_chance
        self.codes = CODES[:spoken]

    def text(self, said: Said, place: str = "") -> Data:
        return {code: words.format(place=place) for code, words in zip(self.codes, said, strict=False)}

    def claims(self, pool: str, most: int, place: Data) -> list[Data]:
        chosen = self.random.sample(POOLS[pool], k=self.random.randint(1, most))
        return [{"text": self.text(said, place["name"]), "sources": [_cited(place)]} for said in chosen]

    def municipality(self, name: str) -> Data:
        return {
            "id": slug(name),
            "name": name,
            "answer": self.text(["I {place}", "In {place}"], name),
            "reason": self.text(["i {place}", "in {place}"], name),
            "default_programs": [f"{slug(name)}-socialtjanst"],
        }

    def source(self, place: Data) -> Data:
        return {
            "id": _cited(place),
            "title": f"Om stöd i {place['name']}",
            "address": f"https://www.example.se/{place['id']}/stod",
            "date": self.random.choice(("2026-02-03", "2026-05-19", "2025", "2026-09", "unknown")),
            "publisher": f"{place['name']} kommun",
            "publisher_kind": "municipality",
            "confidence": self.random.choice(("high", "medium")),
        }

    def program(self, place: Data, turn: int) -> Data:
        kinds = POOLS["kinds"]
        kind = copy.deepcopy(kinds[turn % len(kinds)])
        name = place["name"]
        again = f" {turn // len(kinds) + 1}" if turn >= len(kinds) else ""
        conditions = kind.get("conditions", [])
        for condition in conditions:
            condition["sources"] = [_cited(place)]
            if "unsure" in condition:
                condition["unsure"] = self.text(condition["unsure"])
        identity = f"{place['id']}-{kind['slug']}{again.replace(' ', '-')}"
        return {
            "id": identity,
            "slug": f"{kind['slug']}-{place['id']}{again.replace(' ', '-')}",
            "name": f"{kind['name'].format(place=name)}{again}",
            "title": {lang: f"{words}{again}" for lang, words in self.text(kind["title"], name).items()},
            "kind": kind.get("kind", "way_out"),
            "provider": f"{name} kommun",
            "municipality": place["id"],
            "access": kind.get("access", "self"),
            "status": "active",
            "summary": {"text": self.text(kind["summary"]), "sources": [_cited(place)]},
            "description": self.claims("does", 3, place),
            "for_whom": self.claims("for_whom", 3, place),
            "helps_with": self.claims("helps", 3, place),
            "asks_of_you": self.claims("asks", 2, place),
            "application_process": self.claims("ways", 2, place),
            "first_contact": self.claims("first", 2, place),
            "unknowns": [self.text(said) for said in self.random.sample(POOLS["unknown"], k=self.random.randint(0, 2))],
            "eligibility": {
                "conditions": conditions,
                "depends_on": self.claims("depends", 1, place) if kind.get("depends_on") else [],
            },
            "contact_routes": list(self.routes(place, identity)),
            "checks": [self.check("document")],
        }

    def check(self, how: str) -> Data:
        day = f"2026-{self.random.randint(5, 10):02}-{self.random.randint(1, 28):02}"
        return {"date": source.Bare(day), "by": "redaktionen", "how": how}

    def routes(self, place: Data, identity: str) -> Iterator[Data]:
        known = {"sources": [_cited(place)], "status": "published"}
        number = self.random.choice(FICTION).format(self.random.randint(0, 99))
        digits = re.sub(r"\D", "", number)
        week = self.random.choice(POOLS["week"])
        hours = [{"byday": days.split(), "opens_at": opens, "closes_at": closes} for days, opens, closes in week]
        yield {
            "id": "telefon",
            "kind": "phone",
            "label": self.text(self.random.choice(POOLS["routes"])),
            **known,
            "number": number,
            "e164": f"+46{digits[1:]}",
            "opening_hours": self.random.choice((hours, hours, "unknown")),
            "languages": "unknown",
            "anonymous": self.random.choice(("possible", "unknown", "not_possible")),
            "on_the_bill": "unknown",
            "say": [self.text(self.random.choice(POOLS["say"]))],
            "checks": [self.check("called")],
        }
        if self.random.random() < 0.5:
            page = f"https://www.example.se/{identity}"
            yield {
                "id": "webb",
                "kind": "web",
                "label": self.text(["Läs mer på deras sida", "Read more on their page"]),
                **known,
                "address": page,
                "checks": [self.check("document")],
            }


def write(folder: Path, data: Data, spoken: int = 2) -> Project:
    """Write a project of the registry `data` in `spoken` languages to `folder`, with the shipped pages; return it."""
    project = a_project(folder)
    project.registry.write_bytes(as_yaml(data))
    if spoken == 1:
        return in_swedish(project)
    for lang in CODES[2:spoken]:
        (project.content / lang).mkdir()
        (project.content / lang / languages.WORDS).write_bytes(as_yaml(dict(speaking(lang, f"{lang}: ")[1].words)))
        config = project.config.read_text(encoding="utf-8")
        signed = f"signed:\n    {lang}: {{reviewed_by: tolk, date: 2026-11-30, pages: all}}\n"
        config = config.replace("languages: [sv, en]", f"languages: [sv, en, {lang}]").replace("signed:\n", signed)
        project.config.write_text(config, encoding="utf-8")
    sign(project)
    return project
