"""`exgraph init`: a project of one's own, in a folder of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from exgraph.errors import Location, SettingsError
from exgraph.settings.description import FILE, LANGUAGES

_IGNORED = "# Documents stay where they are; what is built can be built again.\n/documents/\n/build/\n/state/\n"
_FOLDERS = ("sources", "gazetteer", "documents")
_README = """\
# {title}

A project of [exgraph](https://w3id.org/exgraph/): documents of exchange between towns, as a graph.

```console
$ exgraph new source ID --document documents/FILE     # how the document is laid out, guessed
$ exgraph extract ID --documents documents            # proposes facts
$ exgraph review ID --documents documents             # a person accepts or corrects them
$ exgraph build && exgraph serve                      # then open http://127.0.0.1:8000/
```

| what | holds |
|---|---|
| `{file}` | the project's name, publisher, addresses |
| `sources/` | a folder a document: how it is laid out, and its facts |
| `gazetteer/` | places, organisations, series and their spellings |
| `documents/` | the documents themselves, kept out of git |
| `ontology/`, `shapes/`, `tables/` | only what you add: a file named as one of exgraph's takes its place |
"""


def init(
    folder: Annotated[Path, typer.Argument(help="A folder that is not there yet, or is empty.")],
    *,
    title: Annotated[str, typer.Option(help="The project's name; by default the folder's.")] = "",
    publisher: Annotated[str, typer.Option(help="Who publishes its data.")] = "",
    base: Annotated[
        str, typer.Option(help="Where the addresses of its things begin, such as https://data.example.org/.")
    ] = "",
    language: Annotated[str, typer.Option(help="The language of title and publisher: ja, en or ru.")] = "ja",
) -> None:
    """Make a project for documents of your own. Ontology, shapes and tables come from exgraph; nothing is copied."""
    if language not in LANGUAGES:
        raise SettingsError(f"{language!r} is no language here", remedy=f"choose among {', '.join(LANGUAGES)}")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SettingsError("is there already, and not empty", at=Location(folder), remedy="choose another folder")
    name = title or folder.resolve().name
    try:
        for each in _FOLDERS:
            (folder / each).mkdir(parents=True, exist_ok=True)
        (folder / ".gitignore").write_text(_IGNORED, encoding="utf-8")
        (folder / FILE).write_text(_described(name, publisher, base, language), encoding="utf-8")
        (folder / "README.md").write_text(_README.format(title=name, file=FILE), encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"cannot be written: {error.strerror}", at=Location(folder)) from error
    typer.echo(f"made the project {folder}; put a document into {folder / 'documents'}, then run there")
    typer.echo("  exgraph new source ID --document documents/FILE")


def _described(title: str, publisher: str, base: str, language: str) -> str:
    """Return the text of exgraph.toml, with what is not given yet as comments."""
    return "\n".join(
        [
            "[project]",
            f"title_{language} = {_quoted(title)}",
            f"publisher_{language} = {_quoted(publisher)}" if publisher else f'# publisher_{language} = "…"',
            "# Where the addresses of things begin. Set it before you publish: addresses should stay.",
            f"base = {_quoted(base)}" if base else '# base = "https://data.example.org/"',
            "# The place whose exchange is told, by its id in gazetteer/place.csv.",
            '# home = "…"',
            "# The licence of the data, an address.",
            '# licence = "https://creativecommons.org/licenses/by/4.0/"',
            "",
        ]
    )


def _quoted(text: str) -> str:
    """Return a basic string of TOML."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in escaped) + '"'
