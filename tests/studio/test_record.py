"""The page of a record: what it shows, and what becomes of what it sends."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from fastapi.testclient import TestClient

from exgraph.review.desk import Desk
from exgraph.settings import Settings

from .conftest import facts, form, lines, visit

RECORD = "/review/specimen/record/4"


def test_a_record_shows_its_lines_beside_its_facts(client: TestClient) -> None:
    page = unescape(client.get(RECORD).text)
    assert '<li value="7" class="own"><mark>平成9年<span class="tab">\t</span>7月' in page
    assert '<li value="6">平成9年' in page
    assert '<input id="event|4|location" name="event|4|location" value="nevelsk"' in page
    assert 'data-names="{"nevelsk": "Nevelsk"}"' in page
    assert 'data-key="a"' in page
    assert "1 of 6" in page
    assert client.get("/review/specimen/record/99").status_code == 404
    assert client.get("/review/other/").status_code == 404


def test_words_are_the_readers(settings: Settings) -> None:
    for language, words in (("ja", ("行事 4", "青少年交流", "場所")), ("ru", ("Событие 4", "Невельск", "Откуда"))):
        page = unescape(visit(settings, "Aoki", language).get(RECORD).text)
        assert f'<html lang="{language}"' in page
        assert [word for word in words if word not in page] == []


def test_the_name_is_asked_for_once_and_kept_with_each_decision(client: TestClient, settings: Settings) -> None:
    new = visit(settings, "")
    asked = new.get(RECORD)
    assert (asked.status_code, asked.headers["location"]) == (303, f"/name?then={RECORD}")
    taken = new.post("/name", data={"name": "佐藤 花子", "then": RECORD})
    assert taken.headers["location"] == RECORD
    new.cookies.delete("reviewer", domain="")
    assert new.post(RECORD, data=form(new, RECORD)).status_code == 303
    decisions = (settings.mappings / "sources" / "specimen" / "decisions.csv").read_text(encoding="utf-8")
    assert re.search(r"1,20\d\d-\d\d-\d\dT[\d:]+Z,佐藤 花子,accepted,4,event 4;participation 4/2", decisions)
    assert "佐藤 花子" in client.get(RECORD).text
    assert new.post("/name", data={"name": "x", "then": "//elsewhere.example"}).headers["location"] == "/"


def test_one_key_accepts_a_record_and_goes_on(client: TestClient, specimen: Path) -> None:
    before = lines(specimen, "event")
    answer = client.post(RECORD, data=form(client, RECORD, decision="save"))
    assert answer.status_code == 303
    assert re.fullmatch("/review/specimen/record/[2356]", answer.headers["location"])
    after = lines(specimen, "event")
    assert [line for line in after if line not in before] == [before[4].replace(b",proposed,", b",accepted,")]
    assert "2 of 6" in client.get(RECORD).text


def test_what_is_changed_is_corrected_and_the_rest_accepted(client: TestClient, specimen: Path) -> None:
    sent = form(client, RECORD, **{"participation|4/2|headcount": "2", "participation|4/2|role": "teacher"})
    assert client.post(RECORD, data=sent).status_code == 303
    assert b"4/2,4,nevelsk,wakkanai,,2,,,teacher,,,sentence,corrected,\n" in lines(specimen, "participation")
    assert b",sentence,accepted,\n" in lines(specimen, "event")[4]


def test_bad_values_are_told_at_their_fields_in_the_readers_language(settings: Settings, specimen: Path) -> None:
    before = lines(specimen, "event")
    client = visit(settings, "Aoki", "ja")
    wrong = {"event|4|total": '"many"', "event|4|end": "1997-13"}
    answer = client.post(RECORD, data=form(client, RECORD, **wrong))
    page = unescape(answer.text)
    assert answer.status_code == 422
    assert page.count('aria-invalid="true"') == 2
    assert '「"many"」は数ではありません' in page
    assert "日付として読めません" in page
    assert 'value="&#34;many&#34;"' in answer.text
    page = client.post(RECORD, data=form(client, RECORD, **{"event|4|location": "atlantis"})).text
    assert re.search(r'class="wrong"[^>]*>「atlantis」は登録されていません', page)
    assert lines(specimen, "event") == before


def test_an_error_without_words_of_its_own_keeps_those_of_the_program(settings: Settings) -> None:
    client = visit(settings, "Aoki", "ru")
    sent = form(client, RECORD, **{"event|4|part_of": "elsewhere"})
    page = unescape(client.post(RECORD, data=sent).text)
    assert "'elsewhere' names no source" in page


def test_a_record_that_another_changed_is_refused_with_both_shown(settings: Settings, specimen: Path) -> None:
    mine, theirs = visit(settings, "Aoki"), visit(settings, "Baba")
    sent = form(mine, RECORD, **{"participation|4/2|headcount": "7"})
    assert theirs.post(RECORD, data=form(theirs, RECORD, **{"participation|4/2|headcount": "2"})).status_code == 303
    before = lines(specimen, "participation")
    answer = mine.post(RECORD, data=sent)
    page = unescape(answer.text)
    assert answer.status_code == 409
    assert '<th scope="row">participation 4/2 headcount</th><td>7</td><td>2</td>' in page
    assert "Baba: corrected" in page
    assert lines(specimen, "participation") == before
    assert mine.post(RECORD, data=form(mine, RECORD, **{"participation|4/2|headcount": "7"})).status_code == 303


def test_what_another_does_elsewhere_hinders_nobody(settings: Settings) -> None:
    mine, theirs = visit(settings, "Aoki"), visit(settings, "Baba")
    sent = form(mine, RECORD)
    other = "/review/specimen/record/5"
    assert theirs.post(other, data=form(theirs, other)).status_code == 303
    assert mine.post(RECORD, data=sent).status_code == 303
    desk = Desk(settings.mappings, settings.tables)
    assert [each.by for each in desk.decisions("specimen")] == ["Baba", "Aoki"]
    assert not desk.record("specimen", "4").waits
    assert not desk.record("specimen", "5").waits


def test_a_record_that_another_looks_at_is_left_to_them(client: TestClient, settings: Settings) -> None:
    first = client.get("/review/specimen/next").headers["location"]
    client.get(first)
    assert client.get("/review/specimen/next").headers["location"] == first
    app = client.app
    other = TestClient(app, base_url="http://127.0.0.1:8010", follow_redirects=False)
    other.cookies.update({"reviewer": "Baba", "lang": "en"})
    assert other.get("/review/specimen/next").headers["location"] != first
    assert "Aoki is looking at this record now" in other.get(first).text


def test_a_fact_is_added_with_a_form_of_its_own(client: TestClient, specimen: Path) -> None:
    page = client.post(RECORD, data=form(client, RECORD, decision="add:participation|4"))
    assert page.status_code == 200
    assert 'name="new" value="participation|new-1"' in page.text
    fields = {"from": "wakkanai", "to": "nevelsk", "headcount": "5", "event": "4"}
    sent = form(client, RECORD, new="participation|new-1")
    sent |= {f"participation|new-1|{column}": text for column, text in fields.items()}
    assert client.post(RECORD, data=sent).status_code == 303
    assert b"4/3,4,wakkanai,nevelsk,,5,,,,,,reader,corrected,\n" in lines(specimen, "participation")
    wrong = client.post(RECORD, data=form(client, RECORD, new="event|new-1"))
    assert wrong.status_code == 422


def test_split_merge_and_reject_stay_with_the_record(client: TestClient, specimen: Path) -> None:
    for decision in ("split:event|4", "merge:event|4-2", "reject:participation|4/2"):
        answer = client.post(RECORD, data=form(client, RECORD, decision=decision))
        assert (answer.status_code, answer.headers.get("location")) == (303, RECORD), decision
    assert not any(
        line.startswith((b"4-2,", b"4/2,")) for line in lines(specimen, "event") + lines(specimen, "participation")
    )
    for decision in ("merge:event|4", "reject:event|99", "sell"):
        assert client.post(RECORD, data=form(client, RECORD, decision=decision)).status_code == 400


def test_not_a_fact_takes_the_facts_out_and_undo_brings_them_back(client: TestClient, specimen: Path) -> None:
    before = lines(specimen, "event")
    assert client.post(RECORD, data=form(client, RECORD, decision="no-fact")).status_code == 303
    assert not any(line.startswith(b"4,") for line in lines(specimen, "event"))
    assert any(line.startswith(b"7,4,no-fact,") for line in lines(specimen, "unread"))
    undone = client.post("/undo", data={"then": "/"})
    assert undone.headers["location"] == RECORD
    assert lines(specimen, "event") == before
    again = client.post("/undo", data={"then": "/review/specimen/"})
    assert (again.status_code, "nothing to undo" in again.text) == (409, True)


def test_a_document_that_changed_is_told(client: TestClient, documents: Path) -> None:
    path = documents / "specimen.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("児童18名", "児童19名"), encoding="utf-8")
    assert "The document has changed since it was read" in client.get(RECORD).text
    path.unlink()
    assert "The document cannot be read." in client.get(RECORD).text


def test_tables_that_cannot_be_read_are_a_plain_page(client: TestClient, specimen: Path) -> None:
    path = facts(specimen) / "event.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",1500,", ",<many>,"), encoding="utf-8")
    answer = client.get(RECORD)
    assert answer.status_code == 500
    assert "&#39;&lt;many&gt;&#39; is no whole number" in answer.text
    assert "event.csv line 3" in answer.text
