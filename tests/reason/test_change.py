"""What changes when facts change is what a full run would find changed."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exgraph.reason import Inference
from exgraph.reason.change import change
from exgraph.reason.line import Statement, read
from exgraph.reason.statement import StatementIndex
from tests.reason.axioms import Axiom, class_axioms, equality_axioms, facts_with_equals, graph_of, property_axioms

axioms_of_all_kinds = st.lists(st.one_of(property_axioms, class_axioms, equality_axioms), min_size=1, max_size=6)
parts = st.lists(st.booleans(), min_size=9, max_size=9)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(axioms_of_all_kinds, facts_with_equals, parts, parts)
def test_a_change_leads_to_what_a_full_run_finds(
    axioms: list[Axiom], lines: list[str], old: list[bool], new: list[bool]
) -> None:
    ontology = graph_of(axioms)
    before = [line for line, kept in zip(lines, old, strict=False) if kept]
    after = [line for line, kept in zip(lines, new, strict=False) if kept]
    first, second = Inference(ontology, before), Inference(ontology, after)
    facts = set(first.schema.facts)
    was, becomes = {*read(before), *facts}, {*read(after), *facts}
    known = StatementIndex(was, [*read(first.inferred()), *(_statement(line) for line in first.hidden())])
    found = change(first.schema, known, was - becomes, becomes - was)
    noise = first.schema.noise
    inferred = set(read(first.inferred()))
    visible = (inferred - found.gone) | {each for each in found.come if not noise.covers(each)}
    assert visible == set(read(second.inferred()))
    if second.contradictions() and not first.contradictions():
        assert found.is_contradictory


def _statement(line: str) -> Statement:
    subject, predicate, rest = line.split(" ", 2)
    return subject, predicate, rest.removesuffix(" .\n")
