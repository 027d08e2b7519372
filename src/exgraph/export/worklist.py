"""Findings as a list to work through: one row a finding, for spreadsheets and programs."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Iterable

from exgraph.export.cell import inert
from exgraph.model.report import Traced

GAZETTEER = "gazetteer"
"""Stands for the source of findings about what no document tells: places, organisations, identifiers."""

COLUMNS = (
    *("severity", "code", "source", "record", "lines", "row", "thing", "property", "value"),
    *("todo_ja", "todo_en", "todo_ru", "sides"),
)
"""The columns. `source`, `record` and `lines` have one entry a record, joined by `;`; `row` is `file:line`."""


def select(
    findings: Iterable[Traced], *, source: str | None = None, severity: str | None = None, code: str | None = None
) -> list[Traced]:
    """Return the findings of a source, a severity and a code; None lets all pass."""
    return [
        each
        for each in findings
        if severity in (None, each.severity)
        and code in (None, each.code)
        and (source is None or source in sources(each))
    ]


def sources(finding: Traced) -> list[str]:
    """Return the sources whose records a finding is about; `gazetteer` where it is about none."""
    return list(dict.fromkeys(record.source for record in finding.records)) or [GAZETTEER]


def row(finding: Traced) -> dict[str, str]:
    """Return a finding as a row of the list."""
    records, messages = finding.records, finding.messages
    return {
        "severity": finding.severity,
        "code": finding.code,
        "source": ";".join(record.source for record in records),
        "record": ";".join(record.number for record in records),
        "lines": ";".join(f"{record.first_line}-{record.last_line}" for record in records),
        "row": finding.row,
        "thing": finding.focus,
        "property": finding.path,
        "value": finding.value,
        **{f"todo_{language}": messages.get(language, "") for language in ("ja", "en", "ru")},
        "sides": " / ".join(side.value or side.thing for side in finding.sides),
    }


def to_csv(findings: Iterable[Traced]) -> str:
    """Return the list as CSV with a header; a text that a spreadsheet would compute begins with an apostrophe."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for each in findings:
        writer.writerow({name: inert(text) for name, text in row(each).items()})
    return buffer.getvalue()


def to_json(findings: Iterable[Traced]) -> str:
    """Return the list as JSON, each finding as the report has it."""
    return json.dumps({"findings": [dataclasses.asdict(each) for each in findings]}, ensure_ascii=False, indent=1)
