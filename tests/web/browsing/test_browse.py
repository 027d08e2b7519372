"""Browsing the specimen graph: facets, views, files."""

from __future__ import annotations

import csv
import io
import json
import re

import httpx2
import pytest
import rdflib

from exgraph.web.browsing.view import VIEWS


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_shows_the_selection(client: httpx2.Client, view: str) -> None:
    page = client.get("/browse", params={"view": view, "lang": "en"})
    assert page.status_code == 200
    assert 'aria-current="page"' in page.text


def test_a_facet_narrows_and_its_chip_loosens(client: httpx2.Client) -> None:
    choice = re.compile(r'href="(/browse\?[a-z]+=[^"&]+)"[^>]*><span[^>]*>[^<]*</span> <span class="soft">(\d+)')
    found = choice.search(client.get("/browse?lang=en").text)
    assert found is not None
    narrowed = client.get(f"{found[1]}&lang=en").text
    assert re.search(rf'role="status">{found[2]} event', narrowed)
    assert 'class="chips"' in narrowed


def test_an_empty_selection_says_what_to_loosen(client: httpx2.Client) -> None:
    page = client.get("/browse?q=nosuchword&lang=en").text
    assert "Loosen one of these" in page
    assert re.search(r"without “.nosuchword.”", page)


def test_files_hold_exactly_the_selection(client: httpx2.Client) -> None:
    table = list(csv.reader(io.StringIO(client.get("/browse.csv?lang=en").content.decode("utf-8-sig"))))
    assert len(table) == 4
    graph = json.loads(client.get("/browse.jsonld").content)
    assert {row[-1] for row in table[1:]} == {node["id"] for node in graph["@graph"]}
    first = table[1]
    one = list(csv.reader(io.StringIO(client.get(f"/browse.csv?from={first[0][:4]}&to={first[0][:4]}").text)))
    assert 1 < len(one) <= len(table)
    assert {row[0][:4] for row in one[1:]} == {first[0][:4]}


@pytest.mark.parametrize(
    ("format_", "media_type"),
    [
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("gexf", "application/gexf+xml"),
        ("geojson", "application/geo+json"),
    ],
)
def test_files_say_what_they_are(client: httpx2.Client, format_: str, media_type: str) -> None:
    answer = client.get(f"/browse.{format_}")
    assert answer.headers["content-type"] == media_type
    assert f"exgraph-events.{format_}" in answer.headers["content-disposition"]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("", "exgraph-events"),
        ("?from=1990&kind=Visit", "exgraph-events"),
        ("?partner=place/nevelsk", "exgraph-nevelsk"),
        ("?partner=place/nevelsk&place=place/wakkanai&with=place/nevelsk", "exgraph-wakkanai-nevelsk"),
        ("?place=place/%E5%B8%82&partner=place/a%22%0D%0Ab", "exgraph-events"),
        ("?place=place/a&place=place/b&place=place/c&place=place/d", "exgraph-events"),
    ],
)
def test_a_file_is_named_after_the_places_chosen(client: httpx2.Client, query: str, name: str) -> None:
    disposition = client.get(f"/browse.gexf{query}").headers["content-disposition"]
    assert disposition == f'attachment; filename="{name}.gexf"'


def test_an_unknown_format_is_not_found(client: httpx2.Client) -> None:
    assert client.get("/browse.doc").status_code == 404


def test_views_have_addresses_of_their_own(client: httpx2.Client) -> None:
    answer = client.get("/map?kind=Visit", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, "/browse?kind=Visit&view=map")
    answer = client.get("/timeline?lang=ru&by=kind&view=list", follow_redirects=False)
    assert answer.headers["location"] == "/browse?lang=ru&by=kind&view=timeline"
    marked = client.get("/browse?view=network").text
    assert '<a href="/network" aria-current="page">' in marked
    assert '<a href="/browse">' in marked


