"""The answer to a question: its sentence, its table, its chart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from exgraph.model.iri import PREFIXES
from exgraph.reading.reader import Name, Reader
from exgraph.web.question.catalogue import Parameter, Question
from exgraph.web.question.evidence import WrittenThing, written
from exgraph.web.question.sentence import one_year, sentence
from exgraph.web.question.sentence import written as written_number

_KEY = re.compile(r"[\w%.~-]+(?:/[\w%.~-]+)*")
_YEAR = re.compile(r"\d{1,4}")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
"""How the solutions of a query write numbers."""
_PREFIXES = ("exg", "prov", "qb", "rdfs", "xsd")
_CUT = re.compile(r"LIMIT \d+\s*$")
_BARS = 80
_LOCAL = {"place": "place", "role": "concept/role", "status": "concept/status"}


@dataclass(frozen=True)
class Field:
    """A parameter with the value chosen for it, and the name of that."""

    parameter: Parameter
    value: str
    name: Name


@dataclass(frozen=True)
class AnswerBar:
    """A bar of a chart: what it stands for, a number for each measure, and each in hundredths of the longest.

    A number is None where no document tells it, which is not 0.
    """

    name: str
    numbers: Sequence[float | None]
    lengths: Sequence[float]


@dataclass(frozen=True)
class QuestionAnswer:
    """An answer.

    Attributes:
        title: the question with its values.
        sentence: the answer in words, numbers marked.
        columns: the variables of the query.
        found: the solutions, terms as the store writes them.
        rows: the cells; None where unbound.
        measures: the columns that the bars show.
        bars: the chart, empty where there is none.
        written: what the answer rests on, with its records.
        query: the SPARQL that was asked, prefixes included.
    """

    title: str
    sentence: Markup
    columns: Sequence[str]
    found: Sequence[Mapping[str, str]]
    rows: Sequence[Sequence[Name | None]]
    measures: Sequence[str]
    bars: Sequence[AnswerBar]
    written: Sequence[WrittenThing]
    query: str


def fields(reader: Reader, question: Question, given: Mapping[str, str]) -> list[Field]:
    """Return the parameters with their values; one that cannot be, or is of nothing known, has its default."""
    seen: Counter[str] = Counter()
    found = []
    for parameter in question.parameters:
        found.append(_field(reader, parameter, given.get(parameter.name, ""), seen[parameter.kind]))
        seen[parameter.kind] += 1
    return found


def _field(reader: Reader, parameter: Parameter, value: str, rank: int) -> Field:
    if parameter.kind == "year":
        year = value if _YEAR.fullmatch(value) else parameter.default
        return Field(parameter, year, Name(year))
    key = value.removeprefix(f"{parameter.kind}/")
    iri = reader.published.base.thing(parameter.kind, key) if _KEY.fullmatch(key) else ""
    if not iri or not reader.published.store.knows(iri):
        key = reader.published.sample(parameter.kind, parameter.default, rank)
        iri = reader.published.base.thing(parameter.kind, key)
    return Field(parameter, key, reader.name(iri))


def title(reader: Reader, question: Question) -> str:
    """Return a question with the names of its default values."""
    return question.title[reader.language].format(**_names(fields(reader, question, {})))


def _names(chosen: Sequence[Field]) -> dict[str, str]:
    return {field.parameter.name: field.name.text for field in chosen}


def query(reader: Reader, question: Question, chosen: Sequence[Field]) -> str:
    """Return the SPARQL of a question with its values, prefixes included."""
    base = reader.published.base
    text = question.query.replace("https://w3id.org/exgraph/id/", f"{base.root}id/")
    for field in chosen:
        kind = field.parameter.kind
        term = field.value if kind == "year" else f"<{base.thing(kind, field.value)}>"
        text = re.sub(rf"\${field.parameter.name}\b", term.replace("\\", r"\\"), text)
    prefixes = [f"PREFIX {name}: <{PREFIXES[name]}>" for name in _PREFIXES if f"{name}:" in text]
    prefixes += [f"PREFIX {name}: <{base.root}id/{path}/>" for name, path in _LOCAL.items() if f"{name}:" in text]
    return "\n".join([*prefixes, "", text])


def answer(reader: Reader, question: Question, chosen: Sequence[Field]) -> QuestionAnswer:
    """Ask a question and put its answer into words."""
    asked = query(reader, question, chosen)
    columns = _columns(question.query)
    whole, _, most = asked.rpartition("LIMIT ") if _CUT.search(asked) else (asked, "", "")
    everything = [row for row in reader.published.store.rows(whole) if row]
    found = everything[: int(most)] if most else everything
    names = _names(chosen)
    words = sentence(reader, question.answer[reader.language], names, everything)
    words += _cut(reader, len(found), len(everything))
    measures, bars = _chart(reader, question, columns, found)
    rows = [[_cell(reader, row.get(column), column) for column in columns] for row in found]
    asked_in_words = one_year(question.title[reader.language].format(**names))
    evidence = written(reader, asked, found)
    return QuestionAnswer(asked_in_words, words, columns, found, rows, measures, bars, evidence, asked)


def _columns(text: str) -> list[str]:
    """Return the variables that a SELECT names, in its order; of an expression, the name it is given."""
    head = text.partition("WHERE")[0]
    while head != (simpler := re.sub(r"\((?:[^()]*\bAS\s+)?(\?\w+)?[^()]*\)", r"\1", head)):
        head = simpler
    return re.findall(r"\?(\w+)", head)


def _cell(reader: Reader, value: str | None, column: str) -> Name | None:
    if value is None:
        return None
    if value.startswith(("http://", "https://")):
        return reader.name(value)
    if column == "date":
        return Name(reader.date(*value.split("/")[:2]))
    if NUMBER.fullmatch(value):
        return Name(written_number(reader, column, float(value)))
    return Name(value)


def _cut(reader: Reader, shown: int, all_: int) -> Markup:
    """Return how many of all rows are shown, where that is a list of the first and not just the first."""
    if not 1 < shown < all_:
        return Markup("")
    number = reader.words.number
    return escape(" " + reader.words.text("questions.cut", shown=number(shown), all=number(all_)))


def _chart(
    reader: Reader, question: Question, columns: Sequence[str], rows: list[dict[str, str]]
) -> tuple[list[str], list[AnswerBar]]:
    if not question.chart or not rows:
        return [], []
    measures = [column for column in columns if column not in (question.chart, "first", "last")]
    of_years = {int(row["year"]): row for row in rows} if question.chart == "year" else {}
    if of_years:  # A year without a record keeps its place.
        rows = [of_years.get(year, {"year": str(year)}) for year in range(min(of_years), max(of_years) + 1)]
    numbers = [[float(row[measure]) if row.get(measure) else None for measure in measures] for row in rows]
    longest = max((each for row in numbers for each in row if each), default=0) or 1
    bars = [
        AnswerBar(
            (_cell(reader, row[question.chart], question.chart) or Name("")).text,
            each,
            [round(100 * (number or 0) / longest, 1) for number in each],
        )
        for row, each in zip(rows[:_BARS], numbers, strict=False)
    ]
    return measures, bars
