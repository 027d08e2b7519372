"""XML Schema datatypes: which texts are values of them, and how values compare.

Values compare as the operators of SPARQL 1.1 compare them (17.3): numbers after promotion, a `xsd:decimal` to the
precision of the `xsd:double` beside it; and dates with dates, years with years, as XML Schema orders them
(https://www.w3.org/TR/xmlschema11-2/).
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from decimal import Context, Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, NamedTuple

from exgraph.model.ntriples import STRING, XSD, LiteralTerm
from exgraph.model.number import INTEGERS, NUMERIC, is_number
from exgraph.validate import moment
from exgraph.validate.term import literal

_BOOLEANS = frozenset({"true", "false", "1", "0"})

_EXACT = Context(prec=1_000_000, Emax=999_999_999_999, Emin=-999_999_999_999)
"""Numbers of any length, at least of any that is read."""


class Ordered(NamedTuple):
    """A value that compares with others of its kind: a kind of number, or its datatype."""

    kind: str
    value: Any


_NUMBERS = ("decimal", "float", "double")
"""The kinds of numbers, each promoted to the next."""


def is_well_formed(value: LiteralTerm) -> bool:
    """Tell whether a literal's text is in the lexical space of its datatype.

    As SHACL asks (section 4.1.2), that is looked at for the datatypes that SPARQL 1.1 knows, and `xsd:date` as pyshacl
    does; of another datatype every text passes, so a shape for `xsd:gYear` needs a sh:pattern too.
    """
    if not value.datatype.startswith(XSD):
        return True
    name = value.datatype.removeprefix(XSD)
    if name in NUMERIC:
        return is_number(value.text, name)
    if name == "boolean":
        return value.text in _BOOLEANS
    return name not in ("date", "dateTime") or moment.moment(value.text, name) is not None


@lru_cache(maxsize=200_000)
def ordered(term: str) -> Ordered | None:
    """Return the value of a term that has an order, or None."""
    value = literal(term)
    if value is None or not is_well_formed(value):
        return None
    if value.datatype == STRING:
        return Ordered("string", value.text)
    read = _READERS.get(value.datatype.removeprefix(XSD)) if value.datatype.startswith(XSD) else None
    return read(value.text) if read else None


def precedes(one: str, other: str) -> bool | None:
    """Tell whether a term's value is before another's; None where the two cannot be compared."""
    return _compare(one, other, lambda first, second: first < second)


def precedes_or_equals(one: str, other: str) -> bool | None:
    """Tell whether a term's value is before another's or equal to it; None where the two cannot be compared."""
    return _compare(one, other, lambda first, second: first <= second)


def _compare(one: str, other: str, holds: Callable[[Any, Any], bool]) -> bool | None:
    first, second = ordered(one), ordered(other)
    if first is None or second is None:
        return None
    if first.kind in _NUMBERS and second.kind in _NUMBERS:
        kind = max(first.kind, second.kind, key=_NUMBERS.index)
        return holds(_promoted(first, kind), _promoted(second, kind))
    if first.kind != second.kind:
        return None
    if isinstance(first.value, moment.Instant):
        return _compare_moments(first.value, second.value, holds)
    if first.kind == "duration":
        return _agreed({holds(*pair) for pair in zip(first.value, second.value, strict=True)})
    return holds(first.value, second.value)


def _compare_moments(one: moment.Instant, other: moment.Instant, holds: Callable[[Any, Any], bool]) -> bool | None:
    """Compare two times; one without a zone with one that has one only where every zone gives one answer."""
    if one.zoned == other.zoned:
        return holds(one.seconds, other.seconds)
    shifts = (-moment.ZONE_SPREAD, 0, moment.ZONE_SPREAD)
    return _agreed({holds(one.seconds + shift, other.seconds) for shift in shifts})


def _agreed(answers: set[bool]) -> bool | None:
    return answers.pop() if len(answers) == 1 else None


def _promoted(number: Ordered, kind: str) -> Decimal | float:
    if kind == "decimal":
        exact: Decimal = number.value
        return exact
    value = float(number.value)
    return _single(value) if kind == "float" else value


def _decimal(text: str) -> Decimal:
    return _EXACT.create_decimal(text)


def _single(value: float) -> float:
    """Return a number in the precision of xsd:float."""
    try:
        narrow: float = struct.unpack("f", struct.pack("f", value))[0]
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")
    return narrow


def _number(text: str) -> Ordered | None:
    try:
        return Ordered("decimal", _decimal(text))
    except InvalidOperation:
        return None


def _float(text: str) -> Ordered:
    return Ordered("float", _single(float(text.replace("INF", "inf"))))


def _double(text: str) -> Ordered:
    return Ordered("double", float(text.replace("INF", "inf")))


def _moment(name: str) -> Callable[[str], Ordered | None]:
    kind = "dateTime" if name == "dateTimeStamp" else name

    def read(text: str) -> Ordered | None:
        found = moment.moment(text, name)
        return None if found is None else Ordered(kind, found)

    return read


def _duration(name: str) -> Callable[[str], Ordered | None]:
    def read(text: str) -> Ordered | None:
        found = moment.duration(text, name)
        return None if found is None else Ordered("duration", found)

    return read


_READERS: dict[str, Callable[[str], Ordered | None]] = {
    **dict.fromkeys((*INTEGERS, "decimal"), _number),
    "float": _float,
    "double": _double,
    "boolean": lambda text: Ordered("boolean", text in ("true", "1")),
    **{name: _moment(name) for name in moment.MOMENTS},
    **{name: _duration(name) for name in moment.DURATIONS},
}
