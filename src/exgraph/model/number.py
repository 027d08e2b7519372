"""Numbers of XML Schema: which texts are values of which datatype, and as what Python holds them."""

from __future__ import annotations

import math
import re
from decimal import Decimal

INTEGERS: dict[str, tuple[float, float]] = {
    "integer": (-math.inf, math.inf),
    "nonPositiveInteger": (-math.inf, 0),
    "negativeInteger": (-math.inf, -1),
    "nonNegativeInteger": (0, math.inf),
    "positiveInteger": (1, math.inf),
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-128, 127),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 255),
}
"""The least and the greatest value of each integer datatype."""
FLOATS = frozenset({"double", "float"})
NUMERIC = frozenset({*INTEGERS, "decimal", *FLOATS})
"""The numeric datatypes, by their local names."""
_WHOLE = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_FLOAT = re.compile(rf"{_DECIMAL.pattern}(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN")
_LONGEST = 4300
"""Digits of an integer that Python reads."""


def is_number(text: str, datatype: str) -> bool:
    """Say whether a text is a value of a numeric datatype (its local name); of any other datatype it is none.

    >>> is_number("5", "integer"), is_number("５", "integer"), is_number("1e5", "decimal"), is_number("300", "byte")
    (True, False, False, False)
    """
    if datatype in INTEGERS:
        least, most = INTEGERS[datatype]
        # Decimal, since Python reads no integer of more digits than `_LONGEST`.
        return _WHOLE.fullmatch(text) is not None and least <= Decimal(text) <= most
    if datatype == "decimal":
        return _DECIMAL.fullmatch(text) is not None
    return datatype in FLOATS and _FLOAT.fullmatch(text) is not None


def number(text: str, datatype: str) -> int | float | None:
    """Return the value of a numeric literal; None where it is ill-typed, no number, or too long for Python to hold.

    >>> number("12", "short"), number("-INF", "double"), number("0.50", "decimal"), number("abc", "integer")
    (12, -inf, 0.5, None)
    """
    if not is_number(text, datatype):
        return None
    if datatype in INTEGERS:
        return int(text) if len(text) <= _LONGEST else None
    value = float(text)
    return None if math.isinf(value) and "INF" not in text else value
