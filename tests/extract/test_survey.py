"""What a document names of the reference gazetteer, by its lines alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from exgraph import settings
from exgraph.errors import Location
from exgraph.extract.survey import file
from exgraph.extract.survey.survey import Survey, survey
from exgraph.facts import catalogue as catalogues
from exgraph.facts.catalogue import Catalogue

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    project = settings.load(ROOT)
    return catalogues.load(project.mappings, project.tables)


def look(
    catalogue: Catalogue, *lines: str, home: str = "wakkanai", language: str = "ja", cells: tuple[str, ...] = ()
) -> Survey:
    return survey(list(lines), catalogue, source="specimen", home=home, language=language, cells=cells)


@pytest.mark.parametrize(
    ("line", "words", "place"),
    [
        ("カナダのバーナビー市から訪問団が来た。", "バーナビー市", "burnaby-british-columbia"),
        ("友好都市オハイオ州フィンドレー市", "フィンドレー市", "findlay-ohio"),
        ("アラスカ州マウンテンビレッジを訪ねた。", "マウンテンビレッジ", "mountain-village-alaska"),
        ("韓国・三陟市から児童が来た。", "三陟市", "u4e09-u965f-south-korea"),
        ("ハワイ州カウアイ郡から訪問団が来た。", "カウアイ郡", "kauai-hawaii"),
        ("アメリカ・グレシャム市を訪ねた。", "グレシャム市", "gresham-oregon"),
        ("グレシャム市(アメリカ合衆国オレゴン州)", "グレシャム市", "gresham-oregon"),
        ("ﾊﾞｰﾅﾋﾞｰ市(カナダ)", "ハ\u3099ーナヒ\u3099ー市", "burnaby-british-columbia"),
        ("中国江蘇省蘇州市と調印した。", "蘇州市", "suzhou-jiangsu"),
        ("広島県府中市の児童", "府中市", "fuchu-hiroshima"),
        ("東京都の府中市の児童", "府中市", "fuchu-tokyo"),
        ("福岡県八女郡広川町の児童", "広川町", "hirokawa"),
        ("福岡県黒木町の児童", "黒木町", "yame"),
        ("デンマーク王国の大使", "デンマーク", "denmark"),
    ],
)
def test_a_name_is_told_by_what_stands_beside_it(catalogue: Catalogue, line: str, words: str, place: str) -> None:
    assert look(catalogue, line).meanings[words] == ("place", place)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("カナダのスポーツセンターで交流した。", "スポーツセンター"),
        ("カナダのマイケル市長とジョン氏が来た。", "ジョン"),
        ("青果市場を見学した。", "青果市"),
        ("姉妹都市の旗", "姉妹都市"),
    ],
)
def test_a_word_that_names_no_place_is_none(catalogue: Catalogue, line: str, words: str) -> None:
    assert words not in look(catalogue, line).meanings


def test_a_namesake_is_the_one_of_the_home_sides_prefecture(catalogue: Catalogue) -> None:
    assert look(catalogue, "清水町と交流した。", home="sapporo").meanings["清水町"][1] == "shimizu-hokkaido"
    assert look(catalogue, "清水町と交流した。", home="shizuoka").meanings["清水町"][1] == "shimizu-shizuoka"


def test_a_namesake_that_nothing_tells_apart_is_in_doubt(catalogue: Catalogue) -> None:
    found = look(catalogue, "府中市と交流した。")
    assert "府中市" not in found.meanings
    (doubt,) = found.doubts
    assert str(doubt.error(Path("a.txt"))).startswith("a.txt:1: '府中市' may be 東京都府中市 or 広島県府中市")


def test_a_former_name_counts_at_home_alone(catalogue: Catalogue) -> None:
    assert look(catalogue, "黒木町を訪ねた。", home="kurume").meanings["黒木町"][1] == "yame"
    assert "黒木町" not in look(catalogue, "黒木町を訪ねた。").meanings


def test_a_former_name_at_home_goes_before_a_namesake_elsewhere(catalogue: Catalogue) -> None:
    assert look(catalogue, "一宮町を訪ねた。", home="fuefuki").meanings["一宮町"][1] == "fuefuki"


def test_a_heading_above_tells_the_country(catalogue: Catalogue) -> None:
    found = look(catalogue, "オーストラリアとの交流", "1990年 タムワース市から来訪", "1995年 タムワースへ派遣")
    assert found.meanings["タムワース市"][1] == found.meanings["タムワース"][1] == "tamworth-new-south-wales"


def test_names_in_english_are_found(catalogue: Catalogue) -> None:
    found = look(catalogue, "A delegation from Gresham, Oregon visited the city of Ebetsu in 2001.", language="en")
    assert found.meanings["Gresham"][1] == "gresham-oregon"


def test_what_is_proposed_holds_parents_identifiers_and_origin(catalogue: Catalogue) -> None:
    found = look(catalogue, "カナダのバーナビー市")
    rows = found.proposals(["burnaby-british-columbia"])
    by_id = {row["id"]: row for row in rows["place"]}
    burnaby = by_id["burnaby-british-columbia"]
    assert (burnaby["class"], burnaby["ja"], burnaby["en"], burnaby["within"]) == (
        "City",
        "バーナビー",
        "Burnaby",
        "british-columbia",
    )
    assert by_id["british-columbia"]["within"] == "canada"
    assert burnaby["origin"] == "ja=specimen;reference/world.zip"
    assert ("burnaby-british-columbia", "geonames", "5911606") in [
        (row["place"], row["scheme"], row["value"]) for row in rows["identifier"]
    ]


def test_a_place_that_the_project_knows_is_not_proposed_anew(catalogue: Catalogue) -> None:
    found = look(catalogue, "ロシアのネベリスク市と、神奈川県横浜市")
    assert {row["id"] for row in found.proposals([*found.rows.places])["place"]} == {"yokohama", "kanagawa-prefecture"}


def test_proposals_are_kept_beside_the_gazetteer_and_moved_when_accepted(catalogue: Catalogue, tmp_path: Path) -> None:
    found = look(catalogue, "カナダのバーナビー市")
    (tmp_path / "gazetteer").mkdir()
    file.write(tmp_path, catalogue, "specimen", found.proposals(["burnaby-british-columbia"]))
    assert len(file.proposed(tmp_path, catalogue, "place")) == 2
    other = survey(["アメリカのグレシャム市"], catalogue, source="other", home="wakkanai", language="ja").proposals(
        ["gresham-oregon"]
    )
    file.write(tmp_path, catalogue, "other", other)
    assert file.accept(tmp_path, catalogue, ["burnaby-british-columbia"]) == [
        "british-columbia",
        "burnaby-british-columbia",
    ]
    assert "burnaby-british-columbia" in (tmp_path / "gazetteer" / "place.csv").read_text(encoding="utf-8")
    assert {row.id for row in file.proposed(tmp_path, catalogue, "place")} == {"gresham-oregon", "oregon"} - set(
        ids(catalogue)
    )
    file.write(tmp_path, catalogue, "other", {})
    assert not file.path(tmp_path, "place").exists()


def ids(catalogue: Catalogue) -> list[str]:
    return [entry.row.id for _, entry in catalogue.rows("place")]


def test_every_identifier_that_is_proposed_can_be(catalogue: Catalogue) -> None:
    empty = Catalogue(catalogue.scripts, [], {})
    lines = ["横須賀市の代表団が米国コーパスクリスティ市を訪問", "カナダのバーナビー市", "函館市"]
    found = survey(lines, empty, source="specimen", home="yokosuka", language="ja")
    proposed = found.proposals([*found.rows.places])["identifier"]
    row_class = catalogue.scripts["identifier"].row_class
    rows = [row_class.parse(cells, Location(Path("identifier.csv"))) for cells in proposed]
    assert [problem for row in rows for _, problem in row.problems()] == []
    schemes = {(row.cells()["place"], row.cells()["scheme"]) for row in rows}
    assert {("japan", "iso3166-1"), ("canada", "iso3166-1"), ("british-columbia", "iso3166-2")} <= schemes
