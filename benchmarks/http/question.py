"""The fifteen queries, each with a place where another thing is asked about every time."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from exgraph.model.iri import NS, PREFIXES, Base

_PROLOGUE = "".join(
    f"PREFIX {name}: <{iri}>\n"
    for name, iri in (("exg", NS), *((name, PREFIXES[name]) for name in ("geo", "prov", "rdfs", "skos", "xsd")))
)
_ID = f"{Base().root}id/"


@dataclass(frozen=True)
class Question:
    """A query by name; {n} in its text is a number that moves. Light ones look things up or count one facet."""

    name: str
    text: str
    light: bool = False


QUESTIONS = (
    Question("lookup", f"SELECT ?p ?o {{ <{_ID}event/benchmark/{{n}}> ?p ?o }}", light=True),
    Question("facet-kind", "SELECT ?kind (COUNT(?e) AS ?n) { ?e a ?kind ; exg:year ?y } GROUP BY ?kind"),
    Question(
        "facet-series",
        f"SELECT ?y (COUNT(?e) AS ?n) {{ ?e exg:inSeries <{_ID}series/{{m}}> ; exg:year ?y }} GROUP BY ?y",
        light=True,
    ),
    Question("by-year", "SELECT ?y (COUNT(?e) AS ?n) { ?e exg:start ?d ; exg:year ?y } GROUP BY ?y ORDER BY ?y"),
    Question(
        "place-path",
        f"SELECT DISTINCT ?e {{ ?e exg:location/exg:within* <{_ID}place/region-{{r}}> }} LIMIT 50",
    ),
    Question(
        "partners",
        f"SELECT ?to (COUNT(?e) AS ?n) {{ ?e exg:participation ?a , ?b . ?a exg:from <{_ID}place/town-{{t}}> . "
        "?b exg:from ?to . FILTER(?a != ?b) } GROUP BY ?to ORDER BY DESC(?n) LIMIT 10",
        light=True,
    ),
    Question("label-contains", 'SELECT ?s ?l { ?s rdfs:label ?l . FILTER(CONTAINS(?l, "{n}")) } LIMIT 50'),
    Question("label-regex", 'SELECT ?s ?l { ?s rdfs:label ?l . FILTER(REGEX(?l, "^visit {n}", "i")) } LIMIT 50'),
    Question(
        "construct",
        f"CONSTRUCT {{ ?p ?q ?v }} {{ <{_ID}event/benchmark/{{n}}> exg:participation ?p . ?p ?q ?v }}",
    ),
    Question(
        "entity-page",
        f"SELECT * {{ VALUES ?e {{ <{_ID}event/benchmark/{{n}}> }} ?e rdfs:label ?l . "
        "OPTIONAL { ?e exg:start ?start } OPTIONAL { ?e exg:end ?end } OPTIONAL { ?e exg:location ?place } "
        "OPTIONAL { ?e exg:inSeries ?series } OPTIONAL { ?e exg:organiser ?organiser } "
        "OPTIONAL { ?e exg:status ?status } OPTIONAL { ?e exg:mode ?mode } "
        "OPTIONAL { ?e exg:participation ?part . ?part exg:headcount ?count } "
        "OPTIONAL { ?e prov:wasDerivedFrom ?record . ?record exg:firstLine ?line } }",
        light=True,
    ),
    Question(
        "three-hops",
        f"SELECT ?region ?label {{ <{_ID}event/benchmark/{{n}}> exg:participation ?p . ?p exg:from ?town . "
        "?town exg:within ?region . ?region rdfs:label ?label }",
        light=True,
    ),
    Question(
        "sorted-page",
        'SELECT ?e ?l { ?e exg:start ?d ; rdfs:label ?l . FILTER(LANG(?l) = "en") } ORDER BY DESC(?d) ?e '
        "LIMIT 20 OFFSET {n}",
    ),
    Question(
        "date-range",
        'SELECT ?e ?d { ?e exg:earliest ?d . FILTER(?d >= "{y}-04-01"^^xsd:date && ?d < "{y}-07-01"^^xsd:date) }',
    ),
    Question(
        "subclass-path",
        f"SELECT (COUNT(?o) AS ?n) {{ ?o a/rdfs:subClassOf* exg:Organisation ; exg:basedIn <{_ID}place/town-{{t}}> }}",
    ),
    Question(
        "not-exists",
        f"SELECT ?e {{ ?e exg:location <{_ID}place/town-{{t}}> FILTER NOT EXISTS {{ ?e exg:inSeries ?s }} }} LIMIT 100",
    ),
)
TEXTS = 200
"""Distinct texts in a set."""


def texts(*, light: bool) -> list[str]:
    """Return 200 distinct queries: of the five light kinds, or of all fifteen in turn."""
    chosen = [question for question in QUESTIONS if question.light or not light]
    made: dict[str, None] = {}
    for turn in itertools.count():
        for question in chosen:
            made[_filled(question.text, turn)] = None
            if len(made) == TEXTS:
                return list(made)
    raise AssertionError


def unique(queries: list[str]) -> Iterator[str]:
    """Yield the queries round and round, each time with a comment of its own: no cache has seen the text."""
    for turn in itertools.count():
        for query in queries:
            yield f"{query} #{turn}"


def request(query: str, path: str) -> bytes:
    """Return a query as the bytes of an HTTP request."""
    accept = "text/turtle" if "CONSTRUCT" in query else "application/sparql-results+json"
    return (
        f"GET {path}?query={quote(query)} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: {accept}\r\n"
        "User-Agent: benchmark\r\nConnection: keep-alive\r\n\r\n"
    ).encode()


def _filled(text: str, turn: int) -> str:
    numbers = {
        "n": 1 + turn * 7 % 330,
        "m": turn * 13 % 300,
        "t": turn * 17 % 400,
        "r": turn % 24,
        "y": 1955 + turn % 68,
    }
    for name, number in numbers.items():
        text = text.replace(f"{{{name}}}", str(number))
    return _PROLOGUE + text
