"""The page of a place, on the graph that the repository ships."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from exgraph.settings import Settings
from exgraph.web.app import create_app

ANCHOR = re.compile(r'<a [^>]*?href="(/browse\?[^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


@pytest.fixture(scope="module")
def client(shipped_settings: Settings, shipped_report: object) -> Iterator[TestClient]:
    with TestClient(create_app(shipped_settings)) as client:
        yield client


def read(client: TestClient, path: str, language: str = "en") -> str:
    client.cookies.clear()  # of the language of an address read before
    answer = client.get(path, headers={"Accept": "text/html", "Accept-Language": language})
    assert answer.status_code == 200, path
    return answer.text.partition("<main")[2].partition("</main>")[0]


def total(client: TestClient, address: str) -> int:
    """Return how many events a list says it has."""
    return number(re.findall(r'role="status">([\d,]+)', read(client, address))[0])


def moved(client: TestClient, address: str) -> list[int]:
    """Return the people out and back that a list says in its chart."""
    chart = address if "view=chart" in address else address + "&view=chart"
    sums = read(client, chart).partition("<tfoot>")[2].partition("</tfoot>")[0]
    return [number(found) for found in re.findall(r'class="number">([\d,]+)<', sums)][1:]


def number(text: str) -> int:
    return int(text.replace(",", ""))


def links(page: str) -> set[tuple[str, str]]:
    """Return the links to lists of events, with their words."""
    return {(html.unescape(href), re.sub(r"<[^>]+>", " ", text)) for href, text in ANCHOR.findall(page)}


@pytest.mark.parametrize(
    "path",
    [
        "/id/place/wakkanai.html",
        "/id/place/nevelsk.html",
        "/id/place/soya-subprefecture.html",
        "/pair/wakkanai/nevelsk",
    ],
)
def test_every_number_is_that_of_the_list_it_opens(path: str, client: TestClient) -> None:
    checked = 0
    for address, text in links(read(client, path)):
        numbers = [number(each) for each in re.findall(r"[\d,]*\d", text)]
        if "extent=all" in address:
            continue  # counts places
        if "view=chart" in address:
            assert set(numbers) <= set(moved(client, address)), (address, text)
        elif one := re.search(r"from=(\d+)&to=\1$", address):
            assert total(client, address) > 0
            figures = numbers[1:] if numbers[0] == int(one[1]) else numbers
            assert figures[:1] in ([], [total(client, address)]), (address, text)
            assert set(figures[1:]) <= set(moved(client, address)), (address, text)
        elif numbers:
            assert numbers[-1] == total(client, address), (address, text)
        checked += bool(numbers)
    assert checked > 30


def test_a_card_tells_of_the_two_what_their_page_tells(client: TestClient) -> None:
    page, pair = read(client, "/id/place/wakkanai.html"), read(client, "/pair/wakkanai/nevelsk")
    card = page.partition('<a href="/pair/wakkanai/nevelsk">')[2].partition("</li>")[0]
    linked = [each for each in links(card) if "place/nevelsk&view=chart" in each[0]]
    assert len(linked) == 1
    out, back = re.findall(r"\d+", linked[0][1])
    assert f">{out}</a>" in pair.partition("</dl>")[0]
    assert f">{back}</a>" in pair.partition("</dl>")[0]
    assert "friendship agreement" in card
    assert "55 years in 2027" in card
    assert 'class="spark"' in card


def test_a_place_lists_who_is_there_what_comes_and_what_was_found(client: TestClient) -> None:
    page = read(client, "/id/place/wakkanai.html", "ru")
    for part in ("ties", "years", "events", "partners", "organisations", "programmes", "findings", "anniversaries"):
        assert f'id="{part}"' in page, part
    assert 'href="/calendar/wakkanai.ics?lang=ru"' in page
    assert 'href="/browse.gexf?place=place/wakkanai&amp;lang=ru"' in page
    found = page.partition('id="findings"')[2].partition("</section>")[0]
    assert "https://w3id.org" not in found
    assert "The documents call" not in found
    assert "Документы по-разному называют вид одного соглашения (побратимство, дружба)." in found
    assert 'class="map-picture"' in page


def test_the_findings_of_a_place_are_those_of_its_ties_and_events(client: TestClient) -> None:
    found = read(client, "/id/place/wakkanai.html").partition('id="findings"')[2].partition("</section>")[0]
    subjects = re.findall(r'<li><a href="/id/([^"]+)"', found)
    assert subjects
    for subject in subjects:
        thing = read(client, f"/id/{subject}.html")
        assert "What was found about it" in thing or "Findings that concern it" in thing


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "2019 planned: 2020, 2022"), ("ja", "2019 予定：2020、2022"), ("ru", "2019 запланировано: 2020, 2022")],
)
@pytest.mark.parametrize("path", ["/id/place/nevelsk.html", "/pair/wakkanai/nevelsk", "/report/wakkanai/nevelsk"])
def test_plans_stand_beside_the_year_of_the_last_event_held(
    client: TestClient, path: str, language: str, words: str
) -> None:
    figures = read(client, path, language).partition('<dl class="figures">')[2].partition("</dl>")[0]
    assert words in re.sub(r"<[^>]+>", "", figures)


def test_an_event_in_honour_of_a_tie_is_listed_though_not_both_took_part(client: TestClient) -> None:
    page = read(client, "/pair/hakodate/vladivostok")
    events, _, honours = page.partition('<section id="honours">')
    assert "Also in honour of this tie" in honours
    assert 'href="/id/event/hokkaido-russia-db/365"' in honours
    assert 'href="/id/event/hokkaido-russia-db/365"' not in events.partition('<section id="events">')[2]
    assert 'id="honours"' not in read(client, "/pair/wakkanai/nevelsk")


@pytest.mark.parametrize("path", ["/id/place/wakkanai.html", "/report/wakkanai", "/report/maizuru/nakhodka"])
def test_findings_for_visitors_leave_out_notes_for_editors_and_name_each_record_once(
    client: TestClient, path: str
) -> None:
    page = read(client, path)
    section = page[page.index("Findings that concern it") :].partition("</section>")[0]
    assert section.count("<li>") >= 1
    assert "Compare mode" not in section
    assert "column" not in section
    for each in section.split("<li>")[1:]:
        records = re.findall(r'href="(/id/record/[^"]+)"', each)
        assert len(records) == len(set(records))
    assert "column" in read(client, "/quality")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "People from Nevelsk: of these, {} in groups from several towns."),
        ("ja", "うち{}人は、複数の自治体からなる団体で参加。"),
        ("ru", "из них {} человека — в группах из нескольких городов."),
    ],
)
@pytest.mark.parametrize("path", ["/pair/wakkanai/nevelsk", "/report/wakkanai/nevelsk"])
def test_people_of_groups_from_several_towns_are_told(client: TestClient, path: str, language: str, words: str) -> None:
    query = """PREFIX exg: <https://w3id.org/exgraph/ns#> PREFIX place: <https://w3id.org/exgraph/id/place/>
        SELECT (SUM(?n) AS ?people) { SELECT DISTINCT ?group ?n {
            ?group exg:toEach place:wakkanai ; exg:fromEach place:nevelsk, ?other ; exg:headcount ?n
            FILTER(?other != place:nevelsk)
        } }"""
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"})
    people = answer.text.splitlines()[1]
    assert int(people) > 0
    page = read(client, path, language)
    assert words.format(people) in page
    assert "People from Wakkanai: of these" not in page
