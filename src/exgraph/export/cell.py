"""Cells of tables that people open in a spreadsheet."""

from __future__ import annotations

import math
import unicodedata

_COMPUTED = ("=", "+", "-", "@", "\t", "\r", "\n")


def inert(text: str) -> str:
    """Return a text that no spreadsheet computes: one that begins like a formula gets an apostrophe before it.

    The signs are those that OWASP lists for CSV injection, and what is one of them in another width: ＝ is computed by
    Japanese programs.
    """
    return f"'{text}" if unicodedata.normalize("NFKC", text[:1]).startswith(_COMPUTED) else text


def number_text(number: float) -> str:
    """Return a number as programs in Java and C read it: `0.5`, `NaN`, `-Infinity`."""
    if math.isnan(number):
        return "NaN"
    return str(number) if math.isfinite(number) else "Infinity" if number > 0 else "-Infinity"
