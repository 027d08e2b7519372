"""Numbered lists of ties whose cells run over lines: number, region and name here, region and name there, year."""

from __future__ import annotations

import re

from exgraph.errors import Location, SourceError
from exgraph.extract.layout.printed import Contents, Printed
from exgraph.sources.document import Document
from exgraph.sources.source import Source

_YEAR = re.compile(r"(?:1[89]|20)\d\d")


def read(source: Source, document: Document) -> Contents:
    """Read the list between the lines that [layout] names `header` and `end`; a number and a year bound each tie.

    Raises:
        SourceError: the list is not there, or its numbers do not run from 1 without a gap.
    """
    start, end = _bounds(source, document)
    records: list[Printed] = []
    others: dict[int, str] = {}
    words: list[str] = []
    first = start
    for line in range(start, end):
        text = document.lines[line - 1].strip()
        if text == source.layout["header"] or not text:
            others[line] = "header" if text else "blank"
            continue
        if not words:
            first = line
        words.append(text)
        tie = re.fullmatch(r"(\d+)\s*(.*?)\s*(\d{4})", " ".join(words))
        if tie and _YEAR.fullmatch(tie[3]):
            _expect(int(tie[1]), len(records) + 1, Location(document.path, first))
            begin, finish = document.span(first, line)
            # Cells are wrapped at any character: the pieces are joined without a blank.
            joined = re.sub(r"^\d+\s*|\s*\d{4}$", "", "".join(words))
            records.append(Printed(f"tie-{tie[1]}", first, line, begin, finish, year=tie[3], text=joined))
            words = []
    if words:
        raise SourceError("a tie without a year", at=Location(document.path, first), remedy="check [layout] end")
    return Contents(records, others)


def _bounds(source: Source, document: Document) -> tuple[int, int]:
    lines = [line.strip() for line in document.lines]
    header, end = source.layout["header"], source.layout["end"]
    if header not in lines or end not in lines[lines.index(header) :]:
        raise SourceError(
            f"no list between '{header}' and '{end}'",
            at=Location(document.path),
            remedy=f"compare with [layout] in {source.folder.name}/source.toml",
        )
    start = lines.index(header)
    return start + 1, lines.index(end, start) + 1


def _expect(found: int, expected: int, at: Location) -> None:
    if found != expected:
        raise SourceError(f"tie {found} where tie {expected} should stand", at=at, remedy="check the list's lines")
