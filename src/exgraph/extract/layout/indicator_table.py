"""Tables of indicators: a line of years, then for each indicator its name, its values and its progress, over lines."""

from __future__ import annotations

import re

from exgraph.errors import Location, SourceError
from exgraph.extract.layout.printed import Contents, Printed
from exgraph.extract.text import tidy
from exgraph.sources.document import Document
from exgraph.sources.source import Source

_VALUES = re.compile(r"\d[\d,.]*\S*(?:\s+\d[\d,.]*\S*)*")


def read(source: Source, document: Document) -> Contents:
    """Read the table whose line of years [layout] names as `header`, to the document's end.

    `prefix` begins the records' numbers, and `progress` is the word before a line of progress. A record's cells are
    `years`, `values` and `progress`, each as printed with single blanks between; its text is the indicator's name.

    Raises:
        SourceError: the header is not there, or no indicator with values follows it.
    """
    lines = [tidy(line).strip() for line in document.lines]
    header = tidy(source.layout["header"])
    if header not in lines:
        raise SourceError(
            f"no line '{header}'",
            at=Location(document.path),
            remedy=f"compare with [layout] in {source.folder.name}/source.toml",
        )
    start = lines.index(header) + 1
    records: list[Printed] = []
    inside: list[int] = []
    for line in range(start + 1, len(lines) + 1):
        if inside and _is_name(lines[line - 1], source) and not _is_name(lines[inside[-1] - 1], source):
            records.append(_printed(len(records) + 1, inside, lines, source, document))
            inside = []
        if lines[line - 1]:
            inside.append(line)
    if inside:
        records.append(_printed(len(records) + 1, inside, lines, source, document))
    if not records:
        raise SourceError("no indicator below the header", at=Location(document.path, start), remedy="check [layout]")
    others = {line: "header" if line == start else "blank" for line in range(start, len(lines) + 1)}
    for record in records:
        for line in range(record.first_line, record.last_line + 1):
            others.pop(line, None)
    return Contents(records, others)


def _is_name(text: str, source: Source) -> bool:
    return bool(text) and not _VALUES.fullmatch(text) and not text.startswith(tidy(source.layout["progress"]))


def _printed(number: int, inside: list[int], lines: list[str], source: Source, document: Document) -> Printed:
    texts = [lines[line - 1] for line in inside]
    names = [text for text in texts if _is_name(text, source)]
    progress = tidy(source.layout["progress"])
    first, last = document.span(inside[0], inside[-1])
    return Printed(
        number=f"{source.layout['prefix']}-{number}",
        first_line=inside[0],
        last_line=inside[-1],
        first_char=first,
        last_char=last,
        year="",
        text="".join(names),
        text_offset=first,
        cells={
            "years": tidy(source.layout["header"]),
            "values": " ".join(text for text in texts if _VALUES.fullmatch(text)),
            "progress": " ".join(text.removeprefix(progress).strip() for text in texts if text.startswith(progress)),
        },
    )
