"""A server as a peer, and the tests of its protocols: requests as the suite has them, answers as it wants them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import HTTPRedirectHandler, Request, build_opener
from urllib.response import addinfourl

import pyoxigraph
from rdflib import Graph
from rdflib.compare import isomorphic

from tests.conformance.suite.manifest import Case, Dataset, Exchange
from tests.conformance.suite.peer import Reply
from tests.conformance.suite.result import Quads, address, quads, table_or_truth

_STATUSES = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}
_RESULTS = ("application/sparql-results+xml", "application/sparql-results+json", "text/csv")
_FORMATS = {
    "boolean": _RESULTS[:2],
    "tabular": (*_RESULTS, "text/tab-separated-values"),
    "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"),
}
_KNOWN = "http://kasei.us/2009/09/sparql/data/"
"""The addresses that the protocol's tests take for graphs; their files are called the same."""


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


_OPENER = build_opener(_NoRedirect)


@dataclass
class Remote:
    """A server by its endpoint and its graph store, both writable with a token."""

    endpoint: str
    graph_store: str
    token: str | None = None
    base: str = ""

    def load(self, dataset: Dataset) -> None:
        """Make the data set of files the only content."""
        graphs = ["DROP ALL"]
        for name, path in [(None, path) for path in dataset.default] + list(dataset.named):
            format_ = pyoxigraph.RdfFormat.from_extension(path.suffix[1:])
            triples = pyoxigraph.parse(path=str(path), format=format_, base_iri=address(path))
            text = (pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES) or b"").decode()
            graphs.append(
                f"INSERT DATA {{ {text} }}" if name is None else f"INSERT DATA {{ GRAPH <{name}> {{ {text} }} }}"
            )
        self._well(self.update(" ;\n".join(graphs)))

    def query(self, text: str, accept: str) -> Reply:
        """Ask a query."""
        headers = {"Content-Type": "application/sparql-query", "Accept": accept}
        return self.send("POST", self.endpoint, headers, self._based(text).encode())

    def update(self, text: str) -> Reply:
        """Run an update."""
        headers = {"Content-Type": "application/sparql-update"}
        return self.send("POST", self.endpoint, headers, self._based(text).encode())

    def content(self) -> Quads:
        """Return everything there is."""
        return quads(self._well(self.send("GET", self.graph_store, {"Accept": "application/n-quads"})).body)

    def send(self, method: str, url: str, headers: dict[str, str], body: bytes = b"") -> Reply:
        """Send a request and return its answer, whatever its status."""
        if self.token:
            headers = {**headers, "Authorization": f"Bearer {self.token}"}
        request = Request(  # noqa: S310 - the address is the tester's own
            url, body or (b"" if method in ("POST", "PUT") else None), headers, method=method
        )
        if "Content-Type" not in headers:
            # urllib names a type where none is given, and the suite wants none.
            request.add_unredirected_header("Content-type", "")
        try:
            with _OPENER.open(request, timeout=30) as answer:
                return _reply(answer.status, answer)
        except HTTPError as error:
            return _reply(error.code, error)

    def exchange(self, asked: Exchange, prefix: str, here: str, found: dict[str, str]) -> str | None:
        """Send one request of a protocol test, its path moved from `prefix` to `here`; return what is wrong."""
        path = asked.path
        for name, value in found.items():
            path = path.replace(name, quote(value, safe=""))
        headers = {name.title(): value for name, value in asked.headers.items()}
        reply = self.send(asked.method, here + path.removeprefix(prefix), headers, asked.body)
        if not any(_is(reply.status, status) for status in asked.statuses):
            return (
                f"{asked.method} {asked.path}: status {reply.status}, not {', '.join(asked.statuses)}: {reply.body!r}"
            )
        if asked.location is not None:
            if "location" not in reply.headers:
                return f"{asked.method} {asked.path}: no Location"
            found[asked.location] = reply.headers["location"]
        return _content(asked, reply)

    def _based(self, text: str) -> str:
        """Return a text with its folder's base where it has none of its own: a server knows only its own address."""
        relative = re.search(r"<(?![A-Za-z][A-Za-z0-9+.-]*:)[^<>\"{}|^`\\\s=]+>", text)
        if not self.base or not relative or re.search(r"^\s*base\b", text, re.IGNORECASE | re.MULTILINE):
            return text
        return f"BASE <{self.base}> {text}"

    def _well(self, reply: Reply) -> Reply:
        if reply.status >= 300:
            raise RuntimeError(f"the server answers {reply.status}: {reply.body.decode(errors='replace')[:300]}")
        return reply


