"""A registry as large as the country, for tests and measurements: the shipped one with made-up programmes in more municipalities.

Same size, languages and seed, same bytes. Names of municipalities are real; what is said of them is not, their numbers are those
set apart for fiction, and their addresses are example.se. `python tests/national.py --programs 3000 --municipalities 290 --out DIR`
writes a whole project that `python scripts --registry DIR/programs.yaml` and `mkdocs` can read.
"""

from __future__ import annotations

import argparse
import copy
import random
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from builders import ROOT, Data, a_project, as_yaml, in_swedish, plain
from translated import in_language, speaking
from utvag.content import languages
from utvag.registry import source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.project import Project

Said: TypeAlias = tuple[str, str]

NAMES = tuple((ROOT / "tests" / "fixtures" / "national" / "kommuner.txt").read_text(encoding="utf-8").split("\n")[:-1])
"""The 290 municipalities of Sweden, A to Ö."""

CODES = ("sv", "en", "de")
"""Languages in the order they are added; the third repeats the Swedish words after a mark."""

FICTION = ("08-465 00 4{:02}", "031-390 06 {:02}", "040-628 04 {:02}")
"""Numbers that PTS has set apart for books and films: nobody answers there."""

WEEK = (
    [("MO TU WE TH FR", "08:00", "16:30")],
    [("MO TU WE TH", "09:00", "16:00"), ("FR", "09:00", "14:30")],
    [("MO WE", "17:00", "20:00")],
    [("MO TU WE TH FR SA SU", "16:00", "23:00")],
    [("TU TH", "10:00", "12:00"), ("TU TH", "13:00", "18:00")],
)

DOES = (
    ("Du får en egen person som följer dig på vägen.", "You get a person of your own who is with you along the way."),
    ("Ni gör en plan ihop, i din takt.", "You make a plan together, at your pace."),
    ("De kan följa med dig till skolan, jobbet eller vården.", "They can come with you to school, work or health care."),
    ("Du kan komma en gång, eller många gånger.", "You can come once, or many times."),
    ("De arbetar ihop med skolan när du vill det.", "They work together with the school when you want them to."),
    ("Ni kan ses på en plats som du väljer.", "You can meet at a place that you choose."),
    ("En liten grupp i kommunen kan de här frågorna.", "A small group in the municipality knows about these things."),
    ("De har mött många som vill börja om.", "They have met many people who want to start again."),
)
FOR_WHOM = (
    ("Du som vill ha ett annat liv.", "You who want another life."),
    ("Du behöver inte vara säker på vad du vill.", "You do not need to be sure of what you want."),
    ("Du som är nyfiken får också fråga.", "You may also ask if you only wonder."),
    ("Det är för dig som bor eller är mycket i {place}.", "It is for you who live or often are in {place}."),
    ("Du får komma även om du har försökt förut.", "You may come even if you have tried before."),
)
HELPS = (
    ("Det kan vara samtal, någonstans att bo eller ett jobb.", "It can be someone to talk to, somewhere to live or a job."),
    ("Du kan få hjälp att betala vanliga skulder.", "You can get help to pay ordinary debts."),
    ("Du kan få hjälp att söka vård.", "You can get help to find health care."),
    ("De kan hjälpa dig att prata med din familj.", "They can help you talk to your family."),
    ("Du kan få hjälp att börja en kurs.", "You can get help to start a course."),
    ("De kan hjälpa till när du vill flytta.", "They can help when you want to move."),
)
ASKS = (
    ("Det är frivilligt. Du kan sluta när du vill.", "It is voluntary. You can stop when you want."),
    ("Du behöver komma till de tider ni har bestämt.", "You need to come at the times you have agreed on."),
    ("Det kostar inget.", "It costs nothing."),
    ("Du säger ja till att de pratar med skolan.", "You say yes: they may talk to the school."),
)
WAYS = (
    ("Ring och fråga. Du behöver inte kunna alla ord.", "Call and ask. You do not need to know all the words."),
    ("Ring dem själv, eller be någon annan göra det.", "Call them yourself, or ask someone else to do it."),
    ("Skriv till dem om det är lättare än att ringa.", "Write to them if that is easier than calling."),
    ("Gå dit på dagen. Säg att du vill prata med någon.", "Go there by day. Say that you want to talk to someone."),
)
FIRST = (
    ("Du får prata med någon som lyssnar.", "You can talk to someone who listens."),
    ("De frågar hur du har det, och vad du behöver.", "They ask how you are, and what you need."),
    ("Ni bestämmer när ni ska ses.", "You decide when to meet."),
)
UNKNOWN = (
    ("Vi vet inte hur länge du kan få vänta.", "We do not know how long you may have to wait."),
    ("Vi vet inte om det finns tolk. Fråga när du ringer.", "We do not know if there is an interpreter. Ask when you call."),
    ("Vi vet inte vad de skriver ner. Fråga det först.", "We do not know what they write down. Ask that first."),
)
SAY = (
    ("Hej. Jag vill prata med någon om mitt liv.", "Hello. I want to talk to someone about my life."),
    ("Hej. Jag vet inte om jag ringer rätt.", "Hello. I do not know if this is the right number."),
    ("Hej. Får jag fråga något först?", "Hello. May I ask something first?"),
)
DEPENDS = (
    ("De ser ihop med dig om det passar.", "They see with you whether it suits you."),
    ("Det beror på hur du har det. Ring och fråga.", "It depends on how things are for you. Call and ask."),
)
ROUTES = (("Växeln", "The switchboard"), ("Mottagningen", "The reception"), ("De som arbetar där", "Those who work there"))

