"""`exgraph token` as a shell runs it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

from exgraph.web.sparql.token import Tokens

Run = Callable[..., SimpleNamespace]


def test_a_token_from_its_making_to_its_end(command: Run, tmp_path: Path) -> None:
    tokens = Tokens(tmp_path / "state" / "tokens.json")
    made = command("token", "add", "alice", "--scope", "admin", "--data", tmp_path)
    assert (made.code, tokens.find(made.out.strip()).name) == (0, "alice")
    listed = command("token", "list", "--data", tmp_path)
    assert listed.out.startswith("alice  admin  made ")
    listed = json.loads(command("token", "list", "--json", "--data", tmp_path).out)
    assert (listed[0]["name"], "hash" in listed[0]) == ("alice", False)
    rotated = command("token", "rotate", "alice", "--data", tmp_path)
    assert tokens.find(made.out.strip()) is None
    assert tokens.find(rotated.out.strip()) is not None
    assert command("token", "revoke", "alice", "--data", tmp_path).out == "revoked alice\n"
    again = command("token", "revoke", "alice", "--data", tmp_path)
    assert (again.code, again.err) == (1, "there is no token alice (exgraph token list)\n")


def test_a_project_keeps_its_tokens_in_its_state(command: Run, specimen: Path) -> None:
    assert command("--root", specimen, "token", "add", "alice").code == 0
    assert (specimen / "state" / "tokens.json").is_file()
