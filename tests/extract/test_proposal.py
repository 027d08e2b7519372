"""Extraction beside facts at hand, in a small project that uses the shipped tables' scripts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from exgraph.extract import proposal
from exgraph.extract.proposal import Outcome
from exgraph.facts import catalogue
from exgraph.facts.check import check
from exgraph.sources import document

ROOT = Path(__file__).parents[2]

SOURCE = """[source]
id = "specimen"
file = "specimen.txt"
title_ja = "見本"
title_en = "Specimen"
title_ru = "Образец"
publisher_ja = "見本町"
publisher_en = "Specimen Town"
licence = "ours"

[layout]
reader = "delimited-table"
delimiter = "|"
header = ["年", "月", "内容"]
home = "north"

[layout.columns]
year = "年"
month = "月"
category = []
place = []
text = "内容"
"""
PLACES = """id,class,ja,kana,en,ru,within,lat,lon,origin
japan,Country,日本,,Japan,Япония,,,,ours
north,City,北町,,North,Север,japan,,,ours
russia,Country,ロシア,,Russia,Россия,,,,ours
south,City,南市,,South,Юг,russia,,,ours
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    mappings = tmp_path / "mappings"
    shutil.copytree(ROOT / "mappings" / "tables", mappings / "tables")
    (mappings / "gazetteer").mkdir()
    (mappings / "gazetteer" / "place.csv").write_text(PLACES, encoding="utf-8")
    (mappings / "sources" / "specimen" / "facts").mkdir(parents=True)
    (mappings / "sources" / "specimen" / "source.toml").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "specimen.txt").write_text(
        "年|月|内容\nH 9|6 月|南市から5名が北町を訪問\nH 9|7 月|北町で音楽会\n", encoding="utf-8"
    )
    return tmp_path


def extract(project: Path) -> Outcome:
    tables = catalogue.load(project / "mappings")
    (source,) = tables.sources
    outcome = proposal.extract(source, document.read(source, project), tables, lambda done, total: None)
    proposal.write(source, tables, outcome)
    return outcome


def cells(outcome: Outcome) -> dict[str, list[dict[str, str]]]:
    return {name: [row.cells() for row in rows] for name, rows in outcome.rows.items()}


def edit(project: Path, table: str, old: str, new: str) -> None:
    path = project / "mappings" / "sources" / "specimen" / "facts" / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_extraction_twice_gives_the_same_tables(project: Path) -> None:
    first = extract(project)
    assert {name: len(rows) for name, rows in first.rows.items()} == {
        "record": 2,
        "line": 2,
        "event": 2,
        "participation": 1,
        "agreement": 0,
    }
    assert cells(extract(project)) == cells(first)


def test_lines_of_no_record_are_told_in_ranges(project: Path) -> None:
    text = project / "specimen.txt"
    text.write_text("\n\n" + text.read_text(encoding="utf-8"), encoding="utf-8")
    rows = [",".join(row.values()) for row in cells(extract(project))["line"]]
    assert rows == ["1,2,blank", "3,3,header", "6,6,blank"]
    assert check(catalogue.load(project / "mappings")) == []


def test_what_a_person_checked_stays_and_a_differing_reading_is_reported(project: Path) -> None:
    extract(project)
    edit(project, "participation", ",5,,", ",50,,")
    edit(project, "event", "sentence,proposed", "sentence,corrected")
    outcome = extract(project)
    (group,) = outcome.rows["participation"]
    assert group.cells()["headcount"] == "50"
    assert outcome.kept == 1
    assert len(outcome.differences) == 1
    assert "participation.csv:2:headcount: holds '50', the reading says '5'" in outcome.differences[0]


def test_a_fact_that_a_person_took_out_does_not_come_back(project: Path) -> None:
    extract(project)
    edit(project, "event", "sentence,proposed", "sentence,accepted")
    path = project / "mappings" / "sources" / "specimen" / "facts" / "participation.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    outcome = extract(project)
    assert outcome.rows["participation"] == []
    assert outcome.differences == [f"{path}: the reading has participation 1/1 too"]


def test_a_proposal_that_no_reading_makes_any_more_goes(project: Path) -> None:
    extract(project)
    text = project / "specimen.txt"
    text.write_text(text.read_text(encoding="utf-8").replace("南市から5名が北町を訪問", "北町で展示"), encoding="utf-8")
    assert extract(project).rows["participation"] == []
