"""Browsing: events by facets in several views, their files, and lists of everything else."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request, Response

from exgraph.export import geojson, gexf
from exgraph.export.network import Network
from exgraph.export.table import csv_bytes, xlsx_bytes
from exgraph.model.iri import NS
from exgraph.web.browsing import download, link, panel, picture, view
from exgraph.web.listing import browse, classes
from exgraph.web.page import render
from exgraph.web.problem import RequestError
from exgraph.web.reader import Reader
from exgraph.web.routes import Reading
from exgraph.web.selection import Selection

router = APIRouter()

_METHODS = ["GET", "HEAD"]
_FORMATS = {"csv": "CSV", "xlsx": "XLSX", "jsonld": "JSON-LD", "gexf": "GEXF", "geojson": "GeoJSON"}
_LANES = ("partner", "place", "kind", "organisation", "series", "region", "category")


@router.api_route("/browse", methods=_METHODS)
def browse_page(request: Request, reader: Reading) -> Response:
    """Show the events of a selection with facets beside them, or the list of another class (`type`)."""
    if request.query_params.get("type", "Event") != "Event":
        return _things(request, reader)
    selection = Selection.read(request.query_params.multi_items())
    shown = request.query_params.get("view", "list")
    shown = shown if shown in view.VIEWS else "list"
    index = reader.published.events
    years = [event.year for event in (index.occurrences[:1] + index.occurrences[-1:])] or [0, 0]
    total = index.total(selection)
    context: dict[str, object] = {
        "selection": selection,
        "query": selection.address(lang=reader.language),
        "total": total,
        "view": shown,
        "views": view.VIEWS,
        "addresses": {each: panel.address(selection, each) for each in view.VIEWS},
        "groups": panel.groups(reader, selection, shown),
        "chips": panel.chips(reader, selection, shown),
        "classes": classes(reader),
        "formats": _FORMATS,
        "span": (years[0], years[-1]),
    }
    return render(request, reader, "browse.html", context | (_view(request, reader, selection, shown) if total else {}))


@router.api_route("/map", methods=_METHODS)
@router.api_route("/timeline", methods=_METHODS)
@router.api_route("/network", methods=_METHODS)
def shortcut(request: Request) -> Response:
    """Lead to the view of that name, with the selection that the address says."""
    name = request.url.path.strip("/")
    selection = Selection.read(request.query_params.multi_items())
    return Response(status_code=307, headers={"Location": panel.address(selection, name)})


@router.api_route("/browse.{format_}", methods=_METHODS)
def browse_file(request: Request, reader: Reading, format_: str) -> Response:
    """Give exactly the events of a selection as a file."""
    if format_ not in _FORMATS:
        raise RequestError(404, f"there is no format {format_}", remedy=f"there are {', '.join(_FORMATS)}")
    selection = Selection.read(request.query_params.multi_items())
    body, media_type = _WRITERS[format_](reader, selection)
    response = Response(body, headers={"Content-Disposition": f'attachment; filename="exgraph-events.{format_}"'})
    response.headers["Content-Type"] = media_type
    return response


@router.api_route("/map.json", methods=_METHODS)
def map_data(request: Request, reader: Reading) -> Response:
    """Give towns and their links by year as JSON, for the map of a selection."""
    selection = Selection.read(request.query_params.multi_items())
    return Response(download.map_data(reader, selection), media_type="application/json")


def _things(request: Request, reader: Reader) -> Response:
    listed = browse(reader, request.query_params)
    if listed is None:
        iri = NS + request.query_params.get("type", "")
        return render(request, reader, "missing.html", {"iri": iri, "guess": ""}, 404)
    return render(request, reader, "things.html", {"listed": listed, "classes": classes(reader)})


def _view(request: Request, reader: Reader, selection: Selection, name: str) -> dict[str, object]:
    if name in ("list", "table"):
        return view.rows(reader, selection, request.query_params.get("page"))
    if name == "timeline":
        lanes = request.query_params.get("by", "partner")
        return view.timeline(reader, selection, lanes if lanes in _LANES else "partner")
    if name == "chart":
        return view.chart(reader, selection)
    found = view.ties(reader, selection)
    if name != "map":
        return found
    return found | {"picture": _picture(request, reader, selection), "size": picture.SIZE}


def _picture(request: Request, reader: Reader, selection: Selection) -> picture.Picture | None:
    events = reader.published.events.find(selection)
    found = link.links(reader.published, events)
    whole = request.query_params.get("extent") == "all"
    return picture.draw(reader, link.points(reader.published), link.counts(events), found, whole=whole)


def _network(reader: Reader, selection: Selection) -> Network:
    index = reader.published.events
    return link.network(reader, index, index.find(selection), reader.words.text("browse.title"))


_CSV = "text/csv; charset=utf-8; header=present"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WRITERS: dict[str, Callable[[Reader, Selection], tuple[bytes, str]]] = {
    "csv": lambda reader, selection: (
        csv_bytes(download.events(reader, selection)),
        "text/csv; charset=utf-8; header=present",
    ),
    "xlsx": lambda reader, selection: (xlsx_bytes(download.sheets(reader, selection)), _XLSX),
    "jsonld": lambda reader, selection: (download.jsonld(reader, selection), "application/ld+json"),
    "gexf": lambda reader, selection: (gexf.write(_network(reader, selection)), "application/gexf+xml"),
    "geojson": lambda reader, selection: (geojson.write(_network(reader, selection)), "application/geo+json"),
}
