"""The ontology: its names, its axioms (a subset of OWL 2 RL), what follows from them, and the shapes that lint it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import owlrl
import pyshacl
import pytest
from owlrl.OWLRL import OWLRL_Semantics
from rdflib import (
    DCTERMS,
    OWL,
    PROV,
    QB,
    RDF,
    RDFS,
    SH,
    SKOS,
    VANN,
    BNode,
    Graph,
    Literal,
    Namespace,
    Node,
    URIRef,
)
from rdflib.collection import Collection

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
FILES = sorted((ROOT / "ontology").glob("*.ttl"))
EXG = Namespace("https://w3id.org/exgraph/ns#")
EXS = Namespace("https://w3id.org/exgraph/shapes#")
HINTS = Namespace("https://schema.org/")
ONTOLOGY = URIRef("https://w3id.org/exgraph/ns")

MODEL_CLASSES = {
    "Place": "Country MacroRegion Prefecture Subprefecture FederalSubject Province Municipality",
    "Municipality": "City Town Village District",
    "Agreement": "SisterCityAgreement FriendshipAgreement CooperationAgreement Memorandum JointStatement"
    " AssemblyAgreement InstitutionalAgreement",
    "Organisation": "LocalGovernment Assembly Council Chamber University School Museum Hospital Company Association"
    " Ensemble MediaOrganisation NationalBody",
    "Series": "Programme",
    "Programme": "YouthProgramme TrainingProgramme TradeProgramme CultureProgramme SportsProgramme MedicalProgramme"
    " ResearchProgramme FundingProgramme",
    "Event": "Visit YouthExchange Training Meeting Ceremony AgreementConclusion Exhibition TradeFair Performance"
    " SportsEvent Seminar Contest Research Donation Award Memorial Establishment TransportEvent MediaCoverage"
    " Publication Promotion Support Opening Closing Suspension Resumption Relocation ReportMeeting Shipment Preparation"
    " PlanAdoption Commemoration BusinessMatching",
}
OTHER_CLASSES = (
    "Participation ParticipantPart HostGroup Claim Plan Venue TransportRoute Indicator Observation Official Record"
    " SourceDocument"
)
OBJECT_PROPERTIES = (
    "within twinnedWith party basedIn member partOf inSeries involves location venue agent organiser commemorates"
    " concludes category status mode participation from to body role part route terminus official place source review"
    " giver recipient subject host superEvent forSeries adopts hostGroup attendedBy home fromEach toEach qualifier"
    " totalQualifier visitorsQualifier dating planParty renews claim claimedProperty claimedQualifier"
)
DATATYPE_PROPERTIES = (
    "start end edtf earliest latest printedDate year fiscalYear concluded headcount totalHeadcount visitors amount"
    " edition anniversary kana operated office recordNumber firstLine lastLine firstOffset lastOffset digest rule"
    " title translatedTitle budget size adopted number claimedValue"
)

DECLARATIONS = {
    OWL.Ontology,
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    OWL.TransitiveProperty,
    OWL.SymmetricProperty,
    OWL.AllDisjointClasses,
}
AXIOMS = {
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    RDFS.domain,
    RDFS.range,
    OWL.inverseOf,
    OWL.propertyChainAxiom,
    OWL.members,
}
ANNOTATIONS = {
    RDFS.label,
    RDFS.isDefinedBy,
    SKOS.definition,
    HINTS.domainIncludes,
    HINTS.rangeIncludes,
    DCTERMS.title,
    DCTERMS.description,
    DCTERMS.creator,
    DCTERMS.license,
    OWL.versionIRI,
    OWL.versionInfo,
    VANN.preferredNamespacePrefix,
    VANN.preferredNamespaceUri,
    SKOS.closeMatch,
    *(EXG[name] for name in ("searchRank", "inSearch", "listRank", "inLists", "pathSegment")),
}
INDIVIDUALS = {
    SKOS.prefLabel,
    SKOS.definition,
    SKOS.inScheme,
    SKOS.topConceptOf,
    SKOS.hasTopConcept,
    RDFS.label,
    QB.component,
    QB.dimension,
    QB.measure,
    QB.attribute,
}
INDIVIDUAL_TYPES = {
    SKOS.Concept,
    SKOS.ConceptScheme,
    QB.DataStructureDefinition,
    QB.ComponentSpecification,
    QB.DimensionProperty,
    QB.MeasureProperty,
    QB.AttributeProperty,
}
DATATYPES = {URIRef(f"http://www.w3.org/2001/XMLSchema#{name}") for name in ("string", "integer", "decimal")}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    graph = Graph()
    for path in FILES:
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def lint() -> Graph:
    graph = Graph()
    for name in ("00-shapes", "ontology"):
        graph.parse(ROOT / "shapes" / f"{name}.ttl")
    return graph


def ours(graph: Graph, kind: URIRef) -> set[Node]:
    return {term for term in graph.subjects(RDF.type, kind) if isinstance(term, URIRef) and term.startswith(EXG)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file_parses_alone_and_says_what_it_is_about(path: Path) -> None:
    assert len(Graph().parse(path)) > 0
    assert path.read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("parent", MODEL_CLASSES)
def test_classes_of_the_model_are_there(parent: str, ontology: Graph) -> None:
    children = {EXG[name] for name in MODEL_CLASSES[parent].split()}
    assert set(ontology.subjects(RDFS.subClassOf, EXG[parent])) == children
    assert children | {EXG[parent]} <= ours(ontology, OWL.Class)


def test_other_classes_of_the_model_are_there(ontology: Graph) -> None:
    assert {EXG[name] for name in OTHER_CLASSES.split()} <= ours(ontology, OWL.Class)


def test_properties_of_the_model_are_there(ontology: Graph) -> None:
    assert {EXG[name] for name in OBJECT_PROPERTIES.split()} <= ours(ontology, OWL.ObjectProperty)
    assert {EXG[name] for name in DATATYPE_PROPERTIES.split()} <= ours(ontology, OWL.DatatypeProperty)


def test_header_names_a_version(ontology: Graph) -> None:
    version = ontology.value(ONTOLOGY, OWL.versionInfo)
    assert ontology.value(ONTOLOGY, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/{version}")
    assert list(ontology.subjects(RDF.type, OWL.Ontology)) == [ONTOLOGY]


def test_every_triple_is_of_an_allowed_kind(ontology: Graph) -> None:
    lists = {RDF.first, RDF.rest}
    for _, predicate, value in ontology:
        if predicate == RDF.type:
            assert value in DECLARATIONS | INDIVIDUAL_TYPES
        else:
            assert predicate in AXIOMS | ANNOTATIONS | INDIVIDUALS | lists


def test_axioms_speak_of_named_terms_only(ontology: Graph) -> None:
    for predicate in AXIOMS - {OWL.propertyChainAxiom, OWL.members}:
        for subject, value in ontology.subject_objects(predicate):
            assert isinstance(subject, URIRef), (subject, predicate, value)
            assert isinstance(value, URIRef), (subject, predicate, value)


def test_every_term_of_an_axiom_is_declared_of_one_kind(ontology: Graph) -> None:
    kinds = {
        kind: set(ontology.subjects(RDF.type, kind))
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    }
    for child, parent in ontology.subject_objects(RDFS.subClassOf):
        assert {child, parent} <= kinds[OWL.Class]
    kinds[OWL.AnnotationProperty] |= {RDFS.label, RDFS.comment}
    for child, parent in ontology.subject_objects(RDFS.subPropertyOf):
        assert any({child, parent} <= terms for terms in kinds.values())
    properties = [kinds[kind] for kind in kinds if kind != OWL.Class]
    assert sum(map(len, properties)) == len(set().union(*properties))


def test_ranges_are_classes_or_datatypes_of_owl_2_rl(ontology: Graph) -> None:
    classes = set(ontology.subjects(RDF.type, OWL.Class))
    for term, value in ontology.subject_objects(RDFS.range):
        allowed = DATATYPES if (term, RDF.type, OWL.DatatypeProperty) in ontology else classes
        assert value in allowed, term


def test_chains_are_short_and_touch_no_transitive_property(ontology: Graph) -> None:
    transitive = set(ontology.subjects(RDF.type, OWL.TransitiveProperty))
    chains = [Collection(ontology, head) for head in ontology.objects(None, OWL.propertyChainAxiom)]
    assert len(chains) == 8
    for chain in chains:
        assert len(chain) == 2
        assert not transitive & set(chain)


def test_disjoint_classes_cover_every_top_class_of_ours(ontology: Graph) -> None:
    (head,) = ontology.objects(None, OWL.members)
    classes = ours(ontology, OWL.Class)
    below = {child for child, parent in ontology.subject_objects(RDFS.subClassOf) if parent in classes}
    assert set(Collection(ontology, head)) == classes - below


def test_ours_are_only_ever_the_narrower_terms(ontology: Graph) -> None:
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf):
        for child, parent in ontology.subject_objects(predicate):
            assert str(child).startswith(EXG) or not str(parent).startswith(EXG)


def test_subproperties_agree_with_the_domain_and_range_above_them(ontology: Graph) -> None:
    for child, parent in ontology.subject_objects(RDFS.subPropertyOf):
        for predicate in (RDFS.domain, RDFS.range):
            for value in ontology.objects(parent, predicate):
                assert (child, predicate, value) in ontology, child


@pytest.mark.parametrize("name", ["party", "commemorates", "member"])
def test_what_may_be_a_place_or_an_organisation_has_no_range(name: str, ontology: Graph) -> None:
    assert (EXG[name], RDFS.range, None) not in ontology
    assert {EXG.Place, EXG.Organisation} <= set(ontology.objects(EXG[name], HINTS.rangeIncludes))


THING = Namespace("https://w3id.org/exgraph/id/")
FACTS = """
@base <https://w3id.org/exgraph/id/> .
@prefix exg: <https://w3id.org/exgraph/ns#> .
<event/1> a exg:Visit ; exg:location <place/wakkanai> ; exg:participation <participation/1> ; exg:inSeries <series/1> ;
    exg:start "1997-06"^^<http://www.w3.org/2001/XMLSchema#gYearMonth> .
