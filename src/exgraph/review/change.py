"""What a decision makes of rows: pure functions from rows as they are to rows as they are to be."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from exgraph.errors import CellError, Location, TablesError
from exgraph.facts.catalogue import Catalogue
from exgraph.facts.cell import SEPARATOR, cell_type
from exgraph.facts.record import UNREAD
from exgraph.facts.table import Row, column_name
from exgraph.review import decision
from exgraph.review.fact import PROPOSED, ReviewFact, ReviewRecord

Rows = dict[str, dict[str, Row | None]]
"""New rows by table and key; None takes the row out."""

_DEFAULTS = {"status": "held", "rule": "reader", "review": "corrected"}
"""What a fact holds that a person writes, where nothing else is said."""


@dataclass(frozen=True)
class FactChange:
    """What is decided, of which records, and the rows it changes; `is_plain` where nothing but `review` does."""

    what: str
    records: tuple[str, ...]
    rows: Rows = field(default_factory=dict)
    is_plain: bool = False


Plan = Callable[[], FactChange]
"""What makes the change once the tables are as on disk."""


def accepted(facts: Iterable[ReviewFact]) -> FactChange:
    """Accept what is proposed among facts."""
    rows: Rows = {}
    records: list[str] = []
    for fact in facts:
        if fact.review == PROPOSED:
            row = fact.row.parse(fact.row.cells() | {"review": "accepted"}, fact.at)
            rows.setdefault(fact.table, {})[fact.key] = row
            records += fact.records
    return FactChange(decision.ACCEPTED, tuple(dict.fromkeys(records)), rows, is_plain=True)


def corrected(fact: ReviewFact, cells: Mapping[str, str]) -> FactChange:
    """Change cells of a fact; nothing where they say what it says.

    Raises:
        TablesError: a cell does not hold what its column asks for, or is not for correction.
    """
    wrong = [_unchangeable(fact, column) for column in cells if column not in fact.cells]
    if wrong:
        raise TablesError(list(wrong))
    old = fact.row.cells()
    new = old | {column: text.strip() for column, text in cells.items()}
    if new == old:
        return FactChange(decision.CORRECTED, fact.records)
    row = fact.row.parse(new | {"review": "corrected"}, fact.at)
    return FactChange(decision.CORRECTED, fact.records, {fact.table: {fact.key: row}})


def reviewed(facts: Iterable[ReviewFact], cells: Mapping[tuple[str, str], Mapping[str, str]]) -> FactChange:
    """Take a record as a person leaves it: what they changed is corrected, what they left is accepted.

    `cells` is by table and key.

    Raises:
        TablesError: all cells that do not hold what their columns ask for.
    """
    facts = list(facts)
    errors: list[CellError] = []
    rows: Rows = {}
    is_plain = True
    for fact in facts:
        try:
            mine = corrected(fact, cells.get((fact.table, fact.key), {})).rows
        except TablesError as error:
            errors += [each for each in error.errors if isinstance(each, CellError)]
            continue
        is_plain = is_plain and not mine
        mine = mine or accepted([fact]).rows
        for name, each in mine.items():
            rows.setdefault(name, {}).update(each)
    if errors:
        raise TablesError(list(errors))
    records = tuple(dict.fromkeys(number for fact in facts for number in fact.records))
    return FactChange(decision.ACCEPTED if is_plain else decision.CORRECTED, records, rows, is_plain)


def rejected(fact: ReviewFact, others: Iterable[ReviewFact]) -> FactChange:
    """Take a fact out, an event with its participations, which are among `others`."""
    gone = [fact, *(each for each in others if _is_part(each, fact))]
    rows: Rows = {}
    for each in gone:
        rows.setdefault(each.table, {})[each.key] = None
    return FactChange(decision.REJECTED, fact.records, rows)


def dismissed(record: ReviewRecord, catalogue: Catalogue, mark: str) -> FactChange:
    """Say that a record tells no fact: its facts go, and its line is named; `mark` is the digest of its first line.

    A fact that other records tell too stays with those.

    Raises:
        TablesError: the row of the line cannot be.
    """
    rows: Rows = {}
    for fact in record.facts:
        rest = [number for number in fact.records if number != record.number]
        kept = fact.row.parse(fact.row.cells() | {"record": SEPARATOR.join(rest)}, fact.at) if rest else None
        if kept is None or "record" in fact.row.cells():
            rows.setdefault(fact.table, {})[fact.key] = kept
    row_class = catalogue.scripts[UNREAD].row_class
    cells = {
        "first_line": str(record.first_line),
        "number": record.number,
        "state": decision.NO_FACT,
        "reason": record.unread or "a person found no fact in it",
        "digest": mark,
    }
    row = row_class.parse(cells, Location(record.source.table(UNREAD)))
    return FactChange(decision.NO_FACT, (record.number,), {**rows, UNREAD: {"/".join(row.key): row}})


def added(
    record: ReviewRecord, name: str, cells: Mapping[str, str], catalogue: Catalogue, taken: Collection[str] = ()
) -> FactChange:
    """Add a fact to a record; `taken` are keys that rows get besides.

    Raises:
        TablesError: a cell does not hold what its column asks for.
    """
    row_class = catalogue.scripts[name].row_class
    columns = {column_name(column) for column in row_class.columns()}
    filled = {column: text for column, text in _DEFAULTS.items() if column in columns}
    filled |= {column: text.strip() for column, text in cells.items() if column in columns and text.strip()}
    if "record" in columns:
        filled["record"] = record.number
    if not filled.get("id"):
        filled["id"] = _new_id(record, name, filled, catalogue, taken)
    row = row_class.parse(filled, Location(record.source.table(name), 1))
    return FactChange(decision.ADDED, (record.number,), {name: {"/".join(row.key): row}})


def split(event: ReviewFact, groups: Iterable[ReviewFact], record: ReviewRecord, catalogue: Catalogue) -> FactChange:
    """Make two events of one, the second like the first but for its groups: those given are the second's."""
    key = _new_id(record, "event", {}, catalogue)
    cells = event.row.cells() | {"review": "corrected"}
    rows: Rows = {
        "event": {
            event.key: event.row.parse(cells, event.at),
            key: event.row.parse(cells | {"id": key, "concludes": ""}, event.at),
        }
    }
    for each in groups:
        moved = each.row.parse(each.row.cells() | {"event": key, "review": "corrected"}, each.at)
        rows.setdefault(each.table, {})[each.key] = moved
    return FactChange(decision.SPLIT, event.records, rows)


