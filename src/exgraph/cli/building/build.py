"""`exgraph build`: from the tables to a published version."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from exgraph.build.fingerprint import Options, Reasoner, fingerprint
from exgraph.cli import project
from exgraph.cli.message import errors_for, show
from exgraph.errors import ExgraphError
from exgraph.publish import clear, current, is_current

if TYPE_CHECKING:
    from exgraph.model.report import BuildReport
    from exgraph.settings import Settings


class ValidatorName(StrEnum):
    """The validators to choose from."""

    compiled = "compiled"
    pyshacl = "pyshacl"


class ReasonerName(StrEnum):
    """The reasoners to choose from."""

    compiled = "compiled"
    owlrl = "owlrl"
    reasonable = "reasonable"


_REASONERS: dict[ReasonerName, Reasoner] = {
    ReasonerName.compiled: "compiled",
    ReasonerName.owlrl: "owlrl",
    ReasonerName.reasonable: "reasonable",
}


def build(
    context: typer.Context,
    *,
    documents: Annotated[
        Path | None,
        typer.Option(help="A folder of documents: check them, and add the records' words to the store."),
    ] = None,
    if_stale: Annotated[bool, typer.Option("--if-stale", help="Do nothing when no input has changed.")] = False,
    reasoner: Annotated[
        ReasonerName,
        typer.Option(
            help="owlrl (slow) and reasonable (without chains and keys) are there to compare with: extra oracles."
        ),
    ] = ReasonerName.compiled,
    validator: Annotated[
        ValidatorName, typer.Option(help="pyshacl (extra oracles) is the reference validator, slow and for small data.")
    ] = ValidatorName.compiled,
    allow_violations: Annotated[
        bool, typer.Option("--allow-violations", help="Publish in spite of violations of the shapes.")
    ] = False,
    watch: Annotated[
        bool,
        typer.Option("--watch", help="Build anew whenever tables, scripts, shapes or ontology change, until Ctrl-C."),
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Write the report as JSON to standard output.")] = False,
) -> None:
    """Build a version from the tables and publish it; on any failure the published version stays."""
    settings = project.load(context, documents)
    options = Options(
        _REASONERS[reasoner],
        allow_violations,
        settings.documents,
        "pyshacl" if validator is ValidatorName.pyshacl else "compiled",
    )
    if watch:
        _watch(settings, options)
        return
    clear(settings.build)
    with errors_for(programs=json):
        if if_stale and is_current(settings.build, version := fingerprint(settings, options)):
            report = (settings.build / "current" / "report.json").read_text(encoding="utf-8")
            print(report if json else f"version {version} is up to date")
            return
        made = _build(settings, options)
    if json:
        print(made.to_json())
    else:
        from exgraph.cli.building.summary import summary  # noqa: PLC0415 - only a build waits for it

        print(summary(made, (current(settings.build) or settings.build) / "report.html"))


def _build(settings: Settings, options: Options) -> BuildReport:
    from exgraph.build import pipeline  # noqa: PLC0415 - engines are loaded only when there is something to build
    from exgraph.cli.progress import stages  # noqa: PLC0415

    with stages(len(pipeline.STAGES)) as progress:
        return pipeline.build(settings, options, progress)


def _watch(settings: Settings, options: Options) -> None:
    """Build now and after each change; what is wrong is printed, and the version published before stays."""
    from exgraph.build.watch import Watch  # noqa: PLC0415

    watched = Watch(settings)
    try:
        _try(settings, options)
        for changed in watched.changes():
            print(f"changed: {', '.join(str(path.relative_to(settings.root)) for path in changed)}", flush=True)
            _try(settings, options)
    except KeyboardInterrupt:
        print("no longer watching")


def _try(settings: Settings, options: Options) -> None:
    try:
        made = _build(settings, options)
    except ExgraphError as error:
        show(error)
        print("not published; mend it and save, this command goes on watching", flush=True)
    else:
        found = ", ".join(f"{number} {severity}" for severity, number in made.severities.items())
        print(f"published {made.version} in {sum(made.seconds.values()):.1f} s: {found}", flush=True)
