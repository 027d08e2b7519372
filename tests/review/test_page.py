from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from exgraph.review.desk import Desk
from exgraph.review.page import create_app

from .conftest import facts, lines

RECORD = "/record/specimen/4"
EVENT = f"{RECORD}/event/4"


@pytest.fixture
def client(desk: Desk, documents: Path) -> Iterator[TestClient]:
    with TestClient(create_app(desk, documents), base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client


def form(client: TestClient, page: str = RECORD, **others: str) -> dict[str, str]:
    """What the first form of a page sends along, with other fields."""
    text = client.get(page).text
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]+)">', text)
    return {**dict(hidden[:2]), **others}


def test_the_list_shows_what_waits_and_filters(client: TestClient) -> None:
    page = client.get("/").text
    assert "7 of 15 facts are accepted or corrected." in page
    assert re.findall(r">(\d)</a>", page) == ["2", "3", "4", "5", "6"]
    assert re.findall(r">(\d)</a>", client.get("/?state=any").text) == ["1", "2", "3", "4", "5", "6"]
    assert re.findall(r">(\d)</a>", client.get("/?state=corrected&within=specimen").text) == ["1", "2", "3", "4"]
    assert "No record has such a fact." in client.get("/?within=other").text
    assert client.get("/?page=x").status_code == 422


def test_a_record_shows_its_lines_beside_its_facts(client: TestClient) -> None:
    page = unescape(client.get(RECORD).text)
    assert '<li value="7"><mark>平成9年\t7月\t児童18名が行く</mark></li>' in page
    assert '<li value="6">平成9年\t\t港をたずねる</li>' in page
    assert 'name="cell.location" value="nevelsk"' in page
    assert '<p class="soft" lang="ja">ネベリスク</p>' in page
    assert 'data-key="a"' in page
    assert '<a rel="next" href="/record/specimen/5?within=&state=proposed" data-key="n">' in page
    assert client.get("/record/specimen/99").status_code == 404


def test_a_page_loads_only_from_here_and_may_not_be_framed_or_kept(client: TestClient) -> None:
    answer = client.get(RECORD)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    loaded = re.findall(r'(?:src|<link[^>]*href)="([^"]+)"', answer.text)
    assert len(loaded) == 4
    assert all(client.get(address).status_code == 200 for address in loaded)


def test_accept(client: TestClient, specimen: Path) -> None:
    before = lines(specimen, "event")
    answer = client.post(EVENT + "?state=proposed", data=form(client, decision="accept"))
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{RECORD}?within=&state=proposed"
    after = lines(specimen, "event")
    assert [line for line in after if line not in before] == [before[4].replace(b",proposed,", b",accepted,")]
    assert 'class="accepted"' in client.get(RECORD).text


def test_correct_and_the_key_with_a_slash(client: TestClient, specimen: Path) -> None:
    sent = form(client, decision="correct", **{"cell.headcount": "2", "cell.role": "teacher"})
    assert client.post(f"{RECORD}/participation/4/2", data=sent).status_code == 303
    assert b"4/2,4,nevelsk,wakkanai,,2,,,teacher,,,sentence,corrected,\n" in lines(specimen, "participation")


def test_bad_values_are_told_at_their_fields_and_kept(client: TestClient, specimen: Path) -> None:
    before = lines(specimen, "event")
    sent = form(client, decision="correct", **{"cell.total": '"many"', "cell.end": "1997-13"})
    answer = client.post(EVENT, data=sent)
    page = unescape(answer.text)
    assert answer.status_code == 422
    assert page.count('aria-invalid="true"') == 2
    assert "'\"many\"' is no whole number" in page
    assert 'name="cell.total" value="&#34;many&#34;"' in answer.text
    sent = form(client, decision="correct", **{"cell.location": "atlantis"})
    assert re.search(r'class="wrong"[^>]*>no place has the id', client.post(EVENT, data=sent).text)
    assert "stays the same" in client.post(EVENT, data=form(client, decision="correct")).text
    assert lines(specimen, "event") == before


def test_reject(client: TestClient, specimen: Path) -> None:
    assert client.post(f"{RECORD}/participation/4/2", data=form(client, decision="reject")).status_code == 303
    answer = client.post(EVENT, data=form(client, decision="reject"))
    assert "no fact is made of record 4" in answer.text
    assert "No fact is read from this record." in answer.text
    assert not any(line.startswith(b"4") for line in lines(specimen, "event") + lines(specimen, "participation"))
    again = client.post(EVENT, data=form(client, "/record/specimen/5", decision="accept"))
    assert (again.status_code, "specimen has no event 4" in again.text) == (422, True)


def test_what_others_refer_to_is_not_rejected(client: TestClient) -> None:
    address = "/record/specimen/1"
    sent = form(client, address, decision="reject")
    answer = client.post(f"{address}/agreement/wakkanai-nevelsk-1972", data=sent)
    assert answer.status_code == 422
    assert "event.csv:2:concludes" in answer.text


def test_a_post_without_the_token_of_this_run_is_refused(client: TestClient, desk: Desk, specimen: Path) -> None:
    before = lines(specimen, "event")
    sent = form(client, decision="accept")
    other = TestClient(create_app(desk, None), base_url="http://127.0.0.1")
    for token in (None, "", "guess", "ключ", form(other)["token"]):
        fields = {name: value for name, value in sent.items() if name != "token"}
        assert client.post(EVENT, data=fields if token is None else {**fields, "token": token}).status_code == 403
    assert client.post(EVENT, data={**sent, "decision": "sell"}).status_code == 400
    assert lines(specimen, "event") == before


def test_another_host_name_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"Host": "elsewhere.example"}).status_code == 400
    assert client.get("/", headers={"Host": "localhost:8010"}).status_code == 200


def test_a_table_that_changed_since_the_page_was_read_is_not_overwritten(client: TestClient, specimen: Path) -> None:
    sent = form(client, decision="correct", **{"cell.total": "20"})
    path = facts(specimen) / "event.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("1997-08-01", "1997-08-02"), encoding="utf-8")
    for _ in range(2):  # also once another page has made the desk read the tables anew
        answer = client.post(EVENT, data=sent)
        assert answer.status_code == 409
        assert "have changed since they were read; nothing was written" in answer.text
        assert b",1997-08-02," in path.read_bytes()
        assert b",20," not in path.read_bytes()
        client.get("/")
    sent = form(client, decision="correct", **{"cell.total": "20"})
    assert client.post(EVENT, data=sent).status_code == 303


def test_tables_that_cannot_be_read_are_a_plain_page(client: TestClient, specimen: Path) -> None:
    path = facts(specimen) / "event.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",1500,", ",<many>,"), encoding="utf-8")
    answer = client.get("/")
    assert answer.status_code == 500
    assert "event.csv:3:visitors: &#39;&lt;many&gt;&#39; is no whole number" in answer.text


def test_without_documents_the_page_says_where_the_lines_stand(desk: Desk) -> None:
    page = TestClient(create_app(desk, None), base_url="http://localhost").get(RECORD).text
    assert "specimen 4, line 7" in page
    assert "No documents are at hand" in page
