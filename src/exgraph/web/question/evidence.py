"""The records behind the answer to a question: those of the things that its rows name or that it counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from exgraph.model.citation import Citation
from exgraph.reading.citation import cited
from exgraph.reading.reader import Name, Reader

MOST = 120
"""Things whose records are listed."""
_THINGS = ("event", "agreement", "series", "indicator")
"""Variables that name what records tell of, the first of them first."""
_WHERE = re.compile(r"\bWHERE\s*(\{.*\})", re.DOTALL)


@dataclass(frozen=True)
class WrittenThing:
    """A thing with its date, and the records that tell of it, that of the fewest lines first."""

    thing: Name
    date: str
    records: Sequence[Citation]


def written(reader: Reader, asked: str, rows: Iterable[Mapping[str, str]]) -> list[WrittenThing]:
    """Return the things behind the rows that a query was answered with, by date, with the records that tell of them.

    A query that counts events names none in its rows: those that its pattern matches are taken then.
    """
    things = _named(rows) or _counted(reader, asked)
    if not things:
        return []
    dates = {
        row["thing"]: row.get("date", "")
        for row in reader.published.rows(
            f"""SELECT ?thing (MIN(STR(?span)) AS ?date) {{
                VALUES ?thing {{ {" ".join(f"<{iri}>" for iri in things)} }}
                OPTIONAL {{ ?thing exg:edtf|exg:concluded ?span }}
            }} GROUP BY ?thing"""
        )
    }
    records = cited(reader.published)
    return [
        WrittenThing(
            reader.name(iri),
            reader.date(*dates[iri].split("/")[:2]) if dates[iri] else "",
            sorted(records[iri], key=lambda each: (each.last - each.first, each.source, each.first)),
        )
        for iri in sorted(things, key=lambda iri: (dates.get(iri, ""), iri))
        if iri in records
    ]


def _named(rows: Iterable[Mapping[str, str]]) -> list[str]:
    rows = list(rows)
    column = next((each for each in _THINGS if any(each in row for row in rows)), None)
    return list(dict.fromkeys(row[column] for row in rows if column in row))[:MOST] if column else []


def _counted(reader: Reader, asked: str) -> list[str]:
    pattern = _WHERE.search(asked)
    if pattern is None or "?event" not in pattern[1] or "LIMIT" in asked:
        return []
    head = "\n".join(line for line in asked.splitlines() if line.startswith("PREFIX"))
    rows = reader.published.store.rows(f"{head}\nSELECT DISTINCT ?event WHERE {pattern[1]} LIMIT {MOST}")
    return [row["event"] for row in rows]
