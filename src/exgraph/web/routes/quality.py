"""The quality of the graph: what the build found, as a page, and as a worklist to download or filter."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from exgraph.export import worklist
from exgraph.model.report import SEVERITIES, BuildReport, Traced
from exgraph.reading.paging import paged
from exgraph.reading.published import Published, per_version
from exgraph.reading.thing import finding
from exgraph.web.http.negotiation import HTML, Offer, choose
from exgraph.web.http.problem import unacceptable
from exgraph.web.page.rendering import dumps, render
from exgraph.web.routes import Reading, Version

router = APIRouter()

_METHODS = ["GET", "HEAD"]
_SHOWN = 100
"""Findings of the worklist on one page."""
_JSON = Offer("json", "application/json")
_CSV = Offer("csv", "text/csv")


@dataclass(frozen=True)
class FilterChoice:
    """One value to filter by, with how many findings have it."""

    value: str
    count: int


@router.api_route("/quality", methods=_METHODS)
def quality(  # noqa: PLR0917 - each is a part of the address
    request: Request,
    reader: Reading,
    source: str | None = None,
    severity: str | None = None,
    code: str | None = None,
    page: str = "1",
) -> Response:
    """Show what the build found; with a source, severity or code, the worklist of those findings."""
    offers = (HTML, _JSON, _CSV)
    offer = choose(request.headers.get("accept"), offers)
    if offer is None:
        raise unacceptable(offers)
    if offer == _JSON:
        return quality_data(reader.published, source, severity, code)
    if offer == _CSV:
        return quality_table(reader.published, source, severity, code)
    report = reader.published.report
    chosen = _chosen(report, source, severity, code)
    number, pages = paged(len(chosen), _SHOWN, page)
    asked = {"severity": severity or "", "source": source or "", "code": code or ""}
    found = {
        "report": report if report != BuildReport() else None,
        "filtered": any(asked.values()),
        "choices": _choices(reader.published),
        "asked": asked,
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "work": [finding.read(reader, each) for each in chosen[(number - 1) * _SHOWN : number * _SHOWN]],
        "total": len(chosen),
        "page": number,
        "pages": pages,
        "contrary": finding.groups(reader, report.of_nature("contradiction")),
        "gaps": finding.groups(reader, report.of_nature("gap")),
        "rest": {severity: finding.groups(reader, severity=severity) for severity in SEVERITIES},
        "years": report.years,
    }
    return render(request, reader, "quality.html", found)


@router.api_route("/quality.json", methods=_METHODS)
def quality_data(
    published: Version, source: str | None = None, severity: str | None = None, code: str | None = None
) -> Response:
    """Give the build's report as JSON, with the findings asked for."""
    chosen = _chosen(published.report, source, severity, code)
    data = {**published.report.data(), "findings": [asdict(each) for each in chosen]}
    return Response(dumps(data), headers=_HEADERS, media_type="application/json")


@router.api_route("/quality.csv", methods=_METHODS)
def quality_table(
    published: Version, source: str | None = None, severity: str | None = None, code: str | None = None
) -> Response:
    """Give the findings asked for as a table, one row a finding with what to do."""
    text = worklist.to_csv(_chosen(published.report, source, severity, code))
    return Response(text, headers=_HEADERS, media_type="text/csv; charset=utf-8; header=present")


_HEADERS = {"Vary": "Accept", "Cache-Control": "no-cache"}


def _chosen(report: BuildReport, source: str | None, severity: str | None, code: str | None) -> list[Traced]:
    return worklist.select(report.findings, source=source or None, severity=severity or None, code=code or None)


@per_version()
def _choices(published: Published) -> dict[str, list[FilterChoice]]:
    """Return what findings can be chosen by."""
    findings = published.report.findings
    sources = Counter(source for each in findings for source in worklist.sources(each))
    return {
        "source": [FilterChoice(*each) for each in sorted(sources.items())],
        "severity": [
            FilterChoice(severity, sum(each.severity == severity for each in findings)) for severity in SEVERITIES
        ],
        "code": [FilterChoice(*each) for each in sorted(Counter(each.code for each in findings).items())],
    }
