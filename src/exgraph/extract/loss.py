"""What became no fact: lines of a document that hold a date, a place or a number of people, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator

from exgraph.errors import Location
from exgraph.extract.clause.count import read_headcounts
from exgraph.extract.clause.sentence import Setting
from exgraph.extract.event import Proposal
from exgraph.extract.layout.printed import Contents
from exgraph.extract.text import tidy
from exgraph.facts.catalogue import Catalogue
from exgraph.facts.record import UNREAD
from exgraph.facts.table import Row
from exgraph.sources.document import Document, digest
from exgraph.sources.source import Source

_WAITS = ("its words tell nothing", "no date", "no year", "is no date", "not told", "tells no year", "no kind")
"""What a reason says where no rule passed the line over: reading failed."""


def rows(
    source: Source,
    catalogue: Catalogue,
    document: Document,
    contents: Contents,
    *,
    proposal: Proposal,
    setting: Setting,
) -> Iterator[Row]:
    """Yield a row for each line that became no fact; what a person called `no-fact` stays so while the line does."""
    row_class = catalogue.scripts[UNREAD].row_class
    named = {
        entry.row.digest: entry.row for _, entry in catalogue.rows(UNREAD, source.id) if entry.row.state == "no-fact"
    }
    for line, (number, reason) in sorted(_lost(document, contents, proposal, setting).items()):
        mark = digest(document.lines[line - 1])
        known = named.get(mark)
        state = UNREAD if number or any(word in reason for word in _WAITS) else "passed"
        cells = {
            "first_line": str(line),
            "number": number,
            "state": known.state if known else state,
            "reason": reason,
            "digest": mark,
            "note": known.note if known else "",
        }
        yield row_class.parse(cells, Location(document.path, line))


def _lost(document: Document, contents: Contents, proposal: Proposal, setting: Setting) -> dict[int, tuple[str, str]]:
    """Return by line the number of the record that could not be read, if it is one, and the reason."""
    numbers = {number for each in proposal.rows.values() for row in each for number in row.get("record", "").split(";")}
    lost = {line: ("", reason) for line, reason in contents.passed.items()}
    for record in contents.records:
        if record.number not in numbers:
            reason = proposal.reasons.get(record.number, "no fact was read from it")
            lost[record.first_line] = (record.number, reason)
    if contents.whole:
        for line, what in contents.others.items():
            if what == "page" and line not in lost and (held := _holds(document.lines[line - 1], setting)):
                lost[line] = ("", held)
    return lost


def _holds(words: str, setting: Setting) -> str:
    """Return what a line without a date holds that a fact might be made of; nothing where it holds nothing."""
    text = tidy(words)
    if read_headcounts(text):
        return "tells a number of people without a date"
    places = [each.id for each in setting.gazetteer.mentions(text) if each.table == "place"]
    abroad = [place for place in places if not setting.gazetteer.within(place, setting.country)]
    return "names a place without a date" if abroad else ""
