"""Questions to try at /sparql, each with its query. They run against the model's names only."""

from __future__ import annotations

from dataclasses import dataclass

from exgraph.model.iri import PREFIXES as _ALL

PREFIXES = "".join(f"PREFIX {name}: <{_ALL[name]}>\n" for name in ("exg", "prov", "rdfs", "xsd")) + "\n"


@dataclass(frozen=True)
class Question:
    """A question, named in the catalogue under `question.<key>`."""

    key: str
    query: str


QUESTIONS = (
    Question(
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
    Question(
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
    Question(
        "people",
        """\
SELECT ?year (COUNT(DISTINCT ?event) AS ?events) (SUM(?count) AS ?people) WHERE {
  ?event a exg:Event ;
    exg:year ?year ;
    exg:participation ?group .
  ?group exg:headcount ?count .
}
GROUP BY ?year
ORDER BY ?year
""",
    ),
    Question(
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
    Question(
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
)
