"""The store and its query engine. Only this package knows which engine that is."""

from exgraph.store.answer import GRAPH_TYPES, RESULT_TYPES, Answer, convert
from exgraph.store.graph import Fact, Store, Term
from exgraph.store.label import LabelIndex, Match, fold
from exgraph.store.loading import load
from exgraph.store.scan import (
    Form,
    QueryComplexityError,
    QueryLengthError,
    QueryRefusedError,
    Scan,
    scan,
)

__all__ = [
    "GRAPH_TYPES",
    "RESULT_TYPES",
    "Answer",
    "Fact",
    "Form",
    "LabelIndex",
    "Match",
    "QueryComplexityError",
    "QueryLengthError",
    "QueryRefusedError",
    "Scan",
    "Store",
    "Term",
    "convert",
    "fold",
    "load",
    "scan",
]
