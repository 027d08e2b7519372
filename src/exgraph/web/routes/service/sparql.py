"""/sparql: the SPARQL Protocol for programs, a form with results for people."""

from __future__ import annotations

import json
from typing import Any, cast

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from exgraph.errors import ExgraphError
from exgraph.model.iri import PREFIXES
from exgraph.pool import Limits, Query, SizeLimitError, WriteRefusedError
from exgraph.reading import examples
from exgraph.reading.published import Published
from exgraph.reading.reader import Name, Reader, short
from exgraph.store import GRAPH_TYPES, GraphFormat, Update, convert
from exgraph.web.http import problem
from exgraph.web.http.client import client
from exgraph.web.http.negotiation import GRAPHS, HTML, choose_format, etag
from exgraph.web.http.problem import unacceptable
from exgraph.web.page.rendering import dumps, render
from exgraph.web.releases.middleware import opened
from exgraph.web.routes import Answering, Reading, Version
from exgraph.web.sparql import completion
from exgraph.web.sparql.access import write
from exgraph.web.sparql.answer import Answers, Coming
from exgraph.web.sparql.cache import Whole
from exgraph.web.sparql.network import network_response
from exgraph.web.sparql.offer import network_ending
from exgraph.web.sparql.protocol import Operation, read
from exgraph.web.sparql.service_description import description

router = APIRouter()

_METHODS = ["GET", "HEAD", "POST"]
_SHOWN = 500
"""Rows of a result shown on the page; the downloads have all."""
_CACHED = {"Vary": "Accept", "Cache-Control": "public, max-age=300"}


@router.api_route("/sparql", methods=_METHODS)
@router.api_route("/sparql/", methods=_METHODS, include_in_schema=False)
async def sparql(request: Request, published: Version, reader: Reading, answers: Answering) -> Response:
    """Answer a SPARQL 1.1 query; without one, the form for people or the service description for programs."""
    operation = None
    try:
        operation = await read(request)
        if operation is None:
            return await run_in_threadpool(_nothing_asked, request, published, reader, answers.pool.limits)
        if isinstance(operation, Update):
            if opened(request.scope) is not None:
                raise WriteRefusedError("a release is never changed", remedy="leave release= out")
            await write(request, operation, "update")
            return Response(status_code=204)
        if (ending := network_ending(operation, request.headers.get("accept"))) is not None:
            return await network_response(request, reader, answers, operation, ending)
        return await _answer(request, reader, answers, operation)
    except ExgraphError as error:
        if not problem.wants_page(request):
            raise
        query = operation.query if isinstance(operation, Operation) else request.query_params.get("query", "")
        return await run_in_threadpool(_error_form, request, reader, answers.pool.limits, query, error)


@router.api_route("/sparql/terms.json", methods=["GET", "HEAD"], include_in_schema=False)
def terms(request: Request, reader: Reading) -> Response:
    """Give the classes and properties that the graph uses, for completion in the editor."""
    tag = etag(reader.published.fingerprint, "terms", reader.language)
    headers = {"ETag": tag, "Vary": "Accept-Language, Cookie", "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(dumps(completion.terms(reader)), headers=headers, media_type="application/json")


@router.api_route("/sparql/things.json", methods=["GET", "HEAD"], include_in_schema=False)
def things(reader: Reading, q: str = "") -> Response:
    """Give the things whose names hold every word of `q`, in any script, for completion in the editor."""
    headers = {"Vary": "Accept-Language, Cookie", "Cache-Control": "private, max-age=60"}
    return Response(dumps(completion.things(reader, q[:200])), headers=headers, media_type="application/json")


async def _answer(request: Request, reader: Reader, answers: Answers, operation: Operation) -> Response:
    """Show the answer to a query; programs have had theirs from exgraph.web.sparql.endpoint."""
    query = Query(operation.query, "json", "turtle", operation.default_graphs, operation.named_graphs)
    answer = await answers.answer(query, client=client(request.scope), timeout=operation.timeout)
    if isinstance(answer, Coming):
        answer.reply.close()
        raise SizeLimitError("the answer is too large for a page", remedy="download it, or ask for less")
    return await run_in_threadpool(_result_page, request, reader, answers.pool.limits, operation, answer)


def _nothing_asked(request: Request, published: Published, reader: Reader, limits: Limits) -> Response:
    offers = (*GRAPHS, HTML)
    offer = choose_format(request.headers.get("accept"), request.query_params.getlist("format"), offers)
    if offer is None:
        raise unacceptable(offers)
    if offer == HTML:
        return _form(request, reader, limits, "", 200)
    format_ = cast(GraphFormat, offer.name)
    response = Response(convert(description(request, published, limits), format_), headers=_CACHED)
    response.headers["Content-Type"] = GRAPH_TYPES[format_]
    return response


def _form(request: Request, reader: Reader, limits: Limits, query: str, status: int, **context: object) -> Response:
    known = examples.examples(reader.published)
    shown: dict[str, object] = {
        "limits": limits,
        "known": {"prefixes": PREFIXES | reader.published.base.prefixes(), "root": reader.published.base.root},
        "query": query or examples.PREFIXES + known[0].query,
        "questions": known,
        "prefixes": examples.PREFIXES,
        "error": None,
        "place": "",
        "table": None,
        "graph": None,
    }
    return render(request, reader, "sparql.html", shown | context, status)


def _error_form(request: Request, reader: Reader, limits: Limits, query: str, error: ExgraphError) -> Response:
    status = problem.status_of(error)
    return _form(request, reader, limits, query, status, error=error, place=problem.place(error))


def _result_page(request: Request, reader: Reader, limits: Limits, operation: Operation, answer: Whole) -> Response:
    if answer.form in ("construct", "describe"):
        return _form(request, reader, limits, operation.query, 200, graph=answer.body.decode())
    table = _table(reader, json.loads(answer.body))
    return _form(request, reader, limits, operation.query, 200, table=table)


def _table(reader: Reader, document: dict[str, Any]) -> dict[str, object]:
    if "boolean" in document:
        return {"columns": ["ASK"], "rows": [[Name(str(document["boolean"]).lower())]], "total": 1}
    columns = document["head"]["vars"]
    rows = document["results"]["bindings"]
    shown = [[_cell(reader, row.get(column)) for column in columns] for row in rows[:_SHOWN]]
    return {"columns": columns, "rows": shown, "total": len(rows)}


def _cell(reader: Reader, binding: dict[str, Any] | None) -> Name:
    if binding is None:
        return Name("")
    if binding["type"] == "uri":
        iri = binding["value"]
        root = reader.published.base.root
        return Name(iri.removeprefix(root) if iri.startswith(root) else short(iri), reader.address(iri))
    if binding["type"] == "triple":
        return Name(json.dumps(binding["value"], ensure_ascii=False))
    return Name(binding["value"], None, binding.get("xml:lang"))
