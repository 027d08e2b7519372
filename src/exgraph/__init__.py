"""exgraph: a knowledge graph of exchange between towns, from documents to SPARQL.

>>> import exgraph
>>> exgraph.open("tests/store/specimen.trig").query("SELECT (COUNT(?e) AS ?n) { ?e a exg:Event }")[0].n
3
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exgraph.client import Graph

__version__ = version("exgraph")


def open(source: str | Path | None = None, *, token: str | None = None, timeout: float = 60.0) -> Graph:
    """Open a graph to ask; see `exgraph.client.open_graph`."""
    from exgraph.client import open_graph  # noqa: PLC0415 - the engine is loaded only by who asks

    return open_graph(source, token=token, timeout=timeout)
