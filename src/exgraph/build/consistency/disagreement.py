"""Where documents contradict one another, told from the tables, so that each side has its record and its row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from exgraph.build.consistency.row import Event, Group, Tie, Value
from exgraph.build.finding import StatedValue, stated_value
from exgraph.facts.catalogue import Catalogue
from exgraph.facts.table import Entry
from exgraph.facts.total import whole
from exgraph.model.date import PartialDate, edtf
from exgraph.model.iri import Base, expand
from exgraph.model.report import Nature
from exgraph.model.twinning import TWINNING
from exgraph.validate import Finding

SHAPES = "https://w3id.org/exgraph/shapes#"
"""Checks are named like shapes, whether SHACL makes them or this."""

_MESSAGES: dict[str, dict[str, str]] = {
    "merged-date": {
        "ja": "一つの行事の日付が、文書によって食い違っています。",
        "en": "The documents give one event dates that cannot both be right.",
        "ru": "Документы называют для одного события несовместимые даты.",
    },
    "merged-headcount": {
        "ja": "一つの行事の参加者数が、文書によって違います。",
        "en": "The documents give one event different numbers of people.",
        "ru": "Документы называют для одного события разное число участников.",
    },
    "merged-visitors": {
        "ja": "一つの行事の来場者数が、文書によって違います。",
        "en": "The documents give one event different numbers of visitors.",
        "ru": "Документы называют для одного события разное число посетителей.",
    },
    "merged-edition": {
        "ja": "一つの行事の回次が、文書によって違います。",
        "en": "The documents count one event as different editions.",
        "ru": "Документы по-разному нумеруют одно событие.",
    },
    "merged-anniversary": {
        "ja": "一つの行事の周年が、文書によって違います。",
        "en": "The documents give one event different anniversaries.",
        "ru": "Документы называют для одного события разные годовщины.",
    },
    "agreement-date": {
        "ja": "一つの提携の締結時期が、文書によって食い違っています。",
        "en": "The documents date one tie differently.",
        "ru": "Документы по-разному датируют одно соглашение.",
    },
    "agreement-class": {
        "ja": "一つの提携の種類が、文書によって違います(姉妹都市、友好都市など)。",
        "en": "The documents call one tie by different kinds, such as sister city and friendship city.",
        "ru": "Документы по-разному называют вид одного соглашения (побратимство, дружба).",
    },
    "observation-value": {
        "ja": "同じ指標の値が、文書によって違います。",
        "en": "The documents give one indicator different values.",
        "ru": "Документы дают одному показателю разные значения.",
    },
}

CHECKS: dict[str, Nature] = dict.fromkeys(_MESSAGES, "contradiction")
"""What these checks find, by code."""

_Rows = list[tuple[str, Entry[Any]]]
"""Rows that tell of one thing, each with the source that tells."""

_Groups = Mapping[tuple[str, str], Sequence[Group]]


@dataclass(frozen=True)
class Disagreement:
    """A finding, and what is told on each side of it."""

    finding: Finding
    sides: tuple[StatedValue, ...]


def disagreements(catalogue: Catalogue, base: Base) -> Iterator[Disagreement]:
    """Yield each value of one thing that two documents tell differently; a date may be more exact than another."""
    groups = groups_of_events(catalogue)
    for event, rows in _merged(catalogue).items():
        yield from _of_event(groups, base.thing("event", event), rows)
    for rows in _shared(catalogue, "agreement", lambda row: row.id):
        thing = base.thing("agreement", rows[0][1].row.id)
        yield from _differing("agreement-date", thing, "exg:concluded", rows, _concluded)
        yield from _differing("agreement-class", thing, "rdf:type", rows, lambda _, row: ";".join(row.class_))
    for rows in _shared(catalogue, "agreement", _twins):
        if len({entry.row.id for _, entry in rows}) > 1:
            thing = base.thing("agreement", rows[0][1].row.id)
            yield from _differing("agreement-date", thing, "exg:concluded", rows, _concluded)
    for rows in _shared(catalogue, "observation", _measured):
        thing = base.thing("observation", rows[0][0], rows[0][1].row.id)
        yield from _differing("observation-value", thing, "exg:value", rows, lambda _, row: f"{row.value:f}")


def groups_of_events(catalogue: Catalogue) -> dict[tuple[str, str], list[Group]]:
    """Return the groups that took part in each event, by its source and its id there."""
    groups: dict[tuple[str, str], list[Group]] = defaultdict(list)
    for source, entry in catalogue.rows("participation"):
        groups[source, entry.row.event].append(entry.row)
    return groups


def _of_event(groups: _Groups, thing: str, rows: _Rows) -> Iterator[Disagreement]:
    apart = len({source for source, _ in rows}) > 1

    def people(source: str, row: Event) -> _Number | None:
        # Rows of one source tell of one event's several groups; of two sources each tells of them all.
        took_part = groups.get((source, row.id), ())
        number = whole(row.total, [group.headcount for group in took_part]) if apart else row.total
        return None if number is None else _Number(number, row.total_qualifier)

    yield from _differing("merged-date", thing, "exg:start", rows, lambda _, row: _Span(row.start, row.end))
    yield from _differing("merged-headcount", thing, "exg:totalHeadcount", rows, people)
    yield from _differing("merged-visitors", thing, "exg:visitors", rows, lambda _, row: row.visitors)
    yield from _differing("merged-edition", thing, "exg:edition", rows, lambda _, row: row.edition)
    yield from _differing("merged-anniversary", thing, "exg:anniversary", rows, lambda _, row: row.anniversary)


@dataclass(frozen=True)
class _Span:
    """A first and a last date, equal to another where they may both be right: one lies within the other."""

    start: PartialDate
    end: PartialDate

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Span) and (self._within(other) or other._within(self))

    __hash__ = None  # type: ignore[assignment] # equality is not transitive

    def __str__(self) -> str:
        return edtf(self.start, self.end)

    def _within(self, other: _Span) -> bool:
        return other.start.earliest <= self.start.earliest and self.end.latest <= other.end.latest


@dataclass(frozen=True)
class _Number:
    """A number of people, equal to another where they may both be right: at least 30, and 40."""

    value: int
    qualifier: str | None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Number) and (self._allows(other) or other._allows(self))

    __hash__ = None  # type: ignore[assignment] # equality is not transitive

    def __str__(self) -> str:
        return str(self.value)

    def _allows(self, other: _Number) -> bool:
        above = self.qualifier in ("at-least", "more-than") and other.value >= self.value
        below = self.qualifier == "at-most" and other.value <= self.value
        return self.value == other.value or above or below


def _differing(
    code: str, thing: str, path: str, rows: _Rows, read: Callable[[str, Any], object]
) -> Iterator[Disagreement]:
    """Yield a disagreement where two of the rows, read by `read`, are not equal; None tells nothing."""
    read_from = ((source, entry, read(source, entry.row)) for source, entry in rows)
    values = [each for each in read_from if each[2] is not None]
    if any(one != other for (_, _, one), (_, _, other) in combinations(values, 2)):
        finding = Finding("warning", thing, expand(path), None, SHAPES + code, SHAPES + code, _MESSAGES[code])
        yield Disagreement(finding, tuple(stated_value(value, source, entry) for source, entry, value in values))


def _merged(catalogue: Catalogue) -> dict[str, _Rows]:
    """Return the rows of each event that several rows tell, by the `source/id` under which it stands."""
    known = {f"{source}/{entry.row.id}": (source, entry) for source, entry in catalogue.rows("event")}
    found: dict[str, _Rows] = {}
    for _, merge in catalogue.rows("merge"):
        found.setdefault(merge.row.into, [known[merge.row.into]]).append(known[merge.row.event])
    return found


def _shared(catalogue: Catalogue, table: str, key: Callable[[Any], Hashable]) -> Iterator[_Rows]:
    """Yield the rows of a table that have one key and are of several sources; a key that is None counts for nothing."""
    rows: dict[Hashable, _Rows] = {}
    for source, entry in catalogue.rows(table):
        rows.setdefault(key(entry.row), []).append((source, entry))
    for shared, entries in rows.items():
        if shared is not None and len({source for source, _ in entries}) > 1:
            yield entries


def _concluded(_: str, row: Tie) -> _Span | None:
    return _Span(row.concluded, row.concluded) if row.concluded else None


def _twins(row: Tie) -> Hashable:
    # Two towns or regions have one twinning: two that are told may be one.
    return None if TWINNING.isdisjoint(row.class_) else frozenset(row.party)


def _measured(row: Value) -> Hashable:
    return row.indicator, row.place, row.fiscal_year, row.year, row.value_kind
