"""The workers of the current version: which are idle, and which have a job in which lane."""

from __future__ import annotations

from collections.abc import Iterator

from exgraph.pool.process import Worker
from exgraph.pool.run import Run


class Roster:
    """Idle workers, and those that have jobs in the quick lane and in the long one."""

    def __init__(self, workers: int) -> None:
        """Have room for so many long jobs at a time."""
        self.idle: list[Worker] = []
        self.quick: set[Worker] = set()
        self.long: set[Worker] = set()
        # One more than there are long jobs: were all workers taken by these, a short query would wait for one of them.
        self._room_quick = workers + 1
        self._room_long = workers

    @property
    def size(self) -> int:
        """How many workers are to be forked: one for each place, and a spare that stands in for one that is killed."""
        return self._room_quick + self._room_long + 1

    @property
    def has_room_quick(self) -> bool:
        """Whether the quick lane can take a job."""
        return len(self.quick) < self._room_quick

    @property
    def has_room_long(self) -> bool:
        """Whether the long lane can take a job."""
        return len(self.long) < self._room_long

    def running(self) -> Iterator[Worker]:
        """Yield the workers that have jobs; they may be freed meanwhile."""
        return iter((*self.quick, *self.long))

    def promote(self, worker: Worker) -> bool:
        """Let a worker go on in the long lane; return whether that has room."""
        if not self.has_room_long:
            return False
        self.quick.discard(worker)
        self.long.add(worker)
        return True

    def free(self, worker: Worker) -> Run | None:
        """Take the job from a worker and return it."""
        run, worker.run = worker.run, None
        self.quick.discard(worker)
        self.long.discard(worker)
        return run

    def dismiss(self) -> None:
        """Let all idle workers end."""
        for worker in self.idle:
            worker.close()
        self.idle.clear()
