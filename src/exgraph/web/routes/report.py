"""/report: what is told of a place, or of two, in a span of years; for print and as a workbook."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from exgraph.export.table import XLSX
from exgraph.reading.reader import Reader
from exgraph.reading.selection import Selection
from exgraph.web.http.problem import RequestError
from exgraph.web.page.rendering import render
from exgraph.web.report import PlaceReport, report, span, workbook
from exgraph.web.routes import Reading
from exgraph.web.routes.pair import place_of

router = APIRouter()

_METHODS = ["GET", "HEAD"]


@router.api_route("/report/{first}/{second}.xlsx", methods=_METHODS)
def pair_workbook(request: Request, reader: Reading, first: str, second: str) -> Response:
    """Give the report on two places as a workbook, see `pair_report`."""
    return _workbook(reader, _report(request, reader, first, second))


@router.api_route("/report/{place}.xlsx", methods=_METHODS)
def place_workbook(request: Request, reader: Reading, place: str) -> Response:
    """Give the report on a place as a workbook, see `place_report`."""
    return _workbook(reader, _report(request, reader, place))


@router.api_route("/report/{first}/{second}", methods=_METHODS)
def pair_report(request: Request, reader: Reading, first: str, second: str) -> Response:
    """Report on two places, in the years `from` to `to`.

    Raises:
        RequestError: 404, one of them is no place, or nothing is told of them together.
    """
    return _page(request, reader, _report(request, reader, first, second))


@router.api_route("/report/{place}", methods=_METHODS)
def place_report(request: Request, reader: Reading, place: str) -> Response:
    """Report on a place, in the years `from` to `to`.

    Raises:
        RequestError: 404, there is no such place, or nothing is told of it.
    """
    return _page(request, reader, _report(request, reader, place))


def _report(request: Request, reader: Reader, *keys: str) -> PlaceReport:
    places = list(dict.fromkeys(place_of(reader, key) for key in keys))
    # Years are read as a selection reads them: what is no year says nothing, a span the wrong way round is turned.
    years = Selection.read(request.query_params.multi_items())
    made = report(reader, places, years.first, years.last) if len(places) == len(keys) else None
    if made is None or not (made.counts.events or made.ties or made.span != (None, None)):
        raise RequestError(404, "nothing is told of this", remedy="see /browse for who met whom")
    return made


def _page(request: Request, reader: Reader, made: PlaceReport) -> Response:
    address = "/report/" + "/".join(made.keys)
    years = Selection(first=made.span[0], last=made.span[1])
    context: dict[str, object] = {
        "report": made,
        "counts": made.counts,
        "span": span(reader, made),
        "address": address,
        "file": f"{address}.xlsx{years.address(lang=reader.language)}",
        "page": f"/pair/{made.keys[0]}/{made.keys[1]}" if len(made.keys) == 2 else f"/id/place/{made.keys[0]}",
    }
    return render(request, reader, "report.html", context)


def _workbook(reader: Reader, made: PlaceReport) -> Response:
    name = "-".join([*made.keys, *(str(year) for year in made.span if year is not None)])
    headers = {
        "Content-Disposition": f'attachment; filename="exgraph-report-{name}.xlsx"',
        "Vary": "Accept-Language, Cookie",
    }
    return Response(workbook(reader, made), media_type=XLSX, headers=headers)
