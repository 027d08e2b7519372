"""Changes as RDF Patch: quads that go (D) and come (A), in one transaction with where it begins and ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from exgraph.errors import Location
from exgraph.release.release import ReleaseError


def difference(before: Iterable[str], after: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the lines that came and those that went, each in order."""
    old, new = set(before), set(after)
    return sorted(new - old), sorted(old - new)


def write(path: Path, iri: str, previous: str | None, added: Iterable[str], removed: Iterable[str]) -> None:
    """Write the patch that leads from the release `previous` (None: from nothing) to the release `iri`."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f"H id <{iri}> .\n")
        if previous is not None:
            file.write(f"H prev <{previous}> .\n")
        file.write("TX .\n")
        file.writelines(f"D {line}" for line in removed)
        file.writelines(f"A {line}" for line in added)
        file.write("TC .\n")


def read(path: Path) -> Iterator[tuple[str, str]]:
    """Yield each change of a patch: `A` or `D`, and the N-Quads line.

    Raises:
        ReleaseError: the file cannot be read, or its transaction has no end.
    """
    ended = False
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            for line in file:
                letter, _, quad = line.partition(" ")
                if letter in ("A", "D"):
                    yield letter, quad
                ended = ended or letter == "TC"
    except OSError as error:
        raise ReleaseError(f"cannot be read: {error.strerror}", at=Location(path)) from error
    if not ended:
        raise ReleaseError("breaks off", at=Location(path), remedy="download it again")


def apply(lines: set[str], path: Path) -> None:
    """Make the changes of a patch to a set of N-Quads lines.

    Raises:
        ReleaseError: see `read`; or a quad that goes is not there, so that the patch is for other data.
    """
    for letter, quad in read(path):
        if letter == "A":
            lines.add(quad)
        elif quad in lines:
            lines.remove(quad)
        else:
            remedy = "begin anew with the dump"
            raise ReleaseError(f"takes away what is not there: {quad[:80]}", at=Location(path), remedy=remedy)
