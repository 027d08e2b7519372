"""The figures of the home page, of the whole graph."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from exgraph.model.iri import PREFIXES
from exgraph.reading.history.anniversary import coming
from exgraph.reading.history.event_list import ListedEvent, listed_events
from exgraph.reading.published import Published, per_version
from exgraph.reading.reader import Name, Reader, per_reader
from exgraph.reading.thing.facts import ThingFacts
from exgraph.web import question
from exgraph.web.map import tie_map
from exgraph.web.question.answer import title

_NUMBERS = {
    "events": "SELECT (COUNT(DISTINCT ?it) AS ?n) { ?it a exg:Event }",
    "towns": "SELECT (COUNT(DISTINCT ?it) AS ?n) { ?tie a exg:Agreement ; exg:party ?it . ?it a exg:Place }",
    "ties": "SELECT (COUNT(DISTINCT ?it) AS ?n) { ?it a exg:Agreement }",
    "people": "SELECT (SUM(?count) AS ?n) { ?it a exg:Participation ; exg:headcount ?count }",
}
_MONTH = 8
"""Events of this month in earlier years that are shown."""
_QUESTIONS = ("pupils-sent", "silent-ties", "people-each-way")
"""Questions to try: one of an officer, one of a researcher, one of a councillor."""


@dataclass(frozen=True)
class Covered:
    """A source: its name, its publisher, the years its events are of, how many records it has."""

    source: Name
    publisher: Name | None
    first: str | None
    last: str | None
    records: int


@per_version()
def numbers(published: Published) -> dict[str, int]:
    """Return how many events, towns with ties, ties and people there are."""
    return {key: int(published.rows(query)[0].get("n", "0")) for key, query in _NUMBERS.items()}


@per_reader()
def sources(reader: Reader) -> list[Covered]:
    """Return the source documents with the years they cover."""
    rows = reader.published.rows(
        """SELECT ?source (COUNT(DISTINCT ?record) AS ?records) (MIN(?year) AS ?first) (MAX(?year) AS ?last) {
            ?record exg:source ?source .
            OPTIONAL { ?fact prov:wasDerivedFrom ?record ; exg:year ?year }
        } GROUP BY ?source ORDER BY ?source"""
    )
    return [
        Covered(
            reader.name(row["source"]),
            ThingFacts(reader, row["source"]).text("exg:publisher"),
            row.get("first"),
            row.get("last"),
            int(row["records"]),
        )
        for row in rows
    ]


@per_reader(most=8)
def in_month(reader: Reader, month: int, year: int) -> list[ListedEvent]:
    """Return events of a month in years before `year`, those whose month is known, the latest years first."""
    whole_year = f"<{PREFIXES['xsd']}gYear>"
    pattern = f"""?event exg:start ?begun ; exg:earliest ?first .
        FILTER(DATATYPE(?begun) != {whole_year} && MONTH(?first) = {month} && YEAR(?first) < {year})"""
    return listed_events(reader, pattern, limit=_MONTH)


def content(reader: Reader, today: date) -> dict[str, object]:
    """Return all that the home page shows."""
    return {
        "numbers": numbers(reader.published),
        "sources": sources(reader),
        "anniversaries": coming(reader, today.year),
        "month": in_month(reader, today.month, today.year),
        "picture": tie_map.draw(reader),
        "questions": [(each.id, title(reader, each)) for each in map(question.find, _QUESTIONS) if each],
    }
