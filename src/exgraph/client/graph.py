"""Graphs to ask: a store or a file here, an endpoint elsewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from exgraph import settings
from exgraph.client.result import Result
from exgraph.errors import ExgraphError, Location, QueryError, SettingsError
from exgraph.model.iri import PREFIXES, Base
from exgraph.publish import current
from exgraph.store import GRAPH_TYPES, RESULT_TYPES, Store, read
from exgraph.store.answer import GraphFormat, ResultFormat

_MAX_ADDRESS = 2000
"""Characters of an address that every server and proxy takes; longer queries go by POST."""
_SHIPPED = Base()
_DECLARED = re.compile(r"\bprefix\s+([^\s:]*):", re.IGNORECASE)


class EndpointError(ExgraphError):
    """An endpoint cannot be reached, or answers with an error that is not the query's."""


class Graph(Protocol):
    """Something to ask."""

    def query(self, text: str, *, timeout: float | None = None) -> Result:
        """Answer a SPARQL query; the model's prefixes need no declaration. `timeout` is in seconds."""

    def answer(self, text: str, results: ResultFormat, graph: GraphFormat) -> tuple[bytes, str]:
        """Return the answer as bytes, and its media type."""


class LocalGraph:
    """A store of this machine."""

    def __init__(self, store: Store, base: Base = _SHIPPED) -> None:
        self._store = store
        self._base = base

    def query(self, text: str, *, timeout: float | None = None) -> Result:
        """Answer a query. `timeout` is not kept: the engine cannot be interrupted.

        Raises:
            QueryError: it cannot be read, or is refused.
            StoreError: the evaluation fails.
        """
        return Result(*self.answer(text))

    def answer(self, text: str, results: ResultFormat = "json", graph: GraphFormat = "turtle") -> tuple[bytes, str]:
        """Return the answer as bytes, and its media type. Raises as `query` does."""
        answer = self._store.query(with_prefixes(text, self._base), accept_results=results, graph_format=graph)
        return answer.body, answer.media_type


class RemoteGraph:
    """An endpoint, by its address."""

    def __init__(self, address: str, *, token: str | None = None, timeout: float = 60.0) -> None:
        self._address = address
        self._headers = {"User-Agent": "exgraph"} | ({"Authorization": f"Bearer {token}"} if token else {})
        self._timeout = timeout

    def query(self, text: str, *, timeout: float | None = None) -> Result:
        """Answer a query within `timeout` seconds.

        Raises:
            QueryError: the endpoint cannot read it.
            EndpointError: the endpoint cannot be reached, refuses, or fails.
        """
        return Result(*self.answer(text, timeout=timeout))

    def answer(
        self,
        text: str,
        results: ResultFormat = "json",
        graph: GraphFormat = "turtle",
        *,
        timeout: float | None = None,
    ) -> tuple[bytes, str]:
        """Return the answer as bytes, and its media type. Raises as `query` does."""
        types = (RESULT_TYPES[results], GRAPH_TYPES[graph])
        accept = ", ".join(type_.partition(";")[0] for type_ in types)
        query = urlencode({"query": with_prefixes(text)})
        address = f"{self._address}{'&' if '?' in self._address else '?'}{query}"
        request = (
            Request(address)  # noqa: S310 - open_graph lets only http and https through
            if len(address) <= _MAX_ADDRESS
            else Request(self._address, query.encode())  # noqa: S310
        )
        for name, value in {**self._headers, "Accept": accept}.items():
            request.add_header(name, value)
        try:
            with urlopen(request, timeout=timeout or self._timeout) as answer:  # noqa: S310
                return answer.read(), answer.headers.get("Content-Type", "")
        except HTTPError as error:
            raise _refused(self._address, error) from error
        except (URLError, TimeoutError, OSError) as error:
            reason = getattr(error, "reason", error)
            raise EndpointError(f"{self._address} cannot be reached: {reason}") from error


def open_graph(source: str | Path | None = None, *, token: str | None = None, timeout: float = 60.0) -> Graph:
    """Open a graph: what is published in the project around here, a folder, an RDF file, or an endpoint.

    >>> import exgraph
    >>> graph = exgraph.open("tests/store/specimen.trig")
    >>> rows = graph.query('SELECT ?n { ?p a exg:City ; rdfs:label ?n FILTER(LANG(?n) = "ja") } ORDER BY ?n')
    >>> [row.n for row in rows]
    ['ネベリスク', '稚内市']
    >>> bool(graph.query("ASK { ?tie a exg:SisterCityAgreement }"))
    True

    Args:
        source: an address that begins with http:// or https://; a folder (a project, a build folder, a store); a file
            (`.ttl`, `.nt`, `.nq`, `.trig`, `.rdf`, `.jsonld`, each also with `.gz`). None is the project around here.
        token: a bearer token, for an endpoint that asks for one.
        timeout: seconds to wait for an endpoint.

    Raises:
        SettingsError: there is no graph at `source`.
        StoreError: it cannot be opened.
    """
    if source is None:
        project = settings.load()
        return LocalGraph(_published(project.build), project.base)
    if re.match(r"https?://", str(source)):
        return RemoteGraph(str(source), token=token, timeout=timeout)
    return LocalGraph(_stored(Path(source)))


def _stored(path: Path) -> Store:
    if path.is_file():
        return read(path)
    for folder in (path, path / "store"):
        if (folder / "CURRENT").is_file():
            return Store.open(folder)
    for build in (path, path / "build"):
        if (build / "current").exists():
            return _published(build)
    remedy = "give the address of an endpoint, a project, a build folder, or an RDF file"
    raise SettingsError(f"there is no graph at {path}", remedy=remedy)


def with_prefixes(text: str, base: Base = _SHIPPED) -> str:
    """Declare the prefixes of the model and of its things that a query uses and does not declare.

    Lines keep their numbers. `base` is that of the things.
    """
    declared, known = set(_DECLARED.findall(text)), PREFIXES | base.prefixes()
    used = [name for name in known if name not in declared and re.search(rf"(?<![\w?$<-]){name}:", text)]
    return "".join(f"PREFIX {name}: <{known[name]}> " for name in used) + text


def _published(build: Path) -> Store:
    version = current(build)
    if version is None:
        raise SettingsError(f"nothing is published in {build}", remedy="run exgraph build")
    return Store.open(version / "store")


def _refused(address: str, error: HTTPError) -> ExgraphError:
    body = error.read().decode("utf-8", errors="replace")
    try:
        problem = json.loads(body)
        detail, remedy = problem["detail"], problem.get("remedy")
    except (ValueError, KeyError, TypeError):
        problem, detail, remedy = {}, body.strip()[:500] or error.reason, None
    if error.code == 400:
        at = Location(Path("query"), problem["line"], problem["column"]) if "line" in problem else None
        return QueryError(re.sub(r"^line \d+, column \d+: ", "", detail), at=at, remedy=remedy)
    return EndpointError(f"{address} answers {error.code}: {detail}", remedy=remedy)
