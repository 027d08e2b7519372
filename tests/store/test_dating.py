"""A range of days finds what is dated to a month or a year within it, and nothing else."""

from __future__ import annotations

import pyoxigraph
import pytest

from exgraph.store.query.dating import with_partial_dates

XSD = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
VALUES = """VALUES ?d { "2018"^^xsd:gYear "2019"^^xsd:gYear "2018-01"^^xsd:gYearMonth "2018-05"^^xsd:gYearMonth
    "2018-12"^^xsd:gYearMonth "2018-05-31"^^xsd:date "2018-12-31"^^xsd:date "2017-12-31"^^xsd:date "may" 2018 }"""


def kept(condition: str) -> set[str]:
    query = with_partial_dates(f"{XSD} SELECT ?d {{ {VALUES} FILTER({condition}) }}")
    return {solution["d"].value for solution in pyoxigraph.Store().query(query)}


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        (
            '?d >= "2018-01-01"^^xsd:date && ?d <= "2018-12-31"^^xsd:date',
            {"2018", "2018-01", "2018-05", "2018-12", "2018-05-31", "2018-12-31"},
        ),
        (
            '?d >= "2018-01-01"^^xsd:date && ?d < "2019-01-01"^^xsd:date',
            {"2018", "2018-01", "2018-05", "2018-12", "2018-05-31", "2018-12-31"},
        ),
        ('?d >= "2018-05-01"^^xsd:date && ?d <= "2018-05-31"^^xsd:date', {"2018-05", "2018-05-31"}),
        ('?d >= "2018-05-02"^^xsd:date && ?d <= "2018-05-31"^^xsd:date', {"2018-05-31"}),
        ('?d > "2018-04-30"^^xsd:date && ?d < "2018-06-01"^^xsd:date', {"2018-05", "2018-05-31"}),
        ('?d >= "2018-05-01"^^xsd:date && ?d < "2018-05-31"^^xsd:date', set()),
        ('"2018-12-31"^^xsd:date < ?d', {"2019"}),
        ('xsd:date("2018-12-31") < ?d', {"2019"}),
        ('?d > "2018"^^xsd:gYear', {"2019"}),
        ('?d <= "2018"^^xsd:gYear && ?d >= "2018-12"^^xsd:gYearMonth', {"2018-12", "2018-12-31"}),
        ('?d < "2018"^^<http://www.w3.org/2001/XMLSchema#gYear>', {"2017-12-31"}),
    ],
)
def test_a_range_of_days_finds_months_and_years_within_it(condition: str, found: set[str]) -> None:
    assert kept(condition) == found


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ?d { ?s ?p ?d FILTER(?d = "2018-05-01"^^xsd:date) }',
        'SELECT ?d { ?s ?p ?d FILTER(?a + ?d >= "2018-05-01"^^xsd:date) }',
        'SELECT ?d { ?s ?p ?d FILTER(?d >= "2018-05-01T00:00:00"^^xsd:dateTime) }',
        'SELECT ?d { ?s ?p ?d FILTER(?d >= "2018-02-30"^^xsd:date) }',
        'SELECT ?d { ?s ?p "?d >= 2018"^^xsd:date }',
    ],
)
def test_nothing_else_is_touched(query: str) -> None:
    assert with_partial_dates(query) == query
