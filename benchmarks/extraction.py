"""How well the rules read alone: the extractor's proposals against the facts that people accepted or corrected.

For every source whose document is at hand, the document is read anew without any fact of its own, and the reading is
compared with the checked records. Precision and recall over all records: for places the set that a record involves,
for delegations the (from, to, headcount) of each group, for kinds the set of kinds.

    python benchmarks/extraction.py [DOCUMENTS]        default ../shared/sources
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from exgraph import settings as project
from exgraph.extract import proposal
from exgraph.facts import catalogue as catalogues
from exgraph.facts.catalogue import Catalogue
from exgraph.sources import document
from exgraph.sources.source import Source

CHECKED = {"accepted", "corrected"}
Facts = dict[str, dict[str, Counter[Any]]]


def main() -> None:
    settings = project.load()
    documents = Path(sys.argv[1]) if len(sys.argv) > 1 else settings.root.parent / "shared" / "sources"
    whole: tuple[Facts, Facts] = ({}, {})
    for source in catalogues.load(settings.mappings, settings.tables).sources:
        if (documents / source.file).exists():
            compared = compare(source, catalogues.load(settings.mappings, settings.tables), documents)
            report(source.id, *compared)
            for all_facts, these in zip(whole, compared, strict=True):
                for measure, by_record in these.items():
                    all_facts.setdefault(measure, {}).update(
                        {f"{source.id}/{record}": bag for record, bag in by_record.items()}
                    )
    if not whole[0]:
        sys.exit(f"no document of any source in {documents}: name their folder")
    report("all sources", *whole)


def compare(source: Source, catalogue: Catalogue, documents: Path) -> tuple[Facts, Facts]:
    """Return the checked facts and the reading, by measure and record."""
    tables = ("event", "participation", "agreement")
    known = {name: [entry.row for _, entry in catalogue.rows(name, source.id)] for name in tables}
    checked = {record for row in known["event"] + known["agreement"] if row.review in CHECKED for record in row.record}
    for name in tables:
        catalogue.entries.get(name, {}).pop(source.id, None)
    outcome = proposal.extract(source, document.read(source, documents), catalogue, lambda done, total: None)
    return facts(known, checked), facts(outcome.rows, checked)


def facts(rows: dict[str, list[Any]], checked: set[str]) -> Facts:
    """Return what is compared: by measure and record, a bag of values."""
    found: Facts = {}
    records = {row.id: row.record[0] for row in rows["event"]}

    def add(measure: str, record: str, values: Iterable[Any]) -> None:
        if record in checked:
            found.setdefault(measure, {}).setdefault(record, Counter()).update(values)

    for row in rows["event"]:
        record = row.record[0]
        add("dates", record, [(str(row.start), str(row.end))])
        add("kinds", record, set(row.kind))
        add("places", record, [*row.location, *row.involves])
        add("edition", record, [row.edition] if row.edition else [])
        add("anniversary", record, [row.anniversary] if row.anniversary else [])
        add("organisations", record, set(row.agent) | set(row.organiser))
        add("series", record, set(row.series))
        add("visitors", record, [row.visitors] if row.visitors else [])
    for row in rows["participation"]:
        add("places", records[row.event], [*row.from_, *row.to])
        add("delegations", records[row.event], [(row.from_, row.to, row.headcount)])
    for row in rows["agreement"]:
        for record in row.record if row.concluded else ():
            add("agreements", record, [(frozenset(row.party), row.concluded.year)])
    for places in found.get("places", {}).values():
        for place in places:
            places[place] = 1
    return found


def report(name: str, truth: Facts, reading: Facts) -> None:
    print(f"\n{name}: {len(set().union(*truth.values()) if truth else ())} checked records")
    print(f"  {'measure':14} {'told':>6} {'read':>6} {'precision':>10} {'recall':>8}")
    for measure, by_record in truth.items():
        read = reading.get(measure, {})
        told_count = sum(bag.total() for bag in by_record.values())
        read_count = sum(bag.total() for bag in read.values())
        right = sum((bag & read.get(record, Counter())).total() for record, bag in by_record.items())
        precision = right / read_count if read_count else 1.0
        recall = right / told_count if told_count else 1.0
        print(f"  {measure:14} {told_count:6} {read_count:6} {precision:10.3f} {recall:8.3f}")


if __name__ == "__main__":
    main()
