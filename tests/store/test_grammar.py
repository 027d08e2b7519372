"""Queries that the grammar of SPARQL 1.1 makes are read; what breaks it is refused; no scan stands in between.

The generator follows the productions of https://www.w3.org/TR/sparql11-query/#grammar, with the spellings that a scan
of words would stumble over: dots and keywords in names, keywords in any case, signs at numbers, IRIs beside signs.
"""

from __future__ import annotations

import re
from itertools import count

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exgraph.errors import QueryError
from exgraph.model.iri import Base
from exgraph.store import Store

pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
EXAMPLES = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PROLOGUE = "PREFIX : <urn:> PREFIX service: <urn:s> prefix a.b-c: <urn:d#> BASE <http://example.org/>\n"
STORE = Store(pyoxigraph.Store(), Base("http://example.org/"))

any_case = st.sampled_from([str.lower, str.upper, str.title])


def keyword(word: str) -> st.SearchStrategy[str]:
    return any_case.map(lambda case: case(word))


def joined(*parts: str | st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return parts one after the other, blanks or comments between them."""
    blank = st.sampled_from([" ", "\n", " # SERVICE (\n", "\t"])
    strategies = [part if isinstance(part, st.SearchStrategy) else st.just(part) for part in parts]
    spaced = [strategy for each in strategies for strategy in (each, blank)]
    return st.tuples(*spaced).map("".join)


def repeated(part: st.SearchStrategy[str], least: int = 0, most: int = 3, between: str = " ") -> st.SearchStrategy[str]:
    return st.lists(part, min_size=least, max_size=most).map(between.join)


def numbered(text: str) -> str:
    """Return a query in which each blank node has a name of its own: none may stand in two patterns."""
    numbers = count()
    return re.sub("_:b", lambda _: f"_:b{next(numbers)}", text)


variable = st.sampled_from(["?x", "$y", "?service", "?select_1", "?日本"])
iri = st.sampled_from(
    [
        "<urn:a>",
        "<service>",
        "<a?b=service#c>",
        ":a",
        ":",
        "service:x",
        "a.b-c:d.e",
        ":x.service",
        ":1.2",
        ":a%20b",
        r":a\,b",
    ]
)
boolean = st.sampled_from(["true", "FALSE", "True"])
number = st.sampled_from(["1", "-1", "+2.5", ".5", "-1e3", "9" * 30])
string = st.sampled_from(["'SERVICE'", '"a\\"b"', "'''it's ('''", '""', "'x'@en-service", '"1"^^service:t', "'<'"])
term = st.one_of(variable, iri, boolean, number, string)
node = st.one_of(term, st.just("_:b.service"), st.just("[]"), st.just("( 1 ?x )"), st.just("[ :p :o ; a :T ]"))
path = st.recursive(
    st.one_of(iri, st.sampled_from(["a", "^:p", "!:p", "!(:p|^:q)", "! ( )"])),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("*?+")).map(lambda each: f"({each[0]}){each[1]}"),
        st.tuples(inner, st.sampled_from("/|"), inner).map("".join),
    ),
    max_leaves=4,
)
pair = joined(st.one_of(path, variable), repeated(node, 1, 2, " , "))
triples = joined(st.one_of(term, st.just("[]"), st.just("_:b")), repeated(pair, 1, 2, " ; "))
call = st.one_of(
    joined(keyword("bound"), "(", variable, ")"),
    joined(keyword("regex"), "(", string, ",", string, ")"),
    joined(keyword("coalesce"), "(", term, ",", term, ")"),
)
expression = st.recursive(
    st.one_of(term, call),
    lambda inner: st.one_of(
        joined("(", inner, ")", st.sampled_from(["<", ">", "<=", "=", "!=", "&&", "||", "+", "-", "*", "/"]), term),
        joined(term, st.sampled_from(["<", " <", "-", "&&"]), "(", inner, ")"),
        joined("(", inner, ")"),
        joined("!", "(", inner, ")"),
        joined("(", inner, ")", keyword("in"), "(", inner, ",", inner, ")"),
    ),
    max_leaves=4,
).map(lambda text: f"({text})")


def groups(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    clause = st.one_of(
        joined(keyword("optional"), inner),
        joined(keyword("minus"), inner),
        joined(inner, keyword("union"), inner),
        joined(keyword("graph"), st.one_of(variable, iri), inner),
        joined(keyword("filter"), expression),
        joined(keyword("filter"), keyword("not"), keyword("exists"), inner),
        joined(keyword("values"), "?v", "{", repeated(st.one_of(iri, number, boolean, st.just("UNDEF"))), "}"),
        joined(keyword("values"), "( ?v ?w )", "{", repeated(st.just("( -1 +2 )")), "}"),
        joined("{", keyword("select"), "*", keyword("where"), inner, "}"),
    )
    return joined("{", repeated(triples, 0, 2, " . "), repeated(clause, 0, 2), "}")


group = st.recursive(triples.map(lambda text: f"{{{text}}}"), groups, max_leaves=4)
selection = st.one_of(st.just("*"), st.just("?x $y"), joined("(", expression, keyword("as"), "?as )"))
modifiers = joined(
    st.one_of(st.just(""), joined(keyword("order"), keyword("by"), st.sampled_from(["?x", "DESC(?x)", "(?x < 1) ?y"]))),
    st.one_of(st.just(""), joined(keyword("limit"), "5")),
)
query = st.one_of(
    joined(keyword("select"), st.one_of(st.just(""), keyword("distinct")), selection, group, modifiers),
    joined(keyword("ask"), group),
    joined(keyword("construct"), "{ ?x :p ?y }", keyword("where"), group),
    joined(keyword("describe"), iri, keyword("from"), iri, group),
).map(lambda text: PROLOGUE + numbered(text))


@EXAMPLES
@given(query)
def test_what_the_grammar_makes_is_read(text: str) -> None:
    STORE.check(text)
    STORE.query(text, graph_format="ntriples").write(_Nowhere())


class _Nowhere:
    def write(self, data: bytes, /) -> int:
        return len(data)

    def flush(self) -> None:
        """Do nothing: the engine asks for it at the end."""


@EXAMPLES
@given(
    query,
    st.sampled_from(
        [
            lambda text: text + " }",
            lambda text: text + " SELECT * {}",
            lambda text: text.replace(PROLOGUE, PROLOGUE + "SELECT "),
            lambda text: text[: text.rindex("}")],
            lambda text: text.replace("{", "{ SERVICE", 1),
            lambda text: text.replace("{", "{ FILTER", 1),
            lambda text: text.replace("{", "{ ?s ?p . ", 1),
            lambda text: text.replace("{", "{ FILTER(?x<?y&&?x>?y) ", 1),
            lambda text: text.replace("{", "{ ?s ?p ?o\u3000. ", 1),
            lambda text: text.replace("{", "{ undeclared:x :p :o . ", 1),
            lambda text: text.replace("{", "{ ?s ?p <a b> . ", 1),
            lambda text: text.replace("{", "{ ?s ?p \\ . ", 1),
        ]
    ),
)
def test_what_breaks_the_grammar_is_refused(text: str, breaking: object) -> None:
    assert callable(breaking)
    with pytest.raises(QueryError):
        STORE.check(breaking(text))
