"""Pages and data of the portal on a generated graph: milliseconds in the server, and facet counts beside SPARQL's.

    .venv/bin/python benchmarks/portal.py                     1,000 events: half a minute
    .venv/bin/python benchmarks/portal.py --events 50000      three minutes, 3 GB

Each address is asked once to warm up and then as often as --rounds says; told are the median and the 95th
percentile. Facet counts are those beside a selection, all values of all facets; the peer is one GROUP BY for each
facet in the same store, and counts that differ end the run.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from fastapi.testclient import TestClient
from generate import generate, without_graph
from rdflib import Graph
from rich.console import Console
from rich.table import Table

from exgraph.model.iri import Base
from exgraph.reading.publication import Publication
from exgraph.reading.published import Published
from exgraph.reading.selection import FACETS, Selection
from exgraph.reason import infer
from exgraph.settings import Settings
from exgraph.store import load
from exgraph.web.app import create_app

REPOSITORY = Path(__file__).parents[1]
TRIPLES = 48.5
"""Triples of an event, see generate.py."""
BASE_TRIPLES = 13_000
PAGES = (
    *("/browse", "/browse?kind=Visit&from=1990", "/browse?q=visit", "/browse?view=table", "/browse?view=timeline"),
    *("/browse?view=map", "/browse?view=network", "/browse?view=chart", "/browse/organisation", "/search?q=town+17"),
    *("/search/suggest?q=town+17", "/search/suggest?q=visti", "/browse?type=Agreement"),
)
DATA = (
    *("/map.json", "/timeline.json", "/network.json", "/network.json?node=place/town-17"),
    *("/browse.csv", "/browse.jsonld", "/browse.gexf", "/browse.geojson", "/browse.xlsx"),
)
SELECTIONS = {
    "all": Selection(),
    "kind, years": Selection({"kind": ("Visit",)}, 1990, 2010),
    "place": Selection({"place": ("place/region-0",)}),
}


def publish(folder: Path, events: int) -> Settings:
    """Generate, infer, load and publish a graph of so many events."""
    triples = BASE_TRIPLES + int(events * TRIPLES)
    version = folder / "versions" / "generated"
    version.mkdir(parents=True)
    ontology = Graph()
    for file in sorted((REPOSITORY / "ontology").glob("*.ttl")):
        ontology.parse(file)
    with (version / "graph.nq").open("w", encoding="utf-8", newline="\n") as nquads:
        nquads.writelines(generate(triples))
        for graph, lines in (
            ("inferred", infer(ontology, without_graph(generate(triples)))),
            ("ontology", ontology.serialize(format="nt").splitlines()),
        ):
            nquads.writelines(
                f"{line.rstrip().removesuffix('.').rstrip()} <{Base().graph(graph)}> .\n"
                for line in lines
                if line.strip()
            )
    load(version / "graph.nq", version / "store")
    (version / "report.json").write_text("{}", encoding="utf-8")
    (folder / "current").symlink_to(Path("versions") / "generated")
    return Settings(root=folder, build=folder, base=Base())


def milliseconds(ask: Callable[[], object], rounds: int) -> list[float]:
    """Return how long each of some rounds took, sorted, after one that does not count."""
    ask()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        ask()
        taken.append(1000 * (time.perf_counter() - start))
    return sorted(taken)


def percentile(taken: Sequence[float], share: float) -> float:
    """Return the value below which a share of sorted values lies."""
    return taken[min(len(taken) - 1, int(share * len(taken)))]


def pages(settings: Settings, rounds: int) -> Table:
    """Measure every address."""
    table = Table("address", "p50 ms", "p95 ms", "kB", title="in the server")
    with TestClient(create_app(settings)) as client:
        for address in (*PAGES, *DATA):
            size = len(client.get(address, headers={"Accept-Encoding": "identity"}).content)
            few = min(rounds, 3) if address in DATA else rounds
            taken = milliseconds(lambda address=address: client.get(address).raise_for_status(), few)
            table.add_row(
                address, f"{percentile(taken, 0.5):,.1f}", f"{percentile(taken, 0.95):,.1f}", f"{size / 1000:,.0f}"
            )
    return table


def facets(settings: Settings, rounds: int) -> Table:
    """Measure the counts of all facets, in memory and by SPARQL, and see that they agree."""
    published = Publication(settings).current()
    start = time.perf_counter()
    index = published.events
    read = time.perf_counter() - start
    title = f"counts of all facets; the events are read in {read:.1f} s"
    table = Table("selection", "events", "bit sets ms", "SPARQL ms", "ratio", title=title)
    for name, selection in SELECTIONS.items():
        ours = milliseconds(lambda selection=selection: _counted(index.choose(selection).counts), rounds)
        peer = milliseconds(lambda selection=selection: sparql(published, selection), 3)
        mine, theirs = percentile(ours, 0.5), percentile(peer, 0.5)
        counts = {facet: index.counts(selection, facet) for facet in ("kind", "direction", "series")}
        for facet, found in sparql(published, selection).items():
            if facet in counts and found != counts[facet]:
                raise SystemExit(f"the counts of {facet} differ for {name}")
        total = f"{index.total(selection):,}"
        table.add_row(name, total, f"{mine:,.1f}", f"{theirs:,.0f}", f"{theirs / mine:,.0f}")
    return table


def _counted(counts: Callable[[str], dict[str, int]]) -> None:
    for facet in FACETS:
        counts(facet.name)


def sparql(published: Published, selection: Selection) -> dict[str, dict[str, int]]:
    """Return the counts of the facets, each by a query; what is chosen of the facet itself is left aside."""
    index = published.events
    patterns = {facet.name: facet.pattern for facet in FACETS if not facet.exact}
    found = {}
    for facet, pattern in patterns.items():
        chosen = [
            f"{{ {patterns[name].replace('?value', f'<{index.iri(value)}>')} }}"
            if not patterns[name].endswith("involves ?value")
            else f"?event exg:involves/exg:within* <{index.iri(value)}> ."
            for name, values in selection.values.items()
            if name != facet
            for value in values
        ]
        years = f"FILTER(?year >= {selection.first or 0} && ?year <= {selection.last or 9999})"
        span = f"?event exg:year ?year . {years}" if selection.first or selection.last else ""
        path = pattern.replace("exg:involves", "exg:involves/exg:within*")
        rows = published.rows(
            f"SELECT ?value (COUNT(DISTINCT ?event) AS ?n) {{ ?event a exg:Event . {' '.join(chosen)} {span} {path} }} "
            "GROUP BY ?value"
        )
        found[facet] = {index.key(row["value"]): int(row["n"]) for row in rows}
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument(
        "--keep", type=Path, help="a folder for the published graph; one that is there is taken as it is"
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        published = (folder / "current").exists()
        settings = Settings(root=folder, build=folder, base=Base()) if published else publish(folder, arguments.events)
        console = Console(width=110)
        console.print(f"{arguments.events:,} events")
        console.print(facets(settings, arguments.rounds))
        console.print(pages(settings, arguments.rounds))


if __name__ == "__main__":
    main()
