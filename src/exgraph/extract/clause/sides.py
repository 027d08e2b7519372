"""The two sides of a sentence: the publishing town and its partner, as record, text and document name them."""

from __future__ import annotations

import re

from exgraph.extract import place
from exgraph.extract.clause.sentence import Sentence, Setting

_TIE = re.compile(r"提携|締結|調印|盟約|縁組|姉妹|友好")


def sentence(text: str, year: int, places: list[str], setting: Setting) -> Sentence:
    """Return a text as a sentence whose row names the places."""
    gazetteer = setting.gazetteer
    at_home = [place for place in places if gazetteer.within(place, setting.country)]
    abroad = [place for place in places if place not in at_home]
    # The publishing town stands for the region around it.
    home = [setting.home if gazetteer.within(setting.home, place) else place for place in at_home]
    if gazetteer.is_municipality(setting.home) and not abroad and at_home:
        # A tie within the country: the other town is the partner.
        abroad = [
            place
            for place in at_home
            if not gazetteer.within(setting.home, place) and not gazetteer.within(place, setting.home)
        ]
        home = [place for place in home if place not in abroad]
    if not abroad and setting.partner and not (_names_abroad(text, setting) or _ties_at_home(text, setting)):
        abroad = [setting.partner]
    columns = tuple(dict.fromkeys([*home, *abroad]))
    return Sentence(text, year, tuple(dict.fromkeys(home)) or (setting.home,), tuple(abroad), columns, setting)


def _ties_at_home(text: str, setting: Setting) -> bool:
    """Say whether a text tells of a tie with another municipality of the country at home."""
    gazetteer = setting.gazetteer
    return bool(_TIE.search(text)) and any(
        mention.table == "place"
        and gazetteer.is_municipality(mention.id)
        and gazetteer.within(mention.id, setting.country)
        and not gazetteer.within(setting.home, mention.id)
        and not gazetteer.within(mention.id, setting.home)
        for mention in gazetteer.mentions(text)
    )


def _names_abroad(text: str, setting: Setting) -> bool:
    """Say whether a text names a place on the other side, more exact than a country, known or not."""
    gazetteer = setting.gazetteer
    return bool(place.names_unknown(text, setting)) or any(
        mention.table == "place"
        and not gazetteer.within(mention.id, setting.country)
        and not gazetteer.is_a(mention.id, "Country")
        for mention in gazetteer.mentions(text)
    )
