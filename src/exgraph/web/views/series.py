"""The page of a series or programme: who runs it, its editions with the numbers and years that no record tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from exgraph.model.iri import NS
from exgraph.reading.history.event_list import ListedEvent, chart, listed_events
from exgraph.reading.history.yearly import spans
from exgraph.reading.reader import Name, Reader
from exgraph.reading.thing.facts import ThingFacts
from exgraph.reading.thing.indicator_values import indicator_values, read_from


@dataclass(frozen=True)
class SeriesEdition:
    """An edition of a series; `missing` are the numbers between the one before and it that no record tells."""

    event: ListedEvent
    missing: Sequence[str]


def view(reader: Reader, thing: ThingFacts, parameters: Mapping[str, str]) -> dict[str, object]:
    """Return what the page of a series shows."""
    pattern = f"?event exg:inSeries <{thing.iri}> ."
    bars = chart(reader, pattern)
    editions = list(_numbered(listed_events(reader, pattern, descending=False)))
    programme = NS + "Programme" in thing.all("rdf:type", inferred=True)
    people = [each.event.people for each in editions if each.event.people is not None]
    return {
        "kinds": [reader.name(iri) for iri in thing.types],
        "organisers": thing.names("exg:organiser"),
        "bars": bars,
        "editions": editions,
        "silent": spans(bar.year for bar in bars if not bar.count),
        "people": sum(people) if people else None,
        "counted": len(people),
        "akin": _akin(reader, thing.iri),
        "figures": indicator_values(reader, read_from(_records(reader, thing.iri))) if programme else [],
        "browse": f"/browse?series={thing.iri.removeprefix(reader.published.base.thing(''))}",
    }


def _numbered(found: Sequence[ListedEvent]) -> Iterator[SeriesEdition]:
    """Yield the editions with the numbers that are missing before each."""
    known = {int(each.edition) for each in found if each.edition}
    last: int | None = None
    for each in found:
        number = int(each.edition) if each.edition else None
        between = range(last + 1, number) if last is not None and number is not None else ()
        yield SeriesEdition(each, spans(one for one in between if one not in known))
        last = max(last or 0, number) if number is not None else last


def _akin(reader: Reader, iri: str) -> list[tuple[Name, int]]:
    """Return the other series that events of this one belong to, such as the projects of a programme."""
    rows = reader.published.rows(
        f"""SELECT ?it (COUNT(DISTINCT ?event) AS ?events) {{
            ?event exg:inSeries <{iri}>, ?it . FILTER(?it != <{iri}>)
        }} GROUP BY ?it ORDER BY DESC(?events) ?it"""
    )
    return [(reader.name(row["it"]), int(row["events"])) for row in rows]


def _records(reader: Reader, iri: str) -> list[str]:
    rows = reader.published.rows(
        f"SELECT DISTINCT ?it {{ ?event exg:inSeries <{iri}> ; prov:wasDerivedFrom ?it }} ORDER BY ?it"
    )
    return [row["it"] for row in rows]
