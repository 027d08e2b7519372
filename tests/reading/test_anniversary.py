"""Since when, and which anniversaries are round."""

from __future__ import annotations

import pytest

from exgraph.model.iri import NS
from exgraph.reading.history.anniversary import is_tie, next_round, since_of


@pytest.mark.parametrize(
    ("dates", "since"),
    [
        (["1972-09-08"], "1972-09-08"),
        (["1972-09", "1972-09-08"], "1972-09-08"),
        (["1972-09-08", "1972"], "1972-09-08"),
        (["1974-01-01", "1972-09"], "1972-09"),
        (["1972-10-01", "1972-09-08"], "1972-09-08"),
    ],
)
def test_since_when_is_the_earliest_date_as_exactly_as_told(dates: list[str], since: str) -> None:
    assert since_of(dates) == since


@pytest.mark.parametrize(("today", "expected"), [(1972, (1977, 5)), (1977, (1977, 5)), (1978, (1982, 10))])
def test_the_next_round_anniversary(today: int, expected: tuple[int, int]) -> None:
    assert next_round(1972, today) == expected


def test_only_twinnings_are_celebrated() -> None:
    assert is_tie([NS + "Agreement", NS + "FriendshipAgreement"])
    assert not is_tie([NS + "Agreement", NS + "Memorandum"])
