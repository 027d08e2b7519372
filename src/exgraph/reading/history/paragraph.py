"""A paragraph on a place or on two, from their facts, to read first and to take along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from exgraph.reading.history.partner import Partner, PartnerTie
from exgraph.reading.history.yearly import YearlyCounts
from exgraph.reading.reader import Reader

if TYPE_CHECKING:
    from exgraph.reading.history.pair import PairTie


def of_place(
    reader: Reader, iri: str, counts: YearlyCounts, ties: Sequence[PartnerTie], partners: Sequence[Partner]
) -> str:
    """Return what is recorded of a place in a few sentences: its ties, events, people, what comes next; or nothing."""
    return _joined(reader, _place(reader, iri, counts, ties, partners))


def of_pair(reader: Reader, ends: tuple[str, str], counts: YearlyCounts, ties: Sequence[PairTie]) -> str:
    """Return what is recorded of two places in a few sentences."""
    return _joined(reader, _pair(reader, ends, counts, ties))


def _place(
    reader: Reader, iri: str, counts: YearlyCounts, ties: Sequence[PartnerTie], partners: Sequence[Partner]
) -> Iterator[str]:
    text, count, name = reader.words.text, reader.words.count, reader.name(iri).text
    dated = [(tie.year, _others(reader, tie)) for tie in ties if tie.year and tie.others]
    if len(ties) == 1 and dated:
        year, partner = dated[0]
        yield text("paragraph.tie", first=name, second=partner, year=year, kind=ties[0].kind.text)
    elif dated:
        year, partner = min(dated)
        yield text("paragraph.ties", name=name, n=len(ties), year=year, partner=partner)
    yield from _events(reader, counts)
    if counts.held and partners and partners[0].counts.events:
        met = partners[0]
        yield text("paragraph.most", partner=met.name.text, events=count("count.events", met.counts.events))
    if counts.sent or counts.received:
        home = reader.published.events.places[iri].home
        ends = {"name": name} if home else {"name": name, "home": _country(reader)}
        yield text("paragraph.people" if home else "paragraph.people_abroad", **ends, **_people(reader, counts))
    coming = [(*tie.next, _others(reader, tie)) for tie in ties if tie.next and tie.others]
    if coming:
        year, number, partner = min(coming)
        yield text("paragraph.next", year=year, number=number, partner=partner)
    yield from _silence(reader, counts)


def _pair(reader: Reader, ends: tuple[str, str], counts: YearlyCounts, ties: Sequence[PairTie]) -> Iterator[str]:
    text = reader.words.text
    names = {"first": reader.name(ends[0]).text, "second": reader.name(ends[1]).text}
    dated = [tie for tie in ties if tie.year]
    if dated:
        kinds = reader.words.text("page.comma").join(kind.text for kind in dated[0].kinds)
        yield text("paragraph.tie", **names, year=dated[0].year, kind=kinds)
    yield from _events(reader, counts)
    if counts.sent or counts.received:
        yield text("paragraph.people_pair", **names, **_people(reader, counts))
    if coming := [tie.next for tie in ties if tie.next]:
        year, number = min(coming)
        yield text("paragraph.next_pair", year=year, number=number)
    yield from _silence(reader, counts)


def _events(reader: Reader, counts: YearlyCounts) -> Iterator[str]:
    years = [year.year for year in counts.years if year.held]
    if years:
        held = sum(year.held for year in counts.years)
        key = "paragraph.events" if years[0] != years[-1] else "paragraph.events_year"
        events = reader.words.count("count.events", held)
        yield reader.words.text(key, events=events, first=years[0], last=years[-1])


def _silence(reader: Reader, counts: YearlyCounts) -> Iterator[str]:
    """Yield that the records end, where they do before the last years that any document covers."""
    covered = [year.year for year in counts.years if year.covered]
    if counts.held and covered and covered[-1] > counts.held.year:
        yield reader.words.text("paragraph.silence", last=counts.held.year)


def _people(reader: Reader, counts: YearlyCounts) -> dict[str, str]:
    untold = reader.words.text("known.people_untold")
    return {
        way: reader.words.count("count.people", number) if number else untold
        for way, number in (("sent", counts.sent), ("received", counts.received))
    }


def _country(reader: Reader) -> str:
    return reader.name(reader.published.base.thing("place", reader.published.project.country)).text


def _others(reader: Reader, tie: PartnerTie) -> str:
    return reader.words.text("page.comma").join(name.text for name in tie.others)


def _joined(reader: Reader, sentences: Iterator[str]) -> str:
    joint = "" if reader.language == "ja" else " "
    return joint.join(sentence[:1].upper() + sentence[1:] for sentence in sentences)
