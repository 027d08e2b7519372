"""The SPARQL 1.1 Protocol: what a request asks, whichever of its three forms it comes in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from fastapi import Request

from exgraph.store.scan import MAX_LENGTH
from exgraph.web.problem import RequestError

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_MAX_BODY = 10 * MAX_LENGTH
"""Bytes of a body: a query of MAX_LENGTH characters, most of them percent-encoded."""
_MAX_ADDRESS = 60_000
"""Bytes of an address's parameters."""


@dataclass(frozen=True)
class Operation:
    """A query with its data set and the formats the address names, before Accept is looked at."""

    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    formats: tuple[str, ...]
    with_mark: bool
    """Whether CSV begins with a byte order mark, which Excel needs to read UTF-8."""
    timeout: float | None = None
    """Seconds that the client would wait."""


async def read(request: Request) -> Operation | None:
    """Return what a request asks, or None where it asks nothing (GET without a query).

    Raises:
        RequestError: 400, 403, 413, 414 or 415.
    """
    address = request.scope.get("query_string", b"")
    if len(address) > _MAX_ADDRESS:
        raise RequestError(414, "the address is too long", remedy="send long queries by POST")
    parameters = list(_parameters(address))
    if request.method == "POST":
        media_type, options = _content_type(request)
        if media_type == _FORM:
            parameters += _parameters(await _body(request))
        elif media_type == _QUERY:
            parameters.append(("query", _decoded(await _body(request), options.get("charset", "utf-8"))))
        elif media_type == _UPDATE:
            raise _update()
        else:
            remedy = f"send {_QUERY} or {_FORM}"
            raise RequestError(415, f"{media_type or 'a body without a type'} is not read here", remedy=remedy)
    return _operation(parameters, asked=request.method == "POST")


def _operation(parameters: list[tuple[str, str]], *, asked: bool) -> Operation | None:
    def values(*names: str) -> tuple[str, ...]:
        return tuple(value for name, value in parameters if name in names)

    if values("update", "using-graph-uri", "using-named-graph-uri"):
        raise _update()
    queries = values("query")
    if len(queries) > 1:
        raise RequestError(400, f"{len(queries)} query parameters", remedy="send one query a request")
    if not queries:
        if asked or values("default-graph-uri", "named-graph-uri"):
            raise RequestError(400, "there is no query parameter", remedy="send query=SELECT ...")
        return None
    return Operation(
        queries[0],
        values("default-graph-uri"),
        values("named-graph-uri"),
        values("format", "output", "results"),
        values("bom") == ("1",),
        _seconds(values("timeout")),
    )


def _seconds(values: tuple[str, ...]) -> float | None:
    # Other endpoints count in milliseconds, or take 0 for no limit: what is no number of seconds here is passed over.
    number = values[0] if values else ""
    return float(number) if re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", number) and float(number) > 0 else None


def _update() -> RequestError:
    return RequestError(403, "updates are not taken here", remedy="the graph is built from reviewed tables")


def _content_type(request: Request) -> tuple[str, Mapping[str, str]]:
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise RequestError(415, "an encoded body is not read here", remedy="send it without Content-Encoding")
    media_type, *rest = request.headers.get("content-type", "").split(";")
    options = (part.strip().partition("=") for part in rest)
    return media_type.strip().lower(), {name.lower(): value.strip('"').lower() for name, _, value in options}


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MAX_BODY:
            raise RequestError(413, f"the body has more than {_MAX_BODY:,} bytes")
    return bytes(body)


def _decoded(text: bytes, charset: str = "utf-8") -> str:
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise RequestError(415, f"the charset {charset} is not read here", remedy="send UTF-8")
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestError(400, f"byte {error.start} is not UTF-8", remedy="send UTF-8") from error


def _parameters(text: bytes) -> Iterator[tuple[str, str]]:
    """Decode name=value pairs: + is a space, and %25 becomes a percent sign that is not decoded again."""
    for pair in text.split(b"&"):
        if pair:
            name, _, value = pair.replace(b"+", b" ").partition(b"=")
            yield _decoded(unquote_to_bytes(name)), _decoded(unquote_to_bytes(value))
