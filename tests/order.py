"""In which order tests run, and what runs beside what, where several processes share them.

Tests that look at pages are handed out one by one, all others by file: a file's tests may share what is costly to make.
Tests marked `alone` have the machine to themselves, since what they ask is answered in time or not; they come last.
"""

from __future__ import annotations

import fcntl
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.scheduler import LoadScopeScheduling
    from xdist.workermanage import WorkerController

_LOCKS = pytest.StashKey["Locks"]()
_FOLDER = pytest.StashKey[Path]()


class Locks:
    """Two files that all processes of a run lock: who waits at the gate for the room lets nobody else in before."""

    def __init__(self, folder: Path) -> None:
        self._gate, self._room = (folder / "gate").open("w"), (folder / "room").open("w")
        self._held = False

    def take(self, *, alone: bool) -> None:
        """Wait until this process may run a test, together with others or alone; nothing if it has the room."""
        if self._held:
            return
        fcntl.flock(self._gate, fcntl.LOCK_EX)
        fcntl.flock(self._room, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        fcntl.flock(self._gate, fcntl.LOCK_UN)
        self._held = True

    def give(self) -> None:
        """Let others in."""
        fcntl.flock(self._room, fcntl.LOCK_UN)
        self._held = False


def pytest_configure(config: pytest.Config) -> None:
    if found := getattr(config, "workerinput", {}).get("locks"):
        config.stash[_LOCKS] = Locks(Path(found))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: WorkerController) -> None:
    """Tell a process that will run tests where the locks are."""
    folder = node.config.stash.setdefault(_FOLDER, Path(tempfile.mkdtemp(prefix="exgraph-tests-")))
    node.workerinput["locks"] = str(folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    if _FOLDER in config.stash:
        shutil.rmtree(config.stash[_FOLDER], ignore_errors=True)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Hand out tests of pages one by one, all others by file."""
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return nodeid if nodeid.startswith("tests/browser/") else nodeid.partition("::")[0]

    config.option.loadscopereorder = False
    return Scheduling(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put first what takes long and can be shared one by one, last what is to be alone."""
    items.sort(key=lambda item: (_is_alone(item), "browser" not in item.keywords))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, object, object]:
    """Wait for the others before a test that is to be alone, and keep them out until the last such test is over."""
    locks = item.config.stash.get(_LOCKS, None)
    if locks is None:
        return (yield)
    locks.take(alone=_is_alone(item))
    try:
        return (yield)
    finally:
        if nextitem is None or not (_is_alone(item) and _is_alone(nextitem)):
            locks.give()


def _is_alone(item: pytest.Item) -> bool:
    return item.get_closest_marker("alone") is not None
