"""The published version being served, taken up anew when another one is published."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from exgraph.errors import PublicationError, StoreError
from exgraph.model.iri import Base
from exgraph.reading.published import Published
from exgraph.release import Release
from exgraph.settings import Settings

_LOG = logging.getLogger(__name__)


class Publication:
    """The version that `build/current` points to; or, once `prepare` was used, the one that it was used for last.

    `of` is the release that it was unpacked from, if it was.
    """

    def __init__(self, settings: Settings, of: Release | None = None) -> None:
        self._is_led = False
        self._settings = settings
        self._of = of
        self._link = settings.build / "current"
        self._lock = threading.Lock()
        self._target: str | None = None
        self._published: Published | None = None

    @property
    def base(self) -> Base:
        """The base of the things that are served."""
        return self._settings.base

    def current(self) -> Published:
        """Return the version published now; one look at the link tells whether it is another, unless that is led.

        A new version that cannot be opened is logged, and the one before goes on being served.

        Raises:
            PublicationError: nothing is published yet, or it cannot be opened.
        """
        if self._is_led and self._published is not None:
            return self._published
        try:
            target = str(self._link.readlink())
        except OSError as error:
            if self._published is not None:
                return self._published
            raise PublicationError(f"{self._link} names no version", remedy="run exgraph build") from error
        if target != self._target:
            with self._lock:
                if target != self._target:
                    self._open(target)
        if self._published is None:
            raise PublicationError(f"the version {target} cannot be opened", remedy="run exgraph build")
        return self._published

    def prepare(self, folder: Path) -> Callable[[], None]:
        """Open the version in `folder` beside the one that is read; return what puts it in the place of that.

        All that pages wait for is read now, while they go on with the version before; of the first one only what
        each page needs.

        Raises:
            StoreError: it cannot be opened or read.
        """
        before = self._published
        if before is not None and before.folder == folder:
            prepared = before
        else:
            prepared = Published(self._settings, folder, self._of)
            _ = prepared.names
            if before is None:
                threading.Thread(target=prepared.read_ahead, name="reading").start()
            else:
                prepared.read_ahead()

        def use() -> None:
            self._is_led, self._published, self._target = True, prepared, None

        return use

    def _open(self, target: str) -> None:
        try:
            published = Published(self._settings, (self._link.parent / target).resolve(), self._of)
            _ = published.names
            self._published = published
            # Read now, beside what is served, rather than while the first reader of a list waits.
            threading.Thread(target=published.read_ahead, name="reading").start()
        except StoreError:
            _LOG.exception("version %s cannot be opened; the one before is served", target)
        self._target = target
