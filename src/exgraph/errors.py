"""The errors exgraph raises. Everything a user can mend derives from ExgraphError."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Location:
    """A place in a file: line and column count from 1; a column is a character or a table column's name."""

    path: Path
    line: int | None = None
    column: int | str | None = None

    def __str__(self) -> str:
        parts = [str(self.path)]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(parts)


class ExgraphError(Exception):
    """Something a user can mend: what is wrong, where, and what to do about it."""

    def __init__(self, problem: str, *, at: Location | None = None, remedy: str | None = None) -> None:
        self.problem = problem
        self.at = at
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        text = f"{self.at}: {self.problem}" if self.at else self.problem
        return f"{text} ({self.remedy})" if self.remedy else text


class SettingsError(ExgraphError):
    """A setting is missing or cannot be used."""


class SourceError(ExgraphError):
    """A source folder or its document is not what source.toml says."""


class CellError(ExgraphError):
    """A cell of a table does not hold what its column asks for."""


class TableError(ExgraphError):
    """A table cannot be read, or its rows contradict each other or what they refer to."""


class TablesError(ExgraphError):
    """Several things are wrong with the tables; each is an error of its own."""

    def __init__(self, errors: list[ExgraphError]) -> None:
        self.errors = errors
        super().__init__("\n".join(str(error) for error in errors))


class MappingError(ExgraphError):
    """A mapping script cannot be loaded, or fails on a row."""


class ReasoningError(ExgraphError):
    """The ontology says something that the reasoner does not handle."""


class ValidationError(ExgraphError):
    """The shapes cannot be applied, or looked at nothing."""


class StoreError(ExgraphError):
    """The store cannot be written, opened or asked."""


class QueryError(StoreError):
    """A query that the engine cannot read or will not run."""


class PublicationError(ExgraphError):
    """A new version cannot be put in place; the published one is untouched."""


class NetworkError(ExgraphError):
    """What was selected or asked for cannot be made a network."""


class ServerError(ExgraphError):
    """The server cannot start."""
