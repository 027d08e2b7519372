"""The shapes, held to specimens: pass-*.ttl gives no result at all, fail-*.ttl exactly those it expects.

A specimen says what it expects in lines such as `# expects: Violation MinCountConstraintComponent exs:event-place`: the
severity, the constraint component and the shape. It is read together with base.ttl.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, RDFS, SH, SKOS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.plugins.sparql.sparql import Query
from rdflib.term import Node

from exgraph.validate.reference import PreparedGraph

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
EXG = Namespace("https://w3id.org/exgraph/ns#")
EXS = Namespace("https://w3id.org/exgraph/shapes#")
SCHEME = Namespace("https://w3id.org/exgraph/id/scheme/")
SPECIMENS = sorted(HERE.glob("*/*.ttl"))
SHAPE_FILES = sorted(path for path in (ROOT / "shapes").glob("*.ttl") if path.stem != "ontology")
CLASS_FILES = [path for path in SHAPE_FILES if path.stem not in {"00-shapes", "date", "derivation", "label"}]
LANGUAGES = {"ja", "en", "ru"}
_QUERIES: dict[str, Query] = {}
"""The queries of SPARQL constraints, each parsed once for all specimens: parsing takes longer than all else here."""
EXPECTS = re.compile(r"^# expects: (\w+ \w+ exs:[\w-]+)$", re.MULTILINE)


class Specimen(PreparedGraph):
    """A graph to validate, which parses no query that another one has parsed."""

    def __init__(self) -> None:
        super().__init__(_QUERIES)


def read(*paths: Path) -> Graph:
    return fill(Graph(), *paths)


def fill(graph: Graph, *paths: Path) -> Graph:
    for path in paths:
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return read(*SHAPE_FILES)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return read(*sorted((ROOT / "ontology").glob("*.ttl")))


def texts_of(graph: Graph, thing: Node, term: URIRef) -> dict[str, str]:
    """Return what is said of a thing, by its language."""
    return {str(getattr(text, "language", None)): str(text) for text in graph.objects(thing, term)}


def found(data: Graph, shapes: Graph) -> Counter[str]:
    """Return how often each severity, component and shape stands in the validation report."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    assert isinstance(report, Graph)
    return Counter(
        " ".join(
            str(report.value(result, term)).rpartition("#")[2]
            for term in (SH.resultSeverity, SH.sourceConstraintComponent)
        )
        + f" exs:{str(report.value(result, SH.sourceShape)).removeprefix(EXS)}"
        for result in report.subjects(RDF.type, SH.ValidationResult)
    )


