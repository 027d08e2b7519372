"""Errors as answers: RFC 9457 problem documents, plain text, or a page, as the client accepts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from http import HTTPStatus

from fastapi import Request, Response

from exgraph.errors import ExgraphError, NetworkError, PublicationError, QueryError
from exgraph.pool import (
    BusyError,
    MemoryLimitError,
    NotAcceptableError,
    SizeLimitError,
    TimeLimitError,
    UnavailableError,
    WriteRefusedError,
)
from exgraph.release import ReleaseError
from exgraph.store import (
    DamagedStoreError,
    FederationError,
    QueryComplexityError,
    QueryLengthError,
    QueryRefusedError,
    UnknownGraphError,
)
from exgraph.web.http.negotiation import HTML, Offer, choose

PROBLEM = Offer("problem", "application/problem+json", ("application/json", "application/sparql-results+json"))
TEXT = Offer("text", "text/plain")

_STATUSES: tuple[tuple[type[ExgraphError], int], ...] = (
    (QueryRefusedError, 403),
    (QueryLengthError, 413),
    (QueryComplexityError, 400),
    (QueryError, 400),
    (UnknownGraphError, 404),
    (FederationError, 502),
    (WriteRefusedError, 403),
    (NotAcceptableError, 406),
    (BusyError, 429),
    (TimeLimitError, 504),
    (MemoryLimitError, 503),
    (SizeLimitError, 503),
    (UnavailableError, 503),
    (NetworkError, 400),
    (PublicationError, 503),
    (ReleaseError, 404),
    (DamagedStoreError, 503),
)


class RequestError(ExgraphError):
    """A request that cannot be answered as it stands; `status` is the HTTP status, `headers` go with it."""

    def __init__(
        self, status: int, problem: str, *, remedy: str | None = None, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(problem, remedy=remedy)
        self.status = status
        self.headers = headers or {}


def status_of(error: ExgraphError) -> int:
    """Return the HTTP status of an error; 500 for one that is not the client's."""
    if isinstance(error, RequestError):
        return error.status
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)


def wants_page(request: Request) -> bool:
    """Tell whether the client would rather have a page: a browser."""
    return choose(request.headers.get("accept"), (PROBLEM, TEXT, HTML)) == HTML


def answer(request: Request, error: ExgraphError) -> Response:
    """Return an error as a problem document, or as text for who asks for text only."""
    status = status_of(error)
    headers = {"Vary": "Accept", "Cache-Control": "no-store"}
    if isinstance(error, RequestError):
        headers |= error.headers
    if isinstance(error, UnavailableError):
        headers["Retry-After"] = str(error.retry_after)
    elif isinstance(error, PublicationError):
        headers["Retry-After"] = "10"
    if choose(request.headers.get("accept"), (PROBLEM, TEXT)) == TEXT:
        return Response(f"{place(error)}{error.problem}\n{error.remedy or ''}\n", status, headers, "text/plain")
    document: dict[str, object] = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    document["detail"] = str(error) if error.at is None else f"{place(error)}{error.problem}"
    if error.remedy:
        document["remedy"] = error.remedy
    if isinstance(error, QueryError) and error.at is not None:
        document |= {"line": error.at.line, "column": error.at.column}
    return Response(json.dumps(document, ensure_ascii=False), status, headers, PROBLEM.media_type)


def place(error: ExgraphError) -> str:
    """Return where in a query an error is, to stand before what it says."""
    if not isinstance(error, QueryError) or error.at is None:
        return ""
    return f"line {error.at.line}, column {error.at.column}: "


def unacceptable(offers: Sequence[Offer]) -> RequestError:
    """Return the error for a client that accepts none of the types there are."""
    types = ", ".join(offer.media_type for offer in offers)
    return RequestError(406, "none of the types you accept is on offer", remedy=f"there are {types}")
