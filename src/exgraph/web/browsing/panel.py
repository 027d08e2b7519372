"""The facets beside a selection, its chips, and what to loosen where it is empty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exgraph.web.reader import Name, Reader
from exgraph.web.selection import FACETS, Index, Selection

_SHOWN = 8
"""Values of a facet that are shown before the rest is unfolded."""


@dataclass(frozen=True)
class Choice:
    """A value of a facet: its name, how many events choosing it gives, the address that toggles it."""

    name: Name
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True)
class Group:
    """A facet with its values, the most frequent first and the chosen ones before them."""

    key: str
    first: Sequence[Choice]
    rest: Sequence[Choice]
    chosen: int


@dataclass(frozen=True)
class Chip:
    """Something chosen: the facet's key, what is chosen of it, the address without it, how many events that gives."""

    key: str
    text: str
    address: str
    count: int


def groups(reader: Reader, selection: Selection, view: str) -> list[Group]:
    """Return the facets that have more than one value, or one that is chosen."""
    index = reader.published.events
    found = []
    for facet in FACETS:
        choices = [
            Choice(
                reader.name(index.iri(key)),
                number,
                address(selection.toggled(facet.name, key), view),
                key in selection.values.get(facet.name, ()),
            )
            for key, number in index.counts(selection, facet.name).items()
        ]
        choices.sort(key=lambda choice: not choice.chosen)
        chosen = sum(choice.chosen for choice in choices)
        if len(choices) > 1 or chosen:
            shown = max(_SHOWN, chosen)
            found.append(Group(facet.name, choices[:shown], choices[shown:], chosen))
    return found


def chips(reader: Reader, selection: Selection, view: str) -> list[Chip]:
    """Return all that is chosen, each with the address of the selection without it."""
    return list(_chips(reader, reader.published.events, selection, view))


def _chips(reader: Reader, index: Index, selection: Selection, view: str) -> Iterator[Chip]:
    def chip(key: str, text: str, without: Selection) -> Chip:
        return Chip(key, text, address(without, view), index.total(without))

    if selection.text:
        yield chip("q", f"“{selection.text}”", selection.saying(""))
    for facet, values in selection.values.items():
        for value in values:
            yield chip(facet, reader.name(index.iri(value)).text, selection.toggled(facet, value))
    if selection.first is not None or selection.last is not None:
        span = f"{selection.first or ''}–{selection.last or ''}"
        yield chip("years", span, selection.within(None, None))


def address(selection: Selection, view: str = "") -> str:
    """Return the address of a selection in a view; the list is the view that needs no name."""
    return "/browse" + selection.address(**({"view": view} if view and view != "list" else {}))
