"""/shapes: the checks of the facts, to read and as data."""

from __future__ import annotations

from collections import Counter
from typing import cast

from fastapi import APIRouter, Request, Response

from exgraph.store import GraphFormat, convert
from exgraph.web.http.negotiation import GRAPHS, HTML, choose_format
from exgraph.web.http.problem import unacceptable
from exgraph.web.page.absence import absent
from exgraph.web.page.rendering import render
from exgraph.web.routes import Reading
from exgraph.web.routes.thing import SUFFIXES, data
from exgraph.web.vocabulary import shape

router = APIRouter()


@router.api_route("/shapes", methods=["GET", "HEAD"])
@router.api_route("/shapes.{suffix}", methods=["GET", "HEAD"])
def shapes(request: Request, reader: Reading, suffix: str = "") -> Response:
    """Give the shapes by Accept or suffix: in words with what they found, or as SHACL."""
    published = reader.published
    if suffix and suffix not in SUFFIXES:
        return absent(request, reader, f"{shape.SHAPES}.{suffix}")
    offer = choose_format(request.headers.get("accept"), request.query_params.getlist("format"), (HTML, *GRAPHS))
    format_ = SUFFIXES[suffix] if suffix else offer.name if offer else None
    if format_ is None:
        raise unacceptable((HTML, *GRAPHS))
    if format_ == "html":
        found = Counter(each.code for each in published.report.findings)
        context = {
            "shapes": shape.shapes(reader),
            "across": [(code, found[code]) for code in published.report.checks],
        }
        return render(request, reader, "shapes.html", context)
    path = shape.file(published)

    def write() -> bytes:
        # As written, with its comments, where Turtle is asked for.
        return (
            path.read_bytes() if format_ == "turtle" else convert(path.read_text("utf-8"), cast(GraphFormat, format_))
        )

    return data(request, published, write, format_, shape.SHAPES)
