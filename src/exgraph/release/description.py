"""What a release says of itself: VoID and DCAT 3 in one Turtle file, with the size and checksum of each file.

Its own addresses are relative: the file is right wherever the folder is served.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exgraph.export.linkset import linksets
from exgraph.model.iri import NS, ONTOLOGY
from exgraph.model.ntriples import literal
from exgraph.release import citation, dcat
from exgraph.release.release import DUMP, File, Release
from exgraph.settings.description import Description
from exgraph.store import Store

_TITLES = {
    "exgraph.nq.gz": "N-Quads",
    "exgraph.ttl": "Turtle",
    "exgraph.trig": "TriG",
    "exgraph.sqlite": "SQLite",
    "exgraph-csv.zip": "CSV",
    "changes.rdfp": "RDF Patch",
}
_DUMPS = (DUMP, "exgraph.ttl", "exgraph.trig")


def describe(release: Release, previous: str | None, files: Iterable[File], store: Store, project: Description) -> str:
    """Return the description of a release with these files as Turtle; `previous` is the IRI of the one before."""
    return "".join(_description(release, previous, list(files), store, project))


def _description(
    release: Release, previous: str | None, files: list[File], store: Store, project: Description
) -> Iterator[str]:
    iri = release.iri
    yield "".join(f"@prefix {name}: <{namespace}> .\n" for name, namespace in dcat.PREFIX.items())
    yield f"\n<> a void:DatasetDescription ; foaf:primaryTopic <{iri}> .\n"
    yield f"<{iri}> a void:Dataset, dcat:Dataset ;\n"
    yield from dcat.titles(project)
    yield from dcat.about(project, "#publisher")
    yield f'    dcterms:issued "{release.date}"^^xsd:date ; dcterms:identifier {literal(release.iri)} ;\n'
    if (years := years_covered(store)) is not None:
        yield dcat.span(*years)
    yield f'    dcat:version "{release.version}" ;\n'
    if previous:
        yield f"    dcat:previousVersion <{previous}> ;\n"
    yield f"    dcterms:conformsTo <{ONTOLOGY}> ; void:vocabulary <{ONTOLOGY}> ;\n"
    for name, query in (
        ("triples", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
        ("distinctSubjects", "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"),
        ("properties", "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }"),
    ):
        yield f"    void:{name} {store.rows(query)[0]['n']} ;\n"
    yield f"    void:dataDump {', '.join(f'<{name}>' for name in _DUMPS)} ;\n"
    yield f"    dcat:distribution {', '.join(f'<{file.name}>' for file in files if file.name in _TITLES)} .\n"
    for file in files:
        if file.name in _TITLES:
            yield from distribution(file, citation.licence(project))
    yield from dcat.agents(project, "#publisher")
    yield f"<{ONTOLOGY}> a dcterms:Standard .\n"
    yield from linksets(store, f"<{iri}>", f"{iri}/links/")


def given(release: Release) -> list[File]:
    """Return the files of a release that are the graph in one form or another, or its changes."""
    return [file for file in release.files if file.name in _TITLES]


def distribution(file: File, licence: str, folder: str = "") -> Iterator[str]:
    """Yield Turtle for one of these files under this licence, in a folder by its address.

    Prefixes are those of `dcat.PREFIX`.
    """
    name = f"<{folder}{file.name}>"
    inner, packed = dcat.types_of(file.name, file.media_type)
    yield f'{name} a dcat:Distribution ; dcterms:title "{_TITLES[file.name]}"@en ;\n'
    yield f"    dcat:accessURL {name} ; dcat:downloadURL {name} ; dcterms:license <{licence}> ;\n"
    yield f"    dcat:mediaType {dcat.file_type(inner)} ;\n"
    if packed:
        yield f"    dcat:compressFormat {dcat.file_type(packed)} ;\n"
    yield f"    dcat:byteSize {dcat.size(file.size)} ; spdx:checksum {dcat.checksum(file.sha256)} .\n"
    yield from dcat.media([inner, *([packed] if packed else [])])


def years_covered(store: Store) -> tuple[str, str] | None:
    """Return the first and the last year that a graph tells of; None where it tells of none."""
    query = f"SELECT (MIN(?y) AS ?first) (MAX(?y) AS ?last) {{ ?it <{NS}year> ?y }}"
    rows = list(store.rows(query))
    if not rows or not rows[0].get("first"):
        return None
    return f"{int(rows[0]['first']):04}", f"{int(rows[0]['last']):04}"
