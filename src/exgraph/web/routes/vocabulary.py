"""/ns: the ontology, as a reference to read and as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import cast

from fastapi import APIRouter, Request, Response

from exgraph.model.iri import NS, ONTOLOGY, PREFIXES
from exgraph.store.answer import GraphFormat
from exgraph.web.absence import absent
from exgraph.web.endpoint import unacceptable
from exgraph.web.negotiation import GRAPHS, HTML, choose_format
from exgraph.web.page import render
from exgraph.web.published import Published
from exgraph.web.reader import Name, Reader
from exgraph.web.routes import Reading
from exgraph.web.routes.thing import SUFFIXES, data
from exgraph.web.sheet import Sheet

router = APIRouter()

_KINDS = {"Class": "classes", "ObjectProperty": "links", "DatatypeProperty": "values"}
_RELATIONS = ("rdfs:subClassOf", "rdfs:subPropertyOf", "owl:inverseOf", "rdfs:domain", "rdfs:range")


@dataclass(frozen=True)
class Entry:
    """A class or property of the reference."""

    anchor: str
    name: Name
    definition: Name | None
    relations: Sequence[tuple[str, Sequence[Name]]]
    uses: int


@router.api_route("/ns", methods=["GET", "HEAD"])
@router.api_route("/ns.{suffix}", methods=["GET", "HEAD"])
@router.api_route("/ns/{version}", methods=["GET", "HEAD"])
def vocabulary(request: Request, reader: Reading, suffix: str = "", version: str = "") -> Response:
    """Give the ontology by Accept: a reference, or the data, also under its version's address."""
    published = reader.published
    known = published.keep("ontology-version", lambda: Sheet(reader, ONTOLOGY).first("owl:versionInfo"))
    if (suffix and suffix not in SUFFIXES) or (version and version != known):
        iri = f"{ONTOLOGY}/{version}" if version else f"{ONTOLOGY}.{suffix}"
        return absent(request, reader, iri)
    offer = choose_format(request.headers.get("accept"), request.query_params.getlist("format"), (HTML, *GRAPHS))
    format_ = SUFFIXES[suffix] if suffix else offer.name if offer else None
    if format_ is None:
        raise unacceptable((HTML, *GRAPHS))
    if format_ != "html":
        graph = published.base.graph("ontology")
        write = partial(published.store.dump, graph, cast(GraphFormat, format_))
        return data(request, published, write, format_, ONTOLOGY)
    sections = {key: _entries(reader, kind) for kind, key in _KINDS.items()}
    return render(request, reader, "vocabulary.html", {"sections": sections, "version": known})


def _entries(reader: Reader, kind: str) -> list[Entry]:
    published = reader.published
    rows = published.rows(f'SELECT DISTINCT ?term {{ ?term a owl:{kind} . FILTER(STRSTARTS(STR(?term), "{NS}")) }}')
    uses = published.keep("uses", lambda: _uses(published))
    return [_entry(reader, row["term"], uses) for row in sorted(rows, key=lambda row: row["term"])]


def _entry(reader: Reader, term: str, uses: dict[str, int]) -> Entry:
    sheet = Sheet(reader, term)
    relations = []
    for relation in _RELATIONS:
        targets = sheet.names(relation)
        if targets:
            relations.append((relation, targets))
    return Entry(term.removeprefix(NS), reader.name(term), sheet.text("skos:definition"), relations, uses.get(term, 0))


def _uses(published: Published) -> dict[str, int]:
    """Return how many things each class has and how many statements each property makes."""
    classes = published.rows("SELECT ?term (COUNT(DISTINCT ?s) AS ?n) { ?s a ?term } GROUP BY ?term")
    properties = published.rows("SELECT ?term (COUNT(*) AS ?n) { ?s ?term ?o } GROUP BY ?term")
    return {
        row["term"]: int(row["n"]) for row in (*classes, *properties) if not row["term"].startswith(PREFIXES["rdf"])
    }
