"""Whether the words of a document bear out a value that somebody claims to have read in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from exgraph.extract.clause import english, kind
from exgraph.extract.clause.count import read_headcounts, read_visitors
from exgraph.extract.dating import phrase
from exgraph.extract.dating.date import Calendar
from exgraph.extract.name import Gazetteer
from exgraph.extract.text import tidy

DATES = frozenset({"start", "end", "concluded"})
NUMBERS = frozenset({"headcount", "total", "visitors"})
_GIVEN = frozenset({"id", "event", "record"})
"""Columns that name rows: no words bear them out."""


def refused(cells: Mapping[str, str], span: str, gazetteer: Gazetteer, home: str) -> Iterator[tuple[str, str]]:
    """Yield each column whose value is not in the reading of a span, and why.

    A date must be the first or last day that the span tells with its year, a number one of its people, what a
    reference names must be named in it or be the publishing side, a kind be told by its words; any other text must
    stand in it.
    """
    words = tidy(span)
    named = {f"{each.table}/{each.id}" for each in gazetteer.mentions(words)}
    wider = {f"place/{place}" for key in named for place in gazetteer.ancestors(key.partition("/")[2])}
    known = named | wider | {f"place/{home}"}
    for column, value in cells.items():
        if not value or column in _GIVEN:
            continue
        if column in DATES and value not in _dates(words):
            yield column, f"the span tells no date {value}: take one that holds the year too"
        elif column in NUMBERS and value not in _numbers(words):
            yield column, f"the span tells no number of people {value}"
        elif column == "kind":
            yield from ((column, f"no word of the span tells {each}") for each in _others(value, _kinds(words)))
        elif column not in DATES | NUMBERS:
            # Ids of one table stand without it.
            bare = {key.partition("/")[2] for key in known}
            told = [each for each in value.split(";") if each not in known | bare and each not in words]
            yield from ((column, f"the span does not name {each}") for each in told)


def _others(value: str, known: set[str]) -> list[str]:
    return [each for each in value.split(";") if each not in known]


def _dates(words: str) -> set[str]:
    found: set[str] = set()
    for each in phrase.find(words):
        try:
            found |= {str(day) for day in Calendar().read("", each.text)}
        except ValueError:
            continue
    return found


def _numbers(words: str) -> set[str]:
    counts = english.read_headcounts(words) if english.is_english(words) else read_headcounts(words)
    visitors = read_visitors(words)
    return {str(each.number) for each in counts} | ({str(visitors)} if visitors else set())


def _kinds(words: str) -> set[str]:
    if english.is_english(words):
        return set(english.read_kinds(words, moved=True))
    return set(kind.read_kinds(words, (), moved=True))
