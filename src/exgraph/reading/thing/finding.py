"""What the build found, for readers: what documents contradict one another on, what they leave open, and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from exgraph.model.iri import NS
from exgraph.reading.published import Published, per_version
from exgraph.reading.reader import Name, Reader

CONTRARY = (
    *("merged-date", "merged-headcount", "merged-visitors", "merged-edition", "merged-anniversary"),
    *("agreement-date", "agreement-class", "AnniversaryEvent", "observation-value", "total-told"),
)
"""Checks that find documents, or a document and the graph, in contradiction."""

GAPS = ("tie-silent", "years-uncovered", "lines-unread")
"""Checks that find what no document tells."""

_DATES = frozenset({"merged-date", "agreement-date", "tie-silent"})
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
class Side:
    """What one side tells: a value, or the thing that tells it; its records, how many more there are, and its row."""

    value: str
    thing: Name | None
    witnesses: Sequence[Witness]
    more: int
    row: str


@dataclass(frozen=True)
class Found:
    """One finding: what is wrong with what, by whom it is told, and the sides where values contradict each other."""

    code: str
    severity: str
    message: str
    thing: Name
    value: str
    sides: Sequence[Side]
    witnesses: Sequence[Witness]
    row: str


@dataclass(frozen=True)
class Group:
    """The findings of one check; `message` is that of the first."""

    code: str
    severity: str
    message: str
    found: Sequence[Found]


def concerning(reader: Reader, thing: str) -> list[Found]:
    """Return what was found about a thing, or by means of it, gaps in its own row left out."""
    found = _by_thing(reader.published).get(thing, ())
    return [read(reader, each) for each in found]


def among(reader: Reader, things: Iterable[str]) -> list[Found]:
    """Return where documents disagree on any of some things or tell nothing, each finding once, the gravest first.

    What only an editor can use, such as columns to fill in, is left to /quality.
    """
    by_thing = _by_thing(reader.published)
    found = {
        id(each): each for thing in things for each in by_thing.get(thing, ()) if each.get("code") in (*CONTRARY, *GAPS)
    }
    order = {severity: place for place, severity in enumerate(("violation", "warning", "info"))}
    chosen = sorted(found.values(), key=lambda each: (order.get(each["severity"], 9), each["focus"]))
    return [_once(read(reader, each)) for each in chosen]


def _once(found: Found) -> Found:
    """Return a finding with each record at the first of its sides only."""
    seen: set[str] = set()
    sides = []
    for side in found.sides:
        new = [each for each in dict.fromkeys(side.witnesses) if each.address not in seen]
        seen.update(each.address for each in new)
        sides.append(replace(side, witnesses=new))
    return replace(found, sides=sides, witnesses=list(dict.fromkeys(found.witnesses)))


def groups(reader: Reader, codes: Sequence[str] | None = None, severity: str | None = None) -> list[Group]:
    """Return the findings by check: of these checks in their order, or all others, the most frequent first."""
    by_code: dict[str, list[Mapping[str, Any]]] = {}
    for each in reader.published.report.get("findings", ()):
        if severity in (None, each["severity"]):
            by_code.setdefault(each.get("code", each["shape"]), []).append(each)
    if codes is None:
        rest = (code for code in by_code if code not in (*CONTRARY, *GAPS))
        codes = sorted(rest, key=lambda code: -len(by_code[code]))
    return [_group(reader, code, by_code[code]) for code in codes if code in by_code]


@per_version()
def _by_thing(published: Published) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for each in published.report.get("findings", ()):
        sides = each.get("sides", ())
        if each["severity"] != "info" or sides or each.get("code") in GAPS:
            for thing in dict.fromkeys([each["focus"], *(side["thing"] for side in sides if side["thing"])]):
                found.setdefault(thing, []).append(each)
    return found


def _group(reader: Reader, code: str, findings: Sequence[Mapping[str, Any]]) -> Group:
    found = [read(reader, each) for each in findings]
    return Group(code, found[0].severity, found[0].message, found)


def read(reader: Reader, each: Mapping[str, Any]) -> Found:
    """Return a finding of the report as a page shows it."""
    messages: dict[str, str] = each["messages"]
    code = each.get("code", each["shape"])
    return Found(
        code=code,
        severity=each["severity"],
        message=_named(reader, messages.get(reader.language) or messages.get("en") or each["component"]),
        thing=reader.name(each["focus"]),
        value=each["value"] or "",
        sides=[_side(reader, code, side) for side in each.get("sides", ())],
        witnesses=_witnesses(each["records"]),
        row=each["row"],
    )


def _named(reader: Reader, message: str) -> str:
    """Return a message with the names of the things in it in the place of their IRIs."""
    root = re.escape(reader.published.base.root)
    return re.sub(rf"{root}id/[\w%/.~-]*[\w%~]", lambda found: reader.name(found[0]).text, message, flags=re.ASCII)


def _side(reader: Reader, code: str, side: Mapping[str, Any]) -> Side:
    thing = reader.name(side["thing"]) if side["thing"] else None
    records = side["records"]
    value = _value(reader, code, side["value"])
    return Side(value, thing, _witnesses(records[:_NAMED]), max(0, len(records) - _NAMED), side["row"])


def _value(reader: Reader, code: str, value: str) -> str:
    if code in _DATES:
        return reader.date(*value.split("/"))
    if code == "agreement-class":
        return reader.words.text("page.comma").join(reader.name(NS + name).text for name in value.split(";"))
    return reader.words.number(int(value)) if value.isdigit() else value


def _witnesses(records: Iterable[Mapping[str, Any]]) -> list[Witness]:
    return [
        Witness(
            address=f"/id/record/{record['source']}/{record['number']}",
            source=record["source"],
            number=record["number"],
            first_line=record["first_line"],
            last_line=record["last_line"],
        )
        for record in records
    ]
