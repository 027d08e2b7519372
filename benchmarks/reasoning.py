"""How fast the compiled reasoner is beside owlrl, and whether the two agree, on a generated exchange graph.

    .venv/bin/python benchmarks/reasoning.py                          both, 16,000 facts: a minute
    .venv/bin/python benchmarks/reasoning.py --size 30k               both: two minutes
    .venv/bin/python benchmarks/reasoning.py --size 3M --compiled     the compiled one alone

Both run in the same process, one after the other, on the same lines; reading the lines counts, loading the ontology
does not. Peak memory is that of the process, so it says something of the compiled reasoner only with --compiled.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterable
from pathlib import Path

from generate import generate, size
from rdflib import Graph

from exgraph.reason import Reasoner, infer

_ONTOLOGY = Path(__file__).parent.parent / "ontology"


def read_ontology() -> Graph:
    """Return the shipped ontology."""
    ontology = Graph()
    for path in sorted(_ONTOLOGY.glob("*.ttl")):
        ontology.parse(path)
    return ontology


def _timed(ontology: Graph, lines: Iterable[str], reasoner: Reasoner) -> tuple[float, set[str]]:
    start = time.perf_counter()
    found = set(infer(ontology, lines, reasoner))
    return time.perf_counter() - start, found


def _measure_compiled(ontology: Graph, triples: int) -> None:
    """Run the compiled reasoner as a build does: the lines come from a generator and go nowhere."""
    start = time.perf_counter()
    asserted = sum(1 for _ in generate(triples))
    generated = time.perf_counter() - start
    inferred = sum(1 for _ in infer(ontology, generate(triples)))
    seconds = time.perf_counter() - start - 2 * generated
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"compiled: {asserted:,} facts, {inferred:,} inferred, {seconds:.2f} s, peak {memory:,} MiB")


def main() -> None:
    """Run the comparison and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=size, default=16_000, help="triples: 30k, 300k, 3M, 30M or a number")
    parser.add_argument("--compiled", action="store_true", help="run the compiled reasoner alone")
    arguments = parser.parse_args()
    ontology = read_ontology()
    if arguments.compiled:
        _measure_compiled(ontology, arguments.size)
        return
    lines = list(generate(arguments.size))
    fast, compiled = _timed(ontology, lines, "compiled")
    slow, reference = _timed(ontology, lines, "owlrl")
    print(f"{len(lines):,} facts, ontology of {len(ontology):,} triples")
    print(f"compiled: {fast:8.3f} s, {len(compiled):,} inferred")
    print(f"owlrl:    {slow:8.3f} s, {len(reference):,} inferred")
    print(f"ratio:    {slow / fast:8.0f}")
    agree = compiled == reference
    print("agree:    yes" if agree else f"agree:    NO, {len(compiled ^ reference):,} triples differ")
    raise SystemExit(not agree)


if __name__ == "__main__":
    main()
