"""Writes into a published graph: kept apart from what the build makes, with who wrote them and when.

The default graph of a published version is the union of its named graphs. A written statement stands in a graph of
its own under `graph/written/`, never in a graph of the build; the activity that wrote it stands in the graph
`provenance` (PROV-O). State of the engine before or after the change makes no difference here: what the change itself
says of a quad goes before what the engine says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph

from exgraph.model.iri import Base, expand
from exgraph.store.query.scan import QueryRefusedError
from exgraph.store.writing.change import Change, graph_name

_DEFAULT = pyoxigraph.DefaultGraph()


@dataclass(frozen=True)
class Activity:
    """The author and time of a write. `agent` is fit for an address, `time` an xsd:dateTime, `id` unique."""

    agent: str
    admin: bool
    time: str
    id: str

    def home(self, base: Base) -> str:
        """Return the graph of the agent's statements that name no graph."""
        return base.graph(f"written/{self.agent}")

    def may_write(self, graph: str, base: Base) -> bool:
        """Tell whether the agent may change a graph: its own ones; all written ones as an admin."""
        home = self.home(base)
        if self.admin:
            return graph.startswith(base.graph("written/"))
        return graph == home or graph.startswith(f"{home}/")


def settle(engine: pyoxigraph.Store, change: Change, activity: Activity, base: Base) -> Change:
    """Return the change with statements put where they belong, its provenance, and the union mended.

    Raises:
        QueryRefusedError: it would change a graph that the agent may not, or remove what such a graph says.
    """
    if not change.added and not change.removed:
        return change
    state = _State(engine, change)
    home = pyoxigraph.NamedNode(activity.home(base))
    added = {quad for quad in change.added if graph_name(quad) is not None}
    added |= {_in(quad, home) for quad in change.added - added if not state.had(_in(quad, home))}
    removed = {quad for quad in change.removed if graph_name(quad) is not None}
    removed |= {each for quad in change.removed - removed for each in state.elsewhere(quad)}
    _allow((*added, *removed), activity, base)
    added |= {quad for quad in _provenance((*added, *removed), activity, base) if not state.had(quad)}
    return _with_union(state, added, removed)


class _State:
    """The state before a change, and what of it is in other graphs after."""

    def __init__(self, engine: pyoxigraph.Store, change: Change) -> None:
        self._engine = engine
        self._change = change
        self._gone: dict[pyoxigraph.Triple, set[pyoxigraph.Quad]] = {}
        for quad in change.removed:
            if graph_name(quad) is not None:
                self._gone.setdefault(quad.triple, set()).add(quad)

    def had(self, quad: pyoxigraph.Quad) -> bool:
        """Tell whether a quad was there before."""
        if quad in self._change.removed:
            return True
        return quad not in self._change.added and quad in self._engine

    def named(self, quad: pyoxigraph.Quad) -> set[pyoxigraph.Quad]:
        """Return the quads of named graphs that said this triple before."""
        triple = (quad.subject, quad.predicate, quad.object)
        found = {each for each in self._engine.quads_for_pattern(*triple, None) if graph_name(each) is not None}
        return (found - self._change.added) | self._gone.get(quad.triple, set())

    def elsewhere(self, quad: pyoxigraph.Quad) -> set[pyoxigraph.Quad]:
        """Return the quads of named graphs that would still say this triple."""
        return self.named(quad) - self._change.removed


def _allow(quads: Iterable[pyoxigraph.Quad], activity: Activity, base: Base) -> None:
    for name in sorted({graph_name(quad) or "" for quad in quads}):
        if not activity.may_write(name, base):
            allowed = base.graph("written/") if activity.admin else activity.home(base)
            raise QueryRefusedError(
                f"the graph <{name}> is not {activity.agent}'s to change", remedy=f"write to {allowed}"
            )


def _provenance(quads: Iterable[pyoxigraph.Quad], activity: Activity, base: Base) -> Iterator[pyoxigraph.Quad]:
    graph = pyoxigraph.NamedNode(base.graph("provenance"))
    doing = pyoxigraph.NamedNode(base.thing("activity", activity.id))
    agent = pyoxigraph.NamedNode(base.thing("agent", activity.agent))

    def fact(
        subject: pyoxigraph.NamedNode, name: str, value: pyoxigraph.NamedNode | pyoxigraph.Literal
    ) -> pyoxigraph.Quad:
        return pyoxigraph.Quad(subject, pyoxigraph.NamedNode(expand(name)), value, graph)

    time = pyoxigraph.Literal(activity.time, datatype=pyoxigraph.NamedNode(expand("xsd:dateTime")))
    yield fact(agent, "rdf:type", pyoxigraph.NamedNode(expand("prov:Agent")))
    yield fact(agent, "rdfs:label", pyoxigraph.Literal(activity.agent))
    yield fact(doing, "rdf:type", pyoxigraph.NamedNode(expand("prov:Activity")))
    yield fact(doing, "prov:endedAtTime", time)
    yield fact(doing, "prov:wasAssociatedWith", agent)
    for name in sorted({graph_name(quad) or "" for quad in quads}):
        yield fact(doing, "prov:generated", pyoxigraph.NamedNode(name))


def _with_union(state: _State, added: set[pyoxigraph.Quad], removed: set[pyoxigraph.Quad]) -> Change:
    """Add what the default graph gains and loses with the named graphs."""
    coming = {_in(quad, _DEFAULT) for quad in added}
    coming = {quad for quad in coming if not state.had(quad)}
    going = {_in(quad, _DEFAULT) for quad in removed if not (state.named(quad) - removed)}
    going -= {_in(quad, _DEFAULT) for quad in added}
    return Change(frozenset(added | coming), frozenset(removed | going))


def _in(quad: pyoxigraph.Quad, graph: pyoxigraph.NamedNode | pyoxigraph.DefaultGraph) -> pyoxigraph.Quad:
    return pyoxigraph.Quad(quad.subject, quad.predicate, quad.object, graph)
