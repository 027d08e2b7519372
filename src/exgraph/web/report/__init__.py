"""Reports on a place or on two, for a span of years: for print and as a workbook, with the source of every figure."""

from exgraph.web.report.content import PlaceReport, report
from exgraph.web.report.source import CitedSource
from exgraph.web.report.workbook import span, workbook

__all__ = ["CitedSource", "PlaceReport", "report", "span", "workbook"]
