"""The answer to a question as a sentence.

A template names values: parameters, columns (their sum, `min_` and `max_` of them), `n` for the rows, `items` for the
first things found and `items_1` for the very first. `{n:ties}` is a number with its noun as the language counts it
(`count.ties`), `{place:from}` where from in Russian (`из Невельска`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from exgraph.mapping import russian
from exgraph.reading.reader import Reader

_ITEMS = 5
"""Things that a sentence names."""
_PLAIN = frozenset({"year", "first", "last", "decade", "line"})
"""Columns whose numbers are names: 2012, not 2,012."""
_SPAN = re.compile(r"(?<!\d)(\d{4})[–〜]\1(?!\d)")
_CASES = {"from": russian.out_of, "to": russian.into, "at": russian.at}


class _Number:
    """A number that a format gives its noun: `{n:ties}`."""

    def __init__(self, reader: Reader, column: str, number: float) -> None:
        self._reader, self._column, self._number = reader, column, number

    def __format__(self, noun: str) -> str:
        if noun:
            return _strong(self._reader.words.count(f"count.{noun}", int(self._number)))
        return _strong(written(self._reader, self._column, self._number))


class _Untold:
    """A number that no document tells."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def __format__(self, noun: str) -> str:
        return _strong(
            self._reader.words.text("known.people_untold" if noun in ("people", "pupils") else "known.untold")
        )


class _Name:
    """A name, which a format gives its case in Russian: `{place:from}`."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __format__(self, case: str) -> str:
        return str(escape(_CASES[case](self._text) if case else self._text))


class _Values(dict[str, object]):
    """The values of a template; a column that no row has is a number that is not told."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self._reader = reader

    def __missing__(self, key: str) -> object:
        return _Untold(self._reader)


def sentence(reader: Reader, template: str, names: Mapping[str, str], rows: Sequence[Mapping[str, str]]) -> Markup:
    """Return the template filled with the parameters' names and the rows; without rows, that nothing is found."""
    if not rows:
        return escape(reader.words.text("questions.nothing"))
    values = _Values(reader)
    values["n"] = _Number(reader, "n", len(rows))
    for column in {column for row in rows for column in row}:
        numbers = [float(row[column]) for row in rows if is_number(row.get(column, ""))]
        if numbers:
            values[column] = _Number(reader, column, sum(numbers))
            values[f"min_{column}"] = _Number(reader, column, min(numbers))
            values[f"max_{column}"] = _Number(reader, column, max(numbers))
    values |= {**_items(reader, rows), **{name: _Name(text) for name, text in names.items()}}
    text = one_year(template.format_map(values))
    return Markup(text[:1].upper() + text[1:])  # noqa: S704 - every value is escaped


def one_year(text: str) -> str:
    """Return a sentence in which a span of one year is that year: 2015, not 2015–2015."""
    return _SPAN.sub(r"\1", text).replace("гг.", "г.") if _SPAN.search(text) else text


def written(reader: Reader, column: str, number: float) -> str:
    """Return a number of a column as this reader writes it."""
    whole = int(number) if int(number) == number else number
    return str(whole) if column in _PLAIN else reader.words.number(whole)


def is_number(text: str) -> bool:
    """Tell whether a query's solution writes a number."""
    return text.removeprefix("-").replace(".", "", 1).isdecimal()


def _items(reader: Reader, rows: Sequence[Mapping[str, str]]) -> dict[str, Markup]:
    found = next((column for column in rows[0] if rows[0][column].startswith(("http://", "https://"))), None)
    if found is None:
        return {}
    things = list(dict.fromkeys(row[found] for row in rows if found in row))
    names = [escape(reader.name(iri).text) for iri in things[:_ITEMS]]
    more = reader.words.text("facts.more", n=reader.words.number(len(things) - _ITEMS))
    listed = reader.words.text("page.comma").join([*names, *([more] if len(things) > _ITEMS else [])])
    return {"items": Markup(listed), "items_1": names[0]}  # noqa: S704 - every name is escaped


def _strong(text: str) -> str:
    return str(Markup("<strong>{}</strong>").format(text))
