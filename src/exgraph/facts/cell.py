"""Types of table cells: how a cell is read, written, and what it refers to."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any, Generic, TypeVar, cast

from exgraph.model.date import PartialDate
from exgraph.model.vocabulary import CLASSES, CONCEPTS

T = TypeVar("T")
SEPARATOR = ";"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NUMBERED = re.compile(r"[A-Za-z0-9]+(?:[-/][A-Za-z0-9]+)*")

Reference = tuple[str, str]
"""A table's name and an id in it."""


@dataclass(frozen=True)
class Form:
    """What a person may be offered for a cell.

    Attributes:
        names: the only words that it may hold; none where any may stand.
        tables: the tables that it refers to.
        is_typed: whether a reference names its table: `place/nevelsk`.
        is_scoped: whether a reference names its source: `wakkanai-chronicle/108`.
        is_many: whether it may hold several values.
        is_counted: whether each value has a number: `pupil:14`.
    """

    names: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    is_typed: bool = False
    is_scoped: bool = False
    is_many: bool = False
    is_counted: bool = False


@dataclass(frozen=True)
class CellType(Generic[T]):
    """How a column's cells are read (ValueError says what is wrong), written, and what they refer to."""

    parse: Callable[[str], T]
    format: Callable[[T], str] = str
    references: Callable[[T], Iterable[Reference]] = lambda _: ()
    form: Form = Form()


def cell(kind: CellType[T]) -> T:
    """Declare a column of this type in a row dataclass."""
    column: Any = dataclasses.field(metadata={"cell": kind})
    return cast(T, column)


def cell_type(field: dataclasses.Field[Any]) -> CellType[Any]:
    """Return the cell type that `cell` declared for a field."""
    kind: CellType[Any] = field.metadata["cell"]
    return kind


def _required(text: str) -> str:
    if not text:
        raise ValueError("empty, but must be filled")
    return text


TEXT = CellType(str)
"""Any text, also none."""

FILLED = CellType(_required)
"""Any text but none."""


def _id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise ValueError(f"'{text}' is no id: lower-case letters and digits with single hyphens between")
    return text


ID = CellType(_id)
"""A stable id such as `yuzhno-sakhalinsk`."""


def _number(text: str) -> str:
    if not _NUMBERED.fullmatch(text):
        raise ValueError(f"'{text}' is no record or event number such as 417, 417-2, tie-3 or 417/1")
    return text


NUMBER = CellType(_number)
"""A number within a source: `417`, `417-2`, `tie-3`, `417/1`."""


def _digest(text: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{16}", text):
        raise ValueError(f"'{text}' is no digest of 16 hexadecimal digits")
    return text


DIGEST = CellType(_digest)
"""The digest of a record's text."""


def _integer(text: str) -> int:
    if not re.fullmatch(r"[0-9]+", text):
        raise ValueError(f"'{text}' is no whole number")
    return int(text)


INTEGER = CellType(_integer)
"""A whole number, zero or more."""


def _decimal(text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise ValueError(f"'{text}' is no decimal number")
    return value


DECIMAL = CellType(_decimal, lambda value: format(value, "f"))
"""A decimal number."""

DATE = CellType(PartialDate.parse)
"""A date as exact as known: `1997`, `1997-06`, `1997-06-12`."""


def choice(*names: str) -> CellType[str]:
    """One of these names."""
    known = frozenset(names)

    def parse(text: str) -> str:
        if text not in known:
            raise ValueError(f"'{text}' is not one of {', '.join(sorted(known))}")
        return text

    return CellType(parse, form=Form(names=names))


def subclass(name: str, *, itself: bool = False) -> CellType[str]:
    """One of a class's subclasses in the ontology, or the class itself where that is allowed."""
    return choice(*CLASSES[name], *([name] if itself else []))


def concept(scheme: str) -> CellType[str]:
    """One of the concepts of a scheme in the ontology."""
    return choice(*CONCEPTS[scheme])


def reference(table: str, form: CellType[str] = ID) -> CellType[str]:
    """The id of a row of a table: `reference("place")`; of a number within a source, `reference("record", NUMBER)`."""
    return CellType(form.parse, references=lambda value: [(table, value)], form=Form(tables=(table,)))


def typed_reference(*tables: str) -> CellType[str]:
    """A reference that names its table: `place/nevelsk`, `agreement/wakkanai-nevelsk-1972`."""

    def parse(text: str) -> str:
        table, slash, key = text.partition("/")
        if not slash or table not in tables:
            raise ValueError(f"'{text}' does not begin with one of {', '.join(f'{name}/' for name in tables)}")
        _id(key)
        return text

    return CellType(parse, references=lambda value: [split_reference(value)], form=Form(tables=tables, is_typed=True))


def scoped_reference(table: str) -> CellType[str]:
    """The id of a fact with the source it counts in: `wakkanai-chronicle/108`."""

    def parse(text: str) -> str:
        source, slash, key = text.partition("/")
        if not slash:
            raise ValueError(f"'{text}' names no source: write source/{table}")
        _id(source)
        _number(key)
        return text

    return CellType(parse, references=lambda value: [(table, value)], form=Form(tables=(table,), is_scoped=True))


def split_reference(value: str) -> Reference:
    """Split a typed reference into table and id."""
    table, _, key = value.partition("/")
    return table, key


def optional(kind: CellType[T]) -> CellType[T | None]:
    """The same, or nothing where the cell is empty."""
    return CellType(
        lambda text: kind.parse(text) if text else None,
        lambda value: "" if value is None else kind.format(value),
        lambda value: () if value is None else kind.references(value),
        kind.form,
    )


def many(kind: CellType[T]) -> CellType[tuple[T, ...]]:
    """Any number of values, joined by `;`, in order, none twice."""

    def parse(text: str) -> tuple[T, ...]:
        values = tuple(kind.parse(part) for part in text.split(SEPARATOR)) if text else ()
        if len(set(values)) != len(values):
            raise ValueError(f"'{text}' names something twice")
        return values

    def references(values: tuple[T, ...]) -> Iterator[Reference]:
        for value in values:
            yield from kind.references(value)

    form = replace(kind.form, is_many=True)
    return CellType(parse, lambda values: SEPARATOR.join(kind.format(value) for value in values), references, form)


def filled(kind: CellType[tuple[T, ...]]) -> CellType[tuple[T, ...]]:
    """The same list, but never empty."""
    return CellType(lambda text: kind.parse(_required(text)), kind.format, kind.references, kind.form)


def counts(kind: CellType[str]) -> CellType[tuple[tuple[str, int], ...]]:
    """Counted parts of a whole: `pupil:14;leader:2`."""

    def parse(text: str) -> tuple[tuple[str, int], ...]:
        if not text:
            return ()
        pairs = []
        for part in text.split(SEPARATOR):
            name, colon, number = part.partition(":")
            if not colon:
                raise ValueError(f"'{part}' has no count: write name:count")
            pairs.append((kind.parse(name), _integer(number)))
        return tuple(pairs)

    form = replace(kind.form, is_many=True, is_counted=True)
    return CellType(parse, lambda pairs: SEPARATOR.join(f"{name}:{number}" for name, number in pairs), form=form)
