from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from exgraph import settings, store
from exgraph.build import pipeline, validation
from exgraph.build.fingerprint import Options
from exgraph.errors import ExgraphError, MappingError, PublicationError, TablesError, ValidationError
from exgraph.model.iri import Base
from exgraph.model.report import BuildReport, Severity
from exgraph.publish import current, is_current
from exgraph.sources.document import digest
from exgraph.validate import Finding

ID = "https://w3id.org/exgraph/id/"
NS = "https://w3id.org/exgraph/ns#"
DOCUMENT = "one\ntwo\nS 47\t9 月\t友好交流\t調印\nmore\n"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the shapes out, where a test is about something else."""
    monkeypatch.setattr(validation, "validate", lambda *_, **__: SimpleNamespace(findings=[], focus_nodes={"event": 6}))


def finding(severity: Severity, focus: str) -> Finding:
    return Finding(
        severity=severity,
        focus=ID + focus,
        path=NS + "involves",
        value=None,
        shape=NS + "shape",
        component=NS + "component",
        messages={"en": "No place at all.", "ja": "場所が一つもありません。"},
    )


def found(monkeypatch: pytest.MonkeyPatch, *findings: Finding) -> None:
    result = SimpleNamespace(findings=list(findings), focus_nodes={"event": 6})
    monkeypatch.setattr(validation, "validate", lambda *_, **__: result)


def build(project: Path, options: Options | None = None, base: Base | None = None) -> BuildReport:
    return pipeline.build(replace(settings.load(project), base=base or Base()), options or Options())


def dump(project: Path) -> str:
    return (project / "build" / "graph.nq").read_text(encoding="utf-8")


def rewrite(path: Path, old: str, new: str) -> int:
    """Replace a text and return the line where it stood."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old} stands {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def with_document(project: Path) -> Path:
    """Put a document beside the specimen project and let its records point into it."""
    documents = project.parent / "documents"
    documents.mkdir()
    (documents / "specimen.txt").write_text(DOCUMENT, encoding="utf-8")
    records = project / "mappings" / "sources" / "specimen" / "facts" / "record.csv"
    rows = [f"{number},3,3,8,26,{digest(DOCUMENT[8:26])}" for number in range(1, 7)]
    records.write_text(
        "\n".join(["number,first_line,last_line,first_char,last_char,digest", *rows, ""]), encoding="utf-8"
    )
    (records.parent / "line.csv").write_text("first_line,last_line,what\n1,2,page\n4,5,page\n", encoding="utf-8")
    return documents


def test_the_shapes_find_no_violation_in_the_specimen(specimen: Path) -> None:
    report = build(specimen)
    assert report.severities["violation"] == 0
    assert report.focus_nodes
    assert all(each.row or not each.focus.startswith(ID) for each in report.findings)


@pytest.mark.usefixtures("quick")
def test_a_build_publishes_dump_store_and_report(specimen: Path) -> None:
    report = build(specimen)
    version = current(specimen / "build")
    assert version is not None
    assert sorted(path.name for path in version.iterdir()) == [
        "graph.nq",
        "graph.nq.sha256",
        "hidden.nt",
        "reasoning.json",
        "report.html",
        "report.json",
        "shapes.ttl",
        "store",
        "words.db",
    ]
    lines = dump(specimen).splitlines()
    assert lines == sorted(set(lines), key=str.encode)
    assert len(lines) == report.stated + report.inferred
    data = json.loads((version / "report.json").read_text(encoding="utf-8"))
    assert data["records"] == {"specimen": 6}
    assert data["things"]["Event"] == 6
    assert data["things"]["Agreement"] == 2
    assert {"Event", "Place", "Record"} <= set(data["main_classes"])
    assert "City" not in data["main_classes"]
    assert (data["reviewed"], data["facts"]) == (8, 16)
    assert data["coverage"]["specimen"] == {
        "records": 6,
        "lines": 10,
        "in_records": 7,
        "in_none": {"blank": 2, "header": 1},
        "years": {"1972": 1, "1997": 3, "1998": 1, "1999": 1, "2012": 1, "2018": 1},
    }
    assert {each["what"]: each["count"] for each in data["left_out"]} == {
        "exg:totalHeadcount of events": 1,
        "exg:fiscalYear of events": 1,
    }


