"""Releases opened to be asked: each with its own processes and pages, unpacked on demand, closed when unused."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import gzip
import hashlib
import logging
import shutil
import tempfile
from collections import OrderedDict
from pathlib import Path

from exgraph.errors import Location, StoreError
from exgraph.pool import BusyError, Limits, Pool
from exgraph.reading.publication import Publication
from exgraph.reading.published import Published
from exgraph.release import Release, find
from exgraph.release.release import DUMP
from exgraph.settings import Settings
from exgraph.store import load
from exgraph.web.sparql.answer import Answers

_LOG = logging.getLogger(__name__)
_OPEN = 2
"""Releases open at once: each holds a graph in memory."""
_UNPACKED = 4
"""Releases that stay unpacked on disk."""
_WAITING = 16
"""Requests that wait for a release to be opened, at most."""
_IDLE = 600.0
"""Seconds after which a release that nobody asks is closed."""


class Opened:
    """A release that can be asked."""

    def __init__(self, release: Release, settings: Settings, limits: Limits) -> None:
        self.release = release
        self.pool = Pool(settings.build, settings.base, limits, journal=settings.state / "journal.rdfp")
        self.answers = Answers(self.pool, limits.cache // 8)
        self._publication = Publication(settings, release)
        self.last = 0.0

    def published(self) -> Published:
        """Return the release as pages read it."""
        return self._publication.current()


class Archive:
    """The releases under `settings.releases`, opened as they are asked for; queries are held to `limits`."""

    def __init__(self, settings: Settings, limits: Limits) -> None:
        self._settings = settings
        self._limits = dataclasses.replace(limits, writable=False)
        self._open: OrderedDict[str, Opened] = OrderedDict()
        self._opening = asyncio.Lock()
        self._waiting = 0
        self._closing: set[asyncio.Task[None]] = set()

    async def open(self, id_: str) -> Opened:
        """Return a release, opened where it is not yet; one at a time.

        Raises:
            ReleaseError: there is none of that id.
            StoreError: its dump cannot be read.
            BusyError: too many wait for one.
        """
        now = asyncio.get_running_loop().time()
        release = find(self._settings.releases, id_)
        if (known := self._open.get(id_)) is not None and known.release == release:
            self._open.move_to_end(id_)
            known.last = now
            return known
        if self._waiting >= _WAITING:
            raise BusyError("too many wait for releases to be opened", remedy="try again in a while")
        self._waiting += 1
        try:
            async with self._opening:
                opened = self._open.get(id_)
                if opened is None or opened.release != release:
                    opened = await self._opened(release)
                opened.last = asyncio.get_running_loop().time()
                return opened
        finally:
            self._waiting -= 1

    async def close(self) -> None:
        """Close all."""
        for id_ in list(self._open):
            self._close(id_)
        await asyncio.gather(*self._closing)

    async def _opened(self, release: Release) -> Opened:
        build = await asyncio.to_thread(_unpack, self._settings, release)
        settings = dataclasses.replace(self._settings, build=build, kept=build / "state")
        opened = Opened(release, settings, self._limits)
        await opened.pool.start()
        try:
            await asyncio.to_thread(opened.published)
        except BaseException:
            await opened.pool.stop()
            raise
        if release.id in self._open:
            self._close(release.id)
        while len(self._open) >= _OPEN:
            self._close(next(iter(self._open)))
        self._open[release.id] = opened
        self._watch(opened)
        return opened

    def _watch(self, opened: Opened) -> None:
        loop = asyncio.get_running_loop()

        def look() -> None:
            if self._open.get(opened.release.id) is not opened:
                return
            if loop.time() - opened.last >= _IDLE:
                self._close(opened.release.id)
            else:
                self._watch(opened)

        loop.call_later(_IDLE, look)

    def _close(self, id_: str) -> None:
        _LOG.info("release %s is closed", id_)
        task = asyncio.get_running_loop().create_task(self._open.pop(id_).pool.stop())
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)


def _unpack(settings: Settings, release: Release) -> Path:
    """Return a folder in which the release lies as a published version does; made beside, then renamed."""
    folder = settings.build / "released"
    unpacked = folder / f"{release.id}-{release.canonical[:16]}"
    if unpacked.is_dir():
        return unpacked
    folder.mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix=".new-", dir=folder))
    try:
        version = staged / "versions" / release.id
        version.mkdir(parents=True)
        with gzip.open(release.folder / DUMP) as packed, (version / "graph.nq").open("wb") as file:
            shutil.copyfileobj(packed, file, 1 << 20)
        _check(release, version / "graph.nq")
        load(version / "graph.nq", version / "store")
        (staged / "current").symlink_to(Path("versions") / release.id)
        with contextlib.suppress(OSError):  # another server of the same folder was first
            staged.rename(unpacked)
        if not unpacked.is_dir():
            raise StoreError("cannot be unpacked", at=Location(unpacked), remedy="see the rights of its folder")
    except (OSError, EOFError) as error:
        raise StoreError(f"cannot be opened: {error}", at=Location(release.folder / DUMP)) from error
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    _prune(folder, unpacked)
    return unpacked


def _check(release: Release, nquads: Path) -> None:
    with nquads.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != release.canonical:
            at, remedy = Location(release.folder / DUMP), "put the file back as it was released"
            raise StoreError("is not what was released: its hash is another", at=at, remedy=remedy)


def _prune(folder: Path, newest: Path) -> None:
    # Files that a process still has open stay readable to it.
    others = sorted((path for path in folder.iterdir() if path != newest), key=lambda path: path.stat().st_mtime)
    for old in others[: max(0, len(others) - (_UNPACKED - 1))]:
        shutil.rmtree(old, ignore_errors=True)
