"""Layouts: how a document's text falls into records. A reader a layout, told apart by `reader` in source.toml."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from exgraph.errors import Location, SourceError
from exgraph.extract.layout import chronicle, delimited, form, indicator_table, outline, ranges, tie_list
from exgraph.extract.layout.printed import Layout
from exgraph.sources.document import Document
from exgraph.sources.source import Source

_READERS: dict[str, Callable[[Source, Document], Layout]] = {
    "chronicle": chronicle.read,
    "delimited-table": delimited.read,
    "form": form.read,
    "indicator-table": indicator_table.read,
    "outline": outline.read,
    "ranges": ranges.read,
    "tie-list": tie_list.read,
}


def read(source: Source, document: Document) -> Layout:
    """Read a document by the layout that its source.toml names.

    Raises:
        SourceError: no such layout, or the document is not laid out like that.
    """
    name = source.layout.get("reader")
    if name not in _READERS:
        raise SourceError(
            f"[layout] names the reader '{name}'",
            at=Location(source.folder / "source.toml"),
            remedy=f"the readers are {', '.join(sorted(_READERS))}",
        )
    return _READERS[name](source, document)


def parts(source: Source) -> list[Source]:
    """Return the source once for each of `[[layout.parts]]`, with that part's layout; as it is where it has none.

    A part has all that [layout] says besides.
    """
    shared = {key: value for key, value in source.layout.items() if key != "parts"}
    return [replace(source, layout=shared | part) for part in source.layout.get("parts", [{}])]


def joined(layouts: Iterable[Layout]) -> Layout:
    """Return the layouts of a document's parts as one: a line is of no record when it is so in every part."""
    every = list(layouts)
    records = [record for each in every for record in each.records]
    inside = {line for record in records for line in range(record.first_line, record.last_line + 1)}
    others: dict[int, str] = {}
    for each in every:
        for line, word in each.others.items():
            if line not in inside and others.get(line, "page") == "page":
                others[line] = word
    return Layout(records, dict(sorted(others.items())))
