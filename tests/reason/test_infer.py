"""What is inferred, case by case; the agreement with owlrl is in test_agreement.py."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph

from exgraph.errors import ReasoningError
from exgraph.reason import infer, subclasses

EX = "https://example.org/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
PREFIXES = f"""
@prefix : <{EX}> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
SAME, DIFFERENT = "<http://www.w3.org/2002/07/owl#sameAs>", "<http://www.w3.org/2002/07/owl#differentFrom>"
XSD = "http://www.w3.org/2001/XMLSchema#"
ON_P, ONE = "a owl:Restriction ; owl:onProperty :p", '"1"^^xsd:nonNegativeInteger'
ONTOLOGY = Path(__file__).parents[2] / "ontology"


def graph(turtle: str) -> Graph:
    return Graph().parse(data=PREFIXES + turtle, format="turtle")


def lines(*facts: str) -> list[str]:
    """Turn `a p b` into a line of N-Quads; `a` as predicate is rdf:type, other words are names or literals."""
    return [" ".join(_term(word) for word in fact.split(" ")) + f" <{EX}graph> .\n" for fact in facts]


def _term(word: str) -> str:
    if word.startswith(('"', "<")):
        return word
    return f"<{TYPE}>" if word == "a" else f"<{EX}{word}>"


def same(names: str) -> set[str]:
    first, second = names.split()
    return {f"{first} {SAME} {second}", f"{second} {SAME} {first}"}


def inferred(turtle: str, *facts: str) -> set[str]:
    found = infer(graph(turtle), lines(*facts))
    return {re.sub(f"<{EX}([^>]*)>", r"\1", line.removesuffix(" .\n").replace(f"<{TYPE}>", "a")) for line in found}