def test_a_row_names_the_record_and_the_lines_that_tell_it(client: httpx2.Client) -> None:
    rows = list(
        csv.DictReader(io.StringIO(client.get("/browse.csv?lang=en&from=1997&to=1997").content.decode("utf-8-sig")))
    )
    assert len(rows) == 1
    cited = {
        name: rows[0][name] for name in ("record", "line", "place", "partner", "sent out", "last day", "who took part")
    }
    assert cited == {
        "record": "2",
        "line": "8–10",
        "place": "Wakkanai",
        "partner": "Nevelsk",
        "sent out": "18",
        "last day": "1997-06-30",
        "who took part": "pupil",
    }


def test_the_linked_data_says_nothing_that_the_graph_does_not(client: httpx2.Client) -> None:
    graph = rdflib.Graph().parse(data=client.get("/browse.jsonld").content, format="json-ld")
    assert len(set(graph.subjects())) == 3
    whole = rdflib.Graph().parse(
        data=client.get("/rdf-graph-store?default", headers={"Accept": "application/n-triples"}).content, format="nt"
    )
    assert len(graph) > 30
    assert set(graph) <= set(whole)


def test_an_old_version_of_the_data_is_not_sent_again(client: httpx2.Client) -> None:
    for path in ("/map.json", "/timeline.json", "/network.json", "/browse.csv"):
        first = client.get(path)
        assert client.get(path, headers={"If-None-Match": first.headers["etag"]}).status_code == 304
        other = client.get(f"{path}?lang=ru")
        assert other.headers["etag"] != first.headers["etag"]


def test_the_map_has_figures_by_year(client: httpx2.Client) -> None:
    answer = client.get("/map.json?lang=ru").json()
    assert answer == {
        "towns": [
            {
                "id": "place/wakkanai",
                "name": "Вакканай",
                "address": "/id/place/wakkanai",
                "at": [141.67, 45.41],
                "about": False,
                "ours": True,
                "region": False,
                "years": {"1997": 1, "2004": 1, "2005": 1},
            }
        ],
        "links": [],
        "unplaced": 1,
    }


def test_the_timeline_has_every_event_in_order(client: httpx2.Client) -> None:
    answer = client.get("/timeline.json?lang=en").json()
    assert [event[:3] for event in answer["events"]] == [
        ["specimen/2", "1997-06", 0],
        ["specimen/3", "2004", 0],
        ["specimen/4", "2005-07-02", "2005-07-05"],
    ]
    assert answer["titled"]
    assert answer["events"][0][3].startswith("Wakkanai visits Nevelsk")
    assert [answer["kinds"][kind][0] for kind in answer["events"][0][4]] == ["YouthExchange"]
    home, partner = (answer["places"][answer["events"][0][at][0]] for at in (5, 6))
    assert (home, partner) == (["place/wakkanai", "Wakkanai"], ["place/nevelsk", "Nevelsk"])
    assert answer["events"][0][7] == 18


def test_a_timeline_has_lanes_of_what_the_events_name(client: httpx2.Client) -> None:
    answer = client.get("/timeline.json?lang=en&by=partner").json()
    assert ["partner", "place/nevelsk", "Nevelsk"] in answer["lanes"]
    named = [[answer["places"][place][0] for place in event[6]] for event in answer["events"]]
    assert [[answer["lanes"][lane][1] for lane in event[8]] for event in answer["events"]] == named
    chosen = client.get("/timeline.json?by=kind&kind=YouthExchange").json()
    assert [lane[1] for lane in chosen["lanes"]] == ["YouthExchange"]
    # Beside a partner that is chosen another would widen the selection, so that its lane leads to the two together.
    beside = client.get("/timeline.json?by=partner&partner=place/nevelsk").json()
    assert {lane[0] for lane in beside["lanes"]} == {"with"}


