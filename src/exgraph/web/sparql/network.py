"""Query solutions as a network file, with the same answers and limits as at /sparql."""

from __future__ import annotations

import json

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool

from exgraph.export.format import NETWORK_FORMATS
from exgraph.pool import NotAcceptableError, Query, Reply, SizeLimitError
from exgraph.reading.network import from_solutions
from exgraph.reading.reader import Reader
from exgraph.web.http.client import client
from exgraph.web.http.negotiation import etag
from exgraph.web.http.problem import RequestError
from exgraph.web.sparql.answer import Answers, Coming
from exgraph.web.sparql.cache import Whole
from exgraph.web.sparql.protocol import Operation

MOST = 64 << 20
"""Bytes of solutions that are made a network: some 200,000 edges, made in this process."""
_ASK = "ask with SELECT ?source ?target"


async def network_response(
    request: Request, reader: Reader, answers: Answers, operation: Operation, ending: str
) -> Response:
    """Return the network that a query's solutions are, in the format of an ending.

    `answers` are those of the version that `reader` reads: its names are the names of the nodes.

    Raises:
        RequestError: 400, the query has no solutions.
        NetworkError: the solutions have no ?source and ?target.
        QueryError, BusyError, TimeLimitError, MemoryLimitError, SizeLimitError: as at /sparql.
    """
    format_ = NETWORK_FORMATS[ending]
    graphs = (*operation.default_graphs, "", *operation.named_graphs)
    tag = etag(reader.published.fingerprint, operation.query, ending, reader.language, *graphs)
    headers = {
        "ETag": tag,
        "Vary": "Accept, Accept-Language, Cookie",
        "Cache-Control": "no-cache",
        "Content-Disposition": f'attachment; filename="exgraph-query.{ending}"',
    }
    # What can be written has no tag: see below.
    writable = answers.pool.limits.writable
    if request.headers.get("if-none-match") == tag and not writable:
        return Response(status_code=304, headers=headers)
    query = Query(operation.query, "json", None, operation.default_graphs, operation.named_graphs)
    try:
        answer = await answers.answer(query, client=client(request.scope), timeout=operation.timeout)
    except NotAcceptableError as error:
        raise RequestError(400, f"a {error.form.upper()} query has no solutions", remedy=_ASK) from error
    found = json.loads(await _body(answer))
    if "results" not in found:
        raise RequestError(400, "an ASK query has no solutions", remedy=_ASK)
    if writable or not answer.lasting:
        headers |= {"Cache-Control": "no-store"}
        del headers["ETag"]
    columns, rows = found["head"]["vars"], found["results"]["bindings"]
    body = await run_in_threadpool(lambda: format_.write(from_solutions(reader, columns, rows)))
    return Response(body, headers=headers | {"Content-Type": format_.media_type})


async def _body(answer: Whole | Coming) -> bytes:
    """Return an answer, all of it.

    Raises:
        SizeLimitError: it is longer than `MOST`; what still makes it is stopped.
    """
    if isinstance(answer, Coming):
        return await _collected(answer.reply)
    if len(answer.body) > MOST:
        raise _too_large()
    return answer.body


async def _collected(reply: Reply) -> bytes:
    body = bytearray()
    async for chunk in reply.chunks():
        body += chunk
        if len(body) > MOST:
            reply.close()
            raise _too_large()
    return bytes(body)


def _too_large() -> SizeLimitError:
    return SizeLimitError("the answer is too large for a network", remedy="ask for fewer edges, or sum them up")