KINDS: tuple[Data, ...] = (
    {
        "slug": "socialtjanst",
        "name": "Socialtjänsten i {place}",
        "title": ("Socialtjänsten i {place}", "Social services in {place}"),
        "summary": ("Socialtjänsten kan hjälpa dig, vem du än är.", "Social services can help you, whoever you are."),
    },
    {
        "slug": "vagval",
        "name": "Vägval {place}",
        "title": ("En väg vidare i {place}", "A way on in {place}"),
        "summary": ("Någon hjälper dig att börja om, steg för steg.", "Someone helps you start again, step by step."),
        "conditions": [{"question": "vad", "answers": ["kriminalitet"]}],
        "depends_on": True,
    },
    {
        "slug": "sig",
        "name": "SIG {place}",
        "title": ("Stöd från flera i {place}", "Support from several in {place}"),
        "summary": ("Flera hjälps åt runt dig.", "Several people work together around you."),
        "conditions": [{"question": "vem", "answers": ["ung", "vuxen"]}],
        "depends_on": True,
    },
    {
        "slug": "unga",
        "name": "Ungdomslaget {place}",
        "title": ("För dig som är ung i {place}", "For you who are young in {place}"),
        "summary": ("Vuxna som lyssnar på dig som är ung.", "Adults who listen to you who are young."),
        "conditions": [{"question": "vem", "maximum_age": 17}],
    },
    {
        "slug": "familj",
        "name": "Familjelaget {place}",
        "title": ("För familjer i {place}", "For families in {place}"),
        "summary": ("För dig som bryr dig om någon.", "For you who care about someone."),
        "conditions": [{"question": "vem", "answers": ["anhorig"]}],
        "kind": "support",
    },
    {
        "slug": "arbete",
        "name": "Arbetslaget {place}",
        "title": ("Ett arbete i {place}", "A job in {place}"),
        "summary": ("Hjälp att hitta ett jobb eller en kurs.", "Help to find a job or a course."),
        "conditions": [{"question": "vem", "minimum_age": 18}],
        "access": "through_others",
    },
    {
        "slug": "samtal",
        "name": "Samtalet {place}",
        "title": ("Någon att prata med i {place}", "Someone to talk to in {place}"),
        "summary": ("En grupp som du kan prata med om dina tankar.", "A group that you can talk to about your thoughts."),
        "conditions": [{"question": "vad", "answers": ["extremism"]}],
    },
    {
        "slug": "trygg",
        "name": "Tryggt hem {place}",
        "title": ("En trygg plats i {place}", "A safe place in {place}"),
        "summary": ("Någonstans att bo när du är rädd.", "Somewhere to live when you are afraid."),
        "conditions": [
            {
                "question": "fara",
                "answers": ["nu", "hot"],
                "otherwise": "may_fit",
                "unsure": ("Det är för dig som är rädd.", "It is for you who are afraid."),
            }
        ],
        "depends_on": True,
    },
    {
        "slug": "rad",
        "name": "Rådet {place}",
        "title": ("Råd i ditt arbete i {place}", "Advice for your work in {place}"),
        "summary": ("Du som möter andra i ditt arbete får råd här.", "You who meet others in your work get advice here."),
        "conditions": [{"question": "vem", "answers": ["yrkesverksam"]}],
        "kind": "support",
    },
    {
        "slug": "kvall",
        "name": "Kvällslaget {place}",
        "title": ("Vuxna på kvällen i {place}", "Adults in the evening in {place}"),
        "summary": ("Vuxna som är ute på kvällen och lyssnar.", "Adults who are out in the evening and listen."),
        "conditions": [{"question": "vem", "answers": ["ung", "vuxen", "anhorig"]}],
        "kind": "support",
    },
)
"""What a municipality may have, the first of them its way in for everybody."""


