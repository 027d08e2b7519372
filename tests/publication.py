"""Versions published for tests, by the code that publishes what is built."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from exgraph import publish as production
from exgraph.model.iri import Base
from exgraph.store import load

TESTS = Path(__file__).parent
SPECIMEN = TESTS / "store" / "specimen.trig"
RECORD = {"source": "specimen", "number": "2", "first_line": 8, "last_line": 10}
REPORT: dict[str, Any] = {
    "stated": 90,
    "inferred": 12,
    "facts": 4,
    "reviewed": 1,
    "checks": {
        **dict.fromkeys(("agreement-date", "agreement-class", "total-told"), "contradiction"),
        "tie-silent": "gap",
    },
    "records": {"specimen": 2},
    "findings": [
        {
            "severity": severity,
            "focus": "https://w3id.org/exgraph/id/event/specimen/3",
            "path": "exg:start",
            "value": "2004",
            "shape": "Event",
            "component": "datatype",
            "messages": {"ja": "月がない。", "en": "The month is missing."},
            "records": [RECORD],
            "row": "mappings/sources/specimen/facts/event.csv:4",
        }
        for severity in ("warning", "info")
    ]
    + [
        {
            "code": code,
            "severity": "warning",
            "focus": f"https://w3id.org/exgraph/id/{focus}",
            "path": "exg:concluded",
            "value": "",
            "shape": f"https://w3id.org/exgraph/shapes#{code}",
            "component": f"https://w3id.org/exgraph/shapes#{code}",
            "messages": {"ja": "食い違い", "en": "They differ."},
            "records": [],
            "row": "",
            "sides": [
                {"value": value, "thing": "", "records": [RECORD] * count, "row": "shapes/counts/ties.rq"}
                for value, count in values
            ],
        }
        for code, focus, values in (
            ("agreement-date", "agreement/wakkanai-nevelsk-1972", [("1972-09", 1), ("1973", 5)]),
            ("agreement-class", "agreement/wakkanai-nevelsk-1972", [("SisterCityAgreement", 1), ("Memorandum", 1)]),
            ("total-told", "place/nevelsk", [("4500", 1), ("46", 0)]),
            ("tie-silent", "agreement/wakkanai-nevelsk-1972", [("1972-09", 1)]),
        )
    ],
    "coverage": {
        "specimen": {
            "records": 2,
            "lines": 12,
            "in_records": 5,
            "in_none": {"blank": 4, "header": 3},
            "years": {"1972": 1, "": 1},
        }
    },
    "left_out": [{"what": "facts of another", "count": 1, "why": "its tables are not made yet"}],
}
"""The report of the specimen."""


def publish(
    build: Path,
    name: str,
    graph: str | Iterable[Quad],
    files: Mapping[str, str] | None = None,
    *,
    loaded: bool = True,
) -> Path:
    """Publish N-Quads as the version `name`, with further files; return its folder.

    `loaded` says whether a store on disk belongs to it.
    """
    with production.staging(build) as folder:
        dump = folder / "graph.nq"
        if isinstance(graph, str):
            dump.write_text(graph, encoding="utf-8")
        else:
            pyoxigraph.serialize(graph, str(dump), format=RdfFormat.N_QUADS)
        if loaded:
            load(dump, folder / "store")
        for file, text in (files or {}).items():
            (folder / file).write_text(text, encoding="utf-8")
        return production.publish(build, folder, name)


def publish_specimen(build: Path, name: str = "first") -> Path:
    """Publish the specimen graph with the ontology, its report and the shapes."""
    shapes = (file.read_text(encoding="utf-8") for file in sorted((TESTS.parent / "shapes").glob("*.ttl")))
    files = {"report.json": json.dumps(REPORT), "shapes.ttl": "\n".join(shapes)}
    return publish(build, name, [*specimen(), *ontology()], files)


def specimen() -> list[Quad]:
    """Return the statements of the specimen graph."""
    return list(pyoxigraph.parse(path=str(SPECIMEN), format=RdfFormat.TRIG))


def ontology() -> list[Quad]:
    """Return the statements of the ontology, in its graph."""
    graph = pyoxigraph.NamedNode(Base().graph("ontology"))
    return [
        Quad(each.subject, each.predicate, each.object, graph)
        for file in sorted((TESTS.parent / "ontology").glob("*.ttl"))
        for each in pyoxigraph.parse(path=str(file), format=RdfFormat.TURTLE)
    ]
