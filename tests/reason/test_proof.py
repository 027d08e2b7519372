"""Every inferred statement can be explained, by steps that are instances of rules and rest on asserted statements."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Graph

from exgraph.reason import Inference, schema
from exgraph.reason.line import Statement, read
from exgraph.reason.proof import Proof, Prover
from exgraph.reason.rule import bind, instantiate
from exgraph.reason.statement import StatementIndex
from tests.reason.axioms import Axiom, class_axioms, equality_axioms, facts_with_equals, graph_of, property_axioms
from tests.reason.test_infer import graph
from tests.reason.test_infer import lines as facts_of

axioms_of_all_kinds = st.lists(st.one_of(property_axioms, class_axioms, equality_axioms), min_size=1, max_size=6)


def prover(ontology: Graph, lines: list[str]) -> tuple[Prover, list[Statement], set[Statement]]:
    axioms = schema.read(ontology)
    run = Inference(ontology, lines)
    inferred = list(read(run.inferred()))
    hidden = [(subject, rest[0], rest[1]) for line in run.hidden() for subject, *rest in [line[:-3].split(" ", 2)]]
    asserted = {*read(lines), *axioms.facts}
    return Prover(axioms.rules, axioms.noise, StatementIndex(asserted, [*inferred, *hidden])), inferred, asserted


def check(proof: Proof, asserted: set[Statement]) -> None:
    if proof.rule is None:
        assert proof.statement in asserted
        return
    assert proof.rule.head is not None
    bound: dict[str, str] | None = {}
    for atom, premise in zip(proof.rule.body, proof.premises, strict=True):
        bound = bind(atom, premise.statement, bound or {})
        assert bound is not None
    assert instantiate(proof.rule.head, bound or {}) == proof.statement
    for premise in proof.premises:
        check(premise, asserted)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(axioms_of_all_kinds, facts_with_equals)
def test_every_inferred_statement_is_proved(axioms: list[Axiom], lines: list[str]) -> None:
    found, inferred, asserted = prover(graph_of(axioms), lines)
    for statement in inferred:
        proof = found.prove(statement)
        assert proof is not None, statement
        check(proof, asserted)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(axioms_of_all_kinds, facts_with_equals)
def test_what_does_not_follow_is_not_proved(axioms: list[Axiom], lines: list[str]) -> None:
    found, inferred, asserted = prover(graph_of(axioms), lines)
    holds = {*inferred, *asserted}
    swapped = {(s, p, o) for s, _, o in holds for _, p, _ in holds if s.startswith("<") and o.startswith("<")}
    for statement in sorted(swapped - holds)[:20]:
        proof = found.prove(statement)
        assert proof is None or statement[0] == statement[2] or found._noise.covers(statement)


def test_a_member_of_an_anonymous_class_is_proved() -> None:
    axioms = ":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:allValuesFrom :B ] ."
    found, inferred, asserted = prover(graph(axioms), facts_of("x a A", "x p y"))
    (statement,) = inferred
    proof = found.prove(statement)
    assert proof is not None
    check(proof, asserted)
    assert [step.rule.name for step in (proof, *proof.premises) if step.rule] == ["cls-avf", "cax-sco"]
    assert len(list(proof.leaves())) == 2
