"""A programme's entry while it is being made: whole from the start, with words that stand in for what is not yet known."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, TypeAlias

from utvag.registry import entry, hours, phones, source
from utvag.registry.entry import OneLine, Raw
from utvag.registry.model import LIFELINE

if TYPE_CHECKING:
    from collections.abc import Callable

    from utvag.registry.model import Registry

Group: TypeAlias = "dict[str, Any]"
"""`program` is the entry, `sources` are those to add, `cited` the sources named last."""

STAND_IN = "ny-insats-0"
CLAIM = "Vi skriver mer här."
"""What a claim that must be there says until somebody has answered."""

ASKED = {"phone": "number", "email": "address", "web": "address", "visit": "address", "via": "program"}
"""What a kind of contact route cannot do without."""

_OF_A_PHONE = ("opening_hours", "languages", "anonymous", "on_the_bill")


def stand_in(known: Registry) -> Group:
    """Return a draft with which the registry `known` is right."""
    cited = (known.sources[0].id,)
    draft: Group = {"program": {}, "sources": [], "cited": cited, "day": Raw(known.last_checked.isoformat())}
    draft["program"] = {
        "id": STAND_IN,
        "slug": STAND_IN,
        "name": "Nytt stöd",
        "title": "Nytt stöd",
        "kind": "support",
        "provider": "Okänd",
        "municipality": known.municipalities[0].id,
        "access": "self",
        "status": "active",
        "summary": claim(draft, CLAIM),
        "description": [claim(draft, CLAIM)],
        "for_whom": [claim(draft, CLAIM)],
        "helps_with": [],
        "asks_of_you": [],
        "application_process": [claim(draft, CLAIM)],
        "first_contact": [],
        "unknowns": [],
        "eligibility": {"conditions": [], "depends_on": []},
        "contact_routes": [],
        "checks": [_check(draft)],
    }
    first_route(draft, "via", LIFELINE)
    return draft


def whole(text: str, draft: Group) -> str:
    """Return the registry's `text` with the entry, and its new sources, in their places."""
    text = _into(text, "programs", draft["program"], ("municipality", "kind"))
    for item in draft["sources"]:
        text = _into(text, "sources", item, ("letter",))
    return text


def entry_of(draft: Group) -> str:
    """Return the lines of the entry, and of its new sources, as they stand in the file."""
    return "\n\n".join("\n".join(entry.lines(item)) for item in (draft["program"], *draft["sources"])) + "\n"


def _into(text: str, name: str, item: Group, like: tuple[str, ...]) -> str:
    """Return `text` with `item` in the list `name`, after the last that is most like it; else last."""
    read = source.parse(text.encode(errors="replace"), "")
    others: Any = read.document and read.document[name]
    if not others:
        return text

    def likeness(other: Group) -> list[bool]:
        return [(other["id"][:1] == item["id"][:1]) if key == "letter" else (other.get(key) == item[key]) for key in like]

    best = max(range(len(others)), key=lambda number: (likeness(others[number]), number))
    after = best if likeness(others[best])[0] else len(others) - 1
    return entry.inserted(text, read, (name, after), entry.lines(item))


def claim(draft: Group, text: str) -> Group:
    """Return a statement that rests on the sources named last."""
    return {"text": text, "sources": draft["cited"]}


def set_status(draft: Group, word: str) -> None:
    """Set the status, with a reason to be asked for when it is not running; the reason stands right after it."""
    reason = {} if word == "active" else {"status_reason": CLAIM}
    program = {name: value for name, value in draft["program"].items() if name != "status_reason"} | {"status": word}
    before = list(program)[: list(program).index("status") + 1]
    draft["program"] = {name: program[name] for name in before} | reason | program


