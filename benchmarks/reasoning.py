"""How fast our reasoner is beside owlrl and reasonable, how much memory each takes, and whether they agree.

    .venv/bin/python benchmarks/reasoning.py                      30k with all three, 300k without owlrl: three minutes
    .venv/bin/python benchmarks/reasoning.py 300k 3M 30M          how time and memory grow; reasonable stops at 300k
    .venv/bin/python benchmarks/reasoning.py 30k --rounds 3       the median of three runs

Each engine runs in a process of its own, one after the other, on the same file of the same graph. Seconds are those
from the file to the last inferred triple, reading included, the ontology and imports not; CPU seconds are user and
system time of the same span. Peak memory is that of the process, the interpreter included. Inferred triples are
compared without noise, as `exgraph.reason.noise` defines it.

owlrl is run up to 30k triples and reasonable up to 300k: beyond, they took more than four minutes or 6 GB.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from generate import SIZES, generate, size, without_graph
from rdflib import Graph

from exgraph.model.node import write_triple
from exgraph.reason import infer
from exgraph.reason.noise import Noise
from exgraph.reason.oracle.reasonable import left_out

ONTOLOGY = Path(__file__).parent.parent / "ontology"
LIMITS = {"compiled": None, "owlrl": 31_000, "reasonable": 310_000}
"""The engines, and up to how many triples each is run."""


class Lines:
    """The lines of a file, which can be read again."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __iter__(self) -> Iterator[str]:
        with self._path.open(encoding="utf-8", newline="\n") as file:
            yield from file


def read_ontology() -> Graph:
    """Return the shipped ontology."""
    ontology = Graph()
    for path in sorted(ONTOLOGY.glob("*.ttl")):
        ontology.parse(path)
    return ontology


def run(engine: str, facts: Path, output: Path) -> dict[str, float]:
    """Run an engine here and write what it infers; return what it took."""
    ontology = read_ontology()
    start, used = time.perf_counter(), time.process_time()
    if engine == "reasonable":
        found, loaded = _reasonable(facts)
    else:
        found, loaded = infer(ontology, Lines(facts), "owlrl" if engine == "owlrl" else "compiled"), 0.0
    if engine == "compiled":
        _write(found, output)
    else:
        found = list(found)
    took = {"seconds": time.perf_counter() - start, "cpu": time.process_time() - used, "loading": loaded}
    took["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if engine == "reasonable":
        asserted = set(without_graph(Lines(facts)))
        noise = Noise(ontology)
        statements = (write_triple(triple) for triple in found)
        kept = {f"{' '.join(statement)} .\n" for statement in statements if not noise.covers(statement)}
        found = kept - asserted - set(Lines(facts.with_name("ontology.nt")))
    if engine != "compiled":
        _write(found, output)
    return took


def _reasonable(facts: Path) -> tuple[list[Any], float]:
    """Run reasonable by its own reader, the fastest way in; it takes N-Triples for the Turtle that they are."""
    from reasonable import PyReasoner

    reasoner = PyReasoner()
    start = time.perf_counter()
    reasoner.load_file(str(facts.with_name("ontology.ttl")))
    reasoner.load_file(str(facts.with_name("facts.ttl")))
    loaded = time.perf_counter() - start
    return reasoner.reason(), loaded


def _write(lines: Iterable[str], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines)


def prepare(triples: int, folder: Path) -> Path:
    """Write the facts and the ontology in the forms that the engines read."""
    facts = folder / "facts.nq"
    _write(generate(triples), facts)
    ontology = read_ontology()
    ontology.serialize(folder / "ontology.ttl", format="turtle")
    _write(sorted(f"{' '.join(write_triple(triple))} .\n" for triple in ontology), folder / "ontology.nt")
    if triples <= (LIMITS["reasonable"] or 0):
        _write(without_graph(Lines(facts)), folder / "facts.ttl")
    return facts


def measure(engine: str, facts: Path, rounds: int) -> dict[str, float]:
    """Run an engine in processes of its own; return the medians."""
    results = []
    for _ in range(rounds):
        command = [sys.executable, __file__, "--run", engine, str(facts), str(facts.with_name(f"{engine}.nt"))]
        results.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    return {key: sorted(result[key] for result in results)[rounds // 2] for key in results[0]}


def compare(triples: int, rounds: int) -> tuple[float, bool]:
    """Measure all engines at one size and print; return our CPU seconds, and whether the others' findings are ours."""
    with tempfile.TemporaryDirectory() as name:
        facts = prepare(triples, Path(name))
        ours: dict[str, float] = {}
        agree = True
        print(f"\n{triples:,} triples, {read_ontology_size()} of ontology")
        for engine, limit in LIMITS.items():
            if limit is not None and triples > limit:
                print(f"  {engine:10} not run at this size")
                continue
            took = measure(engine, facts, rounds)
            ours = ours or took
            ratio = f"{took['seconds'] / ours['seconds']:7.1f}x time {took['cpu'] / ours['cpu']:7.1f}x CPU"
            loading = f", {took['loading']:.2f} s of them loading" if took["loading"] else ""
            figures = f"{took['seconds']:9.2f} s {took['cpu']:9.2f} s CPU {took['peak']:8,.0f} MiB"
            print(f"  {engine:10} {figures} {ratio}{loading}")
            if engine != "compiled":
                agree &= _agrees(engine, facts)
        return ours["cpu"], agree


def read_ontology_size() -> int:
    """Return how many triples the shipped ontology has."""
    return len(read_ontology())


def _agrees(engine: str, facts: Path) -> bool:
    """Print how the findings of an engine and ours differ; whether none is missing from ours, and none from owlrl's."""
    ours, theirs = (set(Lines(facts.with_name(f"{name}.nt"))) for name in ("compiled", engine))
    missing, more = len(theirs - ours), len(ours - theirs)
    print(f"  {'':10} {len(theirs):,} inferred, ours {len(ours):,}: ", end="")
    if not missing and not more:
        print("the same")
        return True
    print(f"{more:,} only ours, {missing:,} only theirs", end="")
    unapplied = left_out(read_ontology()) if engine == "reasonable" else {}
    print(f"; it does not apply {', '.join(unapplied)}" if unapplied else "")
    return not missing and bool(unapplied)


def main() -> None:
    """Run the comparison and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=size, nargs="*", default=[SIZES["30k"], SIZES["300k"]], help="triples: 30k, 3M")
    parser.add_argument("--rounds", type=int, default=1, help="runs of each engine, of which the median counts")
    parser.add_argument("--run", nargs=3, metavar=("ENGINE", "FACTS", "OUTPUT"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.run:
        engine, facts, output = arguments.run
        print(json.dumps(run(engine, Path(facts), Path(output))))
        return
    previous: float | None = None
    agree = True
    for triples in arguments.sizes:
        used, agreed = compare(triples, arguments.rounds)
        agree &= agreed
        if previous is not None:
            print(f"  {'growth':10} {used / previous:.1f}x the CPU time of the size before")
        previous = used
    raise SystemExit(not agree)


if __name__ == "__main__":
    main()
