"""Articles before English names of bodies."""

from __future__ import annotations

import pytest

from exgraph.mapping.english import the


@pytest.mark.parametrize(
    "name",
    [
        "Hokkaido Government",
        "Council of Ministers of the RSFSR",
        "Far Eastern Branch of the Russian Academy of Sciences",
        "Health Sciences University of Hokkaido",
        "Committee for External Relations of Saint Petersburg",
        "Japan Eurasia Association, Sapporo Branch",
        "Ensemble “Kanikuly”",
    ],
)
def test_a_common_noun_at_the_head_takes_an_article(name: str) -> None:
    assert the(name) == f"the {name}"


@pytest.mark.parametrize(
    "name",
    ["Sapporo University", "HIMES", "Tomakomai City Hospital", "Saint Petersburg School No. 83", "Ural Airlines"],
)
def test_a_proper_name_takes_none(name: str) -> None:
    assert the(name) == name
