"""A record with its lines: what everything that names its source cites."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Citation:
    """A record and its lines in its document.

    Attributes:
        record: the record's IRI.
        source: that of its document.
        number: the record's number there.
        first: its first line, counted from 1; 0 where the lines are not known.
        last: its last line.
    """

    record: str
    source: str
    number: str
    first: int
    last: int

    @property
    def source_id(self) -> str:
        """The id of the document, as its folder is called."""
        return self.source.rpartition("/")[2]

    @property
    def lines(self) -> str:
        """The lines as a table shows them: `7` or `7–9`; empty where they are not known."""
        if not self.first:
            return ""
        return f"{self.first}" if self.first == self.last else f"{self.first}–{self.last}"
