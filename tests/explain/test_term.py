from __future__ import annotations

import pytest

from exgraph.errors import QueryError
from exgraph.explain import term
from exgraph.model.iri import Base, expand

ID = "https://w3id.org/exgraph/id/"
INTEGER = "http://www.w3.org/2001/XMLSchema#integer"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("place/nevelsk", f"<{ID}place/nevelsk>"),
        ("concept/category/s/友好", f"<{ID}concept/category/s/%E5%8F%8B%E5%A5%BD>"),
        ("concept/category/s/%E5%8F%8B%E5%A5%BD", f"<{ID}concept/category/s/%E5%8F%8B%E5%A5%BD>"),
        ("https://example.org/a", "<https://example.org/a>"),
        ("urn:x:y", "<urn:x:y>"),
        ("exg:City", f"<{expand('exg:City')}>"),
    ],
)
def test_things(text: str, expected: str) -> None:
    assert term.thing(text, Base()) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"5"^^xsd:integer', [f'"5"^^<{INTEGER}>']),
        (f'"5"^^<{INTEGER}>', [f'"5"^^<{INTEGER}>']),
        ('"a"^^xsd:string', ['"a"']),
        ('"say "hi""@en', ['"say \\"hi\\""@en']),
        ('"say \\"hi\\""@en', ['"say \\"hi\\""@en']),
        ("City", [f"<{ID}City>", f"<{expand('exg:City')}>"]),
        ("no term at all <", []),
    ],
)
def test_values(text: str, expected: list[str]) -> None:
    assert term.values(text, Base()) == expected


@pytest.mark.parametrize("text", ["<a b>", "what:ever", ""])
def test_what_is_none(text: str) -> None:
    with pytest.raises(QueryError):
        term.thing(text, Base())


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (f"<{ID}place/nevelsk>", "place/nevelsk"),
        (f"<{expand('rdf:type')}>", "rdf:type"),
        (f'"5"^^<{INTEGER}>', '"5"^^xsd:integer'),
        ('"町"@ja', '"町"@ja'),
        ("_:b0", "[...]"),
    ],
)
def test_what_is_shown(given: str, shown: str) -> None:
    assert term.show(given, Base()) == shown