<participation/1> exg:fromEach <place/nevelsk> ; exg:toEach <place/wakkanai> ; exg:body <organisation/1> .
<series/1> exg:organiser <organisation/2> .
<agreement/1> a exg:FriendshipAgreement ; exg:party <place/wakkanai>, <organisation/1> .
<place/wakkanai> exg:within <place/hokkaido> ; exg:twinnedWith <place/nevelsk> .
<place/hokkaido> exg:within <place/japan> .
"""


@pytest.fixture(scope="module")
def closure(ontology: Graph) -> Graph:
    """Return FACTS with all that follows from the axioms by OWL 2 RL."""
    graph = Graph().parse(data=FACTS, format="turtle")
    for subject, predicate, value in ontology:
        logical = predicate in AXIOMS | {RDF.first, RDF.rest} or (predicate == RDF.type and value in DECLARATIONS)
        if logical and not (isinstance(value, URIRef) and predicate == RDFS.subPropertyOf and value in RDFS):
            graph.add((subject, predicate, value))
    owlrl.DeductiveClosure(OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    return graph


@pytest.mark.parametrize(
    ("subject", "predicate", "values"),
    [
        ("event/1", EXG.involves, {"place/wakkanai", "place/nevelsk"}),
        ("event/1", EXG.agent, {"organisation/1"}),
        ("series/1", EXG.agent, {"organisation/2"}),
        ("series/1", EXG.occurrence, {"event/1"}),
        ("place/wakkanai", EXG.within, {"place/hokkaido", "place/japan"}),
        ("place/japan", EXG.contains, {"place/hokkaido", "place/wakkanai"}),
        ("place/nevelsk", EXG.twinnedWith, {"place/wakkanai"}),
        ("organisation/1", EXG.partyTo, {"agreement/1"}),
        ("place/wakkanai", HINTS.containedInPlace, {"place/hokkaido", "place/japan"}),
        ("event/1", HINTS.superEvent, {"series/1"}),
    ],
)
def test_what_follows(subject: str, predicate: URIRef, values: set[str], closure: Graph) -> None:
    assert set(closure.objects(THING[subject], predicate)) == {THING[value] for value in values}


@pytest.mark.parametrize(
    ("thing", "kind"),
    [
        ("place/wakkanai", EXG.Place),
        ("place/nevelsk", EXG.Place),
        ("organisation/1", EXG.Organisation),
        ("series/1", EXG.Series),
        ("event/1", EXG.Event),
        ("participation/1", EXG.Participation),
        ("agreement/1", EXG.Agreement),
    ],
)
def test_nothing_is_typed_as_something_else(thing: str, kind: URIRef, closure: Graph) -> None:
    members = list(Collection(closure, next(closure.objects(None, OWL.members))))
    assert [top for top in members if (THING[thing], RDF.type, top) in closure] == [kind]
    assert (None, RDF.type, PROV.Activity) not in closure


def faults(data: Graph, lint: Graph) -> set[str]:
    _, report, _ = pyshacl.validate(data, shacl_graph=lint)
    assert isinstance(report, Graph)
    return {str(shape).removeprefix(EXS) for shape in report.objects(None, SH.sourceShape)}


def test_lint_finds_nothing(ontology: Graph, lint: Graph) -> None:
    assert faults(ontology, lint) == set()


def without(subject: URIRef, predicate: URIRef, language: str | None = None) -> Callable[[Graph], None]:
    def remove(graph: Graph) -> None:
        for value in list(graph.objects(subject, predicate)):
            if language is None or (isinstance(value, Literal) and value.language == language):
                graph.remove((subject, predicate, value))

    return remove


def plus(*triple: Node) -> Callable[[Graph], None]:
    def add(graph: Graph) -> None:
        subject, predicate, value = triple
        graph.add((subject, predicate, value))

    return add


HELD = THING["concept/status/held"]
MODE = THING["scheme/mode"]


@pytest.mark.parametrize(
    ("change", "shapes"),
    [
        (without(EXG.Event, RDFS.label, "ru"), {"term-label-ru"}),
        (without(EXG.Event, RDFS.label), {"term-label-ja", "term-label-en", "term-label-ru"}),
        (plus(EXG.Event, RDFS.label, Literal("occasion", lang="en")), {"term-label-unique"}),
        (without(EXG.status, SKOS.definition), {"term-definition-ja", "term-definition-en"}),
        (plus(EXG.status, SKOS.definition, Literal("Its state.", lang="en")), {"term-definition-unique"}),
        (without(EXG.status, RDFS.isDefinedBy), {"Ontology"}),
        (plus(EXG.status, RDFS.isDefinedBy, URIRef("https://schema.org/")), {"term-defined-by"}),
        (plus(EXG.Event, RDFS.subClassOf, EXG.Evnt), {"Ontology"}),
        (plus(EXG.status, RDF.type, OWL.DatatypeProperty), {"term-kind"}),
        (plus(EXG.status, RDF.type, OWL.Class), {"term-kind", "Class"}),
        (plus(EXG.Event, RDF.type, OWL.ObjectProperty), {"term-kind", "Property", "DescribedProperty"}),
        (without(EXG.status, HINTS.rangeIncludes), {"DescribedProperty"}),
        (without(EXG.status, RDFS.domain), {"DescribedProperty"}),
        (without(ONTOLOGY, OWL.versionIRI), {"ontology-version-iri"}),
        (without(ONTOLOGY, OWL.versionInfo), {"ontology-version-info"}),
        (without(ONTOLOGY, VANN.preferredNamespaceUri), {"ontology-namespace"}),
        (plus(ONTOLOGY, OWL.imports, URIRef("https://schema.org/")), {"ontology-imports"}),
        (without(HELD, SKOS.prefLabel), {"concept-label-ja", "concept-label-en", "concept-label-ru"}),
        (plus(HELD, SKOS.prefLabel, Literal("done", lang="en")), {"concept-label-unique"}),
        (plus(HELD, SKOS.inScheme, MODE), {"concept-scheme"}),
    ],
)
def test_lint_finds_fault(change: Callable[[Graph], None], shapes: set[str], lint: Graph) -> None:
    data = Graph().parse(HERE / "specimen.ttl")
    assert faults(data, lint) == set()
    change(data)
    assert faults(data, lint) == shapes


def test_no_blank_nodes_but_lists_and_the_disjointness(ontology: Graph) -> None:
    cells = set(ontology.subjects(RDF.first, None)) | set(ontology.subjects(RDF.type, OWL.AllDisjointClasses))
    assert {term for triple in ontology for term in triple if isinstance(term, BNode)} == cells
