"""Jobs that wait, taken client by client in turn."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterator

from exgraph.pool.run import Run

_CROWD = 4
"""When more than so many of one client wait, the last to come is the first to be served: of a crowd of which most will
be too late anyway, somebody is in time."""

_REMEMBERED = 10_000
"""Long jobs that are known."""


class FairQueue:
    """A queue in which a client with many jobs does not keep another one waiting."""

    def __init__(self) -> None:
        self._clients: OrderedDict[str, deque[Run]] = OrderedDict()
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Run]:
        for runs in self._clients.values():
            yield from runs

    def oldest(self, now: float) -> float:
        """Return when the job came that has waited longest; now where none waits."""
        return min((runs[0].arrived for runs in self._clients.values()), default=now)

    def push(self, run: Run) -> None:
        """Let a job wait."""
        self._clients.setdefault(run.client, deque()).append(run)
        self._count += 1

    def pop(self) -> Run:
        """Return the next job.

        Raises:
            KeyError: none waits.
        """
        client, runs = self._clients.popitem(last=False)
        run = runs.pop() if len(runs) > _CROWD else runs.popleft()
        if runs:
            self._clients[client] = runs
        self._count -= 1
        return run

    def remove(self, run: Run) -> bool:
        """Take a job out; False where it does not wait here."""
        runs = self._clients.get(run.client)
        if runs is None or run not in runs:
            return False
        runs.remove(run)
        if not runs:
            del self._clients[run.client]
        self._count -= 1
        return True


class LongJobs:
    """Jobs that have taken long, by a number that stands for their text; the latest of them."""

    def __init__(self) -> None:
        self._keys: OrderedDict[int, None] = OrderedDict()

    def __contains__(self, key: int) -> bool:
        return key in self._keys

    def add(self, key: int) -> None:
        """Remember a job."""
        self._keys[key] = None
        self._keys.move_to_end(key)
        if len(self._keys) > _REMEMBERED:
            self._keys.popitem(last=False)

    def forget(self, key: int) -> None:
        """Forget a job: it has not taken long after all."""
        self._keys.pop(key, None)
