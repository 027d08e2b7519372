"""The life line of an agreement: concluded, affirmed, marked, suspended, resumed, ended, and last heard of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exgraph.reading.history.anniversary import concluded
from exgraph.reading.history.event_list import ListedEvent, listed_events
from exgraph.reading.reader import Name, Reader

_STAGES = {
    "concluded": "?event exg:concludes {it} .",
    "marked": "?event exg:commemorates {it} .",
    "suspended": "?event exg:subject {it} ; a exg:Suspension .",
    "resumed": "?event exg:subject {it} ; a exg:Resumption .",
    "ended": "?event exg:subject {it} ; a exg:Closing .",
    "last": "{it} exg:lastExchange ?event .",
}
"""Stages that events are, with the pattern that finds them."""

_PAPERS = {"renewed": "?paper exg:renews {it} .", "statement": "{it} exg:jointStatement ?paper ."}
"""Stages that later agreements are."""


@dataclass(frozen=True)
class Stage:
    """One stage of a life: which (a word of `life.`), its day in figures or empty, what happened, which anniversary."""

    kind: str
    date: str
    name: Name
    anniversary: int | None = None


@dataclass(frozen=True)
class Life:
    """The stages in the order of time, the last exchange after them, and whether a document tells of an end."""

    stages: list[Stage]
    last: Stage | None
    ended: bool


def life(reader: Reader, agreement: str) -> Life:
    """Return what documents tell of the life of an agreement (an IRI); whether it is in force they do not tell."""
    it = f"<{agreement}>"
    stages = [stage for kind, form in _STAGES.items() for stage in _happened(reader, kind, form.format(it=it))]
    papers = [stage for kind, form in _PAPERS.items() for stage in _agreed(reader, kind, form.format(it=it))]
    last = next((stage for stage in stages if stage.kind == "last"), None)
    known = [stage for stage in [*stages, *papers] if stage is not last]
    since = concluded(reader.published).get(agreement)
    if since and not any(stage.kind == "concluded" for stage in known):
        known.append(Stage("concluded", since, reader.name(agreement)))
    known.sort(key=lambda stage: stage.date)
    return Life(known, last, any(stage.kind == "ended" for stage in known))


def _happened(reader: Reader, kind: str, pattern: str) -> Iterator[Stage]:
    numbers = {
        row["event"]: int(row["n"])
        for row in reader.published.rows(f"SELECT ?event ?n {{ {pattern} ?event exg:anniversary ?n }}")
    }
    for event in listed_events(reader, pattern, descending=False):
        yield Stage(kind, event.date, event.name, _number(kind, event, numbers))


def _number(kind: str, event: ListedEvent, numbers: dict[str, int]) -> int | None:
    return numbers.get(event.name.iri or "") if kind == "marked" else None


def _agreed(reader: Reader, kind: str, pattern: str) -> Iterator[Stage]:
    rows = reader.published.rows(
        f"""SELECT ?paper (MIN(STR(?day)) AS ?date) {{
            {pattern} OPTIONAL {{ ?paper exg:concluded ?day }}
        }} GROUP BY ?paper"""
    )
    for row in rows:
        yield Stage(kind, row.get("date", ""), reader.name(row["paper"]))
