"""Chronicles: entries that begin with a date, under years that stand only where they change.

Tables of web pages come out like this when they are flattened: the cells of an entry (date, partners, content) follow
each other, some on one line, some on several, with blank lines between or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from exgraph.errors import Location, SourceError
from exgraph.extract.layout.printed import Layout, Printed
from exgraph.extract.text import tidy
from exgraph.sources.document import Document
from exgraph.sources.source import Source

_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d\s*\((?:明治|大正|昭和|平成|令和)(?:元|\d+)\))\s*")
_MONTH_DAY = r"\d{1,2}月(?:\d{1,2}日?)?"
_DATE = re.compile(rf"(?P<date>{_MONTH_DAY}(?:\s*[~-]\s*(?:{_MONTH_DAY}|\d{{1,2}}日))?)(?!\d|開催|に|の|は|号)\s*")
# A dated line within an entry (a venue and its day, say) is short and tells no sentence.
_INNER = 30
_OTHERS = frozenset({"ほか", "他"})


@dataclass
class _Entry:
    line: int
    last: int
    year: str
    date: str
    lines: list[tuple[int, str]] = field(default_factory=list)


def read(source: Source, document: Document) -> Layout:
    """Read the entries between the lines that [layout] names `header` and `end`.

    `partners` in [layout] are words that end a partner's cell (市, 政府, ほか).

    Raises:
        SourceError: header or end is missing, an entry has no year, or no entry is found.
    """
    start, end = _bounds(source, document)
    entries = list(_entries(source, document, start, end))
    if not entries:
        raise SourceError("holds no dated entry", at=Location(document.path, start))
    records = [_printed(number, entry, document, source) for number, entry in enumerate(entries, start=1)]
    inside = {line for entry in entries for line in range(entry.line, entry.last + 1)}
    others = {
        line: "blank" if not text.strip() else "page"
        for line, text in enumerate(document.lines, start=1)
        if line not in inside
    }
    return Layout(records, others)


def _bounds(source: Source, document: Document) -> tuple[int, int]:
    lines = [line.strip() for line in document.lines]
    header, end = source.layout["header"], source.layout["end"]
    if header not in lines or end not in lines[lines.index(header) :]:
        raise SourceError(
            f"no chronicle between '{header}' and '{end}'",
            at=Location(document.path),
            remedy=f"compare with [layout] in {source.folder.name}/source.toml",
        )
    start = lines.index(header)
    return start + 2, lines.index(end, start) + 1


def _entries(source: Source, document: Document, start: int, end: int) -> Iterator[_Entry]:
    entry: _Entry | None = None
    year = ""
    for line in range(start, end):
        text = tidy(document.lines[line - 1]).strip()
        headed = _YEAR.match(text)
        if headed:
            year, text = headed["year"], text[headed.end() :]
        dated = _DATE.match(text)
        if dated and entry and not entry.lines and not headed:
            entry.date += f"、{dated['date']}"
            text = text[dated.end() :]
        elif dated and not (entry and not headed and _continues(entry, text[dated.end() :], source)):
            if not year:
                raise SourceError("an entry before any year", at=Location(document.path, line))
            if entry:
                yield entry
            entry = _Entry(line, line, year, dated["date"])
            text = text[dated.end() :]
        elif headed and not text:
            # The year stands alone: the next dated line opens its first entry.
            continue
        if entry and text:
            entry.lines.append((line, text))
            entry.last = line
    if entry:
        yield entry


def _continues(entry: _Entry, rest: str, source: Source) -> bool:
    """Say whether a dated line is a short note within the entry before it."""
    partner = any(rest.endswith(word) for word in source.layout["partners"]) and len(rest) < _INNER // 2
    told = any("。" in text for _, text in entry.lines)
    return told and 0 < len(rest) <= _INNER and not rest.endswith("。") and not partner


def _printed(number: int, entry: _Entry, document: Document, source: Source) -> Printed:
    partners: list[str] = []
    content: list[str] = []
    for _, text in entry.lines:
        found, rest = _split_partner(text, source) if not content else ("", text)
        if found:
            partners.append(found)
        if rest:
            content.append(rest)
    first, _ = document.span(entry.line, entry.line)
    _, last = document.span(entry.last, entry.last)
    return Printed(
        number=str(number),
        first_line=entry.line,
        last_line=entry.last,
        first_char=first,
        last_char=last,
        year=entry.year,
        month=entry.date,
        place=tuple(partner for partner in partners if partner not in _OTHERS),
        text="\n".join(content),
        text_offset=first,
    )


def _split_partner(text: str, source: Source) -> tuple[str, str]:
    """Split a partner's cell from what follows it on the line: ユジノサハリンスク市 ジャズの演奏会."""
    head, blank, rest = text.partition(" ")
    words = tuple(source.layout["partners"])
    if head.endswith(words) and len(head) < _INNER:
        return head, rest.strip()
    if not blank and text.endswith(words) and len(text) < _INNER // 2:
        return text, ""
    return "", text
