from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from rdflib import Graph

from exgraph.errors import Location, MappingError
from exgraph.facts import catalogue as catalogues
from exgraph.mapping import write
from exgraph.model.iri import NS, Base

ID = "https://w3id.org/exgraph/id/"
GRAPH = "https://w3id.org/exgraph/graph/"


def lines(project: Path, base: Base | None = None, told_at: dict[str, Location] | None = None) -> list[str]:
    return list(write.lines(catalogues.load(project / "mappings"), base or Base(), told_at))


def replace(path: Path, old: str, new: str) -> int:
    """Replace a text and return the line where it stood."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def graphs_of(found: list[str], subject: str) -> set[str]:
    return {line.split(" ")[-2].removeprefix(f"<{GRAPH}")[:-1] for line in found if line.startswith(f"<{ID}{subject}>")}


def test_each_line_is_in_its_graph(specimen: Path) -> None:
    found = lines(specimen)
    assert graphs_of(found, "place/nevelsk") == {"gazetteer"}
    assert graphs_of(found, "place/wakkanai") == {"gazetteer", "specimen"}  # twinned by a tie that the source tells
    assert graphs_of(found, "event/specimen/5-2") == {"specimen"}
    assert graphs_of(found, "participation/specimen/4/1/part-pupil") == {"specimen"}
    assert graphs_of(found, "agreement/wakkanai-nevelsk-1972") == {"specimen"}
    assert graphs_of(found, "record/specimen/1") == {"provenance"}
    assert graphs_of(found, "source/specimen") == {"provenance"}
    assert graphs_of(found, "scheme/category/specimen") == {"provenance"}


def test_lines_have_one_blank_between_terms_and_end_alike(specimen: Path) -> None:
    for line in lines(specimen):
        assert line.startswith("<")
        assert line.endswith("> .\n")
        assert line.count("\n") == 1


def test_the_document_is_described(specimen: Path) -> None:
    found = "".join(line for line in lines(specimen) if line.startswith(f"<{ID}source/specimen>"))
    assert '"Образец хроники"@ru' in found
    assert "ns#address> <https://example.org/chronicle>" in found
    assert 'ns#licence> "a specimen"' in found


def test_categories_are_concepts_as_printed_and_in_the_words_of_source_toml(specimen: Path) -> None:
    friendship = Base().thing("concept", "category", "specimen", "友好交流")
    found = [line for line in lines(specimen) if line.startswith(f"<{friendship}>")]
    labels = {line.split(" ")[2] for line in found if "prefLabel" in line}
    assert labels == {'"友好交流"@ja', '"friendship"@en', '"дружба"@ru'}
    assert any(f"inScheme> <{ID}scheme/category/specimen>" in line for line in found)


def test_another_base_moves_all_things_and_graphs(specimen: Path) -> None:
    found = "".join(lines(specimen, Base("https://data.example.jp/")))
    assert "<https://data.example.jp/id/place/nevelsk>" in found
    assert "<https://data.example.jp/graph/specimen>" in found
    assert ID not in found
    assert GRAPH not in found


def test_the_row_of_each_thing_is_told(specimen: Path) -> None:
    told_at: dict[str, Location] = {}
    lines(specimen, told_at=told_at)
    assert told_at[f"{ID}event/specimen/5-2"].line == 7
    assert told_at[f"{ID}place/nevelsk"].path.name == "place.csv"
    assert told_at[f"{ID}event/specimen/2"].path.name == "event.csv"


def test_an_agreement_that_two_sources_tell_has_one_label(specimen: Path) -> None:
    sources = specimen / "mappings" / "sources"
    shutil.copytree(sources / "specimen", sources / "another")
    replace(sources / "another" / "source.toml", 'id = "specimen"', 'id = "another"')
    for table in ("event", "participation"):
        (sources / "another" / "facts" / f"{table}.csv").unlink()
    replace(sources / "another" / "facts" / "agreement.csv", ",1972-09,S 47", ",1972,S 47")
    tie = f"<{ID}agreement/wakkanai-nevelsk-1972>"
    found = [line for line in lines(specimen) if line.startswith(tie)]
    labels = {line.split('"')[1] for line in found if "#label>" in line and "@en" in line}
    assert labels == {"Friendship-city agreement between Wakkanai and Nevelsk (September 1972)"}
    concluded = {line.split('"')[1] for line in found if "ns#concluded>" in line}
    assert concluded == {"1972-09"}
    assert [line for line in found if "ns#claim>" in line and "claim/another/wakkanai-nevelsk-1972/concluded" in line]
    earliest = {line.split('"')[1] for line in found if "ns#earliest>" in line}
    assert earliest == {"1972-09-01"}


def test_a_script_that_fails_names_its_line_and_the_row(specimen: Path) -> None:
    script = specimen / "mappings" / "tables" / "venue.py"
    line = replace(script, 'yield from typed(venue, ["Venue"])', "yield from typed(row.nothing, [])")
    with pytest.raises(MappingError, match="has no attribute 'nothing'") as error:
        lines(specimen)
    assert error.value.at == Location(script, line)
    assert f"venue.csv:{2}" in error.value.problem


@pytest.mark.parametrize("wrong", ['yield "a", "b", "c"', 'yield ("only", "two")', "yield None"])
def test_what_is_no_triple_is_refused(specimen: Path, wrong: str) -> None:
    script = specimen / "mappings" / "tables" / "venue.py"
    replace(script, 'yield from typed(venue, ["Venue"])', wrong)
    with pytest.raises(MappingError, match=r"fails on the row .*venue\.csv:2") as error:
        lines(specimen)
    assert error.value.at is not None
    assert error.value.at.path == script


def test_an_address_that_is_no_iri_is_refused_with_its_file(specimen: Path) -> None:
    source = specimen / "mappings" / "sources" / "specimen" / "source.toml"
    replace(source, "https://example.org/chronicle", "no address")
    with pytest.raises(MappingError, match=r"source\.toml.*'no address' is no absolute IRI"):
        lines(specimen)


def test_every_term_of_ours_is_in_the_ontology(specimen: Path) -> None:
    ontology = Graph()
    for path in (specimen / "ontology").glob("*.ttl"):
        ontology.parse(path, format="turtle")
    declared = {str(term) for term in ontology.subjects() if str(term).startswith(NS)}
    used = set(re.findall(rf"<({NS}[^>]*)>", "".join(lines(specimen))))
    assert len(used) > 50
    assert used - declared == set()
