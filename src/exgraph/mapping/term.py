"""The terms that tables are mapped to: names, numbers and dates, beside the IRIs and literals of N-Triples."""

from __future__ import annotations

import datetime
from decimal import Decimal
from functools import cache

from exgraph.model.date import PartialDate
from exgraph.model.iri import expand
from exgraph.model.ntriples import Triple, iri, literal

__all__ = ["EDTF", "Triple", "day", "decimal", "integer", "iri", "literal", "name", "partial_date"]

EDTF = "http://id.loc.gov/datatypes/edtf/EDTF-level0"
"""The Library of Congress's datatype for dates and spans of EDTF level 0."""
EDTF_SET = "http://id.loc.gov/datatypes/edtf/EDTF-level2"
"""The datatype of EDTF level 2, which can say that a date is one of a set: `[2022-04..2023-03]`."""

_INTEGER, _DECIMAL, _DATE = expand("xsd:integer"), expand("xsd:decimal"), expand("xsd:date")


@cache
def name(prefixed: str) -> str:
    """Return the term of a prefixed name such as `exg:start`.

    Raises:
        KeyError: the prefix is not one of `exgraph.model.iri.PREFIXES`.
    """
    return iri(expand(prefixed))


def integer(value: int) -> str:
    """Return an `xsd:integer`."""
    return literal(str(value), datatype=_INTEGER)


def decimal(value: Decimal) -> str:
    """Return an `xsd:decimal` without needless zeros."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return literal("0" if text == "-0" else text, datatype=_DECIMAL)


def day(value: datetime.date) -> str:
    """Return an `xsd:date`."""
    return literal(value.isoformat(), datatype=_DATE)


def partial_date(value: PartialDate) -> str:
    """Return an `xsd:date`, `xsd:gYearMonth` or `xsd:gYear`, as exact as the date is known."""
    return literal(str(value), datatype=expand(value.datatype))
