"""VoID and DCAT 3 descriptions of the data set, its dumps and its services."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator

from exgraph.export.linkset import linksets
from exgraph.model.iri import NS, ONTOLOGY, PREFIXES
from exgraph.model.ntriples import literal
from exgraph.model.turtle import PROLOGUE, iri
from exgraph.reading.language import LANGUAGES
from exgraph.reading.published import Published, per_version
from exgraph.reading.usage import class_counts, graph_sizes, property_counts, total
from exgraph.release import Release, citation
from exgraph.release import dcat as dcat_ap
from exgraph.release.description import distribution, given, years_covered
from exgraph.release.release import DUMP
from exgraph.web.catalogue.downloads import dump

_DUMPS = (
    ("N-Quads", "nq", "application/n-quads"),
    ("TriG", "trig", "application/trig"),
)
_SPARQL = "http://www.w3.org/TR/sparql11-protocol/"
_GRAPH_STORE = "http://www.w3.org/TR/sparql11-http-rdf-update/"


def void(published: Published, address: str) -> str:
    """Return the VoID description as Turtle; `address` is the server's own, without a path."""
    return _kept(published, _void, address, published.newest)


def dcat(published: Published, address: str) -> str:
    """Return the DCAT catalogue as Turtle; `address` is the server's own, without a path."""
    return _kept(published, _dcat, address, published.newest)


@per_version(most=16)
def _kept(published: Published, write: Callable[[Published, str], Iterable[str]], address: str, newest: str) -> str:
    """Return a description for an address, as it is while `newest` is the newest release.

    Few are kept: the address comes from the request, which may name any host.
    """
    return "".join(write(published, address))


def _void(published: Published, address: str) -> Iterator[str]:
    root = published.base.root
    yield PROLOGUE
    yield f"{iri(address + '/.well-known/void')} a void:DatasetDescription ; foaf:primaryTopic {_data_set(address)} .\n"
    yield f"{_data_set(address)} a void:Dataset ;\n"
    yield _titles(published)
    yield f"    dcterms:license {_licence(published)} ; dcterms:modified {_modified(published)} ;\n"
    yield f"    foaf:homepage {iri(address + '/')} ; void:sparqlEndpoint {iri(address + '/sparql')} ;\n"
    yield f"    void:dataDump {iri(address + '/data/graph.nq')} ;\n"
    for _, suffix, _ in _DUMPS:
        yield f"    void:dataDump {iri(_dump(address, suffix))} ;\n"
    yield f"    void:uriSpace {literal(root + 'id/')} ;\n"
    yield f"    void:openSearchDescription {iri(address + '/opensearch.xml')} ;\n"
    for vocabulary in (ONTOLOGY, PREFIXES["prov"], PREFIXES["skos"], PREFIXES["rdfs"], PREFIXES["dcterms"]):
        yield f"    void:vocabulary {iri(vocabulary)} ;\n"
    things = _number(
        published, f'SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s a ?c FILTER(STRSTARTS(STR(?s), "{root}id/")) }}'
    )
    classes, properties = class_counts(published), property_counts(published)
    yield f"    void:triples {total(published)} ; void:entities {things} ;\n"
    yield f"    void:classes {len(classes)} ; void:properties {len(properties)} ;\n"
    for name, count in classes.items():
        yield f"    void:classPartition [ void:class {iri(name)} ; void:entities {count} ] ;\n"
    for name, count in properties.items():
        yield f"    void:propertyPartition [ void:property {iri(name)} ; void:triples {count} ] ;\n"
    for name, count in graph_sizes(published).items():
        yield f"    void:subset [ a void:Dataset ; dcterms:identifier {literal(name)} ; void:triples {count} ] ;\n"
    yield f"    void:exampleResource {', '.join(iri(each) for each in _examples(published))} .\n"
    for release in published.releases:
        yield f"{_data_set(address)} dcat:hasVersion {iri(release.iri)} .\n"
        yield f"{_data_set(address)} void:dataDump {iri(f'{address}/downloads/{release.id}/{DUMP}')} .\n"
    yield from linksets(published.store, _data_set(address), f"{address}/.well-known/void#links-")


