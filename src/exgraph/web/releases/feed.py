"""The feed of changes: an event stream (LDES, in TREE's pages) with one member a release, the oldest first.

A member leads to its RDF Patch: who applies the patches one after the other has the newest dump.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exgraph.model.ntriples import literal
from exgraph.model.turtle import PROLOGUE, iri
from exgraph.release import File, Release, dcat, patch
from exgraph.release.release import DUMP, PATCH

MEMBERS = 50
"""Members on a page; once there is a page after it, a page never changes again."""
_PREFIXES = "".join(
    f"@prefix {name}: <{namespace}> .\n"
    for name, namespace in {
        "ldes": "https://w3id.org/ldes#",
        "tree": "https://w3id.org/tree#",
    }.items()
)


_SHAPE = """[ a sh:NodeShape ; sh:targetClass dcat:Dataset ;
        sh:property [ sh:path dcterms:issued ; sh:minCount 1 ], [ sh:path spdx:checksum ; sh:minCount 1 ],
            [ sh:path dcat:distribution ; sh:minCount 1 ; sh:node [ a sh:NodeShape ;
                sh:property [ sh:path dcat:downloadURL ; sh:minCount 1 ], [ sh:path dcat:byteSize ; sh:minCount 1 ],
                    [ sh:path spdx:checksum ; sh:minCount 1 ] ] ] ]"""
"""What a member is: with its files, of which a reader of the stream would take the addresses only."""


def pages(number: int) -> int:
    """Return how many pages so many members fill; an empty stream has one."""
    return max(1, -(-number // MEMBERS))


def page(released: Sequence[Release], number: int, address: str) -> str:
    """Return a page of the stream as Turtle: `released` the oldest first, `number` from 1, `address` the server's."""
    return "".join(_page(released, number, address))


def _page(released: Sequence[Release], number: int, address: str) -> Iterator[str]:
    stream, first = iri(f"{address}/changes#stream"), f"{address}/changes"
    here = iri(first if number == 1 else f"{first}?page={number}")
    members = released[(number - 1) * MEMBERS : number * MEMBERS]
    yield PROLOGUE + _PREFIXES
    yield f"{stream} a ldes:EventStream ; dcterms:title {literal('Changes of the graph, release by release', 'en')} ;\n"
    yield f"    ldes:timestampPath dcterms:issued ; ldes:versionOfPath dcterms:isVersionOf ; tree:view {iri(first)} ;\n"
    yield f"    tree:shape {_SHAPE} .\n"
    yield "spdx:checksumAlgorithm_sha256 a spdx:ChecksumAlgorithm .\n"
    yield f"{here} a tree:Node ; dcterms:isPartOf {stream} .\n"
    if number < pages(len(released)):
        following = released[number * MEMBERS]
        yield f"{here} tree:relation [ a tree:GreaterThanOrEqualToRelation ; tree:path dcterms:issued ;\n"
        yield f"    tree:node {iri(f'{first}?page={number + 1}')} ; tree:value {_moment(following)} ] .\n"
    for release in members:
        yield f"{stream} tree:member {iri(release.iri)} .\n"
        yield from _member(release, address)


def _member(release: Release, address: str) -> Iterator[str]:
    files = f"{address}/downloads/{release.id}/"
    yield f"{iri(release.iri)} a dcat:Dataset ; dcterms:title {literal(f'Release {release.id}', 'en')} ;\n"
    yield f"    dcterms:description {literal(_description(release), 'en')} ;\n"
    yield f"    dcterms:isVersionOf {iri(address + '/.well-known/void#dataset')} ;\n"
    yield f"    dcterms:issued {_moment(release)} ; dcterms:identifier {literal(release.id)} ;\n"
    yield f"    dcat:version {literal(release.version)} ;\n"
    yield f"    dcat:landingPage {iri(f'{address}/releases/{release.id}')} ;\n"
    if release.previous is not None:
        before = release.iri.removesuffix(release.id) + release.previous
        yield f"    dcat:previousVersion {iri(before)} ;\n"
    yield f"    spdx:checksum {dcat.checksum(release.canonical)} ;\n"
    given = [file for file in release.files if file.name in (PATCH, DUMP)]
    yield f"    dcat:distribution {', '.join(iri(files + file.name) for file in given)} .\n"
    yield f"{iri(f'{address}/releases/{release.id}')} a foaf:Document .\n"
    for file in given:
        yield from _file(file, files)


def _description(release: Release) -> str:
    return f"{release.quads} statements; {release.added} came, {release.withdrawn} went since the release before."


def _file(file: File, folder: str) -> Iterator[str]:
    address = iri(folder + file.name)
    inner, packed = dcat.types_of(file.name, file.media_type)
    yield f"{address} a dcat:Distribution ; dcterms:title {literal(file.name, 'en')} ; dcat:accessURL {address} ;\n"
    yield f"    dcat:downloadURL {address} ; dcat:mediaType {dcat.file_type(inner)} ;\n"
    yield f"    dcat:compressFormat {dcat.file_type(packed)} ;\n" if packed else ""
    yield f"    dcat:byteSize {dcat.size(file.size)} ; spdx:checksum {dcat.checksum(file.sha256)} .\n"
    yield from dcat.media([inner, *([packed] if packed else [])])


def _moment(release: Release) -> str:
    return f'"{release.date}T00:00:00Z"^^xsd:dateTime'


def modified(released: Sequence[Release]) -> dict[str, str]:
    """Return the day on which each thing last changed: of the newest release that says something else of it.

    Raises:
        ReleaseError: a patch cannot be read.
    """
    days: dict[str, str] = {}
    for release in sorted(released, key=lambda each: each.key):
        for _, quad in patch.read(release.folder / PATCH):
            days[quad.partition(" ")[0][1:-1]] = release.date
    return days
