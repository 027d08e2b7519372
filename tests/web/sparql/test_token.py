"""Tokens: made, rotated, revoked, and never kept as they are."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from exgraph.web.sparql import token
from exgraph.web.sparql.token import Scope, TokenError, Tokens


@pytest.fixture
def tokens(tmp_path: Path) -> Tokens:
    return Tokens(tmp_path / "state" / "tokens.json")


def name_of(tokens: Tokens, secret: str) -> str | None:
    found = tokens.find(secret)
    return found.name if found else None


def test_a_secret_is_known_by_its_hash_alone(tokens: Tokens, tmp_path: Path) -> None:
    secret = tokens.add("alice", Scope.write)
    file = tmp_path / "state" / "tokens.json"
    assert secret not in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert name_of(tokens, secret) == "alice"
    assert name_of(tokens, secret + "x") is None
    assert name_of(tokens, json.loads(file.read_text())[0]["hash"]) is None


def test_a_change_is_seen_by_a_server_that_runs(tokens: Tokens, tmp_path: Path) -> None:
    secret = tokens.add("alice", Scope.write)
    server = Tokens(tmp_path / "state" / "tokens.json")
    assert name_of(server, secret) == "alice"
    tokens.revoke("alice")
    assert name_of(server, secret) is None


def test_rotation_ends_the_secret_before_or_lets_it_run_out(tokens: Tokens, monkeypatch: pytest.MonkeyPatch) -> None:
    first = tokens.add("alice", Scope.write)
    second = tokens.rotate("alice")
    assert (name_of(tokens, first), name_of(tokens, second)) == (None, "alice")
    third = tokens.rotate("alice", hours=1)
    assert (name_of(tokens, second), name_of(tokens, third)) == ("alice", "alice")
    later = token._time(2)
    monkeypatch.setattr(token, "_time", lambda hours=0.0: later)
    assert (name_of(tokens, second), name_of(tokens, third)) == (None, "alice")


def test_a_token_may_end_by_itself(tokens: Tokens, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tokens.add("alice", Scope.write, days=1)
    assert name_of(tokens, secret) == "alice"
    later = token._time(25)
    monkeypatch.setattr(token, "_time", lambda hours=0.0: later)
    assert name_of(tokens, secret) is None


def test_scopes_include_those_before_them() -> None:
    assert [Scope.write.allows(each) for each in Scope] == [True, True, False]
    assert all(Scope.admin.allows(each) for each in Scope)


def test_what_is_wrong_is_told(tokens: Tokens, tmp_path: Path) -> None:
    tokens.add("alice", Scope.write)
    with pytest.raises(TokenError, match="already"):
        tokens.add("alice", Scope.admin)
    for name in ("", "Alice", "a b", "../x", "-a"):
        with pytest.raises(TokenError, match="no name"):
            tokens.add(name, Scope.read)
    with pytest.raises(TokenError, match="no token"):
        tokens.rotate("bob")
    with pytest.raises(TokenError, match="no token"):
        tokens.revoke("bob")
    (tmp_path / "state" / "tokens.json").write_text("{", encoding="utf-8")
    with pytest.raises(TokenError, match="cannot be read"):
        tokens.add("carol", Scope.read)
