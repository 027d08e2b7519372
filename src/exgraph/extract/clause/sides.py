"""The two sides of a sentence: the publishing town and its partner, as record, text and document name them."""

from __future__ import annotations

from exgraph.extract import place
from exgraph.extract.clause.sentence import Sentence, Setting


def sentence(text: str, year: int, places: list[str], setting: Setting) -> Sentence:
    """Return a text as a sentence whose row names the places."""
    gazetteer = setting.gazetteer
    here = [place for place in places if gazetteer.within(place, setting.country)]
    away = [place for place in places if place not in here]
    # The publishing town stands for the region around it.
    home = [setting.home if gazetteer.within(setting.home, place) else place for place in here]
    if gazetteer.is_municipality(setting.home) and not away and here:
        # A tie within the country: the other town is the partner.
        away = [
            place
            for place in here
            if not gazetteer.within(setting.home, place) and not gazetteer.within(place, setting.home)
        ]
        home = [place for place in home if place not in away]
    if not away and setting.partner and not _names_abroad(text, setting):
        away = [setting.partner]
    columns = tuple(dict.fromkeys([*home, *away]))
    return Sentence(text, year, tuple(dict.fromkeys(home)) or (setting.home,), tuple(away), columns, setting)


def _names_abroad(text: str, setting: Setting) -> bool:
    """Say whether a text names a place on the other side, more exact than a country, known or not."""
    gazetteer = setting.gazetteer
    return bool(place.names_unknown(text, setting)) or any(
        mention.table == "place"
        and not gazetteer.within(mention.id, setting.country)
        and not gazetteer.is_a(mention.id, "Country")
        for mention in gazetteer.mentions(text)
    )
