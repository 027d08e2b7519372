"""Of a long record, the lines that hold a value are quoted beside it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.web.specimen import client as serve
from tests.web.specimen import page

FILLER = "\\n".join(["町のあゆみを記した長い行が続く" * 3] * 15)
GRAPH = f"""
graph:provenance {{
    <source/list> a exg:SourceDocument ; rdfs:label "List"@en .
    <record/list/1> a exg:Record ; exg:source <source/list> ; exg:recordNumber "1" ;
        exg:firstLine 10 ; exg:lastLine 30 .
}}
graph:wording {{
    <record/list/1> exg:wording "{FILLER}\\n１２名が 参加\\n112名の会\\n十二月に石ヶ丘市で" .
}}
graph:gazetteer {{
    <place/oka> a exg:City ; rdfs:label "Okacity"@en, "丘市"@ja ;
        skos:altLabel "石ケ丘市"@ja ; skos:hiddenLabel "石ヶ丘市"@ja .
}}
graph:list {{
    <event/list/1> a exg:Visit, exg:Event ; rdfs:label "A visit"@en ; exg:location <place/oka> ; exg:totalHeadcount 12 ;
        exg:visitors 99 ; prov:wasDerivedFrom <record/list/1> .
}}
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with serve(tmp_path_factory.mktemp("excerpts"), GRAPH) as client:
        yield client


def beside(client: TestClient, label: str) -> str:
    """Return what is folded beside the value of this label."""
    text = page(client, "/id/event/list/1.html")
    return text.partition(f'<span class="hidden">{label}: ')[2].partition("</details>")[0]


def test_a_number_is_found_in_any_width_but_not_within_another(client: TestClient) -> None:
    shown = beside(client, "Took part")
    assert "１２名が 参加" in shown
    assert "112名" not in shown
    assert 'value="25"' in shown
    assert "lines that name it" in shown


def test_a_place_is_found_by_any_of_its_spellings(client: TestClient) -> None:
    shown = beside(client, "location")
    assert "石ヶ丘市" in shown
    assert "参加" not in shown


@pytest.mark.parametrize("label", ["Visitors", "Kind"])
def test_what_is_not_found_leads_to_all_the_words(client: TestClient, label: str) -> None:
    shown = beside(client, label)
    assert "<blockquote" not in shown
    assert 'href="#known"' in shown
