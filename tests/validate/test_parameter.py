"""Mistyped and misplaced parameters are refused by name; classes of classes make implicit targets."""

from __future__ import annotations

from pathlib import Path

import pytest

from exgraph.errors import ValidationError
from tests.validate.test_validate import DATA, PREFIXES, run

WHOLE = ":S a sh:NodeShape ; sh:targetClass :Event ; {} ."
PATH = ":S a sh:NodeShape ; sh:targetClass :Event ; sh:property :P . :P a sh:PropertyShape ; sh:path :at ; {} ."


@pytest.mark.parametrize(
    ("shape", "said", "named"),
    [
        (PATH, 'sh:uniqueLang "true"', "sh:uniqueLang"),
        (PATH, "sh:uniqueLang 1", "sh:uniqueLang"),
        (PATH, "sh:qualifiedMinCount 1", "sh:qualifiedValueShape"),
        (PATH, "sh:qualifiedValueShape [ sh:class :Town ]", "without a count"),
        (PATH, 'sh:qualifiedValueShape [ sh:class :Town ] ; sh:qualifiedMinCount "1"', "sh:qualifiedMinCount"),
        (PATH, 'sh:minCount "1"', "sh:minCount"),
        (PATH, "sh:minCount 1.0", "sh:minCount"),
        (PATH, "sh:minCount -1", "-1"),
        (PATH, 'sh:datatype "xsd:string"', "sh:datatype"),
        (PATH, 'sh:class "Town"', "sh:class"),
        (PATH, 'sh:nodeKind "IRI"', "sh:nodeKind"),
        (PATH, "sh:pattern <x>", "sh:pattern"),
        (PATH, 'sh:pattern "a" ; sh:flags 1', "sh:flags"),
        (PATH, 'sh:pattern "a"@en', "sh:pattern"),
        (PATH, 'sh:languageIn "ja"', "list"),
        (PATH, 'sh:languageIn ( "ja"@en )', "sh:languageIn"),
        (PATH, "sh:minInclusive :at", "sh:minInclusive"),
        (PATH, 'sh:maxInclusive "2024-02-30"^^xsd:date', "sh:maxInclusive"),
        (PATH, 'sh:lessThan "end"', "sh:lessThan"),
        (PATH, "sh:message 1", "sh:message"),
        (PATH, 'sh:deactivated "yes"', "sh:deactivated"),
        (PATH, 'sh:node "S"', "sh:node"),
        (WHOLE, "sh:minCount 1", "node shape"),
        (WHOLE, "sh:uniqueLang true", "node shape"),
        (WHOLE, 'sh:closed "true"', "sh:closed"),
        (WHOLE, 'sh:closed true ; sh:ignoredProperties ( "at" )', "sh:ignoredProperties"),
        (WHOLE, "sh:or ( :P 1 )", "sh:or"),
        (WHOLE, 'sh:severity "Warning"', "sh:severity"),
    ],
)
def test_what_is_mistyped_is_refused_by_name(tmp_path: Path, shape: str, said: str, named: str) -> None:
    (tmp_path / "shapes.ttl").write_text(PREFIXES + shape.format(said), encoding="utf-8")
    with pytest.raises(ValidationError, match=named):
        run(tmp_path, DATA)


def found(folder: Path, shapes: str, data: str) -> list[tuple[str, str]]:
    (folder / "shapes.ttl").write_text(PREFIXES + shapes, encoding="utf-8")
    findings = run(folder, data).findings
    return [
        (each.focus.rsplit("/")[-1], each.component.rsplit("#")[-1].partition("Constraint")[0]) for each in findings
    ]


@pytest.mark.parametrize(
    "shape",
    [
        ":Kind rdfs:subClassOf rdfs:Class . :Sight a :Kind , sh:NodeShape ; {} .",
        ":Kind rdfs:subClassOf :Upper . :Upper rdfs:subClassOf owl:Class . :Sight a :Kind , sh:NodeShape ; {} .",
        ":Sight a rdfs:Class ; {} .",
        ":MyShape rdfs:subClassOf sh:NodeShape . :Sight a owl:Class , :MyShape ; {} .",
    ],
)
def test_a_shape_that_is_a_class_looks_at_its_members(tmp_path: Path, shape: str) -> None:
    asked = shape.format("sh:property [ sh:path :name ; sh:minCount 1 ]")
    assert found(tmp_path, asked, ":i a :Sight . :town a :Town .") == [("i", "MinCount")]


def test_one_spelt_1_is_not_true_to_unique_languages(tmp_path: Path) -> None:
    data = ':a a :Event ; :name "a"@ja , "b"@ja .'
    shape = ":S a sh:NodeShape ; sh:targetClass :Event ; sh:property [ sh:path :name ; sh:uniqueLang %s ] ."
    assert found(tmp_path, shape % "true", data) == [("a", "UniqueLang")]
    assert found(tmp_path, shape % '"1"^^xsd:boolean', data) == []
