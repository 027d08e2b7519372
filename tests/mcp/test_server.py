"""The server of the specimen graph, driven by the client of the official SDK."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from queue import Queue
from typing import Any

import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from rdflib import OWL, RDF, Graph

from exgraph.mcp.server import create_server
from exgraph.model.iri import NS
from exgraph.pool import Limits
from exgraph.settings import Settings

EXGRAPH = str(Path(sys.executable).parent / "exgraph")
ID = "https://w3id.org/exgraph/id/"
Talk = Callable[[Client], Awaitable[None]]


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """A loop that goes on from test to test, in a thread of its own."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield loop
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)
    loop.close()


@pytest.fixture(scope="module")
def talk(
    loop: asyncio.AbstractEventLoop, shipped_settings: Settings, shipped_report: object
) -> Iterator[Callable[[Talk], None]]:
    """Hold a conversation with a server of the shipped graph, in this process: all of them with the same one."""
    clients: Queue[Client | BaseException] = Queue()
    over = asyncio.Event()

    async def serve() -> None:
        try:
            async with Client(create_server(shipped_settings, Limits(timeout=5))) as client:
                clients.put(client)
                await over.wait()
        except BaseException as error:
            clients.put(error)
            raise

    serving = asyncio.run_coroutine_threadsafe(serve(), loop)
    client = clients.get(timeout=60)
    if isinstance(client, BaseException):
        raise client

    async def hold(conversation: Talk, client: Client) -> None:
        await conversation(client)

    yield lambda conversation: asyncio.run_coroutine_threadsafe(hold(conversation, client), loop).result(120)
    loop.call_soon_threadsafe(over.set)
    serving.result(30)


async def call(client: Client, tool: str, **arguments: str) -> dict[str, Any]:
    """Call a tool that must answer."""
    answer = await client.call_tool(tool, arguments)
    assert not answer.is_error, answer.content
    assert answer.structured_content is not None
    return dict(answer.structured_content)


def test_tools_only_read_and_say_so(talk: Callable[[Talk], None]) -> None:
    async def conversation(client: Client) -> None:
        tools = (await client.list_tools()).tools
        assert {tool.name for tool in tools} == {"search", "describe", "query", "schema", "examples", "explain"}
        assert all(tool.annotations and tool.annotations.read_only_hint and tool.description for tool in tools)

    talk(conversation)


@pytest.mark.parametrize("text", ["ネベリスク", "ねべりすく", "Невельск", "Nevelsk", "Nevelks"])
def test_a_town_is_found_in_any_script_and_described_with_its_records(talk: Callable[[Talk], None], text: str) -> None:
    async def conversation(client: Client) -> None:
        found = await call(client, "search", text=text)
        assert found["results"][0]["iri"] == f"{ID}place/nevelsk"
        described = await call(client, "describe", thing=found["results"][0]["iri"], language="ru")
        assert described["label"] == "Невельск"
        assert described["version"] == found["version"]
        tie = await call(client, "describe", thing="agreement/wakkanai-nevelsk-1972")
        assert all(record["source"] and record["lines"][0] > 0 for record in tie["records"])
        assert len(tie["records"]) > 0

    talk(conversation)


def test_null_is_as_if_an_argument_were_left_out(talk: Callable[[Talk], None]) -> None:
    async def conversation(client: Client) -> None:
        for tool, given in (
            ("search", {"text": "Nevelsk", "limit": None, "language": None}),
            ("describe", {"thing": "place/nevelsk", "language": None}),
            ("schema", {"term": None, "language": None}),
            ("examples", {"language": None}),
            ("query", {"sparql": "SELECT ?it { ?it a exg:City }", "limit": None, "language": None}),
        ):
            plain = {name: value for name, value in given.items() if value is not None}
            answers = [await client.call_tool(tool, each) for each in (given, plain)]
            assert not answers[0].is_error, answers[0].content
            assert answers[0].structured_content == answers[1].structured_content

    talk(conversation)


