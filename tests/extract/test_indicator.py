from __future__ import annotations

from pathlib import Path

import pytest

from exgraph.errors import Location, SourceError
from exgraph.extract import indicator, register
from exgraph.extract.event import Proposal
from exgraph.sources.document import Document
from exgraph.sources.source import Source

LAYOUT = {
    "reader": "indicator-table",
    "header": "H28（基準） H29 H30 R元（目標）",
    "progress": "＜達成率＞",
    "prefix": "kpi",
}
TEXT = """\
指標の状況
H28（基準） H29 H30 R元（目標）

南市を訪れる
観光客

1,200人
1,300人

2,000人
＜達成率＞65%

輸出額
50百万円 55.5百万円 60百万円 80百万円
＜達成率＞69.4% 75％
"""
UNITS = {"南市を訪れる観光客": ("visitors", "person"), "輸出額": ("exports", "million-yen")}
PATH = Path("specimen.txt")


def propose(text: str, units: dict[str, tuple[str, str]]) -> Proposal:
    source = Source("specimen", Path("specimen"), "specimen.txt", {}, {}, "", None, LAYOUT)
    records = register.read(source, Document(PATH, text)).records
    return indicator.propose(records, units, "south", Location(PATH))


def test_values_stand_under_their_years() -> None:
    rows = propose(TEXT, UNITS).rows["observation"]
    found = [(row["id"], row["value"], row["value_kind"], row["progress"], row["printed"]) for row in rows]
    assert found == [
        ("kpi-1-2016", "1200", "baseline", "", "1,200人"),
        ("kpi-1-2017", "1300", "result", "65", "1,300人"),
        ("kpi-1-2019", "2000", "target", "", "2,000人"),
        ("kpi-2-2016", "50", "baseline", "", "50百万円"),
        ("kpi-2-2017", "55.5", "result", "69.4", "55.5百万円"),
        ("kpi-2-2018", "60", "result", "75", "60百万円"),
        ("kpi-2-2019", "80", "target", "", "80百万円"),
    ]
    assert {(row["indicator"], row["unit"], row["place"]) for row in rows} == {
        ("visitors", "person", "south"),
        ("exports", "million-yen", "south"),
    }


def test_records_have_their_lines_and_the_rest_is_accounted_for() -> None:
    source = Source("specimen", Path("specimen"), "specimen.txt", {}, {}, "", None, LAYOUT)
    found = register.read(source, Document(PATH, TEXT))
    assert [(each.number, each.first_line, each.last_line) for each in found.records] == [
        ("kpi-1", 4, 11),
        ("kpi-2", 13, 15),
    ]
    assert {line: word for line, word in found.others.items() if word != "blank"} == {2: "header"}


def test_an_unknown_indicator_and_a_table_that_does_not_fit_are_reported() -> None:
    proposal = propose(
        TEXT.replace("50百万円 55.5百万円", "1百万円 2百万円 3百万円"), {"輸出額": ("exports", "million-yen")}
    )
    assert [str(error) for error in proposal.unread] == [
        "specimen.txt:4: kpi-1 is no known indicator "
        "(add it to mappings/gazetteer/indicator.csv under the name that is printed)",
        "specimen.txt:13: kpi-2 has 5 values for 4 years (correct the fact table by hand)",
    ]
    assert proposal.rows == {}


def test_a_document_without_the_table_is_refused() -> None:
    with pytest.raises(SourceError, match="no line 'H28"):
        propose("別の表\n", UNITS)
    with pytest.raises(SourceError, match="no indicator below"):
        propose("H28（基準） H29 H30 R元（目標）\n\n", UNITS)
