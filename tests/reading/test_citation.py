"""Records with their lines, as everything cites them."""

from __future__ import annotations

import pytest

from exgraph.model.citation import Citation
from exgraph.reading.citation import place

SOURCE = "https://w3id.org/exgraph/id/source/list"


def citation(number: str, first: int, last: int) -> Citation:
    return Citation(f"https://w3id.org/exgraph/id/record/list/{number}", SOURCE, number, first, last)


@pytest.mark.parametrize(("first", "last", "lines"), [(7, 7, "7"), (7, 9, "7–9"), (0, 0, "")])
def test_lines_are_written_as_a_table_shows_them(first: int, last: int, lines: str) -> None:
    assert citation("3", first, last).lines == lines
    assert citation("3", first, last).source_id == "list"


def test_records_stand_in_the_order_of_their_document_and_not_of_their_names() -> None:
    found = [
        citation("article-3", 552, 560),
        citation("10", 9, 9),
        citation("9", 8, 8),
        citation("project-6", 494, 500),
    ]
    assert [each.number for each in sorted(found, key=place)] == ["9", "10", "project-6", "article-3"]
