"""Damage to cells and rows of the shipped tables that reading and checking the tables finds, each at its row."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from exgraph import settings
from exgraph.build import tables
from exgraph.errors import TablesError
from tests.damage.sheet import CHRONICLE, CLAIR, DB, DELETED, GAZETTEER, Damage, apply, copy

CELLS = [
    Damage("a month that is none", DB, "event", "1", {"start": "1952-13"}, "start: month must be"),
    Damage("a day that is none", DB, "event", "2", {"end": "1953-02-30"}, "end: .*day"),
    Damage("a date of another form", DB, "event", "3", {"start": "S30.7"}, "start: 'S30.7' is not a year"),
    Damage("no date", DB, "event", "4", {"start": ""}, "start: '' is not a year"),
    Damage("an unknown kind", DB, "event", "5", {"kind": "Vist"}, "kind: 'Vist' is not one of"),
    Damage("no kind", DB, "event", "6", {"kind": ""}, "kind: empty"),
    Damage("a kind twice", DB, "event", "7", {"kind": "Visit;Visit"}, "kind: .*twice"),
    Damage("an unknown state", DB, "event", "8", {"status": "helt"}, "status: 'helt' is not one of"),
    Damage("an unknown mode", DB, "event", "9", {"mode": "outward"}, "mode: 'outward' is not one of"),
    Damage("an unknown review", DB, "event", "10", {"review": "ok"}, "review: 'ok' is not one of"),
    Damage("a negative number of people", DB, "event", "11", {"total": "-5"}, "total: '-5' is no whole number"),
    Damage("a number in words", DB, "event", "12", {"total": "many"}, "total: 'many' is no whole number"),
    Damage("no record", DB, "event", "13", {"record": ""}, "record: empty"),
    Damage("blanks around a cell", DB, "event", "14", {"location": " nevelsk"}, "location: blanks"),
    Damage("a formula", DB, "event", "15", {"note": "=SUM(A1)"}, "note: a spreadsheet"),
    Damage("an invisible character", DB, "event", "16", {"note": "a\u200bb"}, "note: an invisible"),
    Damage("a broken character", DB, "event", "17", {"note": "\ufffd"}, "note: an invisible or broken"),
    Damage("letters in parts", DB, "event", "18", {"note": "ハ\u309a"}, "note: letters are split"),
    Damage("half an edition", DB, "event", "19", {"edition": "1.5"}, "edition: '1.5' is no whole number"),
    Damage("what is marked, without its table", DB, "event", "20", {"commemorates": "nevelsk"}, "commemorates: "),
    Damage("a class of another table", DB, "agreement", 1, {"class": "City"}, "class: 'City' is not one of"),
    Damage("a party without its table", DB, "agreement", 2, {"party": "wakkanai;nevelsk"}, "party: 'wakkanai'"),
    Damage("a negative group", DB, "participation", 0, {"headcount": "-3"}, "headcount: '-3'"),
    Damage("a part without number", DB, "participation", 1, {"parts": "pupil-14"}, "parts: 'pupil-14' has no count"),
    Damage("an unknown role", DB, "participation", 2, {"role": "pupill"}, "role: 'pupill' is not one of"),
    Damage("an id with a blank", DB, "participation", 3, {"id": "a b"}, "id: 'a b' is no record or event number"),
    Damage("a digest that is none", DB, "record", "5", {"digest": "xyz"}, "digest: 'xyz' is no digest"),
    Damage("a line before the first", DB, "record", "6", {"first_line": "-1"}, "first_line: '-1'"),
    Damage("a place of no known class", GAZETTEER, "place", 0, {"class": "Metropolis"}, "class: 'Metropolis'"),
    Damage("a latitude in words", GAZETTEER, "place", 1, {"lat": "north"}, "lat: 'north' is no decimal"),
    Damage("no Japanese label", GAZETTEER, "place", 2, {"ja": ""}, "ja: empty"),
    Damage("no English label", GAZETTEER, "organisation", 3, {"en": ""}, "en: empty"),
    Damage("no Russian label", GAZETTEER, "series", 4, {"ru": ""}, "ru: empty"),
    Damage("no origin of a place's values", GAZETTEER, "place", 5, {"origin": ""}, "origin: empty"),
    Damage("somebody without an office", GAZETTEER, "official", 0, {"office_ja": ""}, "office_ja: empty"),
    Damage("a hall without a place", GAZETTEER, "venue", 0, {"within": ""}, "within: '' is no id"),
    Damage("a language that is none", GAZETTEER, "spelling", 0, {"language": "jp"}, "language: 'jp' is not one of"),
    Damage("an unknown scheme", GAZETTEER, "identifier", 0, {"scheme": "isbn"}, "scheme: 'isbn' is not one of"),
    Damage("an organisation of no class", GAZETTEER, "organisation", 0, {"class": "Firm"}, "class: 'Firm'"),
    Damage("an indicator in dollars", GAZETTEER, "indicator", 0, {"unit": "dollar"}, "unit: 'dollar' is not one"),
    Damage("a value with a comma", CLAIR, "observation", 0, {"value": "1,000"}, "value: '1,000' is no decimal"),
    Damage("a value of no known kind", CLAIR, "observation", 1, {"value_kind": "guess"}, "value_kind: 'guess'"),
    Damage("a value in words", CLAIR, "observation", 2, {"value": "plenty"}, "value: 'plenty' is no decimal"),
    Damage("a merge without a source", GAZETTEER, "merge", 0, {"into": "108"}, "into: '108' names no source"),
    Damage("a merge without a reason", GAZETTEER, "merge", 1, {"reason": ""}, "reason: empty"),
    Damage("a means of transport unknown", GAZETTEER, "route", 0, {"mode": "train"}, "mode: 'train' is not one"),
]
"""What a cell cannot hold; all are found in one reading."""

ROWS = [
    Damage("an unknown place", DB, "event", "21", {"location": "atlantis"}, "location: no place has the id"),
    Damage(
        "an organisation as place", DB, "event", "22", {"location": "wakkanai-city-government"}, "location: no place"
    ),
    Damage("an unknown organiser", DB, "event", "23", {"organiser": "nobody"}, "organiser: no organisation"),
    Damage("an unknown series", DB, "event", "24", {"series": "none"}, "series: no series has the id"),
    Damage("a record that is not there", DB, "event", "25", {"record": "25;9999"}, "record: no record has the id"),
    Damage("an unknown hall", DB, "event", "26", {"venue": "none"}, "venue: no venue has the id"),
    Damage("an unknown official", DB, "event", "27", {"official": "none"}, "official: no official has the id"),
    Damage("an unknown agreement", DB, "event", "28", {"concludes": "none"}, "concludes: no agreement has the id"),
    Damage("an unknown route", DB, "event", "29", {"route": "none"}, "route: no route has the id"),
    Damage("nothing that is marked", DB, "event", "30", {"commemorates": "agreement/none"}, "commemorates: no agree"),
    Damage("an end before the start", DB, "event", "31", {"start": "1995-05", "end": "1995-04"}, "end: it ends"),
    Damage("a year before the document's", DB, "event", "32", {"start": "1890", "end": "1890"}, "1890 lies outside"),
    Damage("a year after the document's", DB, "event", "33", {"start": "2090", "end": "2090"}, "2090 lies outside"),
    Damage("a plan in a document of the past", DB, "event", "34", {"status": "planned"}, "'planned' is not expected"),
    Damage("a category the document has not", DB, "event", "35", {"category": "未知"}, "'未知' is not expected"),
    Damage("nobody who took part", DB, "event", "36", {"total": "0"}, "total: a count begins with 1"),
    Damage(
        *("a day outside the printed ones", CHRONICLE, "event", "1"),
        *({"start": "2010-06-19", "end": "2010-06-19"}, "start: 2010-06-19 to 2010-06-19 is not within"),
    ),
    Damage("a group of no event", DB, "participation", 4, {"event": "9999"}, "event: no event has the id '9999'"),
    Damage(
        *("more parts than people", DB, "participation", 5),
        *({"headcount": "3", "parts": "pupil:2;leader:2"}, "parts: the parts are 4 people, the group is 3"),
    ),
    Damage("a group of nobody", DB, "participation", 6, {"headcount": "0"}, "headcount: a group has at least"),
    Damage("a group from nowhere known", DB, "participation", 7, {"from": "atlantis"}, "from: no place has the id"),
    Damage("one party", DB, "agreement", 0, {"party": "place/wakkanai"}, "party: a tie has two"),
    Damage(
        *("organisations that are sister cities", DB, "agreement", 2),
        *(
            {"class": "SisterCityAgreement", "party": "place/wakkanai;organisation/wakkanai-city-government"},
            "party: places are",
        ),
    ),
    Damage("another year than the id's", DB, "agreement", 3, {"concluded": "1988"}, "concluded: 1988 is not the year"),
    Damage("a value that is not printed", CLAIR, "observation", 0, {"value": "7001"}, "value: 7001 is not what is"),
    Damage(
        *("a value of no year", CLAIR, "observation", 1),
        *({"fiscal_year": "", "year": ""}, "fiscal_year: the value is of no year"),
    ),
    Damage("fewer than none", CLAIR, "observation", 2, {"value": "-1"}, "value: -1 is fewer than none"),
    Damage("a day that is not in the year", CLAIR, "observation", 0, {"year": "1919"}, "year: no day of 1919"),
    Damage("an unknown indicator", CLAIR, "observation", 3, {"indicator": "none"}, "indicator: no indicator has"),
    Damage("a route to its own start", GAZETTEER, "route", 0, {"end_a": "wakkanai", "end_b": "wakkanai"}, "end_b: "),
    Damage("years in another form", GAZETTEER, "route", 1, {"operated": "1995 to 2015"}, "operated: '1995 to 2015'"),
    Damage("half a point on the map", GAZETTEER, "place", "abashiri", {"lon": ""}, "lat: a point on the map"),
    Damage("swapped coordinates", GAZETTEER, "place", "wakkanai", {"lat": "141.67", "lon": "45.41"}, "lat: 141.67"),
    Damage("a place within itself", GAZETTEER, "place", "nevelsk", {"within": "nevelsk"}, "within: it cannot lie"),
    Damage("a place in no place known", GAZETTEER, "place", "korsakov", {"within": "none"}, "within: no place has"),
    Damage("a country in a place", GAZETTEER, "place", "japan", {"within": "russia"}, "within: a country lies"),
    Damage(
        "a part of itself",
        GAZETTEER,
        "organisation",
        "wakkanai-city-government",
        {"part_of": "wakkanai-city-government"},
        "part_of: ",
    ),
    Damage("a member unknown", GAZETTEER, "organisation", 0, {"member": "place/none"}, "member: no place has the id"),
    Damage("a code of another form", GAZETTEER, "identifier", 0, {"value": "01211"}, "value: '01211' is no ident"),
    Damage(
        "a wrong check digit", GAZETTEER, "identifier", "akita", {"scheme": "jis", "value": "052018"}, "check digit"
    ),
    Damage("a spelling of nothing", GAZETTEER, "spelling", 1, {"id": "nobody"}, "id: no indicator has the id"),
    Damage("a merge into itself", GAZETTEER, "merge", 0, {"into": "clair-japan-russia/article-1-2"}, "into: it is mer"),
    Damage("a merge into nothing", GAZETTEER, "merge", 1, {"into": "wakkanai-chronicle/9999"}, "into: no event has"),
    Damage("lines backwards", DB, "record", "40", {"first_line": "99", "last_line": "9"}, "last_line: lines 99 to 9"),
    Damage("a line after the document's end", DB, "record", "684", {"last_line": "9999"}, "not in a document of 817"),
    Damage("a record without characters", DB, "record", "41", {"last_char": "0"}, "last_char: characters"),
    Damage(
        "lines that are of a record and of none", DB, "line", 2, {"last_line": "40"}, "belong to something else too"
    ),
]
"""What does not fit the rest of its row, another row, or its document; all are found in one check."""


def checked(folder: Path, damages: list[Damage]) -> tuple[dict[Damage, str], list[str]]:
    """Return where each damaged row stands, and what a check of the project says."""
    root = copy(folder)
    rows = {damage: apply(root, damage) for damage in damages}
    with pytest.raises(TablesError) as raised:
        tables.load(settings.load(root))
    return rows, [str(error) for error in raised.value.errors]


@pytest.fixture(scope="module")
def cells(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[Damage, str], list[str]]:
    return checked(tmp_path_factory.mktemp("cells"), CELLS)


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[Damage, str], list[str]]:
    return checked(tmp_path_factory.mktemp("rows"), ROWS)


def find(damage: Damage, where: dict[Damage, str], said: list[str]) -> list[str]:
    at = re.escape(where[damage])
    return [each for each in said if re.match(rf"{at}(:|\b).*{damage.said}", each, re.DOTALL)]


@pytest.mark.parametrize("damage", CELLS, ids=str)
def test_damage_to_a_cell_is_named_at_its_row(damage: Damage, cells: tuple[dict[Damage, str], list[str]]) -> None:
    assert find(damage, *cells), [each for each in cells[1] if each.startswith(cells[0][damage])]


@pytest.mark.parametrize("damage", ROWS, ids=str)
def test_damage_between_cells_is_named_at_its_row(damage: Damage, rows: tuple[dict[Damage, str], list[str]]) -> None:
    assert find(damage, *rows), [each for each in rows[1] if each.startswith(rows[0][damage])]


FILES = [
    ("a column is missing", "place.csv", lambda data: data.replace(b",kana", b"", 1), r"place\.csv:1: the header is"),
    ("a column is too many", "place.csv", lambda data: data.replace(b"id,", b"id,x,", 1), r"place\.csv:1: the header"),
    ("a byte order mark", "place.csv", lambda data: b"\xef\xbb\xbf" + data, r"place\.csv:1: .*byte order mark"),
    ("line ends of Windows", "place.csv", lambda data: data.replace(b"\n", b"\r\n"), r"place\.csv:1: .*line ends"),
    (
        *("another encoding", "place.csv", lambda data: data.decode().encode("cp932", "replace")),
        r"place\.csv:2: is not UTF-8",
    ),
    ("a quote left open", "place.csv", lambda data: data + b'"x', r"place\.csv:\d+: is not CSV"),
    ("a cell too many", "place.csv", lambda data: data + b"a,b,c,d,e,f,g,h,i,j,k\n", r"place\.csv:\d+: 11 cells"),
    ("a zero byte", "place.csv", lambda data: data + b"\0", r"place\.csv:\d+: holds a zero byte"),
    ("an empty file", "place.csv", lambda data: b"", r"place\.csv:1: the header is nothing"),
    ("a row twice", "venue.csv", lambda data: data + data.splitlines(True)[3], r"venue\.csv:\d+: .*stands twice"),
]


@pytest.mark.parametrize(("what", "name", "change", "said"), FILES, ids=[each[0] for each in FILES])
def test_damage_to_a_file_is_named(
    tmp_path: Path, what: str, name: str, change: Callable[[bytes], bytes], said: str
) -> None:
    path = copy(tmp_path) / "mappings" / "gazetteer" / name
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(TablesError, match=said):
        tables.load(settings.load(tmp_path))


MISSING = [
    (Damage("a record", DB, "record", "50", DELETED, ""), "event.csv", "no record has the id '50', named in row 50"),
    (Damage("the facts of a record", DB, "event", "60", DELETED, ""), "record.csv", "no fact is made of record 60"),
    (Damage("a line of none", DB, "line", 3, DELETED, ""), "line.csv", "nothing is said of the document's lines"),
    (Damage("a place", GAZETTEER, "place", "nevelsk", DELETED, ""), "event.csv", "no place has the id 'nevelsk'"),
    (Damage("a value", CLAIR, "observation", 5, DELETED, ""), "observation.csv", "rows where source.toml expects 30"),
    (
        Damage("a second event", CHRONICLE, "event", "92-2", DELETED, ""),
        "event.csv",
        "rows where source.toml expects at",
    ),
]


@pytest.mark.parametrize(("damage", "name", "said"), MISSING, ids=[str(each[0]) for each in MISSING])
def test_what_is_missing_is_named(tmp_path: Path, damage: Damage, name: str, said: str) -> None:
    apply(copy(tmp_path), damage)
    with pytest.raises(TablesError, match=rf"{re.escape(name)}\S*: .*{re.escape(said)}"):
        tables.load(settings.load(tmp_path))


def test_a_record_that_runs_into_the_next_is_named_with_it(tmp_path: Path) -> None:
    row = apply(copy(tmp_path), Damage("", DB, "record", "42", {"last_line": "56"}, ""))
    with pytest.raises(TablesError, match=rf"record 43 overlaps record 42, which stands in {re.escape(row)}"):
        tables.load(settings.load(tmp_path))


@pytest.mark.parametrize("table", ["event", "record", "participation", "agreement"])
def test_a_table_that_is_gone_is_named(tmp_path: Path, table: str) -> None:
    root = copy(tmp_path)
    (root / "mappings" / "sources" / DB / "facts" / f"{table}.csv").unlink()
    with pytest.raises(TablesError, match=rf"{table}\.csv: 0 rows where source.toml expects|no fact is made of"):
        tables.load(settings.load(root))


def test_a_table_nobody_explains_is_named(tmp_path: Path) -> None:
    folder = copy(tmp_path) / "mappings" / "sources" / DB / "facts"
    shutil.copy(folder / "event.csv", folder / "events.csv")
    with pytest.raises(TablesError, match=r"events\.csv: no script mappings/tables/events\.py explains"):
        tables.load(settings.load(tmp_path))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('licence = "', 'license = "', "lacks licence"),
        (f'id = "{DB}"', 'id = "another"', "the id is another but the folder is"),
        ("[expect]", "[expect", "is not TOML"),
        ("lines = 817", "line = 817", r"\[expect\] has no line"),
        ("[expect.least]\nevent", "[expect.least]\nevents", "names events, which is no table"),
    ],
)
def test_damage_to_the_description_of_a_source_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = copy(tmp_path) / "mappings" / "sources" / DB / "source.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Exception, match=rf"source\.toml.*{said}"):
        tables.load(settings.load(tmp_path))
