"""The manifests of the suite, read into cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS
from rdflib.term import Node

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")

BASE = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"
"""Where the suite's files are published; relative IRIs in them resolve against it."""


@dataclass(frozen=True)
class Dataset:
    """Files of data: for the default graph, and for named graphs by IRI."""

    default: tuple[Path, ...] = ()
    named: tuple[tuple[str, Path], ...] = ()


@dataclass(frozen=True)
class Exchange:
    """A request of a protocol test with what its answer must be."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    statuses: tuple[str, ...]
    boolean: bool | None = None
    format: str | None = None
    location: str | None = None
    answer_type: str | None = None
    answer: str | None = None


@dataclass(frozen=True)
class Case:
    """One test: what is run (`text`, a query or an update), on what, and what must come of it."""

    id: str
    kind: str
    name: str
    text: Path | None = None
    data: Dataset = Dataset()
    result: Path | None = None
    after: Dataset = Dataset()
    exchanges: tuple[Exchange, ...] = field(default=(), repr=False)

    @property
    def group(self) -> str:
        """The folder of the test."""
        return self.id.partition("/")[0]


def cases(suite: Path) -> list[Case]:
    """Return the cases of every manifest that the suite's own start manifest includes, in its order."""
    start = _graph(suite / "manifest-all.ttl")
    return [case for manifest in _included(start, suite) for case in _cases(manifest, suite)]


def _included(graph: Graph, folder: Path) -> Iterator[Path]:
    for _, included in graph.subject_objects(MF.include):
        for each in Collection(graph, included):
            path = _path(each)
            nested = _graph(path)
            if (None, MF.include, None) in nested:
                yield from _included(nested, path.parent)
            else:
                yield path


def _graph(path: Path) -> Graph:
    return Graph().parse(path, format="turtle", publicID=path.as_uri())


def _path(node: Node | None) -> Path:
    return Path(str(node).removeprefix("file://"))


def _cases(manifest: Path, suite: Path) -> Iterator[Case]:
    graph = _graph(manifest)
    for _, entries in graph.subject_objects(MF.entries):
        for entry in Collection(graph, entries):
            yield _case(graph, entry, manifest.parent.relative_to(suite).as_posix())


def _case(graph: Graph, entry: Node, group: str) -> Case:
    kind = str(graph.value(entry, RDF.type)).rpartition("#")[2]
    name = " ".join(str(graph.value(entry, MF.name)).split())
    id_ = f"{group}/{str(entry).rpartition('#')[2].rpartition('/')[2]}"
    action, result = graph.value(entry, MF.action), graph.value(entry, MF.result)
    if (asked := graph.value(action, HT.requests)) is not None:
        requests = Collection(graph, asked)
        return Case(
            id_,
            kind,
            name,
            data=_dataset(graph, entry, UT.data),
            exchanges=tuple(_exchange(graph, each) for each in requests),
        )
    if isinstance(action, URIRef):
        return Case(id_, kind, name, text=_path(action))
    if kind == "UpdateEvaluationTest":
        return Case(
            id_,
            kind,
            name,
            text=_path(graph.value(action, UT.request)),
            data=_dataset(graph, action, UT.data),
            after=_dataset(graph, result, UT.data),
        )
    text = graph.value(action, QT.query)
    return Case(
        id_,
        kind,
        name,
        text=_path(text) if text else None,
        data=_dataset(graph, action, QT.data),
        result=_path(result) if isinstance(result, URIRef) else None,
    )


def _dataset(graph: Graph, node: Node | None, data: URIRef) -> Dataset:
    default = sorted(_path(each) for each in graph.objects(node, data))
    named = []
    for each in (*graph.objects(node, QT.graphData), *graph.objects(node, UT.graphData)):
        label = graph.value(each, RDFS.label)
        path = _path(each if label is None else graph.value(each, UT.graph))
        named.append((_published(str(each)) if label is None else str(label), path))
    return Dataset(tuple(default), tuple(sorted(named)))


def _published(iri: str) -> str:
    """Return the address under which a file of the suite is published; other IRIs as they are."""
    return BASE + "/".join(iri.split("/")[-2:]) if iri.startswith("file://") else iri


def _exchange(graph: Graph, request: Node) -> Exchange:
    answer = graph.value(request, HT.resp)
    boolean = graph.value(answer, MF.expectedBoolean)
    body = graph.value(request, HT.body)
    return Exchange(
        method=str(graph.value(request, HT.methodName)),
        path=str(graph.value(request, HT.absolutePath)),
        headers=_headers(graph, request),
        body=_body(graph, body),
        statuses=tuple(sorted(str(each).rpartition("#")[2] for each in graph.objects(answer, MF.expectedStatus))),
        boolean=None if boolean is None else bool(boolean),
        format=_text(graph.value(answer, MF.expectedFormat)),
        location=_text(graph.value(answer, MF.expectedLocation)),
        answer_type=_headers(graph, answer).get("content-type"),
        answer=_text(graph.value(graph.value(answer, HT.body), CNT.chars)),
    )


def _headers(graph: Graph, node: Node | None) -> dict[str, str]:
    head = graph.value(node, HT.headers)
    fields = list(Collection(graph, head)) if head is not None else []
    return {str(graph.value(each, HT.fieldName)).lower(): str(graph.value(each, HT.fieldValue)) for each in fields}


def _body(graph: Graph, node: Node | None) -> bytes:
    chars = graph.value(node, CNT.chars)
    encoding = str(graph.value(node, CNT.characterEncoding) or "UTF-8")
    return str(chars).encode(encoding) if isinstance(chars, Literal) else b""


def _text(node: Node | None) -> str | None:
    return None if node is None else str(node)
