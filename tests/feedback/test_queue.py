"""What readers report: kept, limited, judged, and never more of them than is needed."""

from __future__ import annotations

import sqlite3
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from exgraph.feedback import FeedbackError, FeedbackQueue, Kind, LimitError, Report, State
from exgraph.feedback.queue import Allowance

NOW = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
REPORT = Report(Kind.error, "/id/place/a", "見本市の 年が違う", contact="reader@example.org")


@pytest.fixture
def queue(tmp_path: Path) -> FeedbackQueue:
    return FeedbackQueue(tmp_path / "state" / "feedback.sqlite", Allowance(hour=2, day=3, all_day=4, waiting=5))


def test_a_report_is_kept_for_the_project_alone(queue: FeedbackQueue, tmp_path: Path) -> None:
    reference = queue.add(REPORT, "192.0.2.1", NOW)
    assert len(reference) == 12
    found = queue.find(reference)
    assert (found.report, found.state, found.answer) == (REPORT, State.received, "")
    path = tmp_path / "state" / "feedback.sqlite"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b"192.0.2.1" not in path.read_bytes()


def test_a_client_and_all_clients_are_held_to_numbers(queue: FeedbackQueue) -> None:
    for _ in range(2):
        queue.add(REPORT, "192.0.2.1", NOW)
    with pytest.raises(LimitError) as refused:
        queue.add(REPORT, "192.0.2.1", NOW)
    assert refused.value.wait == 3600
    later = NOW + timedelta(hours=2)
    queue.add(REPORT, "192.0.2.1", later)
    with pytest.raises(LimitError):
        queue.add(REPORT, "192.0.2.1", later)
    queue.add(REPORT, "192.0.2.2", later)
    with pytest.raises(LimitError):
        queue.add(REPORT, "192.0.2.3", later)
    queue.add(REPORT, "192.0.2.3", NOW + timedelta(days=3))
    with pytest.raises(LimitError):  # five wait already
        queue.add(REPORT, "192.0.2.4", NOW + timedelta(days=9))
    assert len(queue.all()) == 5


def test_who_sent_a_report_is_forgotten_after_a_day(queue: FeedbackQueue, tmp_path: Path) -> None:
    first = queue.add(REPORT, "192.0.2.1", NOW)
    queue.add(REPORT, "192.0.2.1", NOW + timedelta(days=2))
    rows = dict(
        sqlite3.connect(tmp_path / "state" / "feedback.sqlite").execute("SELECT reference, client FROM feedback")
    )
    assert rows.pop(first) == ""
    assert all(rows.values())


def test_a_judged_report_forgets_where_to_answer_to(queue: FeedbackQueue) -> None:
    reference = queue.add(REPORT, "192.0.2.1", NOW)
    assert queue.judge(reference, State.examined, "", "officer").report.contact == REPORT.contact
    judged = queue.judge(reference, State.accepted, "Corrected.", "officer")
    assert (judged.state, judged.answer, judged.report.contact) == (State.accepted, "Corrected.", "")
    assert [each.reference for each in queue.all(State.received)] == []
    with pytest.raises(FeedbackError):
        queue.judge("nothing", State.accepted, "", "officer")


@pytest.mark.parametrize(
    "report",
    [
        Report(Kind.error, "/", "  \n"),
        Report(Kind.error, "/", "x" * 4001),
        Report(Kind.error, "/", "a\x1b[2J"),
        Report(Kind.error, "/", "turned \u202eround"),
        Report(Kind.error, "/", "x", source="two\nlines"),
        Report(Kind.error, "/", "x", contact="y" * 301),
        Report(Kind.error, "//example.org/", "x"),
        Report(Kind.error, "https://example.org/", "x"),
    ],
)
def test_what_is_empty_too_long_or_hides_something_is_refused(queue: FeedbackQueue, report: Report) -> None:
    with pytest.raises(FeedbackError):
        queue.add(report, "192.0.2.1", NOW)
    assert queue.all() == []


def test_a_file_that_is_no_queue_is_named(tmp_path: Path) -> None:
    path = tmp_path / "feedback.sqlite"
    path.write_text("not a data base, but long enough to be read as one " * 100, encoding="utf-8")
    with pytest.raises(FeedbackError, match="cannot be"):
        FeedbackQueue(path).add(REPORT, "192.0.2.1", NOW)
