"""A release as it lies in its folder."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from exgraph.errors import ExgraphError

MANIFEST = "release.json"
DUMP = "exgraph.nq.gz"
PATCH = "changes.rdfp"
CHANGES = "changes.json"
CRATE = "ro-crate-metadata.json"
RELEASED = "release"
"""In the folder of a published version: the id of the release that was made of it."""

_ID = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9A-Za-z][0-9A-Za-z.+_-]{0,40}")


class ReleaseError(ExgraphError):
    """A release cannot be made, or there is none of that name."""


@dataclass(frozen=True)
class File:
    """A file of a release: its name, what it is (a media type), its bytes, and their SHA-256."""

    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Release:
    """A release: `id` is date and version; `canonical` is the SHA-256 of its canonical N-Quads (RDFC-1.0)."""

    id: str
    date: str
    version: str
    previous: str | None
    canonical: str
    quads: int
    added: int
    withdrawn: int
    """Quads that came and went since the release before."""
    iri: str
    files: tuple[File, ...]
    folder: Path

    def file(self, name: str) -> Path | None:
        """Return the path of one of its files, None for any other name."""
        listed = {file.name for file in self.files} | {MANIFEST, "SHA256SUMS"}
        return self.folder / name if name in listed else None

    @property
    def key(self) -> tuple[str, list[tuple[bool, int, str]]]:
        """What releases sort by: see `order`."""
        return order(self.id)


def order(id_: str) -> tuple[str, list[tuple[bool, int, str]]]:
    """Return the key by which releases come one after the other: date, then version, its numbers as numbers."""
    parts = re.split(r"[^0-9A-Za-z]+", id_[11:])
    return id_[:10], [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts]


def is_id(text: str) -> bool:
    """Tell whether a text can be the id of a release."""
    return _ID.fullmatch(text) is not None and ".." not in text


def releases(folder: Path) -> list[Release]:
    """Return the releases in a folder, the newest first; folders without a readable manifest are passed over."""
    if not folder.is_dir():
        return []
    found = [_read(path, _changed(path)) for path in folder.iterdir() if is_id(path.name)]
    return sorted((each for each in found if each is not None), key=lambda each: each.key, reverse=True)


def find(folder: Path, id_: str) -> Release:
    """Return a release by its id.

    Raises:
        ReleaseError: there is none of that id.
    """
    found = _read(folder / id_, _changed(folder / id_)) if is_id(id_) else None
    if found is None:
        known = ", ".join(each.id for each in releases(folder)[:5]) or "none yet"
        raise ReleaseError(f"there is no release {id_[:60]}", remedy=f"there are: {known}")
    return found


def _changed(path: Path) -> int:
    try:
        return (path / MANIFEST).stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(256)
def _read(path: Path, changed: int) -> Release | None:
    try:
        manifest: dict[str, Any] = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        files = tuple(File(**file) for file in manifest.pop("files"))
        names = ("id", "date", "version", "previous", "canonical", "quads", "added", "withdrawn", "iri")
        return Release(**{name: manifest[name] for name in names}, files=files, folder=path)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def manifest(release: Release) -> str:
    """Return the text of a release's manifest."""
    manifest: dict[str, object] = {
        name: getattr(release, name)
        for name in ("id", "iri", "date", "version", "previous", "canonical", "quads", "added", "withdrawn")
    }
    manifest["canonicalisation"] = "RDFC-1.0 with SHA-256, over the uncompressed N-Quads"
    manifest["files"] = [vars(file) for file in release.files]
    return json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
