"""Our endpoint beside others on the same graph: requests a second, p50, p95, memory, as ratios of one run.

    .venv/bin/python benchmarks/http/run.py                              30,000 triples, all servers: five minutes
    .venv/bin/python benchmarks/http/run.py --size 300k --server exgraph --server oxigraph
    .venv/bin/python benchmarks/http/run.py --set light --state cold --connections 8 --seconds 5

Two sets of 200 texts: `light` has five look-ups and facets, `all` fifteen queries, asked about other things each time.
Cold: no text is ever sent twice. Warm: every text was answered before. All servers are up, and each cell is measured on
one after the other, three times; the median is told. Generator and server share the machine: read the ratios.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote
from urllib.request import Request, urlopen

sys.path.append(str(Path(__file__).parents[1]))

from generate import generate, size
from load import Outcome, run
from question import request, texts, unique
from rich.console import Console
from rich.table import Table
from server import PEERS, REPOSITORY, Server, available, running

SERVERS = ("exgraph", "oxigraph", "rdflib-endpoint", "virtuoso")
SETS = ("light", "all")
STATES = ("cold", "warm")
Cell = tuple[str, str, int]
"""A set of queries, a state, a number of connections."""


def write_graph(path: Path, triples: int) -> None:
    """Write a generated graph and the ontology as N-Quads."""
    import pyoxigraph

    graph = pyoxigraph.NamedNode("https://w3id.org/exgraph/graph/ontology")
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(generate(triples))
        for source in sorted((REPOSITORY / "ontology").glob("*.ttl")):
            for quad in pyoxigraph.parse(path=str(source), format=pyoxigraph.RdfFormat.TURTLE):
                named = pyoxigraph.Quad(quad.subject, quad.predicate, quad.object, graph)
                file.write(f"{named} .\n")


def measure(server: Server, cell: Cell, seconds: float) -> Outcome:
    """Run one cell against a server; every answer must have the length that the first answer to its text had."""
    kind, state, connections = cell
    queries = texts(light=kind == "light")
    known: dict[int, int] = {}

    def right(number: int, length: int) -> bool:
        return known.setdefault(number, length) == length

    if state == "warm":
        once = ((number, request(query, server.path)) for number, query in enumerate(queries))
        run(server.port, once, connections=connections, seconds=600, lengths=right)
    return run(
        server.port, _requests(queries, server.path, state), connections=connections, seconds=seconds, lengths=right
    )


def _requests(queries: list[str], path: str, state: str) -> Iterator[tuple[int, bytes]]:
    numbers = itertools.cycle(range(len(queries)))
    if state == "warm":
        made = [request(query, path) for query in queries]
        return ((number, made[number]) for number in numbers)
    return ((number, request(query, path)) for number, query in zip(numbers, _fresh(queries), strict=False))


def _fresh(queries: list[str]) -> Iterator[str]:
    # Texts of one cell must not be those of another: the count goes on through the whole run.
    global _begun  # noqa: PLW0603
    _begun += 1
    return (f"{query}.{_begun}" for query in unique(queries))


_begun = 0


def count_answers(server: Server) -> dict[str, int]:
    """Return how many rows or triples each query of the large set gives."""
    counts = {}
    for query in texts(light=False):
        graph = "CONSTRUCT" in query
        accept = "application/n-triples" if graph else "application/sparql-results+json"
        address = f"http://127.0.0.1:{server.port}{server.path}?query={quote(query)}"
        with urlopen(Request(address, headers={"Accept": accept}), timeout=60) as answer:
            body = answer.read()
        counts[query] = len(set(body.splitlines())) if graph else len(json.loads(body)["results"]["bindings"])
    return counts


def disagreements(counts: dict[str, dict[str, int]]) -> list[str]:
    """Return the queries to which servers give answers of different size."""
    first, *others = counts
    return [
        f"{other} gives {counts[other][query]} rows, {first} {number}: {query[query.rindex(chr(10)) + 1 :]}"
        for query, number in counts[first].items()
        for other in others
        if counts[other][query] != number
    ]


def show(measured: dict[str, dict[Cell, Outcome]], memory: dict[str, tuple[float, float]]) -> None:
    """Print the figures, and ours over each peer's."""
    table = Table("queries", "state", "c", *measured, title="requests/s  (p50 / p95 ms)")
    ours = measured.get("exgraph", {})
    for cell in ours or next(iter(measured.values())):
        row = [
            f"{each[cell].rate:,.0f} ({each[cell].percentile(0.5):.1f} / {each[cell].percentile(0.95):.1f})"
            + (f" {len(each[cell].errors)} errors" if each[cell].errors else "")
            + (
                f" [bold]×{ours[cell].rate / each[cell].rate:.2f}[/]"
                if ours and each is not ours and each[cell].rate
                else ""
            )
            for each in measured.values()
        ]
        table.add_row(*map(str, cell), *row)
    table.add_section()
    table.add_row("PSS MB", "idle", "", *(f"{memory[name][0]:,.0f}" for name in measured))
    table.add_row("PSS MB", "after", "", *(f"{memory[name][1]:,.0f}" for name in measured))
    Console(width=40 + 42 * len(measured)).print(table)


