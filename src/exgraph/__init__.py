"""exgraph: a knowledge graph of exchange between towns, from documents to SPARQL."""

from importlib.metadata import version

__version__ = version("exgraph")
