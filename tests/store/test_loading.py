from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from exgraph.errors import StoreError
from exgraph.store import load

A, B, P, Q = (NamedNode(f"http://example.org/{each}") for each in "abpq")
G, H = (NamedNode(f"http://example.org/graph/{each}") for each in "gh")
QUADS = [
    Quad(A, P, B, G),
    Quad(A, P, B, H),
    Quad(A, P, Literal('a "quoted" <text> _:x\n\\ .'), G),
    Quad(A, P, Literal("こんにちは", language="ja"), G),
    Quad(A, P, Literal("1", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")), H),
    Quad(BlankNode("kept"), P, B, G),
    Quad(A, Q, BlankNode("kept"), H),
    Quad(B, Q, A),
    Quad(B, Q, Literal("in <no> graph")),
]


def test_every_quad_is_in_the_store_and_every_triple_once_in_its_default_graph(tmp_path: Path) -> None:
    dump, words = tmp_path / "graph.nq", tmp_path / "words.nq"
    pyoxigraph.serialize(QUADS[:-1], str(dump), format=pyoxigraph.RdfFormat.N_QUADS)
    pyoxigraph.serialize(QUADS[-1:], str(words), format=pyoxigraph.RdfFormat.N_QUADS)
    load(dump, tmp_path / "store", words)
    store = pyoxigraph.Store.read_only(str(tmp_path / "store"))
    union = {Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in QUADS}
    assert set(store) == {*QUADS, *union}
    assert len(store) == 7 + len(union)


@pytest.mark.parametrize("line", ["<http://example.org/a> <no iri> .\n", "nothing\n", "<a:a> <a:b> <a:c> <a:d> . x\n"])
def test_what_is_no_nquads_is_told(tmp_path: Path, line: str) -> None:
    (tmp_path / "graph.nq").write_text(line, encoding="utf-8")
    with pytest.raises(StoreError, match="is not N-Quads"):
        load(tmp_path / "graph.nq", tmp_path / "store")
