from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exgraph.model.date import PartialDate, edtf


@given(st.dates())
def test_a_day_is_read_as_it_is_written(day: object) -> None:
    date = PartialDate.parse(str(day))
    assert (str(date), date.earliest, date.latest) == (str(day), day, day)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "datatype", "fiscal_year"),
    [
        ("1997", "1997-01-01", "1997-12-31", "xsd:gYear", None),
        ("1996-02", "1996-02-01", "1996-02-29", "xsd:gYearMonth", 1995),
        ("1997-04", "1997-04-01", "1997-04-30", "xsd:gYearMonth", 1997),
        ("2019-03-31", "2019-03-31", "2019-03-31", "xsd:date", 2018),
    ],
)
def test_what_a_date_can_mean(text: str, earliest: str, latest: str, datatype: str, fiscal_year: int | None) -> None:
    date = PartialDate.parse(text)
    assert (str(date.earliest), str(date.latest)) == (earliest, latest)
    assert (date.datatype, date.fiscal_year) == (datatype, fiscal_year)


@pytest.mark.parametrize("text", ["1997-00", "1997-13", "1997-02-30", "97", "1997/06", ""])
def test_refuses_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        PartialDate.parse(text)


def test_a_span_is_one_edtf_literal() -> None:
    start, end = PartialDate(2021, 8), PartialDate(2022, 2)
    assert (edtf(start, start), edtf(start, end)) == ("2021-08", "2021-08/2022-02")
