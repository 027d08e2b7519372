"""Descriptions of events: what it was, where, when, who took part, who held it and what it marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from exgraph.facts.cell import split_reference
from exgraph.mapping.clause import ORGANISER, PLACE, clause, clauses, figure, spoken
from exgraph.mapping.context import Context
from exgraph.mapping.wording import Words, detailed, listed, people, words

from . import _event_circumstances as circumstances
from . import _group_label as group_label

if TYPE_CHECKING:
    from .event import Event
    from .participation import Participation

_AGENT = words("関係機関: {}", "With {}", "При участии: {}")
_AMOUNT = words("金額: {}円", "Amount: {} yen", "Сумма: {} иен")
_BUDGET = words("予算: {}円", "Budget: {} yen", "Бюджет: {} иен")
_CONCLUDES = words("締結した合意: {}", "What was concluded: {}", "Подписание {}")
_EDITION = words("第{}回", "Number {}", "Номер {}")
_MARKS = words("{}", "{}", "Посвящено {}")
_ROLES: dict[str, Words] = {
    "subject": words("対象: {}", "Subject: {}", "Предмет: {}"),
    "giver": words("贈った側: {}", "Given by {}", "Даритель: {}"),
    "recipient": words("受けた側: {}", "Received by {}", "Получатель: {}"),
    "host": words("受入: {}", "Received as guests by {}", "Принимающая сторона: {}"),
}
"""What is said of those who have a role; whoever has one is not told as taking part once more."""

_OFFICIAL = words("関係した公職者: {}", "Officials: {}", "Официальные лица: {}")
_OTHERS = words("関係した地域: {}", "Places involved: {}", "Участвующие территории: {}")
_ROUTE = words("航路: {}", "Route: {}", "Линия: {}")
_SERIES = words("事業・行事: {}", "Series: {}", "Серия: {}")
_TOTAL = words("参加者: {}", "Participants: {}", "Участники: {}")
_VENUE = words("会場: {}", "Venue: {}", "Площадка: {}")
_VISITORS = words("来場者: {}", "Audience: {}", "Посетители: {}")


def description(row: Event, groups: Sequence[Participation], context: Context) -> Words:
    """Return what an event was, where, when, who took part, who held it and what it marked."""
    return spoken(lambda language: _statements(row, groups, context, language))


def _statements(row: Event, groups: Sequence[Participation], context: Context, language: str) -> Iterator[str]:
    def those(form: Words, table: str, keys: Sequence[str]) -> Iterator[str]:
        yield from clauses(form, context.names(table, keys, language), language)

    places = circumstances.locations(row, context)
    travelled = {place for group in groups for place in (*group.from_, *group.to)}
    what = listed(circumstances.kinds(row, language), language)
    yield detailed(what, list(circumstances.how(row, language)), language)
    yield from those(_VENUE, "venue", row.venue)
    yield from those(PLACE, "place", places)
    for group in groups:
        yield group_label.group(group, row, context, language)
    yield from those(_OTHERS, "place", [place for place in row.involves if place not in {*places, *travelled}])
    yield from those(ORGANISER, "organisation", row.organiser)
    for role, form in _ROLES.items():
        yield from clauses(form, [context.called(each, language) for each in getattr(row, role)], language)
    named = {*row.organiser, *(key for role in _ROLES for _, key in map(split_reference, getattr(row, role)))}
    yield from those(_AGENT, "organisation", [each for each in row.agent if each not in named])
    # Names of officials hold commas of their own.
    officials = context.names("official", row.official, language)
    yield from clauses(_OFFICIAL, ["、".join(officials) if language == "ja" else "; ".join(officials)], language)
    yield from those(_ROUTE, "route", row.route)
    yield from those(_SERIES, "series", row.series)
    if row.edition:
        yield clause(_EDITION, [str(row.edition)], language)
    if mark := circumstances.anniversary(row, context, language):
        yield _MARKS[language].format(mark)
    for tie in row.concludes:
        yield clause(_CONCLUDES, [context.called(f"agreement/{tie}", language)], language)
    yield from _numbers(row, language)


def _numbers(row: Event, language: str) -> Iterator[str]:
    if row.total:
        yield clause(_TOTAL, [people(row.total, language, row.total_qualifier)], language)
    if row.visitors:
        yield clause(_VISITORS, [people(row.visitors, language, row.visitors_qualifier)], language)
    for form, yen in ((_AMOUNT, row.amount_jpy), (_BUDGET, row.budget_jpy)):
        if yen:
            yield clause(form, [figure(Decimal(yen), language)], language)
