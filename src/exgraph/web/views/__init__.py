"""What the pages of the main classes show above the table of all facts: one module a class."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from exgraph.model.iri import NS
from exgraph.web.reader import Reader
from exgraph.web.sheet import Sheet
from exgraph.web.views import agreement, event, organisation, place, record, series, source

View = Callable[[Reader, Sheet, Mapping[str, str]], dict[str, object]]

_VIEWS: dict[str, tuple[str, View]] = {
    "Place": ("place.html", place.view),
    "Event": ("event.html", event.view),
    "Agreement": ("agreement.html", agreement.view),
    "Series": ("series.html", series.view),
    "Organisation": ("organisation.html", organisation.view),
    "Record": ("record.html", record.view),
    "SourceDocument": ("source.html", source.view),
}


def view(reader: Reader, sheet: Sheet, parameters: Mapping[str, str]) -> tuple[str, dict[str, object]]:
    """Return the template of a thing's class and what to fill in; the plain template for other classes."""
    classes = set(sheet.all("rdf:type", inferred=True))
    for name, (template, make) in _VIEWS.items():
        if NS + name in classes:
            return template, make(reader, sheet, parameters)
    return "thing.html", {}
