"""The store and its query engine. No other package imports the engine."""

from exgraph.store.answer import (
    DATASET_TYPES,
    GRAPH_TYPES,
    RESULT_TYPES,
    Answer,
    DatasetFormat,
    GraphFormat,
    Output,
    ResultFormat,
    convert,
)
from exgraph.store.engine import DamagedStoreError
from exgraph.store.fact import FactStore, columns
from exgraph.store.graph import Store, UnknownGraphError
from exgraph.store.loading import load, read
from exgraph.store.memory import MemoryStore
from exgraph.store.name_index import Match, NameIndex, fold, main_classes
from exgraph.store.query.federation import FederationError, Remote
from exgraph.store.query.scan import (
    Form,
    QueryComplexityError,
    QueryLengthError,
    QueryRefusedError,
    Scan,
    UpdateRefusedError,
    scan,
)
from exgraph.store.reading import lines
from exgraph.store.term import Fact, Term
from exgraph.store.writing.change import (
    WRITTEN_TYPES,
    Change,
    GraphWrite,
    RdfDocument,
    Update,
    Write,
    apply,
    graph_name,
    plan,
)
from exgraph.store.writing.journal import Journal
from exgraph.store.writing.placement import Activity, settle
from exgraph.store.writing.update import check_update

__all__ = [
    "DATASET_TYPES",
    "GRAPH_TYPES",
    "RESULT_TYPES",
    "WRITTEN_TYPES",
    "Activity",
    "Answer",
    "Change",
    "DamagedStoreError",
    "DatasetFormat",
    "Fact",
    "FactStore",
    "FederationError",
    "Form",
    "GraphFormat",
    "GraphWrite",
    "Journal",
    "Match",
    "MemoryStore",
    "NameIndex",
    "Output",
    "QueryComplexityError",
    "QueryLengthError",
    "QueryRefusedError",
    "RdfDocument",
    "Remote",
    "ResultFormat",
    "Scan",
    "Store",
    "Term",
    "UnknownGraphError",
    "Update",
    "UpdateRefusedError",
    "Write",
    "apply",
    "check_update",
    "columns",
    "convert",
    "fold",
    "graph_name",
    "lines",
    "load",
    "main_classes",
    "plan",
    "read",
    "scan",
    "settle",
]
