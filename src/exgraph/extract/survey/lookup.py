"""A place that a person asks for by name, in the reference gazetteer."""

from __future__ import annotations

import re

from exgraph.extract.text import tidy
from exgraph.gazetteer import japan, likeness, world
from exgraph.gazetteer.entry import Entry, Found

_PARTED = re.compile(r"\s*[,、(/・\s]\s*")
_AREA = re.compile(r"(北海道|東京都|(?:京都|大阪)府|.{2,3}県)(?:.{1,5}郡)?(.+)")


def lookup(words: str) -> list[Found]:
    """Return the places that words may mean, the likeliest first.

    An id, a full Japanese name with its prefecture or without (福岡県広川町), a name abroad with its country after it
    (バーナビー, カナダ), written or as it sounds.
    """
    text = tidy(words).strip().rstrip(")")
    if entry := japan.by_id().get(text):
        return [Found(entry, 1.0, "by its id")]
    if domestic := _domestic(text):
        return [Found(entry, 1.0 if len(domestic) == 1 else 0.5, _former(entry)) for entry in domestic]
    if country := world.country(text):
        return [Found(country, 1.0, "a country")]
    name, *areas = [part for part in _PARTED.split(text) if part]
    return _abroad(name, areas) or _abroad(text, [])


def _domestic(text: str) -> list[Entry]:
    if text in japan.prefectures():
        return [japan.prefectures()[text]]
    area = _AREA.fullmatch(text)
    return (japan.named(area[2], area[1]) if area else []) or japan.named(text) or japan.written(text)


def _former(entry: Entry) -> str:
    return f"{entry.former[0]} is part of it since {entry.former[1]}" if entry.former else "by its name"


def _abroad(name: str, areas: list[str]) -> list[Found]:
    countries = {entry.country for area in areas if (entry := world.country(area))}
    divisions = [entry for area in areas for entry in world.divisions_named(area)]
    countries |= {entry.country for entry in divisions} if not countries else set()
    within = {(entry.country, entry.division) for entry in divisions if entry.country in countries}
    named = world.cities_named(name) + [entry for code in countries for entry in world.cities_written(name, code)]
    fitting = [
        entry
        for entry in dict.fromkeys(named)
        if (not countries or entry.country in countries) and (not within or (entry.country, entry.division) in within)
    ]
    if fitting or not countries:
        found = [Found(entry, 0.9 if len(fitting) == 1 else 0.5, "by its name") for entry in fitting]
        return found + [Found(entry, 0.9, "a division") for entry in world.divisions_named(name)]
    plain = re.sub("[市町村区郡]$", "", name)
    codes = [(code, division) for code, division in sorted(within)] or [(code, "") for code in sorted(countries)]
    return [each for code, division in codes for each in likeness.alike(plain, code, division)]