@pytest.mark.usefixtures("quick")
def test_the_store_answers_what_the_dump_says(specimen: Path) -> None:
    build(specimen)
    opened = store.Store.open(specimen / "build" / "current" / "store")
    rows = opened.rows(f"SELECT ?event {{ ?event <{NS}involves> <{ID}place/korsakov> }}")
    assert [row["event"] for row in rows] == [f"{ID}event/specimen/5-2"]


@pytest.mark.usefixtures("quick")
def test_inferred_triples_have_a_graph_of_their_own(specimen: Path) -> None:
    build(specimen)
    twinned = [line for line in dump(specimen).splitlines() if f"<{NS}twinnedWith> <{ID}place/" in line]
    assert [line.split(" ")[0].rpartition("/")[2] for line in twinned] == ["nevelsk>", "wakkanai>"]
    assert [line.split(" ")[3].rpartition("/")[2] for line in twinned] == ["inferred>", "specimen>"]


@pytest.mark.usefixtures("quick")
def test_two_builds_are_the_same_byte_for_byte(tmp_path: Path, make_specimen: Callable[[Path], Path]) -> None:
    one, other = make_specimen(tmp_path / "one"), make_specimen(tmp_path / "elsewhere" / "other")
    build(one)
    build(other)
    assert (one / "build" / "graph.nq").read_bytes() == (other / "build" / "graph.nq").read_bytes()
    assert (one / "build" / "current").resolve().name == (other / "build" / "current").resolve().name


@pytest.mark.usefixtures("quick")
def test_both_reasoners_make_the_same_graph(specimen: Path) -> None:
    build(specimen)
    compiled = dump(specimen)
    assert build(specimen, Options(reasoner="owlrl")).reasoner == "owlrl"
    assert dump(specimen) == compiled


@pytest.mark.usefixtures("quick")
def test_the_words_of_records_are_in_the_store_and_in_no_dump(specimen: Path) -> None:
    documents = with_document(specimen)
    build(specimen)
    without = dump(specimen)
    build(specimen, Options(documents=documents))
    assert dump(specimen) == without
    opened = store.Store.open(specimen / "build" / "current" / "store")
    rows = opened.rows(f"SELECT ?words {{ <{ID}record/specimen/1> <{NS}wording> ?words }}")
    assert [row["words"] for row in rows] == [DOCUMENT[8:26]]


@pytest.mark.usefixtures("quick")
def test_a_document_that_changed_stops_the_build(specimen: Path) -> None:
    documents = with_document(specimen)
    (documents / "specimen.txt").write_text("s" + DOCUMENT, encoding="utf-8")
    with pytest.raises(TablesError, match=r"record\.csv:2: the document no longer holds"):
        build(specimen, Options(documents=documents))


@pytest.mark.usefixtures("quick")
def test_another_base_moves_everything(specimen: Path) -> None:
    build(specimen, base=Base("https://data.example.jp/"))
    assert "<https://data.example.jp/id/concept/status/held> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>" in dump(
        specimen
    )
    assert "<https://data.example.jp/graph/inferred>" in dump(specimen)
    assert ID not in dump(specimen)


@pytest.mark.usefixtures("quick")
def test_stages_are_told_in_their_order(specimen: Path) -> None:
    stages: list[str] = []
    pipeline.build(settings.load(specimen), Options(), stages.append)
    assert tuple(stages) == pipeline.STAGES


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
    [
        (
            "mappings/gazetteer/place.csv",
            "City,ネベリスク",
            "Metropolis,ネベリスク",
            r"place\.csv:\d+:class: 'Metropolis'",
        ),
        ("mappings/gazetteer/venue.csv", "wakkanai,", "nowhere,", r"venue\.csv:2:within: no place has the id"),
        ("mappings/tables/venue.py", "def triples", "def triples(", r"venue\.py:\d+:\d+: cannot be read"),
        ("mappings/sources/specimen/source.toml", 'file = "', "file = ", r"source\.toml: is not TOML"),
        ("ontology/transport.ttl", "exg:route a", "exg:route a a", r"transport\.ttl:\d+: is not Turtle"),
        ("mappings/tables/venue.py", '"exg:within"', '"exx:within"', r"venue\.py:\d+: fails on the row .*venue\.csv:2"),
    ],
)
def test_bad_input_leaves_what_is_published(specimen: Path, path: str, old: str, new: str, message: str) -> None:
    before = build(specimen).version
    rewrite(specimen / path, old, new)
    with pytest.raises(ExgraphError, match=message):
        build(specimen)
    assert is_current(specimen / "build", before)
    assert len(list((specimen / "build" / "versions").iterdir())) == 1


