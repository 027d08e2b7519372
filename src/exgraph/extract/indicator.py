"""From a printed table of indicators to proposed observations: baseline, yearly results, target and progress."""

from __future__ import annotations

import re
from collections.abc import Mapping

from exgraph.errors import Location, SourceError
from exgraph.extract.dating.era import read_year
from exgraph.extract.event import Cells, Proposal
from exgraph.extract.layout.printed import Printed
from exgraph.extract.task import Task
from exgraph.extract.text import tidy

_KINDS = (("baseline", "基準"), ("target", "目標"))
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def propose_all(records: list[Printed], task: Task) -> Proposal:
    """Read a table of the indicators of the gazetteer, of the place that [layout] names."""
    units = {entry.row.ja: (entry.row.id, entry.row.unit) for _, entry in task.catalogue.rows("indicator")}
    return propose(list(task.each(records)), units, task.source.layout["place"], Location(task.path))


def propose(records: list[Printed], units: Mapping[str, tuple[str, str]], place: str, path: Location) -> Proposal:
    """Read the values of indicators, one observation a value.

    Results fill their years from the first: a year that has none yet is one of the last.

    Args:
        records: the indicators, with the cells that the layout `indicator-table` gives them.
        units: id and unit of the indicators known, by their Japanese names.
        place: the id of the place that the table is of.
        path: the document, for what could not be read.

    Returns:
        Observations, and in `unread` indicators that are not known and tables that do not fit their years.
    """
    proposal = Proposal()
    known = {tidy(name): value for name, value in units.items()}
    for record in records:
        at = Location(path.path, record.first_line)
        if record.text not in known:
            remedy = "add it to mappings/gazetteer/indicator.csv under the name that is printed"
            proposal.unread.append(SourceError(f"{record.number} is no known indicator", at=at, remedy=remedy))
            continue
        try:
            rows = _observations(record, *known[record.text], place)
        except ValueError as error:
            proposal.unread.append(SourceError(str(error), at=at, remedy="correct the fact table by hand"))
            continue
        for row in rows:
            proposal.add("observation", row)
    return proposal


def _observations(record: Printed, indicator: str, unit: str, place: str) -> list[Cells]:
    columns = [(read_year(word), _kind(word)) for word in record.cells["years"].split()]
    results = [column for column in columns if column[1] == "result"]
    values = record.cells["values"].split()
    missing = len(columns) - len(values)
    if not 0 <= missing <= len(results):
        raise ValueError(f"{record.number} has {len(values)} values for {len(columns)} years")
    empty = results[len(results) - missing :]
    filled = [column for column in columns if column not in empty]
    progress = dict(zip(results, record.cells["progress"].split(), strict=False))
    return [
        {
            "id": f"{record.number}-{year}",
            "record": record.number,
            "indicator": indicator,
            "place": place,
            "fiscal_year": str(year),
            "year": "",
            "value": _number(value),
            "unit": unit,
            "value_kind": kind,
            "progress": _number(progress.get((year, kind), "")),
            "printed": value,
            "rule": "indicator-table",
            "review": "proposed",
            "note": "",
        }
        for (year, kind), value in zip(filled, values, strict=True)
    ]


def _kind(word: str) -> str:
    return next((kind for kind, sign in _KINDS if sign in word), "result")


def _number(text: str) -> str:
    match = _NUMBER.match(text)
    return match[0].replace(",", "") if match else ""
