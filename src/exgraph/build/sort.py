"""Sorting lines that may be more than memory holds, so that dumps are the same byte for byte."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

CHUNK = 1_000_000
"""Lines sorted in memory at a time: some 300 MB."""


def write_sorted(lines: Iterable[str], path: Path, *, chunk: int = CHUNK) -> int:
    """Write lines in the order of their code points (which is that of their UTF-8 bytes), each once.

    Returns:
        How many lines were written.
    """
    count = 0
    remaining = iter(lines)
    with ExitStack() as files, path.open("w", encoding="utf-8", newline="\n") as output:
        parts: list[Iterable[str]] = []
        while batch := sorted(itertools.islice(remaining, chunk)):
            part = path.with_name(f"{path.name}.part{len(parts)}")
            part.write_text("".join(batch), encoding="utf-8", newline="\n")
            files.callback(part.unlink)
            parts.append(files.enter_context(part.open(encoding="utf-8", newline="\n")))
        for line, _ in itertools.groupby(heapq.merge(*parts)):
            output.write(line)
            count += 1
    return count
