"""What all processes of a run share on disk: made by the first that wants it, while the others wait."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def folder(request: pytest.FixtureRequest, temporary: pytest.TempPathFactory, name: str) -> Path:
    """Return the folder of that name in what is temporary of this run, the same one in each of its processes."""
    base = temporary.getbasetemp()
    found = (base.parent if hasattr(request.config, "workerinput") else base) / name
    found.mkdir(exist_ok=True)
    return found


@contextmanager
def locked(where: Path) -> Iterator[None]:
    """Keep the other processes of the run out while the block runs."""
    with where.with_name(f"{where.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def make(where: Path, make: Callable[[], object]) -> None:
    """Call a function that fills a folder, in the first process that comes by."""
    done = where.with_name(f"{where.name}.done")
    with locked(where):
        if not done.exists():
            make()
            done.touch()
