"""The facets beside a selection, its chips, and what to loosen where it is empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from exgraph.reading.address import browse_address
from exgraph.reading.reader import Name, Reader
from exgraph.reading.selection import FACETS, Choice, Facet, Selection
from exgraph.store import fold

SHOWN = 8
"""Values of a facet that are shown beside the results; the rest stands on a page of its own."""
_FACETS = {facet.name: facet for facet in FACETS}


@dataclass(frozen=True)
class PanelValue:
    """A value of a facet: its name, how many events choosing it gives, the address that toggles it.

    `depth` is how many of the values before it hold it, of places: a town stands under its region.
    """

    name: Name
    count: int
    address: str
    chosen: bool
    depth: int = 0


@dataclass(frozen=True)
class PanelGroup:
    """A facet with its most frequent values, the chosen ones among them; `more` values are not shown."""

    key: str
    values: Sequence[PanelValue]
    more: int
    chosen: int


@dataclass(frozen=True)
class Chip:
    """Something chosen: the facet's key, what is chosen of it, the address without it."""

    key: str
    text: str
    address: str


@dataclass(frozen=True)
class Loosening:
    """A facet to drop from an empty selection: the address without it, and how many events are there."""

    texts: Sequence[str]
    address: str
    count: int


def groups(reader: Reader, choice: Choice, view: str) -> list[PanelGroup]:
    """Return the facets that have more than one value, or one that is chosen."""
    found = []
    for facet in (each for each in FACETS if not each.exact):
        counts = choice.counts(facet.name)
        chosen = choice.selection.values.get(facet.name, ())
        if len(counts) > 1 or chosen:
            shown = dict.fromkeys((*chosen, *list(counts)[: max(SHOWN, len(chosen))]))
            keys = list(shown)[: max(SHOWN, len(chosen))]
            values = _values(reader, choice, facet, {key: counts[key] for key in keys}, view)
            found.append(PanelGroup(facet.name, values, len(counts) - len(values), len(chosen)))
    return found


def decades(choice: Choice, view: str) -> list[PanelValue]:
    """Return the decades that have events, the latest first, as values of the years."""
    counts: dict[int, int] = {}
    for year, number in choice.years().items():
        counts[year // 10 * 10] = counts.get(year // 10 * 10, 0) + number
    selection = choice.selection
    found = []
    for first in sorted((decade for decade, number in counts.items() if number), reverse=True):
        chosen = (selection.first, selection.last) == (first, first + 9)
        other = selection.within(None, None) if chosen else selection.within(first, first + 9)
        found.append(PanelValue(Name(f"{first}–{first + 9}"), counts[first], browse_address(other, view), chosen))
    return found


def values(reader: Reader, choice: Choice, facet: str, view: str, find: str = "") -> list[PanelValue]:
    """Return all values of a facet whose names hold the words of `find`, most events first; places in their regions.

    Names are compared in all three languages, those of towns and organisations however they are written.
    """
    counts = choice.counts(facet)
    if words := [fold(word) for word in find.split()]:
        named = {match.iri for match in reader.published.names.search(find)}
        key = reader.published.events.iri
        counts = {each: number for each, number in counts.items() if key(each) in named or _holds(reader, each, words)}
    return _values(reader, choice, _FACETS[facet], counts, view)


def chips(reader: Reader, selection: Selection, view: str) -> list[Chip]:
    """Return all that is chosen, each with the address of the selection without it."""
    return list(_chips(reader, selection, view))


def looser(reader: Reader, choice: Choice, view: str) -> list[Loosening]:
    """Return what to give up of a selection that has no events, what gives most events first."""
    texts: dict[str, list[str]] = {}
    for chip in _chips(reader, choice.selection, view):
        texts.setdefault(chip.key, []).append(chip.text)
    comma = reader.words.text("page.comma")
    return [
        Loosening(
            [comma.join(texts[name]) for name in names], browse_address(choice.selection.without(*names), view), number
        )
        for names, number in choice.looser()
    ]


def _values(reader: Reader, choice: Choice, facet: Facet, counts: Mapping[str, int], view: str) -> list[PanelValue]:
    index = reader.published.events
    chosen = choice.selection.values.get(facet.name, ())
    depths = _tree(reader, counts) if facet.places else dict.fromkeys(counts, 0)
    return [
        PanelValue(
            reader.name(index.iri(key)),
            counts[key],
            browse_address(choice.selection.toggled(facet.name, key), view),
            key in chosen,
            depth,
        )
        for key, depth in depths.items()
    ]


def _tree(reader: Reader, keys: Iterable[str]) -> dict[str, int]:
    """Return places in the order of a tree whose branches keep their order, each with its depth in it."""
    index = reader.published.events
    order = {index.iri(key): number for number, key in enumerate(keys)}
    above = {iri: [wider for wider in index.places[iri].within if wider in order] for iri in order}
    paths = {iri: [order[each] for each in (*wider, iri)] for iri, wider in above.items()}
    return {index.key(iri): len(paths[iri]) - 1 for iri in sorted(order, key=paths.__getitem__)}


def _holds(reader: Reader, key: str, words: Sequence[str]) -> bool:
    labels = reader.published.labels(reader.published.events.iri(key)).values()
    return all(any(word in fold(label) for label in labels) for word in words)


def _chips(reader: Reader, selection: Selection, view: str) -> Iterator[Chip]:
    index = reader.published.events
    if selection.text:
        yield Chip("q", f"“{selection.text}”", browse_address(selection.saying(""), view))
    for facet, chosen in selection.values.items():
        for value in chosen:
            yield Chip(facet, reader.name(index.iri(value)).text, browse_address(selection.toggled(facet, value), view))
    if selection.first is not None or selection.last is not None:
        span = f"{selection.first or ''}–{selection.last or ''}"
        yield Chip("years", span, browse_address(selection.within(None, None), view))
