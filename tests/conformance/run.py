"""The W3C SPARQL 1.1 suite against a running server, which must be writable and is emptied.

    exgraph serve --data build/conformance --writable --port 8001
    exgraph token add suite --scope admin --data build/conformance
    .venv/bin/python tests/conformance/run.py ../shared/w3c/sparql11 http://127.0.0.1:8001 --token exg_...

Prints what is not as the suite has it, then counts; exits with 1 where more goes wrong than docs/conformance.md names.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))

from tests.conformance.suite.case import RUNNERS, run
from tests.conformance.suite.manifest import Case, cases
from tests.conformance.suite.remote import Remote, run_description, run_graph_store, run_protocol
from tests.conformance.suite.result import address
from tests.conformance.suite.scope import DEVIATIONS, SKIPPED

PROTOCOLS = {
    "ProtocolTest": run_protocol,
    "GraphStoreProtocolTest": run_graph_store,
    "ServiceDescriptionTest": run_description,
}


def judge(case: Case, server: Remote) -> str | None:
    """Run a case of any kind and return what is wrong, or None."""
    if case.kind in PROTOCOLS:
        server.base = ""
        return PROTOCOLS[case.kind](case, server)
    assert case.kind in RUNNERS and case.text is not None
    server.base = address(case.text)
    return run(case, server)


def main() -> int:
    """Run the suite."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suite", type=Path, help="the folder with manifest-all.ttl")
    parser.add_argument("server", help="the server's address, without a path")
    parser.add_argument("--token", help="a bearer token that may write everything")
    arguments = parser.parse_args()
    server = Remote(f"{arguments.server}/sparql", f"{arguments.server}/rdf-graph-store", arguments.token)
    passed: Counter[str] = Counter()
    total: Counter[str] = Counter()
    unexpected = 0
    for case in cases(arguments.suite.resolve()):
        if case.group in SKIPPED:
            total[f"left out: {SKIPPED[case.group]}"] += 1
            continue
        total[case.kind] += 1
        wrong = judge(case, server)
        passed[case.kind] += wrong is None
        if wrong is not None:
            unexpected += case.id not in DEVIATIONS
            print(f"{case.id}: {DEVIATIONS.get(case.id, wrong)}")
    for kind, count in total.items():
        print(f"{kind}: {passed[kind]} of {count}" if kind in passed else f"{count} {kind}")
    return 1 if unexpected else 0


if __name__ == "__main__":
    sys.exit(main())
