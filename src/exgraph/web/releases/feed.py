"""The feed of changes: an event stream (LDES, in TREE's pages) with one member a release, the oldest first.

A member leads to its RDF Patch: who applies the patches one after the other has the newest dump.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exgraph.model.ntriples import literal
from exgraph.model.turtle import PROLOGUE, iri
from exgraph.release import Release, patch
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
_TYPES = "https://www.iana.org/assignments/media-types/"


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
    yield f"    ldes:timestampPath dcterms:issued ; ldes:versionOfPath dcterms:isVersionOf ; tree:view {iri(first)} .\n"
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
    yield f"{iri(release.iri)} a dcat:Dataset ; dcterms:isVersionOf {iri(address + '/.well-known/void#dataset')} ;\n"
    yield f"    dcterms:issued {_moment(release)} ; dcterms:identifier {literal(release.id)} ;\n"
    yield f"    dcat:version {literal(release.version)} ;\n"
    yield f"    dcat:landingPage {iri(f'{address}/releases/{release.id}')} ;\n"
    if release.previous is not None:
        before = release.iri.removesuffix(release.id) + release.previous
        yield f"    dcat:previousVersion {iri(before)} ;\n"
    yield f"    spdx:checksum {_checksum(release.canonical)} ;\n"
    given = [file for file in release.files if file.name in (PATCH, DUMP)]
    yield f"    dcat:distribution {', '.join(iri(files + file.name) for file in given)} .\n"
    for file in given:
        yield f"{iri(files + file.name)} a dcat:Distribution ; dcat:downloadURL {iri(files + file.name)} ;\n"
        yield f"    dcat:mediaType {iri(_TYPES + file.media_type)} ; dcat:byteSize {file.size} ;\n"
        yield f"    spdx:checksum {_checksum(file.sha256)} .\n"


def _moment(release: Release) -> str:
    return f'"{release.date}T00:00:00Z"^^xsd:dateTime'


def _checksum(sha256: str) -> str:
    algorithm = "spdx:algorithm spdx:checksumAlgorithm_sha256"
    return f'[ a spdx:Checksum ; {algorithm} ; spdx:checksumValue "{sha256}"^^xsd:hexBinary ]'


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
