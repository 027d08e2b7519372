"""What each SHACL validator makes of W3C's tests (core and SHACL-SPARQL).

    .venv/bin/python benchmarks/shacl_conformance.py --tests <folder of data-shapes-test-suite/tests>

A test passes when the results are those expected (focus, path, value, component, severity, and source shape where it
has a name), or when the shapes are refused where the suite expects a failure. Of a test that does not pass it is told
whether the validator refused it (which a user sees) or gave another answer (which nobody sees).
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import rdflib
from peers import validators
from rdflib import RDF, SH, Graph, Namespace, URIRef

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")


def main() -> None:
    default = Path(os.environ.get("EXGRAPH_W3C", Path(__file__).parents[2] / "shared" / "w3c")) / "shacl"
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--tests", type=Path, default=default)
    options.add_argument("--failures", action="store_true", help="name the tests that do not pass")
    arguments = options.parse_args()
    rdflib.NORMALIZE_LITERALS = False  # the suite tells "1" and "true" apart
    found = list(cases(arguments.tests))
    if not found:
        print(f"no tests in {arguments.tests}: give their folder with --tests")
        return
    print(f"{len(found)} tests\n{'validator':20}{'passed':>8}{'refused':>9}{'wrong':>7}")
    for name, validate in validators.installed().items():
        outcomes: Counter[str] = Counter()
        for path, test, manifest in found:
            outcome = outcome_of(validate, test, manifest)
            outcomes[outcome] += 1
            if arguments.failures and outcome != "passed":
                print(f"  {name}: {outcome} {path.relative_to(arguments.tests)}")
        print(f"{name:20}{outcomes['passed']:8}{outcomes['refused']:9}{outcomes['wrong']:7}", flush=True)


def cases(folder: Path) -> Iterator[tuple[Path, URIRef, Graph]]:
    """Yield the tests of a folder: the file, the test in it, and all that the file says."""
    for path in sorted(folder.rglob("*.ttl")):
        manifest = Graph().parse(path, format="turtle", publicID=path.as_uri() if path.is_absolute() else None)
        for test in manifest.subjects(RDF.type, SHT.Validate):
            yield path, test, manifest


def outcome_of(validate: validators.Validate, test: URIRef, manifest: Graph) -> str:
    """Return passed, refused or wrong."""
    action = manifest.value(test, MF.action)
    data, shapes = (_text(manifest.value(action, SHT[part])) for part in ("dataGraph", "shapesGraph"))
    expected = manifest.value(test, MF.result)
    try:
        found = validate(data, shapes)
    except validators.RefusedError:
        return "passed" if expected == SHT.Failure else "refused"
    return "passed" if expected != SHT.Failure and found == _expected(manifest, expected) else "wrong"


def _text(address: URIRef) -> str:
    path = Path(address.removeprefix("file://"))
    # What is relative in a file is relative to its address.
    return f"@base <{address}> .\n{path.read_text(encoding='utf-8')}"


def _expected(manifest: Graph, report: URIRef) -> validators.Results:
    part = Graph()
    part.add((report, RDF.type, SH.ValidationReport))
    for triple in manifest:
        if triple[1] != RDF.type or triple[2] != SH.ValidationReport:
            part.add(triple)
    return validators.of_graph(part)


if __name__ == "__main__":
    main()
