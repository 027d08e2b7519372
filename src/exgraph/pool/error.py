"""Errors of the pool (not of the query itself), and errors on their way between processes."""

from __future__ import annotations

import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from exgraph.errors import ExgraphError, Location, QueryError, StoreError
from exgraph.pool.limit import Limits
from exgraph.store import (
    FederationError,
    QueryComplexityError,
    QueryLengthError,
    QueryRefusedError,
    UnknownGraphError,
)


class NotAcceptableError(ExgraphError):
    """The query's form has no format that the client takes; `form` is the query's."""

    def __init__(self, form: str) -> None:
        super().__init__("none of the types you accept is on offer")
        self.form = form


class TimeLimitError(ExgraphError):
    """The query ran past its time and was stopped."""


class MemoryLimitError(ExgraphError):
    """The query needed more memory than a worker has and was stopped."""


class SizeLimitError(ExgraphError):
    """The answer has more rows or bytes than are given out."""


class UnavailableError(ExgraphError):
    """Nobody can answer at the moment; `retry_after` are seconds."""

    def __init__(self, problem: str, *, remedy: str | None = None, retry_after: int = 5) -> None:
        super().__init__(problem, remedy=remedy)
        self.retry_after = retry_after


class BusyError(UnavailableError):
    """More is waiting already than is let wait."""


class WriteRefusedError(ExgraphError):
    """Writing is not switched on."""


class GoneError(ExgraphError):
    """Nobody waits for the answer any more."""


class CutOffError(ExgraphError):
    """An answer ended too early after its beginning had been given out: the connection must be aborted."""


def out_of_time(limit: float) -> TimeLimitError:
    """Return the error for a job past its time."""
    remedy = "ask for less: more bound terms, a LIMIT, no product of patterns that share no variable"
    return TimeLimitError(f"the query or update took longer than {limit:g} s and was stopped", remedy=remedy)


def out_of_memory(limits: Limits) -> MemoryLimitError:
    """Return the error for a job past its memory."""
    remedy = "ask for less: sort and group fewer rows"
    return MemoryLimitError(f"it needed more than {limits.memory >> 20} MiB and was stopped", remedy=remedy)


def ended_by(by: int, limits: Limits, seconds: float) -> tuple[str, ExgraphError] | None:
    """Return why a process that worked on something was ended by a signal, and the error; None for a reason of others.

    The engine overflows its stack (SEGV, BUS) or cannot have more memory (ABRT); the kernel ends who takes too long.
    """
    if by in (signal.SIGSEGV, signal.SIGBUS):
        return "crash", QueryComplexityError("this is too complex for the engine", remedy="use fewer clauses")
    if by == signal.SIGABRT:
        return "memory", out_of_memory(limits)
    if by == signal.SIGXCPU:
        return "time", out_of_time(seconds)
    return None


_KINDS: dict[str, type[ExgraphError]] = {
    kind.__name__: kind
    for kind in (
        StoreError,
        QueryError,
        QueryRefusedError,
        QueryLengthError,
        QueryComplexityError,
        UnknownGraphError,
        FederationError,
        SizeLimitError,
    )
}


def to_fields(error: ExgraphError) -> dict[str, Any]:
    """Return an error as fields of a message."""
    if isinstance(error, NotAcceptableError):
        return {"kind": "NotAcceptableError", "form": error.form}
    kind = next(name.__name__ for name in type(error).__mro__ if name.__name__ in _KINDS)
    at = error.at
    place = None if at is None else [str(at.path), at.line, at.column]
    return {"kind": kind, "problem": error.problem, "remedy": error.remedy, "at": place}


def from_fields(fields: Mapping[str, Any]) -> ExgraphError:
    """Return the error that `to_fields` took apart."""
    if fields["kind"] == "NotAcceptableError":
        return NotAcceptableError(fields["form"])
    place = fields["at"]
    at = None if place is None else Location(Path(place[0]), place[1], place[2])
    return _KINDS[fields["kind"]](fields["problem"], at=at, remedy=fields["remedy"])
