from __future__ import annotations

import io
import sys
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from exgraph import cli

Run = Callable[..., SimpleNamespace]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process, `answers` as what is typed; return its code and what it printed."""

    def run(*words: object, answers: str = "") -> SimpleNamespace:
        monkeypatch.setattr(sys, "argv", ["exgraph", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
        with pytest.raises(SystemExit) as end:
            cli.main()
            raise SystemExit(0)
        printed = capsys.readouterr()
        return SimpleNamespace(code=end.value.code or 0, out=printed.out, err=printed.err)

    return run
