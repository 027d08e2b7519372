"""Two graphs, the second with a fact added, one changed and one withdrawn, and their releases."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from exgraph.model.iri import NS, PREFIXES, Base
from exgraph.release import Release
from exgraph.release.folder import make

ROOT = Base().root
LABEL, TYPE = PREFIXES["rdfs"] + "label", PREFIXES["rdf"] + "type"
Lines = list[str]


def line(subject: str, predicate: str, value: str, graph: str = "specimen") -> str:
    """A statement; `value` is an N-Triples term."""
    return f"<{ROOT}id/{subject}> <{predicate}> {value} <{ROOT}graph/{graph}> .\n"


def town(id_: str, ja: str, en: str, ru: str) -> Lines:
    names = ((ja, "ja"), (en, "en"), (ru, "ru"))
    labels = [line(f"place/{id_}", LABEL, f'"{name}"@{language}', "gazetteer") for name, language in names]
    return [line(f"place/{id_}", TYPE, f"<{NS}Place>", "gazetteer"), *labels]


def event(id_: str, date: str, title: str) -> Lines:
    return [
        line(f"event/{id_}", TYPE, f"<{NS}Event>"),
        line(f"event/{id_}", LABEL, f'"{title}"@en'),
        line(f"event/{id_}", NS + "edtf", f'"{date}"'),
        line(f"event/{id_}", NS + "location", f"<{ROOT}id/place/wakkanai>"),
    ]


BLANK = [
    f"_:{name} <{TYPE}> <{PREFIXES['owl']}Class> <{ROOT}graph/ontology> .\n"
    f"<{NS}{of}> <{PREFIXES['rdfs']}subClassOf> _:{name} <{ROOT}graph/ontology> .\n"
    for name, of in (("x", "Visit"), ("y", "Meeting"))
]
FIRST = [
    *town("wakkanai", "稚内市", "Wakkanai", "Вакканай"),
    *town("nevelsk", "ネベリスク", "Nevelsk", "Невельск"),
    *event("a/1", "1997-06", "A choir sang"),
    *event("a/2", "1998-06", "A team played"),
    *BLANK,
]
SECOND = [
    *town("wakkanai", "稚内市", "Wakkanai", "Вакканай"),
    *town("nevelsk", "ネベリスク", "Nevelsk", "Невельск"),
    *event("a/1", "1997-07", "A choir sang"),
    *event("a/3", "1999-06", "A mayor came"),
    *BLANK,
]
Maker = Callable[..., Release]


@pytest.fixture
def maker(tmp_path: Path) -> Maker:
    """Releases lines as a graph."""

    def release(lines: Lines, date: str, version: str = "1", out: Path | None = None) -> Release:
        nquads = tmp_path / "graph.nq"
        nquads.write_text("".join(lines), encoding="utf-8")
        return make(nquads, out or tmp_path / "releases", date=date, version=version, root=ROOT)

    return release
