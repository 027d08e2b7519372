from __future__ import annotations

from pathlib import Path

import pytest

from exgraph.build.sort import write_sorted

LINES = ["<b> .\n", "<a> .\n", "<c> .\n", "<a> .\n", "<é> .\n", "<日> .\n", "<😀> .\n", "<a > .\n"]


@pytest.mark.parametrize("chunk", [1, 2, 3, 100])
def test_lines_are_sorted_and_stand_once(tmp_path: Path, chunk: int) -> None:
    path = tmp_path / "graph.nq"
    assert write_sorted(iter(LINES), path, chunk=chunk) == 7
    content = path.read_bytes()
    assert content.splitlines(keepends=True) == sorted({line.encode() for line in LINES})
    assert list(tmp_path.iterdir()) == [path]


def test_no_lines(tmp_path: Path) -> None:
    assert write_sorted([], tmp_path / "graph.nq") == 0
    assert (tmp_path / "graph.nq").read_bytes() == b""
