"""Editions of a document: checked facts go with the line that they were read from, wherever it stands."""

from __future__ import annotations

import os
import random
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from exgraph import settings
from exgraph.errors import Location
from exgraph.extract import proposal
from exgraph.extract.proposal import Outcome
from exgraph.facts import catalogue as catalogues
from exgraph.facts.catalogue import Catalogue
from exgraph.facts.table import Entry, Row
from exgraph.sources import source as sources
from exgraph.sources.document import Document
from exgraph.sources.source import Source

ROOT = Path(__file__).parents[2]
SOURCE = """\
[source]
id = "specimen"
file = "specimen.csv"
title_ja = "稚内市の記録"
title_en = "Records"
title_ru = "Записи"
publisher_ja = "稚内市"
publisher_en = "Wakkanai"
licence = "made up"

[layout]
reader = "delimited-table"
home = "wakkanai"
country = "japan"

[layout.columns]
year = "年"
date = "月日"
place = "相手"
text = "内容"
"""
HEADER = "年\t月日\t相手\t内容"
PLACES = ("ネベリスク市", "コルサコフ市", "ユジノサハリンスク市")


def printed(year: str, month: str, place: str, people: int) -> str:
    return f"{year}\t{month}\t{place}\t{place}へ生徒{people}名を派遣した。"


@dataclass(frozen=True)
class Made:
    """One row of a made-up table; its number of people tells it from every other."""

    year: int
    month: int
    place: int
    people: int

    @property
    def line(self) -> str:
        return printed(f"{self.year}年", f"{self.month}月", PLACES[self.place], self.people)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Catalogue, Source]:
    project = settings.load(ROOT)
    whole = catalogues.load(project.mappings, project.tables)
    folder = tmp_path_factory.mktemp("sources") / "specimen"
    folder.mkdir()
    (folder / "source.toml").write_text(SOURCE, encoding="utf-8")
    gazetteer = {
        table: {"gazetteer": [each for each in owners.get("gazetteer", []) if _is_needed(table, each.row)]}
        for table, owners in whole.entries.items()
    }
    return replace(whole, entries=gazetteer, sources=[]), sources.read(folder)


def _is_needed(table: str, row: Row) -> bool:
    wanted = {"japan", "hokkaido", "wakkanai", "russia", "sakhalin-oblast", "nevelsk", "korsakov", "yuzhno-sakhalinsk"}
    return table == "place" and row.key[0] in wanted


def read(world: tuple[Catalogue, Source], rows: list[str], known: Outcome | None = None) -> Outcome:
    """Read a table, beside the facts of an edition before of which each is accepted."""
    catalogue, source = world
    if known:
        entries = {table: dict(owners) for table, owners in catalogue.entries.items()}
        for table, facts in known.rows.items():
            accepted = [_accepted(row) for row in facts]
            entries.setdefault(table, {})["specimen"] = [Entry(row, Location(Path(table))) for row in accepted]
        catalogue = replace(catalogue, entries=entries, sources=[source])
    document = Document(Path("specimen.csv"), "\n".join([HEADER, *rows]) + "\n")
    return proposal.extract(source, document, catalogue, lambda done, total: None)


def _accepted(row: Row) -> Row:
    cells = row.cells()
    return type(row).parse(cells | {"review": "accepted"}, Location(Path("facts"))) if "review" in cells else row


def cited(outcome: Outcome, rows: list[str]) -> dict[str, str]:
    """Return for each accepted event the line of its record."""
    lines = {row.number: rows[row.first_line - 2] for row in outcome.rows["record"]}
    return {row.id: lines[row.record[0]] for row in outcome.rows["event"] if row.review == "accepted"}


FIRST = [Made(2001, 8, 0, 10), Made(2002, 9, 1, 11), Made(2003, 7, 2, 12), Made(2004, 8, 0, 13)]


def test_the_same_edition_changes_nothing(world: tuple[Catalogue, Source]) -> None:
    rows = [each.line for each in FIRST]
    before = read(world, rows)
    again = read(world, rows, before)
    assert cited(again, rows) == cited(before, rows) | dict(zip("1234", rows, strict=True))
    assert not again.edition.is_new


def test_a_row_above_moves_no_number(world: tuple[Catalogue, Source]) -> None:
    rows = [each.line for each in FIRST]
    newest = Made(2005, 8, 1, 14).line
    after = read(world, [newest, *rows], read(world, rows))
    assert cited(after, [newest, *rows]) == dict(zip("1234", rows, strict=True))
    assert after.edition.added == {"5"}


def test_a_row_taken_out_is_retired(world: tuple[Catalogue, Source]) -> None:
    rows = [each.line for each in FIRST]
    after = read(world, [rows[0], *rows[2:]], read(world, rows))
    assert cited(after, [rows[0], *rows[2:]]) == {"1": rows[0], "3": rows[2], "4": rows[3]}
    assert after.edition.removed == {"2"}
    assert [(name, row.key) for name, row in after.retired if name == "event"] == [("event", ("2",))]


def test_an_edited_row_waits_for_review_with_old_and_new_beside_each_other(world: tuple[Catalogue, Source]) -> None:
    rows = [each.line for each in FIRST]
    edited = [rows[0], Made(2002, 9, 1, 21).line, *rows[2:]]
    after = read(world, edited, read(world, rows))
    assert after.edition.changed == {"2"}
    (group,) = [row for row in after.rows["participation"] if row.event == "2"]
    assert (group.headcount, group.review) == (21, "proposed")
    assert "headcount was 11" in group.note
    assert set(cited(after, edited)) == {"1", "3", "4"}


def test_a_row_under_another_year_is_no_longer_the_checked_one(world: tuple[Catalogue, Source]) -> None:
    rows = [printed("2001年", "8月", "ネベリスク市", 10), printed("", "9月", "コルサコフ市", 11)]
    before = read(world, rows)
    moved = [printed("1999年", "9月", "コルサコフ市", 12), rows[1], rows[0]]
    after = read(world, moved, before)
    (event,) = [row for row in after.rows["event"] if row.id == "2"]
    assert (str(event.start), event.review) == ("1999-09", "proposed")


MADE = st.builds(Made, st.integers(1990, 2020), st.integers(4, 12), st.integers(0, 2), st.integers(2, 60))


def edited(row: Made, chance: random.Random) -> Made:
    """Return a row as a next edition may have it: mostly the same, else with another year, month, place or number."""
    if chance.random() < 0.7:
        return row
    other = {"year": row.year + 1, "month": row.month % 9 + 4, "place": (row.place + 1) % 3, "people": row.people + 1}
    changed = chance.choice(sorted(other))
    return replace(row, **{changed: other[changed]})


# EDITIONS asks for more: the thousand that docs/extraction.md tells of.
@examples(max_examples=int(os.environ.get("EDITIONS", "60")), deadline=None, database=None)
@given(st.lists(MADE, min_size=1, max_size=8), st.lists(MADE, max_size=4), st.randoms(use_true_random=False))
def test_no_accepted_fact_cites_another_line(
    world: tuple[Catalogue, Source], rows: list[Made], more: list[Made], chance: random.Random
) -> None:
    before = [each.line for each in rows]
    first = read(world, before)
    lines = {row.number: before[row.first_line - 2] for row in first.rows["record"]}
    first_lines = {row.id: lines[row.record[0]] for row in first.rows["event"]}
    after = [edited(each, chance).line for each in rows if chance.random() < 0.8]
    after += [each.line for each in more]
    assume(after)  # a document without a row is refused
    chance.shuffle(after)
    second = read(world, after, first)
    for event, line in cited(second, after).items():
        assert line == first_lines[event]
