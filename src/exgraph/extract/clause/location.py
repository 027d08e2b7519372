"""Where a sentence says that something happened."""

from __future__ import annotations

import re

from exgraph.extract.clause.sentence import Sentence

_AT = re.compile(r"(?:市内|内|州内)?(?:ホテル)?(?:で(?!の合|は|き)|において|にて|を会場)")
_HEADED = re.compile(r"(?:場所|会場)[:はが]$")
JOIN = re.compile(r"(?:市|州)?(?:、|・|及び|と|や|,|\s|並びに)+")
"""What joins places that are named together."""


def locations(sentence: Sentence) -> list[str]:
    """Return the places where the sentence says it happened: (札幌市), 札幌市で, 場所:稚内市立図書館."""
    text = sentence.text
    named = [(spot.start, spot.end, spot.place) for spot in sentence.spots if not spot.inner]
    for mention in sentence.mentions:
        seat = sentence.gazetteer.seat(mention)
        if seat:
            named.append((mention.start, mention.end, seat))
    named.sort()
    found: list[str] = []
    for number, (start, end, _) in enumerate(named):
        if _is_location(text, start, end):
            first = number
            while first and JOIN.fullmatch(text, named[first - 1][1], named[first][0]):
                first -= 1
            found.extend(place for _, _, place in named[first : number + 1])
    return list(dict.fromkeys(found))


def _is_location(text: str, start: int, end: int) -> bool:
    bracketed = text[start - 1 : start] == "(" and text[end : end + 1] == ")"
    return bracketed or bool(_AT.match(text, end)) or bool(_HEADED.search(text, 0, start))
