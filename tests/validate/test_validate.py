"""Validation on tiny shapes: what is found, how it is told, and what is refused instead of passing silently."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from exgraph.errors import ValidationError
from exgraph.store import FactStore
from exgraph.validate import Finding, ValidationReport, Validator, of_graph, validate

EX, SH = "https://example.org/", "http://www.w3.org/ns/shacl#"
PREFIXES = f"""
@prefix : <{EX}> .
@prefix exg: <https://w3id.org/exgraph/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <{SH}> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
ONTOLOGY = """
:Place a owl:Class . :Town a owl:Class ; rdfs:subClassOf :Place . :Event a owl:Class . :Person a owl:Class .
:at a owl:ObjectProperty . :name a owl:DatatypeProperty . :start a owl:DatatypeProperty . :end a owl:DatatypeProperty .
"""
VALIDATORS: tuple[Validator, ...] = ("compiled", "pyshacl")
SHAPES = """
:EventShape a sh:NodeShape ; sh:targetClass :Event ; sh:property :event-at, :event-name .
:event-at a sh:PropertyShape ; sh:path :at ; sh:minCount 1 ; sh:class :Place ;
    sh:message "場所がありません。"@ja, "No place."@en .
:event-name a sh:PropertyShape ; sh:path :name ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "No name." .
"""
DATA = """
:good a :Event ; :at :town ; :name "交流"@ja . :town a :Town .
"""


def graph(turtle: str) -> Graph:
    return Graph().parse(data=PREFIXES + turtle, format="turtle")


def run(
    folder: Path,
    data: str,
    *,
    ontology: str = ONTOLOGY,
    required: tuple[str, ...] = (),
    processes: int = 1,
    validator: Validator = "compiled",
) -> ValidationReport:
    axioms, lines = list(of_graph(graph(ontology))), list(of_graph(graph(data)))
    return validate(
        folder,
        graph(ontology),
        lines,
        required,
        select=FactStore([*axioms, *lines]).select,
        select_ontology=FactStore(axioms).select,
        validator=validator,
        processes=processes,
    )


def judge(
    folder: Path, shapes: str, data: str, *, ontology: str = ONTOLOGY, required: tuple[str, ...] = ()
) -> ValidationReport:
    """Judge by ours and by pyshacl, which have to find the same."""
    (folder / "shapes.ttl").write_text(PREFIXES + shapes, encoding="utf-8")
    report, reference = (
        run(folder, data, ontology=ontology, required=required, validator=validator) for validator in VALIDATORS
    )
    assert report.focus_nodes == reference.focus_nodes
    assert [each.rank()[:-1] for each in report.findings] == [each.rank()[:-1] for each in reference.findings]
    if "sh:message" in shapes:
        assert report == reference
    return report


def test_facts_that_conform_give_no_finding(tmp_path: Path) -> None:
    assert judge(tmp_path, SHAPES, DATA) == ValidationReport([], {f"{EX}EventShape": 1})


def test_a_violation_names_thing_path_value_and_messages_by_language(tmp_path: Path) -> None:
    report = judge(tmp_path, SHAPES, DATA + ":bad a :Event ; :at :nowhere ; :name 'x' .")
    assert report.findings == [
        Finding(
            severity="violation",
            focus=f"{EX}bad",
            path=f"{EX}at",
            value=f"{EX}nowhere",
            shape=f"{EX}event-at",
            component=f"{SH}ClassConstraintComponent",
            messages={"ja": "場所がありません。", "en": "No place."},
        )
    ]
    assert report.focus_nodes == {f"{EX}EventShape": 2}


def test_a_missing_value_has_no_value_and_a_warning_is_no_violation(tmp_path: Path) -> None:
    [finding] = judge(tmp_path, SHAPES, DATA + ":bad a :Event ; :at :town .").findings
    assert (finding.severity, finding.path, finding.value) == ("warning", f"{EX}name", None)
    assert finding.messages == {"en": "No name."}


def test_findings_come_the_worst_first_and_in_the_same_order_always(tmp_path: Path) -> None:
    bad = "".join(f":bad{n} a :Event . " for n in (3, 1, 2))
    report = judge(tmp_path, SHAPES, DATA + bad)
    expected = [(kind, f"{EX}bad{n}") for kind in ("violation", "warning") for n in (1, 2, 3)]
    assert [(finding.severity, finding.focus) for finding in report.findings] == expected


def test_sharing_the_work_of_pyshacl_changes_nothing(tmp_path: Path) -> None:
    bad = "".join(f":bad{n} a :Event ; :at :place{n % 3} . " for n in range(20))
    alone = judge(tmp_path, SHAPES, DATA + bad)
    assert run(tmp_path, DATA + bad, processes=3, validator="pyshacl") == alone
    assert len(alone.findings) == 40


