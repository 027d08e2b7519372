"""Reports for print and as workbooks, on the graph that the repository ships."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from exgraph.settings import Settings
from exgraph.web.app import create_app

PAIR = "/report/wakkanai/nevelsk"


@pytest.fixture(scope="module")
def client(shipped_settings: Settings, shipped_report: object) -> Iterator[TestClient]:
    with TestClient(create_app(shipped_settings)) as client:
        yield client


def read(client: TestClient, path: str, language: str = "en") -> str:
    answer = client.get(path, headers={"Accept": "text/html", "Accept-Language": language})
    assert answer.status_code == 200, path
    return answer.text


def sheets(client: TestClient, path: str, language: str = "en") -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of each sheet of a workbook, heads included."""
    answer = client.get(path, headers={"Accept-Language": language})
    assert answer.headers["content-type"].startswith("application/vnd.openxmlformats")
    book = load_workbook(io.BytesIO(answer.content))
    return {sheet.title: list(sheet.values) for sheet in book.worksheets}


def numbers(cited: str) -> set[int]:
    """Return the numbers that `1–3, 7` stands for."""
    found: set[int] = set()
    for part in filter(None, cited.split(", ")):
        first, _, last = part.partition("–")
        found |= set(range(int(first), int(last or first) + 1))
    return found


def test_a_report_of_two_tells_the_figures_of_their_page(client: TestClient) -> None:
    report, pair = read(client, PAIR), read(client, "/pair/wakkanai/nevelsk")
    figures = [
        re.findall(r"<dd><a [^>]+>([\d,]+)</a>", page.partition('<dl class="figures">')[2].partition("</dl>")[0])
        for page in (report, pair)
    ]
    assert figures[0][:3] == figures[1][:3]
    assert f'action="{PAIR}"' in pair
    assert 'action="/report/wakkanai"' in read(client, "/id/place/wakkanai.html")
    assert '<link rel="canonical" href="/report/wakkanai/nevelsk">' in read(client, "/report/nevelsk/wakkanai")


def test_every_figure_cites_sources_that_are_listed(client: TestClient) -> None:
    page = read(client, "/report/wakkanai?from=2010&to=2014")
    body, _, end = page.partition('id="sources"')
    listed = {int(found) for found in re.findall(r"\[(\d+)\]", end)}
    cited = re.findall(r'<td class="cited">(.*?)</td>', body)
    assert len(cited) > 100
    assert (
        {number for each in cited for number in numbers(each.strip("[]"))} == listed == set(range(1, len(listed) + 1))
    )
    assert len(re.findall(r'<a href="/id/record/[^"]+">record [^<]+</a>, lines? \d+', end)) == len(listed)


def test_a_span_of_years_leaves_out_the_events_of_others(client: TestClient) -> None:
    book = sheets(client, PAIR + ".xlsx?from=2010&to=2014")
    assert {row[0][:4] for row in book["Events"][1:]} <= {"2010", "2011", "2012", "2013", "2014"}
    assert [row[0] for row in book["Year by year"][1:]] == [2010, 2011, 2012, 2013, 2014]
    assert "2010–2014" in read(client, PAIR + "?from=2014&to=2010")
    assert "all years" in read(client, PAIR + "?from=x")


def test_the_workbook_adds_up(client: TestClient) -> None:
    book = sheets(client, PAIR + ".xlsx")
    figures = {row[0]: row[1] for row in book["Figures"]}
    years, groups, sources = book["Year by year"][1:], book["Who travelled"][1:], book["Sources"][1:]
    events = book["Events"][1:]
    dated = [row for row in events if str(row[0])[0].isdigit()]  # others are events of no year
    assert (sum(row[1] or 0 for row in years), figures["Events"]) == (len(dated), len(events))
    assert sum(row[2] or 0 for row in years) == figures["People from Wakkanai"]
    assert sum(row[3] or 0 for row in years) == figures["People from Nevelsk"]
    assert sum(row[3] for row in groups) == figures["People from Wakkanai"] + figures["People from Nevelsk"]
    assert [row[0] for row in sources] == list(range(1, len(sources) + 1))
    assert all(isinstance(row[4], int) and row[4] <= row[5] for row in sources)
    known = {row[0] for row in sources}
    assert all(numbers(row[5]) <= known and row[5] for row in book["Events"][1:])
    assert "no record" in {row[4] for row in years}


def test_the_workbook_draws_its_years(client: TestClient) -> None:
    answer = client.get(PAIR + ".xlsx")
    drawn = {sheet.title: len(vars(sheet)["_charts"]) for sheet in load_workbook(io.BytesIO(answer.content)).worksheets}
    assert [name for name, charts in drawn.items() if charts] == ["Year by year"]


@pytest.mark.parametrize(("language", "title"), [("ja", "報告書"), ("en", "Report"), ("ru", "Отчёт")])
def test_a_report_is_in_the_language_asked_for(client: TestClient, language: str, title: str) -> None:
    client.cookies.clear()
    assert f"<title>{title}: " in read(client, PAIR, language)
    assert title in {row[0] for row in next(iter(sheets(client, f"{PAIR}.xlsx", language).values()))}


@pytest.mark.parametrize(
    "path", ["/report/nowhere", "/report/wakkanai/nowhere", "/report/wakkanai/wakkanai", "/report/nowhere.xlsx"]
)
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(("language", "words"), [("ja", "印刷・PDF"), ("en", "Print / PDF"), ("ru", "Печать / PDF")])
def test_the_button_that_prints_is_hidden_until_its_script_runs(client: TestClient, language: str, words: str) -> None:
    client.cookies.clear()
    assert f'<button type="button" data-print hidden>{words}</button>' in read(client, PAIR, language)