def test_rows_come_with_the_records_of_their_things(talk: Callable[[Talk], None]) -> None:
    async def conversation(client: Client) -> None:
        text = "SELECT ?event ?n { ?event a exg:Event ; exg:totalHeadcount ?n } ORDER BY DESC(?n) LIMIT 3"
        found = await call(client, "query", sparql=text)
        assert [int(row["n"]) for row in found["rows"]] == sorted(
            (int(row["n"]) for row in found["rows"]), reverse=True
        )
        assert len(found["records"]) >= 3
        assert (await call(client, "query", sparql="ASK { ?it a exg:City }"))["boolean"] is True
        graph = await call(client, "query", sparql="CONSTRUCT { ?it a exg:City } WHERE { ?it a exg:City }")
        assert "exg:City" in graph["turtle"]

    talk(conversation)


def test_what_the_endpoint_refuses_is_refused_here_in_words(talk: Callable[[Talk], None]) -> None:
    async def conversation(client: Client) -> None:
        for text, described in (
            ("SELECT * WHERE { ?s ?p", "query:1:"),
            ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE"),
            ("DELETE WHERE { ?s ?p ?o }", ""),
        ):
            answer = await client.call_tool("query", {"sparql": text})
            assert answer.is_error
            assert described in str(answer.content)
        slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
        answer = await client.call_tool("query", {"sparql": slow})
        assert answer.is_error and "5" in str(answer.content)
        assert (await call(client, "query", sparql="ASK {}"))["boolean"] is True
        answer = await client.call_tool("describe", {"thing": "place/nowhere"})
        assert answer.is_error

    talk(conversation)


def test_statements_are_explained_down_to_lines(talk: Callable[[Talk], None]) -> None:
    async def conversation(client: Client) -> None:
        tie = {"subject": "agreement/wakkanai-nevelsk-1972", "predicate": "party", "value": "place/nevelsk"}
        stated = await call(client, "explain", **tie)
        assert stated["status"] == "asserted"
        assert stated["reason"]["asserted"]["records"]
        inferred = await call(client, "explain", subject="place/wakkanai", predicate="within", value="place/japan")
        assert inferred["status"] == "inferred"
        assert "records" in json.dumps(inferred["reason"])

    talk(conversation)


def test_vocabulary_and_examples_are_resources_and_the_examples_work(talk: Callable[[Talk], None]) -> None:
    async def conversation(client: Client) -> None:
        schema = json.loads((await client.read_resource("exgraph://schema")).contents[0].text)
        uses = {each["term"]: each["uses"] for each in schema["classes"]}
        assert uses["exg:Event"] > uses["exg:SisterCityAgreement"] > 0
        examples = json.loads((await client.read_resource("exgraph://examples")).contents[0].text)["examples"]
        assert len(examples) >= 10
        asking = (await client.read_resource("exgraph://asking")).contents[0].text
        assert (await call(client, "examples"))["traps"] == asking
        assert "exg:earliest" in asking
        for example in examples[:3]:
            await call(client, "query", sparql=example["query"])
        ontology = Graph().parse(data=(await client.read_resource("exgraph://ontology")).contents[0].text)
        classes = {str(each) for each in ontology.subjects(RDF.type, OWL.Class)}
        assert {NS + "Event", NS + "SisterCityAgreement"} <= classes
        term = await call(client, "schema", term="exg:Agreement")
        assert term["iri"].endswith("#Agreement")

    talk(conversation)


@pytest.fixture
def arguments(shipped_settings: Settings, shipped_report: object) -> list[str]:
    return ["--root", str(Path(__file__).parents[2]), "--build", str(shipped_settings.build), "mcp"]


@pytest.mark.server
def test_the_command_speaks_over_http(arguments: list[str]) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]

    async def session() -> int:
        async with Client(f"http://127.0.0.1:{port}/mcp") as client:
            return int((await call(client, "query", sparql="SELECT * { ?s a exg:City } LIMIT 7"))["total"])

    process = subprocess.Popen([EXGRAPH, *arguments, "--http", "--port", str(port)], stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        assert asyncio.run(session()) == 7
    finally:
        process.terminate()
        process.wait(10)


def wait_for(port: int) -> None:
    """Wait until something listens."""
    for _ in range(300):
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("nothing listens")


def test_the_command_speaks_over_standard_input(arguments: list[str]) -> None:
    command = StdioServerParameters(command=EXGRAPH, args=arguments)

    async def session() -> str:
        async with Client(stdio_client(command)) as client:
            found = await call(client, "search", text="稚内市", language="ja")
            return str(found["results"][0]["label"])

    assert asyncio.run(session()) == "稚内市"
