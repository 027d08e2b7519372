"""Cells of tables that people open in a spreadsheet."""

from __future__ import annotations

_COMPUTED = ("=", "+", "-", "@", "\t", "\r")


def inert(text: str) -> str:
    """Return a text that no spreadsheet computes: one that begins like a formula gets an apostrophe before it.

    The signs are those that OWASP lists for CSV injection.
    """
    return f"'{text}" if text.startswith(_COMPUTED) else text
