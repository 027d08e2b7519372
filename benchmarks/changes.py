"""How long it takes to reason again after a change, beside reasoning over everything, and whether both agree.

    .venv/bin/python benchmarks/changes.py               300k triples, 50 events of which change
    .venv/bin/python benchmarks/changes.py 3M --events 500

The old graph and what follows from it are in a store, as a published version has them; making it does not count.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from generate import SIZES, generate, size
from reasoning import read_ontology

from exgraph import store
from exgraph.explain import Stated
from exgraph.model.iri import Base
from exgraph.reason import Inference
from exgraph.reason.change import change
from exgraph.reason.line import read

_INFERRED = Base().graph("inferred")
_Value = TypeVar("_Value")


def changed(lines: list[str], events: int) -> list[str]:
    """Return the lines with some events held elsewhere, and their first participation left out."""
    chosen = set(random.Random(1).sample(range(1, len(lines) // 60), events))
    found = []
    for line in lines:
        match = re.match(r"<[^>]*/(event|participation)/benchmark/(\d+)(/1)?> <[^>]*#(\w+)>", line)
        if match is None or int(match[2]) not in chosen:
            found.append(line)
        elif match[4] == "location":
            found.append(re.sub(r"town-\d+", "town-7", line))
        elif match[1] == "event" and not (match[4] == "participation" and "/1> <" in line):
            found.append(line)
    return found


def timed(run: Callable[[], _Value]) -> tuple[_Value, float]:
    """Return what a call returns, and its CPU seconds."""
    start = time.process_time()
    return run(), time.process_time() - start


def main() -> None:
    """Run the comparison and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("size", type=size, nargs="?", default=SIZES["300k"], help="triples: 30k, 300k, 3M")
    parser.add_argument("--events", type=int, default=50, help="how many events change")
    arguments = parser.parse_args()
    ontology = read_ontology()
    before = list(generate(arguments.size))
    after = changed(before, arguments.events)
    first = Inference(ontology, before)
    inferred = list(first.inferred())
    removed, added = set(read(set(before) - set(after))), set(read(set(after) - set(before)))
    with tempfile.TemporaryDirectory() as name:
        dump = Path(name) / "graph.nq"
        with dump.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(before)
            file.writelines(line.replace(" .\n", f" <{_INFERRED}> .\n") for line in inferred)
        store.load(dump, Path(name) / "store")
        stated = Stated(store.Store.open(Path(name) / "store"), _INFERRED)
        found, by_change = timed(lambda: change(first.schema, stated, removed, added))
    everything, anew = timed(lambda: set(read(Inference(ontology, after).inferred())))
    noise = first.schema.noise
    result = (set(read(inferred)) - found.gone) | {each for each in found.come if not noise.covers(each)}
    print(f"{len(before):,} facts, {len(removed) + len(added):,} of them changed")
    print(f"by the change:  {by_change:8.3f} s CPU, {len(found.gone):,} inferred gone, {len(found.come):,} come")
    print(f"all anew:       {anew:8.3f} s CPU, {len(everything):,} inferred")
    print(f"ratio:          {anew / by_change:8.1f}")
    print(f"agree:          {'yes' if result == everything else 'NO'}")
    raise SystemExit(result != everything)


if __name__ == "__main__":
    main()
