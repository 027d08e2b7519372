"""Which lines of a page are headings, by their neighbours: what their own words leave open."""

from __future__ import annotations

import re

from exgraph.extract.dating import phrase, token
from exgraph.extract.layout.line import Line, below

TIE = re.compile(r"提携|締結|調印|盟約|縁組|[Ss]ister|[Aa]ffiliat|[Ss]igned")
_FACT = re.compile(r"\d\s?(?:名|人)(?!目)|[、,]$|:")
# A town's name and nothing else, but for its name in another script: 臨川市(Linchuan).
_TOWN = re.compile(r"[^、。\s:都]{1,14}[市町村区州県省](?:\s?\([^()]*\))?")
_DAY = re.compile(r"\d\s?日|\d\.\d")
_SENTENCE = re.compile(r"[。、]|\d\s?(?:名|人)")
_LENGTH = 30
"""Characters: the words after a year that entitles are no longer, a paragraph is."""


def is_heading(line: Line, lines: list[str], *, parted: bool) -> bool:
    """Say whether a line of the page's `lines` is a heading; `parted` as for `stands_over`."""
    if line.kind in ("year", "heading"):
        return True
    if line.kind == "entry":
        return entitles(line, lines)
    return line.style == "plain" and stands_over(line, lines, parted=parted)


def stands_over(line: Line, lines: list[str], *, parted: bool) -> bool:
    """Say whether a short plain line is a heading: it tells no day and nobody's number, and something stands below it.

    `parted` says that nothing goes on into the line: a blank line above it, or no entry.
    """
    if _TOWN.fullmatch(line.text):
        return True
    if _FACT.search(line.text) and not line.text.endswith(")"):
        return False
    dates = phrase.find(line.text)
    if any(_DAY.search(each.text) for each in dates) and not TIE.search(line.text):
        return False
    next_ = below(lines, line)
    return next_ is not None and (parted or next_.kind != "prose" or len(next_.text) > len(line.text))


def entitles(line: Line, lines: list[str]) -> bool:
    """Say whether a year with a few words is a heading: prose or labels stand below it, and no entry of a year."""
    if line.date != token.year(line.date) or len(line.rest) > _LENGTH or _SENTENCE.search(line.rest):
        return False
    next_ = below(lines, line)
    if next_ is None or next_.kind == "entry":
        return next_ is not None and not token.year(next_.date)
    return next_.kind in ("label", "row", "bullet", "year", "heading") or (
        next_.kind == "prose" and len(next_.text) > _LENGTH
    )
