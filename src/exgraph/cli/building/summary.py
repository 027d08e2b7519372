"""The closing summary of a build."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from exgraph.model.report import BuildReport


def summary(report: BuildReport, page: Path) -> str:
    """Return what a build read, made, inferred, found and left out, as lines to read."""
    return "\n".join(f"{head:<13}{text}" for head, text in _lines(report, page))


def _lines(report: BuildReport, page: Path) -> Iterator[tuple[str, str]]:
    yield "version", f"{report.version}, built in {sum(report.seconds.values()):.1f} s"
    yield "records read", f"{sum(report.records.values()):,} ({_counted(report.records)})"
    for source, covered in report.coverage.items():
        yield "lines", f"{source} {covered.lines:,} ({_counted({'in records': covered.in_records, **covered.in_none})})"
    yield "things made", _counted({name: report.things[name] for name in report.main_classes})
    yield "triples", f"{report.stated:,} stated, {report.inferred:,} inferred"
    yield "findings", ", ".join(f"{number} {severity}" for severity, number in report.severities.items())
    yield "reviewed", f"{report.reviewed:,} of {report.facts:,} facts ({report.reviewed_share:.0%})"
    for each in report.left_out:
        yield "left out", f"{each.what} ({each.count:,}): {each.why}"
    yield "report", str(page)


def _counted(numbers: dict[str, int]) -> str:
    return ", ".join(f"{name} {number:,}" for name, number in numbers.items())
