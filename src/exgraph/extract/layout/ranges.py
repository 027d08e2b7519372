"""Prose: articles and figures whose records are ranges of lines, named one by one in source.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exgraph.errors import Location, SourceError
from exgraph.extract.layout.printed import Contents, Printed
from exgraph.sources.document import Document
from exgraph.sources.source import Source


def read(source: Source, document: Document) -> Contents:
    """Read the ranges that [layout] gives: `records` by number and `others` by word, each as `552-653` or `42`.

    `year` is the year or fiscal year that the records' own heading tells. Without one their dated sentences are read,
    where `published` tells the year that 本年 means; else they are read by people only.

    Raises:
        SourceError: a range that is none, or that lies outside the document.
    """
    records = [
        _printed(number, *_bounds(text, source, document), document, source.layout.get("year", ""))
        for number, text in source.layout["records"].items()
    ]
    words = dict(_words(source, document))
    inside = {line for record in records for line in range(record.first_line, record.last_line + 1)}
    others = {
        line: "blank" if not text.strip() else words.get(line, "page")
        for line, text in enumerate(document.lines, start=1)
        if line not in inside
    }
    return Contents(records, others)


def _words(source: Source, document: Document) -> Iterator[tuple[int, str]]:
    for word, ranges in source.layout.get("others", {}).items():
        for text in ranges:
            first, last = _bounds(text, source, document)
            for line in range(first, last + 1):
                yield line, word


def _bounds(text: str, source: Source, document: Document) -> tuple[int, int]:
    match = re.fullmatch(r"(\d+)(?:-(\d+))?", text)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not 1 <= first <= last <= len(document.lines):
        raise SourceError(
            f"'{text}' is no range of the {len(document.lines)} lines of {document.path.name}",
            at=Location(source.folder / "source.toml"),
            remedy="write first-last, lines counted from 1",
        )
    return first, last


def _printed(number: str, first_line: int, last_line: int, document: Document, year: str) -> Printed:
    first, last = document.span(first_line, last_line)
    return Printed(
        number=number,
        first_line=first_line,
        last_line=last_line,
        first_char=first,
        last_char=last,
        year=year,
        # Prose is wrapped at any character: its lines are one text.
        text="".join(document.words(first, last).split("\n")),
        text_offset=first,
    )
