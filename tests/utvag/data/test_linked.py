"""Tests of the facts as linked data and as Atom, read by somebody else's reader."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from builders import a_registry, as_yaml
from rdflib import DCAT, DCTERMS, FOAF, RDF, SKOS, Graph, URIRef
from utvag.data import linked, public
from utvag.registry import loader

# rdflib's own reader of JSON-LD uses what rdflib calls old.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")

BASE = "https://data.example.org/"
FACTS: dict[str, Any] = public.facts(loader.parse(as_yaml(a_registry()), "programs.yaml").registry)


def read(said: object) -> Graph:
    return Graph().parse(data=json.dumps(said), format="json-ld")


def test_the_vocabulary_is_skos_with_each_answer_below_its_question() -> None:
    graph = read(linked.vocabulary(FACTS, BASE))
    scheme = URIRef(f"{BASE}vocabulary")
    assert graph.value(scheme, DCTERMS.license) == URIRef(linked.CC0)
    tops = set(graph.objects(scheme, SKOS.hasTopConcept))
    assert tops == {URIRef(f"{BASE}vocabulary/{question['id']}") for question in FACTS["questions"]}
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    for concept in concepts:
        assert [label.language for label in graph.objects(concept, SKOS.prefLabel) if label.language == "sv"] == ["sv"]  # type: ignore[attr-defined]  # a label is a literal
        assert (concept in tops) or (graph.value(concept, SKOS.broader) in tops)
    answers = sum(len(one.get("answers", FACTS["municipalities"])) for one in FACTS["questions"])
    assert len(concepts) == len(tops) + answers


@pytest.mark.parametrize("feedback", ["", "data@example.se", "https://example.se/fel"])
def test_the_catalogue_has_what_dcat_ap_se_asks_for(feedback: str) -> None:
    graph = read(linked.catalogue(FACTS, BASE, "Exempelstad", feedback))
    catalog, dataset = graph.value(None, RDF.type, DCAT.Catalog), graph.value(None, RDF.type, DCAT.Dataset)
    assert graph.value(catalog, DCAT.dataset) == dataset
    for one in (catalog, dataset):
        assert {word for word in (DCTERMS.title, DCTERMS.description, DCTERMS.publisher) if graph.value(one, word) is None} == set()
    assert str(graph.value(graph.value(dataset, DCTERMS.publisher), FOAF.name)) == "Exempelstad"
    given = set(graph.objects(dataset, DCAT.distribution))
    assert len(given) == 6
    for one in given:
        assert {word for word in (DCAT.accessURL, DCTERMS.license, DCAT.mediaType) if graph.value(one, word) is None} == set()
    assert feedback in str(list(graph.objects(graph.value(dataset, DCAT.contactPoint))))


def test_without_an_owner_the_publisher_is_whoever_runs_the_number() -> None:
    said = json.dumps(linked.catalogue(FACTS, BASE, "", ""), ensure_ascii=False)
    assert FACTS["lifeline"]["provider"] in said


def test_each_way_in_has_its_number_address_and_hours_as_schema_org() -> None:
    week = [{"byday": ["FR"], "opens_at": "09:00", "closes_at": "24:00", "valid_from": "2026-12-01"}]
    routes = [
        {"kind": "phone", "number": "116 111", "opening_hours": week},
        {"kind": "email", "address": "a@example.se"},
        {"kind": "web", "address": "https://example.se/"},
        {"kind": "visit", "label": {"sv": "Kontor"}, "address": {"sv": "Gatan 1"}, "opening_hours": "unknown"},
        {"kind": "via", "program": "lifeline"},
    ]
    program = {**FACTS["programs"][0], "contact_routes": routes}
    said = linked.services({**FACTS, "programs": [program]}, BASE)
    phone, mail, web, visit = said["@graph"][1]["availableChannel"]
    assert phone["servicePhone"]["telephone"] == "116 111"
    (hours,) = phone["servicePhone"]["hoursAvailable"]
    said_of = (hours["dayOfWeek"], hours["opens"], hours["closes"], hours["validFrom"])
    assert said_of == (["Friday"], "09:00", "23:59", "2026-12-01")
    assert (mail["serviceUrl"], web["serviceUrl"]) == ("mailto:a@example.se", "https://example.se/")
    assert visit["serviceLocation"]["description"] == "Gatan 1"
    assert len(read({**said, "@context": {"@vocab": "https://schema.org/"}})) > 10


def test_a_fact_that_changes_is_a_new_entry_and_a_check_is_none() -> None:
    def ids(facts: dict[str, Any]) -> list[str]:
        return re.findall(r"<id>urn:uuid:(.*?)</id>", linked.feed(facts, BASE))

    before = ids(FACTS)
    assert len(before) == len(set(before)) > 3
    checked = json.loads(json.dumps(FACTS))
    checked["lifeline"]["checks"].append({"date": "2026-11-30", "how": "called"})
    assert set(ids(checked)) == set(before)
    assert "<updated>2026-11-30T00:00:00Z</updated>" in linked.feed(checked, BASE)
    changed = json.loads(json.dumps(FACTS))
    changed["lifeline"]["opening_hours"] = [{"byday": ["MO"], "opens_at": "09:00", "closes_at": "10:00"}]
    assert len(set(ids(changed)) - set(before)) == 1
    risky = json.loads(json.dumps(FACTS))
    risky["programs"][0]["name"] = "Råd & stöd"
    assert "Råd &amp; stöd" in linked.feed(risky, BASE)
