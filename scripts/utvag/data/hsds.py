"""The facts as Open Referral HSDS 3.1: tables with its names, as nested JSON and as a tabular data package.

What HSDS has no word for (who answers, what to say, what nobody knows, which source a sentence has) stands in the JSON API alone.
"""

from __future__ import annotations

from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from utvag.data.public import Data, checked, text, told, written
from utvag.registry.days import PUBLIC_HOLIDAYS
from utvag.registry.hours import DAYS
from utvag.registry.scalars import LIFELINE, NATIONAL
from utvag.swedish import listing

TABLES: dict[str, Data] = {one["name"]: one for one in written("datapackage.json")["resources"]}
"""Each table of ours: the file of its rows, and those of the standard's columns that we have something for."""

INSIDE = {
    "service": {
        "phones": ("phone", "service_id"),
        "schedules": ("schedule", "service_id"),
        "service_areas": ("service_area", "service_id"),
        "service_at_locations": ("service_at_location", "service_id"),
        "additional_urls": ("url", "service_id"),
        "attributes": ("attribute", "link_id"),
    },
    "phone": {"languages": ("language", "phone_id")},
    "service_at_location": {"schedules": ("schedule", "service_at_location_id")},
}
"""What stands inside what in JSON, under which name, and the column that says where."""

ABOUT = {
    "service": {"organization": ("organization", "organization_id")},
    "attribute": {"taxonomy_term": ("taxonomy_term", "taxonomy_term_id")},
    "service_at_location": {"location": ("location", "location_id")},
}
"""The one thing that stands inside another because that names it."""

MIDNIGHT, LAST_MINUTE = "24:00", "23:59"
"""The end of a day with us, and in HSDS, which has no 24:00."""


class Origin(NamedTuple):
    """What a row was made of: the id of a programme or `lifeline`, and of its contact route ("": itself)."""

    program: str
    route: str


