"""The SPARQL 1.1 Protocol: what a request asks, whichever of its three forms it comes in."""

from __future__ import annotations

import re
from binascii import a2b_qp
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from fastapi import Request

from exgraph.store import Update
from exgraph.store.query.scan import MAX_LENGTH
from exgraph.web.http.problem import RequestError

_FORM = "application/x-www-form-urlencoded"
_DIRECT = {"application/sparql-query": "query", "application/sparql-update": "update"}
_FORMATS = ("format", "output", "results")
_MAX_BODY = 10 * MAX_LENGTH
"""Bytes of a body: a query of MAX_LENGTH characters, most of them percent-encoded."""
_MAX_ADDRESS = 60_000
"""Bytes of an address's parameters."""
_MOST_PARAMETERS = 5_000


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


async def read(request: Request) -> Operation | Update | None:
    """Return what a request asks or would change, or None where it asks nothing (GET without a query).

    Raises:
        RequestError: 400, 413, 414 or 415.
    """
    address = request.scope.get("query_string", b"")
    if len(address) > _MAX_ADDRESS:
        raise RequestError(414, "the address is too long", remedy="send long queries by POST")
    parameters = list(_parameters(address))
    if request.method == "POST":
        media_type, options = content_type(request)
        if media_type == _FORM:
            sent = list(_parameters(await body(request, _MAX_BODY)))
            if any(name == "release" for name, _ in sent):
                raise RequestError(400, "a release is named in the address", remedy="ask /sparql?release=...")
            parameters += sent
        elif media_type in _DIRECT:
            text = _decoded(await body(request, _MAX_BODY), options.get("charset", "utf-8"))
            parameters.append((_DIRECT[media_type], text))
        else:
            remedy = f"send {', '.join(_DIRECT)} or {_FORM}"
            raise RequestError(415, f"{media_type or 'a body without a type'} is not read here", remedy=remedy)
    if any(name == "update" for name, _ in parameters):
        return _change(request.method, parameters)
    return _operation(parameters, asked=request.method == "POST")


def read_address(address: bytes) -> Operation | None:
    """Return what the parameters of an address ask, or None for what is not a query.

    Raises:
        RequestError: 400 or 414.
    """
    if len(address) > _MAX_ADDRESS:
        raise RequestError(414, "the address is too long", remedy="send long queries by POST")
    parameters = list(_parameters(address))
    return None if any(name == "update" for name, _ in parameters) else _operation(parameters, asked=False)


def _change(method: str, parameters: list[tuple[str, str]]) -> Update:
    updates = [value for name, value in parameters if name == "update"]
    if method != "POST":
        raise RequestError(400, "an update comes by POST", remedy="send it as a form, or as its body")
    if len(updates) > 1 or any(name == "query" for name, _ in parameters):
        raise RequestError(400, "more than one query or update", remedy="send one a request")
    using = tuple(value for name, value in parameters if name == "using-graph-uri")
    using_named = tuple(value for name, value in parameters if name == "using-named-graph-uri")
    return Update(updates[0], using, using_named)


def _operation(parameters: list[tuple[str, str]], *, asked: bool) -> Operation | None:
    values: dict[str, list[str]] = {}
    for name, value in parameters:
        values.setdefault(name, []).append(value)
    queries = values.get("query", ())
    # Virtuoso's form sends an empty one.
    default_graphs = tuple(filter(None, values.get("default-graph-uri", ())))
    named_graphs = tuple(filter(None, values.get("named-graph-uri", ())))
    if len(queries) > 1:
        raise RequestError(400, f"{len(queries)} query parameters", remedy="send one query a request")
    if not queries:
        if asked or default_graphs or named_graphs:
            raise RequestError(400, "there is no query parameter", remedy="send query=SELECT ...")
        return None
    formats = tuple(value for name in _FORMATS for value in values.get(name, ()))
    seconds = _seconds(values["timeout"]) if "timeout" in values else None
    return Operation(queries[0], default_graphs, named_graphs, formats, values.get("bom") == ["1"], seconds)


def _seconds(values: list[str]) -> float | None:
    # Other endpoints count in milliseconds, or take 0 for no limit: what is no number of seconds here is passed over.
    number = values[0] if values else ""
    return float(number) if re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", number) and float(number) > 0 else None


def content_type(request: Request) -> tuple[str, Mapping[str, str]]:
    """Return the media type of a body, and its parameters.

    Raises:
        RequestError: 415 for an encoded body.
    """
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise RequestError(415, "an encoded body is not read here", remedy="send it without Content-Encoding")
    media_type, *rest = request.headers.get("content-type", "").split(";")
    options = (part.strip().partition("=") for part in rest)
    return media_type.strip().lower(), {name.lower(): value.strip('"').lower() for name, _, value in options}


async def body(request: Request, most: int) -> bytes:
    """Return the body of a request.

    Raises:
        RequestError: 413 for one of more than `most` bytes.
    """
    received = bytearray()
    async for chunk in request.stream():
        received += chunk
        if len(received) > most:
            raise RequestError(413, f"the body has more than {most:,} bytes")
    return bytes(received)


def _decoded(text: bytes, charset: str = "utf-8") -> str:
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise RequestError(415, f"the charset {charset} is not read here", remedy="send UTF-8")
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestError(400, f"byte {error.start} is not UTF-8", remedy="send UTF-8") from error


def _parameters(text: bytes) -> Iterator[tuple[str, str]]:
    """Decode name=value pairs: + is a space, and %25 becomes a percent sign that is not decoded again."""
    if text.count(b"&") > _MOST_PARAMETERS:
        raise RequestError(400, f"more than {_MOST_PARAMETERS:,} parameters", remedy="send a query and what it needs")
    for pair in text.split(b"&"):
        if pair:
            name, _, value = pair.replace(b"+", b" ").partition(b"=")
            yield _decoded(_unescaped(name)), _decoded(_unescaped(value))


def _unescaped(text: bytes) -> bytes:
    """Decode percent escapes once.

    Python's decoder of quoted-printable, which has = for %, takes a fifth of the time of urllib's. It is used where
    the two notations cannot be confused, and where every escape turns out to have been one.
    """
    if b"%" not in text:
        return text
    if not (b"=" in text or b"\n" in text or b"\r" in text or text.endswith((b" ", b"\t"))):
        decoded = a2b_qp(text.replace(b"%", b"="))
        if len(decoded) == len(text) - 2 * text.count(b"%"):
            return decoded
    return unquote_to_bytes(text)
