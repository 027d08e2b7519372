"""What a document tells twice: the day of a tie in a label and again in a list or a sentence is one event."""

from __future__ import annotations

from dataclasses import replace

from exgraph.extract.event import Cells, Proposal

_JOINED = ("record", "kind", "location", "involves", "organiser", "agent", "official", "series", "category", "mode")


def join(proposal: Proposal) -> Proposal:
    """Return the proposal with the conclusion of one agreement on one day as one event of all its records."""
    events: list[Cells] = []
    first: dict[tuple[str, str], Cells] = {}
    same: dict[str, str] = {}
    for cells in proposal.rows.get("event", []):
        key = (cells["concludes"], cells["start"])
        known = first.get(key)
        if known is None or not cells["concludes"] or known["record"] == cells["record"]:
            first.setdefault(key, cells)
            events.append(cells)
        else:
            same[cells["id"]] = known["id"]
            known.update({column: _union(known[column], cells[column]) for column in _JOINED})
    rows = {table: each for table, each in proposal.rows.items() if table not in ("event", "participation")}
    rows |= {"event": events} if events else {}
    groups = [_moved(each, same) for each in proposal.rows.get("participation", [])]
    rows |= {"participation": groups} if groups else {}
    return replace(proposal, rows=rows)


def _union(one: str, other: str) -> str:
    return ";".join(dict.fromkeys(each for cell in (one, other) for each in cell.split(";") if each))


def _moved(group: Cells, same: dict[str, str]) -> Cells:
    """Return a group under the event that its own became part of; its id stays, which no other has."""
    return group | {"event": same[group["event"]]} if group["event"] in same else group
