"""Explanations of the shipped graph: down to asserted statements and their records' lines."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator

import pytest

from exgraph.errors import QueryError
from exgraph.explain import Explainer, Reason
from exgraph.model.iri import Base, expand
from exgraph.model.report import BuildReport
from exgraph.reason.line import read
from exgraph.settings import Settings
from exgraph.store import Store

ID = "https://w3id.org/exgraph/id/"


@pytest.fixture(scope="session")
def explainer(shipped_store: Store) -> Explainer:
    return Explainer(shipped_store, Base())


def reasons(reason: Reason) -> Iterator[Reason]:
    yield reason
    for premise in reason.premises:
        yield from reasons(premise)


def test_a_transitive_property_is_explained_to_its_asserted_steps(explainer: Explainer) -> None:
    found = explainer.explain("place/nevelsk", "within", "place/russia")
    assert found.status == "inferred"
    assert found.reason is not None
    assert (found.reason.rule, found.reason.axiom) == ("prp-trp", "exg:within rdf:type owl:TransitiveProperty")
    leaves = [each for each in reasons(found.reason) if each.rule is None]
    assert [(each.statement[0], each.statement[2]) for each in leaves] == [
        (f"<{ID}place/nevelsk>", f"<{ID}place/sakhalin-oblast>"),
        (f"<{ID}place/sakhalin-oblast>", f"<{ID}place/far-east>"),
        (f"<{ID}place/far-east>", f"<{ID}place/russia>"),
    ]
    assert all(each.evidence and each.evidence.graphs == ("gazetteer",) for each in leaves)


def test_a_fact_of_a_document_leads_to_its_lines(explainer: Explainer) -> None:
    found = explainer.explain("event/hokkaido-russia-db/417", "exg:involves", f"<{ID}place/pobedino>")
    assert found.reason is not None
    (premise,) = found.reason.premises
    assert premise.statement[1] == f"<{expand('exg:location')}>"
    assert premise.evidence is not None
    (record,) = premise.evidence.records
    assert (record.source_id, record.number, record.first, record.last) == (
        "hokkaido-russia-db",
        "417",
        498,
        498,
    )
    assert "record hokkaido-russia-db 417, line 498" in found.to_text(Base())


def test_a_chain_names_the_participation_and_its_record(explainer: Explainer, shipped_store: Store) -> None:
    (row,) = shipped_store.rows(
        f"""SELECT ?event ?group ?place {{
            ?event <{expand("exg:participation")}> ?group . ?group <{expand("exg:from")}> ?place
            FILTER NOT EXISTS {{ ?event <{expand("exg:location")}> ?place }}
            FILTER NOT EXISTS {{ GRAPH ?g {{ ?event <{expand("exg:involves")}> ?place }}
                                 FILTER (?g != <https://w3id.org/exgraph/graph/inferred>) }} }}
            ORDER BY ?event LIMIT 1"""
    )
    found = explainer.explain(row["event"], "involves", row["place"])
    assert found.reason is not None
    assert (found.reason.rule, len(found.reason.premises)) == ("prp-spo2", 2)
    assert all(premise.evidence and premise.evidence.records for premise in found.reason.premises)


def test_an_asserted_statement_says_where(explainer: Explainer) -> None:
    found = explainer.explain("agreement/wakkanai-nevelsk-1972", "exg:party", "place/nevelsk")
    assert found.status == "asserted"
    assert found.reason is not None
    assert found.reason.rule is None
    assert found.reason.evidence is not None
    assert found.reason.evidence.graphs[0] == "clair-japan-russia"
    assert found.reason.evidence.records[0].number == "tie-11"


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        ("place/nevelsk", "exg:within", "place/hokkaido"),
        ("place/nowhere", "a", "exg:Place"),
        ("place/nevelsk", "within", "no such text"),
    ],
)
def test_what_is_not_said_is_unknown(explainer: Explainer, subject: str, predicate: str, value: str) -> None:
    found = explainer.explain(subject, predicate, value)
    assert (found.status, found.reason) == ("unknown", None)
    assert "not known" in found.to_text(Base())


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        ("place/nevelsk", "a", "City"),
        (f"{ID}place/nevelsk", expand("rdf:type"), "exg:City"),
        (f"<{ID}place/nevelsk>", "rdf:type", f"<{expand('exg:City')}>"),
        ("place/nevelsk", "rdfs:label", "ネベリスク"),
        ("place/nevelsk", "rdfs:label", '"ネベリスク"@ja'),
        ("place/nevelsk", "geo:lat", "46.67956"),
        ("place/nevelsk", "geo:lat", '"46.67956"^^xsd:decimal'),
        ("place/nevelsk", "within", "place/sakhalin-oblast"),
        ("place/nevelsk", "within", f"{ID}place/sakhalin-oblast"),
    ],
)
def test_terms_are_taken_as_people_write_them(explainer: Explainer, subject: str, predicate: str, value: str) -> None:
    assert explainer.explain(subject, predicate, value).status == "asserted"


@pytest.mark.parametrize("subject", ["nonsense:place", "<place with blanks>", ""])
def test_what_is_no_term_is_refused(explainer: Explainer, subject: str) -> None:
    with pytest.raises(QueryError):
        explainer.explain(subject, "a", "City")


def test_any_inferred_statement_is_explained(
    explainer: Explainer, shipped_settings: Settings, shipped_report: BuildReport
) -> None:
    dump = shipped_settings.build / "versions" / shipped_report.version / "graph.nq"
    lines = [line for line in dump.read_text(encoding="utf-8").splitlines() if "/graph/inferred>" in line]
    for statement in read(random.Random(7).sample(lines, 400)):  # noqa: S311
        found = explainer.why(statement)
        assert found.status == "inferred"
        assert found.reason is not None
        for each in reasons(found.reason):
            assert (each.rule is None) != (each.evidence is None), each
        json.dumps(found.to_dict(Base()))
