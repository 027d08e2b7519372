"""From a file to a published graph in the studio, in a project of one's own, and what is said when it does not go."""

from __future__ import annotations

import re
import time
from html import unescape
from pathlib import Path

import httpx2 as httpx
import pytest
from fastapi.testclient import TestClient

from exgraph import settings as project
from exgraph.cli.authoring.init import init
from exgraph.publish import current
from exgraph.settings import Settings
from exgraph.sources import source as sources
from exgraph.studio import layout

from .conftest import form, visit

DOCUMENT = """\
横須賀市 国際交流の記録,,
期日,相手先,内容
1985年5月3日,コーパスクリスティ市,横須賀市の代表団10名がコーパスクリスティ市を訪問
1986年8月1日,コーパスクリスティ市,コーパスクリスティ市の青少年8名が横須賀市を訪問
1987年8月2日,コーパスクリスティ市,写真展を横須賀市で開催
"""
SOURCE = "yokosuka"


@pytest.fixture
def town(tmp_path: Path) -> Settings:
    """A new project without a document."""
    init(tmp_path / "town", title="横須賀の交流", publisher="", base="", language="ja")
    return project.load(tmp_path / "town")


def drop(client: TestClient, name: str = "yokosuka.csv", content: bytes = DOCUMENT.encode("cp932")) -> httpx.Response:
    return client.post("/documents", files={"file": (name, content)})


def wait(client: TestClient) -> str:
    """Return the page of the work once it is done."""
    until = time.monotonic() + 240
    while time.monotonic() < until:
        answer = client.get("/work")
        if "refresh" not in answer.headers:
            return unescape(answer.text)
        time.sleep(0.2)
    raise AssertionError("the work does not end")


def test_from_a_file_to_a_published_graph(town: Settings) -> None:
    client = visit(town, "Aoki", "ja")
    assert "まだ文書がありません" in client.get("/").text
    assert drop(client).headers["location"] == f"/documents/{SOURCE}"
    assert (town.root / "documents" / "yokosuka.csv").read_bytes() == DOCUMENT.encode("cp932")
    page = unescape(client.get(f"/documents/{SOURCE}").text)
    assert re.findall(r'<option value="(\w+)" selected>', page.split("<thead>")[1]) == ["date", "place", "text"]
    assert 'data-names="{"yokosuka": ' in page
    assert client.post(f"/documents/{SOURCE}/extract").headers["location"] == "/work"
    page = wait(client)
    assert "記録 3 件" in page
    proposed = unescape(client.get("/places").text)
    places = re.findall(r'name="place" value="([^"]+)"', proposed)
    assert "yokosuka" in places
    client.post("/places", data={"place": places})
    assert "待っている地名はありません" in client.get("/places").text
    for number in ("1", "2", "3"):
        address = f"/review/{SOURCE}/record/{number}"
        assert client.post(address, data=form(client, address)).status_code == 303
    assert "3 / 3" in client.get("/").text
    client.post("/build")
    page = wait(client)
    assert "組み立てて公開しました" in page, page[page.index("<main") :]
    graph = current(town.build)
    assert graph is not None
    stated = (graph / "graph.nq").read_text(encoding="utf-8")
    assert "/id/event/yokosuka/1>" in stated
    # A place that has no Russian name is called by the English one.
    assert re.search(r'/id/event/yokosuka/1> <[^>]*#label> "[^"]*Corpus Christi[^"]*"@ru', stated)


