"""The page of an agreement: its parties, its life line, its anniversaries, what happened between them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from exgraph.model.date import PartialDate
from exgraph.model.iri import NS
from exgraph.reading.history.anniversary import ahead, concluded, is_tie, passed
from exgraph.reading.history.event_list import event_list
from exgraph.reading.history.life import life
from exgraph.reading.reader import Reader
from exgraph.reading.thing.facts import ThingFacts


def view(reader: Reader, thing: ThingFacts, parameters: Mapping[str, str]) -> dict[str, object]:
    """Return what the page of an agreement shows."""
    parties = thing.all("exg:party")
    since, today = concluded(reader.published).get(thing.iri), date.today().year
    before = passed(reader, thing.iri, today, tie=is_tie(thing.types))
    between = " ".join(f"?event {_taking_part(party)} <{party}> ." for party in parties)
    return {
        "kinds": [reader.name(iri) for iri in thing.types if iri != NS + "Agreement"],
        "parties": reader.names(parties),
        "concluded": [reader.date(value) for value in thing.all("exg:concluded")],
        "printed": thing.all("exg:printedDate"),
        "years": today - PartialDate.parse(since).year if since else None,
        "ahead": ahead(reader, thing.iri, today) if is_tie(thing.types) else [],
        "passed": before,
        "life": life(reader, thing.iri),
        "pair": _pair(reader, parties),
        "events": event_list(reader, between, parameters.get("year"), parameters.get("page")) if between else None,
    }


def _taking_part(party: str) -> str:
    return "exg:involves" if "/place/" in party else "exg:agent"


def _pair(reader: Reader, parties: list[str]) -> str | None:
    """Return the address of the story of two parties; None where they are more, or no places."""
    places = reader.published.base.thing("place", "")
    if len(parties) != 2 or not all(party.startswith(places) for party in parties):
        return None
    home_first = sorted(parties, key=lambda party: not reader.published.events.places[party].home)
    return "/pair/" + "/".join(party.removeprefix(places) for party in home_first)
