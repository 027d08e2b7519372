"""Terms of N-Triples: one spelling, the one that the engine and rdflib read and the engine writes."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import BNode, URIRef
from rdflib import Literal as RdflibLiteral

from exgraph.model import node
from exgraph.model.iri import PREFIXES
from exgraph.model.ntriples import (
    LANGUAGE_STRING,
    STRING,
    XSD,
    LiteralTerm,
    escape,
    iri,
    literal,
    parse,
    unescape,
    write,
)

texts = st.text(st.characters(exclude_categories=["Cs"]))
tags = st.sampled_from([None, "ja", "ja-Hira", "RU", "zh-hant-tw"])


@given(texts, tags)
def test_a_literal_is_spelled_as_the_engine_spells_it(text: str, tag: str | None) -> None:
    assert literal(text, tag) == str(pyoxigraph.Literal(text, language=tag and tag.lower()))


@given(texts)
def test_what_is_escaped_is_the_same_when_read(text: str) -> None:
    assert unescape(escape(text)) == text
    assert "\n" not in escape(text)


@given(texts, tags)
def test_the_parts_of_a_literal_are_read_back(text: str, tag: str | None) -> None:
    expected = LiteralTerm(text, tag.lower(), LANGUAGE_STRING) if tag else LiteralTerm(text, "", STRING)
    assert parse(literal(text, tag)) == expected
    assert parse(literal(text, datatype=f"{XSD}gYear")) == LiteralTerm(text, "", f"{XSD}gYear")


def test_a_plain_string_has_one_spelling() -> None:
    assert literal("a", datatype=STRING) == write("a", datatype=STRING) == '"a"'


@pytest.mark.parametrize(
    ("written", "text"),
    [(r"\u7A1A\U00005185", "稚内"), (r"\t\b\n\r\f\"\'\\", "\t\b\n\r\f\"'\\"), (r"\\u7A1A", r"\u7A1A"), ("", "")],
)
def test_escapes_mean_signs(written: str, text: str) -> None:
    assert unescape(written) == text


@pytest.mark.parametrize(
    ("written", "what"),
    [(r"\x", "escape"), ("\\", "escape"), (r"\u12", "escape"), (r"\uD800", "character"), (r"\U00110000", "character")],
)
def test_what_is_no_escape_is_refused(written: str, what: str) -> None:
    with pytest.raises(ValueError, match=f"is no {what}"):
        unescape(written)


@pytest.mark.parametrize("term", [iri("http://example.org/日本"), "_:b0"])
def test_other_terms_are_no_literals(term: str) -> None:
    assert parse(term) is None


@given(texts, tags)
def test_nodes_of_rdflib_are_such_terms(text: str, tag: str | None) -> None:
    assert node.write(RdflibLiteral(text, lang=tag)) == literal(text, tag)
    assert node.write(node.parse(literal(text, tag))) == literal(text, tag)


def test_nodes_keep_labels_and_lexical_forms() -> None:
    for term in ("_:b0", "<https://example.org/稚>", f'"007"^^<{XSD}integer>', f'"x"^^<{PREFIXES["exg"]}kind>'):
        assert node.write(node.parse(term)) == term
    assert node.parse("_:b0") == BNode("b0")
    assert node.parse("<https://example.org/稚>") == URIRef("https://example.org/稚")
