"""What the groups that travelled to an event did: who came, from where, to where, in three languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from exgraph.mapping import russian
from exgraph.mapping.context import Context
from exgraph.mapping.wording import Words, continued, listed, paired, words

from ._event_words import JOURNEYS, Journey
from .organisation import Organisation

if TYPE_CHECKING:
    from .participation import Participation

_ONE: dict[str, Words] = {
    "pupil": words("児童生徒", "a pupil", "школьника"),
    "student": words("学生", "a student", "студента"),
    "official": words("行政職員", "an official", "служащего администрации"),
    "assembly-member": words("議員", "an assembly member", "депутата"),
    "citizen": words("市民", "a resident", "жителя"),
    "artist": words("芸術家", "an artist", "деятеля искусства"),
    "doctor": words("医師", "a doctor", "врача"),
    "researcher": words("研究者", "a researcher", "учёного"),
    "trainee": words("研修生", "a trainee", "стажёра"),
    "teacher": words("教員", "a teacher", "преподавателя"),
    "athlete": words("選手", "an athlete", "спортсмена"),
    "expert": words("専門家", "an expert", "специалиста"),
    "staff": words("スタッフ", "a staff member", "сотрудника"),
    "journalist": words("報道関係者", "a journalist", "журналиста"),
    "leader": words("引率者", "a group leader", "сопровождающего"),
}
"""Roles of a group of one, in the genitive in Russian."""

MANY: dict[str, Words] = {
    "pupil": words("児童生徒", "pupils", "школьников"),
    "student": words("学生", "students", "студентов"),
    "youth": words("青少年", "young people", "молодёжи"),
    "child": words("子どもたち", "children", "детей"),
    "official": words("行政職員", "officials", "представителей администрации"),
    "assembly-member": words("議員", "assembly members", "депутатов"),
    "citizen": words("市民", "residents", "жителей"),
    "delegation": words("代表団", "a delegation", "делегации"),
    "athlete": words("選手", "athletes", "спортсменов"),
    "artist": words("芸術家", "artists", "деятелей искусства"),
    "doctor": words("医師", "doctors", "врачей"),
    "researcher": words("研究者", "researchers", "учёных"),
    "trainee": words("研修生", "trainees", "стажёров"),
    "teacher": words("教員", "teachers", "преподавателей"),
    "business": words("企業関係者", "business people", "предпринимателей"),
    "leader": words("引率者", "group leaders", "сопровождающих"),
    "staff": words("スタッフ", "staff", "сотрудников"),
    "journalist": words("報道関係者", "journalists", "журналистов"),
    "expert": words("専門家", "experts", "специалистов"),
    "speaker": words("講演者", "speakers", "докладчиков"),
    "other": words("参加者", "participants", "участников"),
}
"""Roles of a group, in the genitive in Russian."""

_CONTESTANTS = words("出場者", "contestants", "конкурсантов")
_REPRESENTATIVES = words("関係者", "representatives", "представителей")
_OF_BODIES = words("{bodies}の{who}", "{who} from {bodies}", "{who} {bodies}")
_MEMBERS = words("{}の議員団", "members of {}", "депутатов {}")

_GROUPS = frozenset({"Ensemble", "Council", "Association"})
"""Classes of bodies that travel themselves; of every other its people do."""

_MUTUAL = words("{}の相互訪問", "Exchange of visits between {}", "Взаимные визиты: {}")


def text(kind: str, groups: Sequence[Participation], context: Context, language: str) -> str | None:
    """Return what the groups of an event of a kind did and where they went; None where no group's way is known."""
    groups = [group for group in groups if not group.home]
    origins = _distinct(place for group in groups for place in group.from_)
    goals = _distinct(place for group in groups for place in group.to)
    if not origins and not goals:
        return None
    if len(origins) > 1 and set(origins) == set(goals):
        return _MUTUAL[language].format(paired(context.names("place", origins, language), language))
    goals = [goal for goal in goals if goal not in origins]
    if any(group.body for group in groups):
        origins = []
    journey = JOURNEYS.get(_manner(kind, groups, context), JOURNEYS["Visit"])
    ends = _Ends(context.names("place", origins, language), context.names("place", goals, language))
    return {"ja": _japanese, "en": _english, "ru": _russian}[language](
        journey, _who(kind, groups, context, language), ends
    )


