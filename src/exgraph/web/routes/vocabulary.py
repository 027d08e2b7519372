"""/ns: the ontology, as a reference to read and as data."""

from __future__ import annotations

from functools import partial
from typing import cast

from fastapi import APIRouter, Request, Response

from exgraph.model.iri import NS, ONTOLOGY, PREFIXES
from exgraph.model.ntriples import literal
from exgraph.model.turtle import iri
from exgraph.reading.published import Published
from exgraph.store import GraphFormat, convert
from exgraph.web.http.negotiation import GRAPHS, HTML, choose_format
from exgraph.web.http.problem import unacceptable
from exgraph.web.page.absence import absent
from exgraph.web.page.rendering import render
from exgraph.web.routes import Reading
from exgraph.web.routes.thing import SUFFIXES, data
from exgraph.web.vocabulary import diagram, notation, reference

router = APIRouter()

_SUFFIXES = ("ttl", "nt", "jsonld", "rdf")


@router.api_route("/ns", methods=["GET", "HEAD"])
@router.api_route("/ns.{suffix}", methods=["GET", "HEAD"])
@router.api_route("/ns/{version}", methods=["GET", "HEAD"])
def vocabulary(request: Request, reader: Reading, suffix: str = "", version: str = "") -> Response:
    """Give the ontology by Accept: a reference, or the data, also under its version's address."""
    published = reader.published
    known = reference.version(published)
    if (suffix and suffix not in SUFFIXES) or (version and version != known):
        iri = f"{ONTOLOGY}/{version}" if version else f"{ONTOLOGY}.{suffix}"
        return absent(request, reader, iri)
    offer = choose_format(request.headers.get("accept"), request.query_params.getlist("format"), (HTML, *GRAPHS))
    format_ = SUFFIXES[suffix] if suffix else offer.name if offer else None
    if format_ is None:
        raise unacceptable((HTML, *GRAPHS))
    if format_ != "html":
        write = partial(_write, published, cast(GraphFormat, format_))
        return data(request, published, write, format_, ONTOLOGY)
    context = {
        "reference": reference.read(reader),
        "notation": notation.read(reader),
        "trees": diagram.trees(reader),
        "patterns": diagram.patterns(reader),
        "alternates": [(each.media_type, f"/ns.{suffix}") for each, suffix in zip(GRAPHS, _SUFFIXES, strict=True)],
        "namespace": NS,
    }
    return render(request, reader, "vocabulary.html", context)


def _write(published: Published, format_: GraphFormat) -> bytes:
    """Write the ontology, each definition also as a comment: Protégé and WebVOWL show comments."""
    graph = published.base.graph("ontology")
    rows = published.rows(
        f"""SELECT ?term ?text (LANG(?text) AS ?language) {{ GRAPH <{graph}> {{ ?term skos:definition ?text }} }}
        ORDER BY ?term ?language"""
    )
    comment = iri(PREFIXES["rdfs"] + "comment")
    comments = (f"{iri(row['term'])} {comment} {literal(row['text'], row['language'])} .\n" for row in rows)
    return convert(published.store.dump(graph, "turtle").decode() + "".join(comments), format_)
