"""`exgraph backup`, `restore` and `doctor`: keep what cannot be made again, and see what is wrong."""

from __future__ import annotations

import os
import shutil
import sys
import tarfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Literal

import typer

from exgraph.cli.project import load
from exgraph.errors import ExgraphError, Location, SettingsError
from exgraph.publish import CHECKSUM
from exgraph.settings import Settings

State = Literal["ok", "note", "wrong"]
Found = tuple[State, str]
_EXTRAS = {"serve": "uvicorn", "xlsx": "openpyxl", "mcp": "mcp", "pdf": "pdfplumber"}
_LEAST_FREE = 1 << 30
"""Bytes that a build and its predecessor need, generously."""
_File = Annotated[Path, typer.Argument(help="The archive, FILE.tar.gz.")]


def backup(context: typer.Context, file: _File) -> None:
    """Write state, releases and the published version into one archive; the server may go on."""
    settings = load(context)
    parts = _parts(settings)
    staged = file.with_name(f".new-{file.name}")
    try:
        with tarfile.open(staged, "w:gz", compresslevel=6) as archive:
            for name, folder in parts.items():
                if folder.exists():
                    archive.add(folder, name)
        staged.chmod(0o600)
        staged.replace(file)
    except OSError as error:
        staged.unlink(missing_ok=True)
        raise SettingsError(f"cannot be written: {error.strerror}", at=Location(file)) from error
    print(f"backup       {file}: {', '.join(name for name, folder in parts.items() if folder.exists())}")


def restore(
    context: typer.Context,
    file: _File,
    *,
    force: Annotated[bool, typer.Option(help="Replace what is there.")] = False,
) -> None:
    """Put back what a backup holds. End the server first; without --force nothing that is there is replaced."""
    settings = load(context)
    parts = _parts(settings)
    try:
        with tarfile.open(file, "r:gz") as archive:
            held = {name.partition("/")[0] for name in archive.getnames()}
            if unknown := held - parts.keys():
                raise SettingsError(f"holds {sorted(unknown)[0]}, which no backup does", at=Location(file))
            there = [str(parts[name]) for name in sorted(held) if parts[name].exists()]
            if there and not force:
                remedy = "give --force to replace them"
                raise SettingsError(f"{', '.join(there)} would be replaced", at=Location(file), remedy=remedy)
            for name in sorted(held):
                _put_back(archive, name, parts[name])
    except (OSError, tarfile.TarError) as error:
        raise SettingsError(f"cannot be read as a backup: {error}", at=Location(file)) from error
    if "version" in held:
        _publish(settings.build)
    print(f"restored     {', '.join(sorted(held))} from {file}")


def doctor(context: typer.Context) -> None:
    """Say what is wrong with this installation and what to do; ends with 1 where something is."""
    try:
        found = list(_diagnosis(load(context)))
    except ExgraphError as error:
        found = [("wrong", str(error))]
    for state, words in found:
        print(f"{state:<6}{words}")
    if any(state == "wrong" for state, _ in found):
        raise typer.Exit(1)


def _parts(settings: Settings) -> dict[str, Path]:
    """Return by its name in an archive what a backup holds."""
    return {
        "state": settings.state,
        "releases": settings.releases,
        "version": (settings.build / "current").resolve()
        if _published(settings.build)
        else settings.build / "restored",
    }


def _published(build: Path) -> bool:
    return (build / "current").is_dir()


def _put_back(archive: tarfile.TarFile, name: str, folder: Path) -> None:
    """Unpack a part beside its folder, then take its place."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    staged = folder.with_name(f".new-{folder.name}")
    shutil.rmtree(staged, ignore_errors=True)
    members = [each for each in archive.getmembers() if each.name.partition("/")[0] == name]
    for each in members:
        each.name = each.name.removeprefix(name).lstrip("/") or "."
    archive.extractall(staged, members, filter="data")
    shutil.rmtree(folder, ignore_errors=True)
    staged.rename(folder)


def _publish(build: Path) -> None:
    """Make a restored version the published one where none was."""
    restored = build / "restored"
    if not restored.exists():
        return
    version = build / "versions" / "restored"
    version.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(version, ignore_errors=True)
    restored.rename(version)
    for link, target in (("current", "versions/restored"), ("graph.nq", "current/graph.nq")):
        (build / link).unlink(missing_ok=True)
        (build / link).symlink_to(target)


def _diagnosis(settings: Settings) -> Iterator[Found]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield ("ok" if sys.version_info >= (3, 11) else "wrong", f"Python {version}; 3.11 or newer is needed")
    for extra, module in _EXTRAS.items():
        lacking = f"extra {extra} is absent: pip install 'exgraph[{extra}]'"
        yield ("note", lacking) if find_spec(module) is None else ("ok", f"extra {extra}")
    yield "ok", f"project {settings.root}"
    yield from _version(settings.build)
    yield from _kept(settings.state)
    yield from _releases(settings.releases)
    free = shutil.disk_usage(_nearest(settings.build)).free
    words = f"{free >> 20:,} MiB free for {settings.build}"
    yield ("ok", words) if free > _LEAST_FREE else ("wrong", f"{words}: a build may not fit; make room")


def _version(build: Path) -> Iterator[Found]:
    if not _published(build):
        yield "wrong", f"nothing is published in {build}: run exgraph build, or exgraph restore"
        return
    current = build / "current"
    if (current / CHECKSUM).is_file() and not _holds(current / CHECKSUM, current):
        yield "wrong", f"{current / 'graph.nq'} is not what was published: run exgraph build"
    else:
        yield "ok", f"version {current.resolve().name} is published"


def _kept(state: Path) -> Iterator[Found]:
    place = _nearest(state)
    if not os.access(place, os.W_OK):
        yield "wrong", f"{place} cannot be written: give it to the user that serves (chown)"
    else:
        yield "ok", f"{state} can be written"
    tokens = state / "tokens.json"
    if tokens.is_file() and tokens.stat().st_mode & 0o077:
        yield "wrong", f"{tokens} can be read by others: chmod 600 {tokens}"


def _releases(folder: Path) -> Iterator[Found]:
    for sums in sorted(folder.glob("*/SHA256SUMS")):
        if _holds(sums, sums.parent):
            yield "ok", f"release {sums.parent.name}"
        else:
            yield "wrong", f"release {sums.parent.name} is damaged: restore it from a backup"


def _holds(sums: Path, folder: Path) -> bool:
    """Say whether the files of a folder have the checksums of a list."""
    import hashlib  # noqa: PLC0415 - only a look at files waits for it

    for line in sums.read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        path = folder / name
        if not path.is_file():
            return False
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                return False
    return True


def _nearest(folder: Path) -> Path:
    """Return a folder, or the nearest above it that is there."""
    return next((each for each in (folder, *folder.parents) if each.exists()), Path("/"))
