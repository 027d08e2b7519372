"""Lists of all things of a class, narrowed by kind, place and words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from exgraph.model.iri import NS
from exgraph.model.vocabulary import CLASSES
from exgraph.reading.paging import paged
from exgraph.reading.reader import Name, Reader, per_reader
from exgraph.reading.usage import class_counts
from exgraph.store import fold

_PAGE = 50
_LONGEST = 200
_PLACES = 12
"""Places to narrow by that are shown, those of most things."""
_YEARS = "OPTIONAL { ?it exg:year ?y } OPTIONAL { ?event exg:participation|exg:hostGroup ?it ; exg:year ?y }"
_LIES = "exg:within|exg:basedIn|exg:party|exg:place|exg:fromEach|exg:toEach|exg:home|exg:planParty|exg:terminus"


@dataclass(frozen=True)
class ListedThing:
    """A thing of a list with its year and its number of people, where it has them."""

    name: Name
    year: str | None
    people: int | None


@dataclass(frozen=True)
class Option:
    """Something to narrow a list by: how many things it leaves, the address that chooses it or gives it up."""

    name: Name
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True)
class Listed:
    """A page of a list."""

    type: str
    kind: Name
    items: Sequence[ListedThing]
    total: int
    page: int
    pages: int
    kinds: Sequence[Option]
    places: Sequence[Option]
    chosen: Mapping[str, str]


@dataclass(frozen=True)
class _Thing:
    iri: str
    year: str | None
    people: int | None
    kinds: frozenset[str]
    places: frozenset[str]
    text: str


def classes(reader: Reader) -> list[tuple[str, Name, int]]:
    """Return the classes to choose from with the number of their things, those that have any."""
    counts = class_counts(reader.published)
    listed = [each for each in reader.published.main_classes.listed if each.iri in counts]
    return [(each.name, reader.name(each.iri), counts[each.iri]) for each in listed]


def browse(reader: Reader, parameters: Mapping[str, str]) -> Listed | None:
    """Return a page of the things of the class `type`, or of those that are party to a tie; None for no such class.

    `kind` is a class below it, `in` a place that they lie in, are based in or are of, `q` words of their names. Dated
    things come newest first, others by name.
    """
    type_ = parameters.get("type", "Event")
    if not re.fullmatch(r"[A-Z][A-Za-z]*", type_) or not reader.published.store.knows(NS + type_):
        return None
    tied = parameters.get("tied") == "1"
    things = _things(reader, type_, tied=tied)
    chosen = {name: parameters[name][:_LONGEST] for name in ("kind", "in", "q") if parameters.get(name)}
    found = _narrowed(reader, things, chosen)
    fixed = {"type": type_, **({"tied": "1"} if tied else {})}
    number, pages = paged(len(found), _PAGE, parameters.get("page"))
    shown = found[(number - 1) * _PAGE : number * _PAGE]
    items = [ListedThing(reader.name(thing.iri), thing.year, thing.people) for thing in shown]
    return Listed(
        type_,
        reader.name(NS + type_),
        items,
        len(found),
        number,
        pages,
        _options(reader, "kind", _narrowed(reader, things, chosen, "kind"), fixed, chosen),
        _options(reader, "in", _narrowed(reader, things, chosen, "in"), fixed, chosen),
        {**fixed, **chosen},
    )


def _narrowed(
    reader: Reader, things: Sequence[_Thing], chosen: Mapping[str, str], without: str | None = None
) -> list[_Thing]:
    key = reader.published.events.iri
    found = list(things)
    if "kind" in chosen and without != "kind":
        found = [thing for thing in found if chosen["kind"] in thing.kinds]
    if "in" in chosen and without != "in":
        place = key(chosen["in"])
        found = [thing for thing in found if place in thing.places]
    for word in map(fold, chosen.get("q", "").split()):
        found = [thing for thing in found if word in thing.text]
    return found


def _options(
    reader: Reader, name: str, things: Iterable[_Thing], fixed: Mapping[str, str], chosen: Mapping[str, str]
) -> list[Option]:
    """Return what to narrow things by, most things first; nothing where all have the same."""
    key = reader.published.events.key
    counts: dict[str, int] = {}
    for thing in things:
        for value in thing.kinds if name == "kind" else map(key, thing.places):
            counts[value] = counts.get(value, 0) + 1
    order = sorted(counts, key=lambda value: (value != chosen.get(name), -counts[value], value))[:_PLACES]
    if len(counts) < 2 and name not in chosen:
        return []
    options = []
    for value in order:
        others = {each: text for each, text in chosen.items() if each != name}
        kept = {**fixed, **others, **({} if chosen.get(name) == value else {name: value})}
        address = f"/browse?{urlencode(kept, safe='/')}"
        iri = reader.published.events.iri(value)
        options.append(Option(Name(reader.name(iri).text), counts[value], address, chosen.get(name) == value))
    return options


@per_reader(most=64)
def _things(reader: Reader, type_: str, *, tied: bool) -> list[_Thing]:
    rows = reader.published.rows(
        f"""SELECT ?it (MIN(?y) AS ?year) (MIN(?n) AS ?people) {{
            ?it a exg:{type_} .
            {"?tie exg:party ?it ; a exg:Agreement ." if tied else ""}
            {_YEARS}
            OPTIONAL {{ ?it exg:headcount|exg:size|exg:totalHeadcount ?n }}
        }} GROUP BY ?it"""
    )
    kinds, places, texts = _kinds(reader, type_), _places(reader, type_), _texts(reader, type_)
    things = [
        _Thing(
            row["it"],
            row.get("year"),
            int(row["people"]) if "people" in row else None,
            frozenset(kinds.get(row["it"], ())),
            frozenset(places.get(row["it"], ())),
            "\n".join(texts.get(row["it"], ())),
        )
        for row in rows
    ]
    things.sort(key=lambda thing: (reader.sorting(thing.iri), thing.iri))
    return sorted(things, key=lambda thing: -int(thing.year or 0))


def _kinds(reader: Reader, type_: str) -> dict[str, list[str]]:
    below = " ".join(f"exg:{name}" for name in CLASSES.get(type_, ()))
    query = f"SELECT DISTINCT ?it ?kind {{ VALUES ?kind {{ {below} }} ?it a ?kind }}"
    return _grouped(
        (row["it"], row["kind"].removeprefix(NS)) for row in (reader.published.rows(query) if below else ())
    )


def _places(reader: Reader, type_: str) -> dict[str, list[str]]:
    known = reader.published.events.places
    rows = reader.published.rows(
        f"SELECT DISTINCT ?it ?place {{ ?it a exg:{type_} ; {_LIES} ?place . ?place a exg:Place }}"
    )
    return _grouped((row["it"], each) for row in rows for each in (row["place"], *known[row["place"]].within))


def _texts(reader: Reader, type_: str) -> dict[str, list[str]]:
    names = "rdfs:label|skos:altLabel|skos:hiddenLabel|exg:kana"
    rows = reader.published.rows(f"SELECT DISTINCT ?it ?text {{ ?it a exg:{type_} ; {names} ?text }}")
    return _grouped((row["it"], fold(row["text"])) for row in rows)


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