def run_protocol(case: Case, server: Remote) -> str | None:
    """Run a test of the SPARQL Protocol and return what is wrong, or None."""
    folder = case.data.named[0][1].parent if case.data.named else None
    server.load(
        Dataset((), tuple((_KNOWN + path.stem + ".rdf", path) for _, path in case.data.named)) if folder else Dataset()
    )
    found: dict[str, str] = {}
    problems = (server.exchange(each, "/sparql/", server.endpoint, found) for each in case.exchanges)
    return next((problem for problem in problems if problem), None)


def run_graph_store(case: Case, server: Remote) -> str | None:
    """Run a test of the Graph Store Protocol on an empty store and return what is wrong, or None."""
    server.load(Dataset())
    found: dict[str, str] = {}
    problems = (server.exchange(each, "/gsp", server.graph_store, found) for each in case.exchanges)
    return next((problem for problem in problems if problem), None)


def run_description(case: Case, server: Remote) -> str | None:
    """Run a test of the service description and return what is wrong, or None."""
    reply = server.send("GET", server.endpoint, {"Accept": "text/turtle, application/rdf+xml;q=0.9"})
    name = case.id.rpartition("/")[2]
    if reply.status != 200 or reply.media_type.partition(";")[0] not in _FORMATS["RDF"]:
        return f"status {reply.status}, {reply.media_type}"
    graph = Graph().parse(data=reply.body, format=reply.media_type.partition(";")[0])
    if name == "returns-rdf":
        return None if graph else "no triples"
    if name == "has-endpoint-triple":
        asked = f"ASK {{ ?service <{_SD}endpoint> <{server.endpoint}> }}"
        return None if graph.query(asked).askAnswer else f"no sd:endpoint <{server.endpoint}>"
    # "Service description conforms to schema": each term of the vocabulary is one of its own, used on what it is for.
    return next((f"{term} is no term of {_SD}" for term in _terms(graph) if term not in _VOCABULARY), None) or (
        None if graph.query(f"ASK {{ ?service a <{_SD}Service> ; <{_SD}endpoint> ?e }}").askAnswer else "no sd:Service"
    )


_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOCABULARY = frozenset(
    (
        *("Service", "Language", "Function", "Aggregate", "EntailmentRegime", "EntailmentProfile", "GraphCollection"),
        *("Dataset", "Graph", "NamedGraph", "Feature", "SPARQL10Query", "SPARQL11Query", "SPARQL11Update"),
        *("DereferencesURIs", "UnionDefaultGraph", "RequiresDataset", "EmptyGraphs", "BasicFederatedQuery", "endpoint"),
        *("feature", "defaultEntailmentRegime", "entailmentRegime", "defaultSupportedEntailmentProfile"),
        *("supportedEntailmentProfile", "extensionFunction", "extensionAggregate", "languageExtension"),
        *("supportedLanguage", "propertyFeature", "defaultDataset", "availableGraphs", "resultFormat", "inputFormat"),
        *("defaultGraph", "namedGraph", "name", "graph"),
    )
)
"""The terms of SPARQL 1.1 Service Description, section 3."""


def _terms(graph: Graph) -> set[str]:
    return {str(term).removeprefix(_SD) for triple in graph for term in triple if str(term).startswith(_SD)}


def _content(asked: Exchange, reply: Reply) -> str | None:
    type_ = reply.media_type.partition(";")[0].strip()
    if asked.format is not None and type_ not in _FORMATS[asked.format]:
        return f"{asked.method} {asked.path}: {reply.media_type} is not {asked.format}"
    if asked.boolean is not None and table_or_truth(reply.body, reply.media_type) is not asked.boolean:
        return f"{asked.method} {asked.path}: {reply.body!r}, not {asked.boolean}"
    if (
        asked.answer_type is not None
        and asked.method != "HEAD"
        and type_ != asked.answer_type.partition(";")[0].strip()
    ):
        return f"{asked.method} {asked.path}: {reply.media_type}, not {asked.answer_type}"
    if asked.answer is None:
        return None
    expected, actual = Graph().parse(data=asked.answer, format="turtle"), Graph().parse(data=reply.body, format=type_)
    return None if isomorphic(expected, actual) else f"{asked.method} {asked.path}: {len(actual)} triples differ"


def _is(status: int, wanted: str) -> bool:
    if wanted.startswith("StatusCode"):
        return str(status)[0] == wanted.removeprefix("StatusCode")[0]
    return status == _STATUSES[wanted]


def _reply(status: int, answer: addinfourl) -> Reply:
    headers = {name.lower(): value for name, value in answer.headers.items()}
    return Reply(status, headers.get("content-type", ""), answer.read(), headers)
