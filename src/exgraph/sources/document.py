"""The text of a document, with the lines and character offsets that records point to.

A text file is its own text; what else is published (CSV, XLSX, HTML, PDF) `exgraph.sources.form` turns into lines.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from exgraph.errors import Location, SourceError
from exgraph.sources import form
from exgraph.sources.source import Source


@dataclass(frozen=True)
class Document:
    """A document's text. Lines count from 1, characters from 0; ends are exclusive."""

    path: Path
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their line ends."""
        return self.text.split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line) + 1)
        return starts

    def span(self, first_line: int, last_line: int) -> tuple[int, int]:
        """Return the offsets of the first character of a line and of the end of a later one."""
        return self._starts[first_line - 1], self._starts[last_line] - 1

    def words(self, first: int, last: int) -> str:
        """Return the characters between two offsets."""
        return self.text[first:last]


def digest(text: str) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of a text, enough to see that it changed."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read(source: Source, folder: Path) -> Document:
    """Read a source's document from a folder of documents.

    Raises:
        SourceError: the file is missing, or is not what its format asks for.
    """
    path = folder / source.file
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"cannot be read: {error.strerror}", at=Location(path), remedy=f"put the document of {source.id} there"
        ) from error
    return Document(path, form.text(content, path, source.format, source.encoding))
