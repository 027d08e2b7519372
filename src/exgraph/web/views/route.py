"""The page of a ferry or air route: its ends, when it ran, what began or stopped when."""

from __future__ import annotations

from collections.abc import Mapping

from exgraph.web.entry import Entry, entries
from exgraph.web.occasion import listing
from exgraph.web.reader import Name, Reader
from exgraph.web.sheet import Sheet


def view(reader: Reader, sheet: Sheet, parameters: Mapping[str, str]) -> dict[str, object]:
    """Return what the page of a route shows."""
    pattern = f"{{ ?event exg:route <{sheet.iri}> }} UNION {{ ?event exg:commemorates <{sheet.iri}> }}"
    found = entries(reader, sheet, "exg:terminus", "exg:mode", "exg:operated", "skos:altLabel")
    return {
        "entries": [_dated(reader, entry) if entry.property == "exg:operated" else entry for entry in found],
        "events": listing(reader, pattern, parameters.get("year"), parameters.get("page")),
        "browse": None,
        "beside": "named",
        "others": [],
    }


def _dated(reader: Reader, entry: Entry) -> Entry:
    """Return the years in which it ran as the reader writes them; an open end stays open."""
    return Entry(entry.label, entry.property, [Name(_span(reader, value.text)) for value in entry.values])


def _span(reader: Reader, text: str) -> str:
    start, _, end = text.partition("/")
    if end in ("", ".."):
        return f"{reader.date(start)} –" if "/" in text else reader.date(start)
    return reader.date(start, end)
