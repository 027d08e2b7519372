"""Numbers as XML Schema writes them."""

from __future__ import annotations

import math

import pytest

from exgraph.model.number import is_number, number


@pytest.mark.parametrize(
    ("text", "datatype", "value"),
    [
        ("5", "integer", 5),
        ("+5", "int", 5),
        ("0.50", "decimal", 0.5),
        (".5", "decimal", 0.5),
        ("5.", "decimal", 5.0),
        ("1e5", "double", 1e5),
        ("-INF", "float", -math.inf),
        ("255", "unsignedByte", 255),
    ],
)
def test_values_are_read(text: str, datatype: str, value: float) -> None:
    assert number(text, datatype) == value


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        *(("５", "integer"), ("1_000", "integer"), ("abc", "integer"), ("", "integer"), ("5.0", "integer")),
        *(("1e5", "decimal"), ("INF", "decimal"), ("nan", "double"), ("infinity", "double"), (" 5", "double")),
        *(("256", "unsignedByte"), ("-1", "nonNegativeInteger"), ("0", "negativeInteger"), ("5", "string")),
    ],
)
def test_what_is_ill_typed_has_no_value(text: str, datatype: str) -> None:
    assert not is_number(text, datatype)
    assert number(text, datatype) is None


def test_what_python_cannot_hold_is_a_number_without_a_value() -> None:
    assert is_number("9" * 5000, "integer") and number("9" * 5000, "integer") is None
    assert is_number("9" * 5000, "decimal") and number("9" * 5000, "decimal") is None


def test_integers_of_any_length_are_held_to_the_bounds_of_their_type() -> None:
    long = "9" * 5000
    assert is_number(long, "integer")
    assert not is_number(long, "byte")
    assert not is_number(f"-{long}", "nonNegativeInteger")
    assert is_number("0" * 5000 + "7", "byte")
