"""Browsing: events by facets in several views, their files, and lists of everything else."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from exgraph.export.format import NETWORK_FORMATS
from exgraph.export.network import Network
from exgraph.export.table import XLSX, csv_bytes
from exgraph.model.iri import NS
from exgraph.reading.address import browse_address
from exgraph.reading.network.link import network
from exgraph.reading.reader import Reader
from exgraph.reading.selection import FACETS, Choice, Selection
from exgraph.web.browsing import chart, data, download, lane, panel, view
from exgraph.web.http.negotiation import etag
from exgraph.web.http.problem import RequestError
from exgraph.web.http.response import modified, tagged
from exgraph.web.map import selection_map
from exgraph.web.page.absence import absent
from exgraph.web.page.rendering import dumps, render
from exgraph.web.page.workbook import workbook_bytes
from exgraph.web.portal.listing import browse, classes
from exgraph.web.routes import Reading

router = APIRouter()

_METHODS = ["GET", "HEAD"]
_OPEN = 100
"""Nodes of a network that are unfolded at once."""
_TABLES = {"csv": "CSV", "xlsx": "XLSX", "jsonld": "JSON-LD"}
_FORMATS = _TABLES | {ending: each.name for ending, each in NETWORK_FORMATS.items() if ending not in _TABLES}
_IN_BAR = ("map", "timeline", "network")
"""Views that the bar above every page names."""
_LISTED = tuple(facet.name for facet in FACETS if not facet.exact)


@router.api_route("/browse", methods=_METHODS)
def browse_page(request: Request, reader: Reading) -> Response:
    """Show the events of a selection with facets beside them, or the list of another class (`type`)."""
    if request.query_params.get("type", "Event") != "Event":
        return _things(request, reader)
    choice = _choice(request, reader)
    selection, total, shown = choice.selection, choice.total, _shown(request)
    index = reader.published.events
    context: dict[str, object] = {
        "selection": selection,
        "query": selection.address(lang=reader.language),
        "total": total,
        "view": shown,
        "path": f"/{shown}" if shown in _IN_BAR else "/browse",
        "views": view.VIEWS,
        "addresses": {each: browse_address(selection, each) for each in view.VIEWS},
        "groups": panel.groups(reader, choice, shown),
        "decades": panel.decades(choice, shown),
        "chips": panel.chips(reader, selection, shown),
        "looser": [] if total else panel.looser(reader, choice, shown),
        "classes": classes(reader),
        "formats": _FORMATS,
        "described": (*_TABLES, "gexf", "geojson"),
        "share": str(request.base_url).rstrip("/") + browse_address(selection, shown),
        "span": (min(index.by_year, default=0), max(index.by_year, default=0)),
    }
    return render(request, reader, "browse.html", context | (_view(request, reader, choice, shown) if total else {}))


@router.api_route("/map", methods=_METHODS)
@router.api_route("/timeline", methods=_METHODS)
@router.api_route("/network", methods=_METHODS)
def shortcut(request: Request) -> Response:
    """Lead to the view of that name, with all else that the address says."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "view"]
    query = urlencode([*kept, ("view", request.url.path.strip("/"))], safe="/")
    return Response(status_code=307, headers={"Location": f"/browse?{query}"})


@router.api_route("/browse/{facet}.json", methods=_METHODS)
def values_data(request: Request, reader: Reading, facet: str, find: str = "") -> Response:
    """Give the values of a facet as JSON, see `values_page`.

    Of each: name, events, address that toggles it, whether it is chosen, depth in the tree of places.
    """
    _, values = _values(request, reader, facet, find)
    shown = [[each.name.text, each.count, each.address, each.chosen, each.depth] for each in values]
    return Response(dumps({"values": shown}), media_type="application/json")


@router.api_route("/browse/{facet}", methods=_METHODS)
def values_page(request: Request, reader: Reading, facet: str, find: str = "") -> Response:
    """Show all values of a facet that a selection leaves to choose from, or those whose names hold `find`."""
    choice, values = _values(request, reader, facet, find)
    shown = _shown(request)
    context = {
        "facet": facet,
        "values": values,
        "find": find,
        "selection": choice.selection,
        "view": shown,
        "back": browse_address(choice.selection, shown),
    }
    return render(request, reader, "values.html", context)


