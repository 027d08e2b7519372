"""One thing told by several records: whose value the graph states, and what the others claim.

The row that dates the thing most exactly leads; of rows that date it alike, the one under whose address it stands. A
value that the leading row does not tell is the next row's. What another row tells otherwise is a claim of its record.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from exgraph.mapping.statement import labelled
from exgraph.mapping.term import Triple, name
from exgraph.mapping.wording import LANGUAGES, Words, capitalised, date, words
from exgraph.model.date import PartialDate

T = TypeVar("T")

_DATINGS = ("printed", "bounded", "none")


def ordered(rows: Sequence[Any]) -> list[Any]:
    """Return the rows of an event, the one that leads first."""
    return sorted(rows, key=_exactness)


def _exactness(row: Any) -> tuple[int, int, int, int]:  # noqa: ANN401 - a row of the event table
    days = (row.end.latest - row.start.earliest).days
    return _DATINGS.index(row.dating or "printed"), -len(str(row.start)), -len(str(row.end)), days


def stated(rows: Sequence[Any], column: str) -> Any:  # noqa: ANN401 - a cell of any type
    """Return the value of a column that the graph states of the thing, of rows in their order; None for none."""
    return next((value for row in rows if (value := getattr(row, column)) not in (None, "", ())), None)


def teller(rows: Sequence[Any], column: str) -> Any:  # noqa: ANN401 - a row of any table
    """Return the row whose value of a column the graph states; None where none tells it."""
    return next((row for row in rows if getattr(row, column) not in (None, "", ())), None)


def merged(rows: Sequence[T]) -> T:
    """Return one row of all: lists have the values of all rows, other columns what is stated.

    A number keeps the qualifier of the row that tells it; the dates are the leading row's.
    """
    cells: dict[str, Any] = {}
    for field in dataclasses.fields(rows[0]):  # type: ignore[arg-type] # rows are dataclasses
        values = [getattr(row, field.name) for row in rows]
        if isinstance(values[0], tuple):
            cells[field.name] = tuple(dict.fromkeys(value for each in values for value in each))
        elif field.name not in _OF_THE_LEADING:
            number = field.name.removesuffix("_qualifier")
            row = teller(rows, number) or rows[0]
            cells[field.name] = getattr(row, field.name)
    return dataclasses.replace(rows[0], **cells)  # type: ignore[type-var]


_OF_THE_LEADING = frozenset({"id", "start", "end", "dating", "printed_date"})


_CLAIMED: dict[str, Words] = {
    "exg:start": words("開始日", "start", "начало"),
    "exg:end": words("終了日", "end", "окончание"),
    "exg:title": words("名称", "title", "название"),
    "exg:edition": words("回次", "edition", "номер"),
    "exg:anniversary": words("周年", "anniversary", "годовщина"),
    "exg:totalHeadcount": words("参加者数", "number of people", "число людей"),
    "exg:headcount": words("人数", "number of people", "число людей"),
    "exg:visitors": words("来場者数", "visitors", "посетители"),
    "exg:concluded": words("締結日", "date of conclusion", "дата заключения"),
    "exg:adopted": words("策定日", "date of adoption", "дата принятия"),
}
"""What is claimed, by property."""

_OTHERWISE = words("別の資料での{what}:{value}", "Another record’s {what}: {value}", "{what} по другой записи: {value}")
_QUOTED = words("「{}」", "“{}”", "«{}»")
_DATED = {"exg:start": "開始", "exg:end": "終了", "exg:concluded": "締結", "exg:adopted": "策定"}
"""What is claimed as a date, by property, in Japanese; how exact it is follows: 開始年, 開始年月, 開始日."""


def _claim_label(predicate: str, value: str) -> Words:
    """Return what a claim is called: what is claimed, and the value as a reader writes it."""
    text = value[1 : value.rindex('"')]
    return {
        language: _OTHERWISE[language].format(
            what=_claimed_property(predicate, text, language), value=_claimed_value(predicate, text, language)
        )
        for language in LANGUAGES
    }


def _claimed_property(predicate: str, text: str, language: str) -> str:
    if language != "ja" or predicate not in _DATED:
        what = _CLAIMED[predicate][language]
        return capitalised(what) if language == "ru" else what
    return _DATED[predicate] + ("年", "年月", "日")[text.count("-")]


def _claimed_value(predicate: str, text: str, language: str) -> str:
    if predicate in _DATED:
        return date(PartialDate.parse(text), language)
    return _QUOTED[language].format(text) if predicate == "exg:title" else text


def claimed(thing: str, claim: str, predicate: str, value: str, records: Sequence[str]) -> Iterator[Triple]:
    """Yield that records tell another value of a property than the graph states; all are terms but the predicate."""
    yield thing, name("exg:claim"), claim
    yield claim, name("rdf:type"), name("exg:Claim")
    yield from labelled(claim, _claim_label(predicate, value))
    yield claim, name("exg:claimedProperty"), name(predicate)
    yield claim, name("exg:claimedValue"), value
    for record in records:
        yield claim, name("prov:wasDerivedFrom"), record
