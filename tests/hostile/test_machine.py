"""The clock by which the server is judged: what others take of a full machine does not count."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.hostile.machine import family, lost, parent_of, worked

pytestmark = pytest.mark.alone
COUNTS = "for _ in range(3_000_000): pass\nprint()\ninput()"


@pytest.mark.parametrize(
    ("busy", "idle", "ours", "expected"),
    [
        (2.0, 0.0, 2.0, 0.0),  # alone, with all that there is to do
        (0.5, 1.5, 0.5, 0.0),  # alone, with little to do
        (1.5, 0.5, 0.5, 0.25),  # others have a processor of two, and half of one is left
        (1.0, 1.0, 0.0, 0.0),  # others have no more than is left
        (2.0, 0.0, 0.5, 0.75),  # others have three quarters of what there is
        (2.0, 0.0, -0.1, 1.0),  # a process of ours has ended uncounted
    ],
)
def test_time_is_lost_to_others_where_nothing_is_left(busy: float, idle: float, ours: float, expected: float) -> None:
    assert lost(busy, idle, ours, processors=2) == pytest.approx(expected)


def test_the_work_of_children_is_ours() -> None:
    before = worked(family())
    with subprocess.Popen([sys.executable, "-c", COUNTS], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        assert child.pid in family()
        assert parent_of(child.pid) == os.getpid()
        assert worked([child.pid]) > 0
        assert worked(family()) >= before + worked([child.pid])
        child.communicate(b"\n")
    assert child.pid not in family()
