"""The text of a document, with the lines and character offsets that records point to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from exgraph.errors import Location, SourceError
from exgraph.sources.source import Source


@dataclass(frozen=True)
class Document:
    """A document's text as published. Lines count from 1, characters from 0; ends are exclusive."""

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
        SourceError: the file is missing or is not UTF-8.
    """
    path = folder / source.file
    try:
        # newline="" keeps the line ends, so that offsets are those of the file.
        with path.open(encoding="utf-8", newline="") as file:
            return Document(path, file.read())
    except OSError as error:
        raise SourceError(
            f"cannot be read: {error.strerror}", at=Location(path), remedy=f"put the document of {source.id} there"
        ) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise SourceError("is not UTF-8", at=Location(path, line), remedy="save it as UTF-8") from error
