"""XML Schema datatypes: which texts are values of them, and how values compare (https://www.w3.org/TR/xmlschema11-2/)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from exgraph.model.ntriples import STRING, XSD, LiteralTerm
from exgraph.validate.term import literal

_ZONE = r"(Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_DAY = r"(-?(?:[1-9][0-9]{3,}|0[0-9]{3}))-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_TIME = r"(?:([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9](?:\.[0-9]+)?)|(24):(00):(00(?:\.0+)?))"
_DATE = re.compile(_DAY + _ZONE)
_DATE_TIME = re.compile(f"{_DAY}T{_TIME}{_ZONE}")
_INTEGERS: dict[str, tuple[int | None, int | None]] = {
    "integer": (None, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-128, 127),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 255),
}
_PATTERNS = {
    "boolean": "true|false|1|0",
    "decimal": r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)",
    "double": r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN",
}
_PATTERNS["float"] = _PATTERNS["double"]
_COMPILED = {name: re.compile(pattern) for name, pattern in _PATTERNS.items()}

Kind = Literal["number", "string", "boolean", "instant", "local"]


class Ordered(NamedTuple):
    """A value that compares with others of its kind; an `instant` is in UTC, a `local` date has no time zone."""

    kind: Kind
    value: Decimal | float | str | bool | datetime


def is_well_formed(value: LiteralTerm) -> bool:
    """Tell whether a literal's text is in the lexical space of its datatype.

    As SHACL asks (section 4.1.2), that is looked at for the datatypes that SPARQL 1.1 knows, and `xsd:date` as pyshacl
    does; of another datatype every text passes, so a shape for `xsd:gYear` needs a sh:pattern too.
    """
    if not value.datatype.startswith(XSD):
        return True
    return _is_value(value.text, value.datatype.removeprefix(XSD))


def _is_value(text: str, name: str) -> bool:
    if name in _INTEGERS:
        least, most = _INTEGERS[name]
        if not re.fullmatch("[+-]?[0-9]+", text):
            return False
        return (least is None or int(text) >= least) and (most is None or int(text) <= most)
    if name in ("date", "dateTime"):
        return _instant(text, _DATE if name == "date" else _DATE_TIME) is not None
    return name not in _COMPILED or _COMPILED[name].fullmatch(text) is not None


@lru_cache(maxsize=200_000)
def ordered(term: str) -> Ordered | None:
    """Return the value of a term that has an order, or None."""
    value = literal(term)
    if value is None or not is_well_formed(value):
        return None
    if value.datatype == STRING:
        return Ordered("string", value.text)
    read = _READERS.get(value.datatype.removeprefix(XSD))
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
    if first.kind == second.kind:
        return holds(first.value, second.value)
    if {first.kind, second.kind} != {"instant", "local"}:
        return None
    return _compare_zones(first, second, holds)


def _compare_zones(first: Ordered, second: Ordered, holds: Callable[[Any, Any], bool]) -> bool | None:
    """Compare a time without a zone with one that has one: by XML Schema only where every zone gives one answer."""
    one, other = (_as_datetime(each) for each in (first, second))
    spread = timedelta(hours=14)
    answers = {holds(one + shift, other) for shift in (-spread, timedelta(0), spread)}
    return answers.pop() if len(answers) == 1 else None


def _as_datetime(value: Ordered) -> datetime:
    if not isinstance(value.value, datetime):
        raise TypeError("only dates have zones")
    return value.value


def _number(text: str) -> Ordered | None:
    try:
        return Ordered("number", Decimal(text))
    except InvalidOperation:
        return None


def _float(text: str) -> Ordered:
    return Ordered("number", float(text.replace("INF", "inf")))


def _instant(text: str, pattern: re.Pattern[str]) -> Ordered | None:
    found = pattern.fullmatch(text)
    if found is None:
        return None
    year, month, day, *clock, zone = found.groups()
    hour, minute, second = [each for each in clock if each is not None] or ("0", "0", "0")
    # Python knows no year before 1 and none after 9998; the documents tell of none.
    if not 0 < int(year) < 9999 or int(day) > calendar.monthrange(int(year), int(month))[1]:
        return None
    whole, _, fraction = second.partition(".")
    moment = datetime(int(year), int(month), int(day), tzinfo=UTC) + timedelta(
        hours=int(hour), minutes=int(minute), seconds=int(whole), microseconds=int(f"{fraction:0<6}"[:6] or 0)
    )
    if not zone:
        return Ordered("local", moment)
    return Ordered("instant", moment.replace(tzinfo=_zone(zone)).astimezone(UTC))


def _zone(text: str) -> timezone:
    if text == "Z":
        return UTC
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(text[1:3]), minutes=int(text[4:6])))


_READERS: dict[str, Callable[[str], Ordered | None]] = {
    **dict.fromkeys((*_INTEGERS, "decimal"), _number),
    **dict.fromkeys(("float", "double"), _float),
    "boolean": lambda text: Ordered("boolean", text in ("true", "1")),
    "date": lambda text: _instant(text, _DATE),
    "dateTime": lambda text: _instant(text, _DATE_TIME),
}