def test_the_network_is_explored_from_a_node(client: httpx2.Client) -> None:
    whole = client.get("/network.json?lang=en").json()
    assert {node["id"] for node in whole["nodes"]} == {
        *("place/wakkanai", "place/nevelsk", "organisation/wakkanai-city"),
    }
    assert {edge[2] for edge in whole["edges"]} == {"exchange", "acts"}
    exchange = next(edge for edge in whole["edges"] if edge[2] == "exchange")
    assert exchange[3:] == [2, 18, 0, 1997, 2004]
    near = client.get("/network.json?node=organisation/wakkanai-city&lang=en").json()
    assert near["nodes"][0]["id"] == "organisation/wakkanai-city"
    assert {edge[2] for edge in near["edges"]} == {"acts"}
    assert {node["id"]: node["neighbours"] for node in near["nodes"]}["place/wakkanai"] == 2
    unfolded = client.get("/network.json?limit=1&unfold=organisation/wakkanai-city&lang=ru").json()
    assert {node["id"] for node in unfolded["nodes"]} == {node["id"] for node in whole["nodes"]}
    assert len(unfolded["edges"]) == len(whole["edges"])
    assert unfolded["kinds"]["City"] == "город"
    assert client.get("/network.json?limit=1&unfold=place/nowhere").json()["edges"] == []
    places = client.get("/network.json?organisations=0&limit=1").json()
    assert (len(places["nodes"]), places["edges"], places["total"]) == (1, [], {"nodes": 2, "edges": 1})
    assert client.get("/network.json?node=place/nowhere").status_code == 404


def test_a_long_facet_is_searched_by_page_and_data(client: httpx2.Client) -> None:
    page = client.get("/browse/partner?find=ネベリンスク&lang=en&kind=Meeting&view=map").text
    assert 'href="/browse?partner=place/nevelsk&amp;kind=Meeting&amp;view=map"' in page
    assert 'href="/browse?kind=Meeting&amp;view=map"' in page
    found = client.get("/browse/category.json?find=friend&lang=en").json()["values"]
    assert found == [["friendship", 1, "/browse?category=concept/category/specimen/%E5%8F%8B%E5%A5%BD", False, 0]]
    assert client.get("/browse/place.json?find=zzz").json() == {"values": []}
    assert client.get("/browse/nofacet").status_code == 404


def test_places_stand_under_the_places_they_lie_in(client: httpx2.Client) -> None:
    found = client.get("/browse/place.json?lang=en").json()["values"]
    assert [(name, depth) for name, _, _, _, depth in found] == [("Hokkaido", 0), ("Wakkanai", 1)]


def test_rows_are_sorted_as_asked(client: httpx2.Client) -> None:
    def order(sort: str) -> list[str]:
        page = client.get(f"/browse?view=table&sort={sort}&lang=en").text
        return re.findall(r'href="/id/event/specimen/(\d)"', page)

    assert order("date") == ["2", "3", "4"]
    assert order("-date") == ["4", "3", "2"]
    assert order("-people")[0] == "2"
    assert order("nonsense") == order("-date")


@pytest.mark.parametrize(
    "query", ["kind=a b", "place=<x>", "partner=place/../../x", "kind=%22%3E%3Cscript%3E", "q=%00", "series=//"]
)
def test_what_is_no_value_finds_nothing_and_breaks_nothing(client: httpx2.Client, query: str) -> None:
    for view in VIEWS:
        page = client.get(f"/browse?{query}&view={view}")
        assert page.status_code == 200
        assert "<script>" not in page.text


def test_a_chart_counts_people_or_events(client: httpx2.Client) -> None:
    people = client.get("/browse?view=chart&lang=en").text
    assert '<a href="?view=chart&amp;lang=en&amp;measure=people" rel="nofollow" aria-current="true">' in people
    assert "<title>1997: 1 event, out of Japan 18</title>" in people
    # 1997 and 2005 have people, the years between stand there without a column.
    drawn = people.partition("</svg>")[0]
    years = dict(re.findall(r'data-year="(\d+)"><title>[^<]*</title><rect class="ground"[^>]*></rect>(.*?)</a>', drawn))
    assert list(years) == [str(year) for year in range(1997, 2006)]
    assert {year for year, column in years.items() if 'class="column home"' in column} == {"1997"}
    events = client.get("/browse?view=chart&lang=en&measure=events").text.partition("</svg>")[0]
    assert len(re.findall('class="column home"', events)) == 3
    # Where nobody is told to have moved, events are counted without being asked for.
    alone = client.get("/browse?view=chart&lang=en&from=2004&to=2004").text
    assert 'measure=events" rel="nofollow" aria-current="true">' in alone
