from __future__ import annotations

from pathlib import Path

import pytest

from exgraph.build import quad
from exgraph.build.consistency.count import counts
from exgraph.build.consistency.disagreement import Disagreement
from exgraph.build.finding import Trace
from exgraph.errors import Location, ValidationError
from exgraph.facts import catalogue as catalogues
from exgraph.mapping import write
from exgraph.model.iri import Base
from exgraph.store import FactStore

QUERY = """SELECT DISTINCT ?thing WHERE {
  ?thing exg:start ?any ; prov:wasDerivedFrom/exg:source ?source .
  ?place a ?kind . FILTER(?fiscalYear = 2018)
}"""


def count(project: Path, query: str) -> list[Disagreement]:
    folder = project / "shapes" / "counts"
    (folder / "russian-visitors.rq").write_text(query, encoding="utf-8")
    catalogue = catalogues.load(project / "mappings")
    told_at: dict[str, Location] = {}
    lines = list(write.lines(catalogue, Base(), told_at))
    select = FactStore(map(quad.triple, lines)).select
    return list(counts(catalogue, folder, select, Trace(Base(), project, told_at, lines), Base()))


def test_what_is_told_and_what_is_counted_stand_side_by_side(specimen: Path) -> None:
    (each,) = count(specimen, QUERY)
    assert each.finding.focus == "https://w3id.org/exgraph/id/observation/specimen/1-2018"
    assert each.finding.messages["en"] == "The document tells 6516; the graph counts 8."
    stated, counted = each.sides
    assert (stated.value, stated.records, stated.at.path.name) == ("6516", ("specimen/1",), "observation.csv")
    assert (counted.value, counted.at.path.name) == ("8", "russian-visitors.rq")
    assert set(counted.records) == {f"specimen/{number}" for number in range(1, 7)}


def test_an_equal_count_is_no_finding(specimen: Path) -> None:
    table = specimen / "mappings" / "sources" / "specimen" / "facts" / "observation.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",6516,", ",8,"), encoding="utf-8")
    assert count(specimen, QUERY) == []


def test_things_are_named_by_their_kind(specimen: Path) -> None:
    (each,) = count(specimen, "SELECT ?thing { ?thing exg:party place:nevelsk }")
    assert each.sides[1].value == "1"


@pytest.mark.parametrize(
    ("query", "message"), [("SELECT {", "is no query"), ("SELECT ?it { ?it a ?k }", "no \\?thing")]
)
def test_a_query_that_cannot_count_is_refused(specimen: Path, query: str, message: str) -> None:
    with pytest.raises(ValidationError, match=rf"russian-visitors\.rq: .*{message}"):
        count(specimen, query)
