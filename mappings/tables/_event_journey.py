"""What the groups that travelled to an event did: who came, from where, to where, in three languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from exgraph.mapping import russian
from exgraph.mapping.context import Context
from exgraph.mapping.wording import continued, listed, paired, words

from . import _group_japanese as japanese
from ._event_words import JOURNEYS, ONLINE_JOURNEY, Journey
from ._group_words import MANY_OF, ONE_OF
from .organisation import Organisation

if TYPE_CHECKING:
    from .event import Event
    from .participation import Participation

_CONTESTANTS = words("出場者", "entrants", "участников")
_REPRESENTATIVES = words("関係者", "representatives", "представителей")
_OF_BODIES = words("{bodies}の{who}", "{who} from {bodies}", "{who} {bodies}")
_BESIDE = words("{bodies}の{who}", "{who} of {bodies}", "{who} {bodies}")
_MEMBERS = words("{}議員団", "members of {}", "депутатов {}")
_MEMBER = words("{}議員", "a member of {}", "депутата {}")
_SOME_OF_BODY = words("{}", "members of {}", "членов {}")

_GROUPS = frozenset({"Ensemble", "Council", "Association"})
"""Classes of bodies that travel themselves; of every other its people do."""

_LISTED = 3
"""The most kinds of people that are all named."""

_FEWEST = 4
"""The fewest people that are an ensemble; fewer are members of it."""

_CIVIC = frozenset({"official", "assembly-member", "citizen"})
"""Roles that people have of a place, and not only come from it: Russian names it in the genitive."""

_YOUNG = frozenset({"youth", "pupil", "child", "student"})
"""Roles that say themselves that young people met."""

_MUTUAL = words("{}の相互訪問", "Exchange of visits between {}", "Взаимные визиты: {}")
_MUTUAL_ONLINE = words("{}のオンライン交流", "Online exchange between {}", "Взаимные онлайн-встречи: {}")


def text(row: Event, groups: Sequence[Participation], context: Context, language: str) -> str | None:
    """Return what the groups of an event did and where they went; None where no group's way is known."""
    return _text(row.kind[0], row, groups, context, language)


def _text(kind: str, row: Event, groups: Sequence[Participation], context: Context, language: str) -> str | None:
    groups = [group for group in groups if not group.home]
    origins = _distinct(place for group in groups for place in group.from_)
    goals = _distinct(place for group in groups for place in group.to)
    if not origins and not goals:
        return None
    online = "online" in row.mode
    if len(origins) > 1 and set(origins) == set(goals):
        form = _MUTUAL_ONLINE if online else _MUTUAL
        return form[language].format(_partners(groups, origins, context, language))
    goals = context.names("place", [goal for goal in goals if goal not in origins], language)
    journey = JOURNEYS.get(_manner(kind, groups, context), JOURNEYS["Visit"])
    journey = ONLINE_JOURNEY if online and goals else journey
    if language == "ja":
        return _japanese(journey, _party(row, groups, origins, context), listed(goals, "ja"), groups)
    origins = [] if any(group.body for group in groups) else origins
    who, ends = _who(row, groups, context, language), context.names("place", origins, language)
    if language == "en":
        return _english(journey, who, ends, goals)
    return _russian(journey, (who or journey.who_ru) + whence(_roles(groups), ends), goals)


def _partners(groups: Sequence[Participation], places: Sequence[str], context: Context, language: str) -> str:
    """Return between whom visits were: of more than two places, between the one that all others met and these."""
    hub = next((group.from_[0] for group in groups if len(group.from_) == 1), places[0])
    first, *others = context.names("place", [hub, *(place for place in places if place != hub)], language)
    others = [listed(others, language, most=len(others))] if language == "ja" else others
    return paired([first, *others], language)


def way(row: Event, groups: Sequence[Participation], context: Context, language: str) -> str | None:
    """Return who went from where to where, to follow the name of a series; None where no group's way is known."""
    journey = _text("Visit", row, groups, context, language)
    if journey is None or language == "ja":
        return journey
    return continued(journey.partition(":")[0] if language == "ru" else journey)


def _japanese(journey: Journey, party: str, goal: str, groups: Sequence[Participation]) -> str:
    if journey is JOURNEYS["YouthExchange"] and not _YOUNG.isdisjoint(_roles(groups)):
        journey = JOURNEYS["Visit"]
    return journey.ja.format(party=party, goal=goal, at=f"{goal}での" if goal else "")


def _party(row: Event, groups: Sequence[Participation], origins: Sequence[str], context: Context) -> str:
    """Return who the groups are in Japanese, with where they are from."""
    distinct = _roles(groups)
    bodies = _bodies(groups)
    if bodies and are_bodies(groups, context):
        return listed(context.names("organisation", bodies, "ja"), "ja")
    if bodies and distinct == ["assembly-member"] and not _alone(groups):
        return _MEMBERS["ja"].format(listed(context.names("organisation", bodies, "ja"), "ja"))
    if bodies:
        distinct = [] if distinct == ["other"] else distinct
        return japanese.of_bodies(distinct, _called(row, groups, distinct, "ja"), bodies, context)
    leader = japanese.led(origins, row.official, context) if "official" in distinct else None
    return leader or japanese.of_places(distinct, _called(row, groups, distinct, "ja"), origins, context)


