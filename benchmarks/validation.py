"""How fast our validator is beside pyshacl and other SHACL libraries, what memory each takes, and whether they agree.

    .venv/bin/python benchmarks/validation.py                 30k triples with all that are installed: two minutes
    .venv/bin/python benchmarks/validation.py 30k 300k        how time and memory grow; pyshacl stops at 30k
    .venv/bin/python benchmarks/validation.py 30k --rounds 3  the median of three runs

The graph is that of generate.py with the ontology and the types its subclasses add; one event in fifty is damaged, in
twenty ways in turn. The shapes are the shipped ones. Each validator runs in a process of its own on the same two texts;
seconds and CPU seconds are those from the texts to the results, imports not counted, peak memory is the process's.
Results are compared by focus, path, value, component, severity and source shape. A validator that is not installed is
left out: pip install shacl-rust shacl pyrudof pyshacl-turbo to compare them.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from generate import generate, size, without_graph
from peers import validators
from rdflib import Graph

from exgraph.model.iri import PREFIXES, Base, expand
from exgraph.reason import subclasses
from exgraph.validate import of_graph

ROOT = Path(__file__).parent.parent
LIMITS = {"pyshacl": 31_000}
"""Up to how many triples a validator is run."""
SECONDS = 300
"""After which a validator is stopped."""
_EVERY = 50
_ID = Base().thing("")
_XSD = PREFIXES["xsd"]

Change = Callable[[str], str | None]
"""Returns the object that takes a fact's place, or None where the fact is left out."""


def literal(text: str, datatype: str) -> Change:
    return lambda _: f'"{text}"^^<{_XSD}{datatype}>'


def thing(key: str) -> Change:
    return lambda _: f"<{_ID}{key}>"


DAMAGE: list[tuple[str, Change]] = [
    ("exg:start", lambda _: '"1997-06"'),
    ("exg:start", lambda _: None),
    ("exg:earliest", literal("2999-01-01", "date")),
    ("exg:latest", literal("1900-01-01", "date")),
    ("exg:latest", lambda _: None),
    ("exg:year", literal("1900", "integer")),
    ("exg:year", lambda _: '"1997"'),
    ("exg:edtf", lambda _: '"H9"'),
    ("exg:status", thing("concept/status/helt")),
    ("exg:status", lambda _: None),
    ("exg:mode", thing("concept/mode/sideways")),
    ("exg:review", lambda _: None),
    ("exg:location", thing("event/nothing/1")),
    ("exg:organiser", lambda old: f'"{old}"'),
    ("exg:printedDate", lambda _: '"S 40 (1965) 1 月"'),
    ("exg:totalHeadcount", literal("0", "integer")),
    ("prov:wasDerivedFrom", lambda _: None),
    ("prov:wasDerivedFrom", thing("record/nothing/1")),
    ("rdfs:label", lambda old: old.replace("@en", "@de")),
    ("rdf:type", lambda _: None),
]
"""A property and what becomes of its values."""


def damaged(lines: Iterable[str]) -> Iterator[str]:
    """Yield N-Triples lines, those of one event in fifty damaged in one of the ways."""
    numbers: dict[str, int] = {}
    changes = [(f"<{expand(name)}>", change) for name, change in DAMAGE]
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        if subject.startswith(f"<{_ID}event/"):
            number = numbers.setdefault(subject, len(numbers))
            name, change = changes[number // _EVERY % len(changes)]
            if number % _EVERY == 0 and predicate == name:
                value = change(rest.rstrip()[:-2])
                if value is not None:
                    yield f"{subject} {predicate} {value} .\n"
                continue
        yield line


def write(triples: int, folder: Path) -> tuple[Path, Path, int]:
    """Write data and shapes; return their files, and how many facts there are."""
    ontology, shapes = Graph(), Graph()
    for path in sorted((ROOT / "ontology").glob("*.ttl")):
        ontology.parse(path)
    for path in sorted((ROOT / "shapes").glob("*.ttl")):
        if path.stem != "ontology":
            shapes.parse(path)
    facts = list(damaged(without_graph(generate(triples))))
    data = folder / "data.nt"
    with data.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(facts)
        file.writelines(subclasses(ontology, facts))
        file.writelines(of_graph(ontology))
    shapes.serialize(folder / "shapes.ttl", format="turtle")
    return data, folder / "shapes.ttl", len(facts)


def run(name: str, data: Path, shapes: Path) -> dict[str, Any]:
    """Validate in this process and return figures and results."""
    validate = validators.installed()[name]
    texts = data.read_text(encoding="utf-8"), shapes.read_text(encoding="utf-8")
    started, used = time.perf_counter(), time.process_time()
    try:
        results = validate(*texts)
    except validators.RefusedError as error:
        return {"refused": str(error)[:100]}
    return {
        "seconds": time.perf_counter() - started,
        "cpu": time.process_time() - used,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "results": sorted([*result, number] for result, number in results.items()),
    }


def run_apart(name: str, data: Path, shapes: Path) -> dict[str, Any]:
    """Validate in a process of its own."""
    command = [sys.executable, __file__, "--run", name, str(data), str(shapes)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return {"refused": f"stopped after {SECONDS} s"}
    if done.returncode:
        return {"refused": (done.stderr.strip().splitlines() or [f"ended with {done.returncode}"])[-1][:100]}
    reply: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return reply


def compare(triples: int, rounds: int) -> None:
    """Print what each validator needs for a graph, and whether it finds what ours does."""
    with tempfile.TemporaryDirectory() as folder:
        data, shapes, facts = write(triples, Path(folder))
        print(f"{facts:,} facts\n{'':20}{'s':>8}{'CPU s':>8}{'ratio':>8}{'MB':>7}{'found':>8}  beside ours")
        ours: dict[str, Any] = {}
        for name in validators.installed():
            if facts > LIMITS.get(name, facts):
                continue
            replies = [run_apart(name, data, shapes) for _ in range(rounds)]
            if "refused" in replies[-1]:
                print(f"{name:20}{replies[-1]['refused']}")
                continue
            seconds, cpu, megabytes = (
                statistics.median(each[key] for each in replies) for key in ("seconds", "cpu", "megabytes")
            )
            found = {tuple(result[:-1]) for result in replies[-1]["results"]}
            ours = ours or {"seconds": seconds, "found": found}
            missing, more = len(ours["found"] - found), len(found - ours["found"])
            beside = "the same" if not missing and not more else f"{missing} missing, {more} more"
            ratio = seconds / ours["seconds"]
            print(f"{name:20}{seconds:8.2f}{cpu:8.2f}{ratio:8.1f}{megabytes:7.0f}{len(found):8,}  {beside}", flush=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("sizes", nargs="*", type=size, default=[30_000], help="triples: 30k, 300k, 3M or a number")
    options.add_argument("--rounds", type=int, default=1)
    options.add_argument("--run", nargs=3, metavar=("VALIDATOR", "DATA", "SHAPES"), help=argparse.SUPPRESS)
    arguments = options.parse_args()
    if arguments.run:
        print(json.dumps(run(arguments.run[0], Path(arguments.run[1]), Path(arguments.run[2]))))
        return
    for triples in arguments.sizes:
        compare(triples, arguments.rounds)


if __name__ == "__main__":
    main()
