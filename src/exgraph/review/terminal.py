"""Review in the terminal: record by record, the document's lines beside the facts, and a question for each fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.columns import Columns
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from exgraph.errors import ExgraphError, TablesError
from exgraph.review import passage
from exgraph.review.desk import ConflictError, Desk
from exgraph.review.fact import PROPOSED, ReviewFact, ReviewRecord
from exgraph.review.passage import Passage, PassageLine

_QUESTION = "[bold]a[/]ccept  [bold]c[/]orrect  [bold]r[/]eject  [bold]s[/]kip  [bold]q[/]uit > "
_ANSWERS = {"a": "accept", "c": "correct", "r": "reject", "s": "skip", "q": "quit"}
_WIDE = 110
"""Columns of a terminal from which lines and facts stand beside each other, not one above the other."""

_SHOWN = 60
"""How many of a record's lines are shown."""

_STYLES = {PROPOSED: "yellow", "accepted": "green", "corrected": "cyan"}


class _QuitError(Exception):
    """The person has had enough; what was decided is written."""


class Walk:
    """A walk through records that asks of each fact what to do with it."""

    def __init__(self, desk: Desk, documents: Path | None, console: Console, *, everything: bool, by: str = "") -> None:
        """`everything` asks of the facts that a person has checked before, too; `by` is who decides."""
        self._desk = desk
        self._documents = documents
        self._console = console
        self._everything = everything
        self._by = by
        self._asked: set[tuple[str, str, str]] = set()
        self._tally: Counter[str] = Counter()

    def through(self, records: Iterable[tuple[str, str]]) -> None:
        """Ask of the facts of records, each named by source and number, until there are none or the person quits.

        Raises:
            ExgraphError: the tables cannot be read or written.
        """
        try:
            for source, number in records:
                self._record(source, number)
        except (_QuitError, EOFError, KeyboardInterrupt):
            self._console.print()
        done = ", ".join(f"{self._tally[answer]} {answer}" for answer in ("accepted", "corrected", "rejected"))
        waiting = len(_waiting(self._desk))
        self._console.print(f"{done}; {waiting} {'fact waits' if waiting == 1 else 'facts wait'}")

    def _record(self, source: str, number: str) -> None:
        shown = False
        while (record := self._desk.record(source, number)) and (facts := self._open(record)):
            if not shown:
                self._console.print(self._page(record, facts))
                shown = True
            self._fact(facts[0])

    def _open(self, record: ReviewRecord) -> list[ReviewFact]:
        return [
            fact
            for fact in record.facts
            if fact.identity not in self._asked and (self._everything or fact.review == PROPOSED)
        ]

    def _fact(self, fact: ReviewFact) -> None:
        self._console.print(Text(f"{fact.table} {fact.key}", "bold"), Text(fact.review, _STYLES[fact.review]))
        answer = self._console.input(_QUESTION).strip().lower()[:1]
        try:
            if answer in _ANSWERS and self._decide(_ANSWERS[answer], fact):
                self._asked.add(fact.identity)
        except ConflictError as error:
            self._tell(error)
        except TablesError as error:
            self._tell(*error.errors)

    def _decide(self, answer: str, fact: ReviewFact) -> bool:
        """Carry out an answer; False asks again."""
        if answer == "quit":
            raise _QuitError
        if answer == "accept":
            self._tally["accepted"] += self._desk.accept([fact], by=self._by)
        elif answer == "reject":
            self._tell(*self._desk.reject(fact, by=self._by))
            self._tally["rejected"] += 1
        elif answer == "correct":
            return self._correct(fact)
        return True

    def _correct(self, fact: ReviewFact) -> bool:
        """Ask for cells until an empty line; each is written at once."""
        changed = False
        while text := self._console.input("  column=value, empty to end > ").strip():
            column, sign, value = text.partition("=")
            if not sign:
                self._console.print("  write column=value; the columns are " + ", ".join(fact.cells), style="red")
                continue
            try:
                self._desk.correct(fact, {column.strip(): value}, by=self._by)
            except ConflictError:
                raise
            except ExgraphError as error:
                self._tell(*(error.errors if isinstance(error, TablesError) else [error]))
                continue
            changed = True
            fact = self._desk.fact(*fact.identity)
            self._console.print(self._table(fact))
        self._tally["corrected"] += changed
        return changed

    def _tell(self, *errors: ExgraphError) -> None:
        for error in errors:
            self._console.print(Text(f"  {error}", "red"), soft_wrap=True)

    def _page(self, record: ReviewRecord, facts: list[ReviewFact]) -> RenderableType:
        numbers = dict.fromkeys([record.number, *(number for fact in facts for number in fact.records)])
        shown = [self._desk.record(record.source.id, number) for number in numbers]
        words = Group(*(_panel(passage.read(each, self._documents)) for each in shown))
        tables = Group(*(self._table(fact) for fact in record.facts))
        if self._console.width < _WIDE:
            return Group(words, tables)
        half = self._console.width // 2 - 2
        return Columns([words, tables], width=half)

    def _table(self, fact: ReviewFact) -> RenderableType:
        names = self._desk.names(fact)
        table = Table(box=SIMPLE_HEAD, show_header=True, title_justify="left", expand=True)
        table.add_column(Text(f"{fact.table} {fact.key}"), style="dim", no_wrap=True)
        table.add_column(Text(fact.review, _STYLES[fact.review]), ratio=1)
        for column, text in fact.cells.items():
            if text:
                value = Text(text)
                value.append(f"  {' · '.join(names[column])}" if column in names else "", "dim")
                table.add_row(column, value)
        empty = ", ".join(column for column, text in fact.cells.items() if not text)
        return Group(table, Text(f" empty: {empty}", "dim")) if empty else table


def _waiting(desk: Desk) -> set[tuple[str, str, str]]:
    facts = (fact for record in desk.records(state=PROPOSED) for fact in record.facts)
    return {fact.identity for fact in facts if fact.review == PROPOSED}


def _panel(found: Passage) -> Panel:
    text = Text(overflow="fold", tab_size=4)
    for line in found.lines[:_SHOWN]:
        text.append_text(_line(line))
    if len(found.lines) > _SHOWN:
        text.append(f"… {len(found.lines) - _SHOWN} more lines\n", "dim")
    if found.problem:
        text.append(found.problem, "red")
    elif not found.lines:
        text.append("no documents at hand: pass --documents, or read the lines where you have them", "dim")
    text.rstrip()
    return Panel(text, title=found.title, title_align="left")


def _line(line: PassageLine) -> Text:
    text = Text(f"{line.number:>5} ", "dim")
    text.append(line.before, "dim").append(line.marked, "bold").append(line.after, "dim")
    return text.append("\n")
