"""Pages to start from: home, search, lists, the quality of the graph."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request, Response

from exgraph.web import example, finding, overview
from exgraph.web.endpoint import unacceptable
from exgraph.web.negotiation import HTML, Offer, choose
from exgraph.web.page import dumps, render
from exgraph.web.paging import paged
from exgraph.web.reader import Name
from exgraph.web.routes import Reading, Version

router = APIRouter()

_METHODS = ["GET", "HEAD"]
_FOUND = 50
"""Results of a search on one page."""
_SEVERITIES = ("violation", "warning", "info")
_JSON = Offer("json", "application/json")


@dataclass(frozen=True)
class Found:
    """A search result: the thing, its kind, and the other name it was found by."""

    name: Name
    kind: Name
    other: str | None


@router.api_route("/", methods=_METHODS)
def home(request: Request, reader: Reading) -> Response:
    """Show what there is and where to begin."""
    questions = {"questions": example.QUESTIONS[:3], "prefixes": example.PREFIXES}
    return render(request, reader, "home.html", questions | overview.content(reader, date.today()))


@router.api_route("/search", methods=_METHODS)
def search(request: Request, reader: Reading, q: str = "", page: int = 1) -> Response:
    """Show the things whose names hold every word of `q`."""
    names = reader.published.names
    matches = names.search(q[:200])
    number, pages = paged(len(matches), _FOUND, str(page))
    found = []
    for match in matches[(number - 1) * _FOUND : number * _FOUND]:
        name = reader.name(match.iri)
        other = match.label if match.label != name.text else None
        found.append(Found(name, reader.name(match.type), other))
    return render(
        request,
        reader,
        "search.html",
        {"found": found, "total": len(matches), "page": number, "pages": pages, "corrected": names.corrected(q[:200])},
    )


@router.api_route("/quality", methods=_METHODS)
def quality(request: Request, reader: Reading) -> Response:
    """Show what the build found: disagreements side by side, gaps, findings by severity, what was left out."""
    offer = choose(request.headers.get("accept"), (HTML, _JSON))
    if offer is None:
        raise unacceptable((HTML, _JSON))
    if offer == _JSON:
        return quality_data(reader.published)
    report = reader.published.report
    years = {year for each in report.get("coverage", {}).values() for year in each["years"]}
    found = {
        "report": report,
        "contrary": finding.groups(reader, finding.CONTRARY),
        "gaps": finding.groups(reader, finding.GAPS),
        "rest": {severity: finding.groups(reader, severity=severity) for severity in _SEVERITIES},
        "years": sorted(years, key=lambda year: (not year, year)),
    }
    return render(request, reader, "quality.html", found)


@router.api_route("/quality.json", methods=_METHODS)
def quality_data(published: Version) -> Response:
    """Give the build's report as JSON."""
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    return Response(dumps(published.report), headers=headers, media_type="application/json")
