"""Literals as Python values: only what is of its datatype's form."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from exgraph.client.value import Typed, value

XSD = "http://www.w3.org/2001/XMLSchema#"


def read(text: str, datatype: str) -> object:
    return value({"type": "literal", "value": text, "datatype": XSD + datatype})


def test_values_of_their_form_are_values() -> None:
    assert read("5", "unsignedShort") == 5
    assert read("0.10", "decimal") == Decimal("0.10")
    assert read("1e5", "double") == 1e5
    assert read("-INF", "double") == float("-inf")
    assert read("2019-08-21", "date") == datetime.date(2019, 8, 21)
    moment = read("2019-08-21T13:30:00+09:00", "dateTime")
    assert isinstance(moment, datetime.datetime) and moment.utcoffset() == datetime.timedelta(hours=9)


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        *(("５", "integer"), ("1_000", "integer"), ("1e5", "decimal"), ("Infinity", "double"), ("１.5", "double")),
        *(("20190821", "date"), ("2019-W34-3", "date"), ("2019-02-30", "date"), ("2019-08-21", "dateTime")),
        *(("2019-08-21 13:30:00", "dateTime"), ("20190821T133000", "dateTime"), ("TRUE", "boolean"), ("300", "byte")),
    ],
)
def test_what_is_ill_typed_stays_text(text: str, datatype: str) -> None:
    found = read(text, datatype)
    assert isinstance(found, Typed)
    assert (str(found), found.datatype) == (text, XSD + datatype)
