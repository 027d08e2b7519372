"""Who reads a page: language and theme, and things named for that reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from urllib.parse import unquote

from exgraph.model.date import PartialDate, read_edtf
from exgraph.model.iri import NS, shorten
from exgraph.reading import date
from exgraph.reading.language import Language, Messages
from exgraph.reading.published import Published, per_version

THEMES = ("light", "dark")
_Value = TypeVar("_Value")
_Rest = ParamSpec("_Rest")


@dataclass(frozen=True)
class Name:
    """A name to show: its text, the address it links to, its language where it is not the reader's, whose name it is.

    `iri` is the IRI of the thing that has the name; None for text that is no thing's name.
    """

    text: str
    address: str | None = None
    language: str | None = None
    iri: str | None = None


@dataclass(frozen=True)
class Reader:
    """A reader of one version: names and dates come out in the reader's language."""

    language: Language
    theme: str | None
    words: Messages
    published: Published

    def pick(self, labels: dict[str, str]) -> tuple[str, str | None] | None:
        """Return the label in the reader's language, else in another one with that language named."""
        for language in (self.language, *_FALLBACK[self.language], *labels):
            if language in labels:
                return labels[language], None if language in (self.language, "") else language
        return None

    def name(self, iri: str, address: str | None = None) -> Name:
        """Return a thing's name with the address of its page; its short IRI where it has no label."""
        picked = self.pick(self.published.labels(iri)) or (self._foreign(short(iri)), None)
        return Name(picked[0], address or self.address(iri), picked[1], iri)

    def event(self, position: int) -> Name:
        """Return the name of an event by its position in the index, from memory, with the address of its page."""
        index = self.published.events
        iri, picked = index.occurrences[position].iri, self.pick(index.titles[position])
        return self.name(iri) if picked is None else Name(picked[0], self.address(iri), picked[1], iri)

    def address(self, iri: str) -> str:
        """Return the address of a thing here: a path for things of this graph, else the IRI itself."""
        root = self.published.base.root
        if iri.startswith(NS):
            return f"/ns#{iri.removeprefix(NS)}"
        return "/" + iri.removeprefix(root) if iri.startswith(root) else iri

    def date(self, start: str, end: str | None = None) -> str:
        """Return a date, a span or limits `[a..b]` as this reader writes them; text that is no date as it is."""
        try:
            if start.startswith("["):
                begin, last, _ = read_edtf(start)
                return date.limits(PartialDate.parse(begin), PartialDate.parse(last), self.language)
            first = PartialDate.parse(start)
            return date.span(first, PartialDate.parse(end) if end else first, self.language)
        except ValueError:
            return start if end in (None, start) else f"{start}/{end}"

    def sorting(self, iri: str) -> str:
        """Return the key by which names sort: the reading in Japanese, else the name, Ё as Е."""
        if self.language == "ja":
            return _kana(self.published, iri) or self.name(iri).text
        return self.name(iri).text.casefold().replace("ё", "е")

    def names(self, iris: Iterable[str]) -> list[Name]:
        """Return the names of things in the reader's order."""
        return [self.name(iri) for iri in sorted(iris, key=self.sorting)]

    def _foreign(self, name: str) -> str:
        return self.words.texts.get(f"foreign.{name}", name)


_FALLBACK: dict[Language, tuple[Language, ...]] = {"ja": ("en", "ru"), "en": ("ja", "ru"), "ru": ("en", "ja")}


def per_reader(
    most: int = 1000,
) -> Callable[[Callable[Concatenate[Reader, _Rest], _Value]], Callable[Concatenate[Reader, _Rest], _Value]]:
    """Have what a function makes for a reader kept for all readers of the version and language; see `per_version`."""

    def decorate(make: Callable[Concatenate[Reader, _Rest], _Value]) -> Callable[Concatenate[Reader, _Rest], _Value]:
        @wraps(make)
        def kept(reader: Reader, /, *args: _Rest.args, **named: _Rest.kwargs) -> _Value:
            key = (reader.language, args, tuple(named.items()))
            return reader.published.cache_of(make, most).get(key, lambda: make(reader, *args, **named))

        return kept

    return decorate


def short(iri: str) -> str:
    """Return an IRI in its shortest readable form: a prefixed name, or its last part decoded."""
    name = shorten(iri)
    return name if name != iri else unquote(iri.rstrip("/").rpartition("/")[2]) or iri


@per_version(most=10_000)
def _kana(published: Published, iri: str) -> str:
    return next((fact.value.text for fact in published.store.facts(iri) if fact.property == NS + "kana"), "")
