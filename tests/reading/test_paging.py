from __future__ import annotations

import pytest

from exgraph.reading.paging import paged


@pytest.mark.parametrize(
    ("total", "asked", "shown"),
    [
        (0, None, (1, 1)),
        (30, None, (1, 1)),
        (31, "2", (2, 2)),
        (31, "9", (2, 2)),
        (31, "0", (1, 2)),
        (31, "-1", (1, 2)),
        (31, "二", (1, 2)),
        (31, "²", (1, 2)),
    ],
)
def test_page_asked_for_is_brought_into_range(total: int, asked: str | None, shown: tuple[int, int]) -> None:
    assert paged(total, 30, asked) == shown
