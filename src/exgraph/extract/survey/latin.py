"""Places that a text in English names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exgraph.extract.survey.context import Page
from exgraph.extract.survey.named import Named
from exgraph.gazetteer import japan, world
from exgraph.gazetteer.entry import JAPAN, Entry

_PART = r"[A-Z\u00c0-\u00de][\w\u00c0-\u024f'-]+"
_WORD = re.compile(rf"{_PART}(?:[ -](?:(?:of|de|la|le|du|am|an|der|upon|and) )?{_PART}){{0,3}}")
# What stands before a place or after it; a capital alone tells nothing.
_BEFORE = re.compile(
    r"(?:\b(?:in|from|to|of|with|between|and|at|near|visit|visits|visited|visiting|for)|,|\(|\t)"
    r"\s*(?:the\s+)?(?:(?:City|Town|Village) of )?$"
)
_AFTER = re.compile(r"\s*(?:City|Town|Village|Prefecture|,\s*[A-Z]|\(|\t|$)|\s+(?:and|signed|sent|sends|has|became)\b")
# A name after another's comma, or before the word for it, is that of what the other lies in: Edmonds, Washington.
_DIVISION = re.compile(r"[A-Z][\w'.-]*(?: City| Town)?,\s+$"), re.compile(r"\s+(?:State|Province|County)\b")
_KIND = re.compile(r"^(?:City|Town|Village) of |[ -](?:City|Town|Village|Prefecture|Shi|Cho|Machi|shi|cho|machi)$")
_COMMON = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Mayor|The|Sister|Friendship|City|Town).*"
)


def survey(page: Page) -> Iterator[Named]:
    """Yield the places that a page names in Latin letters, once a name."""
    found: dict[str, Named] = {}
    for line, text in enumerate(page.lines):
        for match in _WORD.finditer(text):
            for words, start in _forms(match):
                if words in found or words in page.gazetteer.names or page.is_inside(line, start, start + len(words)):
                    continue
                placed = bool(_BEFORE.search(text[:start]) or _AFTER.match(text, start + len(words)))
                entry = _entry(page, words, line, start) if placed and not _COMMON.fullmatch(words) else None
                if entry:
                    found[words] = Named(words, entry, line + 1, 0.9, "by its name in Latin letters")
                    break
    yield from found.values()


def _forms(match: re.Match[str]) -> Iterator[tuple[str, int]]:
    """Yield a run of capitalised words without City and the like, then its parts, the first and longest first."""
    words = re.sub(
        r"^(?:City|Town|Village) of |[ -](?:City|Town|Village|Prefecture|Shi|Cho|Machi|shi|cho|machi)$", "", match[0]
    )
    start = match.start() + match[0].index(words)
    pieces = words.split(" ")
    for first in range(len(pieces)):
        for last in range(len(pieces), first, -1):
            form = " ".join(pieces[first:last]).removesuffix("'s")
            yield form, start + len(" ".join(pieces[:first])) + bool(first)


def _entry(page: Page, words: str, line: int, start: int) -> Entry | None:
    country = world.country_names().get(words)
    if country:
        return country
    text = page.lines[line]
    if _DIVISION[0].search(text[:start]) or _DIVISION[1].match(text, start + len(words)):
        divisions = world.divisions_named(words)
        countries = {area.country for area in (*page.areas_of(line), *page.countries)}
        if fitting := [each for each in divisions if each.country in countries] or divisions:
            return fitting[0]
    municipality = _japanese(page, words)
    if municipality:
        return municipality
    direct = page.direct(line, start, start + len(words))
    areas = [*([direct] if direct else []), *page.areas_of(line), *page.above(line), *page.countries]
    for area in areas:
        if area.country in ("", JAPAN):
            continue
        written = [each for each in world.cities_written(words, area.country) if area.division in ("", each.division)]
        if written:
            return written[0]
    large = world.cities_named(words)
    if large:
        return large[0]
    divisions = [each for each in world.divisions_named(words) if each.country in {area.country for area in areas}]
    return divisions[0] if divisions else None


def _japanese(page: Page, words: str) -> Entry | None:
    plain = [each for each in japan.prefectures().values() if each.en.removesuffix(" Prefecture") == words]
    named = japan.written(words)
    at_home = [each for each in named if each.division == page.home.division]
    return next(
        iter(at_home),
        named[0] if len(named) == 1 else next(iter([*(each for each in named if each.kind == "City"), *plain]), None),
    )
