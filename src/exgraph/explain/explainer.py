"""Explaining statements of a published version: look-ups in its store, and the rules of its ontology."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from rdflib import Graph

from exgraph.explain import term
from exgraph.explain.evidence import Grounds, evidence
from exgraph.explain.stated import KnownStatements, Stated, spelled
from exgraph.model.citation import Citation
from exgraph.model.iri import PREFIXES, Base
from exgraph.reason import Proof, Prover
from exgraph.reason.line import Statement
from exgraph.reason.schema import read
from exgraph.store import Store

INFERRED, ONTOLOGY = "inferred", "ontology"
"""The names of the graphs of what follows, and of the ontology."""


@dataclass(frozen=True)
class Reason:
    """Why one statement holds.

    Attributes:
        statement: its N-Triples terms.
        rule: the rule of OWL 2 RL it follows by, such as prp-trp; None where it is asserted.
        axiom: the axiom that the rule comes from, in Turtle.
        premises: what it follows from.
        evidence: where it comes from, where it is asserted.
    """

    statement: Statement
    rule: str | None
    axiom: str | None
    premises: tuple[Reason, ...]
    evidence: Grounds | None

    def to_dict(self, base: Base) -> dict[str, Any]:
        """Return this as values that JSON has; IRIs in full."""
        found: dict[str, Any] = {
            "subject": _plain(self.statement[0]),
            "predicate": _plain(self.statement[1]),
            "object": _plain(self.statement[2]),
        }
        if self.evidence is not None:
            records = [_fields(record) for record in self.evidence.records]
            return {
                **found,
                "asserted": {
                    "graphs": list(self.evidence.graphs),
                    "records": records,
                    "origins": list(self.evidence.origins),
                },
            }
        premises = [premise.to_dict(base) for premise in self.premises]
        return {**found, "rule": self.rule, "axiom": self.axiom, "premises": premises}


@dataclass(frozen=True)
class Explanation:
    """Whether a statement holds, and why.

    Attributes:
        statement: its N-Triples terms.
        status: asserted, inferred, or unknown where the version does not say it.
        reason: why it holds; None where it is unknown.
    """

    statement: Statement
    status: Literal["asserted", "inferred", "unknown"]
    reason: Reason | None

    def to_dict(self, base: Base) -> dict[str, Any]:
        """Return this as values that JSON has."""
        statement = dict(zip(("subject", "predicate", "object"), map(_plain, self.statement), strict=True))
        reason = self.reason.to_dict(base) if self.reason else None
        return {**statement, "status": self.status, "reason": reason}

    def to_text(self, base: Base) -> str:
        """Return this as lines: a statement, below it why, and what it follows from further in."""
        if self.reason is None:
            return f"{_said(self.statement, base)}\n  is not known: neither asserted nor inferred\n"
        return "".join(f"{line}\n" for line in _lines(self.reason, base, 0))


class Explainer:
    """Explains what a store says. The ontology is read at once."""

    def __init__(self, store: Store, base: Base, hidden: Iterable[Statement] = ()) -> None:
        """Take a version's store, the base of things, and what the version keeps beside (`exgraph.explain.hidden`)."""
        self._store, self._base = store, base
        self._inferred = base.graph(INFERRED)
        ontology = Graph()
        ontology.parse(data=store.dump(base.graph(ONTOLOGY), "ntriples"), format="nt")
        for prefix, namespace in PREFIXES.items():
            ontology.bind(prefix, namespace)
        schema = read(ontology)
        self._prover = Prover(schema.rules, schema.noise, KnownStatements(Stated(store, self._inferred), hidden))

    def explain(self, subject: str, predicate: str, value: str) -> Explanation:
        """Explain a statement given as people write it: IRIs, prefixed names, keys such as place/nevelsk, literals.

        Raises:
            QueryError: a term is none of these.
        """
        thing, name = term.thing(subject, self._base), term.predicate(predicate)
        meant = [(thing, name, each) for each in (*term.values(value, self._base), *self._texts(thing, name, value))]
        for statement in meant:
            if (found := self.why(statement)).reason is not None:
                return found
        return self.why(meant[0]) if meant else Explanation((thing, name, f'"{value}"'), "unknown", None)

    def why(self, statement: Statement) -> Explanation:
        """Explain a statement of N-Triples terms."""
        graphs = self._store.graphs_of(*statement)
        if not graphs:
            return Explanation(statement, "unknown", None)
        proof = self._prover.prove(spelled(statement))
        reason = self._reason(proof) if proof else Reason(statement, None, None, (), None)
        return Explanation(statement, "inferred" if graphs == [self._inferred] else "asserted", reason)

    def _reason(self, proof: Proof) -> Reason:
        if proof.rule is None:
            found = evidence(self._store, self._base, proof.statement, self._inferred)
            return Reason(proof.statement, None, None, (), found)
        premises = tuple(self._reason(premise) for premise in proof.premises)
        return Reason(proof.statement, proof.rule.name, proof.rule.axiom, premises, None)

    def _texts(self, subject: str, predicate: str, text: str) -> Iterator[str]:
        """Yield the literals with this text that the thing has, whatever their language or datatype."""
        for _, _, value in self._store.match(subject, predicate, None):
            if value.startswith('"') and value[1 : value.rindex('"')] == text:
                yield value


def _lines(reason: Reason, base: Base, depth: int) -> Iterator[str]:
    indent = "  " * depth
    yield f"{indent}{_said(reason.statement, base)}"
    if reason.rule is not None:
        yield f"{indent}  follows by {reason.rule}, {reason.axiom}, from"
    elif reason.evidence is None:
        yield f"{indent}  follows, by statements that are not kept"
    else:
        yield f"{indent}  asserted in {', '.join(reason.evidence.graphs)}"
        for record in reason.evidence.records:
            yield f"{indent}  record {record.source_id} {record.number}, line {record.lines or 0}"
        for origin in reason.evidence.origins:
            yield f"{indent}  origin {origin}"
    for premise in reason.premises:
        yield from _lines(premise, base, depth + 1)


def _fields(citation: Citation) -> dict[str, Any]:
    return {
        "iri": citation.record,
        "source": citation.source_id,
        "number": citation.number,
        "first_line": citation.first,
        "last_line": citation.last,
    }


def _said(statement: Statement, base: Base) -> str:
    return " ".join(term.show(each, base) for each in statement) + " ."


def _plain(text: str) -> str:
    return text[1:-1] if text.startswith("<") else text
