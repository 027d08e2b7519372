"""The page of a ferry or air route: its ends, when it ran, what began or stopped when."""

from __future__ import annotations

from collections.abc import Mapping

from exgraph.reading.history.event_list import event_list
from exgraph.reading.reader import Name, Reader
from exgraph.reading.thing.facts import ThingFacts
from exgraph.reading.thing.main_facts import MainFact, main_facts


def view(reader: Reader, thing: ThingFacts, parameters: Mapping[str, str]) -> dict[str, object]:
    """Return what the page of a route shows."""
    pattern = f"{{ ?event exg:route <{thing.iri}> }} UNION {{ ?event exg:commemorates <{thing.iri}> }}"
    found = main_facts(reader, thing, "exg:terminus", "exg:mode", "exg:operated", "skos:altLabel")
    return {
        "entries": [_dated(reader, entry) if entry.property == "exg:operated" else entry for entry in found],
        "events": event_list(reader, pattern, parameters.get("year"), parameters.get("page")),
        "browse": None,
        "beside": "named",
        "others": [],
    }


def _dated(reader: Reader, entry: MainFact) -> MainFact:
    """Return the years in which it ran as the reader writes them; an open end stays open."""
    return MainFact(entry.label, entry.property, [Name(_span(reader, value.text)) for value in entry.values])


def _span(reader: Reader, text: str) -> str:
    start, _, end = text.partition("/")
    if end in ("", ".."):
        return f"{reader.date(start)} –" if "/" in text else reader.date(start)
    return reader.date(start, end)
