"""The page of a source document: who published it, which years it covers, its records and how far they are checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from exgraph.export import worklist
from exgraph.model.citation import Citation
from exgraph.model.report import SEVERITIES
from exgraph.reading.citation import citations
from exgraph.reading.history.event_list import YearBar
from exgraph.reading.paging import paged
from exgraph.reading.published import Published, per_version
from exgraph.reading.reader import Name, Reader
from exgraph.reading.thing.facts import ThingFacts

_PAGE = 50


@dataclass(frozen=True)
class SourceRow:
    """A record in the list, and what was read from it."""

    citation: Citation
    things: Sequence[Name]


def view(reader: Reader, thing: ThingFacts, parameters: Mapping[str, str]) -> dict[str, object]:
    """Return what the page of a source document shows."""
    published, iri = reader.published, thing.iri
    key = iri.removeprefix(published.base.thing("source", ""))
    records = _records(published, iri)
    number, pages = paged(len(records), _PAGE, parameters.get("page"))
    shown = records[(number - 1) * _PAGE : number * _PAGE]
    findings = worklist.select(published.report.findings, source=key, severity=None, code=None)
    coverage = published.report.coverage.get(key)
    return {
        "key": key,
        "publisher": thing.text("exg:publisher"),
        "licence": thing.text("exg:licence"),
        "address": thing.first("exg:address"),
        "total": len(records),
        "rows": _rows(reader, shown),
        "page": number,
        "pages": pages,
        "bars": _bars(coverage.years if coverage else {}),
        "lines": coverage,
        "reviewed": _reviewed(reader, iri),
        "made": _made(published, iri),
        "found": {
            severity: count for severity in SEVERITIES if (count := sum(each.severity == severity for each in findings))
        },
    }


@per_version()
def _records(published: Published, source: str) -> list[Citation]:
    found = [each for each in citations(published).values() if each.source == source and each.first]
    return sorted(found, key=lambda each: (each.first, each.record))


def _rows(reader: Reader, records: Sequence[Citation]) -> list[SourceRow]:
    """Return the records with what was read from them; groups of an event go with the event."""
    values = " ".join(f"<{record.record}>" for record in records)
    found = reader.published.rows(
        f"""SELECT DISTINCT ?record ?it {{ VALUES ?record {{ {values} }} ?it prov:wasDerivedFrom ?record
            FILTER NOT EXISTS {{ ?it a exg:Participation }} }} ORDER BY ?it"""
    )
    things: dict[str, list[Name]] = {}
    for each in found:
        things.setdefault(each["record"], []).append(reader.name(each["it"]))
    return [SourceRow(each, things.get(each.record, ())) for each in records]


def _bars(years: Mapping[str, int]) -> list[YearBar]:
    counts = {int(year): count for year, count in years.items() if year}
    most = max(counts.values(), default=0)
    if not most:
        return []
    return [
        YearBar(year, counts.get(year, 0), round(100 * counts.get(year, 0) / most, 1))
        for year in range(min(counts), max(counts) + 1)
    ]


def _reviewed(reader: Reader, iri: str) -> list[tuple[Name, int, float]]:
    """Return how many facts (things read) have each review state, with their share in percent, the most first."""
    counts = _states(reader.published, iri)
    total = sum(counts.values())
    return [(reader.name(state), count, 100 * count / total) for state, count in counts.items()]


@per_version()
def _states(published: Published, iri: str) -> dict[str, int]:
    """Return how many things read from a document have each review state, the most first."""
    rows = published.rows(
        f"""SELECT ?state (COUNT(DISTINCT ?it) AS ?count) {{
            ?record exg:source <{iri}> . ?it prov:wasDerivedFrom ?record ; exg:review ?state
        }} GROUP BY ?state ORDER BY DESC(?count) ?state"""
    )
    return {row["state"]: int(row["count"]) for row in rows}


@per_version()
def _made(published: Published, iri: str) -> list[tuple[str, int]]:
    """Return how many things of each kind were read from the document, by class."""
    classes = [each.iri for each in published.main_classes.in_order]
    kinds = " ".join(f"<{each}>" for each in classes)
    rows = published.rows(
        f"""SELECT ?kind (COUNT(DISTINCT ?it) AS ?count) {{ VALUES ?kind {{ {kinds} }}
            ?record exg:source <{iri}> . ?it prov:wasDerivedFrom ?record ; a ?kind }} GROUP BY ?kind"""
    )
    counts = {row["kind"]: int(row["count"]) for row in rows}
    return [(kind, counts[kind]) for kind in classes if counts.get(kind)]
