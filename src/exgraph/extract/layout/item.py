"""What lines of a page tell, while it is read: they become a record in the end."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from exgraph.extract.layout.printed import Moment, Printed
from exgraph.sources.document import Document


@dataclass
class Item:
    """Lines that tell something, and what they tell."""

    first: int
    last: int
    moments: list[Moment] = field(default_factory=list)
    row: Printed | None = None
    bare: bool = False


def printed(number: int, item: Item, document: Document) -> Printed:
    """Return an item as the record of that number."""
    if item.row:
        return replace(item.row, number=str(number))
    first, last = document.span(item.first, item.last)
    return Printed(
        number=str(number),
        first_line=item.first,
        last_line=item.last,
        first_char=first,
        last_char=last,
        year="",
        text="\n".join(moment.text for moment in item.moments),
        text_offset=first,
        moments=tuple(item.moments),
    )
