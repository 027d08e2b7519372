"""Lists of the review: what comes first, a page of sure records, lines without a fact, choices for fields."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from fastapi.testclient import TestClient

from exgraph.settings import Settings

from .conftest import facts, form, lines, visit


def numbers(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/review/specimen/record/(\d+)"', page)


def test_the_list_shows_what_waits_the_doubtful_first(client: TestClient) -> None:
    page = client.get("/review/specimen/").text
    assert sorted(numbers(page)) == ["2", "3", "4", "5", "6"]
    assert sorted(numbers(client.get("/review/specimen/?shown=all").text)) == ["1", "2", "3", "4", "5", "6"]
    assert client.get("/review/specimen/?page=x").status_code == 422
    first = client.get("/review/specimen/next").headers["location"].rpartition("/")[2]
    assert numbers(page)[0] == first
    assert "1 of 6" in client.get("/").text


def test_a_page_of_sure_records_is_accepted_at_once_but_for_those_unticked(
    client: TestClient, specimen: Path, documents: Path
) -> None:
    page = unescape(client.get("/review/specimen/sure").text)
    ticked = re.findall(r'name="record" value="(\d+):(\w+)"', page)
    assert ticked
    assert "平成9年" in page
    kept, left = ticked[0], ticked[1:]
    answer = client.post("/review/specimen/sure", data={"record": [":".join(each) for each in [kept]]})
    assert (answer.status_code, answer.headers["location"]) == (303, "/review/specimen/sure")
    again = re.findall(r'name="record" value="(\d+):', client.get("/review/specimen/sure").text)
    assert again == [number for number, _ in left]
    decisions = (facts(specimen).parent / "decisions.csv").read_text(encoding="utf-8")
    assert re.search(rf",Aoki,accepted,(\d;)?{kept[0]}[,;]", decisions)
    assert client.post("/undo", data={"then": "/review/specimen/sure"}).status_code == 303


def test_a_page_of_sure_records_is_refused_whole_where_one_was_changed(settings: Settings, specimen: Path) -> None:
    mine, theirs = visit(settings, "Aoki"), visit(settings, "Baba")
    ticked = re.findall(r'name="record" value="(\d+:\w+)"', mine.get("/review/specimen/sure").text)
    number = ticked[-1].partition(":")[0]
    address = f"/review/specimen/record/{number}"
    assert theirs.post(address, data=form(theirs, address)).status_code == 303
    before = lines(specimen, "event")
    answer = mine.post("/review/specimen/sure", data={"record": ticked})
    assert (answer.status_code, "changed by somebody else" in answer.text) == (409, True)
    assert lines(specimen, "event") == before


def test_lines_without_a_fact_are_named_so(client: TestClient, specimen: Path) -> None:
    unread = facts(specimen) / "unread.csv"
    row = "10,,unread,no date,0123456789abcdef,\n"
    unread.write_text("first_line,number,state,reason,digest,note\n" + row, encoding="utf-8")
    assert "1 lines without a fact" in client.get("/review/specimen/").text
    assert "おわり" in client.get("/review/specimen/lines").text
    assert client.post("/review/specimen/lines", data={"line": "10"}).status_code == 303
    assert unread.read_text(encoding="utf-8").splitlines()[1] == "10,,no-fact,no date,0123456789abcdef,"
    assert client.post("/review/specimen/lines", data={"line": "10"}).status_code == 404


def test_a_field_finds_things_by_any_of_their_names(client: TestClient) -> None:
    def found(**query: str) -> list[str]:
        return [each["value"] for each in client.get("/choices", params=query).json()]

    for words in ("ネベリ", "ねべりすく", "nevel", "Невельск", "ネベリスク"):
        assert found(tables="place", q=words)[0] == "nevelsk", words
    assert found(tables="place,organisation", q="nevel", typed="true")[0] == "place/nevelsk"
    assert found(tables="organisation", q="ネベリスク市役所のない名") == []


def test_a_place_of_the_reference_is_added_by_choosing_it(client: TestClient, specimen: Path) -> None:
    offered = [
        each for each in client.get("/choices", params={"tables": "place", "q": "横須賀市"}).json() if "new" in each
    ]
    assert (offered[0]["name"], offered[0]["about"]) == ("Yokosuka", "Kanagawa, Japan") or offered[0]["name"]
    value = client.post("/choices/place", json={"q": "横須賀市", "id": offered[0]["new"], "typed": True}).json()
    assert value == f"place/{offered[0]['new']}"
    places = (specimen / "mappings" / "gazetteer" / "place.csv").read_text(encoding="utf-8")
    assert "横須賀市" in places
    assert client.post("/choices/place", json={"q": "横須賀市", "id": "atlantis"}).status_code == 404
