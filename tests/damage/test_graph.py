"""Damage to the built graph, as a file that anyone may have changed: each is found and names record and row.

Every damage is done to another thing; all of them are found in one look at the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from exgraph.build.graph import judge_file
from exgraph.errors import StoreError, ValidationError
from exgraph.mapping.term import name
from exgraph.model.iri import expand
from exgraph.model.report import BuildReport, Traced
from exgraph.settings import Settings

ID = "https://w3id.org/exgraph/id/"
DB = "hokkaido-russia-db"
XSD = "http://www.w3.org/2001/XMLSchema#"
Lines = list[str]


def thing(key: str) -> str:
    return f"<{ID}{key}>"


def event(number: object) -> str:
    return f"event/{DB}/{number}"


def change(key: str, prefixed: str, value: str) -> Callable[[Lines], Lines]:
    """Give every stated value of a property another one."""

    def changed(lines: Lines) -> Lines:
        start = f"{thing(key)} {name(prefixed)} "
        return [f"{start}{value}{line[line.rindex(' <') :]}" if line.startswith(start) else line for line in lines]

    return changed


def drop(key: str, prefixed: str = "", value: str = "") -> Callable[[Lines], Lines]:
    """Take out what a thing says by a property, or all it says."""
    start = f"{thing(key)} {name(prefixed) + ' ' if prefixed else ''}{value}"
    return lambda lines: [line for line in lines if not line.startswith(start)]


def add(key: str, predicate: str, value: str, graph: str = DB) -> Callable[[Lines], Lines]:
    """Say something more of a thing; the predicate is a term."""
    return lambda lines: [*lines, f"{thing(key)} {predicate} {value} <https://w3id.org/exgraph/graph/{graph}> .\n"]


def typed(text: str, datatype: str) -> str:
    return f'"{text}"^^<{XSD}{datatype}>'


@dataclass(frozen=True)
class Case:
    """A damage, the thing that a finding has to be about, the record it has to name, and the codes it may have."""

    what: str
    damage: Callable[[Lines], Lines]
    focus: str
    record: str | None
    codes: str

    def __str__(self) -> str:
        return self.what


def case(what: str, number: int, damage: Callable[[Lines], Lines], codes: str) -> Case:
    return Case(what, damage, event(number), str(number), codes)


CASES = [
    case("a text for a date", 1, change(event(1), "exg:start", '"1952-02"'), "start"),
    case("a date of the wrong type", 2, change(event(2), "exg:earliest", typed("1953-06-01", "gYear")), "earliest"),
    case("a day that is none", 3, change(event(3), "exg:latest", typed("1955-07-32", "date")), "latest"),
    case("a number as text", 4, change(event(4), "exg:year", '"1965"'), "year"),
    case("a literal for a thing", 5, change(event(5), "exg:status", '"held"'), "event-status|value-kind"),
    case("no record", 6, drop(event(6), "prov:wasDerivedFrom"), "derivation"),
    case(
        "a record that is not there",
        7,
        change(event(7), "prov:wasDerivedFrom", thing(f"record/{DB}/9999")),
        "deriv|und",
    ),
    case("no start", 8, drop(event(8), "exg:start"), "PrintedThing"),
    case("two starts", 9, add(event(9), name("exg:start"), typed("1960-01", "gYearMonth")), "graph-adds"),
    case(
        "an end before the start", 10, change(event(10), "exg:latest", typed("1900-01-01", "date")), "DatedThing|DayOf"
    ),
    case("no Japanese label", 11, drop(event(11), "rdfs:label", '"'), "label-ja"),
    case("an event that is a place", 12, add(event(12), name("rdf:type"), name("exg:Place")), "place|contradiction"),
    case("a property misspelt", 13, add(event(13), name("exg:strat"), typed("1984", "gYear")), "property-unknown"),
    case("a class misspelt", 14, add(event(14), name("rdf:type"), name("exg:Vist")), "class-unknown"),
    case("a foreign property misspelt", 15, add(event(15), f"<{expand('rdfs:lable')}>", '"x"@ja'), "property-foreign"),
    case(
        "a property of another class", 16, add(event(16), name("exg:basedIn"), thing("place/wakkanai")), "property-mis"
    ),
    case(
        "a place that is not there", 17, add(event(17), name("exg:location"), thing("place/atlantis")), "event-location"
    ),
    case(
        "an organisation as place", 18, add(event(18), name("exg:location"), thing(f"record/{DB}/1")), "event-location"
    ),
    case("a label in another language", 19, add(event(19), name("rdfs:label"), '"Besuch"@de'), "label-language"),
    case("two labels in one language", 20, add(event(20), name("rdfs:label"), '"訪問"@ja'), "label-unique"),
    case("no state", 21, drop(event(21), "exg:status"), "event-status"),
    case("no kind", 22, drop(event(22), "rdf:type"), "class-missing|event-kind|graph-misses"),
    case(
        "a negative number of people",
        23,
        add(event(23), name("exg:totalHeadcount"), typed("-4", "integer")),
        "event-total",
    ),
    case("half a person", 24, add(event(24), name("exg:totalHeadcount"), typed("4.5", "decimal")), "event-total"),
    case("a note more", 25, add(event(25), name("skos:note"), '"x"'), "graph-adds"),
    case("no printed date", 26, drop(event(26), "exg:printedDate"), "graph-misses|printed"),
    case(
        "another printed date", 27, change(event(27), "exg:printedDate", '"H 2 (1990) 8 月"'), "graph-differs|Printed"
    ),
    case(
        "another category", 28, change(event(28), "exg:category", thing("concept/category/none/x")), "category|Cat|und"
    ),
    case("an unknown mode", 29, change(event(29), "exg:mode", thing("concept/mode/sideways")), "event-mode"),
    case("no EDTF", 30, drop(event(30), "exg:edtf"), "edtf"),
    case("an EDTF that is none", 31, change(event(31), "exg:edtf", '"H3"'), "edtf|value-kind"),
    case("a review nobody gives", 32, change(event(32), "exg:review", thing("concept/review/ok")), "review"),
    case("no years", 33, drop(event(33), "exg:year"), "PrintedThing"),
    case("a group torn off", 47, drop(event(47), "exg:participation"), "graph-misses"),
    case("another place", 89, change(event(89), "exg:location", thing("place/moscow")), "graph-"),
    case("an event that is gone", 41, drop(event(41)), "graph-misses-thing"),
    case(
        "what follows is gone",
        43,
        lambda lines: [
            line for line in lines if not (line.startswith(thing(event(43))) and line.endswith("/inferred> .\n"))
        ],
        "graph-misses",
    ),
    Case(
        "a group of no event",
        lambda lines: [
            line
            for line in lines
            if thing(f"participation/{DB}/29/1") + " <" not in line
            or line.startswith(thing(f"participation/{DB}/29/1"))
        ],
        f"participation/{DB}/29/1",
        "29",
        "participation-event",
    ),
    Case(
        "a group of nobody",
        change(f"participation/{DB}/32/1", "exg:headcount", typed("0", "integer")),
        f"participation/{DB}/32/1",
        "32",
        "participation-headcount",
    ),
    Case(
        "a group from an event",
        change(f"participation/{DB}/37/1", "exg:fromEach", thing(event(1))),
        f"participation/{DB}/37/1",
        "37",
        "participation-from",
    ),
    Case(
        "an event more",
        add(event("100-9"), name("rdf:type"), name("exg:Visit")),
        event("100-9"),
        "100",
        "event-|label|graph-adds",
    ),
    Case("a record without source", drop(f"record/{DB}/51", "exg:source"), f"record/{DB}/51", "51", "record-source"),
    Case(
        "a record without lines", drop(f"record/{DB}/52", "exg:firstLine"), f"record/{DB}/52", "52", "record-first-line"
    ),
    Case(
        "lines in words",
        change(f"record/{DB}/53", "exg:firstLine", '"five"'),
        f"record/{DB}/53",
        "53",
        "record-first-line",
    ),
    Case(
        "lines backwards",
        change(f"record/{DB}/54", "exg:lastLine", typed("1", "integer")),
        f"record/{DB}/54",
        "54",
        "record-li",
    ),
    Case(
        "a stale digest",
        change(f"record/{DB}/55", "exg:digest", '"0000000000000000"'),
        f"record/{DB}/55",
        "55",
        "graph-dif",
    ),
    Case("a record that is gone", drop(f"record/{DB}/57"), f"record/{DB}/57", None, "graph-misses-thing"),
    Case(
        "a document without publisher",
        drop("source/wakkanai-chronicle", "exg:publisher"),
        "source/wakkanai-chronicle",
        None,
        "document-publisher",
    ),
    Case(
        "one party",
        drop("agreement/hokkaido-sakhalin-oblast-1998", "exg:party", thing("place/hokkaido")),
        "agreement/hokkaido-sakhalin-oblast-1998",
        "146",
        "agreement-parties|graph-misses",
    ),
    Case(
        "no date of a tie",
        drop("agreement/hakodate-vladivostok-1992", "exg:concluded"),
        "agreement/hakodate-vladivostok-1992",
        "",
        "agreement-concluded|graph-misses",
    ),
    Case(
        "a place in itself",
        change("place/korsakov", "exg:within", thing("place/korsakov")),
        "place/korsakov",
        None,
        "place-country|Parent",
    ),
    Case("a place without label", drop("place/kholmsk", "rdfs:label", '"'), "place/kholmsk", None, "label-"),
    Case(
        "coordinates off the map",
        change("place/wakkanai", "geo:lat", typed("141.6", "decimal")),
        "place/wakkanai",
        None,
        "latitude",
    ),
    Case(
        "an identifier that is none",
        change("place/akita", "exg:wikidata", "<http://www.wikidata.org/wiki/Q1>"),
        "place/akita",
        None,
        "place-wikidata",
    ),
    Case(
        "a hall without a place",
        drop("venue/belakamen-site", "exg:within"),
        "venue/belakamen-site",
        None,
        "venue-within",
    ),
    Case(
        "an official without office",
        drop("official/ambassador-russia-panov", "exg:office"),
        "official/ambassador-russia-panov",
        None,
        "official-office",
    ),
    Case(
        "a redirect to nothing",
        change("event/clair-japan-russia/article-1-2", "dcterms:isReplacedBy", thing(event(9999))),
        "event/clair-japan-russia/article-1-2",
        "article-1",
        "redirect-target|undescribed",
    ),
    Case(
        "a value of no indicator",
        drop("observation/clair-japan-russia/article-1-events", "exg:indicator"),
        "observation/clair-japan-russia/article-1-events",
        "article-1",
        "observation-indicator",
    ),
    Case(
        "a value as text",
        change("observation/clair-japan-russia/article-1-target-japan", "exg:value", '"200000"'),
        "observation/clair-japan-russia/article-1-target-japan",
        "article-1",
        "observation-value",
    ),
    Case(
        "a term of the ontology that is gone",
        lambda lines: [line for line in lines if not line.startswith(f"{name('exg:visitors')} {name('rdfs:range')} ")],
        "https://w3id.org/exgraph/ns#visitors",
        None,
        "graph-misses",
    ),
]


@pytest.fixture(scope="module")
def graph(shipped_settings: Settings, shipped_report: BuildReport) -> Path:
    return shipped_settings.build / "versions" / shipped_report.version / "graph.nq"


@pytest.fixture(scope="module")
def found(graph: Path, shipped_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> list[Traced]:
    with graph.open(encoding="utf-8") as file:
        lines = list(file)
    for each in CASES:
        changed = each.damage(lines)
        assert changed != lines, each
        lines = changed
    damaged = tmp_path_factory.mktemp("graph") / "damaged.nq"
    damaged.write_text("".join(lines), encoding="utf-8")
    return judge_file(shipped_settings, damaged)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_damage_is_found_and_names_its_record(case: Case, found: list[Traced]) -> None:
    focus = case.focus if case.focus.startswith("http") else ID + case.focus
    about = [each for each in found if each.focus == focus]
    matching = [each for each in about if re.match(case.codes, each.code) and each.severity != "info"]
    assert matching, [(each.code, each.severity) for each in about]
    if case.record is not None:
        assert any(case.record in ("", record.number) for each in matching for record in each.records)


def test_an_undamaged_graph_has_no_violation(graph: Path, shipped_settings: Settings) -> None:
    assert [each for each in judge_file(shipped_settings, graph) if each.severity == "violation"] == []


def test_a_graph_of_somebody_else_is_judged_by_shapes_alone(tmp_path: Path, shipped_settings: Settings) -> None:
    path = tmp_path / "other.ttl"
    path.write_text(
        """@prefix exg: <https://w3id.org/exgraph/ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        <https://w3id.org/exgraph/id/place/minamihama> a exg:City ; rdfs:label "南浜市"@ja ; exg:within "hokkaido" .""",
        encoding="utf-8",
    )
    codes = {each.code for each in judge_file(shipped_settings, path) if each.severity == "violation"}
    assert {"label-en", "place-within", "place-country"} <= codes
    assert not any(code.startswith("graph-") for code in codes)


@pytest.mark.parametrize(
    ("name", "text", "error", "said"),
    [
        ("broken.nq", "<urn:a> <urn:b> <urn:c>\n<urn:d> .\n", StoreError, r"broken\.nq:2:\d+: cannot be read"),
        ("blank in IRI.nt", "<urn:a b> <urn:b> <urn:c> .\n", StoreError, r":1:\d+: cannot be read"),
        ("empty.nq", "", ValidationError, "holds no triple"),
        ("graph.xlsx", "", StoreError, "is of no kind that is known"),
        ("other.nt", "<urn:a> <urn:b> <urn:c> .\n", ValidationError, "looked at no fact"),
    ],
)
def test_a_file_that_cannot_be_judged_is_refused(  # noqa: PLR0917 - what pytest hands in
    tmp_path: Path, shipped_settings: Settings, name: str, text: str, error: type[Exception], said: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(error, match=said):
        judge_file(shipped_settings, tmp_path / name)
