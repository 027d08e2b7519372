"""Pages of a long list."""

from __future__ import annotations


def paged(total: int, size: int, asked: str | None) -> tuple[int, int]:
    """Return which page to show, counted from 1, and how many there are; what is asked for is brought into range.

    Args:
        total: how many things the list has.
        size: how many of them a page shows.
        asked: the page by its number; the first where it is none.
    """
    pages = max(1, -(-total // size))
    number = int(asked) if asked is not None and asked.isascii() and asked.isdigit() else 1
    return min(pages, max(1, number)), pages
