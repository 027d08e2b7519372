"""The datatypes that hold others."""

from __future__ import annotations

import pytest
from owlrl.XsdDatatypes import OWL_Datatype_Subsumptions

from exgraph.model.iri import expand
from exgraph.reason.datatype import _SUPER, datatypes


def test_they_are_those_of_owlrl_but_for_one_that_xml_schema_derives_otherwise() -> None:
    reference = {f"<{name}>": [f"<{above}>" for above in found] for name, found in OWL_Datatype_Subsumptions.items()}
    token = f"<{expand('xsd:NMTOKEN')}>"
    # XML Schema part 2, 3.4.4: NMTOKEN is derived from token; owlrl puts it under Name, which a number is not.
    assert reference.pop(token)[0] == f"<{expand('xsd:Name')}>"
    assert {name: above for name, above in _SUPER.items() if name != token} == reference
    assert _SUPER[token] == _SUPER[f"<{expand('xsd:Name')}>"]


@pytest.mark.parametrize(
    ("literal", "names"),
    [
        ('"a"', ["xsd:string"]),
        ('"a"@ja', ["rdf:langString"]),
        (f'"1"^^<{expand("xsd:integer")}>', ["xsd:integer", "xsd:decimal"]),
        ('"a"^^<https://example.org/own>', []),
    ],
)
def test_a_literal_is_of_its_datatype_of_those_above_and_of_all_literals(literal: str, names: list[str]) -> None:
    own = [f"<{expand(name)}>" for name in names] or ["<https://example.org/own>"]
    assert datatypes(literal) == [own[0], f"<{expand('rdfs:Literal')}>", *own[1:]]
