from __future__ import annotations

import datetime
from collections.abc import Callable
from importlib.metadata import version

import httpx2

BROWSER = {"Accept": "text/html"}
Read = Callable[..., str]


def test_the_home_page_counts_and_links_what_it_counts(read: Read) -> None:
    page = read("/", "en")
    for text in (
        '<a href="/browse">3</a>',
        '<a href="/browse?type=Place&amp;tied=1">2</a>',
        '<a href="/browse?type=Agreement">1</a>',
        '<a href="/browse?view=chart&amp;measure=people">18</a>',
        "Specimen chronicle",
        "1972–2005",
        "2 records",
        "0 violations, 5 warnings</a>",
    ):
        assert text in page, text


def test_unreleased_data_are_not_called_a_release(read: Read) -> None:
    today = datetime.datetime.now(datetime.UTC).date()
    for path in ("/", "/data"):
        page = read(path)
        assert f"Software {version('exgraph')} · data version first (not released)" in page
        assert f"data version first of {today.day} {today:%B %Y} (not released)" in page
        assert "Release 0" not in page
    assert "版 first(" in read("/data", "ja")


def test_the_home_page_asks_questions_and_draws_no_map_without_points(read: Read) -> None:
    page = read("/", "ru")
    assert page.count('<a href="/questions/') == 3
    assert "<svg" not in page


def test_the_bar_marks_the_page_that_is_shown(read: Read) -> None:
    assert '<a href="/questions" aria-current="page">' in read("/questions")
    assert '<a href="/questions" aria-current="true">' in read("/questions/oldest-ties")
    assert "aria-current" not in read("/").partition('<nav class="pages"')[2].partition("</nav>")[0]


def test_what_is_chosen_again_is_kept_again_though_the_page_is_known(client: httpx2.Client) -> None:
    headers = {"Accept": "text/html"}
    for chosen, kept in (("theme=dark", "theme=dark;"), ("theme=auto", 'theme="";'), ("lang=ru", "lang=ru;")):
        first = client.get(f"/?{chosen}", headers=headers)
        client.cookies.clear()
        again = client.get(f"/?{chosen}", headers={**headers, "If-None-Match": first.headers["etag"]})
        client.cookies.clear()
        assert again.status_code == 304
        assert again.headers["set-cookie"].startswith(kept)
        assert first.headers["set-cookie"] == again.headers["set-cookie"]


def test_the_language_is_kept_by_cookie_and_the_switch_keeps_the_page(client: httpx2.Client) -> None:
    page = client.get("/search?q=nevelsk", headers={**BROWSER, "Accept-Language": "ja"})
    assert 'href="?q=nevelsk&amp;lang=ru"' in page.text
    assert '<html lang="ru"' in client.get("/?lang=ru", headers=BROWSER).text
    kept = client.get("/", headers={**BROWSER, "Accept-Language": "ja"})
    assert '<html lang="ru"' in kept.text
    assert "Cookie" in kept.headers["vary"]
    assert 'data-theme="dark"' in client.get("/?theme=dark", headers=BROWSER).text
    assert 'data-theme="dark"' in client.get("/", headers=BROWSER).text
    client.get("/?theme=auto", headers=BROWSER)
    assert "data-theme" not in client.get("/", headers=BROWSER).text


def test_search_finds_a_town_in_every_writing(read: Read) -> None:
    for text in ("ネベリンスク", "nevelsk", "Невельск"):
        page = read(f"/search?q={text}", "ja")
        assert page.index('href="/id/place/nevelsk"') < page.index("href", page.index('class="results"') + 200)
    assert "別の書き方" in read("/search?q=nowhere", "ja")
    assert "results" not in read("/search").partition("<main")[2]


def test_lists_by_class(read: Read) -> None:
    assert "Wakkanai" in read("/browse?type=Place&tied=1")
    assert "Hokkaido" not in read("/browse?type=Place&tied=1").partition('id="found"')[2]
    assert "18 people" in read("/browse?type=Participation")
    assert "Hokkaido" not in read("/browse?type=Place&kind=City&in=place/hokkaido").partition('id="found"')[2]
    assert 'href="/browse?type=Place&amp;in=place/hokkaido"' in read("/browse?type=Place&kind=City&in=place/hokkaido")
    assert 'href="/id/place/nevelsk"' in read("/browse?type=Place&q=ネベリンスク")
    assert "Nothing here has all of this" in read("/browse?type=Place&kind=City&q=hokkaido")
    read("/browse?type=NoSuchClass", status=404)
    read("/browse?type=../x", status=404)


def test_the_report_is_a_page_and_data(read: Read, client: httpx2.Client) -> None:
    page = read("/quality", "ja")
    assert "月がない。" in page
    assert 'href="/id/event/specimen/3"' in page
    assert "8〜10 行目" in page
    assert client.get("/quality", headers={"Accept": "application/json"}).json()["stated"] == 90
    assert client.get("/quality.json").json()["stated"] == 90


