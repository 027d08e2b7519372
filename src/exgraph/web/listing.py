"""Lists of all things of a class."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from exgraph.model.iri import NS
from exgraph.web.paging import paged
from exgraph.web.reader import Name, Reader

_PAGE = 50
_CLASSES = (
    *("Event", "Agreement", "Place", "Organisation", "Series", "Participation"),
    *("Official", "Venue", "TransportRoute", "Record", "SourceDocument"),
)
_YEARS = "OPTIONAL { ?it exg:year ?y } OPTIONAL { ?event exg:participation ?it ; exg:year ?y }"


@dataclass(frozen=True)
class Item:
    """A thing of a list with its year and its number of people, where it has them."""

    name: Name
    year: str | None
    people: int | None


@dataclass(frozen=True)
class Listed:
    """A page of a list."""

    type: str
    kind: Name
    items: Sequence[Item]
    total: int
    page: int
    pages: int


def classes(reader: Reader) -> list[tuple[str, Name, int]]:
    """Return the classes to choose from with the number of their things, those that have any."""

    def count() -> dict[str, int]:
        rows = reader.published.rows("SELECT ?class (COUNT(DISTINCT ?it) AS ?n) { ?it a ?class } GROUP BY ?class")
        return {row["class"]: int(row["n"]) for row in rows}

    counts = reader.published.keep("classes", count)
    return [(name, reader.name(NS + name), counts[NS + name]) for name in _CLASSES if NS + name in counts]


def browse(reader: Reader, parameters: Mapping[str, str]) -> Listed | None:
    """Return a page of the things of the class `type`, or of those that are party to a tie; None for no such class.

    Dated things come newest first, others by name.
    """
    type_ = parameters.get("type", "Event")
    if not re.fullmatch(r"[A-Z][A-Za-z]*", type_) or not reader.published.store.knows(NS + type_):
        return None
    tied = parameters.get("tied") == "1"
    order = reader.published.keep(("list", type_, tied, reader.language), lambda: _order(reader, type_, tied=tied))
    number, pages = paged(len(order), _PAGE, parameters.get("page"))
    shown = order[(number - 1) * _PAGE : number * _PAGE]
    items = [Item(reader.name(iri), year, people) for iri, year, people in shown]
    return Listed(type_, reader.name(NS + type_), items, len(order), number, pages)


def _order(reader: Reader, type_: str, *, tied: bool) -> list[tuple[str, str | None, int | None]]:
    rows = reader.published.rows(
        f"""SELECT ?it (MIN(?y) AS ?year) (MIN(?n) AS ?people) {{
            ?it a exg:{type_} .
            {"?tie exg:party ?it ; a exg:Agreement ." if tied else ""}
            {_YEARS}
            OPTIONAL {{ {{ ?it exg:headcount ?n }} UNION {{ ?it exg:totalHeadcount ?n }} }}
        }} GROUP BY ?it"""
    )
    things = [(row["it"], row.get("year"), int(row["people"]) if "people" in row else None) for row in rows]
    things.sort(key=lambda thing: (reader.sorting(thing[0]), thing[0]))
    return sorted(things, key=lambda thing: -int(thing[1] or 0))
