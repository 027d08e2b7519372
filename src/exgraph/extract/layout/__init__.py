"""Layouts: how a document's text falls into records. A reader a layout, told apart by `reader` in source.toml."""

from __future__ import annotations

from collections.abc import Callable

from exgraph.errors import Location, SourceError
from exgraph.extract.layout import chronicle, era_table, tie_list
from exgraph.extract.layout.printed import Layout
from exgraph.sources.document import Document
from exgraph.sources.source import Source

_READERS: dict[str, Callable[[Source, Document], Layout]] = {
    "chronicle": chronicle.read,
    "era-table": era_table.read,
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
