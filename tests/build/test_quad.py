from __future__ import annotations

from exgraph.build import quad

LINE = '<s> <http://www.w3.org/2000/01/rdf-schema#label> "a <b> . c > \\"d\\""@en <g> .\n'


def test_a_literal_may_hold_what_looks_like_terms() -> None:
    found = quad.read(LINE)
    assert found == ("<s>", "<http://www.w3.org/2000/01/rdf-schema#label>", '"a <b> . c > \\"d\\""@en', "<g>")


def test_graphs_are_taken_off_and_put_on() -> None:
    triple = quad.triple(LINE)
    assert triple == LINE.replace(" <g>", "")
    assert quad.within(triple, "<g>") == LINE


def test_types() -> None:
    line = "<s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <c> <g> .\n"
    assert quad.is_type(quad.read(line))
    assert not quad.is_type(quad.read(LINE))
