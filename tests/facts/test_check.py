from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from exgraph.errors import MappingError, TablesError
from exgraph.facts import catalogue
from exgraph.facts.check import check

ROOT = Path(__file__).parents[2]


@pytest.fixture
def mappings(tmp_path: Path) -> Path:
    """The shipped tables, to be damaged."""
    return shutil.copytree(ROOT / "mappings", tmp_path / "mappings")


def edit(path: Path, old: str, new: str) -> int:
    """Replace the first match in a file and return its line."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_the_shipped_tables_have_no_fault() -> None:
    assert check(catalogue.load(ROOT / "mappings")) == []


def test_a_dangling_reference_is_found(mappings: Path) -> None:
    path = mappings / "sources" / "clair-japan-russia" / "facts" / "agreement.csv"
    line = edit(path, "place/wakkanai;place/nevelsk", "place/wakkanai;place/atlantis")
    assert f"{path}:{line}:party: no place has the id 'atlantis'" in str(check(catalogue.load(mappings))[0])


def test_a_duplicate_across_files_is_found(mappings: Path) -> None:
    places = (mappings / "gazetteer" / "place.csv").read_text(encoding="utf-8").splitlines()
    (mappings / "gazetteer" / "place-more.csv").write_text("\n".join(places[:2]) + "\n", encoding="utf-8")
    assert any("too" in str(error) for error in check(catalogue.load(mappings)))


def test_a_record_without_a_fact_is_found(mappings: Path) -> None:
    path = mappings / "sources" / "clair-japan-russia" / "facts" / "agreement.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    messages = [str(error) for error in check(catalogue.load(mappings))]
    assert any("46 rows where source.toml expects 47" in message for message in messages)
    assert any("no fact is made of record" in message for message in messages)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("7,7,blank\n", "", r"line\.csv: nothing is said of the document's lines 7 \(run exgraph extract"),
        ("7,7,blank\n", "7,8,blank\n", r"line\.csv:5: the document's lines 8 belong to something else too"),
        ("1,1,blank\n", "1,2,blank\n", r"line\.csv:3: the document's lines 2 belong to something else too"),
        ("7,7,blank\n", "7,6,blank\n", r"line\.csv:5: the last line comes before the first"),
    ],
)
def test_every_line_of_a_document_is_accounted_for_once(mappings: Path, old: str, new: str, message: str) -> None:
    edit(mappings / "sources" / "dohoku-project" / "facts" / "line.csv", old, new)
    assert re.search(message, str(check(catalogue.load(mappings))[0]))


def test_a_table_without_a_script_and_a_bad_script_are_found(mappings: Path) -> None:
    (mappings / "gazetteer" / "ghost.csv").write_text("id\n", encoding="utf-8")
    with pytest.raises(TablesError, match=r"no script mappings/tables/ghost\.py"):
        catalogue.load(mappings)
    script = mappings / "tables" / "topic.py"
    script.write_text("def triples(:\n", encoding="utf-8")
    with pytest.raises(MappingError, match=r"topic\.py:1:\d+: cannot be read"):
        catalogue.load(mappings)
    script.write_text("import nothing_of_that_name\n", encoding="utf-8")
    with pytest.raises(MappingError, match=r"topic\.py:1: cannot be run"):
        catalogue.load(mappings)
    script.write_text("x = 1\n", encoding="utf-8")
    with pytest.raises(MappingError, match="exactly one subclass"):
        catalogue.load(mappings)
