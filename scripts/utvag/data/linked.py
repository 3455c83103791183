"""The facts as linked data (JSON-LD): the vocabulary as SKOS, the catalogue as DCAT-AP-SE, the help as schema.org; and as Atom."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from utvag.data.public import checked, hours, text, told, written
from utvag.registry.hours import DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from utvag.data.public import Data

CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"

_WEEK = dict(zip(DAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True))


def vocabulary(found: Data, base: str) -> Data:
    """Return who and what the guide asks about, and where, as SKOS."""
    scheme = f"{base}vocabulary"
    head = {
        "@id": scheme,
        "@type": "skos:ConceptScheme",
        "dct:title": {"sv": "Utväg: vem, vad och var", "en": "Utväg: who, what and where"},
        "dct:license": {"@id": CC0},
        "skos:hasTopConcept": [{"@id": f"{scheme}/{question['id']}"} for question in found["questions"]],
    }
    labels = {name: {"@id": name, "@container": "@language"} for name in ("skos:prefLabel", "skos:scopeNote", "dct:title")}
    context = {"skos": "http://www.w3.org/2004/02/skos/core#", "dct": "http://purl.org/dc/terms/", **labels}
    return {"@context": context, "@graph": [head, *_concepts(found, scheme)]}


def _concepts(found: Data, scheme: str) -> Iterator[Data]:
    for question in found["questions"]:
        top = f"{scheme}/{question['id']}"
        shared: Data = {"@type": "skos:Concept", "skos:inScheme": {"@id": scheme}}
        words = {"skos:prefLabel": text(question["text"]), "skos:scopeNote": question["why"]}
        yield {"@id": top, **shared, "skos:notation": question["id"], **words, "skos:topConceptOf": {"@id": scheme}}
        places = [{"id": place["id"], "text": place["answer"]} for place in found["municipalities"]]
        for answer in places if question["criterion"] == "municipality" else question["answers"]:
            said = {"skos:notation": answer["id"], "skos:prefLabel": text(answer["text"])}
            yield {"@id": f"{top}/{answer['id']}", **shared, **said, "skos:broader": {"@id": top}}


def catalogue(found: Data, base: str, owner: str, feedback: str) -> Data:
    """Return the catalogue as DCAT-AP-SE: who publishes (`owner`), and where to say what is wrong (`feedback`; "": nobody yet)."""
    made = written("catalog.json", base)
    named = {one["@id"].removeprefix(base): one for one in made["@graph"]}
    named["#publisher"]["foaf:name"] = named["#contact"]["vcard:fn"] = owner or found["lifeline"]["provider"]
    named["#dataset"]["dct:modified"] = {"@type": "xsd:date", "@value": max(checked(one) for one in _owners(found))}
    if feedback:
        key, where = ("vcard:hasEmail", f"mailto:{feedback}") if "@" in feedback else ("vcard:hasURL", feedback)
        named["#contact"][key] = {"@id": where}
    return made


def services(found: Data, base: str) -> Data:
    """Return the number and every programme as schema.org, for the page of whoever runs one of them. Visitors' pages have none."""
    places = {place["id"]: place["name"] for place in found["municipalities"]}
    line = found["lifeline"]
    shown = [{**line, "id": "lifeline", "contact_routes": [{**line, "kind": "phone"}]}, *found["programs"]]
    shown.append({**found["emergency"], "id": "emergency", "contact_routes": [{**found["emergency"], "kind": "phone"}]})
    return {"@context": "https://schema.org", "@graph": [_service(one, places, base) for one in shown]}


def _service(one: Data, places: dict[str, str], base: str) -> Data:
    made: Data = {"@id": f"{base}help.jsonld#{one['id']}", "@type": "GovernmentService", "name": one["name"]}
    if "provider" in one:
        made["provider"] = {"@type": "Organization", "name": one["provider"]}
    if "municipality" in one:
        made["areaServed"] = places.get(one["municipality"], "Sverige")
    if "summary" in one:
        made["description"] = one["summary"]["text"]["sv"]
    return made | {"availableChannel": [_channel(route) for route in one["contact_routes"] if route["kind"] != "via"]}


