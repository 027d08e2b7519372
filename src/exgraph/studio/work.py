"""Work that takes a while, one piece at a time: reading a document, building. Pages look how far it is."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from exgraph.errors import ExgraphError


@dataclass
class Job:
    """A piece of work: what it is and of which source, how far it is, what it made or why it failed."""

    kind: str
    source: str = ""
    stage: str = ""
    done: int = 0
    total: int = 0
    is_running: bool = True
    result: Any = None
    error: ExgraphError | None = None

    def progress(self, done: int, total: int) -> None:
        """Take note of how far it is."""
        self.done, self.total = done, total


@dataclass
class Work:
    """The piece of work at hand, or the last one."""

    _lock: threading.Lock = field(default_factory=threading.Lock)
    job: Job | None = None

    def begin(self, job: Job, run: Callable[[Job], Any]) -> Job:
        """Run something in a thread of its own, unless something else is running: that job is returned then."""
        with self._lock:
            if self.job is not None and self.job.is_running:
                return self.job
            self.job = job
        threading.Thread(target=_run, args=(job, run), daemon=True).start()
        return job


def _run(job: Job, run: Callable[[Job], Any]) -> None:
    try:
        job.result = run(job)
    except ExgraphError as error:
        job.error = error
    except Exception as error:  # whatever it is, the page must not wait for ever
        traceback.print_exc()
        job.error = ExgraphError(f"the program failed: {error!r}", remedy="tell who looks after this machine")
    finally:
        job.is_running = False
