"""The server that agents talk to: tools over what is published, by standard input or HTTP."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any, Literal

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from exgraph.client.graph import with_prefixes
from exgraph.errors import ExgraphError
from exgraph.mcp.knowledge import Knowledge
from exgraph.mcp.proposal import Bench
from exgraph.model.iri import Base
from exgraph.pool import Limits, Pool, Query
from exgraph.reading.asking import traps
from exgraph.reading.language import Language
from exgraph.reading.publication import Publication
from exgraph.settings import Settings

Transport = Literal["stdio", "http"]
Know = Callable[[Language | None], Knowledge]
_READ = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
_WRITE = ToolAnnotations(read_only_hint=False, destructive_hint=False, open_world_hint=False)
_ROWS = 200
_FOUND = 10
"""Results of a search where no number is asked for."""
_GRAPH = 60_000
"""Characters of Turtle that a tool gives."""
_INSTRUCTIONS = """\
A knowledge graph of exchange between towns: municipalities, sister-city agreements, delegations, events, programmes,
read from documents of local governments. Every fact leads to a record: a document and its lines; name them in answers.
Search for names in Japanese, English or Russian to get IRIs; look at schema and examples before writing SPARQL: counts
and sums have traps (dates that are months, plans, both directions of a tie, groups with several ways), which `examples`
tells with the right queries.
No record does not mean that nothing happened. Prefixes (exg:, rdfs:, prov: …) need no declaration in queries.
"""


def create_server(settings: Settings, limits: Limits | None = None, *, propose: bool = False) -> MCPServer:
    """Return the server of what is published under `settings.build`; queries are held to `limits`.

    `propose` adds the tools by which agents propose facts for review.
    """
    publication = Publication(settings)
    pool = Pool(settings.build, settings.base, limits or Limits(), journal=settings.state / "journal.rdfp")

    @asynccontextmanager
    async def running(_: MCPServer) -> AsyncIterator[None]:
        await pool.start()
        try:
            yield
        finally:
            await pool.stop()

    server = MCPServer(
        "exgraph", version=version("exgraph"), instructions=_INSTRUCTIONS, lifespan=running, log_level="WARNING"
    )

    def know(language: Language | None) -> Knowledge:
        # Many clients send null for what they leave out.
        return Knowledge(publication.current(), language or "en")

    _add_tools(server, know)
    _add_query(server, know, pool, settings.base)
    _add_resources(server, know)
    if propose:
        _add_proposals(server, Bench(settings))
    return server


def serve(
    settings: Settings,
    transport: Transport,
    host: str,
    port: int,
    limits: Limits | None = None,
    *,
    propose: bool = False,
) -> None:
    """Serve until the client leaves (stdio) or the process is ended (HTTP, at `/mcp`)."""
    server = create_server(settings, limits, propose=propose)
    if transport == "stdio":
        server.run("stdio")
    else:
        server.run("streamable-http", host=host, port=port)


def _add_tools(server: MCPServer, know: Know) -> None:
    @server.tool(annotations=_READ)
    async def search(text: str, language: Language | None = None, limit: int | None = None) -> dict[str, Any]:
        """Find towns, organisations, agreements, series and events by name, in any script, by reading, with typos."""
        return await _answer(lambda: know(language).search(text, _FOUND if limit is None else limit))

    @server.tool(annotations=_READ)
    async def describe(thing: str, language: Language | None = None) -> dict[str, Any]:
        """Tell all that is stated and inferred of a thing (IRI, or key such as place/nevelsk), with its records."""
        return await _answer(lambda: know(language).describe(thing))

    @server.tool(annotations=_READ)
    async def schema(term: str | None = None, language: Language | None = None) -> dict[str, Any]:
        """List classes and properties with how often each is used, and prefixes; or tell all of one term."""
        return await _answer(lambda: know(language).schema(term))

    @server.tool(annotations=_READ)
    async def examples(language: Language | None = None) -> dict[str, Any]:
        """Give SPARQL queries that work here, each with its question in words."""
        return await _answer(know(language).examples)

    @server.tool(annotations=_READ)
    async def explain(subject: str, predicate: str, value: str, language: Language | None = None) -> dict[str, Any]:
        """Tell why a statement holds: the records and lines that state it, or the rule and premises it follows from."""
        return await _answer(lambda: know(language).explain(subject, predicate, value))


def _add_query(server: MCPServer, know: Know, pool: Pool, base: Base) -> None:
    @server.tool(annotations=_READ)
    async def query(sparql: str, language: Language | None = None, limit: int | None = None) -> dict[str, Any]:
        """Answer a SPARQL 1.1 query: rows with the records of the things in them, a truth, or a graph as Turtle."""
        try:
            reply = await pool.ask(Query(with_prefixes(sparql, base)), client="mcp")
            body = await reply.whole()
        except ExgraphError as error:
            raise ToolError(str(error)) from error
        knowledge: Knowledge = await asyncio.to_thread(know, language)
        if not reply.media_type.startswith("application/sparql-results+json"):
            text = body.decode()
            return {**knowledge.source, "turtle": text[:_GRAPH], "cut": len(text) > _GRAPH}
        found = json.loads(body)
        if "boolean" in found:
            return {**knowledge.source, "boolean": found["boolean"]}
        bindings = found["results"]["bindings"]
        shown = bindings[: max(1, min(_ROWS if limit is None else limit, _ROWS))]
        rows = [{name: term["value"] for name, term in row.items()} for row in shown]
        iris = [term["value"] for row in shown for term in row.values() if term["type"] == "uri"]
        records = await asyncio.to_thread(knowledge.records_of, iris)
        return {
            **knowledge.source,
            "columns": found["head"]["vars"],
            "rows": rows,
            "total": len(bindings),
            "records": records,
        }


def _add_resources(server: MCPServer, know: Know) -> None:
    @server.resource("exgraph://schema", mime_type="application/json")
    async def vocabulary() -> str:
        """The classes and properties, with how often each is used."""
        return json.dumps(await _answer(lambda: know("en").schema(None)), ensure_ascii=False)

    @server.resource("exgraph://ontology", mime_type="text/turtle")
    async def ontology() -> str:
        """The ontology as Turtle: classes, properties and axioms, with their definitions."""
        return await asyncio.to_thread(lambda: know("en").ontology())

    @server.resource("exgraph://asking", mime_type="text/markdown")
    async def asking() -> str:
        """The traps of asking: what is written first, why it answers something else, and what to write instead."""
        return await asyncio.to_thread(traps)

    @server.resource("exgraph://examples", mime_type="application/json")
    async def queries() -> str:
        """Queries that work here."""
        return json.dumps(await _answer(know("en").examples), ensure_ascii=False)


def _add_proposals(server: MCPServer, bench: Bench) -> None:
    @server.tool(annotations=_READ)
    async def document_lines(source: str, first: int = 1, last: int | None = None) -> dict[str, Any]:
        """List lines of a source's document, each with its record, how many facts it has, and whether it waits."""
        return await _answer(lambda: bench.lines(source, first, last))

    @server.tool(annotations=_WRITE)
    async def propose(
        source: str, record: str, table: str, cells: dict[str, str], *, span: str, author: str
    ) -> dict[str, Any]:
        """Propose a row of event, participation or agreement for a person to review; `span` is the words it rests on.

        Refused where the span is not in the record's lines, or a value is not what the span tells.
        """
        return await _answer(lambda: bench.propose(source, record, table, cells, span=span, author=author))

    @server.tool(annotations=_READ)
    async def check_tables() -> dict[str, Any]:
        """Run the checks of the fact tables."""
        return await _answer(bench.check)


async def _answer(tell: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    try:
        return await asyncio.to_thread(tell)
    except ExgraphError as error:
        raise ToolError(str(error)) from error
