from __future__ import annotations

from urllib.parse import parse_qsl

from exgraph.reading.selection import Selection


def test_an_address_says_the_selection_and_is_read_back() -> None:
    query = "q=fair&kind=TradeFair&place=place/wakkanai&kind=Visit&from=2010&to=2019"
    selection = Selection.read(parse_qsl(query))
    assert selection.values == {"kind": ("TradeFair", "Visit"), "place": ("place/wakkanai",)}
    assert (selection.first, selection.last, selection.text) == (2010, 2019, "fair")
    assert Selection.read(parse_qsl(selection.address()[1:])) == selection


def test_equal_selections_have_one_address_and_others_are_passed_over() -> None:
    one = Selection.read(parse_qsl("kind=Visit&place=place/wakkanai&lang=ja&kind=Visit&from=x"))
    other = Selection.read(parse_qsl("place=place/wakkanai&kind=Visit&view=map&to=99999"))
    assert one.address(view="map") == other.address(view="map") == "?place=place/wakkanai&kind=Visit&view=map"


def test_a_span_the_wrong_way_round_is_turned() -> None:
    selection = Selection.read([("from", "2019"), ("to", "2010")])
    assert (selection.first, selection.last) == (2010, 2019)


def test_a_value_is_toggled() -> None:
    selection = Selection().toggled("kind", "Visit")
    assert selection.values == {"kind": ("Visit",)}
    assert selection.toggled("kind", "Visit") == Selection()
