"""Time as it passes for this process and its children: without what other programs keep of a machine that is full."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
PROCESSORS = os.cpu_count() or 1


class Clock:
    """Reads now and then how long the processors worked, for whom, and how long they were idle."""

    def __init__(self) -> None:
        self._lost = 0.0
        self._stop = threading.Event()

    def __call__(self) -> float:
        """Return seconds that differ from those on the wall by what others took: alone on a machine, not at all."""
        return time.monotonic() - self._lost

    @contextmanager
    def running(self, every: float = 0.2) -> Iterator[None]:
        """Look at the machine every so many seconds."""
        self._stop.clear()
        watch = threading.Thread(target=self._watch, args=(every,), daemon=True)
        watch.start()
        yield
        self._stop.set()
        watch.join()

    def _watch(self, every: float) -> None:
        before = (*_processors(), worked(family()))
        while not self._stop.wait(every):
            now = (*_processors(), worked(family()))
            self._lost += lost(now[0] - before[0], now[1] - before[1], now[2] - before[2])
            before = now


def lost(busy: float, idle: float, ours: float, processors: int = PROCESSORS) -> float:
    """Return the seconds that others took, of a time in which the processors were busy, idle, and busy for us.

    What others take while processors are idle is taken from nobody.
    """
    return max(0.0, busy - max(0.0, ours) - idle) / processors


def family(parent: int | None = None) -> list[int]:
    """Return this process and all below it, or those of another one."""
    below: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        if fields := _fields(path):
            below.setdefault(int(fields[1]), []).append(int(path.parent.name))
    found, waiting = [], [parent or os.getpid()]
    while waiting:
        found.append(process := waiting.pop())
        waiting += below.get(process, [])
    return found


def parent_of(process: int) -> int:
    """Return the process that started one, 0 where it has ended."""
    fields = _fields(Path(f"/proc/{process}/stat"))
    return int(fields[1]) if fields else 0


def resident(process: int) -> int:
    """Return the bytes of memory that a process holds, 0 where it has ended."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def worked(processes: list[int]) -> float:
    """Return the processor time of processes and of the children that they have outlived."""
    found = (_fields(Path(f"/proc/{process}/stat")) for process in processes)
    return sum(sum(map(int, fields[11:15])) for fields in found if fields) / TICK


def _processors() -> tuple[float, float]:
    """Return how long all processors together worked, and how long they were idle."""
    user, nice, system, idle, wait, *others = map(int, Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9])
    return (user + nice + system + sum(others)) / TICK, (idle + wait) / TICK


def _fields(stat: Path) -> list[str]:
    """Return the fields after the name, of which the first is the state; none where the process has ended."""
    try:
        return stat.read_text().rpartition(")")[2].split()
    except OSError:
        return []
