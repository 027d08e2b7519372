"""The chosen facet values, and their form in an address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from exgraph.reading.selection.facet import FACETS

_NAMES = tuple(facet.name for facet in FACETS)
_TEXT = 200
_YEARS = range(1, 10_000)


@dataclass(frozen=True)
class Selection:
    """Values chosen of each facet, a span of years, words of the title.

    Values of one facet widen the selection, facets narrow it. A value is written without the base of things
    (`place/wakkanai`) or of the vocabulary (`Visit`).

    Attributes:
        values: the values chosen of each facet that has any, in the order chosen.
        first: the first year, None for all before.
        last: the last year, None for all after.
        text: words that the title must have.
    """

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    first: int | None = None
    last: int | None = None
    text: str = ""

    @classmethod
    def read(cls, parameters: Iterable[tuple[str, str]]) -> Selection:
        """Read the parameters of an address; those that say nothing of a selection are passed over.

        `from` and `to` are years; a span that is the wrong way round is turned.
        """
        values: dict[str, tuple[str, ...]] = {}
        years: dict[str, int | None] = {}
        text = ""
        for name, value in parameters:
            if name in _NAMES and value and value not in values.get(name, ()):
                values[name] = (*values.get(name, ()), value)
            elif name in ("from", "to"):
                years[name] = _year(value)
            elif name == "q":
                text = value.strip()[:_TEXT]
        first, last = years.get("from"), years.get("to")
        if first is not None and last is not None and first > last:
            first, last = last, first
        return cls(values, first, last, text)

    def parameters(self) -> Iterator[tuple[str, str]]:
        """Yield the parameters that say this selection, in a fixed order, so that equal selections share an address."""
        if self.text:
            yield "q", self.text
        for name in _NAMES:
            for value in self.values.get(name, ()):
                yield name, value
        if self.first is not None:
            yield "from", str(self.first)
        if self.last is not None:
            yield "to", str(self.last)

    def address(self, **others: str) -> str:
        """Return the query part of an address, `?` included, with other parameters such as `view` after it."""
        return "?" + urlencode([*self.parameters(), *others.items()], safe="/")

    def toggled(self, facet: str, value: str) -> Selection:
        """Return the selection with a value added, or taken out where it was chosen."""
        chosen = self.values.get(facet, ())
        kept = tuple(each for each in chosen if each != value) if value in chosen else (*chosen, value)
        values = {name: each for name, each in self.values.items() if name != facet}
        return Selection(values | {facet: kept} if kept else values, self.first, self.last, self.text)

    def without(self, *names: str) -> Selection:
        """Return the selection without some facets, its years (`years`) or its words (`q`)."""
        values = {name: each for name, each in self.values.items() if name not in names}
        first, last = (None, None) if "years" in names else (self.first, self.last)
        return Selection(values, first, last, "" if "q" in names else self.text)

    def only(self, facet: str, value: str) -> Selection:
        """Return the selection with one value of a facet in the place of all that are chosen of it."""
        return Selection({**self.values, facet: (value,)}, self.first, self.last, self.text)

    def within(self, first: int | None, last: int | None) -> Selection:
        """Return the selection with other years."""
        return Selection(self.values, first, last, self.text)

    def saying(self, text: str) -> Selection:
        """Return the selection with other words."""
        return Selection(self.values, self.first, self.last, text)


def _year(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 and int(text) in _YEARS else None
