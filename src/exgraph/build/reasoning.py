"""The reasoning of a build: over all facts, or over what has changed since the version published before.

A version keeps beside its graph what follows from it and is not given out, as far as rules ask for it, and a stamp of
ontology and reasoner. Where the stamp is the same and few facts differ, what changes in what follows is looked up from
the old version's store, and the rest is taken over.
"""

from __future__ import annotations

import hashlib
import heapq
import json
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from rdflib import Graph

import exgraph.reason
from exgraph import store
from exgraph.build import ontology, quad
from exgraph.build.fingerprint import Reasoner
from exgraph.build.quad import FileLines
from exgraph.errors import StoreError
from exgraph.explain import HIDDEN, KnownStatements, Stated, hidden
from exgraph.mapping.term import iri
from exgraph.model.iri import Base
from exgraph.reason import Contradiction, Inference, infer
from exgraph.reason.change import InferredChange, change
from exgraph.reason.line import Statement, read
from exgraph.reason.rule import SAME

INFERRED = "inferred"
"""The name of the graph of what follows from the facts."""

STAMP = "reasoning.json"
"""The file of a version that tells whether the next build can go on from it."""

_MOST = 0.05
"""The share of facts that may differ; looking up more takes longer than inferring all anew."""


class Reasoning:
    """One reasoning stage. After `run`, `changed` tells how many facts differed, or is None where all was inferred."""

    def __init__(self, axioms: Graph, base: Base, stated: Path, inferred: Path) -> None:
        """Take the ontology, the base of things, the sorted N-Quads of the facts and where to write what follows."""
        self.changed: int | None = None
        self._axioms, self._base = axioms, base
        self._stated, self._inferred = stated, inferred
        self._graph = iri(base.graph(INFERRED))
        self._run = Inference(axioms, FileLines(stated))

    def run(self, reasoner: Reasoner, folder: Path, before: Path | None) -> list[Contradiction]:
        """Write what follows, and into the version's folder what the next build goes on from.

        Args:
            reasoner: which reasoner; only the compiled one goes on from the version before.
            folder: the folder of the version that is made.
            before: that of the version published before.

        Returns:
            What cannot be true together.

        Raises:
            ReasoningError: as `exgraph.reason.infer` does.
        """
        if reasoner != "compiled":
            self._write(infer(self._axioms, FileLines(self._stated), reasoner))
            return self._run.contradictions()
        stamp = self._stamp()
        if not (before and _stamp_of(before) == stamp and self._go_on(folder, before)):
            contradictions = self._run.contradictions()
            self._write(self._run.inferred())
            if contradictions:
                return contradictions
            quad.write(folder / HIDDEN, self._run.hidden())
        (folder / STAMP).write_text(json.dumps(stamp), encoding="utf-8")
        return []

    def _go_on(self, folder: Path, before: Path) -> bool:
        """Write what follows from the old version and what has changed; return whether that could be done."""
        try:
            opened = store.Store.open(before / "store", base=self._base)
        except StoreError:
            return False
        differing = self._differing(before / "graph.nq")
        if differing is None:
            return False
        stated = Stated(opened, self._graph[1:-1])
        removed, added = _triples(stated, *differing)
        self._run.check(added)
        kept = hidden(before)
        found = change(self._run.schema, KnownStatements(stated, kept), removed, added)
        had_equals = any(predicate == SAME for _, predicate, _ in (*kept, *stated.match(None, SAME, None)))
        if found.is_contradictory or (not had_equals and any(name == SAME for _, name, _ in (*added, *found.come))):
            return False
        self._take_over(before / "graph.nq", found)
        kept -= found.gone
        kept |= {each for each in found.come if self._run.is_hidden(each, has_equals=had_equals)}
        quad.write(folder / HIDDEN, sorted(f"{' '.join(each)} .\n" for each in kept))
        self.changed = len(removed) + len(added)
        return True

    def _differing(self, dump: Path) -> tuple[list[str], list[str]] | None:
        """Return the lines of facts that only the old graph has, and those that only the new one has; None if many."""
        others = (f" {self._graph} .\n", f" <{self._base.graph(ontology.GRAPH)}> .\n")
        old = ((line, 0) for line in FileLines(dump) if not line.endswith(others))
        new = ((line, 1) for line in FileLines(self._stated))
        found: tuple[list[str], list[str]] = ([], [])
        count, previous = 0, ("", 0)
        for item in heapq.merge(old, new):
            count += 1
            if item[0] == previous[0]:
                found[previous[1]].pop()
            else:
                found[item[1]].append(item[0])
            previous = item
        return found if sum(map(len, found)) <= max(_MOST * count, 1_000) else None

    def _take_over(self, dump: Path, found: InferredChange) -> None:
        end = f" {self._graph} .\n"
        gone = {self._line(statement) for statement in found.gone}
        noise = self._run.schema.noise
        come = (self._line(statement) for statement in found.come if not noise.covers(statement))
        kept = (line for line in FileLines(dump) if line.endswith(end) and line not in gone)
        quad.write(self._inferred, heapq.merge(kept, sorted(come)))

    def _write(self, triples: Iterable[str]) -> None:
        quad.write(self._inferred, (quad.within(triple, self._graph) for triple in triples))

    def _line(self, statement: Statement) -> str:
        return f"{' '.join(statement)} {self._graph} .\n"

    def _stamp(self) -> dict[str, str]:
        """Return what has to be the same for a build to go on from another: ontology, reasoner, base."""
        axioms = hashlib.sha256("".join(sorted(ontology.lines(self._axioms, self._base))).encode())
        package = Path(exgraph.reason.__file__).parent
        reasoner = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(package.rglob("*.py"))))
        engines = ", ".join(f"{name} {version(name)}" for name in ("exgraph", "rdflib"))
        return {"ontology": axioms.hexdigest(), "reasoner": reasoner.hexdigest(), "engines": engines}


def _triples(before: Stated, removed: Iterable[str], added: Iterable[str]) -> tuple[set[Statement], set[Statement]]:
    """Return the triples that no graph says any more, and those that none said, from the lines that went and came."""
    gone: dict[Statement, set[str]] = {}
    for line in removed:
        (statement,) = read([line])
        gone.setdefault(statement, set()).add(quad.read(line).graph[1:-1])
    come = set(read(added))
    removed_triples = {each for each, graphs in gone.items() if each not in come and before.graphs(each) <= graphs}
    return removed_triples, {each for each in come if not before.is_asserted(each)}


def _stamp_of(folder: Path) -> object:
    try:
        return json.loads((folder / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
