"""The editor of /sparql: completion in every script, answers in every view, queries to share and to keep."""

from __future__ import annotations

from urllib.parse import urlencode

from playwright.sync_api import Page, Request, expect

from tests.browser.visit import Visit

PREFIX = "PREFIX exg: <https://w3id.org/exgraph/ns#>\n"
YEARS = PREFIX + "SELECT ?year (COUNT(?event) AS ?events) { ?event a exg:Event ; exg:year ?year } GROUP BY ?year"
POINTS = """PREFIX geo: <http://www.w3.org/2003/01/geo/wgs84_pos#>
SELECT ?town ?lat ?long { ?town geo:lat ?lat ; geo:long ?long } LIMIT 50"""
TWINS = PREFIX + "CONSTRUCT { ?a exg:twinnedWith ?b } WHERE { ?a exg:twinnedWith ?b } LIMIT 60"


def address(query: str, **others: str) -> str:
    return "/sparql?" + urlencode({"query": query, **others})


def write(page: Page, text: str) -> None:
    """Put a query into the editor, the cursor at its end, as one would paste it."""
    content = page.locator(".cm-content")
    content.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(text)


def written(page: Page) -> str:
    return "\n".join(page.locator(".cm-line").all_text_contents())


def test_classes_and_properties_complete_in_the_language_of_the_reader_and_declare_their_prefix(visit: Visit) -> None:
    for language, word in (("ja", "姉妹都市"), ("ru", "породнён"), ("en", "sister")):
        page = visit.open("/sparql", language)
        write(page, f"SELECT * WHERE {{ ?tie a {word}")
        option = page.locator(".cm-tooltip-autocomplete li", has_text="exg:SisterCityAgreement")
        expect(option).to_be_visible()
        option.click()
        assert written(page) == PREFIX + "SELECT * WHERE { ?tie a exg:SisterCityAgreement"
    page.keyboard.insert_text(" ; part")
    expect(page.locator(".cm-tooltip-autocomplete li", has_text="exg:party").first).to_be_visible()


def test_nothing_completes_while_japanese_is_being_composed(visit: Visit) -> None:
    page = visit.open("/sparql", "ja")
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    write(page, f"{PREFIX}SELECT * WHERE {{ ?event exg:involves ")
    keys = page.context.new_cdp_session(page)
    for reading in ("ね", "ねべ", "ねべり"):
        keys.send(
            "Input.imeSetComposition", {"text": reading, "selectionStart": len(reading), "selectionEnd": len(reading)}
        )
        page.wait_for_timeout(200)
    assert page.locator(".cm-tooltip-autocomplete").count() == 0
    assert not [each for each in asked if "things.json" in each]
    keys.send("Input.insertText", {"text": "ネベリスク"})
    option = page.locator(".cm-tooltip-autocomplete li").first
    expect(option).to_contain_text("ネベリスク")
    page.wait_for_timeout(150)  # the editor takes no key for a menu that has only just opened
    page.keyboard.press("Enter")
    assert "exg:involves <https://w3id.org/exgraph/id/place/nevelsk>" in written(page)


def test_an_answer_is_seen_as_table_chart_map_graph_and_text(visit: Visit) -> None:
    page = visit.open(address(YEARS, view="chart"))
    expect(page.locator(".plot .column").first).to_be_visible()
    assert visit.violations() == []
    page.get_by_role("button", name="Table", exact=True).click()
    page.get_by_role("button", name="events", exact=True).click()
    assert page.locator("#results th").nth(1).get_attribute("aria-sort") == "ascending"
    assert page.locator("#results tbody tr").count() > 30
    page = visit.open(address(POINTS, view="map"))
    expect(page.locator(".map-canvas")).to_be_visible()
    expect(page.locator(".view [role=status]")).to_have_text("50 places on the map")
    page = visit.open(address(TWINS), "ru")
    expect(page.locator(".stage.graph canvas").first).to_be_visible()
    assert visit.violations() == []
    with page.expect_download() as kept:
        page.get_by_role("button", name="GEXF").click()
    assert 'label="Невельск"' in kept.value.path().read_text(encoding="utf-8")
    page.locator(".controls [aria-pressed]").last.click()
    expect(page.locator("#results pre")).to_contain_text("twinnedWith")


