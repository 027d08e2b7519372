"""The report as a page to read."""

from __future__ import annotations

from collections import Counter

from jinja2 import Environment, PackageLoader, StrictUndefined

from exgraph.model.report import BuildReport, Traced

SHOWN = 200
"""Findings of one check that the page shows; all of them are in the report's JSON."""


def render(report: BuildReport, labels: dict[str, dict[str, str]]) -> str:
    """Return the report as HTML; `labels` holds the labels of the ontology's terms by local name and language."""
    environment = Environment(
        loader=PackageLoader("exgraph.build", "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    shown, left_out = _capped(report.findings)
    template = environment.get_template("report.html.jinja")
    return template.render(report=report, labels=labels, findings=shown, left_out=left_out)


def _capped(findings: list[Traced]) -> tuple[list[Traced], dict[str, int]]:
    """Return the findings to show, and how many of each check there are beside them, by code."""
    counts: Counter[str] = Counter()
    shown: list[Traced] = []
    for each in findings:
        counts[each.code] += 1
        if counts[each.code] <= SHOWN:
            shown.append(each)
    return shown, {code: count - SHOWN for code, count in sorted(counts.items()) if count > SHOWN}
