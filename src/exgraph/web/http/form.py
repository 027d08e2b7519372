"""Forms that anybody may send: who sends them, from which page, and when the form was shown."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from urllib.parse import urlsplit

from fastapi import Request

from exgraph.web.http.problem import RequestError

_SOONEST, _LATEST = 2, 24 * 3600
"""Seconds after which a form that was shown can be sent: nobody reads and writes it faster, or comes back later."""
_SECRET = secrets.token_bytes(32)


def stamp(subject: str) -> str:
    """Return a value for a form that shows when it was shown, and for what; good for a day and for this server."""
    now = str(int(time.time()))
    return f"{now}.{_sign(now, subject)}"


def check(request: Request, value: str, subject: str) -> None:
    """Refuse a form that was sent from another site, by a program that did not see it, or too soon or too late.

    Raises:
        RequestError: 403 from another site; 400 where the stamp is none of ours, or its time is over.
    """
    if not _same_site(request):
        raise RequestError(403, "the form was sent from another site", remedy="use the form on this site")
    shown, _, signature = value.partition(".")
    if (
        not shown.isascii()
        or not shown.isdigit()
        or not hmac.compare_digest(signature.encode(), _sign(shown, subject).encode())
    ):
        raise RequestError(400, "the form is out of date", remedy="open it again and copy what you wrote")
    if not _SOONEST <= time.time() - int(shown) + 1 <= _LATEST:
        raise RequestError(400, "the form was sent too soon or too late", remedy="open it again and send it")


def _same_site(request: Request) -> bool:
    if (fetched := request.headers.get("sec-fetch-site")) is not None:
        return fetched == "same-origin"
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def _sign(shown: str, subject: str) -> str:
    return hmac.new(_SECRET, f"{shown} {subject}".encode(), hashlib.sha256).hexdigest()[:32]
