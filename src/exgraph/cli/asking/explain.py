"""`exgraph explain`: why a statement of the published version holds."""

from __future__ import annotations

import json as json_text
from typing import Annotated

import typer

from exgraph.cli import project
from exgraph.cli.message import errors_for
from exgraph.errors import PublicationError
from exgraph.publish import current


def explain(
    context: typer.Context,
    subject: Annotated[str, typer.Argument(help="A thing: place/nevelsk, a prefixed name, or <IRI>.")],
    predicate: Annotated[str, typer.Argument(help="A property: within, exg:within, <IRI>, or a for the class.")],
    value: Annotated[str, typer.Argument(metavar="OBJECT", help='A thing, a class, or a literal: "町"@ja, 5.')],
    *,
    json: Annotated[bool, typer.Option("--json", help="Write JSON to standard output.")] = False,
) -> None:
    """Tell why a statement holds: the rule and what it follows from, down to the records' lines; 1 if it is unknown."""
    with errors_for(programs=json):
        settings = project.load(context)
        folder = current(settings.build)
        if folder is None:
            raise PublicationError("nothing is published", remedy="run exgraph build")
        from exgraph.explain import Explainer, hidden  # noqa: PLC0415 - engines are loaded only when something is asked
        from exgraph.store import Store  # noqa: PLC0415

        store = Store.open(folder / "store", base=settings.base)
        found = Explainer(store, settings.base, hidden(folder)).explain(subject, predicate, value)
    if json:
        print(json_text.dumps(found.to_dict(settings.base), ensure_ascii=False, indent=1))
    else:
        print(found.to_text(settings.base), end="")
    if found.reason is None:
        raise typer.Exit(1)
