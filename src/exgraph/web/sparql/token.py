"""Bearer tokens: who may write. Only their hashes are kept, in a file that nobody else can read.

A token is 32 random bytes, so a plain SHA-256 of it cannot be turned round; a slow hash would protect nothing more.
"""

from __future__ import annotations

import datetime
import fcntl
import hashlib
import json
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path

from exgraph.errors import ExgraphError, Location

_PREFIX = "exg_"
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,60}[a-z0-9])?")


class Scope(StrEnum):
    """The rights of a token. Each scope includes those before it."""

    read = "read"
    write = "write"
    admin = "admin"

    def allows(self, other: Scope) -> bool:
        """Tell whether it is enough where another is asked for."""
        order = list(Scope)
        return order.index(self) >= order.index(other)


class TokenError(ExgraphError):
    """There is no such token, or there is one already."""


@dataclass(frozen=True)
class AccessToken:
    """A token as it is kept: times are ISO 8601 in UTC, `hash` is the SHA-256 of the secret in hexadecimal.

    After a rotation the secret before it goes on being taken until `previous_until`.
    """

    name: str
    scope: Scope
    hash: str
    created: str
    expires: str | None = None
    previous_hash: str | None = None
    previous_until: str | None = None

    def takes(self, hash_: str, now: str) -> bool:
        """Tell whether a secret with this hash is the token's, now."""
        if self.expires is not None and self.expires <= now:
            return False
        if secrets.compare_digest(hash_, self.hash):
            return True
        until = self.previous_until
        return until is not None and now < until and secrets.compare_digest(hash_, self.previous_hash or "")


class Tokens:
    """The tokens of a file; what is changed there is seen at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read: tuple[float, int] | None = None
        self._tokens: dict[str, AccessToken] = {}

    def all(self) -> list[AccessToken]:
        """Return the tokens by name.

        Raises:
            TokenError: the file cannot be read.
        """
        try:
            status = self._path.stat()
        except FileNotFoundError:
            return []
        if self._read != (status.st_mtime, status.st_ino):
            self._tokens = self._load()
            self._read = (status.st_mtime, status.st_ino)
        return [self._tokens[name] for name in sorted(self._tokens)]

    def find(self, secret: str) -> AccessToken | None:
        """Return the token with this secret, None where there is none or its time is over."""
        hash_, now = _hash(secret), _time()
        return next((token for token in self.all() if token.takes(hash_, now)), None)

    def add(self, name: str, scope: Scope, days: float | None = None) -> str:
        """Make a token, good for so many days or for ever, and return its secret: it can be had only now.

        Raises:
            TokenError: the name is taken, or is no name.
        """
        if not _NAME.fullmatch(name):
            raise TokenError(f"'{name}' is no name", remedy="use small Latin letters, digits and hyphens")
        with self._changing() as tokens:
            if name in tokens:
                raise TokenError(f"there is a token {name} already", remedy=f"exgraph token rotate {name}")
            secret = _secret()
            expires = None if days is None else _time(days * 24)
            tokens[name] = AccessToken(name, scope, _hash(secret), _time(), expires)
        return secret

    def rotate(self, name: str, hours: float = 0.0) -> str:
        """Give a token a new secret and return it; the one before is taken for so many hours more.

        Raises:
            TokenError: there is no such token.
        """
        with self._changing() as tokens:
            token = self._known(tokens, name)
            secret = _secret()
            tokens[name] = replace(
                token,
                hash=_hash(secret),
                created=_time(),
                previous_hash=token.hash if hours else None,
                previous_until=_time(hours) if hours else None,
            )
        return secret

    def revoke(self, name: str) -> None:
        """Take a token away.

        Raises:
            TokenError: there is no such token.
        """
        with self._changing() as tokens:
            self._known(tokens, name)
            del tokens[name]

    def _known(self, tokens: dict[str, AccessToken], name: str) -> AccessToken:
        if name not in tokens:
            raise TokenError(f"there is no token {name}", remedy="exgraph token list")
        return tokens[name]

    @contextmanager
    def _changing(self) -> Iterator[dict[str, AccessToken]]:
        """Yield the tokens to be changed; they are written in one step, if all goes well."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            tokens = self._load()
            yield tokens
            new = self._path.with_suffix(".new")
            descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump([asdict(tokens[name]) for name in sorted(tokens)], file, indent=1)
                file.flush()
                os.fsync(file.fileno())
            new.replace(self._path)

    def _load(self) -> dict[str, AccessToken]:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            return {each["name"]: AccessToken(**{**each, "scope": Scope(each["scope"])}) for each in kept}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise TokenError(f"cannot be read: {error}", at=Location(self._path)) from error


def _secret() -> str:
    return _PREFIX + secrets.token_urlsafe(32)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _time(hours: float = 0.0) -> str:
    """Return the time in so many hours."""
    moment = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=hours)
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
