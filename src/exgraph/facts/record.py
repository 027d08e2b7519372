"""Records and lines: the two tables that the machine makes of every document, and what it asks of their rows."""

from __future__ import annotations

from typing import Protocol

RECORD = "record"
"""The table of records, and the column by which a fact names the records it was read from."""

LINE = "line"
"""The table of lines that belong to no record."""

UNREAD = "unread"
"""The table of lines that hold something and became no fact, and the state of those that wait for a person."""


class Lines(Protocol):
    """Lines of a document that follow one another, counted from 1."""

    @property
    def first_line(self) -> int:
        """The first line."""

    @property
    def last_line(self) -> int:
        """The last line, inclusive."""


class Record(Lines, Protocol):
    """Lines and characters that facts are read from; characters count from 0, the last is exclusive."""

    @property
    def number(self) -> str:
        """The number within the source."""

    @property
    def first_char(self) -> int:
        """The first character."""

    @property
    def last_char(self) -> int:
        """The character after the last."""

    @property
    def digest(self) -> str:
        """The digest of the text."""
