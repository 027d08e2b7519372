"""`exgraph token`: who may write over HTTP."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from exgraph.cli.project import load
from exgraph.web.sparql.token import Scope, Tokens

app = typer.Typer(no_args_is_help=True, help="Make, list, rotate and revoke the tokens that allow writing over HTTP.")

_Name = Annotated[str, typer.Argument(help="Whose it is: small Latin letters, digits, hyphens.")]
_Data = Annotated[
    Path | None, typer.Option(help="The folder that `exgraph serve --data` serves; by default the project.")
]


@app.command()
def add(
    context: typer.Context,
    name: _Name,
    *,
    scope: Annotated[
        Scope, typer.Option(help="write: graphs of one's own; admin: all that was written.")
    ] = Scope.write,
    days: Annotated[float | None, typer.Option(min=0.01, help="How long it is good; for ever by default.")] = None,
    data: _Data = None,
) -> None:
    """Make a token and print its secret, which is shown only now."""
    typer.echo(_tokens(context, data).add(name, scope, days))


@app.command("list")
def list_(
    context: typer.Context,
    *,
    data: _Data = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
) -> None:
    """List the tokens; their secrets are known to nobody."""
    tokens = _tokens(context, data).all()
    if as_json:
        hidden = ("hash", "previous_hash")
        print(json.dumps([{k: v for k, v in asdict(each).items() if k not in hidden} for each in tokens], indent=1))
        return
    for each in tokens:
        until = f", until {each.expires}" if each.expires else ""
        typer.echo(f"{each.name}  {each.scope}  made {each.created}{until}")


@app.command()
def rotate(
    context: typer.Context,
    name: _Name,
    *,
    hours: Annotated[float, typer.Option(min=0, help="How long the secret before is still taken.")] = 0.0,
    data: _Data = None,
) -> None:
    """Give a token a new secret and print it."""
    typer.echo(_tokens(context, data).rotate(name, hours))


@app.command()
def revoke(context: typer.Context, name: _Name, *, data: _Data = None) -> None:
    """Take a token away, at once."""
    _tokens(context, data).revoke(name)
    typer.echo(f"revoked {name}")


def _tokens(context: typer.Context, data: Path | None) -> Tokens:
    return Tokens((data / "state" if data else load(context).state) / "tokens.json")
