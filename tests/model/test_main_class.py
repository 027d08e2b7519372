"""The main classes: declared in the ontology, each once."""

from __future__ import annotations

from exgraph.model.iri import NS
from exgraph.model.main_class import LAST, SHIPPED, declared


def test_the_shipped_classes_stand_in_their_order() -> None:
    assert [each.name for each in SHIPPED.searched][:3] == ["Place", "Organisation", "Agreement"]
    assert [each.name for each in SHIPPED.listed][:3] == ["Event", "Agreement", "Place"]
    assert {"Redirect", "Retired"}.isdisjoint(each.name for each in (*SHIPPED.searched, *SHIPPED.listed))


def test_those_without_a_list_come_after_the_others() -> None:
    names = [each.name for each in SHIPPED.in_order]
    assert names[0] == "Event"
    assert len(names) == len(list(SHIPPED))
    assert names.index("Observation") > names.index("SourceDocument")


def test_things_are_of_the_class_whose_path_they_have() -> None:
    route, place = SHIPPED.of_segment("route"), SHIPPED.of_segment("place")
    assert (route and route.iri, place and place.iri) == (f"{NS}TransportRoute", f"{NS}Place")
    assert SHIPPED.of_segment("nothing") is None


def test_a_class_of_which_nothing_is_said_comes_last() -> None:
    classes = declared([{"class": f"{NS}Treaty"}])
    treaty = classes.of_segment("treaty")
    assert treaty is not None
    assert (treaty.search, treaty.list) == (LAST, LAST)
    assert classes.searched[-1].search == classes.listed[-1].list == LAST
    assert treaty in classes.searched
    assert treaty in classes.listed


def test_what_a_graph_says_of_a_class_comes_before_what_is_shipped() -> None:
    classes = declared([{"class": f"{NS}Event", "search": "0", "inLists": "false", "segment": "meeting"}])
    assert classes.searched[0].name == "Event"
    assert "Event" not in {each.name for each in classes.listed}
    assert classes.of_segment("event") is None
