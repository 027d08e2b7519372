"""`exgraph feedback`: what readers have reported, and what becomes of it."""

from __future__ import annotations

import getpass
import json
from dataclasses import asdict
from typing import Annotated

import typer

from exgraph.cli.project import load
from exgraph.feedback import Feedback, FeedbackQueue, State

app = typer.Typer(no_args_is_help=True, help="List what readers have reported, and answer it.")

_Reference = Annotated[str, typer.Argument(help="The reference number of the report.")]


@app.command("list")
def list_(
    context: typer.Context,
    *,
    state: Annotated[State | None, typer.Option(help="Only reports of this state.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
) -> None:
    """List the reports, the oldest first."""
    found = _queue(context).all(state)
    if as_json:
        print(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1))
        return
    for each in found:
        typer.echo(f"{each.reference}  {each.time[:10]}  {each.state}  {each.report.kind}  {each.report.about}")


@app.command()
def show(context: typer.Context, reference: _Reference) -> None:
    """Show a report whole."""
    _show(_queue(context).find(reference))


@app.command()
def answer(
    context: typer.Context,
    reference: _Reference,
    state: Annotated[State, typer.Argument(help="How far it has come.")],
    *,
    word: Annotated[str, typer.Option(help="What its reader is told; it is shown on the report's page.")] = "",
    by: Annotated[str, typer.Option(help="Who has judged it.")] = "",
) -> None:
    """Say how far a report has come. Facts are changed in their tables, as ever."""
    _show(_queue(context).judge(reference, state, word, by or getpass.getuser()))


def _show(it: Feedback) -> None:
    fields = {
        "reference": it.reference,
        "received": it.time,
        "state": it.state,
        "kind": it.report.kind,
        "page": it.report.about,
        "version": it.report.version,
        "source": it.report.source,
        "contact": it.report.contact,
        "answer": it.answer,
        "judged by": it.judge,
    }
    for name, value in fields.items():
        if value:
            typer.echo(f"{name:<12} {value}")
    typer.echo(f"\n{it.report.text}")


def _queue(context: typer.Context) -> FeedbackQueue:
    return FeedbackQueue(load(context).state / "feedback.sqlite")
