"""The report of a build, as a version keeps it in report.json: what was read, made, inferred, found and left out."""

from __future__ import annotations

import dataclasses
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from exgraph.model.iri import NS

Severity = Literal["violation", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""How bad a finding is, the worst first."""

Nature = Literal["contradiction", "gap"]
"""What a check across documents finds: values that cannot all be right, or what no document tells."""

_NAMED = 3
"""Records of one side that are named; report.json has all."""


@dataclass(frozen=True)
class Record:
    """A record and its lines in its document, counted from 1."""

    source: str
    number: str
    first_line: int
    last_line: int

    def __str__(self) -> str:
        lines = f"line {self.first_line}"
        if self.last_line != self.first_line:
            lines = f"lines {self.first_line}–{self.last_line}"
        return f"{self.source} {self.number}, {lines}"


@dataclass(frozen=True)
class Side:
    """One side of a disagreement: the value that is told, or the thing that tells it (its IRI), its records and row."""

    value: str
    thing: str
    records: tuple[Record, ...]
    row: str

    def __str__(self) -> str:
        lines = "; ".join(map(str, self.records[:_NAMED]))
        more = len(self.records) - _NAMED
        others = f" and {more} more" if more > 0 else ""
        return " ".join(filter(None, (self.value or self.thing, f"({lines}{others})" if lines else "")))


@dataclass(frozen=True)
class Traced:
    """A finding and where the thing it is about comes from; `row` is `file:line`, or nothing where it is not known.

    `code` names the check and stays the same; `sides` are the values that contradict each other, where some do.
    """

    code: str
    severity: str
    focus: str
    path: str
    value: str
    shape: str
    component: str
    messages: dict[str, str]
    records: tuple[Record, ...]
    row: str
    sides: tuple[Side, ...] = ()

    def rank(self) -> tuple[int, str, str, str, str, str]:
        """The order of findings: the worst first, then by shape and by thing."""
        rank = SEVERITIES.index(self.severity)
        return rank, self.shape, self.focus, self.path, self.value, self.component

    @property
    def message(self) -> str:
        """The English message, or another where there is none."""
        return self.messages.get("en") or next(iter(self.messages.values()), self.component)

    @property
    def about(self) -> str:
        """The thing, property and value at fault, terms of ours by their prefixed names."""
        path = re.sub(f"<?{NS}([^>|/]*)>?", r"exg:\1", self.path)
        return " ".join(filter(None, (self.focus, path, self.value)))

    def __str__(self) -> str:
        place = f"{self.row}: " if self.row else ""
        lines = "; ".join(map(str, self.records))
        values = " / ".join(map(str, self.sides)) or (f"({lines})" if lines else "")
        return f"{place}{self.message} [{self.about}] {values}".rstrip()


UNDATED = ""
"""Stands for the year of records that tell of no year."""


@dataclass
class Coverage:
    """One document.

    Attributes:
        records: how many records it has.
        lines: how many lines it has.
        in_records: how many of them belong to a record.
        in_none: how many belong to none, by kind: blank, header, page.
        years: how many records tell of each year (Gregorian); those that tell of no year stand under "".
    """

    records: int = 0
    lines: int = 0
    in_records: int = 0
    in_none: dict[str, int] = field(default_factory=dict)
    years: dict[str, int] = field(default_factory=dict)

    @property
    def gaps(self) -> list[int]:
        """The years between the first and the last that none of its records tells of."""
        years = {int(year) for year in self.years if year != UNDATED}
        return [year for year in range(min(years, default=0), max(years, default=0)) if year not in years]


@dataclass(frozen=True)
class LeftOut:
    """Something that the tables could have told and do not, how often, and why."""

    what: str
    count: int
    why: str


@dataclass
class BuildReport:
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
        checks: the checks that look across documents, by code, and what each finds.
        findings: what validation found, the worst first.
        left_out: what the tables do not tell, and why.
        facts: rows that a person reviews.
        reviewed: those of them that a person accepted or corrected.
        seconds: how long each stage took.
    """

    version: str = ""
    package: str = ""
    base: str = ""
    reasoner: str = ""
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
    checks: dict[str, Nature] = field(default_factory=dict)
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

    def of_nature(self, nature: Nature) -> list[str]:
        """Return the codes of the checks that find this."""
        return [code for code, each in self.checks.items() if each == nature]

    def data(self) -> dict[str, Any]:
        """Return the report as JSON values; rows are `file:line`, their paths relative to the project."""
        data = dataclasses.asdict(self)
        data["seconds"] = {stage: round(seconds, 3) for stage, seconds in self.seconds.items()}
        return {**data, "severities": self.severities, "reviewed_share": self.reviewed_share}

    def to_json(self) -> str:
        """Return the report as JSON."""
        return json.dumps(self.data(), ensure_ascii=False, indent=1)

    @classmethod
    def read(cls, text: str) -> BuildReport:
        """Return a report from its JSON. What an older build did not say is empty.

        Raises:
            ValueError: the text is no report.
        """
        data: dict[str, Any] = json.loads(text)
        try:
            values = {each.name: data[each.name] for each in dataclasses.fields(cls) if each.name in data}
            values["coverage"] = {name: Coverage(**each) for name, each in data.get("coverage", {}).items()}
            values["findings"] = [_finding(each) for each in data.get("findings", ())]
            values["left_out"] = [LeftOut(**each) for each in data.get("left_out", ())]
            return cls(**values)
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError(f"no report of a build: {error}") from error


def _finding(data: Mapping[str, Any]) -> Traced:
    sides = (Side(**{**each, "records": _records(each)}) for each in data.get("sides", ()))
    code = data.get("code") or data["shape"]
    return Traced(**{**data, "code": code, "records": _records(data), "sides": tuple(sides)})


def _records(data: Mapping[str, Any]) -> tuple[Record, ...]:
    return tuple(Record(**each) for each in data["records"])
