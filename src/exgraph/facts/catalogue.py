"""All tables of a project: the gazetteer's and each source's facts, with the scripts that explain them."""

from __future__ import annotations

import importlib.util
import inspect
import sys
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


@dataclass(frozen=True)
class Script:
    """A table's script: its row class and the generator of its triples, `triples(row, context)`."""

    name: str
    path: Path
    row_class: type[Row]
    triples: Callable[..., Iterator[tuple[str, str, str]]]


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

    Raises:
        MappingError: a script that cannot be run, or without exactly one row class and `triples`.
    """
    return {path.stem: _script(path) for path in layered(folders, "[a-z]*.py")}


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
    return Script(path.stem, path, classes[0], module.triples)


def _module(path: Path) -> ModuleType:
    name = f"exgraph_table_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise MappingError("is no Python file", at=Location(path))
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up by name
    try:
        spec.loader.exec_module(module)
    except SyntaxError as error:
        raise MappingError(f"cannot be read: {error.msg}", at=Location(path, error.lineno, error.offset)) from error
    except Exception as error:
        frames = inspect.getinnerframes(error.__traceback__) if error.__traceback__ else []
        lines = [frame.lineno for frame in frames if frame.filename == str(path)]
        raise MappingError(f"cannot be run: {error}", at=Location(path, lines[-1] if lines else None)) from error
    return module


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
