"""A contradiction is told with the asserted facts it rests on, where they come from, and what to do."""

from __future__ import annotations

from pathlib import Path

from rdflib import Graph

from exgraph.build.consistency import contradiction
from exgraph.build.finding import Trace
from exgraph.errors import Location
from exgraph.model.iri import Base
from exgraph.model.report import Record, Traced
from exgraph.reason import contradictions, infer

ID, NS = "https://w3id.org/exgraph/id/", "https://w3id.org/exgraph/ns#"
TYPE, INTEGER = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "http://www.w3.org/2001/XMLSchema#integer"
PROV = "http://www.w3.org/ns/prov#wasDerivedFrom"
AXIOMS = f"""
    @prefix exg: <{NS}> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    exg:Place owl:disjointWith exg:Organisation . exg:City rdfs:subClassOf exg:Place .
    exg:organiser rdfs:range exg:Organisation . exg:capital a owl:FunctionalProperty .
    """
FACTS = [
    f"<{ID}place/nevelsk> <{TYPE}> <{NS}City> <g> .\n",
    f"<{ID}event/s/4> <{NS}organiser> <{ID}place/nevelsk> <g> .\n",
    f"<{ID}event/s/4> <{PROV}> <{ID}record/s/7> <g> .\n",
    f'<{ID}record/s/7> <{NS}firstLine> "12"^^<{INTEGER}> <g> .\n',
    f'<{ID}record/s/7> <{NS}lastLine> "13"^^<{INTEGER}> <g> .\n',
]
FACTS = [line.replace("<g>", "<https://example.org/g>") for line in FACTS]


def findings(facts: list[str], tmp_path: Path) -> list[Traced]:
    ontology = Graph().parse(data=AXIOMS, format="turtle")
    rows = {f"{ID}event/s/4": Location(tmp_path / "event.csv", 5)}
    trace = Trace(Base(), tmp_path, rows, facts)
    found = contradictions(ontology, facts)
    return list(contradiction.findings(found, ontology, facts, list(infer(ontology, facts)), trace))


def test_the_facts_behind_an_inferred_class_are_named(tmp_path: Path) -> None:
    (found,) = findings(FACTS, tmp_path)
    assert (found.code, found.severity, found.focus) == ("contradiction", "violation", f"{ID}place/nevelsk")
    assert {side.thing for side in found.sides} == {f"{ID}place/nevelsk", f"{ID}event/s/4"}
    assert found.records == (Record("s", "7", 12, 13),)
    assert found.row == "event.csv:5"
    assert "exg:Place" in found.message
    assert set(found.messages) == {"ja", "en", "ru"}


def test_values_made_the_same_are_told_by_the_thing_that_has_both(tmp_path: Path) -> None:
    values = [f'<{ID}place/x> <{NS}capital> "{value}" <https://example.org/g> .\n' for value in "ab"]
    (found,) = findings(values, tmp_path)
    assert found.focus == f"{ID}place/x"
    assert [side.value.rpartition(" ")[2] for side in found.sides] == ['"a"', '"b"']


def test_nothing_is_found_where_nothing_is_wrong(tmp_path: Path) -> None:
    assert findings(FACTS[:1], tmp_path) == []
