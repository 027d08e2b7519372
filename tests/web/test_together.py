"""Two places, and anniversaries to come, on the specimen graph."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

import httpx2
import pytest
from icalendar import Calendar

from exgraph.model.date import PartialDate
from exgraph.reading.history.anniversary import Anniversary, marked
from exgraph.reading.history.calendar import ics
from exgraph.reading.history.pair import journeys
from exgraph.reading.history.yearly import Subject, spans, yearly_counts
from exgraph.reading.language import Language, catalogue
from exgraph.reading.publication import Publication
from exgraph.reading.reader import Reader
from exgraph.settings import Settings


@pytest.fixture(scope="module")
def reader(shipped_settings: Settings, shipped_report: object) -> Reader:
    published = Publication(shipped_settings).current()
    return Reader("en", None, catalogue("en"), published)


def test_a_pair_tells_its_ties_events_and_years(read: Callable[..., str]) -> None:
    page = read("/pair/nevelsk/wakkanai")
    assert re.search(r"<h1>.*Wakkanai.*–.*Nevelsk.*</h1>", page)
    assert '<link rel="canonical" href="/pair/wakkanai/nevelsk">' in page
    assert 'href="/id/agreement/wakkanai-nevelsk-1972"' in page
    assert 'href="/browse?place=place/wakkanai&amp;partner=place/nevelsk"' in page
    assert "no record of its being marked" in page
    assert re.search(r"no event at all – no record: 1972–1996, 1998–2003", page)
    assert re.search(r"нет записей: 1972–1996", read("/pair/nevelsk/wakkanai", "ru"))


@pytest.mark.parametrize("pair", [("wakkanai", "nevelsk"), ("sapporo", "novosibirsk"), ("hakodate", "vladivostok")])
def test_the_figures_of_a_pair_are_those_of_its_selection(reader: Reader, pair: tuple[str, str]) -> None:
    index, base = reader.published.events, reader.published.base
    subject = Subject(*(base.thing("place", name) for name in pair))
    found = yearly_counts(reader, subject)
    selection = subject.selection(index)
    assert selection is not None
    choice = index.choose(selection)
    [tally] = [each.total for each in choice.pairs if (each.home, each.partner) == (subject.first, subject.second)]
    assert (found.events, found.sent, found.received) == (choice.total, tally.sent, tally.received)
    assert found.sent > 0
    travelled = journeys(reader, subject, choice.positions)
    assert sum(each.people for each in travelled if each.from_home) == found.sent
    assert sum(each.people for each in travelled if not each.from_home) == found.received
    for year in found.years:
        assert year.events == index.total(selection.within(year.year, year.year))


def test_years_without_any_document_are_no_record_and_others_silent(reader: Reader) -> None:
    base = reader.published.base
    found = yearly_counts(reader, Subject(base.thing("place", "wakkanai"), base.thing("place", "nevelsk")), since=1950)
    years = set(reader.published.events.by_year)
    for year in found.years:
        assert year.covered == (year.year in years)
    assert found.years[0].year == 1950
    assert found.uncovered[0] == "1950–1951"  # the documents begin in 1952
    assert found.uncovered[-1].endswith(str(datetime.date.today().year))
    assert not any(found.years[-1].year == int(part) for span in found.silent for part in span.split("–"))


@pytest.mark.parametrize(
    ("years", "written"), [([], []), ([4], ["4"]), ([1, 2, 3, 5, 8, 7], ["1–3", "5", "7–8"]), ([2, 2, 4], ["2", "4"])]
)
def test_years_are_written_as_spans(years: list[int], written: list[str]) -> None:
    assert spans(years) == written


@pytest.mark.parametrize("path", ["/pair/wakkanai/wakkanai", "/pair/wakkanai/nowhere", "/calendar?place=nowhere"])
def test_what_is_not_there_is_not_found(client: httpx2.Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_an_anniversary_is_a_multiple_of_five_of_the_tie(reader: Reader) -> None:
    found = marked(reader, datetime.date(2026, 11, 25), reader.published.base.thing("place", "wakkanai"))
    nevelsk = [each for each in found if each.iri.endswith("/wakkanai-nevelsk-1972")]
    assert [(each.number, each.day) for each in nevelsk] == [(55, PartialDate(2027)), (60, PartialDate(2032))]
    assert all(each.number % 5 == 0 for each in found)


def test_the_calendar_is_read_by_a_calendar(client: httpx2.Client) -> None:
    answer = client.get("/calendar/all.ics?lang=en")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert {"Accept-Language", "Cookie"} <= set(answer.headers["vary"].split(", "))
    assert all(len(line.encode()) <= 75 for line in answer.text.split("\r\n"))
    entries = Calendar.from_ical(answer.text).walk("VEVENT")
    assert len({str(entry["uid"]) for entry in entries}) == len(entries)
    assert all(entry.decoded("dtend") - entry.decoded("dtstart") == datetime.timedelta(days=1) for entry in entries)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "(day not known)"), ("ja", "（日付は不明）"), ("ru", "(день неизвестен)")]
)
def test_an_anniversary_without_a_day_is_an_entry_on_the_first_that_says_so(
    reader: Reader, language: Language, words: str
) -> None:
    thing, made = reader.name(reader.published.base.thing("place", "wakkanai")), datetime.datetime(2026, 11, 25)
    days = [PartialDate(2027), PartialDate(2027, 9), PartialDate(2027, 9, 8)]
    marked = [Anniversary(thing, f"x:{number}", 55, "1972", day) for number, day in enumerate(days)]
    body = ics(Reader(language, None, catalogue(language), reader.published), "", marked, made)
    entries = Calendar.from_ical(body).walk("VEVENT")
    starts = [entry.decoded("dtstart") for entry in entries]
    assert starts == [datetime.date(2027, 1, 1), datetime.date(2027, 9, 1), datetime.date(2027, 9, 8)]
    assert [str(entry["summary"]).endswith(words) for entry in entries] == [True, True, False]


def test_the_last_event_of_a_pair_is_one_that_was_held_and_later_plans_stand_beside_it(reader: Reader) -> None:
    ends = [reader.published.base.thing("place", name) for name in ("wakkanai", "nevelsk")]
    rows = reader.published.rows(
        f"""SELECT DISTINCT ?year ?day ?status {{ ?event exg:involves <{ends[0]}>, <{ends[1]}> ; exg:earliest ?day
            OPTIONAL {{ ?event exg:year ?year }} OPTIONAL {{ ?event exg:status ?status }} }}"""
    )
    held = {int(row["year"]) for row in rows if "year" in row and row.get("status", "held").endswith("held")}
    planned = {int(row["day"][:4]) for row in rows if row.get("status", "").endswith(("/planned", "/unscheduled"))}
    found = yearly_counts(reader, Subject(*ends))
    assert found.held is not None
    assert found.held.year == max(held)
    assert [each.year for each in found.planned] == sorted(year for year in planned if year > max(held))
    assert found.planned


def test_events_are_held_unless_another_state_is_told(reader: Reader) -> None:
    index = reader.published.events
    states = index.values("status")
    for position, things in enumerate(states):
        names = {iri.rsplit("/", 1)[1] for iri in things}
        assert bool(index.held >> position & 1) == (not names or "held" in names)
        planned = bool(names & {"planned", "unscheduled", "under-discussion"}) and "held" not in names
        assert bool(index.planned >> position & 1) == planned
    assert index.planned
