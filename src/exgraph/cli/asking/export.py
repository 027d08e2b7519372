"""`exgraph export`: a network as a file."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from urllib.parse import parse_qsl

import typer

from exgraph.cli import project
from exgraph.cli.message import errors_for
from exgraph.errors import Location, SettingsError


class Language(StrEnum):
    """The language of labels."""

    ja = "ja"
    en = "en"
    ru = "ru"


def export(
    context: typer.Context,
    network: Annotated[str, typer.Argument(help="ties, exchanges, meetings, organisations, series or editions.")],
    *,
    format_: Annotated[
        str | None, typer.Option("--format", help="gexf, graphml, cyjs …; by default the ending of --output, or gexf.")
    ] = None,
    language: Annotated[Language, typer.Option(help="The language of labels.")] = Language.en,
    selection: Annotated[
        str, typer.Option(help="Which events, as in an address of Browse: 'partner=place/nevelsk&from=1990'.")
    ] = "",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file to write to.")] = None,
) -> None:
    """Write a network of what is published for graph tools; the same file as at /export/NETWORK.FORMAT."""
    with errors_for(programs=False):
        settings = project.load(context)
        from exgraph.export.format import NETWORK_FORMATS  # noqa: PLC0415 - loaded only by who exports
        from exgraph.reading.network import NETWORKS  # noqa: PLC0415
        from exgraph.reading.publication import Publication  # noqa: PLC0415
        from exgraph.reading.reader import Reader  # noqa: PLC0415
        from exgraph.reading.selection import Selection  # noqa: PLC0415

        if network not in NETWORKS:
            raise SettingsError(f"there is no network {network}", remedy=f"there are {', '.join(NETWORKS)}")
        ending = format_ or (output.name.partition(".")[2] if output else "gexf")
        chosen = NETWORK_FORMATS.get(ending)
        if chosen is None:
            raise SettingsError(f"there is no format {ending}", remedy=f"there are {', '.join(NETWORK_FORMATS)}")
        published = Publication(settings).current()
        reader = Reader(language.value, None, published.words(language.value), published)
        choice = reader.published.events.choose(Selection.read(parse_qsl(selection.removeprefix("?"))))
        _write(chosen.write(NETWORKS[network](reader, choice)), output)


def _write(body: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(body)
        return
    try:
        output.write_bytes(body)
    except OSError as error:
        raise SettingsError(f"cannot be written: {error.strerror}", at=Location(output)) from error
