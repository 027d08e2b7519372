"""Publication: a new version is built beside the published one, then put in its place in one step.

`build/versions/<version>/` holds each version, `build/current` is a symbolic link to the published one, and
`build/graph.nq` one to its dump. Whatever fails before the switch leaves what is published untouched.
"""

from __future__ import annotations

import fcntl
import hashlib
import itertools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from exgraph.errors import Location, PublicationError, StoreError

KEPT = 2
"""How many versions stay: the published one, and the one before for readers that still have it open."""

CHECKSUM = "graph.nq.sha256"
"""The file of a version with the checksum of its dump, as sha256sum writes and reads it."""

_NEW = ".new-"


@contextmanager
def staging(build: Path) -> Iterator[Path]:
    """Yield a new folder to make a version in; it is removed at the end unless it was published.

    Raises:
        PublicationError: another build is running, or the folder cannot be made.
    """
    versions = build / "versions"
    with _lock(build):
        try:
            versions.mkdir(exist_ok=True)
            _clear(versions)
            folder = Path(tempfile.mkdtemp(prefix=_NEW, dir=versions))
            folder.chmod(0o755)
        except OSError as error:
            raise _unwritable(error, versions) from error
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def clear(build: Path) -> None:
    """Remove what builds have left that were killed; nothing where one is running."""
    if next((build / "versions").glob(f"{_NEW}*"), None) is not None:
        with suppress(PublicationError), _lock(build):
            _clear(build / "versions")


def _clear(versions: Path) -> None:
    for leftover in versions.glob(f"{_NEW}*"):
        shutil.rmtree(leftover, ignore_errors=True)


@contextmanager
def _lock(build: Path) -> Iterator[None]:
    try:
        build.mkdir(parents=True, exist_ok=True)
        file = (build / ".lock").open("w")
    except OSError as error:
        raise _unwritable(error, build) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PublicationError(
                "another build is running", at=Location(build), remedy="wait until it has ended"
            ) from error
        yield


def publish(build: Path, staged: Path, fingerprint: str) -> Path:
    """Make the staged folder the published version, remove versions no longer kept, and return its new folder.

    Raises:
        PublicationError: the folder cannot be moved or the link not switched; the published version stays.
    """
    try:
        (staged / CHECKSUM).write_text(f"{_digest(staged / 'graph.nq')}  graph.nq\n", encoding="utf-8")
        version = _free(build / "versions", fingerprint)
        staged.rename(version)
        _switch(build / "current", Path("versions") / version.name)
        _switch(build / "graph.nq", Path("current") / "graph.nq")
    except OSError as error:
        raise _unwritable(error, build) from error
    _prune(build / "versions", version)
    return version


def _free(versions: Path, fingerprint: str) -> Path:
    # The same inputs built again: the folder that is being read is never written to.
    names = itertools.chain([fingerprint], (f"{fingerprint}-{number}" for number in itertools.count(2)))
    return next(versions / name for name in names if not (versions / name).exists())


def _switch(link: Path, target: Path) -> None:
    new = link.with_name(f"{_NEW}{link.name}")
    new.unlink(missing_ok=True)
    new.symlink_to(target)
    new.replace(link)


def _prune(versions: Path, published: Path) -> None:
    others = sorted((path for path in versions.iterdir() if path != published), key=lambda path: path.stat().st_mtime)
    for old in others[: max(0, len(others) - (KEPT - 1))]:
        shutil.rmtree(old, ignore_errors=True)


def verify(version: Path) -> None:
    """See that a version's dump is what was published; of one without a checksum nothing is known.

    Raises:
        StoreError: it is another, or is not there.
    """
    dump = version / "graph.nq"
    try:
        text = (version / CHECKSUM).read_text(encoding="utf-8")
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(f"cannot be read: {error.strerror}", at=Location(version / CHECKSUM)) from error
    try:
        found = _digest(dump)
    except OSError as error:
        raise StoreError(f"cannot be read: {error.strerror}", at=Location(dump)) from error
    if text.partition(" ")[0] != found:
        remedy = "it was cut or changed after it was built: run exgraph build"
        raise StoreError("is not what was published: its checksum is another", at=Location(dump), remedy=remedy)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def versions(build: Path) -> list[Path]:
    """Return the folders of the versions that are there: the published one, then the others, the newest first."""
    published = (build / "current").resolve()
    folders = [each for each in (build / "versions").glob("*") if each.is_dir() and not each.name.startswith(_NEW)]
    others = [each for each in folders if each.resolve() != published]
    newest = sorted(others, key=lambda path: path.stat().st_mtime, reverse=True)
    return [published, *newest] if published.is_dir() else newest


def current(build: Path) -> Path | None:
    """Return the folder of the published version, or None where nothing is published."""
    link = build / "current"
    return link.resolve() if (link / "graph.nq").is_file() else None


def is_current(build: Path, fingerprint: str) -> bool:
    """Tell whether the published version was made of inputs with this fingerprint."""
    version = current(build)
    return version is not None and version.name.partition("-")[0] == fingerprint


def _unwritable(error: OSError, path: Path) -> PublicationError:
    return PublicationError(
        f"cannot be written: {error.strerror}", at=Location(path), remedy="what was published before is untouched"
    )
