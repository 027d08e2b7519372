"""The fingerprint of everything a build depends on. It names the version, and tells whether one is out of date."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

import exgraph
from exgraph.settings import Settings

_ENGINES = ("pyoxigraph", "rdflib")
"""Packages whose versions may change what a build makes, beside those of another reasoner or validator."""

_APART = frozenset({"cli", "explain", "export", "extract", "mcp", "release", "review", "studio", "web"})
"""Rooms of exgraph that have no part in a build."""


Reasoner = Literal["compiled", "owlrl", "reasonable"]


@dataclass(frozen=True)
class Options:
    """What a build may be told: reasoner, validator, whether to publish in spite of violations, where documents are."""

    reasoner: Reasoner = "compiled"
    allow_violations: bool = False
    documents: Path | None = None
    validator: Literal["compiled", "pyshacl"] = "compiled"


def fingerprint(settings: Settings, options: Options) -> str:
    """Return 16 hexadecimal digits that change whenever an input of the build does."""
    digest = hashlib.sha256()
    chosen = (options.reasoner, options.validator, f"allow_violations={options.allow_violations}")
    for text in (settings.base.root, *chosen, *_versions(options)):
        digest.update(text.encode() + b"\0")
    for path in (*settings.inputs, *filter(None, [options.documents])):
        _update(digest, path if path.is_dir() else path.parent, _files(path))
    package = Path(exgraph.__file__).parent
    _update(digest, package, (path for path in _files(package) if path.relative_to(package).parts[0] not in _APART))
    return digest.hexdigest()[:16]


def _versions(options: Options) -> Iterator[str]:
    others = (each for each in (options.reasoner, options.validator) if each != "compiled")
    for name in ("exgraph", *_ENGINES, *others):
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield name  # an extra that is not installed: the build itself says so


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_file():
        return iter([folder])
    paths = (path for path in folder.rglob("*") if "__pycache__" not in path.parts and not path.name.startswith("."))
    return (path for path in sorted(paths) if path.is_file())


def _update(digest: hashlib._Hash, folder: Path, paths: Iterable[Path]) -> None:
    for path in paths:
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