@pytest.mark.parametrize("specimen", SPECIMENS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_specimen_gives_the_results_it_expects(specimen: Path, shapes: Graph, ontology: Graph) -> None:
    expected = Counter(EXPECTS.findall(specimen.read_text(encoding="utf-8")))
    assert bool(expected) == specimen.stem.startswith("fail-")
    data = fill(Specimen(), HERE / "base.ttl", specimen)
    for triple in ontology.triples((None, RDFS.subClassOf, None)):
        data.add(triple)
    assert found(data, shapes) == expected


@pytest.mark.parametrize("path", CLASS_FILES, ids=lambda path: path.stem)
def test_every_class_has_specimens_of_both_kinds(path: Path) -> None:
    kinds = {specimen.stem.partition("-")[0] for specimen in SPECIMENS if specimen.parent.name == path.stem}
    assert kinds == {"pass", "fail"}


def test_every_property_shape_finds_fault_with_a_specimen(shapes: Graph) -> None:
    named = {str(shape).removeprefix(EXS) for shape in shapes.subjects(RDF.type, SH.PropertyShape)}
    texts = "".join(specimen.read_text(encoding="utf-8") for specimen in SPECIMENS)
    seen = {line.rpartition(":")[2] for line in EXPECTS.findall(texts)}
    assert named - seen == set()


def test_every_check_tells_what_to_do_in_each_language(shapes: Graph) -> None:
    kinds = (SH.PropertyShape, SH.SPARQLConstraint)
    checks = {check for kind in kinds for check in shapes.subjects(RDF.type, kind)} | set(shapes.subjects(SH["or"]))
    for check in checks:
        assert set(texts_of(shapes, check, SH.message)) == LANGUAGES, check


@pytest.mark.parametrize("path", sorted((ROOT / "shapes").glob("*.ttl")), ids=lambda path: path.stem)
def test_whatever_a_shape_says_it_says_in_each_language_with_the_same_blanks(path: Path) -> None:
    graph = read(path)
    for term in (SH.message, SH.name, SH.description, RDFS.label, RDFS.comment):
        for thing in set(graph.subjects(term)):
            texts = texts_of(graph, thing, term)
            assert set(texts) == LANGUAGES, (thing, term)
            assert len({frozenset(re.findall(r"{[?$]\w+}", text)) for text in texts.values()}) == 1, texts


def test_every_named_property_shape_is_used(shapes: Graph) -> None:
    assert set(shapes.subjects(RDF.type, SH.PropertyShape)) == {
        shape for shape in shapes.objects(None, SH.property) if isinstance(shape, URIRef)
    }


def test_shapes_use_only_names_the_ontology_defines(shapes: Graph, ontology: Graph) -> None:
    used = {term for triple in shapes for term in triple if isinstance(term, URIRef) and term.startswith(EXG)}
    queried = {EXG[name] for query in shapes.objects(None, SH.select) for name in re.findall(r"exg:(\w+)", str(query))}
    assert {term for term in used | queried if (term, RDFS.isDefinedBy, None) not in ontology} == set()


@pytest.mark.parametrize(
    ("shape", "scheme"),
    [
        ("event-status", "status"),
        ("event-mode", "mode"),
        ("review", "review"),
        ("route-mode", "transport"),
        ("participation-role", "role"),
        ("participation-qualifier", "qualifier"),
        ("dating", "dating"),
        ("observation-unit", "unit"),
        ("observation-value-kind", "value-kind"),
    ],
)
def test_listed_concepts_are_those_of_the_scheme(shape: str, scheme: str, shapes: Graph, ontology: Graph) -> None:
    (head,) = shapes.objects(EXS[shape], SH["in"])
    assert set(Collection(shapes, head)) == set(ontology.subjects(SKOS.inScheme, SCHEME[scheme]))


@pytest.mark.parametrize(
    ("shape", "parent"),
    [("event-kind", EXG.Event), ("agreement-kind", EXG.Agreement), ("place-kind", EXG.Place)],
)
def test_listed_kinds_are_the_subclasses(shape: str, parent: URIRef, shapes: Graph, ontology: Graph) -> None:
    (kind,) = shapes.objects(EXS[shape], SH.qualifiedValueShape)
    (head,) = shapes.objects(kind, SH["in"])
    assert set(Collection(shapes, head)) == set(ontology.transitive_subjects(RDFS.subClassOf, parent)) - {parent}


def test_sparql_constraints_are_for_what_core_cannot_say(shapes: Graph) -> None:
    constraints = {str(node).removeprefix(EXS) for node in shapes.subjects(RDF.type, SH.SPARQLConstraint)}
    assert constraints == {
        *(
            "anniversary-year",
            "conclusion-date",
            "edition-order",
            "edition-twice",
            "event-groups",
            "event-venue-elsewhere",
            "part-time",
            "part-visit",
        ),
        *(
            "first-day",
            "last-day",
            "year-of-date",
            "printed-year",
            "printed-month",
            "participation-parts",
            "undated-start",
        ),
        *(
            "organisation-within-itself",
            "place-within-itself",
            "place-same-name",
            "place-codes-differ",
            "place-other-prefecture",
        ),
        *("place-twin-at-home", "place-without-code", "place-far-away"),
    }
