"""Sets of events as numbers with a bit for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def bits(positions: Iterable[int]) -> int:
    """Return the set of some positions as a number with a bit for each.

    Why numbers: facets are counted by AND and `bit_count`, which Python does in C over machine words. That is hundreds
    of times faster than with sets of 20,000 positions, takes a bit an event for each value, and needs no library.
    """
    # Setting bits of a number one by one would copy it each time.
    known = list(positions)
    marks = bytearray(max(known, default=0) // 8 + 1)
    for position in known:
        marks[position // 8] |= 1 << position % 8
    return int.from_bytes(marks, "little")


def members_of(members: int) -> Iterator[int]:
    """Yield the positions of the events of a set, in the order of time."""
    # Byte by byte: taking the lowest bit off a number of 50,000 bits copies it each time.
    for number, byte in enumerate(members.to_bytes((members.bit_length() + 7) // 8, "little")):
        if byte:
            yield from (number * 8 + bit for bit in range(8) if byte >> bit & 1)
