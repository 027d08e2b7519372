"""Words of all that is told of things, found in three languages and marked where they stand."""

from __future__ import annotations

from exgraph.reading.fulltext.index import RECORD, FullTextIndex, Hit
from exgraph.reading.fulltext.snippet import Span, marked, snippet
from exgraph.reading.fulltext.word import Query

__all__ = ["RECORD", "FullTextIndex", "Hit", "Query", "Span", "marked", "snippet"]
