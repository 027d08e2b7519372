"""Writes into a published graph."""

from __future__ import annotations

import pyoxigraph
import pytest

from exgraph.model.iri import Base
from exgraph.store import (
    Activity,
    Change,
    GraphWrite,
    QueryRefusedError,
    RdfDocument,
    Update,
    Write,
    apply,
    plan,
    settle,
)

BASE = Base()
GRAPH = BASE.root + "graph/"
DATA = f"""
<urn:a> <urn:p> <urn:b> <{GRAPH}source> .
<urn:c> <urn:p> <urn:d> <{GRAPH}source> .
<urn:c> <urn:p> <urn:d> <{GRAPH}written/alice> .
<urn:e> <urn:p> <urn:f> <{GRAPH}written/bob> .
"""
ALICE = Activity("alice", admin=False, time="2024-05-01T09:00:00Z", id="1")
ADMIN = Activity("carol", admin=True, time="2024-05-02T09:00:00Z", id="2")


def published() -> pyoxigraph.Store:
    engine = pyoxigraph.Store()
    for quad in pyoxigraph.parse(DATA, format=pyoxigraph.RdfFormat.N_QUADS):
        engine.extend([quad, pyoxigraph.Quad(quad.subject, quad.predicate, quad.object)])
    return engine


def write(engine: pyoxigraph.Store, asked: Write, activity: Activity = ALICE) -> Change:
    copy = pyoxigraph.Store()
    copy.extend(engine)
    change = settle(copy, plan(copy, asked, BASE.root), activity, BASE)
    apply(engine, change)
    assert {quad.triple for quad in engine.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph())} == {
        quad.triple for quad in engine if not isinstance(quad.graph_name, pyoxigraph.DefaultGraph)
    }, "the default graph is the union"
    return change


def graphs(engine: pyoxigraph.Store, subject: str) -> list[str]:
    quads = engine.quads_for_pattern(pyoxigraph.NamedNode(subject), None, None, None)
    return sorted(str(quad.graph_name.value) for quad in quads if isinstance(quad.graph_name, pyoxigraph.NamedNode))


def test_a_statement_without_a_graph_goes_to_its_writer() -> None:
    engine = published()
    write(engine, Update("INSERT DATA { <urn:new> <urn:p> 1 }"))
    assert graphs(engine, "urn:new") == [f"{GRAPH}written/alice"]
    write(engine, Update("INSERT DATA { <urn:a> <urn:p> <urn:b> }"))
    assert graphs(engine, "urn:a") == [f"{GRAPH}source"], "what is said already is not said again"


def test_who_wrote_and_when_is_in_the_graph() -> None:
    engine = published()
    write(engine, Update("INSERT DATA { <urn:new> <urn:p> 1 }"))
    query = f"""PREFIX prov: <http://www.w3.org/ns/prov#> ASK {{ GRAPH <{GRAPH}provenance> {{
        ?activity a prov:Activity ; prov:endedAtTime ?time ;
            prov:wasAssociatedWith ?agent ; prov:generated <{GRAPH}written/alice> . ?agent a prov:Agent
        FILTER(STR(?time) = "{ALICE.time}") }} }}"""
    assert bool(engine.query(query))
    assert len(write(engine, Update("INSERT DATA { <urn:new> <urn:p> 1 }")).added) == 0, "nothing new, no activity"


@pytest.mark.parametrize(
    "text",
    [
        f"INSERT DATA {{ GRAPH <{GRAPH}source> {{ <urn:x> <urn:p> 1 }} }}",
        f"INSERT DATA {{ GRAPH <{GRAPH}written/bob> {{ <urn:x> <urn:p> 1 }} }}",
        f"INSERT DATA {{ GRAPH <{GRAPH}written/alice-two> {{ <urn:x> <urn:p> 1 }} }}",
        "DELETE DATA { <urn:a> <urn:p> <urn:b> }",
        "DELETE WHERE { ?s <urn:p> ?o }",
        "CLEAR ALL",
        f"DROP GRAPH <{GRAPH}source>",
        f"MOVE <{GRAPH}source> TO <{GRAPH}written/alice>",
        "INSERT DATA { GRAPH <urn:g> { <urn:x> <urn:p> 1 } }",
    ],
)
def test_other_graphs_are_not_changed(text: str) -> None:
    engine = published()
    before = set(engine)
    with pytest.raises(QueryRefusedError, match="to change"):
        write(engine, Update(text))
    assert set(engine) == before


def test_a_statement_is_taken_back_where_it_was_written() -> None:
    engine = published()
    write(engine, Update(f"DELETE DATA {{ GRAPH <{GRAPH}written/alice> {{ <urn:c> <urn:p> <urn:d> }} }}"))
    assert graphs(engine, "urn:c") == [f"{GRAPH}source"]
    write(engine, Update("INSERT DATA { <urn:new> <urn:p> 1 }"))
    write(engine, Update("DELETE DATA { <urn:new> <urn:p> 1 }"))
    assert graphs(engine, "urn:new") == []


def test_an_admin_changes_what_others_wrote_but_not_what_was_built() -> None:
    engine = published()
    write(engine, Update(f"CLEAR GRAPH <{GRAPH}written/bob>"), ADMIN)
    assert graphs(engine, "urn:e") == []
    with pytest.raises(QueryRefusedError):
        write(engine, Update(f"CLEAR GRAPH <{GRAPH}source>"), ADMIN)


def test_a_graph_is_put_and_removed() -> None:
    engine = published()
    body = (RdfDocument(b"<urn:a> <urn:p> <urn:b> , [] .", "text/turtle"),)
    write(engine, GraphWrite(f"{GRAPH}written/alice/one", body, BASE.root, replace=True))
    assert graphs(engine, "urn:a") == [f"{GRAPH}source", f"{GRAPH}written/alice/one", f"{GRAPH}written/alice/one"]
    write(engine, GraphWrite(f"{GRAPH}written/alice/one", (), BASE.root, replace=True))
    assert graphs(engine, "urn:a") == [f"{GRAPH}source"]
    with pytest.raises(QueryRefusedError):
        write(engine, GraphWrite(None, (), BASE.root, replace=True))
