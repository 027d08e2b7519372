"""What the pages of the kinds of things show."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.web.specimen import client as serve
from tests.web.specimen import page

GRAPH = (Path(__file__).parent / "kinds.trig").read_text(encoding="utf-8")

REPORT = {
    "coverage": {"list": {"records": 3, "lines": 9, "in_records": 5, "in_none": {}, "years": {"1990": 2, "2010": 1}}},
    "findings": [
        {
            "code": "merged-date",
            "severity": "warning",
            "focus": "https://w3id.org/exgraph/id/event/list/3",
            "path": "exg:start",
            "value": "",
            "shape": "Event",
            "component": "datatype",
            "messages": {"en": "They differ."},
            "records": [{"source": "list", "number": "3", "first_line": 7, "last_line": 7}],
            "row": "",
        }
    ],
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with serve(tmp_path_factory.mktemp("kinds"), GRAPH, json.dumps(REPORT)) as client:
        yield client


def rows(text: str, start: str) -> list[str]:
    """Return the table rows or list items after a text, without markup."""
    found = re.findall(r"<(?:tr|li)\b.*?</(?:tr|li)>", text.partition(start)[2].partition("</section>")[0], re.S)
    return [" ".join(re.sub(r"<[^>]*>", " ", each).split()) for each in found]


def test_an_agreement_tells_anniversaries_marked_unmarked_and_to_come(client: TestClient) -> None:
    text = page(client, "/id/agreement/ay-bee-1990.html")
    past = rows(text, ">Past<")
    assert any(each.startswith("2010 20 years Twenty years") for each in past)
    assert any(each.startswith("1995 5 years no record") for each in past)
    coming = rows(text, ">To come<")[0].split()
    assert int(coming[0]) >= date.today().year
    assert (int(coming[0]) - 1990) % 5 == 0
    assert 'href="/pair/ay/bee"' in text


def test_an_agreement_tells_its_life_and_what_no_document_tells(client: TestClient) -> None:
    text = page(client, "/id/agreement/ay-bee-1990.html")
    assert rows(text, 'id="life"') == [
        "1990 Concluded : Signing",
        "2001 Joint statement : Statement of Ay and Bee",
        "2010 Marked 20 years : Twenty years",
        "2012 Renewed : Ay–Bee anew",
        "2014 Suspended : Pause",
        "2015 Resumed : Again",
        "2003 Last exchange told of : Fourth talks",
    ]
    assert "Whether it is in force today, the documents do not say." in text
    ended = page(client, "/id/agreement/ay-bee-2012.html")
    assert rows(ended, 'id="life"') == ["2012 Concluded : Ay–Bee anew", "2020 Ended : Farewell"]
    assert "Whether it is in force" not in ended


def test_a_plan_names_who_drew_it_up_and_when_it_was_adopted(client: TestClient) -> None:
    text = page(client, "/id/agreement/ay-bee-plan.html")
    above = text.partition("All facts")[0]
    assert {"Ayville", "Beeville"} <= set(re.findall(r">(\w+)</a>", above))
    assert "2005" in above
    assert "Adoption" in above


def test_a_claim_tells_of_what_which_value_and_by_which_record(client: TestClient) -> None:
    above = page(client, "/id/claim/list/2/start.html").partition("All facts")[0]
    assert 'href="/id/event/list/2"' in above
    assert "2001" in above
    assert 'href="/id/record/list/3"' in above


def test_a_series_names_the_numbers_and_years_without_a_record(client: TestClient) -> None:
    text = page(client, "/id/series/talks.html")
    editions = rows(text, '<section id="events">')
    assert [each.split()[0] for each in editions] == ["No.", "1", "2–3", "4"]
    assert "no record" in editions[2]
    assert "No record of these years: 2001–2002" in text
    assert "17 people" in text
    assert "counted in 2 editions" in text
    assert "/browse.csv?series=series/talks" in text


def test_a_programme_shows_the_figures_told_in_its_records_and_its_projects(client: TestClient) -> None:
    text = page(client, "/id/series/plan.html")
    assert rows(text, 'id="figures"')[1].startswith("Guests · Ayville")
    assert "1,234" in text
    assert "88.5 % of the goal" in text
    assert 'href="/id/series/talks"' in "".join(re.findall(r"belong to.*?</section>", text, re.S))
    assert 'id="figures"' not in page(client, "/id/series/talks.html")


def test_a_record_has_all_facts_of_what_was_read_from_it_and_its_neighbours(client: TestClient) -> None:
    text = page(client, "/id/record/list/2.html")
    made = text.partition('id="made"')[2].partition("</section>")[0]
    assert "First talks" in made
    assert "Review: <a" in made
    assert 'href="/id/venue/hall"' in made
    assert "Guests of Ayville" in made
    assert re.search(r'Previous: <a href="/id/record/list/1"', text)
    assert re.search(r'Next: <a href="/id/record/list/3"', text)
    assert "Previous:" not in page(client, "/id/record/list/1.html")


def test_a_record_shows_what_was_found_about_things_it_tells_of(client: TestClient) -> None:
    assert "They differ." in page(client, "/id/record/list/3.html").partition('id="findings"')[2]
    assert 'id="findings"' not in page(client, "/id/record/list/1.html")


def test_a_source_tells_its_years_its_review_and_its_records_with_what_was_read(client: TestClient) -> None:
    text = page(client, "/id/source/list.html")
    assert "1990–2010" in text
    assert "5 of 9 are in records" in text
    review = dict.fromkeys(rows(text, 'id="review"'))
    assert {each.split()[0]: each.split()[1:4] for each in review} == {
        "accepted": ["1", "33.3", "%"],
        "corrected": ["1", "33.3", "%"],
        "proposed": ["1", "33.3", "%"],
    }
    listed = rows(text, 'id="records"')[1:]
    assert len(listed) == 3
    assert listed[0].startswith("1 line 3 Ay–Bee (1990) Signing")
    assert 'href="/quality?source=list&amp;severity=warning"' in text


def test_a_council_names_its_members_and_whom_it_met_of_other_places(client: TestClient) -> None:
    text = page(client, "/id/organisation/council.html")
    members = re.search(r"<dt>Member</dt><dd>(.*?)</dd>", text, re.S)
    assert members
    assert "Ayville" in members[1]
    assert "Japan" in members[1]
    assert "/graph/gazetteer" in members[1]
    assert rows(text, 'id="counterparts"')[1:] == ["Guild of Beeville Beeville 1 2000"]
    assert "Office of Ayville" in text.partition('id="parts"')[2].partition("</section>")[0]
    assert "Plan" in text.partition('id="series"')[2].partition("</section>")[0]
    assert 'href="/browse.csv?organisation=organisation/council"' in text


def test_an_indicator_is_drawn_with_goals_apart_and_tabled_with_its_records(client: TestClient) -> None:
    text = page(client, "/id/indicator/guests.html")
    drawing = text.partition('<figure class="bars">')[2].partition("</figure>")[0]
    assert re.findall(r'<rect class="(\w+)"', drawing) == ["column", "goal"]
    assert re.findall(r">(\d{4})</text>", drawing) == ["2018", "2019", "2020"]
    table = re.findall(r"<tr>.*?</tr>", text.partition('id="figures"')[2].partition("</section>")[0], re.S)
    assert len(table) == 3
    assert all(each in table[1] for each in ("Ayville", "2018", "1,234", 'href="/id/record/list/2"'))


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("venue/hall", ["Ayville", "First talks"]),
        ("route/line", ["Ayville", "Beeville", "1999–2003", "Fourth talks"]),
        ("official/ay-mayor", ["mayor", "Ayville", "First talks", "Mayor of Beeville"]),
        ("concept/category/list/talk", ["Categories of the list", "First talks", "other thing"]),
    ],
)
def test_a_thing_has_its_facts_its_events_and_what_is_beside_it(
    client: TestClient, path: str, shown: list[str]
) -> None:
    text = page(client, f"/id/{path}.html").partition("All facts")[0]
    for each in shown:
        assert each in text.partition("</header>")[2]
    assert 'class="known"' in text


def test_a_concept_leads_to_its_events_in_all_views_where_it_has_any(client: TestClient) -> None:
    assert 'href="/browse?category=concept/category/list/talk"' in page(client, "/id/concept/category/list/talk.html")
    assert "/browse?category" not in page(client, "/id/concept/category/list/other.html")


def test_a_scheme_lists_its_concepts(client: TestClient) -> None:
    text = page(client, "/id/concept/category/list.html").partition("All facts")[0]
    assert "talk" in text
    assert "other thing" in text


@pytest.mark.parametrize(
    "key", ["venue/hall", "indicator/guests", "organisation/council", "record/list/1", "source/list"]
)
def test_every_page_leads_to_its_data(client: TestClient, key: str) -> None:
    text = page(client, f"/id/{key}.html").partition('<section class="data">')[2]
    for suffix in ("ttl", "nt", "jsonld", "rdf"):
        assert f'href="/id/{key}.{suffix}"' in text


def test_a_group_leads_to_its_event_and_a_value_to_its_indicator(client: TestClient) -> None:
    group = page(client, "/id/participation/list/2/1.html").partition("All facts")[0]
    assert re.search(r'Part of: <a href="/id/event/list/2"', group)
    assert re.search(r"<dt>From each</dt><dd><a[^>]*>Ayville", group)
    value = page(client, "/id/observation/list/2-1.html").partition("All facts")[0]
    assert re.search(r'<dd><a href="/id/indicator/guests"', value)
    assert "1,234人" in value


def test_pages_say_that_no_address_of_a_document_is_known(client: TestClient) -> None:
    assert "no address is known" in page(client, "/id/source/list.html")
    assert "(no address is known)." in page(client, "/id/record/list/1.html")


@pytest.mark.parametrize("path", ["event/list/2", "venue/hall", "record/list/2"])
def test_the_labels_of_figures_begin_with_capitals(client: TestClient, path: str) -> None:
    for language in ("en", "ru"):
        text = page(client, f"/id/{path}.html", language)
        labels = [label.strip() for label in re.findall(r"<dt>(.*?)</dt>", text, re.S)]
        assert labels
        assert [label for label in labels if label[:1].islower()] == []
