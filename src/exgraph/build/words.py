"""The index of words, made with a version so that no reader waits for it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from exgraph import store
from exgraph.model.iri import Base


def make(folder: Path, base: Base) -> None:
    """Make the index of words of the version in `folder`, of which the store is there already.

    Only who serves pages needs it: without the extra `serve` it is left to whoever does.

    Raises:
        StoreError: the store cannot be read, or the index not written.
    """
    if find_spec("snowballstemmer") is None:
        return
    from exgraph.reading.fulltext import RECORD, FullTextIndex  # noqa: PLC0415 - the extra `serve`

    opened = store.Store.open(folder / "store", base=base)
    classes = [each.iri for each in store.main_classes(opened).searched]
    FullTextIndex.opened(folder, opened.rows, [*classes, RECORD])
