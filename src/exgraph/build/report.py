"""The report of a build: what was read, made, inferred, found and left out."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from exgraph.build import quad
from exgraph.build.consistency.coverage import Coverage, coverage
from exgraph.build.finding import SEVERITIES, Traced
from exgraph.facts.catalogue import Catalogue
from exgraph.mapping.context import Context, Index
from exgraph.model.iri import NS, Base

_REVIEWED = frozenset({"accepted", "corrected"})


@dataclass
class Report:
    """What a build did.

    Attributes:
        version: the fingerprint of the inputs.
        package: the version of exgraph.
        base: the base of things.
        reasoner: which reasoner inferred.
        records: records read, by source.
        coverage: what became of each source's document: its lines, and the years it tells of.
        rows: rows of each table, by owner.
        things: distinct things of each class, inferred classes too.
        main_classes: the classes that are under no other, and have things.
        graphs: triples of each named graph.
        stated: triples of all graphs but that of the inferred.
        inferred: triples that follow.
        changed: facts that came or went since the version before, where only what depends on them was inferred anew;
            None where all was.
        focus_nodes: how many things each shape looked at.
        findings: what validation found, the worst first.
        left_out: what the tables do not tell, and why.
        facts: rows that a person reviews.
        reviewed: those of them that a person accepted or corrected.
        seconds: how long each stage took.
    """

    version: str
    package: str
    base: str
    reasoner: str
    records: dict[str, int] = field(default_factory=dict)
    coverage: dict[str, Coverage] = field(default_factory=dict)
    rows: dict[str, dict[str, int]] = field(default_factory=dict)
    things: dict[str, int] = field(default_factory=dict)
    main_classes: list[str] = field(default_factory=list)
    graphs: dict[str, int] = field(default_factory=dict)
    stated: int = 0
    inferred: int = 0
    changed: int | None = None
    focus_nodes: dict[str, int] = field(default_factory=dict)
    findings: list[Traced] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    facts: int = 0
    reviewed: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def severities(self) -> dict[str, int]:
        """How many findings there are of each severity."""
        counts = Counter(finding.severity for finding in self.findings)
        return {severity: counts[severity] for severity in SEVERITIES}

    @property
    def years(self) -> list[str]:
        """The years that any record tells of; those of no year last, under ""."""
        return sorted(
            {year for each in self.coverage.values() for year in each.years}, key=lambda year: (not year, year)
        )

    @property
    def reviewed_share(self) -> float:
        """The share of facts that a person has accepted or corrected, from 0 to 1."""
        return self.reviewed / self.facts if self.facts else 0.0

    def count_rows(self, catalogue: Catalogue) -> None:
        """Count the rows of each table and owner, the records of each source and the facts that were reviewed."""
        for name, owners in catalogue.entries.items():
            self.rows[name] = {owner: len(entries) for owner, entries in owners.items()}
            for _, entry in catalogue.rows(name):
                review = getattr(entry.row, "review", None)
                self.facts += review is not None
                self.reviewed += review in _REVIEWED
        self.coverage = coverage(catalogue)
        self.records = {source: each.records for source, each in self.coverage.items()}
        self.left_out = _left_out(catalogue, Base(self.base))

    def count_lines(self, lines: Iterable[str], inferred: str) -> None:
        """Count triples and things, from sorted N-Quads lines; `inferred` is the IRI of the graph of what follows."""
        graphs: Counter[str] = Counter()
        things: Counter[str] = Counter()
        vocabulary, previous = f"<{NS}", ""
        for line in lines:
            statement = quad.read(line)
            graphs[statement.graph[1:-1]] += 1
            if quad.is_type(statement) and statement.object.startswith(vocabulary):
                triple = line[: line.rindex("<")]
                things[statement.object[len(vocabulary) : -1]] += triple != previous
                previous = triple
        self.graphs = dict(sorted(graphs.items()))
        self.things = dict(sorted(things.items()))
        self.inferred = graphs[inferred]
        self.stated = graphs.total() - self.inferred

    def to_json(self) -> str:
        """Return the report as JSON; rows are `file:line`, their paths relative to the project."""
        data = dataclasses.asdict(self)
        data["seconds"] = {stage: round(seconds, 3) for stage, seconds in self.seconds.items()}
        return json.dumps(
            {**data, "severities": self.severities, "reviewed_share": self.reviewed_share}, ensure_ascii=False, indent=1
        )


@dataclass(frozen=True)
class LeftOut:
    """Something that the tables could have told and do not, how often, and why."""

    what: str
    count: int
    why: str


def _left_out(catalogue: Catalogue, base: Base) -> list[LeftOut]:
    found = [
        LeftOut(f"facts of {source.id}", 1, "its fact tables are not made yet")
        for source in catalogue.sources
        if not any(source.id in owners for owners in catalogue.entries.values())
    ]
    index = Index(catalogue)
    counts = Counter(
        each
        for name, script in catalogue.scripts.items()
        for owner, entry in catalogue.rows(name)
        for each in script.untold(entry.row, Context(base, owner, index))
    )
    return [*found, *(LeftOut(what, count, why) for (what, why), count in sorted(counts.items()))]
