"""What a build takes as its tables grow: processor seconds and memory, stage by stage.

    .venv/bin/python benchmarks/growth.py 700 7000                    synthetic sources of 700 and 7,000 events
    .venv/bin/python benchmarks/growth.py 70000 --again               and once more after one row was changed
    .venv/bin/python benchmarks/growth.py 7000 --sources 2 --ties 0.06 --merges 0.009 --digest

Each build is a process of its own. Seconds are of processor time, of the process and its children; the memory is the
most that the process had up to the end of the stage. `--digest` prints what the graph and the findings hash to, by
which two versions of the program are compared.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import itertools
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tables import Shape, make


def measured(project: Path, options: list[str]) -> dict[str, tuple[float, float]]:
    """Build in a process of its own; return processor seconds and peak memory (MB) of each stage."""
    done = subprocess.run(
        [sys.executable, __file__, "--inside", str(project), *options], stdout=subprocess.PIPE, check=True
    )
    return {name: (seconds, peak) for name, seconds, peak in json.loads(done.stdout)}


def inside(project: Path, options: list[str]) -> None:
    """Build a project and write what each stage took, as JSON."""
    from exgraph.build import pipeline
    from exgraph.build.fingerprint import Options
    from exgraph.settings import load

    marks: list[tuple[str, float, float]] = [("start", _cpu(), _peak())]
    pipeline.build(
        load(project),
        Options(**json.loads(options[0])) if options else Options(),
        lambda name: marks.append((name, _cpu(), _peak())),
    )
    marks.append(("end", _cpu(), _peak()))
    pairs = itertools.pairwise(marks)
    print(json.dumps([(name, after - before, peak) for (name, before, _), (_, after, peak) in pairs]))


def digests(project: Path) -> str:
    """Return what graph, findings and the rest of the report of a published version hash to."""
    version = project / "build" / "current"
    report = json.loads((version / "report.json").read_text(encoding="utf-8"))
    for name in ("version", "seconds", "changed"):
        report.pop(name, None)
    findings = json.dumps(report.pop("findings"), ensure_ascii=False, sort_keys=True)
    rest = json.dumps(report, ensure_ascii=False, sort_keys=True)
    graph = hashlib.sha256((version / "graph.nq").read_bytes()).hexdigest()
    return f"graph {graph[:16]} findings {_digest(findings)} report {_digest(rest)}"


def change_row(project: Path) -> None:
    """Change one cell: the number of people of the first synthetic event."""
    path = next((project / "mappings/sources/synthetic-1/facts").glob("event.csv"))
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[1][rows[0].index("total")] = str(int(rows[1][rows[0].index("total")] or 20) + 1)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def _cpu() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _show(title: str, project: Path, options: list[str], *, digest: bool) -> None:
    start = time.monotonic()
    stages = measured(project, options)
    wall = time.monotonic() - start
    print(f"\n{title}")
    for name, (seconds, peak) in stages.items():
        print(f"  {name:12} {seconds:8.1f} s {peak:8,.0f} MB")
    print(f"  {'whole':12} {sum(seconds for seconds, _ in stages.values()):8.1f} s  wall {wall:.1f} s", flush=True)
    if digest:
        print(f"  {digests(project)}", flush=True)


def main() -> None:
    """Build and print."""
    if sys.argv[1:2] == ["--inside"]:
        inside(Path(sys.argv[2]), sys.argv[3:])
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", type=int, nargs="+")
    parser.add_argument("--sources", type=int, default=1)
    parser.add_argument("--ties", type=float, default=0.0)
    parser.add_argument("--merges", type=float, default=0.0)
    parser.add_argument("--wrapped", action="store_true", help="editions that contradict the dates")
    parser.add_argument("--again", action="store_true", help="build once more after a row was changed")
    parser.add_argument("--digest", action="store_true", help="print what the results hash to")
    parser.add_argument("--options", default="{}", help='build options as JSON, such as {"jobs": 2}')
    parser.add_argument("--keep", type=Path, help="where to keep the projects")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        for events in given.events:
            project = (given.keep or Path(temporary)) / str(events)
            make(project, Shape(events, given.sources, given.ties, given.merges, given.wrapped))
            _show(f"{events:,} events", project, [given.options], digest=given.digest)
            if given.again:
                change_row(project)
                _show(f"{events:,} events, one row changed", project, [given.options], digest=given.digest)


if __name__ == "__main__":
    main()
