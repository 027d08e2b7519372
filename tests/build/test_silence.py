from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from exgraph.build.consistency.coverage import coverage
from exgraph.build.consistency.silence import silent_ties, uncovered_years
from exgraph.facts import catalogue as catalogues
from exgraph.model.iri import Base
from exgraph.model.report import Coverage

Tell = Callable[..., None]
TIE = "https://w3id.org/exgraph/id/agreement/wakkanai-nevelsk-1972"


def silent(project: Path) -> list[tuple[str, str, list[str]]]:
    found = silent_ties(catalogues.load(project / "mappings"), Base())
    return [(each.finding.focus, each.finding.messages["en"], [side.value for side in each.sides]) for each in found]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"location": "wakkanai", "involves": "korsakov"}, True),
        ({"location": "wakkanai", "involves": "nevelsk"}, False),
        ({"location": "wakkanai", "involves": "nevelsk", "status": "planned"}, False),
        ({"location": "wakkanai", "involves": "", "commemorates": "agreement/wakkanai-nevelsk-1972"}, False),
        ({"location": "nevelsk", "involves": "korsakov"}, False),
    ],
)
def test_a_tie_is_silent_where_its_town_is_covered_and_no_activity_told(
    specimen: Path, tell: Tell, cells: dict[str, str], told: bool
) -> None:
    tell("event", id="1", start="2010", end="2010", concludes="", **cells)
    expected = (
        TIE,
        "No activity is told after 1997; the documents cover its parties to 2010.",
        ["1972-09", "1997"],
    )
    assert silent(specimen) == ([expected] if told else [])


def test_a_few_years_are_no_silence(specimen: Path, tell: Tell) -> None:
    tell("event", id="1", start="2006", end="2006", concludes="", location="wakkanai", involves="")
    assert silent(specimen) == []


def test_years_between_the_first_and_the_last_are_gaps(specimen: Path) -> None:
    catalogue = catalogues.load(specimen / "mappings")
    covered = {"specimen": Coverage(years={"1996": 1, "1999": 2, "2000": 1, "2002": 1, "": 3})}
    (each,) = uncovered_years(catalogue, covered, Base())
    assert each.finding.messages["en"] == "The document tells nothing of 1997–1998, 2001."
    assert each.sides[0].at.path.name == "source.toml"
    assert not list(uncovered_years(catalogue, {"specimen": Coverage(years={"": 1})}, Base()))


def test_lines_and_years_of_a_document(specimen: Path, tell: Tell) -> None:
    tell("event", id="1", start="2010-06", end="2012-01", concludes="")
    tell("observation", id="x", value_kind="target", year="2030", fiscal_year="")
    facts = specimen / "mappings" / "sources" / "other" / "facts"
    with (facts / "record.csv").open("a", encoding="utf-8") as file:
        file.write("8,2,4,5,20,0123456789abcdef\n")
    (facts / "line.csv").write_text("first_line,last_line,what\n5,6,blank\n7,7,page\n", encoding="utf-8")
    found = coverage(catalogues.load(specimen / "mappings"))["other"]
    assert (found.records, found.lines, found.in_records) == (2, 7, 4)
    assert found.in_none == {"blank": 2, "page": 1}
    assert found.years == {"2010": 1, "2011": 1, "2012": 1, "": 1}
    assert found.gaps == []


def test_an_agreement_dates_a_record_that_tells_nothing_else(specimen: Path, tell: Tell) -> None:
    tell("agreement", id="a", concluded="1972")
    assert coverage(catalogues.load(specimen / "mappings"))["other"].years == {"1972": 1}
    tell("event", id="1", start="2010", end="2010", concludes="")
    assert coverage(catalogues.load(specimen / "mappings"))["other"].years == {"2010": 1}