@pytest.mark.parametrize(
    ("axioms", "facts", "expected"),
    [
        (":A rdfs:subClassOf :B . :B rdfs:subClassOf :C .", ["x a A"], {"x a B", "x a C"}),
        (":A owl:equivalentClass :B .", ["x a A", "y a B"], {"x a B", "y a A"}),
        (":p rdfs:subPropertyOf :q .", ["x p y", 'x p "v"'], {"x q y", 'x q "v"'}),
        (":p owl:equivalentProperty :q .", ["x p y", "y q z"], {"x q y", "y p z"}),
        (":p rdfs:domain :A ; rdfs:range :B .", ["x p y"], {"x a A", "y a B"}),
        (":p rdfs:range :B .", ['x p "v"'], set()),
        (":p owl:inverseOf :q .", ["x p y", "x q z", 'x p "v"'], {"y q x", "z p x"}),
        (":p a owl:SymmetricProperty .", ["x p y"], {"y p x"}),
        (":p a owl:TransitiveProperty .", ["c p d", "a1 p b", "b p c"], {"a1 p c", "a1 p d", "b p d"}),
        (":r owl:propertyChainAxiom ( :p :q ) .", ["y q z", "x p y"], {"x r z"}),
        (":r owl:propertyChainAxiom ( :p :q :p ) .", ["x p y", "z p w", "y q z"], {"x r w"}),
        (":r owl:propertyChainAxiom ( :p :q ) .", ["x p y", 'y q "v"'], {'x r "v"'}),
        (":r owl:propertyChainAxiom ( [ owl:inverseOf :p ] :q ) .", ["y p x", "y q z"], {"x r z"}),
        ("[] owl:unionOf ( :A :B ) ; rdfs:subClassOf :C .", ["x a A"], {"x a C"}),
        (":A owl:intersectionOf ( :B :C ) .", ["x a B", "x a C", "y a B", "z a A"], {"x a A", "z a B", "z a C"}),
        (":A owl:oneOf ( :x :y ) ; rdfs:subClassOf :B .", ["x a A"], {"y a A", "x a B", "y a B"}),
        (f":A {ON_P} ; owl:hasValue :v .", ["x a A", "y p v", "z p w"], {"x p v", "y a A"}),
        (f":A {ON_P} ; owl:hasValue 5 .", [f'y p "5"^^<{XSD}integer>'], {"y a A"}),
        (f":A {ON_P} ; owl:someValuesFrom :B .", ["x p y", "y a B", "y p x"], {"x a A"}),
        (f":A {ON_P} ; owl:someValuesFrom :B .", ["y a B", "x p y"], {"x a A"}),
        (f":A {ON_P} ; owl:someValuesFrom owl:Thing .", ['x p "v"'], {"x a A"}),
        (f":A {ON_P} ; owl:someValuesFrom xsd:decimal .", [f'x p "5"^^<{XSD}integer>', 'y p "5"'], {"x a A"}),
        (f":A {ON_P} ; owl:someValuesFrom xsd:string .", ['y p "5"', 'z p "5"@en'], {"y a A"}),
        (f":A {ON_P} ; owl:allValuesFrom :B .", ["x p y", "x a A"], {"y a B"}),
        (f":A {ON_P} ; owl:allValuesFrom :B .", ["x a A", "x p y"], {"y a B"}),
        (":p a owl:FunctionalProperty .", ["x p y", "x p z", "z q v"], {"y q v"} | same("y z")),
        (":p a owl:InverseFunctionalProperty .", ["y p x", "z p x", "z a A"], {"y a A"} | same("y z")),
        (
            f":A {ON_P} ; owl:maxCardinality {ONE} .",
            ["x a A", "x p y", "x p z", "w p y", "w p u"],
            {"w p z"} | same("y z"),
        ),
        (
            f":A {ON_P} ; owl:maxQualifiedCardinality {ONE} ; owl:onClass :B .",
            ["x a A", "x p y", "x p z", "x p u", "y a B", "z a B"],
            same("y z"),
        ),
        (
            f":A {ON_P} ; owl:maxQualifiedCardinality {ONE} ; owl:onClass owl:Thing .",
            ["x a A", "x p y", "x p z"],
            same("y z"),
        ),
        (
            ":A owl:hasKey ( :p :q ) .",
            ["x a A", "x p v", "x q w", "y a A", "y p v", "y q w", "z a A", "z p v", "z q u", "n p v", "n q w"],
            same("x y"),
        ),
        ("", [f"x {SAME} y", "x label 1", "1 of y"], {"y label 1", "1 of x", f"y {SAME} x"}),
        ("", [f"x {SAME} y", f"x {DIFFERENT} z"], {f"y {DIFFERENT} z", f"y {SAME} x"}),
        (":A owl:sameAs :B . :A a owl:Class . :B a owl:Class .", ["x a A", "y of A"], {"x a B", "y of B"}),
        (":p owl:sameAs :q . :q a owl:ObjectProperty . :p rdfs:range :C .", ["x q y"], {"x p y", "y a C"}),
        (
            f":A rdfs:subClassOf [ {ON_P} ; owl:someValuesFrom :B ] . "
            f":B rdfs:subClassOf :C . [ {ON_P} ; owl:someValuesFrom :C ] rdfs:subClassOf :D .",
            ["x a A"],
            {"x a D"},
        ),
        (
            f":p rdfs:subPropertyOf :q . :A rdfs:subClassOf [ owl:onProperty :q ; owl:allValuesFrom :B ] . "
            f"[ {ON_P} ; owl:allValuesFrom :B ] rdfs:subClassOf :D .",
            ["x a A"],
            {"x a D"},
        ),
        (
            ":p owl:propertyChainAxiom ( [ owl:inverseOf :q ] [ owl:inverseOf :q ] ) . "
            "[ owl:inverseOf :p ] rdfs:range :A .",
            ["b q a1", "c q b"],
            {"a1 p c", "a1 a A"},
        ),
    ],
)
def test_each_axiom(axioms: str, facts: list[str], expected: set[str]) -> None:
    assert inferred(axioms, *facts) == expected


def test_a_symmetric_edge_feeds_a_chain_whose_result_has_a_domain() -> None:
    axioms = """
        :twin a owl:SymmetricProperty .
        :partner owl:propertyChainAxiom ( :basedIn :twin ) ; rdfs:domain :Partner ; rdfs:subPropertyOf :knows .
        :Partner rdfs:subClassOf :Agent .
        """
    assert inferred(axioms, "nevelsk twin wakkanai", "chamber basedIn nevelsk", "club basedIn wakkanai") == {
        "wakkanai twin nevelsk",
        "chamber partner wakkanai",
        "chamber knows wakkanai",
        "chamber a Partner",
        "chamber a Agent",
        "club partner nevelsk",
        "club knows nevelsk",
        "club a Partner",
        "club a Agent",
    }


def test_what_is_asserted_later_is_not_inferred() -> None:
    axioms = ":A rdfs:subClassOf :B . :p rdfs:subPropertyOf :q ."
    assert inferred(axioms, "x a A", "x p y", "x a B", "x q y") == set()


def test_a_cycle_of_a_transitive_property_ends() -> None:
    assert inferred(":p a owl:TransitiveProperty .", "x p y", "y p x") == {"x p x", "y p y"}


def test_nothing_is_given_out_twice() -> None:
    axioms = ":p rdfs:subPropertyOf :q . :r rdfs:subPropertyOf :q . :p rdfs:domain :A . :r rdfs:domain :A ."
    found = list(infer(graph(axioms), lines("x p y", "x r y", "x p y")))
    assert len(found) == len(set(found)) == 2


