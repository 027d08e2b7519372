"""What the package brings to every project: ontology, shapes and tables, in a wheel or in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
_INSTALLED = _PACKAGE / "core"
"""Where a wheel holds them (pyproject.toml, force-include)."""
_CHECKOUT = _PACKAGE.parent.parent


def ontology() -> Path:
    """Return the folder of the shipped ontology."""
    return _INSTALLED / "ontology" if _INSTALLED.is_dir() else _CHECKOUT / "ontology"


def shapes() -> Path:
    """Return the folder of the shipped shapes."""
    return _INSTALLED / "shapes" if _INSTALLED.is_dir() else _CHECKOUT / "shapes"


def tables() -> Path:
    """Return the folder of the shipped tables' scripts."""
    return _INSTALLED / "tables" if _INSTALLED.is_dir() else _CHECKOUT / "mappings" / "tables"


def layered(folders: tuple[Path, ...], pattern: str) -> list[Path]:
    """Return the files of several folders, sorted by name; of two with one name the later folder's counts."""
    found = {path.name: path for folder in folders for path in folder.glob(pattern)}
    return [found[name] for name in sorted(found)]
