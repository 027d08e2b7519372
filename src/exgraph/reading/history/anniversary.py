"""Anniversaries of ties, from the day they were concluded, and of series, from their first edition.

One rule for "since when": the earliest date that is told, and of several forms of it the most exact.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from exgraph.model.date import PartialDate
from exgraph.model.iri import NS
from exgraph.model.twinning import TWINNING
from exgraph.reading.history.event_list import ListedEvent, listed_events
from exgraph.reading.published import Published, per_version
from exgraph.reading.reader import Name, Reader

ROUND = 5
"""Every fifth year is marked in these exchanges (5, 10, 15, ...)."""

_NAMED = 3
"""Round anniversaries to come that the page of a tie names."""

_YEARS = 10
"""Years ahead that the calendar shows."""


@dataclass(frozen=True)
class Anniversary:
    """An anniversary of a tie or a series.

    Attributes:
        thing: the tie or the series.
        iri: its IRI.
        number: how many years.
        since: when it began, as exact as known.
        day: the same day in the year of the anniversary, as exact as known.
        events: those that marked it, as far as it is looked for.
    """

    thing: Name
    iri: str
    number: int
    since: str
    day: PartialDate
    events: Sequence[ListedEvent] = ()

    @property
    def year(self) -> int:
        """The year it is in."""
        return self.day.year


def is_tie(classes: Collection[str]) -> bool:
    """Tell by the classes of an agreement (IRIs) whether its anniversaries are marked: a memorandum has none."""
    return any(NS + kind in classes for kind in sorted(TWINNING))


def since_of(dates: Iterable[str]) -> str:
    """Return since when, of the dates that are told: the earliest, and of several forms of it the most exact.

    Of 1972-09, 1972-09-08 and 1974 that is 1972-09-08.
    """
    ordered = sorted(dates, key=lambda each: (PartialDate.parse(each).earliest, len(each)))
    return max((each for each in ordered if each.startswith(ordered[0])), key=len)


@per_version()
def concluded(published: Published) -> dict[str, str]:
    """Return since when each agreement is there (EDTF), of those with a date."""
    found: dict[str, list[str]] = {}
    for row in published.rows("SELECT ?it (STR(?d) AS ?date) { ?it exg:concluded ?d }"):
        found.setdefault(row["it"], []).append(row["date"])
    return {iri: since_of(dates) for iri, dates in found.items()}


def next_round(concluded: int, today: int) -> tuple[int, int]:
    """Return the year and the number of the next round anniversary, this year's included."""
    number = max(ROUND, -(-(today - concluded) // ROUND) * ROUND)
    return concluded + number, number


def coming(reader: Reader, today: int) -> list[Anniversary]:
    """Return the round anniversaries of ties in this year and the next, the greatest first in each."""
    found = []
    for iri in _ties(reader.published):
        since = concluded(reader.published)[iri]
        year, number = next_round(PartialDate.parse(since).year, today)
        if year <= today + 1:
            found.append(_anniversary(reader, iri, since, number))
    return sorted(found, key=lambda each: (each.year, -each.number, each.thing.text))


def marked(reader: Reader, today: datetime.date, place: str | None = None) -> list[Anniversary]:
    """Return the round anniversaries of this year and the ten to come, in the order of time; of one place if given."""
    found = [each for iri, since in _begun(reader, place) for each in _rounds(reader, iri, since, today)]
    return sorted(found, key=lambda each: (each.day.year, each.day.earliest, each.iri))


def passed(reader: Reader, agreement: str, today: int, *, tie: bool = True) -> list[Anniversary]:
    """Return the anniversaries of an agreement before the year `today`, by number; none where it has no date.

    They are those that events marked and, of a tie, the round ones that no event is known to have marked.
    """
    since = concluded(reader.published).get(agreement)
    if since is None:
        return []
    rows = reader.published.rows(
        f"SELECT DISTINCT ?event ?n {{ ?event exg:commemorates <{agreement}> ; exg:anniversary ?n }}"
    )
    known = {each.name.iri: each for each in listed_events(reader, f"?event exg:commemorates <{agreement}> .")}
    year = PartialDate.parse(since).year
    by_number: dict[int, list[ListedEvent]] = {number: [] for number in range(ROUND, today - year, ROUND) if tie}
    for row in rows:
        if (event := known.get(row["event"])) is not None:
            by_number.setdefault(int(row["n"]), []).append(event)
    return [
        _anniversary(reader, agreement, since, number, sorted(events, key=lambda each: each.date))
        for number, events in sorted(by_number.items())
    ]


def ahead(reader: Reader, agreement: str, today: int) -> list[Anniversary]:
    """Return the next round anniversaries of a tie, that of the year `today` included; none where it has no date."""
    since = concluded(reader.published).get(agreement)
    if since is None:
        return []
    _, number = next_round(PartialDate.parse(since).year, today)
    return [_anniversary(reader, agreement, since, number + step) for step in range(0, _NAMED * ROUND, ROUND)]


def _anniversary(reader: Reader, iri: str, since: str, number: int, events: Sequence[ListedEvent] = ()) -> Anniversary:
    begun = PartialDate.parse(since)
    return Anniversary(reader.name(iri), iri, number, since, _in(begun, begun.year + number), events)


def _rounds(reader: Reader, iri: str, since: str, today: datetime.date) -> Iterator[Anniversary]:
    begun = PartialDate.parse(since).year
    for year in range(today.year, today.year + _YEARS + 1):
        if year > begun and (year - begun) % ROUND == 0:
            yield _anniversary(reader, iri, since, year - begun)


def _in(begun: PartialDate, year: int) -> PartialDate:
    try:
        return PartialDate(year, begun.month, begun.day)
    except ValueError:
        return PartialDate(year, 2, 28)  # begun on 29 February


def _ties(published: Published, place: str | None = None) -> list[str]:
    """Return the ties with a date, of one place if given, in the order of their IRIs."""
    kinds = " ".join(f"exg:{kind}" for kind in sorted(TWINNING))
    party = f"; exg:party <{place}>" if place else ""
    rows = published.rows(f"SELECT DISTINCT ?it {{ VALUES ?kind {{ {kinds} }} ?it a ?kind {party} }} ORDER BY ?it")
    return [row["it"] for row in rows if row["it"] in concluded(published)]


def _begun(reader: Reader, place: str | None) -> list[tuple[str, str]]:
    ties = [(iri, concluded(reader.published)[iri]) for iri in _ties(reader.published, place)]
    took = f"?event exg:involves <{place}> ." if place else ""
    first: dict[str, list[str]] = {}
    for row in reader.published.rows(
        f"""SELECT ?it (STR(?d) AS ?date) {{
            ?event exg:inSeries ?it ; exg:edition 1 ; exg:start ?d . {took}
        }} ORDER BY ?it"""
    ):
        first.setdefault(row["it"], []).append(row["date"])
    return [*ties, *((iri, since_of(dates)) for iri, dates in first.items())]
