"""All tables of a project: the gazetteer's and each source's facts, with the scripts that explain them."""

from __future__ import annotations

import importlib
import inspect
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from exgraph.errors import ExgraphError, Location, MappingError, TablesError
from exgraph.facts import table
from exgraph.facts.table import Entry, Row
from exgraph.settings.core import layered
from exgraph.sources import source as sources
from exgraph.sources.source import Source

GAZETTEER = "gazetteer"
"""The name under which the gazetteer's tables stand beside the sources'."""


_PACKAGE = "exgraph_tables"
"""The package that the scripts are modules of, so that one may take words from another: `from .place import ...`."""

_LOADING = threading.Lock()

Triples = Callable[..., Iterator[tuple[str, str, str]]]


@dataclass(frozen=True)
class Script:
    """A table's script: its row class and what it says of a row.

    A script must have `triples`; the other functions are for the tables that need them.

    Attributes:
        name: the table's name.
        path: the script's file.
        row_class: the type of the table's rows.
        triples: `triples(row, context)` yields what the row tells, for the named graph of its owner.
        provenance: `provenance(row, context)` yields what it tells of the document itself, for the graph of documents.
        untold: `untold(row, context)` yields what the row could tell and does not, each with the reason.
        called: `called(row, context, language)` returns what the thing is called within a sentence.
    """

    name: str
    path: Path
    row_class: type[Row]
    triples: Triples
    provenance: Triples
    untold: Callable[..., Iterator[tuple[str, str]]]
    called: Callable[..., str] | None


def _nothing(*_: object) -> Iterator[Any]:
    yield from ()


@dataclass
class Catalogue:
    """Every table read: entries by table name, then by owner (`gazetteer` or a source's id)."""

    scripts: dict[str, Script]
    sources: list[Source]
    entries: dict[str, dict[str, list[Entry[Any]]]] = field(default_factory=dict)

    def rows(self, name: str, owner: str | None = None) -> Iterator[tuple[str, Entry[Any]]]:
        """Yield (owner, entry) for a table, of one owner or of all."""
        for each, entries in self.entries.get(name, {}).items():
            if owner in (None, each):
                for entry in entries:
                    yield each, entry


def load_scripts(folders: tuple[Path, ...]) -> dict[str, Script]:
    """Load the scripts of tables, by table name; of two with one name the later folder's.

    A module whose name begins with `_` is a part of other scripts, no table.

    Raises:
        MappingError: a script that cannot be run, or without exactly one row class and `triples`.
    """
    with _LOADING:
        _open_package(folders)
        return {path.stem: _script(path) for path in layered(folders, "[a-z]*.py")}


def _open_package(folders: tuple[Path, ...]) -> None:
    """Make the folders the package of scripts, in place of what was loaded before."""
    for name in [each for each in sys.modules if each.partition(".")[0] == _PACKAGE]:
        del sys.modules[name]
    importlib.invalidate_caches()
    package = ModuleType(_PACKAGE)
    package.__path__ = [str(folder) for folder in reversed(folders)]
    sys.modules[_PACKAGE] = package


def _script(path: Path) -> Script:
    module = _module(path)
    classes = [
        value
        for value in vars(module).values()
        if inspect.isclass(value) and issubclass(value, Row) and value.__module__ == module.__name__
    ]
    if len(classes) != 1 or not callable(getattr(module, "triples", None)):
        raise MappingError(
            "needs exactly one subclass of Row and a function triples(row, context)", at=Location(path, 1)
        )
    for column in classes[0].columns():
        if hasattr(Row, column.name):
            raise MappingError(f"the column {column.name} has the name of a function of Row", at=Location(path, 1))
    provenance, untold = (getattr(module, function, _nothing) for function in ("provenance", "untold"))
    called = getattr(module, "called", None)
    return Script(path.stem, path, classes[0], module.triples, provenance, untold, called)


def _module(path: Path) -> ModuleType:
    try:
        return importlib.import_module(f"{_PACKAGE}.{path.stem}")
    except SyntaxError as error:
        at = Location(Path(error.filename or path), error.lineno, error.offset)
        raise MappingError(f"cannot be read: {error.msg}", at=at) from error
    except Exception as error:
        frames = inspect.getinnerframes(error.__traceback__) if error.__traceback__ else []
        folders = sys.modules[_PACKAGE].__path__
        inside = [frame for frame in frames if str(Path(frame.filename).parent) in folders]
        at = Location(Path(inside[-1].filename), inside[-1].lineno) if inside else Location(path)
        raise MappingError(f"cannot be run: {error}", at=at) from error


def load(mappings: Path, tables: tuple[Path, ...] = ()) -> Catalogue:
    """Read every table whose file is there.

    Args:
        mappings: the folder of gazetteer and sources.
        tables: the folders of the tables' scripts; by default `tables` in that folder.

    Gazetteer files are named `<table>.csv` or `<table>-<part>.csv`; fact files `<table>.csv`.

    Raises:
        MappingError, SourceError: as `load_scripts` and `sources.read_all`.
        TablesError: everything wrong in any table, together.
    """
    catalogue = Catalogue(load_scripts(tables or (mappings / "tables",)), sources.read_all(mappings))
    errors: list[ExgraphError] = []
    folders = [(GAZETTEER, mappings / "gazetteer"), *((each.id, each.facts) for each in catalogue.sources)]
    for owner, folder in folders:
        for path in sorted(folder.glob("*.csv")):
            name = path.stem.split("-")[0] if owner == GAZETTEER else path.stem
            if name not in catalogue.scripts:
                errors.append(
                    MappingError(f"no script mappings/tables/{name}.py explains this table", at=Location(path))
                )
                continue
            try:
                entries = table.read(path, catalogue.scripts[name].row_class)
            except TablesError as error:
                errors.extend(error.errors)
            except ExgraphError as error:
                errors.append(error)
            else:
                catalogue.entries.setdefault(name, {}).setdefault(owner, []).extend(entries)
    if errors:
        raise TablesError(errors)
    return catalogue
