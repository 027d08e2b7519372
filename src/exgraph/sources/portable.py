"""PDF documents: the rows of their tables by position, the lines of the text around them; scanned pages recognised."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from exgraph.errors import Location, SourceError
from exgraph.sources import recognition

if TYPE_CHECKING:
    from pdfplumber.page import Page

_RESOLUTION = 300
"""Dots an inch at which a scanned page is drawn."""
_BREAK = re.compile(r"(?<=[^\x00-\x7f])\s*\n\s*(?=[^\x00-\x7f])")


def lines(content: bytes, path: Path) -> Iterator[list[str]]:
    """Yield the cells of each line, page after page: those of a table's row, or one for a line of text.

    Raises:
        SourceError: pdfplumber is not installed, the content is no PDF or is locked, or a page is an image that cannot
            be recognised.
    """
    try:
        import pdfplumber  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise SourceError(
            "needs pdfplumber to be read", at=Location(path), remedy="pip install 'exgraph[pdf]', or give the text"
        ) from error
    try:
        with pdfplumber.open(io.BytesIO(content)) as document:
            pages = [list(_page(page, path)) for page in document.pages]
    except SourceError:
        raise
    except Exception as error:
        raise SourceError(
            f"cannot be read as PDF: {type(error).__name__}",
            at=Location(path),
            remedy="save it anew, without a password",
        ) from error
    found = [line for page in pages for line in page]
    if not any(any(cells) for cells in found):
        raise SourceError("holds no text layer", at=Location(path), remedy="give its text as a file")
    yield from found


def _page(page: Page, path: Path) -> Iterator[list[str]]:
    if not page.chars:
        if page.images:
            yield from _scanned(page, path)
        return
    tables = [table for table in page.find_tables() if len(table.rows) > 1]
    around = page
    for table in tables:
        around = around.outside_bbox(_within(table.bbox, page.bbox))
    found = [(line["top"], [str(line["text"])]) for line in around.extract_text_lines()]
    for table in tables:
        rows = zip(table.rows, table.extract(), strict=True)
        found += [(row.bbox[1], [_joined(cell) for cell in cells]) for row, cells in rows]
    for _, cells in sorted(found, key=lambda each: each[0]):
        yield cells


def _within(box: tuple[float, ...], page: tuple[float, ...]) -> tuple[float, float, float, float]:
    return max(box[0], page[0]), max(box[1], page[1]), min(box[2], page[2]), min(box[3], page[3])


def _joined(cell: str | None) -> str:
    """Return a cell's lines as one; between Japanese characters a line break is nothing."""
    return _BREAK.sub("", cell or "")


def _scanned(page: Page, path: Path) -> Iterator[list[str]]:
    buffer = io.BytesIO()
    page.to_image(resolution=_RESOLUTION).original.save(buffer, format="PNG")
    for line in recognition.text(buffer.getvalue(), path).splitlines():
        yield [line]
