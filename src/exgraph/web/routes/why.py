"""/why: the reasons of one statement, down to the records it is read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from exgraph.explain import Reason
from exgraph.reading.reader import Name, Reader
from exgraph.reading.thing.evidence import Words, words
from exgraph.web.page.rendering import render
from exgraph.web.routes import Reading

router = APIRouter()


@dataclass(frozen=True)
class Step:
    """A statement and why it holds, for a reader: an axiom and premises, or the graphs and records that state it."""

    subject: Name
    property: Name
    value: Name
    rule: str | None
    axiom: str | None
    premises: Sequence[Step]
    graphs: Sequence[Name]
    records: Sequence[tuple[Name, int, int, Words]]
    origins: Sequence[str]


@router.api_route("/why", methods=["GET", "HEAD"])
def why(request: Request, reader: Reading, subject: str = "", property: str = "", value: str = "") -> Response:
    """Show why a statement holds, its terms as `exgraph explain` reads them; 404 where this version does not say it."""
    found = reader.published.explainer.explain(subject, property, value)
    step = _step(reader, found.reason) if found.reason else None
    context = {"step": step, "said": [_name(reader, term) for term in found.statement]}
    return render(request, reader, "why.html", context, 200 if step else 404)


def _step(reader: Reader, reason: Reason) -> Step:
    evidence = reason.evidence
    subject, name, value = (_name(reader, term) for term in reason.statement)
    return Step(
        subject,
        name,
        value,
        reason.rule,
        reason.axiom,
        [_step(reader, premise) for premise in reason.premises],
        [Name(graph, f"/graph/{quote(graph)}") for graph in (evidence.graphs if evidence else ())],
        [
            (reader.name(record.record), record.first, record.last, words(reader, record.record))
            for record in (evidence.records if evidence else ())
        ],
        evidence.origins if evidence else (),
    )


def _name(reader: Reader, term: str) -> Name:
    if term.startswith("<"):
        return reader.name(term[1:-1])
    if term.startswith("_:"):
        return Name("[…]")
    text, _, suffix = term[1:].rpartition('"')
    return Name(text, None, suffix[1:] if suffix.startswith("@") else None)
