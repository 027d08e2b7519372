"""Values and their order: numbers of every kind and size, dates at the edges of every calendar."""

from __future__ import annotations

import datetime

import pytest

from exgraph.model.ntriples import XSD
from exgraph.validate.datatype import is_well_formed, precedes, precedes_or_equals
from exgraph.validate.moment import moment
from exgraph.validate.term import literal


def typed(text: str, name: str) -> str:
    return f'"{text}"^^<{XSD}{name}>'


@pytest.mark.parametrize(
    ("first", "second", "before", "at_most"),
    [
        (("0.1", "double"), ("0.1", "decimal"), False, True),
        (("0.1", "float"), ("0.1", "decimal"), False, True),
        (("0.1", "double"), ("0.1", "float"), True, True),
        (("NaN", "double"), ("1", "decimal"), False, False),
        (("1", "integer"), ("NaN", "float"), False, False),
        (("9" * 5000, "integer"), ("9" * 5001, "integer"), True, True),
        (("-INF", "double"), ("-" + "9" * 300, "integer"), True, True),
        (("0.10", "decimal"), ("0.1", "decimal"), False, True),
        (("1", "integer"), ("1.0", "decimal"), False, True),
        (("false", "boolean"), ("1", "boolean"), True, True),
        (("1", "boolean"), ("1", "integer"), None, None),
        (("2024-01-01", "date"), ("9999-12-31", "date"), True, True),
        (("9999-12-31", "date"), ("12024-01-01", "date"), True, True),
        (("-0044-03-15", "date"), ("0000-01-01", "date"), True, True),
        (("0001-01-01+09:00", "date"), ("0001-01-01Z", "date"), True, True),
        (("9999-12-31T24:00:00", "dateTime"), ("10000-01-01T00:00:00", "dateTime"), False, True),
        (("2024-01-01T00:00:00.1234567890123456789", "dateTime"), ("2024-01-01T00:00:00.2", "dateTime"), True, True),
        (("2024-01-01", "date"), ("2025-01-01T00:00:00", "dateTime"), None, None),
        (("2024-01-01T00:00:00", "dateTime"), ("2024-01-01T00:00:00Z", "dateTime"), None, None),
        (("2024-01-01T00:00:00", "dateTime"), ("2024-01-03T00:00:00Z", "dateTime"), True, True),
        (("2024", "gYear"), ("2024", "gYear"), False, True),
        (("-0001", "gYear"), ("0001", "gYear"), True, True),
        (("2024", "gYear"), ("2024-01", "gYearMonth"), None, None),
        (("2024-12", "gYearMonth"), ("2025-01", "gYearMonth"), True, True),
        (("--02-29", "gMonthDay"), ("--03-01", "gMonthDay"), True, True),
        (("24:00:00", "time"), ("00:00:00", "time"), False, True),
        (("P1M", "duration"), ("P30D", "duration"), None, None),
        (("P1M", "duration"), ("P32D", "duration"), True, True),
        (("P11M", "yearMonthDuration"), ("P1Y", "yearMonthDuration"), True, True),
        (("2024-13", "gYearMonth"), ("2025-01", "gYearMonth"), None, None),
        (("24:00:01", "time"), ("00:00:00", "time"), None, None),
        (("P", "duration"), ("P1D", "duration"), None, None),
        (("P1Y", "dayTimeDuration"), ("P1D", "dayTimeDuration"), None, None),
        (("-P1D", "dayTimeDuration"), ("PT0S", "dayTimeDuration"), True, True),
    ],
)
def test_values_compare_by_sparql_and_xml_schema(
    first: tuple[str, str], second: tuple[str, str], before: bool | None, at_most: bool | None
) -> None:
    one, other = typed(*first), typed(*second)
    assert (precedes(one, other), precedes_or_equals(one, other)) == (before, at_most)


def test_days_are_counted_as_python_counts_them() -> None:
    for text in ("0001-01-01", "1600-02-29", "1900-03-01", "2024-12-31", "9999-12-31"):
        found = moment(text, "date")
        assert found is not None
        assert found.seconds / 86_400 + 1 == datetime.date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("9999-12-31", "date", True),
        ("0001-01-01+09:00", "date", True),
        ("0000-02-29", "date", True),
        ("2023-02-29", "date", False),
        ("2024-1-01", "date", False),
        ("2024-01-01+14:01", "date", False),
        ("1" * 5000, "integer", True),
        ("1" * 5000, "long", False),
        ("1" * 5000, "positiveInteger", True),
        ("-0", "nonNegativeInteger", True),
        ("NaN", "double", True),
        ("nan", "double", False),
        ("NaN", "decimal", False),
        ("1" * 5000, "gYear", True),
        ("anything", "anyURI", True),
    ],
)
def test_a_text_is_a_value_of_its_datatype_or_not(text: str, name: str, expected: bool) -> None:
    value = literal(typed(text, name))
    assert value is not None
    assert is_well_formed(value) is expected
