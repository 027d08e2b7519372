from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import sqlite3
import zipfile
from pathlib import Path

import pyoxigraph
import pytest

from exgraph.release import ReleaseError, find, order, patch, releases
from exgraph.release.change import read as read_changes
from exgraph.release.folder import lines_of

from .conftest import FIRST, ROOT, SECOND, Maker


def _content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_made_twice_it_is_the_same_byte_by_byte(maker: Maker, tmp_path: Path) -> None:
    once = maker(FIRST, "2026-01-01", out=tmp_path / "once")
    # Another order of lines, other names of blank nodes.
    others = [each.replace("_:x", "_:z").replace("_:y", "_:x") for each in reversed(FIRST)]
    again = maker(others, "2026-01-01", out=tmp_path / "again")
    assert _content(once.folder) == _content(again.folder)
    assert once.canonical == again.canonical


def test_what_is_released_is_never_changed(maker: Maker, tmp_path: Path) -> None:
    first = maker(FIRST, "2026-01-01")
    before = _content(first.folder)
    assert maker(FIRST, "2026-01-01").folder == first.folder
    with pytest.raises(ReleaseError, match="other files"):
        maker(SECOND, "2026-01-01")
    assert _content(first.folder) == before
    assert [path.name for path in (tmp_path / "releases").iterdir()] == ["2026-01-01-1"]


def test_nothing_half_made_is_left(maker: Maker, tmp_path: Path) -> None:
    with pytest.raises(Exception, match="not N-Quads"):
        maker(["no line of a graph\n"], "2026-01-01")
    assert list((tmp_path / "releases").iterdir()) == []
    with pytest.raises(ReleaseError, match="no name"):
        maker(FIRST, "2026-01-01", "../../elsewhere")


def test_the_difference_is_that_of_the_dumps(maker: Maker) -> None:
    first, second = maker(FIRST, "2026-01-01"), maker(SECOND, "2026-02-01")
    old, new = set(lines_of(first)), set(lines_of(second))
    changed = list(patch.read(second.folder / "changes.rdfp"))
    assert {quad for letter, quad in changed if letter == "A"} == new - old
    assert {quad for letter, quad in changed if letter == "D"} == old - new
    assert (second.added, second.withdrawn) == (len(new - old), len(old - new)) == (5, 5)


def test_patches_lead_from_nothing_to_the_dump(maker: Maker) -> None:
    made = [maker(FIRST, "2026-01-01"), maker(SECOND, "2026-02-01"), maker(FIRST, "2026-03-01")]
    lines: set[str] = set()
    for release in made:
        patch.apply(lines, release.folder / "changes.rdfp")
        assert lines == set(lines_of(release))
    with pytest.raises(ReleaseError, match="is not there"):
        patch.apply(set(), made[1].folder / "changes.rdfp")


def test_the_hash_is_that_of_the_canonical_dump(maker: Maker) -> None:
    release = maker(FIRST, "2026-01-01")
    content = gzip.decompress((release.folder / "exgraph.nq.gz").read_bytes())
    assert hashlib.sha256(content).hexdigest() == release.canonical
    dataset = pyoxigraph.Dataset(pyoxigraph.parse(content, format=pyoxigraph.RdfFormat.N_QUADS))
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    assert "".join(sorted(f"{quad} .\n" for quad in dataset)).encode() == content
    assert b"_:c14n1 " in content


def test_every_dump_says_the_same(maker: Maker) -> None:
    release = maker(FIRST, "2026-01-01")
    quads = set(lines_of(release))
    trig = pyoxigraph.parse(path=str(release.folder / "exgraph.trig"))
    assert len({(q.subject, q.predicate, q.object, q.graph_name) for q in trig}) == len(quads)
    turtle = pyoxigraph.parse(path=str(release.folder / "exgraph.ttl"))
    assert len(list(turtle)) == len({quad.rpartition(" <")[0] for quad in quads})
    with sqlite3.connect(release.folder / "exgraph.sqlite") as database:
        stated = database.execute("SELECT subject, predicate, object, graph FROM statement").fetchall()
        assert {" ".join(row) + " .\n" for row in stated} == quads
        assert database.execute("SELECT id, date FROM event ORDER BY id").fetchall() == [
            ("event/a/1", "1997-06"),
            ("event/a/2", "1998-06"),
        ]
        assert database.execute("SELECT ru FROM place WHERE id = 'place/nevelsk'").fetchall() == [("Невельск",)]
    with zipfile.ZipFile(release.folder / "exgraph-csv.zip") as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("event_place.csv").decode())))
    assert rows == [{"event": f"event/a/{number}", "place": "place/wakkanai"} for number in (1, 2)]


