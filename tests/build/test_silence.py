from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from exgraph.build.consistency.coverage import coverage
from exgraph.build.consistency.silence import YEARS, silent_ties, uncovered_years
from exgraph.errors import Location
from exgraph.facts import catalogue as catalogues
from exgraph.facts.catalogue import Catalogue
from exgraph.facts.table import Entry
from exgraph.model.date import PartialDate
from exgraph.model.iri import Base
from exgraph.model.report import Coverage

Tell = Callable[..., None]
TIE = "https://w3id.org/exgraph/id/agreement/wakkanai-nevelsk-1972"


def silent(project: Path) -> list[tuple[str, str, list[str]]]:
    found = silent_ties(catalogues.load(project / "mappings"), Base())
    return [(each.finding.focus, each.finding.messages["en"], [side.value for side in each.sides]) for each in found]


@pytest.mark.parametrize(
    ("cells", "is_silent"),
    [
        ({"location": "wakkanai", "involves": "korsakov"}, True),
        ({"location": "wakkanai", "involves": "nevelsk"}, False),
        ({"location": "wakkanai", "involves": "nevelsk", "status": "planned"}, False),
        ({"location": "wakkanai", "involves": "", "commemorates": "agreement/wakkanai-nevelsk-1972"}, False),
        ({"location": "nevelsk", "involves": "korsakov"}, False),
    ],
)
def test_a_tie_is_silent_where_its_town_is_covered_and_no_activity_told(
    specimen: Path, tell: Tell, cells: dict[str, str], is_silent: bool
) -> None:
    tell("event", id="1", start="2010", end="2010", concludes="", **cells)
    expected = (
        TIE,
        "No activity is told after 1997; the documents cover its parties to 2010.",
        ["1972-09", "1997"],
    )
    assert silent(specimen) == ([expected] if is_silent else [])


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


def naive_silences(
    ties: list[Any], events: list[Any], within: dict[str, tuple[str, ...]]
) -> list[tuple[str, int, int]]:
    """Look at every event for every tie, as the rule is worded."""
    found = []
    for tie in ties:
        parties = {party.removeprefix("place/") for party in tie.party}
        active = [
            each for _, each in events if parties <= set(each.location) or f"agreement/{tie.id}" in each.commemorates
        ]
        since = max((each.end.year for each in active), default=tie.concluded.year)
        told_of = {
            source
            for source, each in events
            if any(f"country-{source}" in (place, *within[place]) for place in parties & set(each.location))
        }
        covered = max((each.end.year for source, each in events if source in told_of), default=0)
        if covered - since >= YEARS:
            found.append((tie.id, since, covered))
    return found


def test_one_look_at_each_event_finds_what_a_look_at_all_for_each_tie_does() -> None:
    chance = random.Random(7)  # noqa: S311 - rows, no secrets
    places = [f"town-{number}" for number in range(12)]
    within: dict[str, tuple[str, ...]] = {place: (f"country-{chance.choice('ab')}",) for place in places}
    ties = [
        SimpleNamespace(
            id=f"tie-{number}",
            class_=("SisterCityAgreement",),
            party=tuple(f"place/{each}" for each in chance.sample(places, chance.choice((1, 2, 2, 2, 3)))),
            concluded=PartialDate(chance.randint(1950, 1990)),
            record=(),
        )
        for number in range(40)
    ]
    events = [
        (
            source,
            SimpleNamespace(
                id=f"{source}-{number}",
                status="held",
                location=tuple(chance.sample(places, chance.randint(1, 3))),
                involves=(),
                venue=(),
                commemorates=(f"agreement/tie-{chance.randint(0, 60)}",) if chance.random() < 0.1 else (),
                concludes=(),
                end=PartialDate(chance.randint(1960, 2020)),
                record=(),
            ),
        )
        for source in "ab"
        for number in range(60)
    ]
    at = Location(Path("x.csv"), 1)
    entries: dict[str, dict[str, list[Entry[Any]]]] = {
        "agreement": {"a": [Entry(tie, at) for tie in ties]},
        "event": {owner: [Entry(row, at) for source, row in events if source == owner] for owner in "ab"},
        "place": {"gazetteer": [Entry(SimpleNamespace(id=place, within=within[place]), at) for place in places]},
    }
    sources: Any = [SimpleNamespace(id=each, layout={"country": f"country-{each}"}) for each in "ab"]
    found = silent_ties(Catalogue({}, sources, entries), Base())
    years = [
        (each.finding.focus.rpartition("/")[2], *map(int, re.findall(r"\d{4}", each.finding.messages["en"])))
        for each in found
    ]
    assert years == naive_silences(ties, events, within)
    assert 5 < len(years) < len(ties)
