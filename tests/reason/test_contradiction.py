"""What cannot be true together is named with the axiom and the statements, for every rule that ends in one."""

from __future__ import annotations

import re

import pytest
from owlrl.OWLRL import OWLRL_Semantics
from rdflib import Graph

from exgraph.reason import Contradiction, contradictions
from tests.reason.test_infer import DIFFERENT, EX, ON_P, SAME, TYPE, graph, lines

ZERO = '"0"^^xsd:nonNegativeInteger'


def said(found: Contradiction) -> tuple[str, str, set[str]]:
    texts = (" ".join(premise) for premise in found.premises)
    premises = {re.sub(f"<{EX}([^>]*)>", r"\1", text).replace(f"<{TYPE}>", "a") for text in texts}
    return found.rule, found.subject.removeprefix(EX), premises


CASES = [
    (":A owl:disjointWith :B .", ["x a A", "x a B", "y a A"], "cax-dw", "x", {"x a A", "x a B"}),
    (
        "[] a owl:AllDisjointClasses ; owl:members ( :A :B :C ) . :D rdfs:subClassOf :C . :p rdfs:range :A .",
        ["x a D", "y p x"],
        "cax-adc",
        "x",
        {"x a A", "x a C"},
    ),
    (":A owl:complementOf :B .", ["x a A", "x a B"], "cls-com", "x", {"x a A", "x a B"}),
    (
        ":A rdfs:subClassOf owl:Nothing .",
        ["x a A"],
        "cls-nothing2",
        "x",
        {"x a <http://www.w3.org/2002/07/owl#Nothing>"},
    ),
    (":p a owl:IrreflexiveProperty .", ["x p x", "x p y"], "prp-irp", "x", {"x p x"}),
    (":p a owl:AsymmetricProperty .", ["x p y", "y p x", "x p z"], "prp-asyp", "x", {"x p y", "y p x"}),
    (":p owl:propertyDisjointWith :q .", ["x p y", "x q y", "y q x"], "prp-pdw", "x", {"x p y", "x q y"}),
    (
        "[] a owl:AllDisjointProperties ; owl:members ( :q :r :p ) . :s rdfs:subPropertyOf :r .",
        ["x q y", "x s y"],
        "prp-adp",
        "x",
        {"x q y", "x r y"},
    ),
    (
        "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual :x ; owl:assertionProperty :p ; "
        "owl:targetIndividual :y .",
        ["x p y", "y p x"],
        "prp-npa1",
        "x",
        {"x p y"},
    ),
    (
        "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual :x ; owl:assertionProperty :p ; "
        'owl:targetValue "v" .',
        ['x p "v"'],
        "prp-npa2",
        "x",
        {'x p "v"'},
    ),
    (f":A {ON_P} ; owl:maxCardinality {ZERO} .", ["x a A", "x p y"], "cls-maxc1", "x", {"x a A", "x p y"}),
    (
        f":A {ON_P} ; owl:maxQualifiedCardinality {ZERO} ; owl:onClass :B .",
        ["x a A", "x p y", "x p z", "y a B"],
        "cls-maxqc1",
        "x",
        {"x a A", "x p y", "y a B"},
    ),
    (
        f":A {ON_P} ; owl:maxQualifiedCardinality {ZERO} ; owl:onClass owl:Thing .",
        ["x a A", "x p y"],
        "cls-maxqc2",
        "x",
        {"x a A", "x p y"},
    ),
    ("", [f"x {SAME} y", f"x {DIFFERENT} y"], "eq-diff1", "x", {f"x {SAME} y", f"x {DIFFERENT} y"}),
    (
        "[] a owl:AllDifferent ; owl:members ( :x :y :z ) . :p a owl:FunctionalProperty .",
        ["a1 p x", "a1 p y"],
        "eq-diff2",
        "x",
        {f"x {SAME} y"},
    ),
    (
        "[] a owl:AllDifferent ; owl:distinctMembers ( :x :y :z ) .",
        [f"x {SAME} y"],
        "eq-diff3",
        "x",
        {f"x {SAME} y"},
    ),
]


@pytest.mark.parametrize(("axioms", "facts", "rule", "subject", "premises"), CASES)
def test_each_rule(axioms: str, facts: list[str], rule: str, subject: str, premises: set[str]) -> None:
    found = {said(each)[0]: said(each) for each in contradictions(graph(axioms), lines(*facts))}
    assert list(found) == [rule]
    assert found[rule] == (rule, subject, premises)


@pytest.mark.parametrize(("axioms", "facts"), [case[:2] for case in CASES])
def test_owlrl_finds_an_error_too_and_none_without_the_last_fact(axioms: str, facts: list[str]) -> None:
    def errors(given: list[str]) -> list[str]:
        ontology = graph(axioms)
        facts = "".join(line.replace(f" <{EX}graph>", "") for line in lines(*given))
        ontology.parse(data=facts, format="nt")
        reference = OWLRL_Semantics(ontology, axioms=False, daxioms=False)
        reference.closure()
        return reference.error_messages

    assert errors(facts)
    fewer = facts[:1] if len(facts) > 1 else []
    assert bool(contradictions(graph(axioms), lines(*fewer))) == bool(errors(fewer))


def test_values_made_the_same_that_differ() -> None:
    axioms = ":p a owl:FunctionalProperty ."
    (found,) = contradictions(graph(axioms), lines('x p "a"', 'x p "b"'))
    assert (found.rule, found.premises) == ("dt-diff", (('"a"', SAME, '"b"'),))
    decimal = "^^<http://www.w3.org/2001/XMLSchema#decimal>"
    assert contradictions(graph(axioms), lines(f'x p "1.0"{decimal}', f'x p "1.00"{decimal}')) == []


def test_a_functional_property_has_no_two_values_of_disjoint_datatypes() -> None:
    axioms = ":p a owl:FunctionalProperty , owl:DatatypeProperty ."
    boolean, integer = (f"^^<http://www.w3.org/2001/XMLSchema#{name}>" for name in ("boolean", "integer"))
    (found,) = contradictions(graph(axioms), lines(f'x p "false"{boolean}', f'x p "0"{integer}'))
    assert found.rule == "dt-diff"


def test_contradictions_hold_of_equal_things() -> None:
    found = contradictions(graph(":A owl:disjointWith :B ."), lines("x a A", "y a B", f"y {SAME} x"))
    assert [said(each)[:2] for each in found] == [("cax-dw", "x")]


def test_a_member_of_nothing_is_named_for_that_alone() -> None:
    axioms = ":A a owl:Class ; owl:disjointWith :B . :B a owl:Class . :C rdfs:subClassOf owl:Nothing ."
    assert [said(each)[0] for each in contradictions(graph(axioms), lines("x a C"))] == ["cls-nothing2"]


def test_nothing_is_found_where_nothing_is_wrong() -> None:
    ontology: Graph = graph(" ".join(axioms for axioms, *_ in CASES[:8]))
    assert contradictions(ontology, lines("x q y", "y a C")) == []
