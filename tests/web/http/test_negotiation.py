from __future__ import annotations

import pytest

from exgraph.web.http.negotiation import GRAPHS, HTML, RESULTS, choose, choose_format

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        (None, "json"),
        ("", "json"),
        ("*/*", "json"),
        ("application/sparql-results+json", "json"),
        ("application/json", "json"),
        ("application/sparql-results+json,*/*;q=0.9", "json"),
        ("application/x-sparqlstar-results+json, application/sparql-results+json;q=0.9", "json"),
        ("text/javascript", "json"),
        ("application/sparql-results+xml", "xml"),
        ("application/xml", "xml"),
        ("text/xml;q=0.5", "xml"),
        ("text/csv", "csv"),
        ("TEXT/CSV; charset=utf-8", "csv"),
        ("text/tab-separated-values", "tsv"),
        ("text/*, application/*;q=0.1", "csv"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.8", "xml"),
        ("text/csv, */*", "csv"),
        ("application/sparql-results+json;q=0, */*", "xml"),
        ("text/csv;q=nonsense, application/json;q=0.1", "json"),
        ("image/png, text/csv;q=0.1", "csv"),
        ("image/png", None),
        ("text/turtle", None),
        ("application/sparql-results+json;q=0", None),
        ("rubbish", None),
        (BROWSER, "html"),
    ],
)
def test_results_are_chosen_by_accept(accept: str | None, name: str | None) -> None:
    chosen = choose(accept, (*RESULTS, HTML))
    assert (chosen.name if chosen else None) == name


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("*/*", "turtle"),
        ("application/x-turtle", "turtle"),
        ("application/n-triples,*/*;q=0.9", "ntriples"),
        ("application/rdf+xml", "rdfxml"),
        ("application/ld+json", "jsonld"),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', "jsonld"),
        ("application/x-json+ld", "jsonld"),
        ("application/json", "jsonld"),
        ("text/csv", None),
    ],
)
def test_graphs_are_chosen_by_accept(accept: str, name: str | None) -> None:
    chosen = choose(accept, GRAPHS)
    assert (chosen.name if chosen else None) == name


@pytest.mark.parametrize(
    ("accept", "formats", "name"),
    [
        (None, ["csv"], "csv"),
        ("*/*", ["tsv"], "tsv"),
        (BROWSER, ["csv"], "csv"),
        (BROWSER, [], "html"),
        ("application/sparql-results+xml", ["csv"], "xml"),
        ("*/*", ["nonsense", "xml"], "xml"),
        ("*/*", ["turtle"], "json"),
        ("*/*", ["text/csv"], "csv"),
        ("*/*", ["JSON", "JSON", "JSON"], "json"),
        ("image/png", ["csv"], None),
    ],
)
def test_the_address_counts_unless_accept_is_specific(accept: str | None, formats: list[str], name: str | None) -> None:
    chosen = choose_format(accept, formats, (*RESULTS, HTML))
    assert (chosen.name if chosen else None) == name


@pytest.mark.parametrize(
    ("name", "expected"),
    [("ttl", "turtle"), ("n3", "turtle"), ("rdf", "rdfxml"), ("xml", "rdfxml"), ("json", "jsonld"), ("nt", "ntriples")],
)
def test_names_of_graph_formats(name: str, expected: str) -> None:
    chosen = choose_format(None, [name], GRAPHS)
    assert chosen is not None
    assert chosen.name == expected
