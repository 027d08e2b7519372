"""Reading and writing one table: CSV in git, one typed row a line."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Generic, Self, TypeVar

from exgraph.errors import CellError, ExgraphError, Location, TableError, TablesError
from exgraph.facts.cell import Reference, cell_type
from exgraph.facts.total import Total


@dataclass(frozen=True)
class Row:
    """One row of a table. Subclasses are frozen dataclasses whose fields are declared with `cell`."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)
    """The columns whose values together name a row."""

    WITHIN_SOURCE: ClassVar[bool] = False
    """Whether ids count within their source. By default an id is known everywhere."""

    @classmethod
    def columns(cls) -> tuple[dataclasses.Field[Any], ...]:
        """The columns, in the order of the file."""
        return dataclasses.fields(cls)

    @classmethod
    def parse(cls, cells: dict[str, str], at: Location) -> Self:
        """Read the cells of one row; a column that is not given is empty.

        Raises:
            TablesError: cells that do not hold what their columns ask for, all of them.
        """
        values: dict[str, Any] = {}
        errors: list[ExgraphError] = []
        for field in cls.columns():
            try:
                values[field.name] = cell_type(field).parse(cells.get(column_name(field), ""))
            except ValueError as error:
                place = Location(at.path, at.line, column_name(field))
                errors.append(CellError(f"{error}{_of_row(cells, cls.KEY)}", at=place, remedy="correct the cell"))
        if errors:
            raise TablesError(errors)
        return cls(**values)

    def cells(self) -> dict[str, str]:
        """Return the row as the texts of its cells, by column."""
        return {column_name(field): cell_type(field).format(getattr(self, field.name)) for field in self.columns()}

    def references(self) -> Iterable[tuple[str, Reference]]:
        """Yield what the row refers to, each with the column that says so."""
        for field in self.columns():
            for target in cell_type(field).references(getattr(self, field.name)):
                yield column_name(field), target

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield a column and what is wrong with it for all that cannot be, seen from the row alone."""
        yield from ()

    def years(self) -> Iterable[int]:
        """Return the years that the row tells of; the report of a build counts them by document."""
        return ()

    def years_besides(self) -> Iterable[int]:
        """Return years that the row names besides: they count where nothing else in its records tells of a year."""
        return ()

    def same(self) -> str | None:
        """Return the fact (`source/id`) of its table that this row tells too, under which it stands, if any."""
        return None

    def merges(self) -> Iterable[tuple[Reference, Reference]]:
        """Return pairs of facts of sources, `("event", "source/417")`, of which the first is the second."""
        return ()

    def printed_total(self) -> Total | None:
        """Return a total that the row tells and the graph may be asked for, if it tells one."""
        return None

    @property
    def key(self) -> tuple[str, ...]:
        """The row's key as texts."""
        fields = {column_name(field): field for field in self.columns()}
        return tuple(cell_type(fields[name]).format(getattr(self, fields[name].name)) for name in self.KEY)


def column_name(field: dataclasses.Field[Any]) -> str:
    """Return a field's column: `class_` and `from_` stand for the columns `class` and `from`, which Python reserves."""
    return field.name.rstrip("_")


_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cn"})
"""Unicode's categories of control, formatting, private and unassigned characters."""
_FORMULA = re.compile(r"[=@+]|-(?![0-9.]+$)")
_WRITING: tuple[tuple[Callable[[str], object], str, str], ...] = (
    (lambda text: text != text.strip(), "blanks around the value", "remove them"),
    (_FORMULA.match, "a spreadsheet would take this for a formula", "begin with another character"),
    (
        lambda text: any(unicodedata.category(character) in _INVISIBLE or character == "\ufffd" for character in text),
        "an invisible or broken character",
        "type the text anew",
    ),
    (
        lambda text: not unicodedata.is_normalized("NFC", text),
        "letters are split into parts (the text is not in Unicode's form NFC)",
        "type the text anew",
    ),
)
"""What no cell may hold: a test, what is wrong, what to do."""

R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Entry(Generic[R]):
    """A row and the line of the file where it stands."""

    row: R
    at: Location


def read(path: Path, row_class: type[R]) -> list[Entry[R]]:
    """Read a whole table.

    Raises:
        TableError: the file cannot be read, or its header is not the row class's columns.
        TablesError: rows with bad cells or keys given twice, all of them.
    """
    records = _records(path)
    expected = [column_name(field) for field in row_class.columns()]
    if not records or records[0][1] != expected:
        found = ",".join(records[0][1]) if records else "nothing"
        raise TableError(f"the header is {found}", at=Location(path, 1), remedy=f"the columns are {','.join(expected)}")
    entries: list[Entry[R]] = []
    errors: list[ExgraphError] = []
    seen: dict[tuple[str, ...], int] = {}
    for line, cells in records[1:]:
        at = Location(path, line)
        try:
            row = _row(row_class, expected, cells, at)
        except TablesError as error:
            errors.extend(error.errors)
            continue
        first = seen.setdefault(row.key, line)
        if first != line:
            errors.append(
                TableError(
                    f"'{'/'.join(row.key)}' stands twice, first on line {first}", at=at, remedy="keep one of them"
                )
            )
        entries.append(Entry(row, at))
    if errors:
        raise TablesError(errors)
    return entries


