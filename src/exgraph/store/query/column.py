"""The columns of SELECT *, in the order that clients expect."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import pyoxigraph

from exgraph.model.iri import Base
from exgraph.store.engine import EMPTY, Results, ask


def with_named_columns(text: str, star: int, variables: Sequence[str], base: Base) -> str:
    """Write out the star of SELECT *: the engine gives its columns in the order of the alphabet, clients expect theirs.

    An empty store says which variables the star stands for.
    """
    columns = columns_of(ask(EMPTY, text, base, None, None), variables)
    if not columns:
        return text
    return f"{text[:star]} {' '.join(f'?{name}' for name in columns)} {text[star + 1 :]}"


def columns_of(results: Results, variables: Sequence[str]) -> list[str] | None:
    """Return the variables of a result in the order given; None where that does not name them all."""
    visible = {variable.value for variable in cast(pyoxigraph.QuerySolutions, results).variables}
    columns = [name for name in variables if name in visible]
    return columns if len(columns) == len(visible) else None
