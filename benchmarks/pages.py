"""Every page of the published graph: milliseconds in the server, by kind of page.

    .venv/bin/exgraph build --if-stale
    .venv/bin/python benchmarks/pages.py                one to two minutes for the shipped graph
    .venv/bin/python benchmarks/pages.py --every 20     every twentieth address of the site map

Asked are all addresses of the site map, records and groups, which are not in it, and the pages that are not about
one thing, each in the three languages. The first time counts: nothing is asked twice. `wall` is the time to an answer;
`work` is the processor time of the server process, which other programs on the machine do not lengthen. Told are the
median, the 95th percentile and the longest, and after the table each kind's slowest address over --limit.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fastapi.testclient import TestClient
from portal import percentile
from rich.console import Console
from rich.table import Table

from exgraph.reading.publication import Publication
from exgraph.reading.published import Published
from exgraph.settings import load
from exgraph.web.app import create_app

LANGUAGES = ("ja", "en", "ru")
OTHERS = (
    *("/", "/browse", "/browse?view=table", "/browse?view=timeline", "/browse?view=map", "/browse?view=network"),
    *(
        "/browse?view=chart",
        "/browse?partner=place/nevelsk&kind=Visit&from=1990",
        "/browse/partner",
        "/search?q=nevelsk",
    ),
    *("/search?q=ferry", "/browse?type=Agreement", "/browse?type=Place&tied=1", "/pair/wakkanai/nevelsk"),
    *("/pair/hokkaido/sakhalin-oblast", "/calendar", "/calendar?place=kitami", "/quality", "/quality?severity=warning"),
    *("/ns", "/shapes", "/data", "/docs", "/data/how-to/gephi", "/sparql", "/export", "/id/place/no-such-town"),
)


@dataclass(frozen=True)
class Taken:
    """How long one page took: to its answer, and of the processor, in milliseconds."""

    address: str
    wall: float
    work: float


def things(client: TestClient, published: Published, every: int) -> Iterator[str]:
    """Yield the pages of things: those of the site map, and the records and groups beside it."""
    listed = re.findall(r"<loc>[^<]*?//[^/<]*(/[^<]*)</loc>", client.get("/sitemap.xml").text)
    beside = published.rows(
        "SELECT DISTINCT ?it { { ?it a exg:Record } UNION { ?it a exg:Participation } FILTER(isIRI(?it)) } ORDER BY ?it"
    )
    paths = [*listed, *("/" + row["it"].removeprefix(published.base.root) for row in beside)]
    for path in paths[::every]:
        yield path + ".html" if path.startswith("/id/") else path


def questions(client: TestClient) -> list[str]:
    """Return the addresses of the named questions, with their default values."""
    return list(dict.fromkeys(re.findall(r'href="(/questions/[^"?]+)', client.get("/questions").text)))


def kind(address: str) -> str:
    """Return what kind of page an address is: `place`, `browse map`, `questions`."""
    parts = address.partition("?")[0].strip("/").split("/")
    view = re.search(r"view=(\w+)", address)
    name = parts[1] if parts[0] == "id" else parts[0] or "home"
    return f"{name} {view[1]}" if view else name


def measure(client: TestClient, addresses: Iterable[str], accept: str = "text/html") -> dict[str, list[Taken]]:
    """Ask each address in each language, and return how long each kind took."""
    found: dict[str, list[Taken]] = defaultdict(list)
    for address in addresses:
        for language in LANGUAGES:
            headers = {"Accept": accept, "Accept-Language": language, "Accept-Encoding": "identity"}
            wall, work = time.perf_counter(), time.process_time()
            answer = client.get(address, headers=headers)
            taken = 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - work)
            if answer.status_code not in (200, 404):
                raise SystemExit(f"{address} answers {answer.status_code}")
            found[kind(address)].append(Taken(f"{address} ({language})", *taken))
    return found


def table(found: dict[str, list[Taken]]) -> Table:
    """Return the table of all kinds, and of all pages together."""
    figures = (f"{name} {each}" for name in ("wall", "work") for each in ("p50", "p95", "max"))
    shown = Table("kind of page", "pages", *figures)
    every = [each for taken in found.values() for each in taken]
    for name, taken in (*sorted(found.items()), ("all", every)):
        walls, works = sorted(each.wall for each in taken), sorted(each.work for each in taken)
        figures = [percentile(them, share) for them in (walls, works) for share in (0.5, 0.95, 1)]
        shown.add_row(name, f"{len(taken):,}", *(f"{figure:,.0f}" for figure in figures))
    return shown


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1, help="ask only every nth thing")
    parser.add_argument("--limit", type=float, default=100, help="milliseconds over which a page is named")
    parser.add_argument("--root", type=Path, help="the project; by default the one around here")
    arguments = parser.parse_args()
    settings = load(arguments.root)
    published = Publication(settings).current()
    console = Console(width=110)
    with TestClient(create_app(settings), follow_redirects=True) as client:
        client.get("/browse").raise_for_status()  # who comes first waits until the events are read
        found = measure(client, [*OTHERS, *questions(client), *things(client, published, arguments.every)])
    console.print(table(found))
    for name, taken in sorted(found.items()):
        slowest = max(taken, key=lambda each: each.work)
        if slowest.work > arguments.limit:
            over = sum(each.work > arguments.limit for each in taken)
            console.print(f"{name}: {over} over {arguments.limit:.0f} ms; {slowest.work:,.0f} ms {slowest.address}")


if __name__ == "__main__":
    main()
