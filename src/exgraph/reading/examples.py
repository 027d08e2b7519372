"""Questions to try at /sparql, each with its query, for people and for machines."""

from __future__ import annotations

from dataclasses import dataclass, replace

from exgraph.model.iri import PREFIXES as _ALL
from exgraph.model.iri import Base
from exgraph.model.ntriples import literal
from exgraph.model.turtle import PROLOGUE, iri
from exgraph.reading.language import LANGUAGES
from exgraph.reading.published import Published

_DECLARED = ("exg", "geo", "geosparql", "prov", "rdfs", "skos", "xsd")
PREFIXES = "".join(f"PREFIX {name}: <{_ALL[name]}>\n" for name in _DECLARED) + "\n"
_PLACE = "wakkanai"
"""The place in the examples as they are written here."""
_EXECUTABLES = {
    "select": "SPARQLSelectExecutable",
    "construct": "SPARQLConstructExecutable",
    "ask": "SPARQLAskExecutable",
    "describe": "SPARQLDescribeExecutable",
}


@dataclass(frozen=True)
class Example:
    """A question, named in the catalogue under `question.<key>`."""

    key: str
    query: str


EXAMPLES = (
    Example(
        "ties",
        """\
SELECT ?agreement ?label ?year WHERE {
  ?agreement a exg:SisterCityAgreement ;
    exg:year ?year ;
    rdfs:label ?label .
  FILTER(LANG(?label) = "en")
}
ORDER BY ?year ?agreement
""",
    ),
    Example(
        "partners",
        """\
SELECT ?place ?label (COUNT(DISTINCT ?event) AS ?events) (MIN(?year) AS ?first) (MAX(?year) AS ?last) WHERE {
  ?event a exg:Event ;
    exg:involves <https://w3id.org/exgraph/id/place/wakkanai>, ?place ;
    exg:year ?year .
  ?place rdfs:label ?label .
  FILTER(?place != <https://w3id.org/exgraph/id/place/wakkanai> && LANG(?label) = "ja")
}
GROUP BY ?place ?label
ORDER BY DESC(?events) ?place
""",
    ),
    Example(
        "people",
        """\
SELECT ?year (COUNT(DISTINCT ?event) AS ?events) (SUM(?count) AS ?people) WHERE {
  { SELECT DISTINCT ?event ?year ?group ?count WHERE {
      ?event a exg:Event ;
        exg:year ?year ;
        exg:participation ?group .
      ?group a exg:Participation ;
        exg:headcount ?count .
    } }
}
GROUP BY ?year
ORDER BY ?year
""",
    ),
    Example(
        "editions",
        """\
SELECT ?series ?label (COUNT(?event) AS ?editions) (MAX(?number) AS ?latest) WHERE {
  ?event exg:inSeries ?series ;
    exg:edition ?number .
  ?series rdfs:label ?label .
  FILTER(LANG(?label) = "ja")
}
GROUP BY ?series ?label
ORDER BY DESC(?editions) ?series
""",
    ),
    Example(
        "evidence",
        """\
SELECT ?event ?start ?source ?number ?line WHERE {
  ?event a exg:YouthExchange ;
    exg:start ?start ;
    exg:earliest ?day ;
    prov:wasDerivedFrom ?record .
  ?record exg:source ?source ;
    exg:recordNumber ?number ;
    exg:firstLine ?line .
}
ORDER BY ?day ?event
""",
    ),
    Example(
        "spellings",
        """\
SELECT ?place ?label ?spelling WHERE {
  ?place a exg:Place ;
    rdfs:label ?label ;
    skos:altLabel|skos:hiddenLabel ?spelling .
  FILTER(LANG(?label) = "ja" && CONTAINS(?spelling, "ネ"))
}
ORDER BY ?place ?spelling
""",
    ),
    Example(
        "map",
        """\
SELECT ?item ?itemLabel ?geo WHERE {
  ?item a exg:Municipality ;
    rdfs:label ?itemLabel ;
    geo:lat ?latitude ;
    geo:long ?longitude .
  FILTER(LANG(?itemLabel) = "en")
  BIND(STRDT(CONCAT("POINT(", STR(?longitude), " ", STR(?latitude), ")"), geosparql:wktLiteral) AS ?geo)
}
ORDER BY ?item
""",
    ),
    Example(
        "network",
        """\
CONSTRUCT {
  ?one exg:twinnedWith ?other ; rdfs:label ?oneLabel .
  ?other rdfs:label ?otherLabel .
} WHERE {
  ?one exg:twinnedWith ?other ; rdfs:label ?oneLabel .
  ?other rdfs:label ?otherLabel .
  FILTER(LANG(?oneLabel) = "en" && LANG(?otherLabel) = "en")
}
""",
    ),
    Example(
        "held",
        """\
SELECT ?event ?label ?first ?last WHERE {
  ?event a exg:Event ;
    exg:status <https://w3id.org/exgraph/id/concept/status/held> ;
    exg:earliest ?first ;
    exg:latest ?last ;
    rdfs:label ?label .
  FILTER(?first >= "2018-01-01"^^xsd:date && ?last <= "2018-12-31"^^xsd:date && LANG(?label) = "en")
}
ORDER BY ?first ?event
""",
    ),
    Example(
        "region",
        """\
SELECT DISTINCT ?event ?label ?year WHERE {
  ?event a exg:Event ;
    exg:involves/exg:within? <https://w3id.org/exgraph/id/place/sakhalin-oblast> ;
    exg:year ?year ;
    rdfs:label ?label .
  FILTER(LANG(?label) = "en")
}
ORDER BY ?year ?event
""",
    ),
    Example(
        "titles",
        """\
SELECT ?thing ?title ?translation WHERE {
  ?thing exg:title ?title .
  OPTIONAL { ?thing exg:translatedTitle ?translation FILTER(LANG(?translation) = "en") }
}
ORDER BY ?title
""",
    ),
    Example(
        "decades",
        """\
SELECT ?decade (COUNT(DISTINCT ?event) AS ?events) WHERE {
  ?event a exg:Event ;
    exg:year ?year .
  BIND(xsd:integer(FLOOR(?year / 10)) * 10 AS ?decade)
}
GROUP BY ?decade
ORDER BY ?decade
""",
    ),
    Example(
        "kinds",
        """\
SELECT ?kind ?label (COUNT(DISTINCT ?event) AS ?events) WHERE {
  ?event a exg:Event, ?kind .
  ?kind rdfs:subClassOf exg:Event ;
    rdfs:label ?label .
  FILTER(LANG(?label) = "en" && ?kind != exg:Event)
}
GROUP BY ?kind ?label
ORDER BY DESC(?events)
""",
    ),
    Example(
        "organisers",
        """\
SELECT ?organisation ?label (COUNT(DISTINCT ?event) AS ?events) WHERE {
  ?event a exg:Event ;
    exg:agent ?organisation .
  ?organisation rdfs:label ?label .
  FILTER(LANG(?label) = "en")
}
GROUP BY ?organisation ?label
ORDER BY DESC(?events) ?organisation
LIMIT 25
""",
    ),
    Example(
        "graphs",
        """\
SELECT ?graph (COUNT(*) AS ?statements) WHERE {
  GRAPH ?graph { ?subject ?property ?object }
}
GROUP BY ?graph
ORDER BY DESC(?statements)
""",
    ),
    Example(
        "evidence-exists",
        """\
ASK {
  ?event a exg:Event .
  FILTER NOT EXISTS { ?event prov:wasDerivedFrom ?record }
}
""",
    ),
)


