"""The report as a page to read."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from exgraph.model.report import BuildReport


def render(report: BuildReport, labels: dict[str, dict[str, str]]) -> str:
    """Return the report as HTML; `labels` holds the labels of the ontology's terms by local name and language."""
    environment = Environment(
        loader=PackageLoader("exgraph.build", "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("report.html.jinja").render(report=report, labels=labels)
