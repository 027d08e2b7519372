"""From the ties of a printed list to proposed agreements."""

from __future__ import annotations

from exgraph.errors import Location, SourceError
from exgraph.extract.clause.sentence import Setting
from exgraph.extract.event import Proposal
from exgraph.extract.layout.printed import Printed
from exgraph.extract.task import Task
from exgraph.extract.text import tidy


def propose_all(records: list[Printed], task: Task) -> Proposal:
    """Read a list of ties."""
    return propose(list(task.each(records)), task.setting, Location(task.path))


def propose(records: list[Printed], setting: Setting, path: Location) -> Proposal:
    """Read a list of ties between towns or regions here and there.

    A cell shared by several ties is printed once: a tie that names nobody here has the one before it. The party is
    the narrowest place named on each side. A side that cannot be read is reported.
    """
    proposal = Proposal()
    gazetteer = setting.gazetteer
    home = ""
    for record in records:
        text = tidy(record.text)
        places = [mention.id for mention in gazetteer.mentions(text) if mention.table == "place"]
        at_home = gazetteer.specific([place for place in places if gazetteer.within(place, setting.country)])
        abroad = gazetteer.specific([place for place in places if not gazetteer.within(place, setting.country)])
        home = at_home[-1] if at_home else home
        if not home or not abroad:
            at = Location(path.path, record.first_line)
            remedy = "add the place or the spelling to mappings/gazetteer"
            proposal.unread.append(SourceError(f"{record.number} names no known place on a side", at=at, remedy=remedy))
            continue
        proposal.add("agreement", _agreement(record, home, abroad[-1]))
    return proposal


def _agreement(record: Printed, home: str, partner: str) -> dict[str, str]:
    return {
        "id": f"{home}-{partner}-{record.year}",
        "class": "SisterCityAgreement",
        "record": record.number,
        "party": f"place/{home};place/{partner}",
        "concluded": record.year,
        "printed_date": record.year,
        "rule": "tie",
        "review": "proposed",
        "note": "",
    }
