"""A progress bar on the terminal; nothing where there is none."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


@contextmanager
def stages(number: int) -> Iterator[Callable[[str], None]]:
    """Yield a function to be told each stage as it begins."""
    columns = (
        *(SpinnerColumn(), TextColumn("{task.description:<10}"), BarColumn()),
        *(MofNCompleteColumn(), TimeElapsedColumn()),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("", total=number, completed=-1)

        def begin(stage: str) -> None:
            bar.update(task, description=stage, advance=1)

        yield begin


@contextmanager
def records(source: str) -> Iterator[Callable[[int, int], None]]:
    """Yield a function to be told how many records of a source are read, and of how many."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(source, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