def way(groups: Sequence[Participation], context: Context, language: str) -> str | None:
    """Return who went from where to where, to follow the name of a series; None where no group's way is known."""
    journey = text("Visit", groups, context, language)
    if journey is None or language == "ja":
        return journey
    return continued(journey.partition(":")[0] if language == "ru" else journey)


class _Ends:
    """The names of where groups came from and where they went."""

    def __init__(self, origins: Sequence[str], goals: Sequence[str]) -> None:
        self.origins, self.goals = origins, goals

    def english(self, *, to: bool) -> str:
        origin = f" from {listed(self.origins, 'en')}" if self.origins else ""
        goal = f" {'to' if to else 'in'} {listed(self.goals, 'en')}" if self.goals else ""
        return origin + goal

    def russian(self, *, to: bool) -> str:
        origin = (
            f" {listed(russian.shared([russian.out_of(each) for each in self.origins]), 'ru')}" if self.origins else ""
        )
        goals = [russian.into(each) if to else russian.at(each) for each in self.goals]
        return origin + (f" {listed(russian.shared(goals), 'ru')}" if goals else "")


def _japanese(journey: Journey, who: str, ends: _Ends) -> str:
    origin, goal = listed(ends.origins, "ja"), listed(ends.goals, "ja")
    party = f"{origin}の{who}" if origin and who else who or f"{origin}一行"
    if journey is JOURNEYS["Visit"]:
        return f"{party}の{goal}訪問" if goal else f"{party}の訪問"
    return f"{party}の{goal}での{journey.ja}" if goal else f"{party}の{journey.ja}"


def _english(journey: Journey, who: str, ends: _Ends) -> str:
    return journey.en.format(who=who or journey.who_en) + ends.english(to=journey.to)


def _russian(journey: Journey, who: str, ends: _Ends) -> str:
    return journey.ru.format(who=who or journey.who_ru) + ends.russian(to=journey.to)


def _manner(kind: str, groups: Sequence[Participation], context: Context) -> str:
    """Return in which manner the groups took part: trainees are received, and a body of its own trains with others."""
    if kind != "Training":
        return kind
    if any(group.body for group in groups):
        return "Training/body" if are_bodies(groups, context) else kind
    return "Training/reception" if {role for group in groups for role in group.role} <= {"trainee"} else kind


def are_bodies(groups: Sequence[Participation], context: Context) -> bool:
    """Return whether the bodies of groups travel themselves, as an ensemble does and a museum does not."""
    bodies = [context.find(Organisation, body) for group in groups for body in group.body]
    return all(not _GROUPS.isdisjoint(body.class_) for body in bodies)


def roles(group: Participation) -> list[str]:
    """Return the roles of a group; a delegation of officials or members is called by these alone."""
    others = [role for role in group.role if role != "delegation"]
    return others or list(group.role)


def _who(kind: str, groups: Sequence[Participation], context: Context, language: str) -> str:
    """Return who the groups are: those of bodies, else roles; in the genitive in Russian, empty where none is told."""
    distinct = _distinct(role for group in groups for role in roles(group))
    alone = len(groups) == 1 and groups[0].headcount == 1 and len(distinct) == 1
    forms = _ONE if alone and distinct[0] in _ONE else MANY
    called = [(_CONTESTANTS if kind == "Contest" and role == "athlete" else forms[role])[language] for role in distinct]
    bodies = _distinct(body for group in groups for body in group.body)
    if not bodies:
        return listed(called, language)
    names = context.names("organisation", bodies, language)
    whole = listed([russian.inflected(name, "genitive") for name in names] if language == "ru" else names, language)
    if are_bodies(groups, context):
        return whole
    if distinct == ["assembly-member"] and not alone:
        return _MEMBERS[language].format(whole)
    called = [] if distinct == ["other"] else called
    if "official" in distinct:
        called = [_REPRESENTATIVES["ru"] if word == MANY["official"]["ru"] else word for word in called]
    return _OF_BODIES[language].format(who=listed(called, language) or _REPRESENTATIVES[language], bodies=whole)


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
