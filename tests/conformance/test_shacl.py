"""W3C's SHACL tests and the default validator: each is passed, or its shapes are refused; none is answered wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from peers import validators
from rdflib import Graph, URIRef
from shacl_conformance import cases, outcome_of

from tests.conformance.conftest import SUITE

pytestmark = pytest.mark.w3c
FOLDER = SUITE.parent / "shacl"
REFUSED = {
    "core/complex/shacl-shacl.ttl": "sh:entailment",
    "core/misc/severity-002.ttl": "a severity of one's own",
    "core/property/qualifiedValueShape-001.ttl": "sh:nodeShape, which SHACL does not have",
    "sparql/component/nodeValidator-001.ttl": "constraint components of one's own",
    "sparql/component/optional-001.ttl": "constraint components of one's own",
    "sparql/component/propertyValidator-select-001.ttl": "constraint components of one's own",
    "sparql/component/validator-001.ttl": "constraint components of one's own",
    "sparql/pre-binding/pre-binding-007.ttl": "a SELECT within a SELECT",
    "sparql/pre-binding/shapesGraph-001.ttl": "$shapesGraph",
}
"""What is refused by name; docs/decisions tells why."""


def found() -> list[pytest.ParameterSet]:
    params = [pytest.param(*each, id=str(each[0].relative_to(FOLDER))) for each in cases(FOLDER)]
    absent = pytest.mark.skip(reason=f"the W3C suite is not at {FOLDER}; EXGRAPH_W3C may name the folder above it")
    return params or [pytest.param(None, None, None, id="suite", marks=absent)]


@pytest.mark.parametrize(("path", "test", "manifest"), found())
def test_the_default_validator_gives_what_the_suite_expects_or_refuses(
    path: Path, test: URIRef, manifest: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)  # the suite tells "1" and "true" apart
    name = path.relative_to(FOLDER).as_posix()
    expected = "refused" if name in REFUSED else "passed"
    assert outcome_of(validators.installed()["exgraph"], test, manifest) == expected


def test_nothing_is_excused_that_is_not_in_the_suite() -> None:
    if not FOLDER.is_dir():
        pytest.skip(f"the W3C suite is not at {FOLDER}")
    assert set(REFUSED) <= {path.relative_to(FOLDER).as_posix() for path, _, _ in cases(FOLDER)}