def _english(journey: Journey, who: str, origins: Sequence[str], goals: Sequence[str]) -> str:
    who = (who or journey.who_en) + (f" from {listed(origins, 'en')}" if origins else "")
    goal = listed(goals, "en")
    where = f" {'to' if journey.to else 'in'} {goal}" if goal else ""
    return journey.en.format(who=who, where=where, goal=goal)


def _russian(journey: Journey, who: str, goals: Sequence[str]) -> str:
    ways = [russian.into(each) if journey.to else russian.at(each) for each in goals]
    where = f" {listed(russian.shared(ways), 'ru')}" if goals else ""
    out_of = listed(russian.shared([russian.out_of(each) for each in goals]), "ru")
    return journey.ru.format(who=who, where=where, out_of=out_of)


def _manner(kind: str, groups: Sequence[Participation], context: Context) -> str:
    """Return in which manner the groups took part: trainees are received, and a body of its own trains with others."""
    if kind != "Training":
        return kind
    if _bodies(groups):
        return "Training/body" if are_bodies(groups, context) else kind
    return "Training/reception" if {role for group in groups for role in group.role} <= {"trainee"} else kind


def are_bodies(groups: Sequence[Participation], context: Context) -> bool:
    """Return whether the bodies of groups travel themselves, as an ensemble does and a museum does not."""
    bodies = [context.find(Organisation, body) for body in _bodies(groups)]
    return all(not _GROUPS.isdisjoint(body.class_) for body in bodies)


def are_whole(groups: Sequence[Participation], context: Context) -> bool:
    """Return whether the bodies of groups are all who travelled: ensembles, of no fewer people than one has."""
    bodies = [context.find(Organisation, body) for body in _bodies(groups)]
    few = any(group.headcount is not None and group.headcount < _FEWEST for group in groups)
    return not few and all("Ensemble" in body.class_ for body in bodies)


def roles(group: Participation) -> list[str]:
    """Return the roles of a group; a delegation of officials or members is called by these alone."""
    others = [role for role in group.role if role != "delegation"]
    return others or list(group.role)


def whence(roles_of: Sequence[str], origins: Sequence[str]) -> str:
    """Return in Russian where people of these roles are from, to follow them: ` из Отару`, of officials ` Отару`."""
    if not origins:
        return ""
    if not _CIVIC.isdisjoint(roles_of):
        return f" {listed([russian.inflected(each, 'genitive') for each in origins], 'ru')}"
    return f" {listed(russian.shared([russian.out_of(each) for each in origins]), 'ru')}"


def _who(row: Event, groups: Sequence[Participation], context: Context, language: str) -> str:
    """Return who the groups are: those of bodies, else roles; in the genitive in Russian, empty where none is told."""
    distinct = _roles(groups)
    called = _called(row, groups, distinct, language)
    bodies = _bodies(groups)
    if not bodies:
        return listed(called, language)
    names = context.names("organisation", bodies, language)
    whole = listed([russian.inflected(name, "genitive") for name in names] if language == "ru" else names, language)
    if are_bodies(groups, context):
        return whole if are_whole(groups, context) else _SOME_OF_BODY[language].format(whole)
    if distinct == ["assembly-member"]:
        return (_MEMBER if _alone(groups) else _MEMBERS)[language].format(whole)
    called = [] if distinct == ["other"] else called
    if "official" in distinct and len(distinct) <= _LISTED:
        # Whoever else is with the representatives of a body need not be of it: artists and a government.
        others = [word for word, role in zip(called, distinct, strict=True) if role != "official"]
        return _BESIDE[language].format(who=listed([*others, _REPRESENTATIVES[language]], language), bodies=whole)
    if "official" in distinct:
        called = [_REPRESENTATIVES["ru"] if word == MANY_OF["official"]["ru"] else word for word in called]
    return _OF_BODIES[language].format(who=listed(called, language) or _REPRESENTATIVES[language], bodies=whole)


def _called(row: Event, groups: Sequence[Participation], distinct: Sequence[str], language: str) -> list[str]:
    """Return what people of each of these roles are called; athletes of a contest are whoever takes part in it."""
    forms = ONE_OF if _alone(groups) and ONE_OF.keys() >= set(distinct) else MANY_OF
    contest = "Contest" in row.kind
    return [(_CONTESTANTS if contest and role == "athlete" else forms[role])[language] for role in distinct]


def _alone(groups: Sequence[Participation]) -> bool:
    """Say whether the groups are one person of one role."""
    return len(groups) == 1 and groups[0].headcount == 1 and len(_roles(groups)) == 1


def _roles(groups: Sequence[Participation]) -> list[str]:
    return _distinct(role for group in groups for role in roles(group))


def _bodies(groups: Sequence[Participation]) -> list[str]:
    return _distinct(body for group in groups for body in group.body)


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