@pytest.mark.parametrize("validator", VALIDATORS)
def test_a_query_that_bound_variables_forbid_is_refused(tmp_path: Path, validator: Validator) -> None:
    query = "SELECT $this WHERE { $this :at ?x MINUS { $this :b ?x } }"
    (tmp_path / "shapes.ttl").write_text(f"{PREFIXES}{SHAPES} :EventShape sh:sparql [ sh:select '{query}' ] .")
    with pytest.raises(ValidationError, match="MINUS"):
        run(tmp_path, DATA + ":other a :Event .", processes=2, validator=validator)


def test_subclasses_of_the_ontology_count_without_being_stated(tmp_path: Path) -> None:
    shapes = ":PlaceShape a sh:NodeShape ; sh:targetClass :Place ; sh:property [ sh:path :name ; sh:minCount 1 ] ."
    report = judge(tmp_path, shapes, DATA)
    assert report.focus_nodes == {f"{EX}PlaceShape": 1}
    assert [(finding.focus, finding.shape) for finding in report.findings] == [(f"{EX}town", f"{EX}PlaceShape")]


def test_a_literal_at_fault_is_told_with_its_language_or_datatype(tmp_path: Path) -> None:
    shapes = """
        :NameShape a sh:NodeShape ; sh:targetObjectsOf :name ; sh:datatype xsd:string .
        :StartShape a sh:PropertyShape ; sh:targetSubjectsOf :start ; sh:path :start ; sh:datatype xsd:date .
        """
    report = judge(tmp_path, shapes, DATA + ":good :start '1997'^^xsd:gYear .")
    values = {finding.shape.removeprefix(EX): finding.value for finding in report.findings}
    year = '"1997"^^<http://www.w3.org/2001/XMLSchema#gYear>'
    assert values == {"NameShape": '"交流"@ja', "StartShape": year}
    assert report.findings[0].focus == '"交流"@ja'


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("( :at :name )", "<{e}at>/<{e}name>"),
        ("[ sh:inversePath :at ]", "^<{e}at>"),
        ("[ sh:alternativePath ( :at ( :name :end ) ) ]", "(<{e}at>|<{e}name>/<{e}end>)"),
        ("[ sh:zeroOrMorePath [ sh:inversePath :at ] ]", "(^<{e}at>)*"),
        ("[ sh:oneOrMorePath :at ]", "(<{e}at>)+"),
        ("[ sh:zeroOrOnePath :at ]", "(<{e}at>)?"),
    ],
)
def test_a_path_is_told_as_sparql_writes_it(tmp_path: Path, path: str, written: str) -> None:
    shapes = f":EventShape a sh:NodeShape ; sh:targetClass :Event ; sh:property [ sh:path {path} ; sh:minCount 9 ] ."
    [finding] = judge(tmp_path, shapes, DATA).findings
    assert (finding.path, finding.shape) == (written.format(e=EX), f"{EX}EventShape")


def test_messages_of_queries_keep_their_language(tmp_path: Path) -> None:
    shapes = """
        :s a owl:Ontology ; sh:declare [ sh:prefix "ex" ; sh:namespace "https://example.org/"^^xsd:anyURI ] .
        :EventShape a sh:NodeShape ; sh:targetClass :Event ; sh:sparql [
            sh:prefixes :s ;
            sh:select "SELECT $this ?value ?end WHERE { $this ex:start ?value ; ex:end ?end FILTER(?end < ?value) }" ;
            sh:message "{$this} は {?value} より前の {?end} に終わります。"@ja,
                "{$this} ends {?end}, before {?value}."@en ] .
        """
    events = ":bad a :Event ; :start 1998 ; :end 1997 . :fine a :Event ; :start 1 ; :end 2 ."
    [finding] = judge(tmp_path, shapes, DATA + events).findings
    assert finding.messages == {
        "ja": f"{EX}bad は 1998 より前の 1997 に終わります。",
        "en": f"{EX}bad ends 1997, before 1998.",
    }


def test_a_shape_used_by_another_keeps_its_property_shapes(tmp_path: Path) -> None:
    shapes = SHAPES + ":Used a sh:NodeShape ; sh:targetClass :Place ; sh:node :EventShape ; sh:message 'No event.' ."
    report = judge(tmp_path, shapes, DATA)
    assert [(finding.focus, finding.component) for finding in report.findings] == [
        (f"{EX}town", f"{SH}NodeConstraintComponent")
    ]


def test_a_property_shape_of_two_shapes_finds_a_fault_once(tmp_path: Path) -> None:
    shapes = SHAPES + ":Also a sh:NodeShape ; sh:targetSubjectsOf :at ; sh:property :event-name ."
    report = judge(tmp_path, shapes, DATA + ":bad a :Event ; :at :town .")
    assert len(report.findings) == 1


def test_a_deactivated_shape_is_not_applied(tmp_path: Path) -> None:
    off = ":Off a sh:NodeShape ; sh:targetClass :Event ; sh:deactivated true ; sh:property :absent ."
    assert judge(tmp_path, SHAPES + off, DATA) == ValidationReport([], {f"{EX}EventShape": 1})


def test_an_empty_graph_does_not_conform(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="looked at no fact"):
        judge(tmp_path, SHAPES, "")


def test_individuals_of_the_ontology_are_no_facts(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="looked at no fact"):
        judge(tmp_path, SHAPES, "", ontology=ONTOLOGY + DATA)


