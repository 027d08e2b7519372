"""How commands tell what is wrong: lines for people on stderr, JSON for programs on stdout."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import typer

from exgraph.cli.extra import missing
from exgraph.errors import ExgraphError, TablesError


def show(error: ExgraphError) -> None:
    """Write an error to stderr, each thing wrong on its own line as `file:line:column: problem (remedy)`."""
    errors = _each(error)
    for each in errors:
        print(each, file=sys.stderr)
    if len(errors) > 1:
        print(f"{len(errors)} errors", file=sys.stderr)


@contextmanager
def errors_for(*, programs: bool) -> Iterator[None]:
    """Tell programs of an error as JSON and end with 1; for people it is raised on, to be shown like any other."""
    try:
        yield
    except ExgraphError as error:
        if not programs:
            raise
        print(as_json([error]))
        raise typer.Exit(1) from error
    except ModuleNotFoundError as error:
        if not programs or (lacking := missing(error)) is None:
            raise
        print(as_json([lacking]))
        raise typer.Exit(1) from error


def as_json(errors: Iterable[ExgraphError], **others: object) -> str:
    """Return errors as JSON, each with file, line, column, problem and remedy, beside other values."""
    found = [_fields(each) for error in errors for each in _each(error)]
    return json.dumps({**others, "errors": found}, ensure_ascii=False, indent=1)


def _each(error: ExgraphError) -> list[ExgraphError]:
    return [one for each in error.errors for one in _each(each)] if isinstance(error, TablesError) else [error]


def _fields(error: ExgraphError) -> dict[str, Any]:
    at = error.at
    return {
        "file": str(at.path) if at else None,
        "line": at.line if at else None,
        "column": at.column if at else None,
        "problem": error.problem,
        "remedy": error.remedy,
    }
