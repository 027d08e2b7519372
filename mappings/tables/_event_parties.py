"""What events without a name, a journey or a mark are called: their kind, and who held or met at them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from exgraph.mapping import russian
from exgraph.mapping.context import Context
from exgraph.mapping.wording import Words, listed, paired

from . import _event_circumstances as circumstances
from . import _event_words as words
from .organisation import Organisation

if TYPE_CHECKING:
    from .event import Event


def head(row: Event, context: Context, language: str) -> tuple[str, bool]:
    """Return what an event is called by its kind and parties, and whether its place is to be told as well."""
    bodies = [*row.organiser, *(one for one in row.agent if one not in row.organiser)]
    places = circumstances.locations(row, context)
    partners = circumstances.narrowest([place for place in row.involves if place not in places], context)
    kind = words.KINDS[row.kind[0]][language]
    if not bodies and not partners:
        return kind, True
    table, keys = ("organisation", bodies) if bodies else ("place", partners)
    form = _of_bodies(row, bodies, context) if bodies else _of_places(row, partners, places)
    names = context.names(table, keys, language)
    of = [russian.inflected(name, "genitive") for name in names] if language == "ru" else names
    who = paired(names, language) if form in (words.BETWEEN, words.MEETING_BETWEEN) else listed(names, language)
    return form[language].format(who=who, who_of=listed(of, language), kind=kind), form is not words.OF_PLACES


def _of_bodies(row: Event, bodies: Sequence[str], context: Context) -> Words:
    """Return how bodies are named beside a kind: whoever founds something is not what is founded."""
    kind = row.kind[0]
    if kind == "Meeting" and _sit(bodies, context):
        one = (row.start.year, row.start.month) == (row.end.year, row.end.month)
        return words.SITTING if one else words.SITTINGS
    if kind == "Meeting" and len(bodies) > 1:
        return words.MEETING_BETWEEN
    return words.TAKING_PART if kind in words.FOUNDING else words.OF_BODIES


def _of_places(row: Event, partners: Sequence[str], places: Sequence[str]) -> Words:
    """Return how places are named beside a kind: of a meeting, people from them met."""
    meeting = row.kind[0] == "Meeting"
    if len(partners) > 1 and row.kind[0] in words.MUTUAL:
        return words.MEETING_BETWEEN if meeting else words.BETWEEN
    if places:
        return words.MEETING_WITH if meeting else words.WITH
    return words.OF_PLACES


def _sit(bodies: Sequence[str], context: Context) -> bool:
    """Say whether all bodies are councils or assemblies, whose meetings are sittings of theirs."""
    rows = [context.find(Organisation, body) for body in bodies]
    return all(not {"Council", "Assembly"}.isdisjoint(row.class_) for row in rows)
