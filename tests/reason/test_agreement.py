"""The compiled reasoner finds what owlrl finds, on generated ontologies and facts of every kind of axiom.

"What owlrl finds" is its OWL 2 RL closure without noise, as `exgraph.reason.noise.Noise` defines it.
"""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from owlrl.OWLRL import OWLRL_Semantics
from rdflib import Graph

from exgraph.reason import contradictions, infer
from tests.reason.axioms import (
    Axiom,
    class_axioms,
    constraints,
    equality_axioms,
    facts,
    facts_of_things,
    facts_with_equals,
    graph_of,
    property_axioms,
)

plain = st.lists(property_axioms | class_axioms, min_size=1, max_size=7)
with_equality = st.lists(st.one_of(property_axioms, class_axioms, equality_axioms), min_size=1, max_size=6)
thorough = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def agrees(ontology: Graph, lines: list[str]) -> None:
    found = list(infer(ontology, lines))
    assert len(found) == len(set(found))
    assert sorted(found) == list(infer(ontology, lines, "owlrl"))


@thorough
@given(plain, facts)
def test_compiled_finds_what_owlrl_finds(axioms: list[Axiom], lines: list[str]) -> None:
    agrees(graph_of(axioms), lines)


@thorough
@given(with_equality, facts_with_equals)
def test_equal_things_are_exchanged_as_owlrl_does(axioms: list[Axiom], lines: list[str]) -> None:
    agrees(graph_of(axioms), lines)


@thorough
@given(
    st.lists(st.one_of(property_axioms, class_axioms, equality_axioms), max_size=4),
    st.lists(constraints, min_size=1, max_size=3),
    facts_of_things,
)
def test_there_is_a_contradiction_where_owlrl_reports_an_error(
    axioms: list[Axiom], limits: list[Axiom], lines: list[str]
) -> None:
    ontology = graph_of([*axioms, *limits])
    graph = Graph() + ontology
    graph.parse(data="".join(lines), format="nt")
    reference = OWLRL_Semantics(graph, axioms=False, daxioms=False)
    reference.closure()
    assert bool(contradictions(ontology, lines)) == bool(reference.error_messages)


@settings(max_examples=60, deadline=None)
@given(with_equality, facts_with_equals, st.randoms(use_true_random=False))
def test_order_and_repetition_of_the_facts_do_not_matter(
    axioms: list[Axiom], lines: list[str], chance: random.Random
) -> None:
    ontology = graph_of(axioms)
    shuffled = [*lines, *lines[:2]]
    chance.shuffle(shuffled)
    assert sorted(infer(ontology, lines)) == sorted(infer(ontology, iter(shuffled)))


@settings(max_examples=60, deadline=None)
@given(with_equality, facts_with_equals)
def test_inferring_again_adds_nothing(axioms: list[Axiom], lines: list[str]) -> None:
    ontology = graph_of(axioms)
    once = list(infer(ontology, lines))
    assert list(infer(ontology, [*lines, *once])) == []