class Tables:
    """Rows by table and id; `origins` says what the rows that somebody may change elsewhere were made of."""

    def __init__(self, found: Data, base: str) -> None:
        """Make all rows of the facts; ids are made of `base`, where the edition stands, so they stay the same."""
        self.base = base
        self.rows: dict[str, dict[str, Data]] = {table: {} for table in TABLES}
        self.origins: dict[str, Origin] = {}
        self.lifeline: Data = found["lifeline"]
        self._add_vocabulary(found)
        places = {place["id"]: place["name"] for place in found["municipalities"]}
        line, emergency = self.lifeline, found["emergency"]
        own = {"id": LIFELINE, "status": "active", "summary": line["who_answers"], "description": line["what_happens"]}
        self._add_service({**line, **own, "contact_routes": [{**line, "id": "", "kind": "phone", "label": {"sv": line["name"]}}]})
        route = {**emergency, "id": "", "kind": "phone", "opening_hours": "unknown", "label": {"sv": emergency["name"]}}
        own = {"id": "emergency", "provider": emergency["name"], "status": "active", "summary": emergency["when"]}
        self._add_service({**emergency, **own, "contact_routes": [route]})
        for program in found["programs"]:
            where = program["municipality"]
            self._add_service(program, "Sverige" if where == NATIONAL else places[where])
        for organization in self.rows["organization"].values():
            run = [row for row in self.rows["service"].values() if row["organization_id"] == organization["id"]]
            named = [row["name"] for row in run]
            is_itself = named == [organization["name"]]
            organization["description"] = run[0]["description"] if is_itself else f"{organization['name']} driver {listing(named)}."

    def id_of(self, table: str, *names: str) -> str:
        """Return the id of a row: the same as long as what it is made of has the same name."""
        return str(uuid5(NAMESPACE_URL, "/".join([f"{self.base}hsds", table, *names])))

    def nested(self, table: str, row: Data) -> Data:
        """Return a row as JSON, with what belongs to it inside."""
        inside = {
            name: [self.nested(other, one) for one in self.rows[other].values() if one.get(column) == row["id"]]
            for name, (other, column) in INSIDE.get(table, {}).items()
        }
        about = {name: self.nested(other, self.rows[other][row[column]]) for name, (other, column) in ABOUT.get(table, {}).items()}
        return row | {name: rows for name, rows in inside.items() if rows} | about

    def _add(self, table: str, names: tuple[str, ...], row: Data) -> str:
        name = self.id_of(table, *names)
        given = {"id": name} | row
        self.rows[table][name] = {column: given[column] for column in columns(table) if given.get(column) not in (None, "")}
        return name

    def _add_vocabulary(self, found: Data) -> None:
        about = {"name": "Utväg: vem och vad", "description": "Frågorna i guiden och deras svar.", "uri": f"{self.base}vocabulary"}
        taxonomy = self._add("taxonomy", ("vocabulary",), about)
        for question in found["questions"]:
            asked = text(question["text"])["sv"]
            shared = {"taxonomy_id": taxonomy, "language": "sv"}
            term = {"code": question["id"], "name": asked, "description": question["why"]["sv"]}
            uri = f"{self.base}vocabulary/{question['id']}"
            above = self._add("taxonomy_term", (question["id"],), {**shared, **term, "term_uri": uri})
            for answer in question.get("answers", ()):
                term = {"code": f"{question['id']}/{answer['id']}", "name": text(answer["text"])["sv"], "description": asked}
                row = {**shared, **term, "parent_id": above, "term_uri": f"{uri}/{answer['id']}"}
                self._add("taxonomy_term", (question["id"], answer["id"]), row)

    def _add_service(self, one: Data, area: str = "") -> None:
        routes, needs = one["contact_routes"], one.get("eligibility", {"conditions": []})
        addresses: dict[str, list[str]] = {kind: [r["address"] for r in routes if r["kind"] == kind] for kind in ("web", "email")}
        ages = [rule for rule in needs.get("conditions", ()) if rule.get("otherwise") != "may_fit"]
        organization = self._add("organization", (one["provider"],), {"name": one["provider"]})
        row = {
            "organization_id": organization,
            "name": one["name"],
            "description": told([one["summary"], *one.get("description", ())]),
            "url": next(iter(addresses["web"]), None),
            "email": next(iter(addresses["email"]), None),
            "status": "active" if one["status"] == "active" else "temporarily closed",
            "application_process": told(one.get("application_process", ())),
            "eligibility_description": told([*one.get("for_whom", ()), *needs.get("depends_on", ())]),
            "minimum_age": next((rule["minimum_age"] for rule in ages if "minimum_age" in rule), None),
            "maximum_age": next((rule["maximum_age"] for rule in ages if "maximum_age" in rule), None),
            "assured_date": checked(one),
            "alert": one.get("status_reason", {}).get("sv"),
        }
        service = self._add("service", (one["id"],), row)
        self.origins[service] = Origin(one["id"], "")
        if area:
            self._add("service_area", (one["id"],), {"service_id": service, "name": area})
        for rule in needs.get("conditions", ()):
            for answer in rule.get("answers", ()):
                names = (one["id"], rule["question"], answer)
                term = self.id_of("taxonomy_term", *names[1:])
                link = {"link_id": service, "taxonomy_term_id": term, "link_type": "eligibility", "link_entity": "service"}
                self._add("attribute", names, link)
        for route in routes:
            self._add_route(one, route, service, organization, addresses["web"])

    def _add_route(self, one: Data, route: Data, service: str, organization: str, addresses: list[str]) -> None:
        names, label = (one["id"], route["id"]), route["label"]["sv"]
        if route["kind"] == "phone" or route.get("program") == LIFELINE:
            line = route if route["kind"] == "phone" else self.lifeline
            row = {"service_id": service, "number": line.get("e164", line["number"]), "type": "voice"}
            about = " ".join([f"{label}: {line['number']}.", told(line.get("notes", ()))]).strip()
            phone = self._add("phone", names, {**row, "description": about})
            for code in line.get("languages", ()):
                self._add("language", (*names, code), {"phone_id": phone, "code": code})
            if route["kind"] == "phone":
                self.origins[phone] = Origin(*names)
                self._add_hours(names, route, {"service_id": service})
        elif route["kind"] == "visit":
            row = {"name": label, "description": route["address"]["sv"], "organization_id": organization}
            location = self._add("location", names, {**row, "location_type": "physical"})
            both = {"service_id": service, "location_id": location, "description": label}
            self._add_hours(names, route, {"service_at_location_id": self._add("service_at_location", names, both)})
        elif route["kind"] == "web" and route["address"] != addresses[0]:
            url = self._add("url", names, {"label": label, "url": route["address"], "service_id": service})
            self.origins[url] = Origin(*names)

    def _add_hours(self, names: tuple[str, str], route: Data, belongs: Data) -> None:
        said = route["opening_hours"]
        always = {"byday": [*DAYS], "opens_at": "00:00", "closes_at": MIDNIGHT}
        closed = ["röda dagar" if day == PUBLIC_HOLIDAYS else day for day in route.get("closed", ())]
        about = {"freq": "WEEKLY", "notes": route["label"]["sv"], "description": f"Stängt {listing(closed)}." if closed else None}
        for number, one in enumerate([always] if said == "always" else [] if said == "unknown" else said):
            closes = LAST_MINUTE if one["closes_at"] == MIDNIGHT else one["closes_at"]
            row = {**one, **belongs, **about, "byday": ",".join(one["byday"]), "closes_at": closes}
            self.origins[self._add("schedule", (*names, str(number)), row)] = Origin(*names)


def page(rows: list[Data]) -> Data:
    """Return rows as the one page that an HSDS API with all of them answers with."""
    size = len(rows)
    around = {"total_items": size, "total_pages": 1, "page_number": 1, "size": size, "first_page": True, "last_page": True}
    return {**around, "empty": not rows, "contents": rows}


def columns(table: str) -> list[str]:
    """Return the names of a table's columns."""
    return [field["name"] for field in TABLES[table]["schema"]["fields"]]
