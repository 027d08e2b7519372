"""The page of a record: its lines, everything read from it with all facts, what was found, the records beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from exgraph.model.iri import NS
from exgraph.reading.published import Published, per_version
from exgraph.reading.reader import Name, Reader
from exgraph.reading.thing.facts import FactGroup, ThingFacts
from exgraph.reading.thing.finding import ShownFinding, read

_LEFT = ("names", "evidence")
"""Groups of facts that are left out beside a thing: its names it has already, and the record is this one."""


@dataclass(frozen=True)
class Made:
    """A thing read from the record: its kinds, its review state, the rule that read it, its facts."""

    thing: Name
    kinds: Sequence[Name]
    review: Sequence[Name]
    rules: Sequence[str]
    summary: Name | None
    groups: Sequence[FactGroup]


def view(reader: Reader, thing: ThingFacts, parameters: Mapping[str, str]) -> dict[str, object]:
    """Return what the page of a record shows."""
    rows = reader.published.rows(f"SELECT DISTINCT ?it {{ ?it prov:wasDerivedFrom <{thing.iri}> }} ORDER BY ?it")
    source = thing.first("exg:source")
    before, after = _beside(reader, thing, source) if source else (None, None)
    return {
        "source": reader.name(source) if source else None,
        "record_number": thing.first("exg:recordNumber"),
        "derived": [_made(reader, row["it"]) for row in rows],
        "found": _findings(reader, thing),
        "previous": before,
        "next": after,
    }


def _made(reader: Reader, iri: str) -> Made:
    thing = ThingFacts(reader, iri)
    kinds = [kind for kind in thing.types if kind != NS + "Event"]
    return Made(
        thing=reader.name(iri),
        kinds=[reader.name(kind) for kind in kinds],
        review=thing.names("exg:review"),
        rules=thing.all("exg:rule"),
        summary=thing.text("dcterms:description"),
        groups=[group for group in thing.groups() if group.key not in _LEFT],
    )


def _beside(reader: Reader, thing: ThingFacts, source: str) -> tuple[Name | None, Name | None]:
    """Return the records before and after this one in the document."""
    order = _order(reader.published, source)
    place = order.index(thing.iri)
    before = reader.name(order[place - 1]) if place else None
    return before, reader.name(order[place + 1]) if place + 1 < len(order) else None


@per_version()
def _order(published: Published, source: str) -> list[str]:
    """Return the records of a document in its order."""
    rows = published.rows(
        f"""SELECT ?it {{ ?it exg:source <{source}> ; a exg:Record ; exg:firstLine ?line
            OPTIONAL {{ ?it exg:firstOffset ?offset }} }} ORDER BY ?line ?offset ?it"""
    )
    return [row["it"] for row in rows]


def _findings(reader: Reader, thing: ThingFacts) -> list[ShownFinding]:
    """Return what was found about things that this record tells of."""
    key, number = reader.published.base.thing("source", ""), thing.first("exg:recordNumber")
    source = (thing.first("exg:source") or "").removeprefix(key)
    return [
        read(reader, each)
        for each in reader.published.report.findings
        if each.severity != "info"
        and each.focus != thing.iri
        and any((record.source, record.number) == (source, number) for record in each.records)
    ]