def condition(question: str, allowed: list[str]) -> Callable[[Group, str], str | None]:
    """Return what adds a condition on the answers `allowed` of a question."""

    def take(draft: Group, given: str) -> str | None:
        chosen = given.replace(",", " ").split()
        if unknown := [word for word in chosen if word not in allowed]:
            return f"”{unknown[0]}” finns inte. Skriv ett eller flera av dessa: {', '.join(allowed)}."
        if chosen:
            added = {"question": question, "answers": tuple(chosen), "sources": draft["cited"]}
            draft["program"]["eligibility"]["conditions"].append(added)
        return None

    return take


def first_route(draft: Group, kind: str, given: str) -> None:
    """Let a contact route stand alone, in place of the one that stood in."""
    draft["program"]["contact_routes"] = []
    further_route(draft, kind, given)


def further_route(draft: Group, kind: str, given: str) -> None:
    """Add a contact route of a `kind`, with the number, address or programme `given`."""
    taken = [route["id"] for route in draft["program"]["contact_routes"]]
    same = sum(re.fullmatch(rf"{kind}(-\d+)?", name) is not None for name in taken)
    route: Group = {
        "id": f"{kind}-{same + 1}" if same else kind,
        "kind": kind,
        "label": "Kontakt",
        "status": "published",
        ASKED[kind]: given,
    }
    if kind == "phone":
        dialled = None if phones.is_short(given) else phones.e164(given)
        route |= ({"e164": dialled} if dialled else {}) | dict.fromkeys(_OF_A_PHONE, "unknown")
    if kind == "visit":
        route |= {"opening_hours": "unknown"}
    route |= {"say": [], "sources": draft["cited"], "checks": [_check(draft)]}
    draft["program"]["contact_routes"].append(route)


def last_route(draft: Group) -> Group:
    """Return the contact route that was added last."""
    route: Group = draft["program"]["contact_routes"][-1]
    return route


def add_hours(draft: Group, given: str) -> str | None:
    """Add the days and hours `given` to the contact route that was added last."""
    if not given:
        return None
    if not (told := hours.told(given)):
        return "Skriv dagar, mellanslag och tider: mån-fre 9-16, eller lör,sön 10.30-14"
    route = last_route(draft)
    listed = [] if route["opening_hours"] == "unknown" else route["opening_hours"]
    opens, closes = (Raw(f'"{clock}"') for clock in told[1:])  # in quotation marks also where YAML needs none, as in the rest
    route["opening_hours"] = [*listed, OneLine({"byday": told[0], "opens_at": opens, "closes_at": closes})]
    return None


def next_source(known: Registry, draft: Group) -> str:
    """Return the next free id of a source, with the letter that the programmes of the same place mostly rest on."""
    place = draft["program"]["municipality"]
    letters = Counter(
        name[0]
        for program in known.programs
        if program.municipality == place
        for said in program.description
        for name in said.sources
    )
    letter = letters.most_common(1)[0][0] if letters else known.sources[-1].id[0]
    ids = [item.id for item in known.sources] + [item["id"] for item in draft["sources"]]
    numbers = [int(name[1:]) for name in ids if re.fullmatch(rf"{re.escape(letter)}\d+", name)]
    return f"{letter}{max(numbers, default=0) + 1}"


def new_source(draft: Group, cites: Group, number: str, address: str) -> None:
    """Add a source, and let what `cites` rest on it."""
    told = {"id": number, "title": "Okänd", "address": address, "date": Raw("unknown"), "publisher": "Okänd"}
    draft["sources"].append(told | {"publisher_kind": "municipality", "confidence": "low"})
    draft["cited"] = (number,)
    cites["sources"] = draft["cited"]


def set_in_source(draft: Group, name: str, given: str) -> None:
    """Set what is said of the source that was added last."""
    draft["sources"][-1][name] = day(given) if name == "date" else given


def day(given: str) -> str:
    """Return a day as it stands in the file: without quotation marks."""
    return Raw(given) if re.fullmatch(r"\d{4}-\d\d-\d\d", given) else given


def _check(draft: Group) -> Group:
    return OneLine({"date": draft["day"], "by": "redaktionen", "how": "document"})
