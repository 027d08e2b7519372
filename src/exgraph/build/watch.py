"""Waiting for someone to change what a build is made of: tables, scripts, ontology, shapes.

A look at the times of some hundred files takes a millisecond, so polling needs no library and works on every disk.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from exgraph.settings import Settings

INTERVAL = 0.5
"""Seconds between looks."""
REST = 0.2
"""Seconds for which nothing may change before a change counts as done: editors write in several steps."""

_State = dict[Path, tuple[int, int]]
"""When each file was changed, and how long it is."""


class Watch:
    """The inputs of a build, and what has changed of them since they were last looked at."""

    def __init__(self, settings: Settings) -> None:
        self._inputs = settings.inputs
        self._seen = self._look()

    def changes(self) -> Iterator[list[Path]]:
        """Yield what has changed, each time something has; what changes meanwhile is yielded next."""
        while True:
            time.sleep(INTERVAL)
            now = self._look()
            while now != self._seen and (later := self._rested()) != now:
                now = later
            if now != self._seen:
                paths = now.keys() | self._seen.keys()
                changed = sorted(path for path in paths if now.get(path) != self._seen.get(path))
                self._seen = now
                yield changed

    def _rested(self) -> _State:
        time.sleep(REST)
        return self._look()

    def _look(self) -> _State:
        found: _State = {}
        for folder in self._inputs:
            for path in (folder, *folder.rglob("*")):
                # Editors leave files of their own beside, which begin with a dot or end with a tilde.
                if path.suffix in (".csv", ".toml", ".py", ".ttl", ".rq") and not path.name.startswith("."):
                    try:
                        status = path.stat()
                    except FileNotFoundError:
                        continue
                    found[path] = (status.st_mtime_ns, status.st_size)
        return found
