"""Words of all that is told of things, found in three languages and marked where they stand."""

from __future__ import annotations

from exgraph.reading.fulltext.index import RECORD, FullTextIndex, Hit
from exgraph.reading.fulltext.snippet import SnippetPart, marked, snippet
from exgraph.reading.fulltext.word import WordQuery

__all__ = ["RECORD", "FullTextIndex", "Hit", "SnippetPart", "WordQuery", "marked", "snippet"]
