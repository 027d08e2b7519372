"""The report of a build: written and read back as the same, and read where an older build wrote less."""

from __future__ import annotations

import json

import pytest

from exgraph.model.report import BuildReport, Coverage, LeftOut, Record, Side, Traced

RECORD = Record("specimen", "2", 8, 10)
FINDING = Traced(
    *("agreement-date", "warning", "https://example.org/tie", "exg:concluded", "", "exs:agreement-date", "exs:x"),
    {"en": "They differ."},
    (RECORD,),
    "agreement.csv:2",
    (Side("1972", "", (RECORD,), "agreement.csv:2"), Side("1973", "", (), "")),
)
REPORT = BuildReport(
    "fingerprint",
    coverage={"specimen": Coverage(2, 12, 5, {"blank": 4}, {"1972": 1, "1975": 1, "": 1})},
    checks={"agreement-date": "contradiction", "tie-silent": "gap"},
    findings=[FINDING],
    left_out=[LeftOut("facts", 1, "not made yet")],
    facts=4,
    reviewed=1,
)


def test_a_report_is_read_as_it_was_written() -> None:
    assert BuildReport.read(REPORT.to_json()) == REPORT


def test_counts_follow_from_what_is_told() -> None:
    data = json.loads(REPORT.to_json())
    assert data["severities"] == {"violation": 0, "warning": 1, "info": 0}
    assert data["reviewed_share"] == 0.25
    assert REPORT.years == ["1972", "1975", ""]
    assert REPORT.coverage["specimen"].gaps == [1973, 1974]
    assert (REPORT.of_nature("contradiction"), REPORT.of_nature("gap")) == (["agreement-date"], ["tie-silent"])


def test_a_report_of_an_older_build_says_less() -> None:
    data = json.loads(REPORT.to_json())
    finding = data["findings"][0]
    del data["checks"], data["coverage"], finding["code"], finding["sides"]
    read = BuildReport.read(json.dumps(data))
    assert (read.checks, read.coverage) == ({}, {})
    assert (read.findings[0].code, read.findings[0].sides) == ("exs:agreement-date", ())


@pytest.mark.parametrize("text", ["", "[]", '{"findings": [{"severity": "info"}]}', '{"coverage": 3}'])
def test_what_is_no_report_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        BuildReport.read(text)
