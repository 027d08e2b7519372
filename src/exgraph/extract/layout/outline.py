"""Outlines: bullets under headings, in sections. Wrapped lines belong to the bullet or heading before them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from exgraph.errors import Location, SourceError
from exgraph.extract.layout.printed import Contents, Printed
from exgraph.extract.text import tidy
from exgraph.sources.document import Document
from exgraph.sources.source import Source


@dataclass
class _Block:
    """A heading or a bullet: its lines, and for a bullet the heading it stands under."""

    first: int
    bullet: bool
    heading: str = ""
    lines: list[str] = field(default_factory=list)

    @property
    def last(self) -> int:
        return self.first + len(self.lines) - 1

    @property
    def text(self) -> str:
        # Wrapped at any character: joined without a blank, and without the sign it begins with.
        return "".join(self.lines)[1:].strip()


def read(source: Source, document: Document) -> Contents:
    """Read the bullets of the sections that [layout] names.

    [layout] holds `bullets` and `headings`, the signs that such lines begin with, and `sections` in the document's
    order, each with `until`, the line before which it ends. A section with a `prefix` is read, and its bullets
    are numbered on through all sections of that prefix; its `year` and `month` say when they are of, where they do.

    Raises:
        SourceError: a section's end is not there, or no bullet is found.
    """
    records: list[Printed] = []
    headings: set[int] = set()
    numbers: dict[str, int] = {}
    for section, start, end in _sections(source, document):
        for block in _blocks(source, document, start, end):
            if not block.bullet:
                headings.update(range(block.first, block.last + 1))
                continue
            numbers[section["prefix"]] = numbers.get(section["prefix"], 0) + 1
            records.append(_printed(f"{section['prefix']}-{numbers[section['prefix']]}", block, section, document))
    if not records:
        raise SourceError("holds no bullet", at=Location(document.path), remedy="check bullets in [layout]")
    inside = {line for record in records for line in range(record.first_line, record.last_line + 1)}
    others = {
        line: "blank" if not text.strip() else "heading" if line in headings else "page"
        for line, text in enumerate(document.lines, start=1)
        if line not in inside
    }
    return Contents(records, others)


def _sections(source: Source, document: Document) -> Iterator[tuple[dict[str, Any], int, int]]:
    """Yield each section that has a prefix, its first line and the line after its last."""
    lines = [line.strip() for line in document.lines]
    start = 1
    for section in source.layout["sections"]:
        if section["until"] not in lines[start - 1 :]:
            raise SourceError(
                f"no line '{section['until']}'",
                at=Location(document.path, start),
                remedy=f"compare with sections in {source.folder.name}/source.toml",
            )
        end = lines.index(section["until"], start - 1) + 1
        if "prefix" in section:
            yield section, start, end
        start = end


def _blocks(source: Source, document: Document, start: int, end: int) -> Iterator[_Block]:
    bullets, headings = tuple(source.layout["bullets"]), tuple(source.layout["headings"])
    heading = ""
    block: _Block | None = None
    for line in range(start, end):
        text = document.lines[line - 1].strip()
        if block and (not text or text.startswith(bullets + headings)):
            heading = heading if block.bullet else block.text
            yield block
            block = None
        if text.startswith(bullets + headings):
            block = _Block(line, text.startswith(bullets), heading)
        if block:
            block.lines.append(text)
    if block:
        yield block


def _printed(number: str, block: _Block, section: dict[str, Any], document: Document) -> Printed:
    first, last = document.span(block.first, block.last)
    return Printed(
        number=number,
        first_line=block.first,
        last_line=block.last,
        first_char=first,
        last_char=last,
        year=section.get("year", ""),
        month=section.get("month", ""),
        category=(tidy(block.heading),) if block.heading else (),
        text=block.text,
        text_offset=first,
    )
