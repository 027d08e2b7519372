"""Making a release: all files in a folder beside, which then takes its name in one step."""

from __future__ import annotations

import gzip
import hashlib
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from exgraph.errors import Location
from exgraph.release import citation, package, patch, wording
from exgraph.release.change import ChangeSet, changes
from exgraph.release.context import context
from exgraph.release.crate import crate
from exgraph.release.description import describe
from exgraph.release.patch import difference
from exgraph.release.release import (
    CHANGES,
    CRATE,
    DUMP,
    MANIFEST,
    PATCH,
    File,
    Release,
    ReleaseError,
    is_id,
    manifest,
    order,
    releases,
)
from exgraph.release.table import sheets, write_csv, write_sqlite
from exgraph.settings.description import Description
from exgraph.store import Store
from exgraph.store import read as read_store
from exgraph.store.canonical import canonical, write_lines

STAGES = ("canonical", "dumps", "tables", "changes", "words")
"""What is done, in order: told to who watches."""
SUMS = "SHA256SUMS"

_NEW = ".new-"
_TYPES = {
    ".gz": "application/gzip",
    ".ttl": "text/turtle",
    ".trig": "application/trig",
    ".sqlite": "application/vnd.sqlite3",
    ".zip": "application/zip",
    ".jsonld": "application/ld+json",
    ".json": "application/json",
    ".rdfp": "application/rdf-patch",
    ".md": "text/markdown",
    ".cff": "application/yaml",
    ".txt": "text/plain",
}

_UNSAID = Description()
"""A project that says nothing of itself."""


def make(
    nquads: Path,
    out: Path,
    *,
    date: str,
    version: str,
    root: str,
    project: Description = _UNSAID,
    begin: Callable[[str], None] = lambda _: None,
) -> Release:
    """Make the release of a graph under `out` and return it; one that is there already with the same files stays.

    Args:
        nquads: the graph, as published.
        out: the folder of all releases; the newest one before this is what changes are reckoned from.
        date: the day of the release, YYYY-MM-DD.
        version: letters, digits, and . + _ - between them.
        root: the base of things.
        project: what the project says of itself: title, publisher, licence.
        begin: is told each stage as it begins.

    Raises:
        ReleaseError: date or version cannot be used; a release of that name has other files; the folder cannot be
            written. Nothing half made is left.
        StoreError: the graph cannot be read.
    """
    id_ = f"{date}-{version}"
    if not is_id(id_) or not _is_date(date):
        raise ReleaseError(f"{id_} is no name of a release", remedy="give a date as 2026-04-01 and a version as 1.2")
    previous = next((each for each in releases(out) if each.key < order(id_)), None)
    try:
        out.mkdir(parents=True, exist_ok=True)
        staged = Path(tempfile.mkdtemp(prefix=_NEW, dir=out))
        try:
            staged.chmod(0o755)
            begin("canonical")
            release = Release(
                id_, date, version, previous.id if previous else None, "", 0, 0, 0, f"{root}release/{id_}", (), staged
            )
            return _place(
                _fill(release, canonical(nquads), previous, root=root, project=project, begin=begin), out / id_
            )
        finally:
            shutil.rmtree(staged, ignore_errors=True)
    except OSError as error:
        raise ReleaseError(f"cannot be written: {error.strerror}", at=Location(out)) from error


def lines_of(release: Release) -> list[str]:
    """Return the canonical N-Quads lines of a release.

    Raises:
        ReleaseError: its dump cannot be read.
    """
    path = release.folder / DUMP
    try:
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
            return list(file)
    except (OSError, EOFError) as error:
        raise ReleaseError(f"cannot be read: {error}", at=Location(path)) from error


def _fill(
    release: Release,
    lines: list[str],
    previous: Release | None,
    *,
    root: str,
    project: Description,
    begin: Callable[[str], None],
) -> Release:
    folder = release.folder
    begin("dumps")
    digest = _write_dump(folder / DUMP, lines)
    write_lines(lines, folder / "exgraph.ttl", "turtle")
    write_lines(lines, folder / "exgraph.trig", "trig")
    store = read_store(folder / DUMP)
    begin("tables")
    filled = list(sheets(store, root))
    write_sqlite(folder / "exgraph.sqlite", filled, lines, package.references(filled))
    described = {
        "datapackage.json": package.data_package(filled, project, release.version),
        "csv-metadata.json": package.csvw(filled, project),
    }
    write_csv(folder / "exgraph-csv.zip", filled, described)
    (folder / "context.jsonld").write_text(context(store), encoding="utf-8")
    begin("changes")
    added, removed = difference(lines_of(previous) if previous else (), lines)
    patch.write(folder / PATCH, release.iri, previous.iri if previous else None, added, removed)
    release = replace(release, canonical=digest, quads=len(lines), added=len(added), withdrawn=len(removed))
    begin("words")
    found = changes(added, removed, read_store(previous.folder / DUMP) if previous else None, store, root)
    _write_words(release, store, previous, found, root=root, project=project)
    (folder / SUMS).write_text(_sums(folder), encoding="utf-8")
    return release


def _write_words(
    release: Release, store: Store, previous: Release | None, found: ChangeSet, *, root: str, project: Description
) -> None:
    folder = release.folder
    found.write(folder / CHANGES)
    texts = {
        "CHANGES.md": wording.markdown(release, found, root),
        "CITATION.cff": citation.cff(project, release),
        "citation.txt": citation.sentences(project, release),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    text = describe(release, previous.iri if previous else None, _files(folder), store, project)
    (folder / "void.ttl").write_text(text, encoding="utf-8")
    (folder / CRATE).write_text(crate(release, _files(folder), project), encoding="utf-8")
    (folder / MANIFEST).write_text(manifest(replace(release, files=tuple(_files(folder)))), encoding="utf-8")


def _write_dump(path: Path, lines: Iterable[str]) -> str:
    """Write the dump, gzipped without name and time, and return the SHA-256 of what is in it."""
    digest = hashlib.sha256()
    with path.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        for line in lines:
            content = line.encode()
            digest.update(content)
            packed.write(content)
    return digest.hexdigest()


def _files(folder: Path) -> list[File]:
    return [
        File(path.name, _TYPES[path.suffix], path.stat().st_size, _sha256(path))
        for path in sorted(folder.iterdir())
        if path.name not in (MANIFEST, SUMS)
    ]


def _sums(folder: Path) -> str:
    return "".join(f"{_sha256(path)}  {path.name}\n" for path in sorted(folder.iterdir()) if path.name != SUMS)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _place(release: Release, folder: Path) -> Release:
    if folder.exists():
        if (folder / SUMS).is_file() and (folder / SUMS).read_bytes() == (release.folder / SUMS).read_bytes():
            return replace(release, folder=folder)
        remedy = "what is released is never changed: give another --version"
        raise ReleaseError("is there already, with other files", at=Location(folder), remedy=remedy)
    release.folder.rename(folder)
    return replace(release, folder=folder, files=tuple(_files(folder)))


def _is_date(text: str) -> bool:
    found = re.fullmatch(r"\d{4}-(\d{2})-(\d{2})", text)
    return found is not None and 1 <= int(found[1]) <= 12 and 1 <= int(found[2]) <= 31
