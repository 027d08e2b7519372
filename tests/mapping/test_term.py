from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal

from exgraph.mapping.term import day, decimal, integer, iri, literal, name, partial_date
from exgraph.model.date import PartialDate

XSD = "http://www.w3.org/2001/XMLSchema#"


def read_back(term: str) -> Literal:
    graph = Graph()
    graph.parse(data=f"<http://example.org/s> <http://example.org/p> {term} .\n", format="nt")
    [value] = graph.objects()
    assert isinstance(value, Literal)
    return value


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    term = literal(text)
    assert str(read_back(term)) == text
    assert "\n" not in term
    assert "\r" not in term


def test_escapes_are_the_canonical_ones() -> None:
    assert literal('a"b\\c\td\ne\rf\x08\x0c\x00\x7f') == r'"a\"b\\c\td\ne\rf\b\f\u0000\u007F"'
    assert literal("日ロ é 😀") == '"日ロ é 😀"'


def test_language_tags_are_lower_case_as_the_store_keeps_them() -> None:
    assert literal("わっかない", "ja-Hira") == '"わっかない"@ja-hira'


@pytest.mark.parametrize("tag", ["", "ja_JP", "ja-", "日本語"])
def test_no_language_tag(tag: str) -> None:
    with pytest.raises(ValueError, match="language tag"):
        literal("x", tag)


def test_half_a_character_is_refused() -> None:
    with pytest.raises(ValueError, match="half a character"):
        literal("\ud83d")


@pytest.mark.parametrize("text", ["place/nevelsk", "", "http:", "http://example.org/a b", "http://e.org/<", "x:\ud800"])
def test_no_iri(text: str) -> None:
    with pytest.raises(ValueError, match="IRI"):
        iri(text)


def test_iri() -> None:
    assert iri("http://example.org/日本") == "<http://example.org/日本>"
    assert name("exg:start") == "<https://w3id.org/exgraph/ns#start>"


def test_numbers_and_dates() -> None:
    assert integer(25) == f'"25"^^<{XSD}integer>'
    assert decimal(Decimal("43.0100")) == f'"43.01"^^<{XSD}decimal>'
    assert decimal(Decimal("6E+5")) == f'"600000"^^<{XSD}decimal>'
    assert decimal(Decimal("-0.0")) == f'"0"^^<{XSD}decimal>'
    assert day(datetime.date(1997, 6, 1)) == f'"1997-06-01"^^<{XSD}date>'
    assert partial_date(PartialDate(1997)) == f'"1997"^^<{XSD}gYear>'
    assert partial_date(PartialDate(1997, 6)) == f'"1997-06"^^<{XSD}gYearMonth>'
    assert partial_date(PartialDate(1997, 6, 12)) == f'"1997-06-12"^^<{XSD}date>'
