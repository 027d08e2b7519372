"""The register of layouts: for each name of `reader` in source.toml, how such a document is read and what it tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from exgraph.errors import Location, SourceError
from exgraph.extract import event, indicator, programme, prose, tie
from exgraph.extract.event import Proposal
from exgraph.extract.layout import article, chronicle, delimited, form, indicator_table, outline, ranges, tie_list
from exgraph.extract.layout.printed import Contents, Printed
from exgraph.extract.task import Task
from exgraph.sources.document import Document
from exgraph.sources.source import Source


@dataclass(frozen=True)
class Layout:
    """A layout: `read` finds the records of a document, `propose` the facts of the records."""

    read: Callable[[Source, Document], Contents]
    propose: Callable[[list[Printed], Task], Proposal]


LAYOUTS: dict[str, Layout] = {
    "article": Layout(article.read, event.propose_all),
    "chronicle": Layout(chronicle.read, event.propose_all),
    "delimited-table": Layout(delimited.read, event.propose_all),
    "form": Layout(form.read, event.propose_all),
    "indicator-table": Layout(indicator_table.read, indicator.propose_all),
    "outline": Layout(outline.read, prose.propose_dated),
    "programme-table": Layout(delimited.read, programme.propose_all),
    "ranges": Layout(ranges.read, prose.propose_dated),
    "tie-list": Layout(tie_list.read, tie.propose_all),
}


def layout(source: Source) -> Layout:
    """Return the layout that a source.toml names.

    Raises:
        SourceError: there is no such layout.
    """
    name = source.layout.get("reader")
    if name not in LAYOUTS:
        raise SourceError(
            f"[layout] names the reader '{name}'",
            at=Location(source.folder / "source.toml"),
            remedy=f"the readers are {', '.join(sorted(LAYOUTS))}",
        )
    return LAYOUTS[name]


def read(source: Source, document: Document) -> Contents:
    """Read a document by the layout that its source.toml names.

    Raises:
        SourceError: no such layout, or the document is not laid out like that.
    """
    return layout(source).read(source, document)


def parts(source: Source) -> list[Source]:
    """Return the source once for each of `[[layout.parts]]`, with that part's layout; as it is where it has none.

    A part has all that [layout] says besides.
    """
    shared = {key: value for key, value in source.layout.items() if key != "parts"}
    return [replace(source, layout=shared | part) for part in source.layout.get("parts", [{}])]


def joined(contents: Iterable[Contents]) -> Contents:
    """Return the contents of a document's parts as one: a line is of no record when it is so in every part."""
    every = list(contents)
    records = [record for each in every for record in each.records]
    inside = {line for record in records for line in range(record.first_line, record.last_line + 1)}
    others: dict[int, str] = {}
    for each in every:
        for line, word in each.others.items():
            if line not in inside and others.get(line, "page") == "page":
                others[line] = word
    passed = {line: why for each in every for line, why in each.passed.items()}
    return Contents(records, dict(sorted(others.items())), passed, whole=all(each.whole for each in every))
