"""Who gave, who stayed at home, which group is which: rows of a specimen and what the graph says of them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from rdflib import RDF, Dataset, Literal, URIRef

from exgraph.facts import catalogue as catalogues
from exgraph.facts.check import check
from exgraph.mapping.write import lines
from exgraph.model.iri import NS, Base

ID = "https://w3id.org/exgraph/id/"


def exg(name: str) -> URIRef:
    return URIRef(NS + name)


def thing(path: str) -> URIRef:
    return URIRef(ID + path)


def change(project: Path, table: str, row: str, **cells: str) -> None:
    """Fill cells of a row, or add the row."""
    path = project / "mappings" / "sources" / "specimen" / "facts" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        columns, rows = list(reader.fieldnames or []), list(reader)
    found = next((each for each in rows if each["id"] == row), None)
    if found is None:
        found = dict.fromkeys(columns, "") | {"id": row, "rule": "reader", "review": "corrected"}
        rows.append(found)
    found.update({name.rstrip("_"): value for name, value in cells.items()})
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def graph(project: Path) -> Dataset:
    read = catalogues.load(project / "mappings")
    assert check(read) == []
    data = Dataset(default_union=True)
    data.parse(data="".join(lines(read, Base())), format="nquads")
    return data


def test_a_giver_and_a_recipient_take_part(specimen: Path) -> None:
    change(specimen, "event", "4", kind="Donation", giver="place/wakkanai", recipient="organisation/ferry-council")
    data, event = graph(specimen), thing("event/specimen/4")
    assert data.value(event, exg("giver")) == thing("place/wakkanai")
    assert data.value(event, exg("recipient")) == thing("organisation/ferry-council")
    assert thing("organisation/ferry-council") in set(data.objects(event, exg("agent")))
    assert thing("place/wakkanai") in set(data.objects(event, exg("involves")))


def test_a_group_at_home_is_no_traveller(specimen: Path) -> None:
    change(specimen, "participation", "4/3", event="4", home="nevelsk", headcount="30", qualifier="about")
    data, group = graph(specimen), thing("participation/specimen/4/3")
    assert data.value(group, RDF.type) == exg("HostGroup")
    assert data.value(group, exg("size")) == Literal(30)
    assert data.value(group, exg("qualifier")) == thing("concept/qualifier/about")
    assert data.value(group, exg("headcount")) is None
    assert (thing("event/specimen/4"), exg("hostGroup"), group) in data


def test_a_trip_to_two_towns_has_one_goal_that_holds_both(specimen: Path) -> None:
    change(specimen, "participation", "4/1", to="nevelsk;korsakov")
    data, group = graph(specimen), thing("participation/specimen/4/1")
    assert set(data.objects(group, exg("toEach"))) == {thing("place/nevelsk"), thing("place/korsakov")}
    assert list(data.objects(group, exg("to"))) == [thing("place/sakhalin-oblast")]


def test_a_group_at_two_events_is_counted_at_one(specimen: Path) -> None:
    change(specimen, "participation", "3/1", same_as="specimen/4/1", headcount="20")
    data, group = graph(specimen), thing("participation/specimen/4/1")
    assert list(data.subjects(exg("participation"), group)) == [thing("event/specimen/4")]
    assert list(data.subjects(exg("attendedBy"), group)) == [thing("event/specimen/3")]
    assert list(data.objects(group, exg("headcount"))) == [Literal(18)]
    (claim,) = data.objects(group, exg("claim"))
    assert data.value(claim, exg("claimedValue")) == Literal(20)
    assert data.value(thing("participation/specimen/3/1"), RDF.type) == exg("Redirect")


def test_what_has_no_date_has_limits_only(specimen: Path) -> None:
    change(specimen, "event", "3", start="2022-04", end="2023-03", dating="bounded")
    data, event = graph(specimen), thing("event/specimen/3")
    assert not set(data.objects(event, exg("start"))) | set(data.objects(event, exg("year")))
    assert str(data.value(event, exg("edtf"))) == "[2022-04..2023-03]"
    assert str(data.value(event, exg("latest"))) == "2023-03-31"
    assert data.value(event, exg("fiscalYear")) == Literal(2022)


def test_a_plan_is_no_agreement(specimen: Path) -> None:
    change(specimen, "agreement", "ferry-council-memorandum-2012", class_="Plan", number="2")
    data, plan = graph(specimen), thing("agreement/ferry-council-memorandum-2012")
    assert data.value(plan, RDF.type) == exg("Plan")
    assert len(set(data.objects(plan, exg("planParty")))) == 2
    assert not set(data.objects(plan, exg("party"))) | set(data.objects(plan, exg("concluded")))
    assert str(data.value(plan, exg("adopted"))) == "2012-03-05"


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"from": "wakkanai", "to": "wakkanai"}, "to"),
        ({"home": "wakkanai"}, "home"),
        ({"same_as": "specimen/4/1;specimen/4/2"}, "same_as"),
    ],
)
def test_what_cannot_be_of_a_group_is_found(specimen: Path, cells: dict[str, str], column: str) -> None:
    change(specimen, "participation", "3/1", **cells)
    (error,) = check(catalogues.load(specimen / "mappings"))
    assert error.at is not None
    assert error.at.column == column
