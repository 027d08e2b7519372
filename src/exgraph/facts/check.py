"""What must hold between tables: references resolve, keys are unique, volumes are as expected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exgraph.errors import ExgraphError, Location, TableError
from exgraph.facts.catalogue import GAZETTEER, Catalogue
from exgraph.facts.table import Entry, column_name
from exgraph.sources.source import Source

_SCOPED = frozenset({"record", "event", "participation", "observation", "topic"})
"""Tables whose ids count within their source; all others are known everywhere."""


def check(catalogue: Catalogue) -> list[ExgraphError]:
    """Return everything wrong between the tables; an empty list when all is well."""
    return [*_dangling(catalogue), *_duplicates(catalogue), *_volumes(catalogue)]


def _dangling(catalogue: Catalogue) -> Iterator[ExgraphError]:
    known = {
        (*_scope(name, owner), entry.row.key[0]) for name in catalogue.entries for owner, entry in catalogue.rows(name)
    }
    # The gazetteer's tables name a fact together with its source.
    known |= {(name, "", f"{owner}/{entry.row.key[0]}") for name in _SCOPED for owner, entry in catalogue.rows(name)}
    for name in catalogue.entries:
        for owner, entry in catalogue.rows(name):
            for column, (target, key) in entry.row.references():
                if (*_scope(target, owner), key) not in known:
                    yield TableError(
                        f"no {target} has the id '{key}'",
                        at=Location(entry.at.path, entry.at.line, column),
                        remedy=f"correct the id or add the {target}",
                    )


def _scope(name: str, owner: str) -> tuple[str, str]:
    return name, owner if name in _SCOPED and owner != GAZETTEER else ""


def _duplicates(catalogue: Catalogue) -> Iterator[ExgraphError]:
    for name, owners in catalogue.entries.items():
        seen: dict[tuple[str, ...], Location] = {}
        for entry in owners.get(GAZETTEER, []):
            first = seen.setdefault(entry.row.key, entry.at)
            if first is not entry.at:
                yield TableError(
                    f"{name} '{'/'.join(entry.row.key)}' stands in {first} too", at=entry.at, remedy="keep one of them"
                )


def _volumes(catalogue: Catalogue) -> Iterator[ExgraphError]:
    for source in catalogue.sources:
        yield from _expected_rows(catalogue, source)
        covered = {number for _, entry in _facts(catalogue, source.id) for number in entry.row.record}
        for _, entry in catalogue.rows("record", source.id):
            if entry.row.number not in covered:
                yield TableError(
                    f"no fact is made of record {entry.row.number}",
                    at=entry.at,
                    remedy="add a fact, or take the record out",
                )


def _facts(catalogue: Catalogue, owner: str) -> Iterator[tuple[str, Entry[Any]]]:
    for name, script in catalogue.scripts.items():
        if any(column_name(column) == "record" for column in script.row_class.columns()):
            yield from catalogue.rows(name, owner)


def _expected_rows(catalogue: Catalogue, source: Source) -> Iterator[ExgraphError]:
    for name, expected in source.expect.get("rows", {}).items():
        found = len(catalogue.entries.get(name, {}).get(source.id, []))
        if found != expected:
            yield TableError(
                f"{found} rows where source.toml expects {expected}",
                at=Location(source.table(name)),
                remedy="extract anew, or correct [expect.rows] in source.toml",
            )
