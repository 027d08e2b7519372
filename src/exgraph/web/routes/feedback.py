"""/feedback: readers report an error or add what they know, and see what became of it."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Request, Response
from starlette.concurrency import run_in_threadpool

from exgraph.errors import ExgraphError
from exgraph.feedback import FeedbackError, FeedbackQueue, Kind, LimitError, Report
from exgraph.reading.reader import Reader
from exgraph.web.http import form
from exgraph.web.http.client import client
from exgraph.web.http.problem import RequestError
from exgraph.web.page.rendering import render
from exgraph.web.routes import Reading
from exgraph.web.sparql.protocol import body

router = APIRouter()

_METHODS = ["GET", "HEAD"]
_MOST = 64_000
"""Bytes of a form: the longest report, percent-encoded, with room."""
_REFERENCE = re.compile(r"[a-z0-9]{12}")
_HIDDEN = {"X-Robots-Tag": "noindex", "Cache-Control": "no-store"}


def queue(request: Request) -> FeedbackQueue:
    """Return the queue of reports.

    Raises:
        RequestError: 404, this server takes none.
    """
    found: FeedbackQueue | None = request.app.state.feedback
    if found is None:
        raise RequestError(404, "this server takes no reports", remedy="write to the publisher")
    return found


Queue = Annotated[FeedbackQueue, Depends(queue)]


@router.api_route("/feedback", methods=_METHODS)
def ask(request: Request, reader: Reading, reports: Queue) -> Response:
    """Show the form for a report on a page (`of`)."""
    return _form(request, reader, {"of": request.query_params.get("of", "/")})


@router.post("/feedback")
async def take(request: Request, reader: Reading, reports: Queue) -> Response:
    """Keep a report and lead to its page; a report that cannot be taken is shown again with the reason.

    Raises:
        RequestError: see `exgraph.web.http.form.check`; 413 for a form that is too large, 415 for another kind of body.
    """
    fields = await _fields(request)
    form.check(request, fields.get("stamp", ""), fields.get("of", ""))
    if fields.get("website"):  # a field that people do not see: programs fill in every field
        raise RequestError(400, "the form was filled in by a program", remedy="write to the publisher")
    return await run_in_threadpool(_take, request, reader, reports, fields)


@router.api_route("/feedback/{reference}", methods=_METHODS)
def state(request: Request, reader: Reading, reports: Queue, reference: str) -> Response:
    """Tell what became of a report: its state and the project's answer, never what was written.

    Raises:
        RequestError: 404, there is no such report.
    """
    try:
        if not _REFERENCE.fullmatch(reference):
            raise FeedbackError(f"there is no report {reference[:20]}")
        found = reports.find(reference)
    except FeedbackError as error:
        raise RequestError(404, error.problem, remedy=error.remedy) from error
    response = render(request, reader, "feedback-state.html", {"it": found})
    response.headers.update(_HIDDEN)
    return response


def _take(request: Request, reader: Reader, reports: FeedbackQueue, fields: dict[str, str]) -> Response:
    try:
        reference = reports.add(_report(reader, fields), client(request.scope))
    except LimitError as error:
        raise RequestError(429, error.problem, remedy=error.remedy, headers={"Retry-After": str(error.wait)}) from error
    except FeedbackError as error:
        if error.at is not None:  # the file, not the report
            raise
        return _form(request, reader, fields, error)
    return Response(status_code=303, headers={"Location": f"/feedback/{reference}", **_HIDDEN})


def _report(reader: Reader, fields: dict[str, str]) -> Report:
    kind = fields.get("kind", "")
    if kind not in list(Kind):
        raise FeedbackError("the report does not say what it is", remedy="choose error, addition or question")
    return Report(
        Kind(kind),
        fields.get("of", ""),
        fields.get("text", "").replace("\r\n", "\n"),
        fields.get("source", ""),
        fields.get("contact", ""),
        reader.language,
        reader.published.fingerprint,
    )


def _form(request: Request, reader: Reader, fields: dict[str, str], error: ExgraphError | None = None) -> Response:
    of = fields.get("of", "")
    if not of.startswith("/") or of.startswith("//") or len(of) > 300 or not of.isprintable():
        of = "/"
    shown = dict.fromkeys(("kind", "text", "source", "contact"), "") | fields | {"of": of}
    context = {"fields": shown, "kinds": list(Kind), "stamp": form.stamp(of), "problem": error}
    response = render(request, reader, "feedback.html", context, 400 if error else 200)
    response.headers.update(_HIDDEN)
    return response


async def _fields(request: Request) -> dict[str, str]:
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        raise RequestError(415, "a form is asked for", remedy="send application/x-www-form-urlencoded")
    try:
        fields = parse_qs(
            (await body(request, _MOST)).decode(), keep_blank_values=True, max_num_fields=20, errors="strict"
        )
    except (UnicodeDecodeError, ValueError) as error:
        raise RequestError(400, "the form cannot be read", remedy="send UTF-8") from error
    return {name: values[0] for name, values in fields.items()}
