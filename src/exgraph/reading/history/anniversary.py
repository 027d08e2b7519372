"""Anniversaries of ties: which are round, and which come next."""

from __future__ import annotations

from dataclasses import dataclass

from exgraph.reading.reader import Name, Reader

ROUND = 5
"""Every fifth year is marked in these exchanges (5, 10, 15, ...)."""

TIES = ("SisterCityAgreement", "FriendshipAgreement")
"""The agreements whose anniversaries are marked; a memorandum or a joint statement has none."""


@dataclass(frozen=True)
class Anniversary:
    """A tie's round anniversary in a year."""

    agreement: Name
    year: int
    number: int


def next_round(concluded: int, today: int) -> tuple[int, int]:
    """Return the year and the number of the next round anniversary, this year's included."""
    number = max(ROUND, -(-(today - concluded) // ROUND) * ROUND)
    return concluded + number, number


def coming(reader: Reader, today: int) -> list[Anniversary]:
    """Return the round anniversaries of ties in this year and the next, the greatest first in each."""
    kinds = " ".join(f"exg:{kind}" for kind in TIES)
    rows = reader.published.rows(
        f"""SELECT ?agreement (MIN(?y) AS ?year) {{
            VALUES ?kind {{ {kinds} }} ?agreement a ?kind ; exg:year ?y
        }} GROUP BY ?agreement"""
    )
    found = []
    for row in rows:
        year, number = next_round(int(row["year"]), today)
        if year <= today + 1:
            found.append(Anniversary(reader.name(row["agreement"]), year, number))
    return sorted(found, key=lambda each: (each.year, -each.number, each.agreement.text))
