"""Documents as other municipalities publish them, read with the shipped gazetteer and a guessed source.toml."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from exgraph.extract import draft, proposal
from exgraph.extract.proposal import Outcome
from exgraph.facts import catalogue as catalogues
from exgraph.facts.catalogue import Catalogue
from exgraph.sources import document, source

ROOT = Path(__file__).parents[2]
SPECIMENS = Path(__file__).parent / "specimens"

Reading = list[tuple[str, set[str]]]

# What a reader takes from each specimen, record by record: dates and places.
EXPECTED: dict[str, Reading] = {
    "history-table.html": [
        ("1962-10-11", {"asahikawa", "bloomington", "normal"}),
        ("1962-11", {"asahikawa", "bloomington"}),
        ("1967-11-10", {"asahikawa", "yuzhno-sakhalinsk"}),
        ("1995-08-02/1995-08-09", {"asahikawa", "yuzhno-sakhalinsk"}),
        ("1995-08", {"asahikawa", "harbin"}),
        ("1995-11", {"asahikawa", "harbin"}),
        ("2019-03-20", {"asahikawa", "paris-ile-de-france"}),
        ("2019-05-03/2019-05-05", {"asahikawa", "paris-ile-de-france"}),
    ],
    "chronicle.txt": [
        ("1969-06-04", {"kitami", "elizabeth-new-jersey"}),
        ("1969-06", {"kitami", "elizabeth-new-jersey"}),
        ("1972-08-13", {"kitami", "poronaysk"}),
        ("1972-10", {"kitami", "poronaysk"}),
        ("2000-07-25/2000-08-01", {"kitami", "poronaysk"}),
        ("2001-02", {"kitami", "jinju"}),
        ("2019-04-30", {"kitami", "barrhead"}),
        ("2019-05-01", {"kitami", "barrhead"}),
        ("2019-12/2020-02", {"kitami", "jinju"}),
        ("2019-12/2020-02", {"kitami", "barrhead"}),
    ],
    "report.csv": [
        ("2019-07-29/2019-08-05", {"wakkanai", "nevelsk"}),
        ("2019-10-12/2019-10-14", {"wakkanai", "yuzhno-sakhalinsk"}),
        ("2019-12-01", {"wakkanai", "seoul"}),
        ("2020-01/2020-03", {"wakkanai", "thailand"}),
        ("2020-02-14", {"wakkanai", "korsakov"}),
        ("2019-08-03/2019-08-04", {"wakkanai", "reykjavik-iceland"}),
    ],
    "sections.html": [
        ("1961-06-21", {"maizuru", "nakhodka"}),
        ("1989-10-05/1989-10-08", {"maizuru", "nakhodka"}),
        ("2018-08-21", {"maizuru", "nakhodka"}),
        ("2019-09-11", {"maizuru", "nakhodka"}),
        ("2000/2002", {"maizuru", "qingdao"}),
        ("2005-05-08", {"maizuru", "dalian-liaoning"}),
        ("2019-04/2020-03", {"maizuru", "moscow"}),
        ("2019-04/2020-03", {"maizuru", "vladivostok"}),
    ],
    "exchanges.txt": [
        ("2019-08-21/2019-08-24", {"sapporo", "novosibirsk"}),
        ("2018-08-21", {"sapporo", "munich"}),
        ("2016-12-30/2017-01-03", {"sapporo", "harbin"}),
        ("2015-10", {"sapporo", "daejeon"}),
        ("2014-07-30/2014-08-03", {"sapporo", "portland-oregon"}),
        ("2013-06/2013-08", {"sapporo", "yuzhno-sakhalinsk"}),
        ("2012-02-02", {"sapporo", "seoul"}),
    ],
    "form.txt": [
        ("2017-09-01/2017-09-04", {"mombetsu", "korsakov"}),
        ("2018-02-03/2018-02-12", {"mombetsu", "korsakov"}),
    ],
    "form.html": [
        ("2019-07-25/2019-07-30", {"wakkanai", "nevelsk", "korsakov"}),
        ("2019-08-19/2019-08-23", {"wakkanai", "yuzhno-sakhalinsk"}),
    ],
    "visits.txt": [
        ("1972-08-13", {"kitami", "poronaysk"}),
        ("2000-07", {"kitami", "poronaysk"}),
        ("2002-10-05/2002-10-09", {"kitami", "poronaysk"}),
        ("2012-09", {"kitami", "poronaysk"}),
        ("1999-06-12/1999-06-20", {"kitami", "jinju"}),
    ],
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return catalogues.load(ROOT / "mappings")


def read(name: str, catalogue: Catalogue, folder: Path) -> Outcome:
    path = SPECIMENS / name
    made = folder / "specimen"
    made.mkdir()
    (made / "source.toml").write_text(draft.write("specimen", path, catalogue).text, encoding="utf-8")
    described = source.read(made)
    return proposal.extract(described, document.read(described, SPECIMENS), catalogue, lambda done, total: None)


def found(outcome: Outcome) -> Reading:
    events = [row.cells() for row in outcome.rows["event"]]
    groups = [row.cells() for row in outcome.rows["participation"]]
    read = []
    for event in events:
        own = [group for group in groups if group["event"] == event["id"]]
        cells = [event["location"], event["involves"], *(group[way] for group in own for way in ("from", "to"))]
        dates = event["start"] if event["start"] == event["end"] else f"{event['start']}/{event['end']}"
        read.append((dates, {place for cell in cells for place in cell.split(";") if place}))
    return read


@pytest.mark.parametrize("name", EXPECTED)
def test_most_dates_and_places_are_read_at_once(name: str, catalogue: Catalogue, tmp_path: Path) -> None:
    reading = found(read(name, catalogue, tmp_path))
    assert [dates for dates, _ in reading] == [dates for dates, _ in EXPECTED[name]]
    expected = Counter((at, place) for at, (_, places) in enumerate(EXPECTED[name]) for place in places)
    places = Counter((at, place) for at, (_, places) in enumerate(reading) for place in places)
    right = (expected & places).total()
    assert right / expected.total() >= 0.8
    assert right / places.total() >= 0.8


@pytest.mark.parametrize("name", EXPECTED)
def test_every_event_has_a_place_and_every_name_is_known(name: str, catalogue: Catalogue, tmp_path: Path) -> None:
    outcome = read(name, catalogue, tmp_path)
    assert all(places for _, places in found(outcome))
    assert outcome.unread == []


def test_groups_are_read_in_english_and_from_forms(catalogue: Catalogue, tmp_path: Path) -> None:
    groups = {}
    for name in ("visits.txt", "form.html"):
        (folder := tmp_path / name).mkdir()
        rows = [row.cells() for row in read(name, catalogue, folder).rows["participation"]]
        groups[name] = [(row["from"], row["to"], row["headcount"]) for row in rows]
    assert groups == {
        "visits.txt": [
            ("kitami", "poronaysk", "17"),
            ("poronaysk", "kitami", "6"),
            ("kitami", "poronaysk", "12"),
            ("jinju", "kitami", "20"),
        ],
        "form.html": [("wakkanai", "nevelsk;korsakov", "15"), ("yuzhno-sakhalinsk", "wakkanai", "10")],
    }


def test_lines_of_no_record_are_accounted_for(catalogue: Catalogue, tmp_path: Path) -> None:
    outcome = read("history-table.html", catalogue, tmp_path)
    words = [outcome.others[line] for line in (1, 2, 4, 7)]
    assert words == ["heading", "page", "page", "header"]
