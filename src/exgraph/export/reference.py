"""What is generated from the ontology: the names that tables check against, and the reference for readers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

from exgraph.errors import Location, SettingsError
from exgraph.model.iri import NS
from exgraph.settings import Settings
from exgraph.settings.core import layered

_LANGUAGES = ("en", "ja", "ru")
_SCHEME = "/id/concept/"
_LAST = 1000
"""The rank of a class that is given none, as in exgraph.model.main_class, which is made from what this writes."""


def generate(settings: Settings) -> dict[Path, str]:
    """Return the generated files with their contents, all sorted, so that equal ontologies give equal bytes.

    Raises:
        SettingsError: a file of the ontology cannot be read.
    """
    ontology = _ontology(settings.ontology)
    return {
        settings.root / "src" / "exgraph" / "model" / "vocabulary.py": _vocabulary(ontology),
        settings.root / "ontology" / "disjoint.ttl": _disjoint(ontology),
        settings.root / "docs" / "reference" / "ontology.md": _reference(ontology),
    }


def _ontology(folders: tuple[Path, ...]) -> Graph:
    graph = Graph()
    for path in layered(folders, "*.ttl"):
        try:
            graph.parse(path, format="turtle")
        except Exception as error:
            raise SettingsError(f"is not Turtle: {error}", at=Location(path)) from error
    return graph


def _local(term: Node) -> str:
    return str(term).removeprefix(NS)


def _terms(ontology: Graph, *types: URIRef) -> list[Node]:
    found = {subject for kind in types for subject in ontology.subjects(RDF.type, kind) if str(subject).startswith(NS)}
    return sorted(found, key=str)


def _vocabulary(ontology: Graph) -> str:
    lines = ['"""Generated from ontology/ by `exgraph generate`; do not edit."""', ""]
    lines += ["# Each class with its direct and indirect subclasses.", "CLASSES: dict[str, tuple[str, ...]] = {"]
    for each in _terms(ontology, OWL.Class):
        below = sorted(
            _local(sub)
            for sub in ontology.transitive_subjects(RDFS.subClassOf, each)
            if sub is not None and sub != each and str(sub).startswith(NS)
        )
        if below:
            lines += _entry(_local(each), below)
    lines += ["}", "", *_main_classes(ontology)]
    lines += ["", "# The concepts of each scheme.", "CONCEPTS: dict[str, tuple[str, ...]] = {"]
    schemes: dict[str, list[str]] = {}
    for concept in ontology.subjects(RDF.type, SKOS.Concept):
        scheme, _, name = str(concept).partition(_SCHEME)[2].partition("/")
        schemes.setdefault(scheme, []).append(name)
    for scheme, names in sorted(schemes.items()):
        lines += _entry(scheme, sorted(names))
    lines += ["}", "", "# What each class is called.", "LABELS: dict[str, dict[str, str]] = {"]
    for each in _terms(ontology, OWL.Class):
        called = [f'"{language}": "{_text(ontology, each, RDFS.label, language)}"' for language in _LANGUAGES]
        lines += [f'    "{_local(each)}": {{', *(f"        {words}," for words in called), "    },"]
    return "\n".join([*lines, "}", ""])


def _main_classes(ontology: Graph) -> Iterator[str]:
    yield "# Classes under no other: their things' path segment, and their ranks in search and in lists."
    yield "MAIN_CLASSES: dict[str, tuple[str, int | None, int | None]] = {"
    for each in _roots(ontology):
        segment = ontology.value(each, URIRef(f"{NS}pathSegment")) or _local(each).lower()
        search, listed = _rank(ontology, each, "Search", "search"), _rank(ontology, each, "Lists", "list")
        yield f'    "{_local(each)}": ("{segment}", {search}, {listed}),'
    yield "}"


def _roots(ontology: Graph) -> list[Node]:
    """Return our classes that are under no other of ours."""
    return [
        each
        for each in _terms(ontology, OWL.Class)
        if not any(str(wide).startswith(NS) for wide in ontology.objects(each, RDFS.subClassOf))
    ]


def _disjoint(ontology: Graph) -> str:
    members = "".join(f"        exg:{_local(each)}\n" for each in _roots(ontology))
    return f"""\
# Generated from the other files here by `exgraph generate`; do not edit.
# Nothing is two of these at once. Kinds within one of them (a city that is a federal subject) stay open.

@prefix exg: <{NS}> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .

[] a owl:AllDisjointClasses ;
    owl:members (
{members}    ) .
"""


def _rank(ontology: Graph, class_: Node, where: str, name: str) -> int | None:
    if str(ontology.value(class_, URIRef(f"{NS}in{where}"))) == "false":
        return None
    rank = ontology.value(class_, URIRef(f"{NS}{name}Rank"))
    return _LAST if rank is None else int(str(rank))


def _entry(name: str, values: list[str]) -> list[str]:
    return [f'    "{name}": (', *(f'        "{value}",' for value in values), "    ),"]


def _reference(ontology: Graph) -> str:
    parts = [
        "# Ontology reference",
        "Generated from `ontology/` by `exgraph generate`. Names are in the namespace `https://w3id.org/exgraph/ns#`, "
        "prefix `exg:`.",
        "## Classes",
        *_table(ontology, _terms(ontology, OWL.Class), RDFS.subClassOf, "within"),
        "## Properties",
        *_table(
            ontology,
            _terms(ontology, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty),
            RDFS.subPropertyOf,
            "part of",
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _table(ontology: Graph, terms: list[Node], above: URIRef, heading: str) -> Iterator[str]:
    rows = [f"| name | {heading} | en | ja | ru | what it says |", "|---|---|---|---|---|---|"]
    for term in terms:
        wider = sorted(_local(each) for each in ontology.objects(term, above) if str(each).startswith(NS))
        labels = [_text(ontology, term, RDFS.label, language) for language in _LANGUAGES]
        cells = [f"`{_local(term)}`", ", ".join(wider), *labels, _text(ontology, term, SKOS.definition, "en")]
        rows.append("| " + " | ".join(cells) + " |")
    yield "\n".join(rows)


def _text(ontology: Graph, term: Node, predicate: URIRef, language: str) -> str:
    found = sorted(
        str(each) for each in ontology.objects(term, predicate) if getattr(each, "language", None) == language
    )
    return " ".join(found).replace("|", "\\|")