def test_keys_run_a_query_and_its_address_is_shared(visit: Visit) -> None:
    page = visit.open("/sparql")
    write(page, YEARS)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#results table")).to_be_visible()
    page.get_by_role("button", name="Chart").click()
    shared = page.url
    assert "view=chart" in shared
    page.goto(shared, wait_until="networkidle")
    expect(page.locator(".plot")).to_be_visible()
    assert written(page) == YEARS


def test_a_query_too_long_for_an_address_is_shared_and_asked_all_the_same(visit: Visit) -> None:
    page = visit.open("/sparql")
    long = f"# {'x' * 7000}\nASK {{ ?a ?b ?c }}"
    write(page, long)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".view .answer")).to_have_text("Yes")
    assert "#query=" in page.url
    page.reload(wait_until="networkidle")
    expect(page.locator(".view .answer")).to_have_text("Yes")


def test_an_error_is_told_and_marked_where_it_is(visit: Visit) -> None:
    page = visit.open("/sparql")
    write(page, "SELECT * WHERE {\n  ?a nix:b ?c }")
    page.get_by_role("button", name="Run").click()
    expect(page.locator(".error strong")).to_contain_text("Line 2, column")
    expect(page.locator(".cm-lintRange-error, .cm-lintPoint-error")).to_have_count(1)
    assert visit.violations() == []
    assert [each for each in visit.failures if "400" not in each] == []
    visit.failures.clear()  # the browser itself notes an answer that says no


def test_a_query_is_kept_in_the_browser(visit: Visit) -> None:
    page = visit.open("/sparql")
    write(page, YEARS)
    page.get_by_role("button", name="Save query").click()
    page.keyboard.type("By year")
    page.keyboard.press("Enter")
    visit.open("/sparql")
    page.locator(".own").get_by_role("link", name="By year").click()
    page.wait_for_load_state("networkidle")
    expect(page.locator("#results table")).to_be_visible()
    page.get_by_role("button", name="Remove: By year").click()
    assert page.locator(".own li").count() == 0


def test_known_prefixes_need_not_be_declared_and_unknown_ones_are_named(visit: Visit) -> None:
    page = visit.open("/sparql")
    write(page, "SELECT * { ?tie a exg:SisterCityAgreement } LIMIT 3")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#results tbody tr")).to_have_count(3)
    assert written(page).startswith(PREFIX + "SELECT")
    write(page, "SELECT * {\n  ?tie nix:of ?it }")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".error")).to_contain_text("Line 2, column 8: the prefix nix: is not declared")
    expect(page.locator(".cm-lintRange-error")).to_have_text("nix:of")
    visit.failures.clear()  # the browser itself notes an answer that says no


def test_typing_replaces_what_is_selected_and_brackets_surround_it(visit: Visit) -> None:
    page = visit.open("/sparql")
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("ASK")
    assert written(page) == "ASK"
    page.keyboard.press("Control+a")
    page.keyboard.type("{")
    assert written(page) == "{ASK}"
    page.keyboard.press("Control+z")
    assert written(page) == "ASK"


def test_another_language_keeps_the_query_that_was_run(visit: Visit) -> None:
    page = visit.open("/sparql")
    write(page, YEARS)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#results table")).to_be_visible()
    page.get_by_role("link", name="Русский").click()
    page.wait_for_load_state("networkidle")
    expect(page.locator("#results table")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "ru"
    assert written(page) == YEARS


def test_without_scripts_the_form_asks_and_the_answer_is_a_table(visit: Visit) -> None:
    visit.page.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page = visit.open("/sparql")
    page.get_by_label("Query").fill(YEARS)
    page.get_by_role("button", name="Run").click()
    assert page.locator("#results tbody tr").count() > 30
    page.get_by_label("Query").fill("SELECT * {\n  ?a nix:b ?c }")
    page.get_by_role("button", name="Run").click()
    expect(page.locator(".error")).to_contain_text("Line 2, column 6")
    assert visit.violations() == []
    visit.failures.clear()  # the browser itself notes an answer that says no
