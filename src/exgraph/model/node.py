"""Nodes of rdflib as N-Triples terms, in the spelling of `exgraph.model.ntriples`, and back."""

from __future__ import annotations

from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

from exgraph.model import ntriples
from exgraph.model.ntriples import Triple


def write(node: Node) -> str:
    """Return the term of a node; a blank node keeps its label and a literal its lexical form."""
    if isinstance(node, URIRef):
        return f"<{node}>"
    if not isinstance(node, Literal):
        return f"_:{node}"
    return ntriples.write(str(node), node.language, str(node.datatype) if node.datatype else None)


def write_triple(triple: tuple[Node, Node, Node]) -> Triple:
    """Return the terms of three nodes."""
    subject, predicate, value = triple
    return write(subject), write(predicate), write(value)


def parse(term: str) -> Node:
    """Return the node of a term; a blank node keeps its label and a literal its lexical form.

    Raises:
        ValueError: it holds an escape that is none.
    """
    literal = ntriples.parse(term)
    if literal is None:
        return URIRef(term[1:-1]) if term.startswith("<") else BNode(term[2:])
    if literal.language:
        return Literal(literal.text, lang=literal.language)
    datatype = None if literal.datatype == ntriples.STRING else URIRef(literal.datatype)
    return Literal(literal.text, datatype=datatype, normalize=False)
