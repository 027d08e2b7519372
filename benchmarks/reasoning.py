"""How fast the compiled reasoner is beside owlrl, and whether the two agree, on a generated exchange graph.

    .venv/bin/python benchmarks/reasoning.py                                both, about 7,000 facts: half a minute
    .venv/bin/python benchmarks/reasoning.py --events 600                   both, about 32,000 facts: two minutes
    .venv/bin/python benchmarks/reasoning.py --events 65000 --compiled      the compiled one, about 3 million facts

Both run in the same process, one after the other, on the same lines; reading the lines counts, loading the ontology
does not. Peak memory is that of the process, so it says something of the compiled reasoner only with --compiled.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from rdflib import Graph

from exgraph.model.iri import PREFIXES, Base, expand
from exgraph.reason import Reasoner, infer

_ONTOLOGY = Path(__file__).parent.parent / "ontology"
_BASE = Base()
_PLACES_IN_TIER = (1, 8, 60, 400)
_KINDS = ("Visit", "YouthExchange", "Meeting", "TradeFair", "Performance", "SportsEvent", "AgreementConclusion")
_ROLES = ("pupil", "official", "citizen", "athlete")


def generate(events: int) -> Iterator[str]:
    """Yield the N-Quads lines of a graph of 45 facts an event and 5,000 besides; equal counts give equal lines."""
    towns = _PLACES_IN_TIER[-1]
    yield from _places()
    for organisation in range(towns):
        yield from _thing("organisation", organisation, "exg:LocalGovernment")
        yield _line("organisation", organisation, "exg:basedIn", _iri("place", f"3-{organisation}"))
    for tie in range(towns // 4):
        yield from _thing("agreement", tie, "exg:SisterCityAgreement")
        here, there = _iri("place", f"3-{tie}"), _iri("place", f"3-{towns - 1 - tie}")
        yield _line("agreement", tie, "exg:party", here)
        yield _line("agreement", tie, "exg:party", there)
        yield f"{here} <{expand('exg:twinnedWith')}> {there} {_graph()} .\n"
    for event in range(events):
        yield from _event(event)


def _places() -> Iterator[str]:
    classes = ("exg:Country", "exg:Prefecture", "exg:Subprefecture", "exg:City")
    for tier, (count, name) in enumerate(zip(_PLACES_IN_TIER, classes, strict=True)):
        for place in range(count):
            yield from _thing("place", f"{tier}-{place}", name)
            if tier:
                above = _iri("place", f"{tier - 1}-{place % _PLACES_IN_TIER[tier - 1]}")
                yield _line("place", f"{tier}-{place}", "exg:within", above)


def _event(event: int) -> Iterator[str]:
    towns = _PLACES_IN_TIER[-1]
    here, there = _iri("place", f"3-{event * 7 % towns}"), _iri("place", f"3-{event * 13 % towns}")
    year, month = 1960 + event % 64, 1 + event % 12
    yield from _thing("event", event, f"exg:{_KINDS[event % len(_KINDS)]}")
    yield _line("event", event, "exg:start", f'"{year}-{month:02}"^^<{expand("xsd:gYearMonth")}>')
    yield _line("event", event, "exg:end", f'"{year}-{month:02}"^^<{expand("xsd:gYearMonth")}>')
    yield _line("event", event, "exg:earliest", f'"{year}-{month:02}-01"^^<{expand("xsd:date")}>')
    yield _line("event", event, "exg:latest", f'"{year}-{month:02}-28"^^<{expand("xsd:date")}>')
    yield _line("event", event, "exg:edtf", f'"{year}-{month:02}"')
    yield _line("event", event, "exg:year", _integer(year))
    yield _line("event", event, "exg:printedDate", f'"{year}.{month}"')
    yield _line("event", event, "exg:location", there)
    yield _line("event", event, "exg:organiser", _iri("organisation", event * 7 % towns))
    yield _line("event", event, "exg:status", _iri("concept/status", "held"))
    yield _line("event", event, "exg:mode", _iri("concept/mode", "outbound" if event % 2 else "inbound"))
    yield from _review("event", event)
    yield from _record(event)
    for group in range(2):
        yield from _participation(event, group, here, there)


def _review(kind: str, key: object) -> Iterator[str]:
    yield _line(kind, key, "exg:review", _iri("concept/review", "accepted"))
    yield _line(kind, key, "exg:rule", '"benchmark"')


def _record(event: int) -> Iterator[str]:
    yield _line("event", event, "prov:wasDerivedFrom", _iri("record", event))
    yield f"{_iri('record', event)} <{expand('rdf:type')}> <{expand('exg:Record')}> {_graph()} .\n"
    yield _line("record", event, "exg:recordNumber", f'"{event}"')
    yield _line("record", event, "exg:source", _iri("source", "benchmark"))
    for name in ("firstLine", "lastLine", "firstOffset", "lastOffset"):
        yield _line("record", event, f"exg:{name}", _integer(event + 1))


def _participation(event: int, group: int, here: str, there: str) -> Iterator[str]:
    name = f"{event}/{group}"
    yield _line("event", event, "exg:participation", _iri("participation", name))
    yield f"{_iri('participation', name)} <{expand('rdf:type')}> <{expand('exg:Participation')}> {_graph()} .\n"
    yield _line("participation", name, "exg:from", here)
    yield _line("participation", name, "exg:to", there)
    yield _line("participation", name, "exg:headcount", _integer(1 + (event + group) % 40))
    yield _line("participation", name, "exg:body", _iri("organisation", event * 13 % _PLACES_IN_TIER[-1]))
    yield _line("participation", name, "exg:role", _iri("concept/role", _ROLES[(event + group) % len(_ROLES)]))
    yield _line("participation", name, "prov:wasDerivedFrom", _iri("record", event))
    yield from _review("participation", name)


def _thing(kind: str, key: object, name: str) -> Iterator[str]:
    yield _line(kind, key, "rdf:type", f"<{expand(name)}>")
    for language, word in (("ja", "交流"), ("en", "exchange"), ("ru", "обмен")):
        yield _line(kind, key, "rdfs:label", f'"{word} {kind} {key}"@{language}')


def _line(kind: str, key: object, predicate: str, value: str) -> str:
    return f"{_iri(kind, key)} <{expand(predicate)}> {value} {_graph()} .\n"


def _iri(kind: str, key: object) -> str:
    return f"<{_BASE.thing(kind, str(key))}>"


def _integer(value: int) -> str:
    return f'"{value}"^^<{PREFIXES["xsd"]}integer>'


def _graph() -> str:
    return f"<{_BASE.graph('benchmark')}>"


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


def _measure_compiled(ontology: Graph, events: int) -> None:
    """Run the compiled reasoner as a build does: the lines come from a generator and go nowhere."""
    start = time.perf_counter()
    asserted = sum(1 for _ in generate(events))
    generated = time.perf_counter() - start
    inferred = sum(1 for _ in infer(ontology, generate(events)))
    seconds = time.perf_counter() - start - 2 * generated
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"compiled: {asserted:,} facts, {inferred:,} inferred, {seconds:.2f} s, peak {memory:,} MiB")


def main() -> None:
    """Run the comparison and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=40, help="how many events to generate")
    parser.add_argument("--compiled", action="store_true", help="run the compiled reasoner alone")
    arguments = parser.parse_args()
    ontology = read_ontology()
    if arguments.compiled:
        _measure_compiled(ontology, arguments.events)
        return
    lines = list(generate(arguments.events))
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
