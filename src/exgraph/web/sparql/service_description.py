"""The SPARQL 1.1 Service Description of the endpoint."""

from __future__ import annotations

from fastapi import Request

from exgraph.model.iri import ONTOLOGY
from exgraph.pool import Limits
from exgraph.reading.published import Published
from exgraph.reading.usage import graph_sizes, total
from exgraph.web.http.address import public

_FORMATS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML"),
)
_GEOF = "http://www.opengis.net/def/function/geosparql/"
_LATERAL = "https://github.com/w3c/sparql-dev/blob/main/SEP/SEP-0006/sep-0006.md"
"""The proposal of the keyword LATERAL."""
GEOSPARQL = (
    *(
        "asGeoJSON",
        "centroid",
        "convexHull",
        "coordinateDimension",
        "difference",
        "dimension",
        "distance",
        "ehContains",
    ),
    *("ehCoveredBy", "ehCovers", "ehDisjoint", "ehEquals", "ehInside", "ehMeet", "ehOverlap", "envelope", "getSRID"),
    *("intersection", "isEmpty", "isSimple", "length", "perimeter", "rcc8eq", "rcc8ntpp", "sfContains", "sfCrosses"),
    *("sfDisjoint", "sfEquals", "sfIntersects", "sfOverlaps", "sfTouches", "sfWithin", "spatialDimension"),
    *("symDifference", "union"),
)
"""Functions of GeoSPARQL 1.1 that the engine knows."""
_PREFIXES = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix format: <http://www.w3.org/ns/formats/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix void: <http://rdfs.org/ns/void#> .
"""
_PUBLISHED = """\
    sd:feature sd:UnionDefaultGraph ;
    sd:defaultEntailmentRegime <http://www.w3.org/ns/entailment/OWL-RDF-Based> ;
    sd:defaultSupportedEntailmentProfile <http://www.w3.org/ns/owl-profile/RL> ;
"""
"""What is so of a published graph: its default graph is the union, and what follows by OWL 2 RL is in it."""


def description(request: Request, published: Published, limits: Limits) -> str:
    """Return the service description as Turtle."""
    endpoint = public(request, "/sparql")
    languages = "sd:SPARQL11Query" + (", sd:SPARQL11Update" if limits.writable else "")
    formats = ", ".join(f"format:{name}" for name in _FORMATS)
    functions = ", ".join(f"<{_GEOF}{name}>" for name in GEOSPARQL)
    graphs = "".join(_graph(name, count) for name, count in graph_sizes(published).items())
    return f"""{_PREFIXES}
<{endpoint}> a sd:Service ;
    rdfs:label "exgraph" ;
    sd:endpoint <{endpoint}> ;
    sd:supportedLanguage {languages} ;
    sd:resultFormat {formats} ;
    sd:languageExtension <https://www.w3.org/TR/sparql12-query/>, <{_LATERAL}> ;
    sd:extensionFunction {functions} ;
{_PUBLISHED if limits.union else ""}    sd:defaultDataset [
        a sd:Dataset ;
        sd:defaultGraph [ a sd:Graph, void:Dataset ; void:triples {total(published)} ; void:vocabulary <{ONTOLOGY}> ]
{graphs}    ] .
"""


def _graph(name: str, count: int) -> str:
    node = f"[ a sd:NamedGraph ; sd:name <{name}> ; sd:graph [ a sd:Graph, void:Dataset ; void:triples {count} ] ]"
    return f"        ; sd:namedGraph {node}\n"