def test_noise_is_not_given_out() -> None:
    axioms = """
        :A a owl:Class ; rdfs:subClassOf owl:Thing, rdfs:Resource, [ owl:unionOf ( :B :C ) ] .
        :n rdfs:range xsd:integer . :code rdfs:range :Code . :Code a rdfs:Datatype .
        :about rdfs:domain :A ; owl:inverseOf :topic .
        """
    assert inferred(axioms, "x a A", "x n y", "x code z", "A about x", 'y about "v"') == {"x topic A", "y a A"}


def test_individuals_of_the_ontology_count_as_facts() -> None:
    axioms = ":Status rdfs:subClassOf :Concept . :held a :Status . :status rdfs:range :State ."
    assert inferred(axioms, "x status held") == {"held a Concept", "held a State"}


def test_annotation_properties_have_superproperties_like_others() -> None:
    found = inferred(":name rdfs:subPropertyOf rdfs:label, :sign .", 'x name "稚内"@ja')
    assert found == {'x sign "稚内"@ja', 'x <http://www.w3.org/2000/01/rdf-schema#label> "稚内"@ja'}


@pytest.mark.parametrize(
    "fact",
    [
        "x <http://www.w3.org/2002/07/owl#hasKey> y",
        "x <http://www.w3.org/2000/01/rdf-schema#subClassOf> y",
        "x a <http://www.w3.org/2002/07/owl#Class>",
    ],
)
def test_an_axiom_among_the_facts_is_refused(fact: str) -> None:
    with pytest.raises(ReasoningError, match="the facts hold an axiom"):
        list(infer(graph(""), lines(fact)))


def test_an_ontology_that_is_not_handled_is_refused_at_the_call() -> None:
    with pytest.raises(ReasoningError, match="ReflexiveProperty"):
        infer(graph(":p a owl:ReflexiveProperty ."), [])


def test_an_unknown_reasoner_is_refused() -> None:
    with pytest.raises(ReasoningError, match="there is no reasoner magic"):
        infer(graph(""), [], "magic")  # type: ignore[arg-type]


def test_subclasses_are_those_of_asserted_types_alone() -> None:
    axioms = ":A rdfs:subClassOf :B . :p rdfs:domain :A ; rdfs:range :A ."
    found = list(subclasses(graph(axioms), lines("x a A", "y p z")))
    assert found == [f"<{EX}x> <{TYPE}> <{EX}B> .\n"]


def shipped_ontology() -> Graph:
    ontology = Graph()
    for path in ONTOLOGY.glob("*.ttl"):
        ontology.parse(path)
    return ontology


EXG, ID = "https://w3id.org/exgraph/ns#", "https://w3id.org/exgraph/id/"
SHIPPED_FACTS = [
    f"<{ID}place/wakkanai> <{TYPE}> <{EXG}City> .\n",
    f"<{ID}place/wakkanai> <{EXG}within> <{ID}place/soya-subprefecture> .\n",
    f"<{ID}place/soya-subprefecture> <{EXG}within> <{ID}place/hokkaido> .\n",
    f"<{ID}place/wakkanai> <{EXG}twinnedWith> <{ID}place/nevelsk> .\n",
    f"<{ID}event/x/1> <{TYPE}> <{EXG}YouthExchange> .\n",
    f"<{ID}event/x/1> <{EXG}organiser> <{ID}organisation/wakkanai-city> .\n",
    f"<{ID}event/x/1> <{EXG}participation> <{ID}participation/x/1/1> .\n",
    f"<{ID}participation/x/1/1> <{EXG}fromEach> <{ID}place/wakkanai> .\n",
]


def test_the_shipped_ontology_says_what_the_model_promises() -> None:
    found = set(infer(shipped_ontology(), SHIPPED_FACTS))
    promised = [
        ("place/wakkanai", f"{EXG}within", f"{ID}place/hokkaido"),
        ("place/nevelsk", f"{EXG}twinnedWith", f"{ID}place/wakkanai"),
        ("event/x/1", f"{EXG}involves", f"{ID}place/wakkanai"),
        ("event/x/1", f"{EXG}agent", f"{ID}organisation/wakkanai-city"),
        ("event/x/1", TYPE, f"{EXG}Event"),
        ("event/x/1", TYPE, "https://schema.org/Event"),
        ("place/wakkanai", TYPE, f"{EXG}Municipality"),
    ]
    assert {f"<{ID}{subject}> <{predicate}> <{value}> .\n" for subject, predicate, value in promised} <= found


def test_the_reasoners_agree_on_the_shipped_ontology() -> None:
    ontology = shipped_ontology()
    assert sorted(infer(ontology, SHIPPED_FACTS)) == list(infer(ontology, SHIPPED_FACTS, "owlrl"))