@pytest.mark.usefixtures("quick")
def test_a_thing_that_nothing_describes_is_named_with_its_row(specimen: Path) -> None:
    rewrite(
        specimen / "mappings" / "tables" / "venue.py",
        'context.things("place", [row.within])',
        'context.things("place", ["atlantis"])',
    )
    with pytest.raises(TablesError) as error:
        build(specimen)
    [dangling] = error.value.errors
    assert isinstance(dangling, MappingError)
    assert "place/atlantis, which nothing describes" in dangling.problem
    assert str(dangling.at) == "mappings/gazetteer/venue.csv:2"


def test_a_violation_is_told_with_row_and_lines_and_not_published(
    specimen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found(monkeypatch, finding("info", "event/specimen/1"))
    before = build(specimen).version
    found(monkeypatch, finding("violation", "event/specimen/3"))
    rewrite(specimen / "mappings" / "gazetteer" / "venue.csv", "市民ホール", "新市民ホール")
    with pytest.raises(ValidationError) as error:
        build(specimen)
    assert "violations of the shapes: 1" in str(error.value)
    row = "mappings/sources/specimen/facts/event.csv:4"
    assert f"{row}: No place at all. [{ID}event/specimen/3 exg:involves]" in str(error.value)
    assert "(specimen 2, lines 4–5; specimen 3, line 6)" in str(error.value)
    assert is_current(specimen / "build", before)
    assert row in (specimen / "build" / "failed" / "report.html").read_text(encoding="utf-8")


def test_a_class_that_no_shape_looks_at_stops_the_build(specimen: Path) -> None:
    (specimen / "shapes" / "venue.ttl").unlink()
    with pytest.raises(ValidationError, match="Venue"):
        build(specimen)


def test_violations_may_be_published_on_purpose(specimen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found(monkeypatch, finding("warning", "event/specimen/2"), finding("violation", "event/specimen/3"))
    report = build(specimen, Options(allow_violations=True))
    assert [each.code for each in report.findings] == ["shape", "shape", "years-uncovered"]
    assert report.severities == {"violation": 1, "warning": 1, "info": 1}
    assert not (specimen / "build" / "failed").exists()


@pytest.mark.usefixtures("quick")
def test_what_cannot_be_true_together_is_a_violation(specimen: Path) -> None:
    rewrite(
        specimen / "mappings" / "tables" / "route.py",
        'typed(route, ["TransportRoute"])',
        'typed(route, ["TransportRoute", "Organisation"])',
    )
    with pytest.raises(ValidationError, match=r"route\.csv:2: By the axiom .*disjointWith"):
        build(specimen)
    report = json.loads((specimen / "build" / "failed" / "report.json").read_text(encoding="utf-8"))
    (found,) = (each for each in report["findings"] if each["severity"] == "violation")
    assert found["code"] == "contradiction"
    assert [side["value"].rpartition(" ")[2] for side in found["sides"]] == ["exg:Organisation", "exg:TransportRoute"]


@pytest.mark.usefixtures("quick")
def test_a_full_disk_leaves_what_is_published(specimen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = build(specimen).version

    def fill(*_: object) -> None:
        raise OSError(28, "No space left on device", "store")

    monkeypatch.setattr(store, "load", fill)
    rewrite(specimen / "mappings" / "gazetteer" / "venue.csv", "市民ホール", "新市民ホール")
    with pytest.raises(PublicationError, match="store: cannot be written: No space left on device"):
        build(specimen)
    assert is_current(specimen / "build", before)
    assert len(list((specimen / "build" / "versions").iterdir())) == 1
