"""Cities whose name sounds like a word in katakana."""

from __future__ import annotations

import math
import re
from functools import cache

from rapidfuzz import fuzz, process

from exgraph.gazetteer import sound, world
from exgraph.gazetteer.entry import Found
from exgraph.gazetteer.world import City

_LOOKED_AT = 60
"""How many names are compared in full, of those whose consonants or letters are likest."""
_WIDER = 10 * _LOOKED_AT
_WEIGHT = 0.4
"""What a population tenfold adds to a name's likelihood, in units of its logarithm; found by trying on known names."""
_LEAST = 0.2
"""Names less like the word than this are none of it."""
_SHORTER = re.compile(r"[ -](?:ob der|am|an der|an|im|in|bei|sur|les|upon|under|de la|del?|di)[ -].*$", re.IGNORECASE)
_WORD = re.compile(r"(?: City|[ -]shi| Town)$")

_SKELETON = tuple(
    (re.compile(letters), class_)
    for letters, class_ in (
        (r"sch|sh|tch|ch|c(?=[eiy])|x|j|g(?=[ei])|tz|z|th", "s"), (r"ph", "h"), (r"gh", "k"), (r"[ckqg]+", "k"),
        (r"[bvw]", "b"), (r"f", "h"), (r"l", "r"), (r"m", "n"), (r"[aeiouy]", ""), (r"(.)\1", r"\1"),
    )
)  # fmt: skip
_ROUGH = tuple(
    (re.compile(letters), sound)
    for letters, sound in (
        (r"ph", "f"), (r"v", "b"), (r"l", "r"), (r"c(?=[eiy])", "s"), (r"ck|c|q", "k"), (r"sch|sh", "s"), (r"y", "i"),
        (r"(.)\1", r"\1"),
    )
)  # fmt: skip
_HEARD = str.maketrans({**dict.fromkeys("cqzj", "s"), "g": "k", "f": "h", "m": "n", **dict.fromkeys("wyaiueo", "")})


@cache
def alike(word: str, country: str, division: str = "") -> tuple[Found, ...]:
    """Return the cities of a country, of one division where it is given, whose name a katakana word may be.

    The likest come first, larger ones before smaller ones that sound the same. The score is how well the name fits.
    """
    heard = sound.sounds(word)
    if len(heard) < 3:
        return ()
    names = _names(country)
    ranked = []
    for at in _shortlist(heard, country, division):
        city, written = names[at]
        likeness = sound.model().likeness(word, written)
        if likeness >= _LEAST:
            length = max(len(heard), len(sound.letters(written)))
            ranked.append((length * math.log(likeness) + _WEIGHT * math.log(city.population + 500), likeness, city))
    best: dict[str, tuple[float, City]] = {}
    for _, likeness, city in sorted(ranked, key=lambda each: (-each[0], each[2].number)):
        best.setdefault(city.number, (likeness, city))
    return tuple(
        Found(world.entry(country, city), round(likeness, 2), f"sounds like {city.name}")
        for likeness, city in best.values()
    )


@cache
def _names(country: str) -> list[tuple[City, str]]:
    """Return each city with each of its names that is looked at: its own, a shorter one, other languages'."""
    found: list[tuple[City, str]] = []
    for city in world.cities(country):
        own = _WORD.sub("", city.name)
        written = [own, _SHORTER.sub("", own), *(name for name in city.others if len(name) > 4)]
        found.extend((city, name) for name in dict.fromkeys(written))
    return found


@cache
def _keys(country: str) -> tuple[list[str], list[str]]:
    letters = [sound.letters(name) for _, name in _names(country)]
    return [_rewritten(each, _SKELETON) for each in letters], [_rewritten(each, _ROUGH) for each in letters]


def _rewritten(letters: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, instead in rules:
        letters = pattern.sub(instead, letters)
    return letters


def _shortlist(heard: str, country: str, division: str) -> list[int]:
    names = _names(country)
    skeletons, rough = _keys(country)
    bones = re.sub(r"(.)\1", r"\1", heard.translate(_HEARD))
    worth: dict[int, float] = {}
    for word, keys in ((bones, skeletons), (heard, rough)):
        choices = {at: key for at, key in enumerate(keys) if not division or names[at][0].division == division}
        for _, ratio, at in process.extract(word, choices, scorer=fuzz.ratio, limit=_WIDER):
            worth[at] = worth.get(at, 40) + ratio
    size = {at: 2 * math.log10(names[at][0].population + 100) for at in worth}
    return sorted(worth, key=lambda at: (-worth[at] - size[at], at))[:_LOOKED_AT]