def merged(kept: ReviewFact, gone: ReviewFact, others: Iterable[ReviewFact]) -> FactChange:
    """Make one event of two: lists are joined, an empty cell takes the other's, groups come along."""
    one, two = kept.row.cells(), gone.row.cells()
    cells = {**one, "review": "corrected"}
    for column in kept.row.columns():
        name = column_name(column)
        if name in kept.fixed:
            continue
        if cell_type(column).form.is_many:
            values = [*one[name].split(SEPARATOR), *two[name].split(SEPARATOR)]
            cells[name] = SEPARATOR.join(dict.fromkeys(value for value in values if value))
        else:
            cells[name] = one[name] or two[name]
    rows: Rows = {kept.table: {kept.key: kept.row.parse(cells, kept.at), gone.key: None}}
    for each in others:
        if _is_part(each, gone):
            row = each.row.parse(each.row.cells() | {"event": kept.key}, each.at)
            rows.setdefault(each.table, {})[each.key] = row
    return FactChange(decision.MERGED, tuple(dict.fromkeys([*kept.records, *gone.records])), rows)


def _is_part(fact: ReviewFact, event: ReviewFact) -> bool:
    cells = fact.row.cells()
    return event.table == "event" and "record" not in cells and cells.get("event") == event.key


def _new_id(
    record: ReviewRecord, name: str, cells: Mapping[str, str], catalogue: Catalogue, taken: Collection[str] = ()
) -> str:
    """Return an id that no row of the table has, nor had before its address was retired."""
    used = set(taken) | {entry.row.key[0] for _, entry in catalogue.rows(name, record.source.id)}
    used |= {entry.row.thing.split("/")[-1] for _, entry in catalogue.rows("retired")}
    return next(key for key in _ids(record.number, name, cells) if key not in used)


def _ids(number: str, name: str, cells: Mapping[str, str]) -> Iterator[str]:
    if name == "event":
        yield number
        yield from (f"{number}-{count}" for count in range(2, 10_000))
    if cells.get("event"):
        yield from (f"{cells['event']}/{count}" for count in range(1, 10_000))
    sides = [each.rpartition("/")[2] for each in cells.get("party", "").split(SEPARATOR)]
    stem = "-".join([*filter(None, sides), cells.get("concluded", "")[:4]]).strip("-") or f"{name}-{number.lower()}"
    yield stem
    yield from (f"{stem}-{count}" for count in range(2, 10_000))


def _unchangeable(fact: ReviewFact, column: str) -> CellError:
    at = Location(fact.at.path, fact.at.line, column)
    if column in fact.fixed:
        return CellError(f"'{column}' is not for correction", at=at, remedy="it names the row, or is set by the review")
    return CellError(f"no column '{column}'", at=at, remedy=f"the columns are {', '.join(fact.cells)}")
