"""What a selection knows of itself, on the shipped graph."""

from __future__ import annotations

from itertools import combinations

import pytest

from exgraph.model.iri import PREFIXES, Base
from exgraph.reading.selection import Index, Selection
from exgraph.reading.selection.place import Places
from exgraph.store import Store

PREFIX = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
PLACE = Base().thing("place", "")
SOME = (
    Selection(),
    Selection({"place": ("place/wakkanai",)}, 2010, 2019),
    Selection({"kind": ("Visit", "Meeting")}, text="сахалин"),
)


@pytest.fixture(scope="module")
def index(shipped_store: Store) -> Index:
    return Index(lambda query: shipped_store.rows(PREFIX + query), Base())


def test_giving_up_what_the_empty_selection_names_gives_the_events_it_promises(index: Index) -> None:
    empty = Selection({"partner": ("place/nevelsk",), "kind": ("Award",)}, 1950, 1951)
    choice = index.choose(empty)
    assert choice.total == 0
    looser = choice.looser()
    assert looser
    assert [number for _, number in looser] == sorted((number for _, number in looser), reverse=True)
    for names, number in looser:
        assert index.total(empty.without(*names)) == number > 0


def test_as_little_as_possible_is_given_up(index: Index) -> None:
    hopeless = Selection({"partner": ("place/nowhere",), "kind": ("NoSuchKind",)}, text="hakodate")
    names = {name for each, _ in index.choose(hopeless).looser() for name in each}
    assert names == {"partner", "kind"}
    for one in combinations(("partner", "kind", "q"), 1):
        assert index.total(hopeless.without(*one)) == 0


@pytest.mark.parametrize("selection", SOME)
def test_a_pair_has_the_events_that_its_link_leads_to(selection: Selection, index: Index) -> None:
    pairs = index.choose(selection).pairs
    assert pairs
    for pair in pairs:
        both = selection.only("at", index.key(pair.home)).only("with", index.key(pair.partner))
        assert index.choose(both).positions == pair.positions
        assert pair.total.events == len(pair.positions) == sum(tally.events for tally in pair.years.values())


def test_a_pair_of_towns_has_the_events_of_both_facets(index: Index) -> None:
    for home, partner in (("wakkanai", "korsakov"), ("hakodate", "vladivostok")):
        pair = next(
            each
            for each in index.choose(Selection()).pairs
            if (each.home, each.partner) == (PLACE + home, PLACE + partner)
        )
        both = Selection({"place": (f"place/{home}",), "partner": (f"place/{partner}",)})
        assert index.total(both) == pair.total.events


def test_people_are_those_of_groups_from_one_side_to_the_other(index: Index, shipped_store: Store) -> None:
    japan = f"exg:within <{PLACE}japan>"
    summed = shipped_store.rows(
        f"""{PREFIX} SELECT (SUM(?n) AS ?people) {{ {{ SELECT DISTINCT ?group ?n {{
            ?event a exg:Event ; exg:participation ?group .
            ?group exg:headcount ?n ; exg:from ?home ; exg:to ?away . ?home {japan} .
            FILTER NOT EXISTS {{ ?away {japan} }} FILTER(?away != <{PLACE}japan>)
        }} }} }}"""
    )
    assert sum(exchange.sent for exchange in index.exchanges) == int(summed[0]["people"])


@pytest.mark.parametrize("pair", [("wakkanai", "nevelsk"), ("hakodate", "yuzhno-sakhalinsk")])
def test_people_of_two_towns_are_those_told_of_the_towns_themselves(
    pair: tuple[str, str], index: Index, shipped_store: Store
) -> None:
    home, partner = (PLACE + name for name in pair)
    [of_both] = [each.total for each in index.choose(Selection()).pairs if (each.home, each.partner) == (home, partner)]
    for start, goal, counted in ((home, partner, of_both.sent), (partner, home, of_both.received)):
        summed = shipped_store.rows(
            f"""{PREFIX} SELECT (SUM(?n) AS ?people) {{
                ?event exg:participation ?group . ?group exg:headcount ?n ; exg:fromEach <{start}> ; exg:toEach <{goal}>
            }}"""
        )
        assert counted == int(summed[0]["people"])


def test_places_that_only_say_where_another_lies_are_left_out(index: Index) -> None:
    exact = index.places.exact([PLACE + "hokkaido", PLACE + "wakkanai", PLACE + "korsakov", PLACE + "russia"])
    assert {place.iri for place in exact} == {PLACE + "wakkanai", PLACE + "korsakov"}
    assert [place.iri for place in index.places.exact([PLACE + "hokkaido"])] == [PLACE + "hokkaido"]


@pytest.mark.parametrize("place", ["sakhalin-oblast", "wakkanai"])
def test_a_place_with_a_point_is_drawn_there(place: str, index: Index) -> None:
    spot, drawn = index.places.spot(PLACE + place), index.places[PLACE + place]
    assert spot is not None
    assert (spot.latitude, spot.longitude, spot.about) == (drawn.latitude, drawn.longitude, False)


def test_a_region_without_a_point_is_drawn_amid_its_towns(shipped_store: Store) -> None:
    region = PLACE + "sakhalin-oblast"

    def rows(query: str) -> list[dict[str, str]]:
        """Answer as the store does, but for the region's own point."""
        found = shipped_store.rows(PREFIX + query)
        return [row for row in found if not ("lat" in row and row.get("place") == region)]

    places = Places(rows, Base(), "japan")
    spot = places.spot(region)
    assert spot is not None
    assert spot.about
    assert 141 < spot.longitude < 145
    assert 45 < spot.latitude < 55
    assert places[region].latitude is None
    assert places.spot(PLACE + "russia") is None


def test_a_value_is_written_as_people_read_it_and_read_back(index: Index) -> None:
    for facet, sets in index.sets.items():
        for iri in sets:
            assert "%" not in index.key(iri), facet
            assert index.iri(index.key(iri)) == iri


def test_people_of_chosen_places_are_those_who_went_from_or_to_them(index: Index, shipped_store: Store) -> None:
    for home, partner in (("wakkanai", "nevelsk"), ("hokkaido", "sakhalin-oblast"), ("wakkanai", "sakhalin-oblast")):
        choice = index.choose(Selection({"place": (f"place/{home}",), "partner": (f"place/{partner}",)}))
        moved = [choice.moved(position) for position in choice.positions]
        for way, (start, goal) in enumerate(((home, partner), (partner, home))):
            summed = shipped_store.rows(
                f"""{PREFIX} SELECT (SUM(?n) AS ?people) {{ SELECT DISTINCT ?group ?n {{
                    ?event exg:participation ?group .
                    ?group exg:headcount ?n .
                    ?group exg:fromEach/exg:within* <{PLACE}{start}> ; exg:toEach/exg:within* <{PLACE}{goal}>
                }} }}"""
            )
            assert sum(each[way] for each in moved) == int(summed[0]["people"])
