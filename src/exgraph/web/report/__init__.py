"""Reports on a place or on two, for a span of years: for print and as a workbook, with the source of every figure."""

from exgraph.web.report.content import Report, report
from exgraph.web.report.source import Source
from exgraph.web.report.workbook import span, workbook

__all__ = ["Report", "Source", "report", "span", "workbook"]
