from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from exgraph.extract import draft, proposal
from exgraph.extract.proposal import Outcome
from exgraph.facts import catalogue as catalogues
from exgraph.facts import check
from exgraph.facts.catalogue import Catalogue
from exgraph.sources import document, source
from exgraph.sources.source import Source

ROOT = Path(__file__).parents[2]
TEXT = """稚内市とネベリスク市の交流

2019年5月3日 ネベリスク市の代表団5名が来市
1999年はとても寒い年だった。
市民40名が手伝っている。
更新日:2020年1月14日
"""


@pytest.fixture
def described(tmp_path: Path) -> Source:
    (tmp_path / "specimen.txt").write_text(TEXT, encoding="utf-8")
    (made := tmp_path / "specimen").mkdir()
    written = draft.write("specimen", tmp_path / "specimen.txt", catalogues.load(ROOT / "mappings"), home="wakkanai")
    (made / "source.toml").write_text(written.text, encoding="utf-8")
    return source.read(made)


def extract(described: Source, catalogue: Catalogue, folder: Path) -> Outcome:
    return proposal.extract(described, document.read(described, folder), catalogue, lambda done, total: None)


def lost(outcome: Outcome) -> dict[str, tuple[str, str]]:
    cells = [row.cells() for row in outcome.rows["unread"]]
    return {each["first_line"]: (each["state"], each["reason"]) for each in cells}


def test_every_line_that_became_no_fact_has_its_reason(described: Source, tmp_path: Path) -> None:
    assert lost(extract(described, catalogues.load(ROOT / "mappings"), tmp_path)) == {
        "4": ("unread", "'1999年': its words tell nothing that happened"),
        "5": ("passed", "tells a number of people without a date"),
        "6": ("passed", "'2020年1月14日': a date of the page itself"),
    }


def test_what_a_person_called_no_fact_stays_so_where_the_line_moves(described: Source, tmp_path: Path) -> None:
    catalogue = catalogues.load(ROOT / "mappings")
    row = next(row for row in extract(described, catalogue, tmp_path).rows["unread"] if row.key == ("4",))
    named = type(row).parse(row.cells() | {"state": "no-fact", "note": "the weather"}, check.Location(tmp_path))
    catalogue.entries.setdefault("unread", {})["specimen"] = [catalogues.Entry(named, check.Location(tmp_path))]
    (tmp_path / "specimen.txt").write_text(f"\n{TEXT}", encoding="utf-8")
    assert lost(extract(described, catalogue, tmp_path))["5"][0] == "no-fact"


def test_a_row_without_a_date_is_a_record_that_waits(described: Source, tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text(
        "年月日,相手先,内容\n2019年5月3日,ネベリスク市,公演\n夏の頃,ネベリスク市,展示会\n", "utf-8"
    )
    columns = {"date": "年月日", "place": "相手先", "text": "内容"}
    table = replace(
        described,
        file="table.csv",
        layout={"reader": "delimited-table", "columns": columns, "home": "wakkanai", "country": "japan"},
    )
    outcome = extract(table, catalogues.load(ROOT / "mappings"), tmp_path)
    (row,) = outcome.rows["unread"]
    assert (row.cells()["number"], row.cells()["state"]) == ("2", "unread")
    assert len(outcome.rows["record"]) == 2


def test_a_record_that_a_person_called_no_fact_is_proposed_no_more(described: Source, tmp_path: Path) -> None:
    catalogue = catalogues.load(ROOT / "mappings")
    first = extract(described, catalogue, tmp_path)
    assert [row.cells()["record"] for row in first.rows["event"]] == ["1"]
    words = TEXT.split("\n")[2]
    cells = {"first_line": "3", "number": "1", "state": "no-fact", "reason": "x", "digest": document.digest(words)}
    named = catalogue.scripts["unread"].row_class.parse(cells, check.Location(tmp_path))
    catalogue.entries.setdefault("unread", {})["specimen"] = [catalogues.Entry(named, check.Location(tmp_path))]
    again = extract(described, catalogue, tmp_path)
    assert again.rows["event"] == again.rows["participation"] == []
    assert lost(again)["3"][0] == "no-fact"
    (tmp_path / "specimen.txt").write_text(TEXT.replace("5名", "6名"), encoding="utf-8")
    assert len(extract(described, catalogue, tmp_path).rows["event"]) == 1
