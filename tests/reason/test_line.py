"""Reading and writing N-Triples and N-Quads lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef

from exgraph.errors import ReasoningError
from exgraph.model.node import parse, write
from exgraph.model.ntriples import literal
from exgraph.reason import line as lines
from exgraph.reason.line import read

S, P, G = "<https://example.org/s>", "<https://example.org/p>", "<https://example.org/g>"
XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.mark.parametrize(
    "value",
    [
        "<https://example.org/o>",
        "<urn:x:稚内>",
        '"稚内"@ja',
        '"わっかない"@ja-hira',
        '""',
        '" . <a> "',
        '"a # b"',
        r'"a \"quoted\" \\ word\n"',
        f'"1997-06"^^<{XSD}gYearMonth>',
        '"_:b"',
    ],
)
@pytest.mark.parametrize(
    "form", ["{s} {p} {o} .\n", "{s} {p} {o} {g} .\n", "\t{s}\t{p}{o}{g}. # why\r\n", "{s}{p} {o}."]
)
def test_a_line_is_read_as_its_terms(form: str, value: str) -> None:
    assert list(read([form.format(s=S, p=P, o=value, g=G)])) == [(S, P, value)]


@pytest.mark.parametrize(
    ("written", "spelling"),
    [
        (r'"\u7A1A\u5185"@ja', '"稚内"@ja'),
        (r'"\U00007A1A"', '"稚"'),
        (r'"a\tb\'c\f"', r'''"a\tb'c\f"'''),
        ('"a\tb\x7f"', r'"a\tb\u007F"'),
        (r'"\u0009\u0001"', r'"\t\u0001"'),
        ('"わっかない"@ja-Hira', '"わっかない"@ja-hira'),
        (r'"a\nb\rc\"d\\e"', r'"a\nb\rc\"d\\e"'),
        (r'"\\u7A1A"', r'"\\u7A1A"'),
        (f'"plain"^^<{XSD}string>', '"plain"'),
        (r"<https://example.org/\u7A1A>", "<https://example.org/稚>"),
    ],
)
def test_equal_terms_have_one_spelling(written: str, spelling: str) -> None:
    assert list(read([f"{S} {P} {written} .\n"])) == [(S, P, spelling)]


def test_an_escape_in_an_iri_of_a_sign_that_no_iri_may_hold_is_refused() -> None:
    with pytest.raises(ReasoningError, match=r"line 1: .* cannot be an IRI"):
        list(read([f"{S} {P} <https://example.org/a\\u0020b> ."]))


def test_comments_and_empty_lines_hold_no_statement() -> None:
    assert list(read(["# a comment\n", "\n", "  \t\n", f"{S} {P} {S} .\n"])) == [(S, P, S)]


@pytest.mark.parametrize("line", [f"_:b {P} {S} .", f"{S} {P} _:b .", f"{S} {P} {S} _:g ."])
def test_a_blank_node_is_refused_by_line(line: str) -> None:
    with pytest.raises(ReasoningError, match=r"line 2 holds a blank node: .*give the thing an IRI"):
        list(read([f"{S} {P} {S} .\n", line]))


@pytest.mark.parametrize(
    "line",
    [
        f"{S} {P} {S}",
        f"{S} {P} .",
        f"{S} {P} plain .",
        f'"s" {P} {S} .',
        f'{S} {P} "open .',
        f'{S} {P} "x"@ .',
        rf'{S} {P} "\x" .',
        f"{S} {P} <relative> .",
        f"{S} {P} <https://example.org/a b> .",
        f"{S} {P} {S} {G} {G} .",
        f"{S} {P} {S} . {S} {P} {S} .",
    ],
)
def test_what_is_no_statement_is_refused_by_line(line: str) -> None:
    with pytest.raises(ReasoningError, match="line 1 is no N-Triples"):
        list(read([line]))


@pytest.mark.parametrize("escape", [r"\uD800", r"\U00110000"])
def test_an_escape_of_no_character_is_refused(escape: str) -> None:
    with pytest.raises(ReasoningError, match="is no character"):
        list(read([f'{S} {P} "{escape}" .']))


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from([None, "ja", "ja-Hira", "ru"]))
def test_any_text_that_rdflib_writes_is_read(content: str, language: str | None) -> None:
    graph = Graph()
    graph.add((URIRef("https://example.org/s"), URIRef("https://example.org/p"), Literal(content, lang=language)))
    [(_, _, value)] = read(line + "\n" for line in graph.serialize(format="nt").split("\n"))
    assert parse(value) == Literal(content, lang=language)
    assert write(parse(value)) == value == literal(content, language)


def test_the_lexical_form_of_a_literal_stays() -> None:
    assert write(parse(f'"007"^^<{XSD}integer>')) == f'"007"^^<{XSD}integer>'


iris = st.sampled_from(
    ["<http://example.org/a>", "<urn:x:~y?z=1#f>", "<http://例え.jp/町>", "<a b>", "<:a>", "<a`b:c>"]
)
terms = iris | st.sampled_from(['"a"', '"町"@ja', '"1"^^<urn:i>', '"\\n"'])
blanks = st.sampled_from([" ", "  ", "\t"])
ends = st.sampled_from([" .\n", ".\n", " .", "\n"])


@given(st.tuples(iris, iris, terms, iris), blanks, ends)
def test_the_short_way_reads_what_the_strict_way_reads(given: tuple[str, ...], blank: str, end: str) -> None:
    for text in (blank.join(given) + end, blank.join(given[:3]) + end):
        plain, strict = lines._PLAIN_STATEMENT.fullmatch(text), lines._STATEMENT.fullmatch(text)
        assert plain is None or (strict is not None and plain.groups() == strict.groups())
