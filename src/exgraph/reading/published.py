"""One published version: what is read of it, and kept as long as it is served."""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Callable
from functools import cached_property, wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from exgraph.explain import Explainer, hidden
from exgraph.model.iri import NS, PREFIXES
from exgraph.model.main_class import MainClasses
from exgraph.model.report import BuildReport
from exgraph.reading.fulltext import RECORD, FullTextIndex
from exgraph.reading.language import LANGUAGES, Language, Messages, words_of
from exgraph.reading.lru import LruCache
from exgraph.reading.selection import Index, Selection
from exgraph.release import RELEASED, Release, ReleaseError, find, releases
from exgraph.settings import Settings
from exgraph.store import NameIndex, Store, main_classes

_ANSWERS = 64 * 1024 * 1024
"""Bytes of data and files of selections that are kept."""
_SAMPLES = {
    # The most exact places only: not the country or region around one that took part.
    "place": "?event exg:involves ?it . FILTER NOT EXISTS { ?other exg:within ?it }",
    "series": "?event exg:inSeries ?it",
}
"""What samples of a kind are."""
_LABELS = 20_000
"""Things of which the labels are kept."""
_LOG = logging.getLogger(__name__)
_Value = TypeVar("_Value")
_Rest = ParamSpec("_Rest")
_PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


class Published:
    """One published version: its store, its names, its report. It never changes, so what is derived is kept.

    Attributes:
        answers: whole answers by their ETag, those asked for last.
        project: what the project says of itself.
    """

    def __init__(self, settings: Settings, folder: Path, of: Release | None = None) -> None:
        """Open the version in `folder`; `of` is the release that it was unpacked from.

        Raises:
            StoreError: its store cannot be opened.
        """
        self.folder = folder
        self.fingerprint = folder.name
        self.of = of
        self._releases = settings.releases
        self.base = settings.base
        self.project = settings.description
        self.store = Store.open(folder / "store", base=settings.base)
        self.answers: LruCache[bytes] = LruCache(_ANSWERS, len)
        self._labels: LruCache[dict[str, str]] = LruCache(_LABELS)
        self._caches: dict[Callable[..., object], LruCache[Any]] = {}
        self._events: Index | None = None
        self._reading = threading.Lock()

    @property
    def release(self) -> Release | None:
        """The release that this version is; None for one that has not been released."""
        if self.of is not None:
            return self.of
        try:
            return find(self._releases, (self.folder / RELEASED).read_text(encoding="utf-8").strip())
        except (OSError, ReleaseError):
            return None

    @property
    def headers(self) -> dict[str, str]:
        """The headers by which an answer names its version, and its release where it is one."""
        release = self.release
        return {"Exgraph-Version": self.fingerprint} | ({"Exgraph-Release": release.id} if release else {})

    def words(self, language: Language) -> Messages:
        """Return the words of pages in a language, as the project says them.

        Raises:
            SettingsError: the project names a text that no page has.
        """
        return self._words[language]

    @cached_property
    def _words(self) -> dict[Language, Messages]:
        return {language: words_of(self.project, language) for language in LANGUAGES}

    @property
    def releases(self) -> list[Release]:
        """All releases that there are, the newest first."""
        return releases(self._releases)

    @property
    def newest(self) -> str:
        """The id of the newest release, empty while there is none."""
        return next((release.id for release in self.releases), "")

    @cached_property
    def names(self) -> NameIndex:
        """The index of all names."""
        return NameIndex.build(self.store)

    @cached_property
    def fulltext(self) -> FullTextIndex:
        """The index of all that is told of things, made at first need beside the store of this version."""
        classes = [each.iri for each in self.main_classes.searched]
        return FullTextIndex.opened(self.folder, self.store.rows, [*classes, RECORD])

    @cached_property
    def main_classes(self) -> MainClasses:
        """The main classes that the ontology of this version declares."""
        return main_classes(self.store)

    @cached_property
    def explainer(self) -> Explainer:
        """What tells why a statement of this version holds."""
        return Explainer(self.store, self.base, hidden(self.folder))

    @property
    def events(self) -> Index:
        """The events in memory, for selections; who asks while they are being read waits for them."""
        with self._reading:
            if self._events is None:
                self._events = Index(self.rows, self.base, self.project.country)
            return self._events

    def read_ahead(self) -> None:
        """Read what is kept in memory: the events with what is derived of each."""
        _ = self.events.exchanges, self.events.folded, self.events.choose(Selection()).pairs
        # All this stays as long as the version: looking through it for waste again and again takes longer than most
        # answers. What the version before has left behind is thrown away.
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    @cached_property
    def report(self) -> BuildReport:
        """The build's report, empty where there is none."""
        try:
            return BuildReport.read((self.folder / "report.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return BuildReport()

    def rows(self, query: str) -> list[dict[str, str]]:
        """Return the solutions of our own query, the model's prefixes known."""
        return self.store.rows(_PREFIXES + query)

    def labels(self, iri: str) -> dict[str, str]:
        """Return a thing's labels by language; those of the vocabulary and of concepts are kept."""
        if iri.startswith((NS, f"{self.base.root}id/concept/")):
            return self._labels.get(iri, lambda: self.store.labels(iri))
        return self.store.labels(iri)

    def sample(self, kind: str, preferred: str, rank: int = 0) -> str:
        """Return the key of a thing that a question or an example can begin with.

        Args:
            kind: `place` or `series`.
            preferred: the key it was written with, which is taken where the graph has it.
            rank: of those with the most events, which one; the project's home place has rank 0.
        """
        if self.store.knows(self.base.thing(kind, preferred)):
            return preferred
        found = _samples(self, kind)
        return found[min(rank, len(found) - 1)] if found else preferred

    def cache_of(self, make: Callable[..., _Value], most: int) -> LruCache[_Value]:
        """Return the cache of what a function makes of this version; see `per_version`."""
        if make not in self._caches:
            self._caches.setdefault(make, LruCache(most))
        return cast(LruCache[_Value], self._caches[make])

    @property
    def kept(self) -> int:
        """How many values functions have kept with this version."""
        return sum(len(cache) for cache in list(self._caches.values()))


def per_version(
    most: int = 1000,
) -> Callable[
    [Callable[Concatenate[Published, _Rest], _Value]],
    Callable[Concatenate[Published, _Rest], _Value],
]:
    """Have what a function makes of a version kept with the version: the `most` values asked for last, by arguments.

    The arguments must be hashable; values are shared, and must not be changed by who gets them.
    """

    def decorate(
        make: Callable[Concatenate[Published, _Rest], _Value],
    ) -> Callable[Concatenate[Published, _Rest], _Value]:
        @wraps(make)
        def kept(published: Published, /, *args: _Rest.args, **named: _Rest.kwargs) -> _Value:
            key = (args, tuple(named.items()))
            return published.cache_of(make, most).get(key, lambda: make(published, *args, **named))

        return kept

    return decorate


@per_version()
def _samples(published: Published, kind: str) -> list[str]:
    start = published.base.thing(kind, "")
    pattern = _SAMPLES[kind] + " FILTER(STRSTARTS(STR(?it), $start))".replace("$start", f'"{start}"')
    rows = published.rows(
        f"SELECT ?it (COUNT(DISTINCT ?event) AS ?n) {{ {pattern} }} GROUP BY ?it ORDER BY DESC(?n) ?it LIMIT 3"
    )
    keys = [row["it"].removeprefix(start) for row in rows]
    home = published.project.home if kind == "place" else ""
    return [home, *(key for key in keys if key != home)] if home else keys