def _row(row_class: type[R], expected: Sequence[str], cells: list[str], at: Location) -> R:
    if len(cells) != len(expected):
        problem = f"{len(cells)} cells where the header has {len(expected)} columns"
        raise TablesError([TableError(problem, at=at, remedy="check commas and quotes")])
    texts = dict(zip(expected, cells, strict=True))
    if errors := list(_unclean(texts, row_class.KEY, at)):
        raise TablesError(errors)
    return row_class.parse(texts, at)


def _of_row(cells: dict[str, str], key: Sequence[str]) -> str:
    """Return which row it is, for a message."""
    return f" in row {'/'.join(cells[name] for name in key)}"


def _unclean(cells: dict[str, str], key: Sequence[str], at: Location) -> Iterator[ExgraphError]:
    """Yield an error for each cell whose text is not as every tool would write it."""
    for name, text in cells.items():
        for is_wrong, problem, remedy in _WRITING:
            if is_wrong(text):
                place = Location(at.path, at.line, name)
                yield CellError(f"{problem}{_of_row(cells, key)}", at=place, remedy=remedy)
                break


def _records(path: Path) -> list[tuple[int, list[str]]]:
    try:
        data = path.read_bytes()
        text = data.decode("utf-8")
    except OSError as error:
        raise TableError(f"cannot be read: {error.strerror}", at=Location(path)) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise TableError("is not UTF-8", at=Location(path, line), remedy="save it as UTF-8") from error
    for mark, problem, remedy in (
        (b"\xef\xbb\xbf", "begins with a byte order mark", "save it as UTF-8 without BOM"),
        (b"\r", "has line ends of Windows or old Macintosh", "save it with line ends of Unix (LF)"),
        (b"\0", "holds a zero byte", "save it as UTF-8"),
    ):
        if mark in data:
            line = data[: data.index(mark)].count(b"\n") + 1
            raise TableError(problem, at=Location(path, line), remedy=remedy)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in reader:
            records.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise TableError(f"is not CSV: {error}", at=Location(path, line), remedy="check the quotes") from error
    return records


def write(path: Path, row_class: type[R], rows: Iterable[R]) -> None:
    """Write a table, sorted by key, whole or not at all.

    Raises:
        TableError: the file cannot be written; the old one is untouched.
    """
    write_all([(path, row_class, rows)])


def write_all(tables: Iterable[tuple[Path, type[Row], Iterable[Row]]]) -> None:
    """Write several tables, each sorted by key: all of them or none.

    Raises:
        TableError: a file cannot be written; every one is as it was.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        for path, row_class, rows in tables:
            staged.append((path, _stage(path, _text(row_class, rows))))
        _replace(staged)
    finally:
        for _, made in staged:
            made.unlink(missing_ok=True)


def _text(row_class: type[Row], rows: Iterable[Row]) -> str:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, [column_name(field) for field in row_class.columns()], lineterminator="\n")
    writer.writeheader()
    writer.writerows(row.cells() for row in sorted(rows, key=lambda row: natural(row.key)))
    return buffer.getvalue()


def _stage(path: Path, text: str) -> Path:
    """Write a text beside the file whose place it is to take, and return where."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False, newline="") as file:
            file.write(text)
        Path(file.name).chmod(0o644)
    except OSError as error:
        raise TableError(f"cannot be written: {error.strerror}", at=Location(path)) from error
    return Path(file.name)


def _replace(staged: list[tuple[Path, Path]]) -> None:
    """Put files in the places of others; where one cannot, the others are as before."""
    before = {path: path.read_bytes() if path.exists() else None for path, _ in staged[:-1]}
    done: list[Path] = []
    for path, made in staged:
        try:
            made.replace(path)
        except OSError as error:
            for each in done:
                _restore(each, before[each])
            raise TableError(f"cannot be written: {error.strerror}", at=Location(path)) from error
        done.append(path)


def _restore(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)


def natural(key: Iterable[str]) -> list[tuple[int, int, str]]:
    """Return a sort key that puts 9 before 10 and 417 before 417-2."""
    parts: list[tuple[int, int, str]] = []
    for text in key:
        for piece in re.findall(r"\d+|\D+", text):
            parts.append((0, int(piece), "") if piece.isdigit() else (1, 0, piece))
        parts.append((-1, 0, ""))
    return parts
