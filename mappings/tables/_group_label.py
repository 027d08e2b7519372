"""Labels of groups and of parts of them: who, from where, where they went, how many and when, in three languages."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

from exgraph.mapping import russian
from exgraph.mapping.context import Context
from exgraph.mapping.wording import LANGUAGES, Words, capitalised, continued, detailed, listed, people, span, words

from . import _event_journey as journeys
from . import _group_japanese as japanese
from ._group_words import ONE, ROLES

if TYPE_CHECKING:
    from .event import Event
    from .participation import Participation

_SOME = words(japanese.VISITORS, "Group", "Группа")
_REPRESENTATIVES = words("関係者", "Representatives", "Представители")
_MEMBERS = {"Assembly members": "Members", "Assembly member": "Member"}
"""What members are called in English beside the assembly that they are of."""

_OF_MEMBERS = words("{bodies}", "Members of {bodies}", "Члены {bodies}")
_OF_MEMBER = words("{bodies}", "Member of {bodies}", "Член {bodies}")
_OF_BODIES = words("{bodies}の{who}", "{who} from {bodies}", "{who} {bodies}")
_PART = words("{whole}中{part}", "{part} of {whole}", "{part} из {whole}")
_TRAVELLING = frozenset({"Группа", "Делегация"})
"""What stands in Russian with where it went: `Делегация … в Невельск`, while people are `в Невельске`."""

_VISIT = words("{}の{}訪問", "{} visiting {}", "{} {}")
_ONLINE = words("{}と{}とのオンライン交流", "{} in an online exchange with {}", "{}: онлайн-обмен с партнёрами {}")


def group(row: Participation, event: Event, context: Context, language: str, *details: str) -> str:
    """Return who a group is, from where to where, and in brackets how many and other details."""
    number = [people(row.headcount, language, row.qualifier)] if row.headcount else []
    return detailed(_group(row, event, context, language), [*number, *details], language)


def part(role_of: str, number: int, row: Participation, event: Event, context: Context) -> Words:
    """Return what those of a group who share a role are called, with the group's way, and how many of it they are."""
    own = dataclasses.replace(row, role=(role_of,), headcount=number)
    return {language: _part(own, row.headcount, event, context, language) for language in LANGUAGES}


def role(name: str, number: int | None) -> Words:
    """Return what people of a role are called, one or many."""
    return ONE.get(name, ROLES[name]) if number == 1 else ROLES[name]


def _part(own: Participation, whole: int | None, event: Event, context: Context, language: str) -> str:
    number = people(own.headcount or 0, language)
    if whole and whole != own.headcount:
        count = f"{own.headcount}" if language != "ja" else number
        number = _PART[language].format(part=count, whole=people(whole, language))
    when = span(event.start, event.end, language)
    if language != "ja":
        return detailed(_group(own, event, context, language, part=True), [number, when], language)
    goal = listed(context.names("place", own.to, "ja"), "ja")
    places = own.from_ or own.home
    origin = listed(context.names("place", places, "ja"), "ja")
    who = japanese.clerks(places, context) if own.role == ("official",) else role(own.role[0], own.headcount)["ja"]
    of_places = f"{origin}{'' if own.home else japanese.VISITORS}の{who}"
    head = japanese.of_bodies(own.role, [who], own.body, context) if own.body else of_places
    return detailed(head, [number, when, *([f"{goal}訪問"] if goal else [])], language)


def _group(row: Participation, event: Event, context: Context, language: str, *, part: bool = False) -> str:
    """Return who a group is and where it went; a part of one is called by its role, whoever the body is."""
    goals = [] if row.home else context.names("place", row.to, language)
    who = _with_origin(row, event, context, language, part=part)
    if not goals:
        return capitalised(who)
    goal = listed(goals, language)
    if "online" in event.mode:
        goal = listed(russian.shared([russian.out_of(each) for each in goals]), "ru") if language == "ru" else goal
        return capitalised(_ONLINE[language].format(who, goal))
    goal = _where(row, who, goals) if language == "ru" else goal
    return capitalised(_VISIT[language].format(who, goal))


def _where(row: Participation, who: str, goals: Sequence[str]) -> str:
    """Return in Russian where a group was; a body that stands elsewhere was there on a visit."""
    ways = russian.into if who.partition(" ")[0] in _TRAVELLING else russian.at
    where = listed(russian.shared([ways(each) for each in goals]), "ru")
    return f"с визитом {where}" if row.body else where


def _with_origin(row: Participation, event: Event, context: Context, language: str, *, part: bool) -> str:
    roles = journeys.roles(row)
    if row.body:
        who = _of_body(row, roles, context, language, part=part)
        away = row.to or language == "ja" or not journeys.are_whole([row], context)
        whose = () if away else row.from_ or row.home
    else:
        who, whose = _called(roles, row, language), row.from_ or row.home
    if language == "ja":
        return who if row.body else _japanese(row, roles, event, context)
    origins = context.names("place", whose, language)
    if language == "en":
        of = "of" if roles == ["citizen"] else "from"
        return f"{who} {of} {listed(origins, 'en')}" if origins else who
    return who + journeys.whence([] if row.body else roles, origins)


def _japanese(row: Participation, roles: Sequence[str], event: Event, context: Context) -> str:
    places = row.from_ or row.home
    leader = japanese.led(places, event.official, context) if "official" in roles else None
    called = [role(each, row.headcount)["ja"] for each in roles]
    if row.home and not roles:
        return f"{listed(context.names('place', places, 'ja'), 'ja')}の参加者"
    return leader or japanese.of_places(roles, called, places, context)


def _called(roles: Sequence[str], row: Participation, language: str) -> str:
    """Return what people of these roles are called, or a group of none."""
    number = row.headcount if len(roles) == 1 else None
    called = [role(each, number)[language] for each in roles]
    return listed([*called[:1], *map(continued, called[1:])], language) or _SOME[language]


def _of_body(row: Participation, roles: Sequence[str], context: Context, language: str, *, part: bool) -> str:
    """Return who a group of bodies is: ensembles, members of bodies that travel themselves, or people of bodies."""
    names = context.names("organisation", row.body, language)
    bodies = listed([russian.inflected(name, "genitive") for name in names] if language == "ru" else names, language)
    if journeys.are_bodies([row], context) and not part:
        if journeys.are_whole([row], context):
            return listed([name.removeprefix("the ") for name in names], language)
        return (_OF_MEMBER if row.headcount == 1 else _OF_MEMBERS)[language].format(bodies=bodies)
    beside = "official" in roles and len(roles) > 1
    left_out = {"other"} if beside and language == "ja" else {"other", "official"}
    roles = [each for each in roles if each not in left_out]
    called = [role(each, row.headcount if len(roles) == 1 else None)[language] for each in roles]
    if language == "ja":
        return japanese.of_bodies(roles, called, row.body, context)
    members = language == "en" and roles == ["assembly-member"]
    called = [_MEMBERS.get(each, each) for each in called] if language == "en" else called
    called = [*called, _REPRESENTATIVES[language]] if beside or not called else called
    who = listed([*called[:1], *map(continued, called[1:])], language)
    return (
        f"{who} of {bodies}"
        if members or (beside and language == "en")
        else _OF_BODIES[language].format(who=who, bodies=bodies)
    )