PERSON = ":PersonShape a sh:NodeShape ; sh:targetClass :Person ; sh:property [ sh:path :name ; sh:minCount 1 ] ."


def test_a_shape_without_anything_to_look_at_is_told(tmp_path: Path) -> None:
    report = judge(tmp_path, SHAPES + PERSON, DATA)
    [finding] = report.findings
    assert (finding.severity, finding.focus, finding.shape) == ("info", f"{EX}Person", f"{EX}PersonShape")
    assert set(finding.messages) == {"ja", "en", "ru"}
    assert report.focus_nodes[f"{EX}PersonShape"] == 0


@pytest.mark.parametrize("required", ["Person", "PersonShape"])
def test_a_required_shape_or_class_must_have_something_to_look_at(tmp_path: Path, required: str) -> None:
    with pytest.raises(ValidationError, match=r"holds no https://example.org/Person"):
        judge(tmp_path, SHAPES + PERSON, DATA, required=(EX + required,))


def test_what_is_required_has_to_be_looked_at_by_a_shape(tmp_path: Path) -> None:
    assert judge(tmp_path, SHAPES, DATA, required=(f"{EX}Event",)).findings == []
    with pytest.raises(ValidationError, match=r"no shape is or looks at https://example.org/Evnt"):
        judge(tmp_path, SHAPES, DATA, required=(f"{EX}Evnt",))


def test_an_unknown_target_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match=r"looks at https://example.org/Evnt, which nothing defines"):
        judge(tmp_path, SHAPES + ":Typo a sh:NodeShape ; sh:targetClass :Evnt ; sh:nodeKind sh:IRI .", DATA)


@pytest.mark.parametrize(
    ("shape", "problem"),
    [
        (":S a sh:NodeShape ; sh:targetClass :Event ; sh:property [ sh:path :at ; sh:minCuont 1 ] .", "no sh:minCuont"),
        (":S a sh:NodeShape ; sh:target [ sh:select 'SELECT ?this {}' ] .", "sh:target would be passed over"),
        (":S a sh:NodeShape ; sh:targetClass :Event ; sh:rule [] .", "sh:rule would be passed over"),
        (
            ":S a sh:NodeShape ; sh:targetClass :Event ; sh:property [ sh:path exg:strat ] .",
            "does not define exg:strat",
        ),
        (
            "[] a sh:NodeShape ; sh:targetClass :Event ; sh:nodeKind sh:IRI .",
            "a shape with the target :Event has no name",
        ),
        (
            "[] a sh:ConstraintComponent ; sh:parameter [ sh:path :a ] ; sh:validator [ sh:ask 'ASK {}' ] .",
            "sh:ConstraintComponent would be passed over",
        ),
        (":S a sh:NodeShape ; sh:targetClass :Event ; sh:property [ sh:path ( :at ) ; sh:minCount 1 ] .", "sh:path"),
        (":S a sh:NodeShape ; sh:targetClass :Event ; sh:in ( :a :b .", "not Turtle"),
        (":S a sh:NodeShape ; sh:targetClass :Event ; sh:pattern '(?i)a' .", "not handled"),
        (":S a sh:NodeShape ; sh:targetClass :Event ; sh:nodeKind sh:Literals .", "no sh:Literals"),
        (":S a sh:NodeShape ; sh:targetClass :Event ; sh:property :undefined .", "undefined"),
        (":S a sh:NodeShape ; sh:targetClass :Event ; sh:property [ sh:path :at ; sh:minCount 'one' ] .", "minCount"),
        (":S a sh:NodeShape ; sh:targetClass :Event ; sh:node [ sh:node :S ] .", "[Rr]ecurs"),
    ],
)
def test_shapes_that_would_find_no_fault_are_refused(tmp_path: Path, shape: str, problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        judge(tmp_path, shape, DATA)


def test_a_file_that_is_not_turtle_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match=r"shapes\.ttl:9: is not Turtle"):
        judge(tmp_path, ":a :b :c .\n:d :e .", DATA)


def test_a_folder_without_shapes_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="holds no shapes"):
        run(tmp_path, DATA)
    with pytest.raises(ValidationError, match="cannot be read"):
        run(tmp_path / "none.ttl", DATA)


def test_shapes_of_the_ontology_judge_the_ontology_alone(tmp_path: Path) -> None:
    lint = (
        ":ClassShape a sh:NodeShape ; sh:targetClass owl:Class ; sh:property [ sh:path rdfs:label ;"
        " sh:minCount 1 ; sh:message 'No label.' ] ."
    )
    (tmp_path / "ontology.ttl").write_text(PREFIXES + lint, encoding="utf-8")
    report = judge(tmp_path, SHAPES, DATA + ":Extra a owl:Class .")
    assert {finding.focus for finding in report.findings} == {
        f"{EX}{name}" for name in ("Place", "Town", "Event", "Person")
    }
    assert report.focus_nodes == {f"{EX}ClassShape": 4, f"{EX}EventShape": 1}