def test_findings_are_a_worklist_to_filter_and_to_download(read: Read, client: httpx2.Client) -> None:
    page = read("/quality?severity=warning&source=specimen", "en").partition('id="worklist"')[2]
    assert '<option value="specimen" selected>' in page
    assert 'href="/quality.csv?severity=warning&amp;source=specimen"' in page
    table = client.get("/quality.csv?severity=warning").text.splitlines()
    assert table[0].startswith("severity,code,source,record,lines,row,thing,property,value,todo_ja,todo_en,todo_ru")
    assert len(table) > 1
    assert all(line.startswith("warning,") for line in table[1:])
    assert client.get("/quality", headers={"Accept": "text/csv"}).headers["Content-Type"].startswith("text/csv")
    found = client.get("/quality.json?code=total-told").json()["findings"]
    assert {each["code"] for each in found} == {"total-told"}
    assert "Nothing was found." in read("/quality?code=none", "en")


def test_disagreements_stand_side_by_side(read: Read) -> None:
    page = read("/quality", "en")
    contrary = page.partition('id="disagreements"')[2].partition("</section>")[0]
    dates = contrary.partition('id="agreement-date"')[2].partition("</table>")[0]
    assert "<strong>September 1972</strong>" in dates
    assert "<strong>1973</strong>" in dates
    assert dates.count('href="/id/record/specimen/2"') == 4
    assert "and 2 more" in dates
    assert "<strong>sister-city agreement</strong>" in contrary
    totals = contrary.partition('id="total-told"')[2]
    assert "<strong>4,500</strong>" in totals
    assert "shapes/counts/ties.rq" in totals
    assert "tie-silent" in page.partition('id="gaps"')[2].partition("</section>")[0]


def test_every_line_and_year_of_a_document_is_counted(read: Read) -> None:
    page = read("/quality", "en")
    assert "12 lines: in records 5, blank 4, column heads 3" in page
    assert '<tr><th scope="row">1972</th><td class="number">1</td></tr>' in page


def test_a_thing_shows_what_was_found_about_it(read: Read) -> None:
    page = read("/id/agreement/wakkanai-nevelsk-1972.html", "en")
    evidence = page.partition('class="evidence"')[2].partition("</section>")[0]
    assert "What was found about it" in evidence
    assert "September 1972" in evidence
    assert "The month is missing." in read("/id/event/specimen/3.html", "en")
    assert "What was found" not in read("/id/place/wakkanai.html", "en")


def test_the_ontology_is_a_reference_and_data(read: Read, client: httpx2.Client) -> None:
    page = read("/ns", "ru")
    assert '<article id="SisterCityAgreement">' in page
    assert "соглашение о породнённых городах" in page
    for accept, media_type in (("text/turtle", "text/turtle"), ("application/rdf+xml", "application/rdf+xml")):
        answer = client.get("/ns", headers={"Accept": accept})
        assert answer.headers["content-type"].startswith(media_type)
        assert "0.2.0" in answer.text
    assert client.get("/ns.ttl").status_code == 200
    assert client.get("/ns/0.2.0", headers={"Accept": "text/turtle"}).status_code == 200
    assert client.get("/ns/9.9.9").status_code == 404
    assert client.get("/ns.exe").status_code == 404


def test_a_page_is_not_sent_twice(client: httpx2.Client) -> None:
    first = client.get("/ns", headers=BROWSER)
    again = client.get("/ns", headers={**BROWSER, "If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_every_answer_says_what_a_page_may_load(client: httpx2.Client) -> None:
    for path in ("/", "/id/place/nevelsk", "/nowhere", "/static/site.css", "/sparql?query=x"):
        headers = client.get(path, headers=BROWSER).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["access-control-allow-origin"] == "*"


def test_unknown_addresses_and_parameters(read: Read, client: httpx2.Client) -> None:
    assert "404" in read("/nowhere", status=404)
    assert client.get("/nowhere").json()["status"] == 404
    assert client.get("/search?q=a&page=x").status_code == 400
    assert client.post("/").status_code == 405
    assert client.get("/static/../app.py").status_code == 404


def test_operators_and_robots(client: httpx2.Client) -> None:
    assert client.get("/health").json() == {"status": "ok"}
    assert client.get("/ready").json() == {"status": "ready", "version": "first"}
    assert "Disallow: /sparql" in client.get("/robots.txt").text
    assert client.options("/").headers["allow"] == "GET, HEAD, OPTIONS"


def test_the_style_sheet_is_small(client: httpx2.Client) -> None:
    assert len(client.get("/static/site.css").content) < 20_000
    assert "http" not in client.get("/static/site.css").text


def test_a_record_without_its_words_says_where_to_read_them(read: Read) -> None:
    document = (
        '<a href="/id/source/specimen">Specimen chronicle</a> '
        '(<a rel="external" href="https://example.org/chronicle">https://example.org/chronicle</a>).'
    )
    several = "Its words stay with the publisher: read them in lines 8–10 of the text of "
    assert several + document in read("/id/record/specimen/2.html")
    assert "read them in line 7 of the text of " + document in read("/id/record/specimen/1.html")
    assert "本文 8–10 行目で読める" in read("/id/record/specimen/2.html", "ja")
    assert "читайте строки 8–10 текста" in read("/id/record/specimen/2.html", "ru")
    assert 'href="https://example.org/chronicle"' in read("/id/source/specimen.html")
