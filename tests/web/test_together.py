"""Two places, and anniversaries to come, on the specimen graph."""

from __future__ import annotations

import datetime

import httpx2
import pytest
from icalendar import Calendar

from exgraph.model.date import PartialDate
from exgraph.settings import Settings
from exgraph.web.calendar import marked
from exgraph.web.language import catalogue
from exgraph.web.published import Publication
from exgraph.web.reader import Reader


def test_a_pair_tells_its_ties_events_and_years(client: httpx2.Client) -> None:
    page = client.get("/pair/nevelsk/wakkanai?lang=en")
    assert page.status_code == 200
    assert page.text.index("Wakkanai") < page.text.index("Nevelsk")
    assert "agreement/" in page.text


@pytest.mark.parametrize("path", ["/pair/wakkanai/wakkanai", "/pair/wakkanai/nowhere", "/calendar?place=nowhere"])
def test_what_is_not_there_is_not_found(client: httpx2.Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_an_anniversary_is_a_multiple_of_five_of_the_tie(shipped_settings: Settings, shipped_report: object) -> None:
    published = Publication(shipped_settings).current()
    reader = Reader("en", None, catalogue("en"), published)
    found = marked(reader, datetime.date(2026, 11, 25), published.base.thing("place", "wakkanai"))
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
    assert all(entry.decoded("dtstart") < entry.decoded("dtend") for entry in entries)
