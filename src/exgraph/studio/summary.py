"""A record's facts in one line each, for lists."""

from __future__ import annotations

from exgraph.facts.cell import SEPARATOR
from exgraph.review.fact import ReviewFact, ReviewRecord
from exgraph.studio import wording
from exgraph.studio.page import Visitor
from exgraph.studio.room import Room

_SAID = frozenset({"location", "involves", "from", "to", "home", "party", "place", "event", "same_as"})
_NUMBERS = ("total", "attendance", "visitors", "anniversary", "edition", "amount_jpy", "budget_jpy", "value", "note")


def lines(record: ReviewRecord, room: Room, who: Visitor) -> list[str]:
    """Return what a record's facts say, in a reader's language."""
    return [_line(fact, room, who) for fact in record.facts]


def _line(fact: ReviewFact, room: Room, who: Visitor) -> str:
    cells = fact.row.cells()
    kinds = [
        wording.value("kind", name, who.language, room.settings.ontology)
        for name in (cells.get("kind") or cells.get("class") or "").split(SEPARATOR)
        if name
    ]
    parts = ["・".join(kinds) if who.language == "ja" else ", ".join(kinds), _dates(cells), _way(cells, room, who)]
    people = cells.get("headcount", "")
    parts += [who.words.text("review.people", n=people) if people else "", cells.get("title", "")]
    parts += _others(fact, room, who)
    return " — ".join(each for each in parts if each) or wording.table(fact.table, who.words)


def _others(fact: ReviewFact, room: Room, who: Visitor) -> list[str]:
    """Return all else that a fact says, each with the name of its column: who accepts it unseen accepts this too."""
    names: dict[str, list[str]] = {}
    for column, (table, key) in fact.row.references():
        if column not in _SAID and table != "record":
            names.setdefault(column, []).append(room.choices.name(table, key, who.language))
    numbers = {column: [fact.cells[column]] for column in _NUMBERS if fact.cells.get(column)}
    comma, colon = who.words.text("review.comma"), who.words.text("review.colon")
    return [
        wording.column(column, who.words) + colon + comma.join(values) for column, values in (names | numbers).items()
    ]


def _dates(cells: dict[str, str]) -> str:
    start, end = cells.get("start") or cells.get("concluded") or cells.get("year") or "", cells.get("end", "")
    return f"{start}–{end}" if end and end != start else start


def _way(cells: dict[str, str], room: Room, who: Visitor) -> str:
    def names(*columns: str) -> str:
        values = [value for column in columns for value in cells.get(column, "").split(SEPARATOR) if value]
        pairs = [each.split("/", 1) if "/" in each else ["place", each] for each in dict.fromkeys(values)]
        return who.words.text("review.comma").join(room.choices.name(table, key, who.language) for table, key in pairs)

    start, end = names("from"), names("to")
    return f"{start or '?'} → {end or '?'}" if start or end else names("location", "involves", "home", "party", "place")