def test_tables_tell_what_they_refer_to(maker: Maker) -> None:
    release = maker(FIRST, "2026-01-01")
    with sqlite3.connect(release.folder / "exgraph.sqlite") as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        keys = {(row[3], row[2]) for row in database.execute("PRAGMA foreign_key_list(event_place)")}
    assert keys == {("event", "event"), ("place", "place")}
    with zipfile.ZipFile(release.folder / "exgraph-csv.zip") as archive:
        package = json.loads(archive.read("datapackage.json"))
        csvw = json.loads(archive.read("csv-metadata.json"))
        names = {name for name in archive.namelist() if name.endswith(".csv")}
        resources = {each["name"]: each for each in package["resources"]}
        assert names == {each["path"] for each in resources.values()} == {each["url"] for each in csvw["tables"]}
        for each in resources.values():
            head = next(csv.reader(io.StringIO(archive.read(each["path"]).decode())))
            assert [field["name"] for field in each["schema"]["fields"]] == head
    assert resources["event"]["schema"]["primaryKey"] == "id"
    references = [each["reference"]["resource"] for each in resources["event_place"]["schema"]["foreignKeys"]]
    assert references == ["event", "place"]
    table = next(each for each in csvw["tables"] if each["url"] == "event_place.csv")
    assert {each["reference"]["resource"] for each in table["tableSchema"]["foreignKeys"]} == {"event.csv", "place.csv"}


def test_checksums_and_sizes(maker: Maker) -> None:
    release = maker(FIRST, "2026-01-01")
    sums = (release.folder / "SHA256SUMS").read_text().splitlines()
    assert {each.partition("  ")[2] for each in sums} == {
        path.name for path in release.folder.iterdir() if path.name != "SHA256SUMS"
    }
    for each in sums:
        digest, _, name = each.partition("  ")
        assert hashlib.sha256((release.folder / name).read_bytes()).hexdigest() == digest
    store = pyoxigraph.Store()
    store.load(path=str(release.folder / "void.ttl"), base_iri="https://example.org/d/")
    query = """PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX spdx: <http://spdx.org/rdf/terms#>
        SELECT ?file ?size ?sum { ?file dcat:byteSize ?size ; spdx:checksum/spdx:checksumValue ?sum }"""
    listed = {
        row["file"].value.rpartition("/")[2]: (int(row["size"].value), row["sum"].value) for row in store.query(query)
    }
    assert listed["exgraph.nq.gz"] == next((f.size, f.sha256) for f in release.files if f.name == "exgraph.nq.gz")
    assert set(listed) >= {"exgraph.ttl", "exgraph.trig", "exgraph.sqlite", "exgraph-csv.zip", "changes.rdfp"}


def test_changes_in_words(maker: Maker) -> None:
    maker(FIRST, "2026-01-01")
    release = maker(SECOND, "2026-02-01")
    text = (release.folder / "CHANGES.md").read_text(encoding="utf-8")
    assert f"- A mayor came <{ROOT}id/event/a/3>" in text.partition("## Changed")[0]
    assert "edtf: 1997-06 → 1997-07" in text
    assert f"- A team played <{ROOT}id/event/a/2>" in text.partition("## Withdrawn")[2]
    changes = read_changes(release.folder / "changes.json")
    assert [thing.iri.rpartition("/")[2] for thing in (*changes.added, *changes.changed, *changes.withdrawn)] == [
        "3",
        "1",
        "2",
    ]
    assert changes.others["graph/specimen"] == [5, 5]


def test_citation_and_context(maker: Maker) -> None:
    release = maker(FIRST, "2026-01-01", "1.2")
    cff = (release.folder / "CITATION.cff").read_text(encoding="utf-8")
    assert "type: dataset\n" in cff and "date-released: 2026-01-01\n" in cff and release.canonical in cff
    assert (release.folder / "citation.txt").read_text(encoding="utf-8").count("2026-01-01-1.2") == 6
    context = json.loads((release.folder / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    assert context["skos"] == "http://www.w3.org/2004/02/skos/core#"


def test_releases_stand_newest_first(maker: Maker, tmp_path: Path) -> None:
    for version in ("1.10", "1.9"):
        maker(FIRST, "2026-01-01", version)
    maker(FIRST, "2025-12-31", "7")
    (tmp_path / "releases" / "2026-05-05-broken").mkdir()
    assert [each.id for each in releases(tmp_path / "releases")] == [
        "2026-01-01-1.10",
        "2026-01-01-1.9",
        "2025-12-31-7",
    ]
    assert order("2026-01-01-1.9") < order("2026-01-01-1.10")
    assert find(tmp_path / "releases", "2026-01-01-1.9").version == "1.9"
    for name in ("../releases/2026-01-01-1.9", "2026-05-05-broken", ""):
        with pytest.raises(ReleaseError, match="there is no release"):
            find(tmp_path / "releases", name)
