"""The page of an agreement: its parties, when it was concluded, its anniversaries, what happened between them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from exgraph.model.iri import NS
from exgraph.reading.history.anniversary import TIES
from exgraph.reading.history.event_list import event_list, listed_events
from exgraph.reading.history.jubilee import ahead, passed
from exgraph.reading.reader import Reader
from exgraph.reading.thing.facts import ThingFacts


def view(reader: Reader, sheet: ThingFacts, parameters: Mapping[str, str]) -> dict[str, object]:
    """Return what the page of an agreement shows."""
    parties = sheet.all("exg:party")
    year = min((int(year) for year in sheet.all("exg:year")), default=None)
    today = date.today().year
    before = passed(reader, sheet.iri, year, today, tie=_is_tie(sheet)) if year is not None else []
    dated = {event.name for each in before for event in each.events}
    marking = listed_events(reader, f"?event exg:commemorates <{sheet.iri}> .", descending=False)
    between = " ".join(f"?event {_taking_part(party)} <{party}> ." for party in parties)
    return {
        "kinds": [reader.name(iri) for iri in sheet.types if iri != NS + "Agreement"],
        "parties": reader.names(parties),
        "concluded": [reader.date(value) for value in sheet.all("exg:concluded")],
        "printed": sheet.all("exg:printedDate"),
        "years": today - year if year is not None else None,
        "ahead": ahead(year, today) if year is not None and _is_tie(sheet) else [],
        "passed": before,
        "concluding": listed_events(reader, f"?event exg:concludes <{sheet.iri}> .", descending=False),
        "marking": [event for event in marking if event.name not in dated],
        "pair": _pair(reader, parties),
        "events": event_list(reader, between, parameters.get("year"), parameters.get("page")) if between else None,
    }


def _taking_part(party: str) -> str:
    return "exg:involves" if "/place/" in party else "exg:agent"


def _is_tie(sheet: ThingFacts) -> bool:
    return any(NS + kind in sheet.types for kind in TIES)


def _pair(reader: Reader, parties: list[str]) -> str | None:
    """Return the address of the story of two parties; None where they are more, or no places."""
    places = reader.published.base.thing("place", "")
    if len(parties) != 2 or not all(party.startswith(places) for party in parties):
        return None
    ours = sorted(parties, key=lambda party: not reader.published.events.places[party].home)
    return "/pair/" + "/".join(party.removeprefix(places) for party in ours)
