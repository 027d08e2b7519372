"""The page of a place: its ties, its years, whom it met, who is based there, what comes next, what was found."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from exgraph.model.iri import NS
from exgraph.reading.address import browse_address
from exgraph.reading.history import paragraph
from exgraph.reading.history.anniversary import marked
from exgraph.reading.history.event_list import events_at
from exgraph.reading.history.partner import key, partners, ties
from exgraph.reading.history.yearly import Subject, alone, yearly_counts
from exgraph.reading.published import Published, per_version
from exgraph.reading.reader import Name, Reader
from exgraph.reading.selection import Choice
from exgraph.reading.thing.facts import ThingFacts
from exgraph.reading.thing.finding import among
from exgraph.web.map import place_map

_PARTNERS = 12
_EVENTS = 15
_THINGS = 24
_COMING = 6


@dataclass(frozen=True)
class Counted:
    """A thing and how many events of the place it took part in or is of; the address of these, if any."""

    name: Name
    kind: Name | None
    events: int
    address: str


def view(reader: Reader, thing: ThingFacts, parameters: Mapping[str, str]) -> dict[str, object]:
    """Return what the page of a place shows."""
    iri, index = thing.iri, reader.published.events
    choice = index.choose(alone(index, iri))
    agreements = ties(reader, iri)
    since = min((tie.year for tie in agreements if tie.year), default=None)
    met, more = partners(reader, iri, since, _PARTNERS)
    based = _based(reader, iri, choice)
    here = {each.name.iri for each in based}
    coming = marked(reader, datetime.date.today(), iri)
    organisations = _counted(reader, choice, "organisation", _THINGS)
    counts, marked_ties = yearly_counts(reader, Subject(iri), since=since), [tie for tie in agreements if tie.marked]
    return {
        "paragraph": paragraph.of_place(reader, iri, counts, marked_ties, met),
        "officials": _officials(reader, iri),
        "others_like": _beside(reader, iri),
        "trail": trail(reader, thing),
        "kana": thing.text("exg:kana"),
        "successors": reader.names(thing.all("exg:successor")),
        "until": [reader.date(value) for value in thing.all("exg:until")],
        "predecessors": reader.names(thing.all("exg:predecessor")),
        "key": key(index, iri),
        "home": index.places[iri].home,
        "counts": counts,
        "address": browse_address(choice.selection),
        "moved": browse_address(choice.selection, "chart"),
        "query": choice.selection.address(lang=reader.language),
        "ties": marked_ties,
        "acts": [tie for tie in agreements if not tie.marked],
        "picture": place_map.draw(reader, iri, choice),
        "size": place_map.size(index.places[iri]),
        "partners": met,
        "more": more,
        "shown": events_at(reader, choice.positions[::-1][:_EVENTS]),
        "based": based,
        "guests": [each for each in organisations if each.name.iri not in here],
        "programmes": _counted(reader, choice, "series", _THINGS),
        "coming": coming[:_COMING],
        "others_coming": max(0, len(coming) - _COMING),
        "concerning": among(reader, _concerned(reader, iri, choice)),
        "parts": [_part(reader, each) for each in _parts(reader, iri)],
    }


def trail(reader: Reader, thing: ThingFacts) -> list[Name]:
    """Return the places this one lies in, the widest first; the first parent where there are several."""
    parents: list[str] = []
    parent = thing.first("exg:within")
    while parent is not None and parent not in parents:
        parents.append(parent)
        parent = ThingFacts(reader, parent).first("exg:within")
    return [reader.name(iri) for iri in reversed(parents)]


def _counted(reader: Reader, choice: Choice, facet: str, most: int) -> list[Counted]:
    """Return the things of a facet that the events of a choice have, most events first."""
    index = reader.published.events
    counts = [(value, number) for value, number in choice.counts(facet).items() if number]
    return [_thing(reader, choice, facet, index.iri(value), number) for value, number in counts[:most]]


def _based(reader: Reader, iri: str, choice: Choice) -> list[Counted]:
    """Return the organisations based at a place, those with most events there first."""
    counts, index = choice.counts("organisation"), reader.published.events
    rows = reader.published.rows(f"SELECT DISTINCT ?it {{ ?it exg:basedIn <{iri}> }}")
    things = sorted((row["it"] for row in rows), key=reader.sorting)
    found = [_thing(reader, choice, "organisation", each, counts.get(index.key(each), 0)) for each in things]
    return sorted(found, key=lambda each: -each.events)


def _thing(reader: Reader, choice: Choice, facet: str, iri: str, events: int) -> Counted:
    kind = _kinds(reader.published).get(iri)
    where = browse_address(choice.selection.only(facet, reader.published.events.key(iri))) if events else ""
    return Counted(reader.name(iri), reader.name(kind) if kind else None, events, where)


@per_version()
def _kinds(published: Published) -> dict[str, str]:
    """Return the class of each organisation and series, as it was given; kept."""
    rows = published.rows(
        f"""SELECT ?it (MIN(?class) AS ?kind) {{
            VALUES ?wide {{ exg:Organisation exg:Series }} ?it a ?wide .
            GRAPH ?graph {{ ?it a ?class }}
            FILTER(STRSTARTS(STR(?class), "{NS}") && ?graph != <{published.base.graph("inferred")}>)
        }} GROUP BY ?it"""
    )
    return {row["it"]: row["kind"] for row in rows}


def _beside(reader: Reader, iri: str) -> str:
    """Return the key of the place of the same kind and side with most events, to compare this one with; or nothing."""
    index = reader.published.events
    place = index.places[iri]
    rivals = {
        other: members.bit_count()
        for other, members in index.sets["place" if place.home else "partner"].items()
        if other != iri and index.places[other].kind == place.kind
    }
    return key(index, max(rivals, key=lambda other: (rivals[other], other))) if rivals else ""


def _officials(reader: Reader, iri: str) -> list[tuple[Name, str, int]]:
    """Return who held or holds an office here, with the years and the number of events that name them."""
    rows = reader.published.rows(
        f"""SELECT ?it (COUNT(DISTINCT ?event) AS ?events) (MIN(?year) AS ?first) (MAX(?year) AS ?last) {{
            ?it a exg:Official ; exg:place <{iri}> .
            OPTIONAL {{ ?event exg:official ?it . OPTIONAL {{ ?event exg:year ?year }} }}
        }} GROUP BY ?it ORDER BY DESC(?events) ?it"""
    )
    return [
        (
            reader.name(row["it"]),
            "–".join(dict.fromkeys(row[end] for end in ("first", "last") if end in row)),
            int(row["events"]),
        )
        for row in rows
    ]


def _concerned(reader: Reader, iri: str, choice: Choice) -> list[str]:
    """Return a place with its agreements and its events."""
    rows = reader.published.rows(f"SELECT DISTINCT ?it {{ ?it exg:party <{iri}> ; a exg:Agreement }} ORDER BY ?it")
    return [iri, *(row["it"] for row in rows), *(event.iri for event in choice.occurrences)]


def _part(reader: Reader, iri: str) -> Counted:
    index = reader.published.events
    choice = index.choose(alone(index, iri))
    return Counted(reader.name(iri), None, choice.total, browse_address(choice.selection) if choice.total else "")


def _parts(reader: Reader, iri: str) -> list[str]:
    """Return the places directly within this one: those for which it was stated."""
    stated = reader.published.base.graph("gazetteer")
    rows = reader.published.rows(f"SELECT ?it {{ GRAPH <{stated}> {{ ?it exg:within <{iri}> }} }}")
    return sorted((row["it"] for row in rows), key=reader.sorting)
