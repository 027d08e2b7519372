"""Records that a person read and that tell no fact: what a layout makes of them is proposed no more."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from exgraph.extract.event import Cells, Proposal
from exgraph.extract.layout.printed import Printed
from exgraph.facts.catalogue import Catalogue
from exgraph.facts.record import UNREAD
from exgraph.sources.document import Document, digest


def dismissed(catalogue: Catalogue, source: str, document: Document, records: Iterable[Printed]) -> set[str]:
    """Return the numbers of the records that a person named as no fact, as long as their lines say the same."""
    named = {
        (entry.row.number, entry.row.digest)
        for _, entry in catalogue.rows(UNREAD, source)
        if entry.row.state == "no-fact" and entry.row.number
    }
    return {each.number for each in records if (each.number, digest(document.lines[each.first_line - 1])) in named}


def without(proposal: Proposal, numbers: Collection[str]) -> Proposal:
    """Return a proposal without the facts of some records; what other records tell too stays theirs."""
    if not numbers:
        return proposal
    kept = {name: [row for each in rows if (row := _rest(each, numbers))] for name, rows in proposal.rows.items()}
    events = {row["id"] for row in kept.get("event", ())}
    kept = {name: [row for row in rows if "record" in row or row.get("event") in events] for name, rows in kept.items()}
    unknown = [(number, error) for number, error in proposal.unknown if number not in numbers]
    return replace(proposal, rows=kept, unknown=unknown)


def _rest(row: Cells, numbers: Collection[str]) -> Cells:
    if "record" not in row:
        return row
    rest = [number for number in row["record"].split(";") if number not in numbers]
    return row | {"record": ";".join(rest)} if rest else {}