def test_columns_are_corrected_and_the_rest_of_the_description_stays(town: Settings) -> None:
    client = visit(town, "Aoki", "en")
    drop(client)
    path = town.mappings / "sources" / SOURCE / "source.toml"
    before = path.read_text(encoding="utf-8")
    sent = {
        **{
            "name-0": "期日",
            "role-0": "date",
            "name-1": "相手先",
            "role-1": "text",
            "name-2": "内容",
            "role-2": "text",
        },
        **{"title_ja": "交流の記録", "title_en": "Record", "title_ru": "Записи", "home": "yokosuka", "fiscal_year": ""},
    }
    assert client.post(f"/documents/{SOURCE}", data=sent).status_code == 303
    source = sources.read(path.parent)
    assert source.layout["columns"] == {"date": "期日", "text": ["相手先", "内容"]}
    assert source.title == {"ja": "交流の記録", "en": "Record", "ru": "Записи"}
    comments = [line for line in before.splitlines() if line.startswith("#")]
    assert [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")] == comments
    assert client.post(f"/documents/{SOURCE}", data={"reader": "article"}).status_code == 303
    assert sources.read(path.parent).layout["reader"] == "article"


def test_a_value_over_several_lines_is_left_to_an_editor(town: Settings) -> None:
    client = visit(town, "Aoki", "en")
    drop(client)
    path = town.mappings / "sources" / SOURCE / "source.toml"
    text = path.read_text(encoding="utf-8").replace('text = "内容"', 'text = [\n  "内容",\n]')
    path.write_text(text, encoding="utf-8")
    sent = {"name-0": "期日", "role-0": "date", "name-1": "相手先", "role-1": "text"}
    answer = client.post(f"/documents/{SOURCE}", data=sent)
    assert (answer.status_code, "over several lines" in answer.text) == (422, True)
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("record.pptx", b"PK\x03\x04", "この形式は読めません"),
        ("record.txt", b"%PDF-1.4", "この形式は読めません"),
        ("", b"", "ファイルが選ばれていません"),
    ],
)
def test_what_is_not_read_is_said_in_the_readers_language_and_leaves_nothing(
    town: Settings, name: str, content: bytes, words: str
) -> None:
    client = visit(town, "Aoki", "ja")
    answer = drop(client, name, content) if name else client.post("/documents", data={"file": ""})
    assert answer.status_code == 422
    assert words in answer.text
    assert list((town.root / "documents").iterdir()) == []
    assert list((town.mappings / "sources").iterdir()) == []


def test_a_name_leads_nowhere_else(town: Settings) -> None:
    client = visit(town, "Aoki", "ja")
    assert drop(client, "../../evil/横須賀.csv").headers["location"] == "/documents/document"
    assert [path.name for path in (town.root / "documents").iterdir()] == ["横須賀.csv"]
    assert client.get("/documents/other").status_code == 404


def test_a_new_edition_is_asked_about_before_anything_is_written(town: Settings) -> None:
    client = visit(town, "Aoki", "en")
    drop(client)
    client.post(f"/documents/{SOURCE}/extract")
    wait(client)
    address = f"/review/{SOURCE}/record/1"
    client.post(address, data=form(client, address))
    events = town.mappings / "sources" / SOURCE / "facts" / "event.csv"
    before = events.read_bytes()
    assert (
        drop(client, content=DOCUMENT.replace("10名", "12名").encode("cp932")).headers["location"]
        == "/documents/yokosuka"
    )
    client.post(f"/documents/{SOURCE}/extract")
    assert "1 changed" in wait(client)
    assert events.read_bytes() == before
    client.post(f"/documents/{SOURCE}/extract", data={"edition": "2027"})
    assert "3 records" in wait(client)
    assert b"the line changed" in events.read_bytes() + (events.parent / "participation.csv").read_bytes()
    assert "its line changed" in client.get(f"/review/{SOURCE}/").text


@pytest.mark.parametrize(("text", "words"), [("", "There is no fact yet"), ("1,x\n", "the header is")])
def test_a_build_that_fails_says_why(town: Settings, text: str, words: str) -> None:
    client = visit(town, "Aoki", "ru" if not text else "en")
    words = "Фактов пока нет" if not text else words
    if text:
        (town.mappings / "gazetteer" / "place.csv").write_text(text, encoding="utf-8")
        assert words in unescape(client.get("/").text)
    else:
        client.post("/build")
        assert words in wait(client)


@pytest.mark.server
def test_the_portal_is_begun_where_it_is_looked_at(town: Settings) -> None:
    client = visit(town, "Aoki", "ja")
    assert client.get("/portal").status_code == 404
    drop(client)
    client.post(f"/documents/{SOURCE}/extract")
    wait(client)
    client.post("/build")
    wait(client)
    with client:
        address = client.get("/portal").headers["location"]
        assert "横須賀の交流" in httpx.get(address, headers={"Accept-Language": "ja"}, timeout=60).text
        assert client.get("/portal").headers["location"] == address
    with pytest.raises(httpx.HTTPError):
        for _ in range(100):
            httpx.get(address, timeout=5)
            time.sleep(0.1)


def test_columns_without_heads_have_numbers() -> None:
    assert layout.by_role([(1, "date"), (2, ""), (3, "text"), (4, "text"), (5, "nonsense")]) == {
        "date": 1,
        "text": [3, 4],
    }
