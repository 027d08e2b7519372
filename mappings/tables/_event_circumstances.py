"""When, where and how an event was held, how many took part, what it marked: what label and description share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from exgraph.facts.cell import split_reference
from exgraph.facts.total import whole
from exgraph.mapping import russian, wording
from exgraph.mapping.context import Context
from exgraph.mapping.wording import Words, continued, words
from exgraph.model.date import PartialDate

from ._event_words import KINDS
from .place import above
from .venue import Venue

if TYPE_CHECKING:
    from .event import Event
    from .participation import Participation

STATUSES: dict[str, Words] = {
    "planned": words("予定", "planned", "запланировано"),
    "unscheduled": words("時期未定", "date not set", "дата не определена"),
    "under-discussion": words("検討中", "under discussion", "обсуждается"),
    "postponed": words("延期", "postponed", "перенесено"),
    "cancelled": words("中止", "cancelled", "отменено"),
}

SOME_TIME = words("{}中", "some time in {}", "в течение {}")
"""What is told of an event whose day or month lies within bounds."""

ONLINE = words("オンライン", "online", "онлайн")

ANNIVERSARY = words("{thing}{number}周年記念", "{ordinal} anniversary of {thing}", "{number}-летию {thing_of}")
FIRST = words("{thing}1周年記念", "first anniversary of {thing}", "годовщине {thing_of}")


_QUALIFIER = re.compile(r" \(([^()]*)\)$")
_WHOSE = {"ja": re.compile(r"\(([^()]*[市町村])\)$"), "en": _QUALIFIER, "ru": _QUALIFIER}
"""What parts a series from namesakes; in Japanese the towns alone: 太平洋国際観光展(PITE) is a name."""


def kinds(row: Event, language: str) -> list[str]:
    """Return what the kinds of an event are called, to be listed."""
    first, *others = [KINDS[kind][language] for kind in row.kind]
    return [first, *map(continued, others)]


def headcount(row: Event, groups: Sequence[Participation]) -> int | None:
    """Return how many took part: as stated, or the sum of the groups where each one's number is known."""
    return whole(row.total, [group.headcount for group in groups])


def qualifier(row: Event, groups: Sequence[Participation]) -> str | None:
    """Return how the number of those who took part is qualified: as stated, or as any of the summed groups is."""
    if row.total is not None:
        return row.total_qualifier
    qualifiers = {group.qualifier for group in groups if group.qualifier}
    if not qualifiers or headcount(row, groups) is None:
        return None
    return qualifiers.pop() if len(qualifiers) == 1 else "about"


def locations(row: Event, context: Context) -> list[str]:
    """Return the places where an event took place: those its row names, and those its venues stand in."""
    return list(dict.fromkeys([*row.location, *(context.find(Venue, venue).within for venue in row.venue)]))


def narrowest(places: Sequence[str], context: Context) -> list[str]:
    """Return the places that hold none of the others."""
    wider = {parent for place in places for parent in above(place, context)}
    return [place for place in places if place not in wider]


def placeless(reference: str, row: Event, context: Context, language: str) -> str:
    """Return what a thing is called, without the place that tells it from others where that is where the event was."""
    name = context.called(reference, language)
    for place in context.names("place", locations(row, context), language):
        name = name.removesuffix(f" ({place})").removesuffix(f", {place}").removesuffix(f"({place})")
    return name


def parted(series: str, language: str) -> tuple[str, str]:
    """Return the name of a series, and the place in brackets that tells it from others of that name."""
    whose = _WHOSE[language].search(series)
    return (series[: whose.start()], whose[1]) if whose else (series, "")


def _span(row: Event, language: str) -> str:
    """Return when an event was; the bounds of an open date that are a year are told as that year."""
    january, december = (row.start.month, row.start.day) == (1, None), (row.end.month, row.end.day) == (12, None)
    if row.dating == "bounded" and january and december and row.start.year == row.end.year:
        return wording.date(PartialDate(row.start.year), language)
    return wording.span(row.start, row.end, language)


def how(row: Event, language: str, *, said: str = "") -> Iterator[str]:
    """Yield how an event was held, where that is worth a word and not said, and when; of one without a date nothing."""
    if "online" in row.mode and ONLINE[language] not in said.casefold():
        yield ONLINE[language]
    status = [STATUSES[row.status][language]] if row.status in STATUSES else []
    if row.dating == "none":
        yield from status
        return
    span = _span(row, language)
    # Where the date is told to be open, its bounds say no more than that.
    open_date = row.dating == "bounded" and row.status == "unscheduled"
    when = SOME_TIME[language].format(span) if row.dating == "bounded" and not open_date else span
    yield from ([when, *status] if open_date else [*status, when])


def anniversary(row: Event, context: Context, language: str) -> str | None:
    """Return which anniversary of what an event marks, where both are told."""
    if not row.anniversary or not row.commemorates:
        return None
    thing = commemorated(row.commemorates[0], context, language)
    form = FIRST if row.anniversary == 1 else ANNIVERSARY
    return form[language].format(
        number=row.anniversary, ordinal=wording.ordinal(row.anniversary), thing=thing, thing_of=thing
    )


def commemorated(reference: str, context: Context, language: str) -> str:
    """Return what an anniversary is of, in the genitive in Russian: a tie, a town, a body."""
    table, _ = split_reference(reference)
    name = context.called(reference, language)
    if language == "en" and table in {"agreement", "series"}:
        return f"the {name}"
    return russian.inflected(name, "genitive") if language == "ru" and table != "agreement" else name
