"""How sure proposals are, as extraction writes it and review reads it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from exgraph.errors import Location
from exgraph.extract import confidence as bases
from exgraph.extract.clause import sides
from exgraph.extract.clause.sentence import Setting, Ties
from exgraph.extract.event import compose
from exgraph.extract.layout.printed import Printed
from exgraph.extract.name import Gazetteer
from exgraph.facts import confidence
from exgraph.facts.cell import FILLED, TEXT, cell
from exgraph.facts.confidence import Confidence
from exgraph.facts.table import Row
from exgraph.model.date import PartialDate
from exgraph.review.doubt import doubts
from exgraph.review.fact import ReviewFact, ReviewRecord
from exgraph.sources.source import Source


@pytest.fixture
def setting() -> Setting:
    names = {name: ("place", key) for name, key in (("南町", "south"), ("丘市", "hill"), ("日本", "japan"))}
    classes: dict[str, tuple[str, ...]] = {"south": ("Town",), "hill": ("City",), "japan": ("Country",)}
    gazetteer = Gazetteer(names, parents={"south": ("japan",)}, classes=classes)
    scores = {"hill": (Decimal("0.41"), "sounds like Hill")}
    return Setting(gazetteer, Ties(), home="south", country="japan", partner="hill", scores=scores)


def rated(
    setting: Setting, text: str, month: str = "1999年5月", **cells: str
) -> dict[tuple[str, str], tuple[str, str]]:
    record = Printed("1", 1, 1, 0, 9, "", month=month, text=text, cells=cells)
    sentence = sides.sentence(text, 1999, [], setting)
    proposal = compose(record, sentence, "1", PartialDate(1999, 5), PartialDate(1999, 5))
    return {(each.table, each.column): (str(each.confidence), each.basis) for each in proposal.ratings}


def test_a_value_is_as_sure_as_what_it_rests_on(setting: Setting) -> None:
    found = rated(setting, "南町の視察団5名が丘市を訪問")
    assert found["event", "start"] == ("0.98", "date with its year")
    assert found["event", "kind"][1] == "kind told by its words"
    assert found["participation", "from"][1] == "both sides named in the words"
    assert found["participation", "headcount"][1] == "the only number of the words"
    assert found["event", "location"] == ("0.79", "sounds like Hill")


def test_what_the_words_do_not_tell_is_less_sure(setting: Setting) -> None:
    found = rated(setting, "市長が来町", month="5月")
    assert found["event", "start"][1] == "date under a year told apart"
    assert found["participation", "from"] == ("0.55", "sides from headings, cells or the page")
    assert rated(setting, "南町の日", doubt="era")["event", "start"] == ("0.40", "date that contradicts itself")


def test_every_basis_has_a_number() -> None:
    assert all(Decimal(0) < each < Decimal(1) for each in bases.BASES.values())


def test_a_file_beside_the_source_keeps_it(tmp_path: Path) -> None:
    assert confidence.read(tmp_path) == {}
    confidence.write(tmp_path, [])
    assert not list(tmp_path.iterdir())
    one = Confidence("event", "1", "kind", Decimal("0.70"), "kind told by nothing")
    confidence.write(tmp_path, [one])
    assert confidence.read(tmp_path) == {("event", "1"): {"kind": one}}
    assert confidence.least([one]) == Decimal("0.70")
    assert confidence.least([]) == 1


@dataclass(frozen=True)
class Specimen(Row):
    id: str = cell(FILLED)
    note: str = cell(TEXT)
    review: str = cell(FILLED)


@pytest.mark.parametrize(("review", "sure", "doubtful"), [("proposed", "0.55", True), ("accepted", "0.55", False)])
def test_a_proposal_that_is_not_sure_is_looked_at_first(review: str, sure: str, doubtful: bool) -> None:
    told = {"note": Confidence("topic", "1", "note", Decimal(sure), "place not named in the words")}
    fact = ReviewFact("specimen", "topic", Specimen("1", "", review), Location(Path("topic.csv"), 2), ("1",), told)
    source = Source("specimen", Path("specimen"), "specimen.txt", {}, {}, "", None, {})
    record = ReviewRecord(source, "1", 1, 1, 0, 9, "", (fact,))
    assert ("confidence" in doubts(record)) is doubtful
    assert record.confidence == (Decimal(sure) if doubtful else 1)
