"""What an update would change, held to what running it does change."""

from __future__ import annotations

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat, Store

from exgraph.store.writing.effect import effect
from exgraph.store.writing.update import prepare_update

BASE = "https://example.org/"
DATA = b"""
<u:a> <u:p> <u:b> .
<u:a> <u:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> <u:g> .
<u:b> <u:p> "x"@en <u:g> .
<u:b> <u:q> _:n <u:g> .
_:n <u:r> "in a blank node" <u:g> .
<u:c> <u:p> <u:a> <u:h> .
<u:c> <u:p> <u:b> <u:h> .
"""
UPDATES = [
    "INSERT DATA { <u:a> <u:p> <u:b> , <u:new> . GRAPH <u:g> { <u:z> <u:p> 1 } }",
    "DELETE DATA { <u:a> <u:p> <u:b> . GRAPH <u:g> { <u:b> <u:p> 'x'@en ; <u:p> 'y' } }",
    "PREFIX u: <u:> DELETE DATA { GRAPH u:h { u:c u:p u:a , u:b } }",
    "INSERT { GRAPH <u:i> { ?s <u:had> ?o } } WHERE { GRAPH ?g { ?s <u:p> ?o } }",
    "INSERT { ?s <u:linked> <u:yes> } WHERE { GRAPH <u:h> { ?s ?p ?o } FILTER(isIRI(?o)) }",
    "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o FILTER(?p = <u:p>) } }",
    "DELETE { GRAPH <u:g> { ?s <u:p> ?o } } INSERT { GRAPH <u:g> { ?s <u:q> ?o } } WHERE { GRAPH <u:g> { ?s ?p ?o } }",
    "DELETE { ?s ?p ?o } INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "WITH <u:g> DELETE { ?s <u:p> ?o } INSERT { ?s <u:moved> ?o } WHERE { ?s <u:p> ?o }",
    "PREFIX u: <u:> WITH u:g INSERT { ?s u:both ?t } WHERE { ?s u:p ?o . GRAPH u:h { ?t u:p ?x } }",
    "INSERT { <u:n> <u:of> ?s } USING <u:h> WHERE { ?s <u:p> ?o }",
    "PREFIX u: <u:> INSERT { <u:n> <u:of> ?s } USING u:g USING NAMED u:h WHERE { ?s ?p ?o . GRAPH ?g { ?x ?y ?z } }",
    "DELETE WHERE { GRAPH <u:h> { ?s <u:p> ?o } }",
    "DELETE WHERE { GRAPH <u:g> { ?s <u:q> ?n . ?n <u:r> ?o } }",
    "INSERT { GRAPH <u:g> { ?n <u:seen> true } } WHERE { GRAPH <u:g> { ?n <u:r> ?o } }",
    "INSERT { <u:one> <u:is> <u:there> } WHERE { GRAPH <u:h> { <u:c> <u:p> <u:a> } }",
    "INSERT { <u:one> <u:is> <u:there> } WHERE { <u:no> <u:such> <u:thing> }",
    "INSERT { ?s <u:p> ?nothing . ?s <u:q> 1 } WHERE { GRAPH <u:h> { ?s <u:p> ?o } OPTIONAL { ?s <u:none> ?nothing } }",
    "CLEAR GRAPH <u:g>",
    "PREFIX u: <u:> DROP SILENT GRAPH u:h",
    "CLEAR DEFAULT",
    "CLEAR ALL",
    "DROP NAMED",
    "CLEAR GRAPH <u:none>",
    "MOVE <u:g> TO <u:i>",
    "COPY <u:g> TO <u:h>",
    "ADD DEFAULT TO <u:h>",
    "INSERT DATA { <u:a> <u:p> 9 } ; DELETE { ?s <u:p> ?o } WHERE { ?s <u:p> ?o } ; INSERT DATA { <u:a> <u:p> <u:b> }",
    "DELETE WHERE { GRAPH <u:h> { ?s ?p ?o } } ; INSERT DATA { GRAPH <u:h> { <u:c> <u:p> <u:a> } } ; CLEAR GRAPH <u:g>",
    "INSERT DATA { GRAPH <u:i> { <u:x> <u:y> 1 } } ; DELETE DATA { GRAPH <u:i> { <u:x> <u:y> 1 } }",
    "",
]


def engine() -> Store:
    store = Store()
    store.extend(pyoxigraph.parse(DATA, format=RdfFormat.N_QUADS))
    return store


@pytest.mark.parametrize("text", UPDATES)
def test_it_is_what_running_the_update_changes_and_leaves_the_store_as_it_was(text: str) -> None:
    before = engine()
    quads, graphs = set(before), set(before.named_graphs())
    update = prepare_update(text, BASE)
    added, removed = effect(before, update, BASE)
    assert (set(before), set(before.named_graphs())) == (quads, graphs)
    after = engine()
    after.update(update, base_iri=BASE)
    assert added == set(after) - quads
    assert removed == quads - set(after)


def test_each_solution_has_blank_nodes_of_its_own() -> None:
    update = prepare_update("INSERT { [] <u:tells> ?s ; <u:of> ?o } WHERE { GRAPH <u:h> { ?s <u:p> ?o } }", BASE)
    added, removed = effect(engine(), update, BASE)
    assert len(added) == 4
    assert len({quad.subject for quad in added}) == 2
    assert all(isinstance(quad.subject, pyoxigraph.BlankNode) for quad in added)
    assert removed == set()


def test_a_failing_operation_takes_back_those_before_it() -> None:
    store = engine()
    quads = set(store)
    update = prepare_update("CLEAR GRAPH <u:g> ; INSERT { ?s <u:f> ?v } WHERE { ?s ?p ?o BIND(<u:f>(?o) AS ?v) }", BASE)
    with pytest.raises(Exception, match="cannot be run"):
        effect(store, update, BASE)
    assert set(store) == quads


def test_one_quad_is_removed_without_reading_the_others() -> None:
    class Counting:
        def __init__(self, inner: Store) -> None:
            self.inner = inner

        def __getattr__(self, name: str) -> object:
            return getattr(self.inner, name)

        def __contains__(self, quad: object) -> bool:
            return quad in self.inner

        def __iter__(self) -> None:
            raise AssertionError("the graph was read as a whole")

    counting = Counting(engine())
    for text in (
        "DELETE DATA { <u:a> <u:p> <u:b> }",
        "INSERT { ?s <u:x> 1 } WHERE { ?s <u:p> ?o }",
        "CLEAR GRAPH <u:g>",
    ):
        effect(counting, prepare_update(text, BASE), BASE)  # type: ignore[arg-type]