def examples(published: Published) -> list[Example]:
    """Return the examples with the addresses of a version's things, its sample place in the place of ours."""
    written = Base().thing("place", _PLACE)
    place = published.base.thing("place", published.sample("place", _PLACE))
    return [replace(each, query=each.query.replace(written, place)) for each in EXAMPLES]


def to_turtle(published: Published, endpoint: str) -> str:
    """Return the questions as Turtle, in the vocabulary of SPARQL examples: SHACL's executables with their target."""
    parts = [PROLOGUE, "_:prefixes a owl:Ontology ;\n    sh:declare "]
    declared = (f'[ sh:prefix "{name}" ; sh:namespace "{_ALL[name]}"^^xsd:anyURI ]' for name in _DECLARED)
    parts += [",\n        ".join(declared), " .\n"]
    for question in examples(published):
        form = next(form for form in _EXECUTABLES if question.query.lstrip().startswith(form.upper()))
        comments = (literal(published.words(each).text(f"question.{question.key}"), each) for each in LANGUAGES)
        parts.append(
            f"{iri(f'{endpoint}/examples#{question.key}')} a sh:SPARQLExecutable, sh:{_EXECUTABLES[form]} ;\n"
            f"    rdfs:comment {', '.join(comments)} ;\n"
            f"    sh:prefixes _:prefixes ; schema:target {iri(endpoint)} ;\n"
            f"    sh:{form} {literal(PREFIXES + question.query)} .\n"
        )
    return "".join(parts)
