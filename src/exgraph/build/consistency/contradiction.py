"""Contradictions that reasoning finds, as findings beside those of the shapes, with the facts they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from rdflib import Graph

from exgraph.build.finding import Trace
from exgraph.model.iri import expand, shorten
from exgraph.model.report import Side, Traced
from exgraph.reason import Contradiction, Inference, StatementIndex
from exgraph.reason.line import read
from exgraph.validate import Finding

_CHECK = expand("exg:contradiction")
_NAMED = 6
"""Facts that a finding names at most."""


def findings(
    contradictions: list[Contradiction], axioms: Graph, stated: Iterable[str], inferred: Iterable[str], trace: Trace
) -> Iterator[Traced]:
    """Yield a violation for each contradiction, with the asserted facts that it rests on, their records and rows.

    Args:
        contradictions: what reasoning found.
        axioms: the ontology.
        stated: N-Quads lines of the facts.
        inferred: N-Quads lines of what follows from them.
        trace: from things to records and rows.
    """
    if not contradictions:
        return
    run = Inference(axioms, stated)
    prover = run.prover(StatementIndex((*read(stated), *run.schema.facts), read(inferred)))
    for found in contradictions:
        proofs = [prover.prove(premise) for premise in found.premises]
        leaves = dict.fromkeys(leaf for proof in proofs if proof for leaf in proof.leaves())
        sides = tuple(_side(leaf, trace) for leaf in list(leaves)[:_NAMED])
        focus = found.subject if found.premises[0][0].startswith("<") else next(iter(leaves))[0].strip("<>")
        traced = trace.trace(_finding(found, focus))
        records = tuple(dict.fromkeys(record for side in sides for record in side.records))
        row = traced.row or next((side.row for side in sides if side.row), "")
        yield replace(traced, sides=sides, records=records or traced.records, row=row)


def _finding(found: Contradiction, focus: str) -> Finding:
    said = "; ".join(_text(premise) for premise in found.premises)
    return Finding(
        severity="violation",
        focus=focus,
        path=found.premises[0][1][1:-1],
        value=None,
        shape=_CHECK,
        component=f"{expand('owl:')}{found.rule}",
        messages={
            "ja": f"公理「{found.axiom}」により同時に成り立ちません: {said}。次の事実のどれかを直してください。",
            "en": f"By the axiom {found.axiom} these cannot all be true: {said}. Correct one of the facts named.",
            "ru": f"По аксиоме {found.axiom} это не может быть верно одновременно: {said}. Исправьте один из фактов.",
        },
    )


def _side(statement: tuple[str, str, str], trace: Trace) -> Side:
    thing = statement[0].strip("<>")
    return Side(_text(statement), thing, trace.records(thing), str(trace.row(thing) or ""))


def _text(statement: tuple[str, str, str]) -> str:
    return " ".join(shorten(term[1:-1]) if term.startswith("<") else term for term in statement)