def _dcat(published: Published, address: str) -> Iterator[str]:
    data, services = _data_set(address), (f"{address}/sparql", f"{address}/rdf-graph-store")
    project, publisher = published.project, f"{address}/.well-known/dcat#publisher"
    yield PROLOGUE
    yield f"{iri(address + '/.well-known/dcat')} a dcat:Catalog ;\n"
    yield from dcat_ap.titles(project)
    yield from dcat_ap.about(project, publisher)
    yield f"    foaf:homepage {iri(address + '/')} ; dcat:dataset {data} ;\n"
    yield "".join(f"    dcat:dataset {iri(release.iri)} ;\n" for release in published.releases)
    yield f"    dcterms:modified {_modified(published)} ; dcat:service {', '.join(map(iri, services))} .\n"
    yield f"{data} a dcat:Dataset ;\n"
    yield from dcat_ap.titles(project)
    yield from dcat_ap.about(project, publisher)
    if (years := years_covered(published.store)) is not None:
        yield dcat_ap.span(*years)
    yield f"    dcterms:modified {_modified(published)} ; dcterms:identifier {literal(published.base.root)} ;\n"
    yield f"    dcat:version {literal(published.fingerprint)} ; dcterms:conformsTo {iri(ONTOLOGY)} ;\n"
    yield "".join(f"    prov:wasDerivedFrom {iri(each)} ;\n" for each in _sources(published))
    yield f"    dcat:landingPage {iri(address + '/data')} ;\n"
    files = (f"{address}/data/graph.nq", *(_dump(address, suffix) for _, suffix, _ in _DUMPS))
    yield f"    dcat:distribution {', '.join(map(iri, files))} .\n"
    yield from _file(published, files[0])
    for name, suffix, media_type in _DUMPS:
        dump = iri(_dump(address, suffix))
        yield f"{dump} a dcat:Distribution ; dcterms:title {literal(name, 'en')} ;\n"
        yield f"    dcterms:license {_licence(published)} ;\n"
        yield f"    dcat:accessURL {dump} ; dcat:downloadURL {dump} ;\n"
        yield f"    dcat:mediaType {dcat_ap.file_type(media_type)} ; dcat:accessService {iri(services[1])} .\n"
    yield from _services(published, address, services)
    yield from dcat_ap.agents(project, publisher)
    yield from dcat_ap.media(media_type for _, _, media_type in _DUMPS)
    yield "".join(f"{iri(each)} a dcterms:Standard .\n" for each in (ONTOLOGY, _SPARQL, _GRAPH_STORE))
    for page in ("/", "/data", *(f"/releases/{release.id}" for release in published.releases)):
        yield f"{iri(address + page)} a foaf:Document .\n"
    for release in published.releases:
        yield from _release(published, release, address)


def _services(published: Published, address: str, services: tuple[str, str]) -> Iterator[str]:
    titles = ("SPARQL endpoint", "Graph store")
    for service, title, standard in zip(services, titles, (_SPARQL, _GRAPH_STORE), strict=True):
        yield f"{iri(service)} a dcat:DataService ; dcterms:title {literal(title, 'en')} ;\n"
        yield f"    dcat:servesDataset {_data_set(address)} ; dcterms:license {_licence(published)} ;\n"
        yield f"    dcat:endpointURL {iri(service)} ; dcat:endpointDescription {iri(address + '/sparql')} ;\n"
        yield f"    dcterms:conformsTo {iri(standard)} .\n"


def _release(published: Published, release: Release, address: str) -> Iterator[str]:
    files, folder = given(release), f"{address}/downloads/{release.id}/"
    yield f"{_data_set(address)} dcat:hasVersion {iri(release.iri)} .\n"
    yield f'{iri(release.iri)} a dcat:Dataset ; dcterms:issued "{release.date}"^^xsd:date ;\n'
    yield from dcat_ap.titles(published.project)
    yield from dcat_ap.about(published.project, f"{address}/.well-known/dcat#publisher")
    yield f"    dcat:version {literal(release.version)} ; dcterms:identifier {literal(release.iri)} ;\n"
    yield f"    dcat:landingPage {iri(f'{address}/releases/{release.id}')} ;\n"
    yield f"    dcat:distribution {', '.join(iri(folder + file.name) for file in files)} .\n"
    for file in files:
        yield from distribution(file, citation.licence(published.project), folder)


def _file(published: Published, address: str) -> Iterator[str]:
    """Yield the dump with its size and checksum."""
    made = dump(published)
    yield f"{iri(address)} a dcat:Distribution ; dcterms:title {literal('N-Quads', 'en')} ;\n"
    yield f"    dcterms:license {_licence(published)} ; dcat:mediaType {dcat_ap.file_type('application/n-quads')} ;\n"
    yield f"    dcat:accessURL {iri(address)} ; dcat:downloadURL {iri(address)} ;\n"
    yield f"    dcat:byteSize {dcat_ap.size(made.size)} ; spdx:checksum {dcat_ap.checksum(made.digest)} .\n"


def _licence(published: Published) -> str:
    return iri(citation.licence(published.project))


def _titles(published: Published) -> str:
    names = ((language, published.words(language).text("site.name")) for language in LANGUAGES)
    return "".join(f"    dcterms:title {literal(name, language)} ;\n" for language, name in names)


def _data_set(address: str) -> str:
    return iri(f"{address}/.well-known/void#dataset")


def _dump(address: str, suffix: str) -> str:
    return f"{address}/rdf-graph-store?format={suffix}"


def _modified(published: Published) -> str:
    moment = datetime.datetime.fromtimestamp(published.folder.stat().st_mtime, datetime.UTC)
    return f'"{moment.isoformat(timespec="seconds")}"^^xsd:dateTime'


def _number(published: Published, query: str) -> int:
    return int(published.rows(query)[0]["n"])


def _sources(published: Published) -> list[str]:
    rows = published.rows(f"SELECT DISTINCT ?s {{ ?s a <{NS}SourceDocument> }} ORDER BY ?s")
    return [row["s"] for row in rows]


def _examples(published: Published) -> list[str]:
    """Return one thing of each class that pages are about."""
    ours = f'FILTER(STRSTARTS(STR(?c), "{NS}") && isIRI(?s))'
    rows = published.rows(f"SELECT (MIN(?s) AS ?one) {{ ?s a ?c {ours} }} GROUP BY ?c ORDER BY ?one")
    return list(dict.fromkeys(row["one"] for row in rows if row.get("one")))[:20] or [ONTOLOGY]
