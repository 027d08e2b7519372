"""The reasoner `reasonable` beside ours, and what it leaves out."""

from __future__ import annotations

import sys
from typing import Literal

import pytest

from exgraph.errors import ReasoningError
from exgraph.reason import infer
from exgraph.reason.oracle.reasonable import left_out
from tests.reason.test_infer import ONTOLOGY, graph, lines, shipped_ontology


def test_it_agrees_where_it_applies_the_axioms() -> None:
    axioms = ":A rdfs:subClassOf :B . :p rdfs:range :A ; owl:inverseOf :q . :q a owl:TransitiveProperty ."
    facts = lines("x p y", "y p z")
    found = sorted(infer(graph(axioms), facts, "reasonable"))
    assert found == sorted(infer(graph(axioms), facts))
    assert len(found) > 4


def test_what_it_leaves_out_is_said() -> None:
    assert ONTOLOGY.is_dir()
    assert left_out(shipped_ontology()) == {"propertyChainAxiom": 8}
    chain = ":r owl:propertyChainAxiom ( :p :q ) ."
    assert list(infer(graph(chain), lines("x p y", "y q z"), "reasonable")) == []
    assert left_out(graph(chain)) == {"propertyChainAxiom": 1}


@pytest.mark.parametrize("name", ["owlrl", "reasonable"])
def test_an_absent_package_is_told(monkeypatch: pytest.MonkeyPatch, name: Literal["owlrl", "reasonable"]) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.delitem(sys.modules, f"exgraph.reason.oracle.{name}", raising=False)
    with pytest.raises(ReasoningError, match=rf"{name} is not installed.*exgraph\[oracles\]"):
        infer(graph(""), [], name)
