"""Authentication of writes: the bearer tokens of requests, and the audit log."""

from __future__ import annotations

import datetime
import json
import logging
import os
import re
import secrets
import threading
from pathlib import Path

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from exgraph.errors import ExgraphError
from exgraph.pool import Pool, Query, Written
from exgraph.store import Activity, Update, Write
from exgraph.web.http.client import client
from exgraph.web.http.problem import RequestError, status_of
from exgraph.web.sparql.token import AccessToken, Scope, Tokens

_LOG = logging.getLogger(__name__)
_LOGGED = 10_000
"""Characters of an update that the log keeps."""
_BEARER = re.compile(r"Bearer +([A-Za-z0-9._~+/=-]+)", re.IGNORECASE)


class Access:
    """The tokens and the audit log of a server; both lie in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._tokens = Tokens(folder / "tokens.json")
        self.log = folder / "audit.jsonl"
        self._lock = threading.Lock()

    def authorise(self, request: Request, scope: Scope) -> AccessToken:
        """Return the token of a request (RFC 6750).

        Raises:
            RequestError: 401 where there is none or it is not known, 403 where it does not allow as much.
        """
        given = _BEARER.fullmatch(request.headers.get("authorization", "").strip())
        if given is None:
            raise _unauthorised("a bearer token is asked for", "")
        token = self._tokens.find(given[1])
        if token is None:
            raise _unauthorised("the token is not known, or its time is over", ', error="invalid_token"')
        if not token.scope.allows(scope):
            headers = {"WWW-Authenticate": f'Bearer realm="exgraph", error="insufficient_scope", scope="{scope}"'}
            raise RequestError(403, f"the token allows to {token.scope}, not to {scope}", headers=headers)
        return token

    def record(self, request: Request, token: AccessToken | None, action: str, **fields: object) -> None:
        """Add a line to the audit log: when, who, from where, what. Of who holds a token it is on disk then.

        One that cannot be written is logged: what was written is told by its journal too.
        """
        try:
            self._record(request, token, action, **fields)
        except OSError as error:
            _LOG.error("%s cannot be written: %s; not told there: %s %s", self.log, error.strerror, action, fields)

    def _record(self, request: Request, token: AccessToken | None, action: str, **fields: object) -> None:
        line = {
            "time": _now(),
            "token": token.name if token else None,
            "client": request.client.host if request.client else None,
            "action": action,
            **fields,
        }
        text = json.dumps(line, ensure_ascii=False) + "\n"
        with self._lock:
            self.log.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(descriptor, "a", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                if token is not None:  # else anybody could keep the disk busy
                    os.fsync(file.fileno())


async def admit(request: Request, action: str) -> AccessToken:
    """Return the token of a request that would write, before its body is read; a refusal is logged.

    Raises:
        RequestError: 403 where writing is off, else see `Access.authorise`.
    """
    pool: Pool = request.app.state.pool
    access: Access = request.app.state.access
    if not pool.limits.writable:
        raise RequestError(403, "this server takes no changes", remedy="the graph is built from reviewed tables")
    try:
        return access.authorise(request, Scope.write)
    except RequestError as error:
        fields = {"status": error.status, "problem": error.problem}
        await run_in_threadpool(access.record, request, None, action, **fields)
        raise


async def write(request: Request, asked: Write, action: str) -> tuple[Written, AccessToken]:
    """Make a change for the holder of the request's token. It is logged, also where it is refused.

    Raises:
        RequestError: 401 or 403, see `Access.authorise`.
        QueryError: it cannot be read; QueryRefusedError where writing is off, or a graph may not be changed.
    """
    pool: Pool = request.app.state.pool
    access: Access = request.app.state.access
    if isinstance(asked, Update) and not pool.limits.writable:
        await _refuse(pool, asked, client(request.scope))
    token = await admit(request, action)
    try:
        head = {"action": action, "client": request.client.host if request.client else ""}
        written = await pool.write(asked, activity(token), head)
    except ExgraphError as error:
        refused = {**_subject(asked), "status": status_of(error), "problem": error.problem}
        await run_in_threadpool(access.record, request, token, action, **refused)
        raise
    fields = {"version": written.version, "added": written.added, "removed": written.removed}
    await run_in_threadpool(access.record, request, token, action, **_subject(asked), **fields)
    return written, token


async def _refuse(pool: Pool, asked: Update, client_: str) -> None:
    """Refuse a write. A syntax error is reported first; a worker finds it, since no text of a client is parsed here."""
    reply = await pool.ask(Query(asked.text), client=client_)
    reply.close()
    raise RequestError(400, "this is a query, not an update", remedy="send it as query=")


def _subject(asked: Write) -> dict[str, object]:
    if isinstance(asked, Update):
        return {"update": asked.text[:_LOGGED]}
    return {"graph": asked.graph, "documents": len(asked.documents), "replace": asked.replace}


def activity(token: AccessToken) -> Activity:
    """Return a new activity of who holds the token."""
    time = _now()
    id_ = f"{re.sub(r'[^0-9T]', '', time)}-{secrets.token_hex(4)}"
    return Activity(token.name, admin=token.scope is Scope.admin, time=time, id=id_)


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _unauthorised(problem: str, error: str) -> RequestError:
    headers = {"WWW-Authenticate": f'Bearer realm="exgraph"{error}'}
    return RequestError(401, problem, remedy="send Authorization: Bearer ...", headers=headers)
