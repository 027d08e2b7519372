"""The default validator finds in the shipped graph what pyshacl finds, message by message."""

from __future__ import annotations

from exgraph.build import pipeline
from exgraph.build.fingerprint import Options
from exgraph.model.report import BuildReport
from exgraph.settings import Settings


def test_pyshacl_finds_the_same_in_the_shipped_graph(shipped_settings: Settings, shipped_report: BuildReport) -> None:
    reference = pipeline.examine(shipped_settings, Options(validator="pyshacl"))
    assert reference.focus_nodes == shipped_report.focus_nodes
    assert reference.findings == shipped_report.findings
    assert len(reference.findings) > 500
