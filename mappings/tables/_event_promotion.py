"""What promotions are called: who promoted what, in three languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exgraph.mapping import russian
from exgraph.mapping.context import Context
from exgraph.mapping.wording import listed, words

from . import _event_circumstances as circumstances

if TYPE_CHECKING:
    from .event import Event

_BY = words("{who}のPR活動", "Promotion by {who}", "Мероприятия по продвижению: {who}")
_OF = words("{what}のPR活動", "Promotion of {what}", "Продвижение {what_of}")
_OF_BY = words("{who}による{what}のPR活動", "Promotion of {what} by {who}", "Продвижение {what_of}: {who}")


def head(row: Event, context: Context, language: str) -> str | None:
    """Return who promoted what: those who held it, of one other place that is told, or of all where none held it.

    None for what is no promotion, and where neither is told.
    """
    if row.kind[0] != "Promotion":
        return None
    places = circumstances.locations(row, context)
    partners = [place for place in row.involves if place not in places]
    bodies = list(row.organiser or row.agent)
    if not bodies and not partners:
        return None
    promoted = partners if not bodies or (row.organiser and len(partners) == 1) else []
    form = _BY if not promoted else _OF_BY if bodies else _OF
    what = context.names("place", promoted, language)
    of = [russian.inflected(name, "genitive") for name in what] if language == "ru" else what
    who = listed(context.names("organisation", bodies, language), language)
    return form[language].format(what=listed(what, language), what_of=listed(of, language), who=who)
