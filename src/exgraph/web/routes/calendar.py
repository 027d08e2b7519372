"""/calendar: anniversaries to come, as a page and to subscribe to."""

from __future__ import annotations

import datetime

from fastapi import APIRouter, Request, Response

from exgraph.reading.history.anniversary import marked
from exgraph.reading.history.calendar import ics
from exgraph.web.page.rendering import render
from exgraph.web.routes import Reading
from exgraph.web.routes.pair import place_of

router = APIRouter()

_METHODS = ["GET", "HEAD"]


@router.api_route("/calendar", methods=_METHODS)
def calendar_page(request: Request, reader: Reading, place: str = "") -> Response:
    """List the anniversaries of this year and the ten to come, of all or of one place.

    Raises:
        RequestError: 404, there is no such place.
    """
    iri = place_of(reader, place) if place else None
    found = marked(reader, datetime.date.today(), iri)
    years: dict[int, list[object]] = {}
    for each in found:
        years.setdefault(each.day.year, []).append(each)
    context = {"years": years, "place": reader.name(iri) if iri else None, "key": place.removeprefix("place/")}
    return render(request, reader, "calendar.html", context)


@router.api_route("/calendar/{place}.ics", methods=_METHODS)
def calendar_file(reader: Reading, place: str) -> Response:
    """Give the anniversaries of a place (`all`: of every place) as an iCalendar.

    Raises:
        RequestError: 404, there is no such place.
    """
    iri = None if place == "all" else place_of(reader, place)
    words = reader.words.text("calendar.title")
    name = f"{words}: {reader.name(iri).text}" if iri else words
    made = datetime.datetime.fromtimestamp(reader.published.folder.stat().st_mtime, datetime.UTC)
    body = ics(reader, name, marked(reader, datetime.date.today(), iri), made)
    headers = {"Cache-Control": "max-age=86400", "Vary": "Accept-Language, Cookie"}
    return Response(body, media_type="text/calendar; charset=utf-8", headers=headers)
