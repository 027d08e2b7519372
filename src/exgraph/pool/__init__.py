"""Queries in processes of their own, which may be killed. The web process never parses a user's text."""

from exgraph.pool.error import (
    BusyError,
    CutOffError,
    GoneError,
    MemoryLimitError,
    NotAcceptableError,
    SizeLimitError,
    TimeLimitError,
    UnavailableError,
    WriteRefusedError,
)
from exgraph.pool.limit import Limits
from exgraph.pool.pool import Pool
from exgraph.pool.run import DatasetRead, GraphRead, Query, Reply
from exgraph.pool.write import Written

__all__ = [
    "BusyError",
    "CutOffError",
    "DatasetRead",
    "GoneError",
    "GraphRead",
    "Limits",
    "MemoryLimitError",
    "NotAcceptableError",
    "Pool",
    "Query",
    "Reply",
    "SizeLimitError",
    "TimeLimitError",
    "UnavailableError",
    "WriteRefusedError",
    "Written",
]
