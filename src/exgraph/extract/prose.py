"""Prose: the sentences of an article that tell when something happened, each with its date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from exgraph.errors import Location
from exgraph.extract import date, event, kind, place, token
from exgraph.extract.layout.printed import Printed
from exgraph.extract.sentence import Setting
from exgraph.extract.task import Task
from exgraph.extract.text import tidy
from exgraph.model.date import PartialDate

_BEGIN = re.compile(
    r"(?:1[89]|20)\d\d\s?年|(?:昭和|平成|令和)\s?(?:元|\d{1,2})\s?年|同年"
    r"|(?<!\d)(?<!年)(?<!年 )\d{1,2}\s?月(?=\s?\d|に|の|、)"
)
_SENTENCE = re.compile(r"[^。]+。?")
# A date that bounds a time, and is none of a happening: …以来, …現在, …までに.
_BOUND = re.compile(r"[^、。]{0,12}?以(?:来|降)|\s*(?:現在|時点|まで|末|よりも?前|度(?:まで|以降|より|から)|生まれ)")
_RELATIVE = {"一昨年": -2, "昨年": -1, "前年": -1, "本年": 0, "今年": 0}


@dataclass(frozen=True)
class Told:
    """A sentence that tells of something, with its first and last day as printed and as read."""

    text: str
    printed: str
    start: PartialDate
    end: PartialDate


def propose_dated(records: list[Printed], task: Task) -> event.Proposal:
    """Read the records that have a year; else the dated sentences, where [layout] has `published`."""
    whole, calendar = event.Proposal(), date.Calendar()
    published = task.source.layout.get("published")
    for record in task.each(records):
        at = task.at(record.first_line)
        if record.year:
            whole.extend(event.propose(record, task.at_home, at, calendar))
        elif published:
            whole.extend(propose_told(record, task.at_home, at, int(published)))
    return whole


def propose_told(record: Printed, setting: Setting, at: Location, published: int) -> event.Proposal:
    """Read the dated sentences of a record of prose, each as an event; `published` is the year that 本年 means."""
    proposal = event.Proposal()
    proposal.unknown.extend((record.number, error) for error in place.unknown(record, setting, at))
    for number, told in enumerate(read(record.text, published), start=1):
        key = record.number if number == 1 else f"{record.number}-{number}"
        sentence = event.sentence(told.text, told.start.year, [], setting)
        dated = replace(record, year="", month=told.printed)
        proposal.extend(event.compose(dated, sentence, key, told.start, told.end))
    return proposal


def read(text: str, published: int) -> Iterator[Told]:
    """Yield the sentences that name a date and tell of a happening; 本年 is the year the article was `published` in.

    A month alone is of the year named before it. Sentences that only bound a time (…以来) or whose words tell no kind
    of event are passed over.
    """
    calendar = date.Calendar()
    for match in _SENTENCE.finditer(_absolute(tidy(text), published)):
        sentence = match[0]
        found = _date(sentence)
        if found is None or not kind.tells(sentence):
            continue
        try:
            start, end = calendar.read("", found)
        except ValueError:
            continue  # a number that looked like a date
        yield Told(sentence, found, start, end)


def _absolute(text: str, published: int) -> str:
    for word, years in _RELATIVE.items():
        text = text.replace(word, f"{published + years}年")
    return text


def _date(sentence: str) -> str | None:
    for match in _BEGIN.finditer(sentence):
        rest = sentence[match.start() :]
        end = 0
        for each in token.scan(rest):
            if each.kind in ("year", "month", "day", "weekday"):
                end = each.end
            elif each.kind not in ("until", "like", "mark", "blank", "digits"):
                break
        words = rest[:end]
        if words and not _BOUND.match(rest, end):
            return words
    return None
