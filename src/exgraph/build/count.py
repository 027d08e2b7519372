"""Totals that documents tell, against what the graph counts: a query an indicator, shapes/counts/<indicator>.rq."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from exgraph import store
from exgraph.build.disagreement import SHAPES, Disagreement
from exgraph.build.finding import Told, Trace, told
from exgraph.errors import Location, ValidationError
from exgraph.facts.catalogue import Catalogue
from exgraph.facts.table import natural
from exgraph.mapping.term import integer, iri
from exgraph.model.iri import PREFIXES, Base, expand
from exgraph.validate import Finding, Select

_KINDS = ("place", "series", "organisation", "agreement", "indicator", "concept")
"""Kinds of things that queries name by the kind as prefix: place:japan."""


def counts(catalogue: Catalogue, folder: Path, select: Select, trace: Trace, base: Base) -> Iterator[Disagreement]:
    """Yield each observed result that differs from what the query of its indicator counts.

    A query selects ?thing, once for each that counts; ?place, ?source, ?year and ?fiscalYear are those of the
    observation, as far as it has them.

    Raises:
        ValidationError: a query cannot be read, or selects no ?thing.
    """
    queries = {path.stem: path for path in sorted(folder.glob("*.rq"))}
    texts = {name: _read(path, base) for name, path in queries.items()}
    for source, entry in catalogue.rows("observation"):
        row = entry.row
        if row.indicator not in queries or row.value_kind != "result":
            continue
        found = select(_bound(texts[row.indicator], _bindings(source, row, base)))
        things = {each["thing"][1:-1] for each in found if "thing" in each}
        if len(things) != row.value:
            records = {f"{each.source}/{each.number}" for thing in things for each in trace.records(thing)}
            in_order = tuple(sorted(records, key=lambda record: natural([record])))
            counted = Told(str(len(things)), in_order, Location(queries[row.indicator]))
            value = f"{row.value:f}"
            finding = _finding(base.thing("observation", source, row.id), value, len(things))
            yield Disagreement(finding, (told(value, source, entry), counted))


def _finding(focus: str, value: str, counted: int) -> Finding:
    messages = {
        "ja": f"文書は{value}としていますが、グラフで数えると{counted}です。",
        "en": f"The document tells {value}; the graph counts {counted}.",
        "ru": f"В документе названо {value}, а в графе насчитывается {counted}.",
    }
    code = f"{SHAPES}total-told"
    return Finding("warning", focus, expand("exg:value"), None, code, code, messages)


def _bindings(source: str, row: Any, base: Base) -> dict[str, str]:  # noqa: ANN401 - an observation's row
    years = {"year": row.year, "fiscalYear": row.fiscal_year}
    return {
        "place": iri(base.thing("place", row.place)),
        "source": iri(base.thing("source", source)),
        **{name: integer(year) for name, year in years.items() if year is not None},
    }


def _bound(query: str, bindings: dict[str, str]) -> str:
    return re.sub(r"[?$](\w+)", lambda found: bindings.get(found[1], found[0]), query)


def _read(path: Path, base: Base) -> str:
    prefixes = PREFIXES | {kind: base.thing(kind) + "/" for kind in _KINDS}
    try:
        query = "".join(f"PREFIX {name}: <{start}>\n" for name, start in prefixes.items()) + path.read_text("utf-8")
        columns = store.columns(query)
    except (ValidationError, OSError, UnicodeDecodeError) as error:
        raise ValidationError(f"is no query: {error}", at=Location(path), remedy="correct it") from error
    if "thing" not in columns:
        raise ValidationError("selects no ?thing", at=Location(path), remedy="select each thing that counts")
    return query