def _channel(route: Data) -> Data:
    made: Data = {"@type": "ServiceChannel"}
    if route["kind"] == "phone":
        point: Data = {"@type": "ContactPoint", "telephone": route.get("e164", route["number"])}
        said = route.get("opening_hours", "unknown")
        always = {"byday": [*DAYS], "opens_at": "00:00", "closes_at": "24:00"}
        listed = [always] if said == "always" else [] if said == "unknown" else said
        point |= {"description": told(route["notes"])} if "notes" in route else {}
        made["servicePhone"] = point | ({"hoursAvailable": [_opening(one) for one in listed]} if listed else {})
    elif route["kind"] == "visit":
        made["serviceLocation"] = {"@type": "Place", "name": route["label"]["sv"], "description": route["address"]["sv"]}
    else:
        made["serviceUrl"] = f"mailto:{route['address']}" if route["kind"] == "email" else route["address"]
    return made


def _opening(one: Data) -> Data:
    days = {"valid_from": "validFrom", "valid_to": "validThrough"}
    made = {"@type": "OpeningHoursSpecification", "dayOfWeek": [_WEEK[day] for day in one["byday"]]}
    closes = "23:59" if one["closes_at"] == "24:00" else one["closes_at"]  # schema.org takes 00:00 for the morning
    return made | {"opens": one["opens_at"], "closes": closes} | {days[name]: one[name] for name in days if name in one}


def _owners(found: Data) -> Iterator[Data]:
    yield found["lifeline"]
    yield found["emergency"]
    yield from found["programs"]


def feed(found: Data, base: str) -> str:
    """Return each fact that is checked as an entry of Atom: a programme, a contact route, the two numbers.

    An entry is named after what it says, so a fact that has changed is a new entry; its day is that of its last check.
    """
    entries = sorted(_entries(found, base), reverse=True)
    newest = entries[0][0]
    head = f"<title>Utväg: varje uppgift som den står nu</title><id>{base}changes.atom</id><updated>{newest}</updated>"
    about = f'<author><name>Utväg</name></author><link rel="self" href="{base}changes.atom"/><rights>CC0 1.0</rights>'
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="sv">{head}{about}']
    return "\n".join([*lines, *(entry for _, entry in entries), "</feed>", ""])


def _entries(found: Data, base: str) -> Iterator[tuple[str, str]]:
    for owner in _owners(found):
        link = f"{base}v1/programs/{owner['id']}.json" if "id" in owner else f"{base}v1/index.json"
        itself = {name: said for name, said in owner.items() if name not in ("checks", "contact_routes")}
        parts = [(owner["name"], itself, owner)]
        parts += [(f"{owner['name']}: {route['label']['sv']}", route, route) for route in owner.get("contact_routes", ())]
        for title, said, dated in parts:
            fact = json.dumps({name: one for name, one in said.items() if name != "checks"}, ensure_ascii=False, sort_keys=True)
            name = uuid5(NAMESPACE_URL, f"{link}#{title}\n{fact}")
            day = f"{checked(dated)}T00:00:00Z"
            address = said.get("address", "")
            words = [
                said.get("number", ""),
                hours(said) if "opening_hours" in said else "",
                told([said["summary"]] if "summary" in said else []),
            ]
            words += [address if isinstance(address, str) else address["sv"], told(said.get("notes", ()))]
            content = f"<content>{escape(' '.join(filter(None, words)))} Kontrollerat {day[:10]}.</content>"
            where = f'<link href="{escape(link)}"/>'
            yield (
                day,
                f"<entry><title>{escape(title)}</title><id>urn:uuid:{name}</id><updated>{day}</updated>{where}{content}</entry>",
            )
