"""The layout of a document as a person corrects it: the roles of its columns, as source.toml says them."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exgraph.errors import Location, SourceError
from exgraph.extract.layout import guess
from exgraph.sources.document import Document
from exgraph.sources.source import Source

READERS = ("article", "delimited-table", "chronicle", "form")
"""The readers that a person may choose; the others are for those who lay out a document by hand."""
ROLES = (
    *("year", "month", "day", "date", "until", "tie", "place", "location"),
    *("category", "heading", "number", "people", "text"),
)
"""What a column may hold; nothing where its words are passed over."""
_SHOWN = 40
"""Rows shown of a document."""
_SECTION = re.compile(r"\[([^\]\[]+)\]\s*(?:#.*)?")


@dataclass(frozen=True)
class Column:
    """A column by what source.toml calls it, its head, and its role."""

    name: str | int
    head: str
    role: str


@dataclass(frozen=True)
class Preview:
    """Columns, and the first lines by number with their cells."""

    columns: list[Column]
    rows: list[tuple[int, list[str]]]


def preview(source: Source, document: Document) -> Preview:
    """Return a document's first lines; of a table with its columns."""
    if source.layout.get("reader") != "delimited-table":
        return Preview([], [(line, [words]) for line, words in enumerate(document.lines[:_SHOWN], 1) if words.strip()])
    delimiter = source.layout.get("delimiter", "\t")
    rows = [(line, [cell.strip() for cell in words.split(delimiter)]) for line, words in enumerate(document.lines, 1)]
    rows = [(line, cells) for line, cells in rows if any(cells)]
    roles = _roles(source)
    heads = _heads(source, [cells for _, cells in rows], set(roles))
    width = max((len(cells) for _, cells in rows[:_SHOWN]), default=0)
    names: list[str | int] = [*heads] if heads else [*range(1, width + 1)]
    columns = [Column(name, str(name), roles.get(name, "")) for name in names]
    return Preview(columns, [(line, cells + [""] * (len(columns) - len(cells))) for line, cells in rows[:_SHOWN]])


def _roles(source: Source) -> dict[str | int, str]:
    columns = source.layout.get("columns", {})
    return {name: role for role, names in columns.items() for name in (names if isinstance(names, list) else [names])}


def _heads(source: Source, rows: list[list[str]], known: set[str | int]) -> list[str]:
    """Return the heads of the columns: the first line that holds all that are named; nothing where numbers are."""
    if any(isinstance(name, int) for name in known):
        return []
    for at, cells in enumerate(rows[:_SHOWN]):
        below = rows[at + 1] if at + 1 < len(rows) else []
        heads = guess.combined(cells, below) if source.layout.get("headers") == 2 else cells
        if known and known <= set(heads):
            return heads
    guessed = next((cells for cells in rows[:6] if sum(map(bool, cells)) > 1), [])
    return guessed if not known else []


def by_role(columns: list[tuple[str | int, str]]) -> dict[str, Any]:
    """Return [layout.columns] of names with their roles: one name, or several in a list."""
    found: dict[str, list[str | int]] = {}
    for name, role in columns:
        if role in ROLES and name != "":
            found.setdefault(role, []).append(name)
    return {role: names[0] if len(names) == 1 else names for role, names in found.items()}


def revise(path: Path, changed: Mapping[str, Mapping[str, Any]]) -> None:
    """Change values of source.toml by section and key, its other lines and comments as they are; None takes a key out.

    Raises:
        SourceError: the file cannot be written, or says a changed value over several lines: a person is to edit it.
    """
    text = path.read_text(encoding="utf-8")
    for section, values in changed.items():
        text = _section(text, section, values)
    wanted = tomllib.loads(path.read_text(encoding="utf-8"))
    for section, values in changed.items():
        _put(wanted, section, values)
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        said = {}
    if said != wanted:
        raise SourceError("says a value over several lines", at=Location(path), remedy="edit the file by hand")
    try:
        made = path.with_suffix(".new")
        made.write_text(text, encoding="utf-8")
        made.replace(path)
    except OSError as error:
        raise SourceError(f"cannot be written: {error.strerror}", at=Location(path)) from error


def _put(data: dict[str, Any], section: str, values: Mapping[str, Any]) -> None:
    for name in section.split("."):
        data = data.setdefault(name, {})
    for key, value in values.items():
        if value is None:
            data.pop(key, None)
        else:
            data[key] = value


def _section(text: str, section: str, values: Mapping[str, Any]) -> str:
    lines = text.split("\n")
    heads = [at for at, line in enumerate(lines) if _SECTION.fullmatch(line.strip())]
    start = next((at for at in heads if _named(lines[at]) == section), None)
    if start is None:
        lines += [f"[{section}]", ""]
        start, end = len(lines) - 2, len(lines)
    else:
        end = next((at for at in heads if at > start), len(lines))
    body, left = [], dict(values)
    for line in lines[start + 1 : end]:
        key = line.partition("=")[0].strip().strip('"')
        if key in left and "=" in line and not line.lstrip().startswith("#"):
            body += _line(key, left.pop(key))
        else:
            body.append(line)
    last = next((at for at in range(len(body), 0, -1) if body[at - 1].strip() and body[at - 1][0] != "#"), 0)
    more = [line for key, value in left.items() for line in _line(key, value)]
    return "\n".join([*lines[: start + 1], *body[:last], *more, *body[last:], *lines[end:]])


def _named(line: str) -> str:
    found = _SECTION.fullmatch(line.strip())
    return found[1].strip() if found else ""


def _line(key: str, value: object) -> list[str]:
    # The strings, numbers and lists of JSON are those of TOML.
    return [] if value is None else [f"{key} = {json.dumps(value, ensure_ascii=False)}"]
