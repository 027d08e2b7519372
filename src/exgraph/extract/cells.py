"""The cells of proposed rows: agreements, participations, sums of money."""

from __future__ import annotations

import re

from exgraph.extract.clause.agreement import Concluded
from exgraph.extract.clause.delegation import Delegation
from exgraph.extract.layout.printed import Printed
from exgraph.model.date import PartialDate

Cells = dict[str, str]

_MONEY = re.compile(r"(\d[\d,]*)(万|億|千)?円")
_UNITS = {"万": 10_000, "億": 100_000_000, "千": 1_000, None: 1}


def agreement(record: Printed, concluded: Concluded, start: PartialDate, printed: str) -> Cells:
    """Return the row of an agreement that a record tells of."""
    return {
        "id": concluded.id,
        "class": ";".join(concluded.classes),
        "record": record.number,
        "party": ";".join(concluded.parties),
        "concluded": str(start),
        "printed_date": printed,
        "rule": "sentence",
        "review": "proposed",
        "note": "",
    }


def participation(key: str, event: str, each: Delegation) -> Cells:
    """Return the row of a group that took part in an event."""
    count = each.count
    return {
        "id": key,
        "event": event,
        "from": ";".join(each.origin),
        "to": ";".join(each.target),
        "headcount": text(count.number if count else None),
        "body": "",
        "role": "" if count is None or count.role == "other" else count.role,
        "parts": ";".join(f"{role}:{number}" for role, number in count.parts) if count else "",
        "rule": "movement",
        "review": "proposed",
        "note": "",
    }


def money(text: str) -> int | None:
    """Return the largest sum in yen that a text tells, or None."""
    amounts = [int(match[1].replace(",", "")) * _UNITS[match[2]] for match in _MONEY.finditer(text)]
    return max(amounts) if amounts else None


def text(number: int | None) -> str:
    """Return a number as a cell holds it; nothing where there is none."""
    return "" if number is None else str(number)