def a_nation(programs: int, municipalities: int, languages: int = 2, seed: int = 1) -> Data:
    """Return the shipped registry with `programs` more programmes and `municipalities` in all, each with a programme of its own."""
    read = source.parse((ROOT / "programs.yaml").read_bytes(), "programs.yaml")
    data: Data = plain(read.document)
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

    def claims(self, pool: tuple[Said, ...], most: int, place: Data) -> list[Data]:
        chosen = self.random.sample(pool, k=self.random.randint(1, most))
        return [{"text": self.text(said, place["name"]), "sources": [_cited(place)]} for said in chosen]

    def municipality(self, name: str) -> Data:
        return {
            "id": slug(name),
            "name": name,
            "answer": self.text(("I {place}", "In {place}"), name),
            "reason": self.text(("i {place}", "in {place}"), name),
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
        kind = copy.deepcopy(KINDS[turn % len(KINDS)])
        name = place["name"]
        again = f" {turn // len(KINDS) + 1}" if turn >= len(KINDS) else ""
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
            "description": self.claims(DOES, 3, place),
            "for_whom": self.claims(FOR_WHOM, 3, place),
            "helps_with": self.claims(HELPS, 3, place),
            "asks_of_you": self.claims(ASKS, 2, place),
            "application_process": self.claims(WAYS, 2, place),
            "first_contact": self.claims(FIRST, 2, place),
            "unknowns": [self.text(said) for said in self.random.sample(UNKNOWN, k=self.random.randint(0, 2))],
            "eligibility": {
                "conditions": conditions,
                "depends_on": self.claims(DEPENDS, 1, place) if kind.get("depends_on") else [],
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
        hours = [
            {"byday": days.split(), "opens_at": opens, "closes_at": closes} for days, opens, closes in self.random.choice(WEEK)
        ]
        yield {
            "id": "telefon",
            "kind": "phone",
            "label": self.text(self.random.choice(ROUTES)),
            **known,
            "number": number,
            "e164": f"+46{digits[1:]}",
            "opening_hours": self.random.choice((hours, hours, "unknown")),
            "languages": "unknown",
            "anonymous": self.random.choice(("possible", "unknown", "not_possible")),
            "on_the_bill": "unknown",
            "say": [self.text(self.random.choice(SAY))],
            "checks": [self.check("called")],
        }
        if self.random.random() < 0.5:
            page = f"https://www.example.se/{identity}"
            yield {
                "id": "webb",
                "kind": "web",
                "label": self.text(("Läs mer på deras sida", "Read more on their page")),
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
        project.config.write_text(config.replace("languages: [sv, en]", f"languages: [sv, en, {lang}]"), encoding="utf-8")
    return project


def main() -> None:
    """Write a project as large as asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=int, default=2900)
    parser.add_argument("--municipalities", type=int, default=len(NAMES))
    parser.add_argument("--languages", type=int, choices=(1, 2, 3), default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    chosen = parser.parse_args()
    data = a_nation(chosen.programs, chosen.municipalities, chosen.languages, chosen.seed)
    project = write(chosen.out, data, chosen.languages)
    size = project.registry.stat().st_size
    counted = f"{len(data['programs'])} programmes, {len(data['municipalities']) - 1} municipalities"
    print(f"{counted}, {size / 1e6:.1f} MB: {project.registry}")


if __name__ == "__main__":
    main()
