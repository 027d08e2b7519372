"""`exgraph query` as a shell runs it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.publication import publish_specimen

Run = Callable[..., SimpleNamespace]
SPECIMEN = Path(__file__).parents[1] / "store" / "specimen.trig"
PLACES = 'SELECT ?place ?label { ?place a exg:City ; rdfs:label ?label FILTER(LANG(?label) = "en") } ORDER BY ?label'
CSV = (
    "place,label\r\nhttps://w3id.org/exgraph/id/place/nevelsk,Nevelsk\r\n"
    "https://w3id.org/exgraph/id/place/wakkanai,Wakkanai\r\n"
)


def test_a_query_comes_as_an_argument_a_file_or_standard_input(command: Run, tmp_path: Path) -> None:
    file = tmp_path / "places.rq"
    file.write_text(PLACES, encoding="utf-8")
    for words, typed in (([PLACES], ""), ([file], ""), ([], PLACES), (["-"], PLACES)):
        done = command("query", *words, "--at", SPECIMEN, answers=typed)
        assert (done.code, done.out.replace("\n", "\r\n").replace("\r\r", "\r"), done.err) == (0, CSV, "")


def test_it_asks_what_is_published(command: Run, tmp_path: Path) -> None:
    publish_specimen(tmp_path)
    done = command("--build", tmp_path, "query", "ASK { ?x a exg:City }", "--format", "table")
    assert (done.code, done.out) == (0, "true\n")


def test_a_table_shows_short_names_and_languages(command: Run) -> None:
    done = command("query", PLACES, "--at", SPECIMEN, "--format", "table")
    lines = [[cell.strip() for cell in line.split("│")] for line in done.out.splitlines()]
    assert ["id/place/wakkanai", "Wakkanai @en"] in lines
    assert done.out.endswith("2 rows\n")


@pytest.mark.parametrize(
    ("format_", "begins"),
    [("json", '{"head"'), ("xml", "<?xml"), ("tsv", "?place\t?label"), ("turtle", '{"head"')],
)
def test_every_format(command: Run, format_: str, begins: str) -> None:
    assert command("query", PLACES, "--at", SPECIMEN, "--format", format_).out.startswith(begins)


@pytest.mark.parametrize(
    ("format_", "begins"),
    [("csv", "@prefix"), ("json", "{"), ("ntriples", "<https"), ("rdfxml", "<?xml"), ("table", "@prefix")],
)
def test_every_format_of_graphs(command: Run, format_: str, begins: str) -> None:
    done = command("query", "CONSTRUCT WHERE { ?p a exg:City }", "--at", SPECIMEN, "--format", format_)
    assert (done.code, done.out.lstrip()[: len(begins)]) == (0, begins)


def test_the_output_is_written_as_its_name_says(command: Run, tmp_path: Path) -> None:
    output = tmp_path / "places.tsv"
    assert command("query", PLACES, "--at", SPECIMEN, "-o", output).out == ""
    assert output.read_text(encoding="utf-8").startswith("?place\t?label\n")
    done = command("query", PLACES, "--at", SPECIMEN, "-o", tmp_path / "none" / "x.csv")
    assert (done.code, "cannot be written" in done.err) == (1, True)


def test_what_is_wrong_is_told_with_its_place(command: Run, tmp_path: Path) -> None:
    done = command("query", "SELECT ?x {\n ?x ?y }", "--at", SPECIMEN)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("query:2:")
    answer = json.loads(command("query", "SELECT ?x {\n ?x ?y }", "--at", SPECIMEN, "--json").out)
    assert answer["errors"][0]["line"] == 2
    assert "no graph" in command("query", "ASK {}", "--at", tmp_path / "none").err
    assert "no such file" in command("query", "none.rq", "--at", SPECIMEN).err