def to_json(measured: dict[str, dict[Cell, Outcome]], memory: dict[str, tuple[float, float]]) -> str:
    """Return the figures for programs."""
    rows = [
        {
            **dict(zip(("set", "state", "connections"), cell, strict=True)),
            "server": name,
            "requests_per_second": round(outcome.rate, 1),
            "p50_ms": round(outcome.percentile(0.5), 2),
            "p95_ms": round(outcome.percentile(0.95), 2),
            "errors": len(outcome.errors),
        }
        for name, cells in measured.items()
        for cell, outcome in cells.items()
    ]
    pss = {name: {"idle_mb": round(idle), "after_mb": round(after)} for name, (idle, after) in memory.items()}
    return json.dumps({"cells": rows, "pss": pss}, indent=1)


def _cells(arguments: argparse.Namespace) -> Iterable[Cell]:
    return itertools.product(arguments.set or SETS, arguments.state or STATES, arguments.connections or (1, 8, 32))


def measure_all(
    servers: list[Server], cells: list[Cell], rounds: int, seconds: float
) -> dict[str, dict[Cell, Outcome]]:
    """Measure each cell on one server after the other, round after round, and keep each server's median round."""
    measured: dict[str, dict[Cell, Outcome]] = {server.name: {} for server in servers}
    for cell in cells:
        found: dict[str, list[Outcome]] = {server.name: [] for server in servers}
        for _, server in itertools.product(range(rounds), servers):
            found[server.name].append(measure(server, cell, seconds))
        for name, outcomes in found.items():
            measured[name][cell] = sorted(outcomes, key=lambda outcome: outcome.rate)[len(outcomes) // 2]
            for error in dict.fromkeys(error for outcome in outcomes for error in outcome.errors):
                print(f"{name} {cell}: {error}", file=sys.stderr)
    return measured


def main() -> None:
    """Run the comparison and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=size, default=30_000, help="triples: 30k, 300k, 3M, 30M or a number")
    parser.add_argument("--server", choices=SERVERS, action="append", help="all when none is named")
    parser.add_argument("--set", choices=SETS, action="append")
    parser.add_argument("--state", choices=STATES, action="append")
    parser.add_argument("--connections", type=int, action="append")
    parser.add_argument("--seconds", type=float, default=2.0, help="for each cell and round")
    parser.add_argument("--rounds", type=int, default=3, help="the median of so many is told")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    peers = REPOSITORY / "build" / "peers"
    peers.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, ExitStack() as stack:
        folder = Path(temporary)
        graph = folder / "graph.nq"
        write_graph(graph, arguments.size)
        servers = []
        for name in arguments.server or SERVERS:
            if reason := available(name, peers):
                print(f"{name} is left out: {reason}", file=sys.stderr)
                continue
            if name in PEERS:
                (folder / name).symlink_to(peers / name)
            servers.append(stack.enter_context(running(name, graph, folder)))
        idle = {server.name: server.memory() for server in servers}
        counts = {server.name: count_answers(server) for server in servers}
        for difference in disagreements(counts):
            print(difference, file=sys.stderr)
        measured = measure_all(servers, list(_cells(arguments)), arguments.rounds, arguments.seconds)
        memory = {server.name: (idle[server.name], server.memory()) for server in servers}
    if arguments.json:
        print(to_json(measured, memory))
    else:
        show(measured, memory)


if __name__ == "__main__":
    main()
