"""Where a name stands: the countries and divisions that the text before it, its line, its headings or the page name."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache, cached_property

from exgraph.extract.lexicon import Lexicon
from exgraph.extract.name import Gazetteer, Mention
from exgraph.extract.survey.known import Known
from exgraph.gazetteer import japan, world
from exgraph.gazetteer.entry import JAPAN

_AREAS = ("Country", "Province", "FederalSubject", "Prefecture")
_FOLLOWS = re.compile(r"[^、。]{0,4}[(/|\t ・]+[^、。)]{0,8}")
_STATE = re.compile("[\u30a1-\u30fa\u30fc・]{2,}[州省県]")
_ENGLISH = frozenset({"US", "CA", "AU", "NZ", "GB"})
_FAR = 40
"""How many lines above a name a heading may tell its country."""
_NEAR = 12
"""How many characters before or after a name its country is looked for: カナダ・バーナビー, バーナビー(カナダ)."""


@dataclass(frozen=True)
class Area:
    """A country by its code, or a division of it."""

    country: str
    division: str = ""


@dataclass(frozen=True)
class NamedArea:
    """An area that a line names, with its offsets; `wide` where the area itself is named, not a town in it."""

    start: int
    end: int
    area: Area
    wide: bool = True


@dataclass
class Page:
    """A document's tidy lines, with the areas that each names and the home side's own."""

    lines: list[str]
    gazetteer: Gazetteer
    known: Known
    home: Area
    known_home: str = ""
    named: dict[int, list[NamedArea]] = field(default_factory=dict)
    longer: dict[int, list[Mention]] = field(default_factory=dict)

    def areas(self, line: int) -> list[NamedArea]:
        """Return the areas that a line names, in order."""
        if line not in self.named:
            self.named[line] = sorted(self._read(self.lines[line]), key=lambda each: (each.start, -each.end))
        return self.named[line]

    def _read(self, text: str) -> list[NamedArea]:
        found = [NamedArea(start, end, _area(text[start:end])) for start, end in _lexicon().find(text)]
        found += [NamedArea(*match.span(), _area(match[0])) for match in _STATE.finditer(text)]
        found = [each for each in found if each.area.country]
        spans = {(each.start, each.end) for each in found}
        for mention in self.gazetteer.mentions(text):
            if mention.table == "place" and (mention.start, mention.end) not in spans:
                area = Area(self.known.country(mention.id), self.known.division(mention.id))
                if area.country:
                    wide = any(self.gazetteer.is_a(mention.id, kind) for kind in _AREAS)
                    found.append(NamedArea(mention.start, mention.end, area, wide))
        return found

    def is_inside(self, line: int, start: int, end: int) -> bool:
        """Say whether a word is part of a longer name that is known, of a body or a hall for instance."""
        if line not in self.longer:
            self.longer[line] = [each for each in self.gazetteer.mentions(self.lines[line]) if each.table != "place"]
        return any(each.start <= start and end <= each.end for each in self.longer[line])

    @cached_property
    def countries(self) -> list[Area]:
        """The countries that the page names but Japan, those named most first."""
        counts = Counter(each.area.country for line in range(len(self.lines)) for each in self.areas(line))
        return [Area(code) for code, _ in counts.most_common() if code not in (JAPAN, "")]

    @cached_property
    def prefectures(self) -> Counter[str]:
        """How often the page names each prefecture of Japan."""
        areas = [each.area for line in range(len(self.lines)) for each in self.areas(line)]
        return Counter(area.division for area in areas if area.country == JAPAN and area.division)

    def direct(self, line: int, start: int, end: int) -> Area | None:
        """Return the area that stands right before a name, or in brackets after it."""
        text, named = (
            self.lines[line],
            [each for each in self.areas(line) if each.wide and not (start <= each.start < end)],
        )
        before = [each for each in named if each.end <= start and _joins(text[each.end : start])]
        after = [
            each
            for each in named
            if each.start >= end and re.fullmatch(r"[^、。]{0,4}[(/|\t ・]+[^、。)]{0,8}", text[end : each.start])
        ]
        near = [each for each in before if start - each.end <= _NEAR]
        if near:
            return _joined([each.area for each in named if each.end <= near[-1].end][-2:])
        return after[0].area if after and after[0].start - end <= _NEAR else None

    def areas_of(self, line: int) -> list[Area]:
        """Return the areas abroad that a line names, the last first."""
        return [each.area for each in reversed(self.areas(line)) if each.area.country != JAPAN]

    def above(self, line: int) -> list[Area]:
        """Return the areas abroad that the nearest line above names which names any."""
        return next((areas for at in range(line - 1, max(-1, line - _FAR), -1) if (areas := self.areas_of(at))), [])


def _joins(between: str) -> bool:
    return bool(re.fullmatch(r"[\s・/|,、(:-]*(?:の)?[^\s、。]{0,4}", between))


def _joined(areas: list[Area]) -> Area:
    """Return the narrowest of areas that follow one another: カナダ、オンタリオ州 is Ontario."""
    last = areas[-1]
    return (
        last
        if last.division or not areas
        else next((each for each in areas if each.country == last.country and each.division), last)
    )


def _area(name: str) -> Area:
    country = world.country(name)
    if country:
        return Area(country.country)
    if name in japan.prefectures():
        return Area(JAPAN, name)
    if name in ("日本", "Japan"):
        return Area(JAPAN)
    divisions = world.divisions_named(name)
    if len(divisions) == 1 or len({each.country for each in divisions}) == 1:
        return Area(divisions[0].country, divisions[0].division)
    return Area("")


@cache
def _lexicon() -> Lexicon:
    """Return the countries, the prefectures, and the divisions written with their kind or in English."""
    names = {*world.country_names(), *japan.prefectures(), "日本", "Japan"}
    for entry in world.divisions().values():
        if re.search("[州省県道市区国]$", entry.ja):
            names.add(entry.ja)
        if entry.country in _ENGLISH and len(entry.en) > 4:
            names.add(entry.en)
    return Lexicon.of(name for name in names if len(name) > 1)
