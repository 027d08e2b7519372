"""JSON-LD as clients read it: compact, with its context inside."""

from __future__ import annotations

import json

import pyoxigraph
import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from exgraph.errors import QueryError
from exgraph.store import convert

TURTLE = """
@prefix exg: <https://w3id.org/exgraph/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix schema: <https://schema.org/> .
<https://w3id.org/exgraph/id/place/nevelsk> a exg:City, schema:City ;
    rdfs:label "ネベリスク"@ja, "Nevelsk"@en ; exg:note "plain", "" ; exg:year 1972 ; exg:yes true ;
    exg:within <https://w3id.org/exgraph/id/place/sakhalin-oblast>, [ rdfs:label "x" ] ;
    exg:odd <https://schema.org//double>, <urn:x:y> ; <https://example.org/no/prefix> ( 1 2 ) .
"""


def test_it_says_the_same_as_turtle() -> None:
    document = convert(TURTLE, "jsonld")
    assert isomorphic(Graph().parse(data=document, format="json-ld"), Graph().parse(data=TURTLE, format="turtle"))


def test_it_is_compact_and_holds_its_context() -> None:
    document = json.loads(convert(TURTLE, "jsonld"))
    assert document["@context"]["exg"] == "https://w3id.org/exgraph/ns#"
    assert all(isinstance(value, str) for value in document["@context"].values())
    nevelsk = document["@graph"][0]
    assert nevelsk["@type"] == ["exg:City", "schema:City"]
    assert {"@language": "en", "@value": "Nevelsk"} in nevelsk["rdfs:label"]
    assert nevelsk["exg:year"] == {"@type": "xsd:integer", "@value": "1972"}
    assert nevelsk["exg:note"] == ["plain", ""]


def test_an_address_whose_scheme_is_a_prefix_of_ours_is_kept() -> None:
    turtle = "<geo:45.4,141.7> <http://www.w3.org/2003/01/geo/wgs84_pos#lat> 45.4 ."
    document = convert(turtle, "jsonld")
    assert isomorphic(Graph().parse(data=document, format="json-ld"), Graph().parse(data=turtle, format="turtle"))


def test_nothing_is_still_a_document() -> None:
    assert json.loads(convert("", "jsonld"))["@graph"] == []


def test_a_triple_inside_a_triple_is_refused() -> None:
    with pytest.raises(QueryError, match="triple"):
        convert("<urn:a> <urn:b> <<( <urn:a> <urn:b> <urn:c> )>> .", "jsonld")


def test_the_engine_reads_it_too() -> None:
    quads = list(pyoxigraph.parse(convert(TURTLE, "jsonld"), format=pyoxigraph.RdfFormat.JSON_LD))
    assert len(quads) == len(Graph().parse(data=TURTLE, format="turtle"))
