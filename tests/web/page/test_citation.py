"""How a page is cited: the sentence, and files that reference managers read."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from urllib.parse import unquote

from exgraph.web.page.citation import PageCitation
from tests.web.specimen import client, page

CITED = PageCitation(
    title="A & B: 50 % of {it}",
    container="A graph_of exchange",
    author="Specimen City",
    version="2026-02-01-1",
    address="https://example.org/pair/a/b?release=2026-02-01-1",
    published=date(2026, 2, 1),
    accessed=date(2026, 3, 4),
    language="en",
)


def test_bibtex_escapes_what_latex_reads_as_its_own() -> None:
    assert CITED.bibtex == (
        "@misc{pair-a-b-2026-02-01-1,\n"
        "  title = {{A \\& B: 50 \\% of \\{it\\}}},\n"
        "  author = {{Specimen City}},\n"
        "  howpublished = {A graph\\_of exchange},\n"
        "  year = {2026},\n"
        "  version = {2026-02-01-1},\n"
        "  url = {https://example.org/pair/a/b?release=2026-02-01-1},\n"
        "  urldate = {2026-03-04},\n"
        "  language = {en},\n"
        "}\n"
    )


def test_ris_has_a_tag_a_line_and_ends_its_record() -> None:
    lines = CITED.ris.split("\r\n")
    assert lines[0] == "TY  - ELEC"
    assert lines[-2:] == ["ER  - ", ""]
    assert "UR  - https://example.org/pair/a/b?release=2026-02-01-1" in lines
    assert "DA  - 2026/02/01" in lines


def test_csl_json_names_when_it_was_issued_and_read() -> None:
    (item,) = json.loads(CITED.csl_json)
    assert item["issued"] == {"date-parts": [[2026, 2, 1]]}
    assert item["accessed"] == {"date-parts": [[2026, 3, 4]]}
    assert item["author"] == [{"literal": "Specimen City"}]


def test_a_file_stands_in_the_page_itself() -> None:
    name, address = CITED.files["RIS"]
    assert name == "pair-a-b-2026-02-01-1.ris"
    assert unquote(address.partition(",")[2]) == CITED.ris


def test_what_is_not_released_says_that_it_may_change(tmp_path: Path) -> None:
    asked = client(tmp_path, '<place/a> a exg:Municipality ; rdfs:label "A"@en .')
    text = page(asked, "/id/place/a.html?lang=en&theme=dark")
    assert "“A”." in text
    assert "data version own," in text
    assert "https://w3id.org/exgraph/id/place/a (read on" in text
    assert "later versions may show other figures" in text
