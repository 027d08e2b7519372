"""`exgraph review`: a person reads each fact against its line of the document, and decides."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated, Any

import typer

from exgraph.cli import project
from exgraph.cli.message import as_json, errors_for
from exgraph.errors import SettingsError
from exgraph.review.desk import Desk, ReviewError
from exgraph.review.fact import PROPOSED, ReviewFact, ReviewRecord
from exgraph.settings import Settings


def review(
    context: typer.Context,
    source: Annotated[str | None, typer.Argument(help="The id of a source; all when none is given.")] = None,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[RECORD]...",
            help="Numbers of records; with --set TABLE ID COLUMN=VALUE..., with --reject TABLE ID.",
        ),
    ] = None,
    *,
    documents: Annotated[Path | None, typer.Option(help="The folder of documents, whose lines are shown.")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Take the facts that were accepted or corrected before, too.")
    ] = False,
    accept: Annotated[bool, typer.Option("--accept", help="Accept what is proposed of these records.")] = False,
    correct: Annotated[
        bool, typer.Option("--set", help="Correct cells of one row: SOURCE event 417 total=3 note=...")
    ] = False,
    reject: Annotated[
        bool, typer.Option("--reject", help="Take one row out, an event with its participations: SOURCE event 417")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="List as JSON what waits, and decide nothing.")] = False,
    serve: Annotated[bool, typer.Option("--serve", help="Review on a page in the browser of this machine.")] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="For --serve; 0 takes any free port.")] = 8010,
    by: Annotated[
        str | None,
        typer.Option(envvar="EXGRAPH_REVIEWER", help="Who decides, kept with each decision; by default the user here."),
    ] = None,
) -> None:
    """Show records beside their facts, and accept, correct or reject each; every decision is written at once."""
    if sum((accept, correct, reject, json, serve)) > 1:
        raise typer.BadParameter("choose one of --accept, --set, --reject, --json, --serve")
    settings = project.load(context, documents)
    who = by or getpass.getuser()
    with errors_for(programs=json):
        desk = Desk(settings.mappings, settings.tables)
        if accept:
            _accept(desk, source, words or [], who)
        elif correct:
            _correct(desk, source, words or [], who)
        elif reject:
            _reject(desk, source, words or [], who)
        elif json:
            print(as_json([], facts=_listing(desk, _chosen(desk, source, words), everything=everything)))
        elif serve:
            _serve(settings, source, port)
        else:
            _walk(desk, settings, _chosen(desk, source, words), everything=everything, by=who)


def _chosen(desk: Desk, source: str | None, numbers: list[str] | None) -> list[ReviewRecord]:
    if source and numbers:
        return [desk.record(source, number) for number in numbers]
    known = [each.id for each in desk.sources]
    if source not in (None, *known):
        raise SettingsError(f"no source {source}", remedy=f"the sources are {', '.join(known)}")
    return desk.records(source)


def _accept(desk: Desk, source: str | None, numbers: list[str], by: str) -> None:
    if source is None or not numbers:
        raise ReviewError("--accept names no record", remedy="write exgraph review --accept SOURCE RECORD...")
    facts = {fact.identity: fact for record in _chosen(desk, source, numbers) for fact in record.facts}
    done = desk.accept(facts.values(), by=by)
    print(f"{done} of {len(facts)} facts accepted{'' if done == len(facts) else ', the others were checked before'}")


def _correct(desk: Desk, source: str | None, words: list[str], by: str) -> None:
    cells = dict(word.split("=", 1) for word in words[2:] if "=" in word)
    if source is None or not cells or len(cells) != len(words) - 2:
        raise ReviewError("--set names no cell", remedy="write exgraph review --set SOURCE TABLE ID COLUMN=VALUE...")
    fact = desk.fact(source, words[0], words[1])
    desk.correct(fact, cells, by=by)
    print(f"{fact.table} {fact.key} corrected: {', '.join(cells)}")


def _reject(desk: Desk, source: str | None, words: list[str], by: str) -> None:
    if source is None or len(words) != 2:
        raise ReviewError("--reject names no row", remedy="write exgraph review --reject SOURCE TABLE ID")
    fact = desk.fact(source, words[0], words[1])
    missing = desk.reject(fact, by=by)
    print(f"{fact.table} {fact.key} rejected")
    for error in missing:
        print(error)


def _listing(desk: Desk, records: list[ReviewRecord], *, everything: bool) -> list[dict[str, Any]]:
    facts: dict[tuple[str, str, str], ReviewFact] = {
        fact.identity: fact for record in records for fact in record.facts if everything or fact.review == PROPOSED
    }
    return [_fields(desk, fact) for fact in facts.values()]


def _fields(desk: Desk, fact: ReviewFact) -> dict[str, Any]:
    records = [desk.record(fact.source, number) for number in fact.records]
    return {
        "source": fact.source,
        "table": fact.table,
        "id": fact.key,
        "review": fact.review,
        "records": [
            {"number": record.number, "first_line": record.first_line, "last_line": record.last_line}
            for record in records
        ],
        "file": str(fact.at.path),
        "line": fact.at.line,
        "cells": fact.cells,
    }


def _walk(desk: Desk, settings: Settings, records: list[ReviewRecord], *, everything: bool, by: str) -> None:
    from rich.console import Console  # noqa: PLC0415 - only a person at a terminal waits for it

    from exgraph.review.terminal import Walk  # noqa: PLC0415

    walk = Walk(desk, settings.documents, Console(highlight=False), everything=everything, by=by)
    walk.through([(record.source.id, record.number) for record in records])


def _serve(settings: Settings, source: str | None, port: int) -> None:
    from exgraph.studio import app  # noqa: PLC0415 - only the page needs a server

    app.serve(settings, "127.0.0.1", port, path=f"/review/{source}/" if source else "/")