@router.api_route("/browse.{format_}", methods=_METHODS)
def browse_file(request: Request, reader: Reading, format_: str) -> Response:
    """Give exactly the events of a selection as a file."""
    if format_ not in _FORMATS:
        raise RequestError(404, f"there is no format {format_}", remedy=f"there are {', '.join(_FORMATS)}")
    choice = _choice(request, reader)
    organisations = request.query_params.get("with_organisations") == "1"

    def write() -> bytes:
        if (table := _WRITERS.get(format_)) is not None:
            return table(reader, choice)
        return NETWORK_FORMATS[format_].write(_network(reader, choice, organisations))

    headers = {"Content-Disposition": f'attachment; filename="{download.file_name(choice.selection)}.{format_}"'}
    media_type = _MEDIA_TYPES.get(format_) or NETWORK_FORMATS[format_].media_type
    return _reply(request, reader, write, media_type, headers)


@router.api_route("/map.json", methods=_METHODS)
def map_data(request: Request, reader: Reading) -> Response:
    """Give towns and their pairs by year as JSON, for the map of a selection."""
    return _reply(request, reader, lambda: data.map_data(reader, _choice(request, reader)), "application/json")


@router.api_route("/timeline.json", methods=_METHODS)
def timeline_data(request: Request, reader: Reading) -> Response:
    """Give the events of a selection as JSON, for a timeline; the lanes of each where `by` names a facet."""

    def write() -> bytes:
        return data.timeline_data(reader, _choice(request, reader), _lanes(request))

    return _reply(request, reader, write, "application/json")


@router.api_route("/network.json", methods=_METHODS)
def network_data(request: Request, reader: Reading) -> Response:
    """Give the network of a selection as JSON, or one node of it (`node`) with its neighbours."""

    def write() -> bytes:
        parameters = request.query_params
        found = data.network_data(reader, _choice(request, reader), parameters, parameters.getlist("unfold")[:_OPEN])
        if found is None:
            raise RequestError(404, f"the network has no node {request.query_params['node']}")
        return found

    return _reply(request, reader, write, "application/json")


def _choice(request: Request, reader: Reader) -> Choice:
    return reader.published.events.choose(Selection.read(request.query_params.multi_items()))


def _shown(request: Request) -> str:
    name = request.query_params.get("view", view.VIEWS[0])
    return name if name in view.VIEWS else view.VIEWS[0]


def _lanes(request: Request) -> str | None:
    facet = request.query_params.get("by")
    return facet if facet in lane.FACETS else None


def _values(request: Request, reader: Reader, facet: str, find: str) -> tuple[Choice, list[panel.PanelValue]]:
    if facet not in _LISTED:
        raise RequestError(404, f"there is no facet {facet}", remedy=f"there are {', '.join(_LISTED)}")
    choice = _choice(request, reader)
    return choice, panel.values(reader, choice, facet, _shown(request), find[:200])


def _reply(
    request: Request, reader: Reader, write: Callable[[], bytes], media_type: str, headers: dict[str, str] | None = None
) -> Response:
    """Return data of this version in this reader's language; 304, and nothing written, where the client has it."""
    tag = etag(reader.published.fingerprint, request.url.path, request.url.query, reader.language)
    named = {
        "Vary": "Accept-Language, Cookie",
        "Cache-Control": "no-cache",
        **modified(reader.published.folder),
        **(headers or {}),
    }
    return tagged(request, tag, lambda: reader.published.answers.get(tag, write), media_type, named)


def _things(request: Request, reader: Reader) -> Response:
    listed = browse(reader, request.query_params)
    if listed is None:
        iri = NS + request.query_params.get("type", "")
        return absent(request, reader, iri)
    return render(request, reader, "things.html", {"listed": listed, "classes": classes(reader)})


def _view(request: Request, reader: Reader, choice: Choice, name: str) -> dict[str, object]:
    if name in ("list", "table"):
        return view.rows(reader, choice, request.query_params.get("page"), request.query_params.get("sort"))
    if name == "timeline":
        return view.timeline(reader, choice, _lanes(request) or lane.FACETS[0])
    if name == "chart":
        return chart.charts(reader, choice, request.query_params.get("measure"))
    found = view.ties(reader, choice)
    if name != "map":
        return found
    whole = request.query_params.get("extent") == "all"
    return found | {"picture": selection_map.draw(reader, choice, whole=whole), "size": selection_map.SIZE}


def _network(reader: Reader, choice: Choice, organisations: bool) -> Network:
    return network(reader, choice, reader.words.text("browse.title"), organisations=organisations)


_MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": XLSX,
    "jsonld": "application/ld+json",
}
_WRITERS: dict[str, Callable[[Reader, Choice], bytes]] = {
    "csv": lambda reader, choice: csv_bytes(download.events(reader, choice)),
    "xlsx": lambda reader, choice: workbook_bytes(reader, download.sheets(reader, choice)),
    "jsonld": download.jsonld,
}
