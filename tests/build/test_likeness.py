"""Events that are alike are found until somebody judges them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from exgraph.build.consistency.likeness import near_duplicates
from exgraph.facts import catalogue as catalogues
from exgraph.model.iri import Base

Tell = Callable[..., None]
JULY = {"start": "1997-07", "end": "1997-07", "location": "wakkanai", "involves": "nevelsk", "kind": "Visit"}


def pairs(project: Path) -> set[tuple[str, ...]]:
    found = near_duplicates(catalogues.load(project / "mappings"), Base())
    return {
        tuple(iri.partition("/event/")[2].rstrip(">") for iri in (each.finding.focus, str(each.finding.value)))
        for each in found
    }


def judge(project: Path, table: str, text: str) -> None:
    (project / "mappings" / "gazetteer" / f"{table}.csv").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("cells", "is_alike"),
    [
        ({}, True),
        ({"start": "1997-07-10", "end": "1997-07-12"}, True),
        ({"involves": "nevelsk;sakhalin-oblast"}, True),
        ({"involves": "korsakov;nevelsk"}, True),
        ({"involves": "korsakov"}, False),
        ({"start": "1997-08", "end": "1997-08"}, False),
        ({"start": "1997", "end": "1997"}, False),
        ({"kind": "Meeting;Visit"}, False),
        ({"status": "planned"}, False),
        ({"part_of": "other/91"}, False),
        ({"record": "1"}, False),
    ],
)
def test_alike_in_time_places_and_kind(specimen: Path, tell: Tell, cells: dict[str, str], is_alike: bool) -> None:
    tell("event", **JULY, id="91", record="1")
    tell("event", **({"record": "2"} | JULY | cells), id="92")
    assert (("other/91", "other/92") in pairs(specimen)) is is_alike


def test_days_that_differ_are_two_events(specimen: Path, tell: Tell) -> None:
    tell("event", **(JULY | {"start": "1997-07-01", "end": "1997-07-03"}), id="91", record="1")
    tell("event", **(JULY | {"start": "1997-07-04", "end": "1997-07-05"}), id="92", record="2")
    assert pairs(specimen) == set()


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("apart", "event,other,reason,review\nother/92,other/91,two groups,accepted\n"),
        ("merge", "event,into,reason,review\nother/92,other/91,one trip,accepted\n"),
    ],
)
def test_a_pair_that_is_judged_is_not_found(specimen: Path, tell: Tell, table: str, text: str) -> None:
    tell("event", **JULY, id="91", record="1")
    tell("event", **JULY, id="92", record="2")
    judge(specimen, table, text)
    assert pairs(specimen) == set()
