"""What a test wants of its machine: where it is absent the test is skipped, or fails where nothing may be absent.

`CI=true` says that the machine has everything: documents, W3C suites, Chromium, Node.js, npm's registry. What is left
out on purpose is not skipped but not asked for, so that under CI every skip is a failure.
"""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest

Report = pytest.TestReport | pytest.CollectReport


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure where nothing may be absent."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        _fail(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Do the same where a whole file is skipped."""
    report = yield
    if report.skipped:
        _fail(report)
    return report


def _fail(report: Report) -> None:
    if os.environ.get("CI", "").lower() in ("true", "1"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{reason}\nCI=true says that this machine has all that tests want."
