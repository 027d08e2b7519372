"""Occasions: 第N回 and the series it counts, N周年 and what it commemorates."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from exgraph.extract.clause.sentence import Sentence

_EDITION = re.compile(r"第(\d+)(?:回(?!目)|次の共同)")
_ANNIVERSARY = re.compile(r"(\d+)(?:周年|年(?:を記念|記念|式典|を迎え))")
_TIE = re.compile(r"姉妹|友好都市|友好提携|提携|締結")
_ROUTE = re.compile(r"航路|航空")


@dataclass(frozen=True)
class Occasion:
    """What an event is an edition or an anniversary of."""

    series: tuple[str, ...] = ()
    edition: int | None = None
    anniversary: int | None = None
    commemorates: tuple[str, ...] = ()


def read(sentence: Sentence) -> Occasion:
    """Read the occasions a sentence tells."""
    series = tuple(sentence.named("series"))
    edition = _EDITION.search(sentence.text)
    number = int(edition[1]) if edition else None
    anniversary = _ANNIVERSARY.search(sentence.text)
    if anniversary is None:
        return Occasion(series, number)
    marked = _commemorated(sentence, anniversary.start(), int(anniversary[1]))
    return Occasion(series, number, int(anniversary[1]), marked)


def _commemorated(sentence: Sentence, end: int, years: int) -> tuple[str, ...]:
    phrase = re.split(r"[。、]", sentence.text[:end])[-1]
    start = end - len(phrase)
    places = [spot.place for spot in sentence.spots if start <= spot.start < end]
    if _ROUTE.search(phrase):
        route = sentence.gazetteer.route(places)
        return (f"route/{route}",) if route else ()
    if _TIE.search(phrase):
        others = [spot.place for spot in sentence.spots]
        return _tie(sentence, [*places, *others, *sentence.sides], sentence.year - years)
    organisations = [
        mention.id for mention in sentence.mentions if start <= mention.start < end and mention.table == "organisation"
    ]
    if organisations:
        return (f"organisation/{organisations[-1]}",)
    return (f"place/{places[-1]}",) if places else ()


def _tie(sentence: Sentence, places: list[str], concluded: int) -> tuple[str, ...]:
    for one, other in itertools.combinations(dict.fromkeys(places), 2):
        tie = sentence.setting.ties.find(one, other, concluded)
        if tie:
            return (f"agreement/{tie}",)
    return ()
