"""A source's description: mappings/sources/<id>/source.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from exgraph.errors import Location, SourceError

_REQUIRED = ("id", "file", "title_ja", "title_en", "title_ru", "publisher_ja", "publisher_en", "licence")


@dataclass(frozen=True)
class Source:
    """What source.toml says of a document: who published it, how it is laid out, what to expect of it.

    `format` and `encoding` stand in for what the document's suffix and its first characters tell; most have neither.
    """

    id: str
    folder: Path
    file: str
    title: dict[str, str]
    publisher: dict[str, str]
    licence: str
    address: str | None
    layout: dict[str, Any] = field(default_factory=dict)
    expect: dict[str, Any] = field(default_factory=dict)
    format: str = ""
    encoding: str = ""

    @property
    def facts(self) -> Path:
        """The folder of the source's fact tables."""
        return self.folder / "facts"

    def table(self, name: str) -> Path:
        """The file of one fact table."""
        return self.facts / f"{name}.csv"


def read(folder: Path) -> Source:
    """Read the description of the source in `folder`.

    Raises:
        SourceError: source.toml cannot be read, lacks a value, or names another folder.
    """
    path = folder / "source.toml"
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", at=Location(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"is not TOML: {error}", at=Location(path)) from error
    about = data.get("source", {})
    missing = [name for name in _REQUIRED if not isinstance(about.get(name), str) or not about[name]]
    if missing:
        raise SourceError(
            f"[source] lacks {', '.join(missing)}",
            at=Location(path, _line(text, "[source]")),
            remedy="add them as text",
        )
    if about["id"] != folder.name:
        raise SourceError(
            f"the id is {about['id']} but the folder is {folder.name}",
            at=Location(path, _line(text, "id")),
            remedy="name them alike",
        )
    return Source(
        id=about["id"],
        folder=folder,
        file=about["file"],
        title={language: about[f"title_{language}"] for language in ("ja", "en", "ru")},
        publisher={
            language: about[f"publisher_{language}"]
            for language in ("ja", "en", "ru")
            if f"publisher_{language}" in about
        },
        licence=about["licence"],
        address=about.get("address"),
        layout=data.get("layout", {}),
        expect=data.get("expect", {}),
        format=about.get("format", ""),
        encoding=about.get("encoding", ""),
    )


def read_all(mappings: Path) -> list[Source]:
    """Read every source under mappings/sources, in the order of their ids.

    Raises:
        SourceError: as `read`.
    """
    return [read(path.parent) for path in sorted((mappings / "sources").glob("*/source.toml"))]


def _line(text: str, start: str) -> int:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.lstrip().startswith(start):
            return number
    return 1
