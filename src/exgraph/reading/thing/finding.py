"""What the build found, for readers: what documents contradict one another on, what they leave open, and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from exgraph.model import report
from exgraph.model.iri import NS
from exgraph.reading.published import Published, per_version
from exgraph.reading.reader import Name, Reader

_DATES = frozenset({"merged-date", "agreement-date", "tie-silent"})
SHOWN = 200
"""Findings of one check that are read for a page."""
_NAMED = 3
"""Records of one side that are linked; the report as data has all."""


@dataclass(frozen=True)
class Witness:
    """A record that tells something: its address, its source and its lines."""

    address: str
    source: str
    number: str
    first_line: int
    last_line: int


@dataclass(frozen=True)
class ShownSide:
    """One side of a finding: a value, or the thing that has it; its records, how many more there are, and its row."""

    value: str
    thing: Name | None
    witnesses: Sequence[Witness]
    more: int
    row: str


@dataclass(frozen=True)
class ShownFinding:
    """One finding: what is wrong with what, by whom it is told, and the sides where values contradict each other."""

    code: str
    severity: str
    message: str
    thing: Name
    value: str
    sides: Sequence[ShownSide]
    witnesses: Sequence[Witness]
    row: str


@dataclass(frozen=True)
class CheckFindings:
    """The findings of one check: how many there are, and the first of them.

    `message` is that of the first, and the title where the check has no name.
    """

    code: str
    severity: str
    title: str
    message: str
    count: int
    found: Sequence[ShownFinding]


def concerning(reader: Reader, thing: str) -> list[ShownFinding]:
    """Return what was found about a thing, or by means of it, gaps in its own row left out."""
    found = _by_thing(reader.published).get(thing, ())
    return [read(reader, each) for each in found]


def among(reader: Reader, things: Iterable[str]) -> list[ShownFinding]:
    """Return where documents disagree on any of some things or tell nothing, each finding once, the gravest first.

    What only an editor can use, such as columns to fill in, is left to /quality.
    """
    by_thing, checks = _by_thing(reader.published), reader.published.report.checks
    found = {id(each): each for thing in things for each in by_thing.get(thing, ()) if each.code in checks}
    chosen = sorted(found.values(), key=lambda each: (report.SEVERITIES.index(each.severity), each.focus))
    return [_once(read(reader, each)) for each in chosen]


def _once(found: ShownFinding) -> ShownFinding:
    """Return a finding with each record at the first of its sides only."""
    seen: set[str] = set()
    sides = []
    for side in found.sides:
        new = [each for each in dict.fromkeys(side.witnesses) if each.address not in seen]
        seen.update(each.address for each in new)
        sides.append(replace(side, witnesses=new))
    return replace(found, sides=sides, witnesses=list(dict.fromkeys(found.witnesses)))


def groups(reader: Reader, codes: Sequence[str] | None = None, severity: str | None = None) -> list[CheckFindings]:
    """Return the findings by check: of these checks in their order, or all others, the most frequent first.

    Of each check no more are read than a page shows: the worklist has all, page by page.
    """
    by_code: dict[str, list[report.Traced]] = {}
    for each in reader.published.report.findings:
        if severity in (None, each.severity):
            by_code.setdefault(each.code, []).append(each)
    if codes is None:
        rest = (code for code in by_code if code not in reader.published.report.checks)
        codes = sorted(rest, key=lambda code: -len(by_code[code]))
    return [_group(reader, code, by_code[code]) for code in codes if code in by_code]


@per_version()
def _by_thing(published: Published) -> dict[str, list[report.Traced]]:
    found: dict[str, list[report.Traced]] = {}
    gaps = published.report.of_nature("gap")
    for each in published.report.findings:
        if each.severity != "info" or each.sides or each.code in gaps:
            for thing in dict.fromkeys([each.focus, *(side.thing for side in each.sides if side.thing)]):
                found.setdefault(thing, []).append(each)
    return found


def _group(reader: Reader, code: str, findings: Sequence[report.Traced]) -> CheckFindings:
    found = [read(reader, each) for each in findings[:SHOWN]]
    title = reader.words.texts.get(f"finding.{code}", found[0].message)
    return CheckFindings(code, found[0].severity, title, found[0].message, len(findings), found)


def read(reader: Reader, each: report.Traced) -> ShownFinding:
    """Return a finding of the report as a page shows it."""
    return ShownFinding(
        code=each.code,
        severity=each.severity,
        message=_named(reader, each.messages.get(reader.language) or each.messages.get("en") or each.component),
        thing=reader.name(each.focus),
        value=each.value,
        sides=[_side(reader, each.code, side) for side in each.sides],
        witnesses=_witnesses(each.records),
        row=each.row,
    )


def _named(reader: Reader, message: str) -> str:
    """Return a message with the names of the things in it in the place of their IRIs."""
    root = re.escape(reader.published.base.root)
    return re.sub(rf"{root}id/[\w%/.~-]*[\w%~]", lambda found: reader.name(found[0]).text, message, flags=re.ASCII)


def _side(reader: Reader, code: str, side: report.Side) -> ShownSide:
    thing = reader.name(side.thing) if side.thing else None
    records = side.records
    value = _value(reader, code, side.value)
    return ShownSide(value, thing, _witnesses(records[:_NAMED]), max(0, len(records) - _NAMED), side.row)


def _value(reader: Reader, code: str, value: str) -> str:
    if code in _DATES:
        return reader.date(*value.split("/"))
    if code == "agreement-class":
        return reader.words.text("page.comma").join(reader.name(NS + name).text for name in value.split(";"))
    return reader.words.number(int(value)) if value.isdigit() else value


def _witnesses(records: Iterable[report.Record]) -> list[Witness]:
    return [
        Witness(
            address=f"/id/record/{record.source}/{record.number}",
            source=record.source,
            number=record.number,
            first_line=record.first_line,
            last_line=record.last_line,
        )
        for record in records
    ]
