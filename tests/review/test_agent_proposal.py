"""What agents propose: marked with its author, refused where the document does not bear it out, waiting for review."""

from __future__ import annotations

from pathlib import Path

import pytest

from exgraph import settings
from exgraph.extract import claimed
from exgraph.extract.name import Gazetteer
from exgraph.mcp.proposal import Bench
from exgraph.review.desk import ReviewError
from tests.review.conftest import facts


@pytest.fixture
def bench(specimen: Path, documents: Path) -> Bench:
    return Bench(settings.load(specimen, documents=documents))


def test_lines_are_listed_with_their_records(bench: Bench) -> None:
    answer = bench.lines("specimen", 7, 8)
    assert [(each["line"], each["record"]) for each in answer["lines"]] == [(7, "4"), (8, "5")]
    assert answer["lines"][0]["text"].endswith("児童18名が行く")
    assert answer["total"] == 11


def test_a_proposal_waits_for_review_with_its_author(bench: Bench, specimen: Path) -> None:
    cells = {"kind": "YouthExchange", "start": "1997-07", "end": "1997-07", "total": "18"}
    answer = bench.propose("specimen", "4", "event", cells, span="平成9年\t7月\t児童18名が行く", author="reader 3")
    (key,) = answer["rows"]
    row = next(line for line in (facts(specimen) / "event.csv").read_text(encoding="utf-8").split("\n") if key in line)
    assert "proposed by reader 3 from characters" in row
    assert ",proposed," in row


@pytest.mark.parametrize(
    ("cells", "span", "author", "why"),
    [
        ({"total": "18"}, "児童19名が行く", "a", "span is not in record 4"),
        ({"total": "19"}, "児童18名が行く", "a", "no number of people 19"),
        ({"start": "1997-07"}, "児童18名が行く", "a", "no date 1997-07"),
        ({"kind": "Memorial"}, "児童18名が行く", "a", "no word of the span tells Memorial"),
        ({"location": "nevelsk"}, "児童18名が行く", "a", "does not name nevelsk"),
        ({"total": "18"}, "児童18名が行く", " ", "names its author"),
    ],
)
def test_what_the_span_does_not_tell_is_refused(
    bench: Bench, specimen: Path, *, cells: dict[str, str], span: str, author: str, why: str
) -> None:
    before = (facts(specimen) / "event.csv").read_bytes()
    with pytest.raises(ReviewError, match=why):
        bench.propose("specimen", "4", "event", cells, span=span, author=author)
    assert (facts(specimen) / "event.csv").read_bytes() == before


def test_no_other_table_takes_proposals(bench: Bench) -> None:
    with pytest.raises(ReviewError, match="no proposals are of place"):
        bench.propose("specimen", "4", "place", {"id": "x"}, span="児童", author="a")


def test_the_checks_run(bench: Bench) -> None:
    assert isinstance(bench.check()["problems"], list)


def test_places_within_a_named_one_are_not_told_but_wider_ones_are() -> None:
    names = {"丘市": ("place", "hill"), "西国": ("place", "west")}
    gazetteer = Gazetteer(names, parents={"hill": ("west",)})
    assert list(claimed.refused({"from": "hill", "to": "west"}, "丘市から来た", gazetteer, "south")) == []
    assert [column for column, _ in claimed.refused({"from": "hill"}, "西国から来た", gazetteer, "south")] == ["from"]
    assert list(claimed.refused({"to": "south"}, "丘市から来た", gazetteer, "south")) == []
