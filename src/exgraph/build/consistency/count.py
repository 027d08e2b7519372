"""Totals that documents tell, against what the graph counts: a query an indicator, shapes/counts/<indicator>.rq."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from exgraph import store
from exgraph.build.consistency.disagreement import SHAPES, Disagreement
from exgraph.build.finding import StatedValue, Trace, stated_value
from exgraph.errors import Location, ValidationError
from exgraph.facts.catalogue import Catalogue
from exgraph.facts.table import natural
from exgraph.facts.total import Total
from exgraph.mapping.term import integer, iri
from exgraph.model.iri import PREFIXES, Base, expand
from exgraph.model.report import Nature
from exgraph.validate import Finding, Select

CHECKS: dict[str, Nature] = {"total-told": "contradiction"}
"""What these checks find, by code."""


def counts(catalogue: Catalogue, folder: Path, select: Select, trace: Trace, base: Base) -> Iterator[Disagreement]:
    """Yield each total that a row tells and that differs from what the query of its name counts.

    A query selects ?thing, once for each that counts; ?source and the variables of the total stand for what it is the
    total of. Things are named by their table as prefix: place:japan.

    Raises:
        ValidationError: a query cannot be read, or selects no ?thing.
    """
    prefixes = PREFIXES | {kind: base.thing(kind) + "/" for kind in (*catalogue.scripts, "concept")}
    queries = {path.stem: path for path in sorted(folder.glob("*.rq"))}
    texts = {name: _read(path, prefixes) for name, path in queries.items()}
    for table in catalogue.entries:
        for source, entry in catalogue.rows(table):
            total = entry.row.printed_total()
            if total is None or total.query not in queries:
                continue
            found = select(_bound(texts[total.query], _bindings(source, total, base)))
            things = {each["thing"][1:-1] for each in found if "thing" in each}
            if len(things) != total.value:
                at = Location(queries[total.query])
                sides = (stated_value(f"{total.value:f}", source, entry), _counted(things, trace, at))
                thing = base.thing(table, source, entry.row.key[0])
                yield Disagreement(_finding(thing, f"{total.value:f}", len(things)), sides)


def _counted(things: set[str], trace: Trace, at: Location) -> StatedValue:
    records = {f"{each.source}/{each.number}" for thing in things for each in trace.records(thing)}
    return StatedValue(str(len(things)), tuple(sorted(records, key=lambda record: natural([record]))), at)


def _finding(focus: str, value: str, counted: int) -> Finding:
    messages = {
        "ja": f"文書は{value}としていますが、グラフで数えると{counted}です。",
        "en": f"The document tells {value}; the graph counts {counted}.",
        "ru": f"В документе названо {value}, а в графе насчитывается {counted}.",
    }
    code = f"{SHAPES}total-told"
    return Finding("warning", focus, expand("exg:value"), None, code, code, messages)


def _bindings(source: str, total: Total, base: Base) -> dict[str, str]:
    told_of = {
        variable: integer(value) if isinstance(value, int) else iri(base.thing(*value))
        for variable, value in total.bindings.items()
    }
    return told_of | {"source": iri(base.thing("source", source))}


def _bound(query: str, bindings: dict[str, str]) -> str:
    return re.sub(r"[?$](\w+)", lambda found: bindings.get(found[1], found[0]), query)


def _read(path: Path, prefixes: Mapping[str, str]) -> str:
    try:
        query = "".join(f"PREFIX {name}: <{start}>\n" for name, start in prefixes.items()) + path.read_text("utf-8")
        columns = store.columns(query)
    except (ValidationError, OSError, UnicodeDecodeError) as error:
        raise ValidationError(f"is no query: {error}", at=Location(path), remedy="correct it") from error
    if "thing" not in columns:
        raise ValidationError("selects no ?thing", at=Location(path), remedy="select each thing that counts")
    return query
