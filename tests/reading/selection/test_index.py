"""Selections of the shipped graph give what SPARQL gives."""

from __future__ import annotations

import pytest

from exgraph.model.iri import PREFIXES, Base
from exgraph.reading.selection import FACETS, Index, Selection
from exgraph.store import Store

PREFIX = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
THING = "https://w3id.org/exgraph/id/"


@pytest.fixture(scope="module")
def index(shipped_store: Store) -> Index:
    return Index(lambda query: shipped_store.rows(PREFIX + query), Base())


def events(store: Store, pattern: str) -> set[str]:
    return {row["e"] for row in store.rows(f"{PREFIX} SELECT DISTINCT ?e {{ ?e a exg:Event . {pattern} }}")}


@pytest.mark.parametrize(
    ("selection", "pattern"),
    [
        (Selection(), ""),
        (
            Selection({"place": ("place/hakodate",), "partner": ("place/vladivostok",)}),
            f"?e exg:involves <{THING}place/hakodate>, <{THING}place/vladivostok>",
        ),
        (
            Selection({"partner": ("place/sakhalin-oblast",), "kind": ("Visit", "YouthExchange")}, 2010, 2019),
            f"?e exg:year ?y ; a ?k ; exg:involves ?p . ?p exg:within* <{THING}place/sakhalin-oblast> "
            "FILTER(?y >= 2010 && ?y <= 2019) VALUES ?k { exg:Visit exg:YouthExchange }",
        ),
        (
            Selection({"source": ("source/wakkanai-chronicle",), "direction": ("concept/mode/inbound",)}),
            f"?e prov:wasDerivedFrom/exg:source <{THING}source/wakkanai-chronicle> ; "
            f"exg:mode <{THING}concept/mode/inbound>",
        ),
        (Selection({"kind": ("NoSuchKind",)}), "FILTER(false)"),
        (Selection(last=1980), "?e exg:year ?y FILTER(?y <= 1980)"),
    ],
)
def test_a_selection_holds_what_the_query_finds(
    selection: Selection, pattern: str, index: Index, shipped_store: Store
) -> None:
    found = index.find(selection)
    assert {occurrence.iri for occurrence in found} == events(shipped_store, pattern)
    assert index.total(selection) == len(found)
    assert [each.start[:4] for each in found] == sorted(each.start[:4] for each in found)


@pytest.mark.parametrize("facet", [facet.name for facet in FACETS])
def test_a_count_is_what_choosing_the_value_gives(facet: str, index: Index) -> None:
    selection = Selection({"partner": ("place/nevelsk",)}, 2000)
    counts = index.counts(selection, facet)
    assert counts
    for value, number in counts.items():
        alone = Selection({**selection.values, facet: (value,)}, 2000)
        assert index.total(alone) == number


def test_years_count_all_events_and_leave_none_out(index: Index) -> None:
    years = index.years(Selection({"partner": ("place/nevelsk",)}))
    assert list(years) == list(range(min(years), max(years) + 1))
    chosen = index.choose(Selection({"partner": ("place/nevelsk",)}))
    undated = [each for each in chosen.positions if not index.occurrences[each].dated]
    assert sum(years.values()) + len(undated) == index.total(Selection({"partner": ("place/nevelsk",)}))


def test_words_are_looked_for_in_titles_of_every_language(index: Index) -> None:
    for word in ("ネベリスク", "Nevelsk", "невельск"):
        assert index.total(Selection(text=word)) > 10
    assert index.total(Selection(text="Nevelsk nosuchword")) == 0


def test_groups_tell_who_went_where(index: Index, shipped_store: Store) -> None:
    summed = shipped_store.rows(
        PREFIX + "SELECT (SUM(?n) AS ?people) { ?event a exg:Event ; exg:participation ?g . ?g exg:headcount ?n }"
    )
    people = sum(group.people or 0 for each in index.occurrences for group in each.groups)
    assert people == int(summed[0]["people"])
