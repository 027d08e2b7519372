"""Participations: one delegation or group of an event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from exgraph.facts.cell import INTEGER, NUMBER, TEXT, cell, concept, counts, many, optional, reference, scoped_reference
from exgraph.facts.record import RECORD
from exgraph.facts.table import Row
from exgraph.mapping import merged, russian
from exgraph.mapping.clause import clause, clauses, spoken
from exgraph.mapping.context import Context
from exgraph.mapping.statement import counted, derived, described, labelled, linked, typed
from exgraph.mapping.term import Triple, integer, name
from exgraph.mapping.wording import LANGUAGES, Words, capitalised, continued, detailed, listed, people, span, words

from . import _event_journey as journeys
from . import event as events
from .place import common


@dataclass(frozen=True)
class Participation(Row):
    """One group: from where, to where, how many, who."""

    WITHIN_SOURCE: ClassVar[bool] = True

    id: str = cell(NUMBER)
    event: str = cell(reference("event", NUMBER))
    from_: tuple[str, ...] = cell(many(reference("place")))
    to: tuple[str, ...] = cell(many(reference("place")))
    home: tuple[str, ...] = cell(many(reference("place")))
    headcount: int | None = cell(optional(INTEGER))
    qualifier: str | None = cell(optional(concept("qualifier")))
    body: tuple[str, ...] = cell(many(reference("organisation")))
    role: tuple[str, ...] = cell(many(concept("role")))
    parts: tuple[tuple[str, int], ...] = cell(counts(concept("role")))
    same_as: tuple[str, ...] = cell(many(scoped_reference("participation")))
    rule: str = cell(TEXT)
    review: str = cell(concept("review"))
    note: str = cell(TEXT)

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield what cannot be: a group of nobody, and parts that are more than the whole."""
        parts = sum(number for _, number in self.parts)
        if self.headcount == 0 or any(number == 0 for _, number in self.parts):
            yield "headcount", "a group has at least one member"
        if self.home and (self.from_ or self.to):
            yield "home", "a group at home did not travel: leave from and to empty, or home"
        if self.to and set(self.from_) == set(self.to):
            yield "to", "the group goes to where it came from: a group that did not travel has a home only"
        if len(self.same_as) > 1:
            yield "same_as", "a group is counted in one place"
        if self.headcount is not None and parts > self.headcount:
            yield "parts", f"the parts are {parts} people, the group is {self.headcount}"

    def same(self) -> str | None:
        """Return the group that this one is, under which it is counted."""
        return next(iter(self.same_as), None)


_EVENT = words("参加した行事: {}", "Took part in: {}", "Событие: {}")
_GROUP = words("一行: {}", "Part of the group: {}", "Часть группы: {}")
_PARTS = words("内訳: {}", "Of whom: {}", "Из них: {}")
_SOME = words("参加団", "Group", "Группа")
_REPRESENTATIVES = words("関係者", "Representatives", "Представители")
_MEMBERS = {"Assembly members": "Members", "Assembly member": "Member"}
"""What members are called in English beside the assembly that they are of."""

_OF_BODIES = words("{bodies}の{who}", "{who} of {bodies}", "{who} {bodies}")

ROLES: dict[str, Words] = {
    "pupil": words("児童生徒", "Pupils", "Школьники"),
    "student": words("学生", "Students", "Студенты"),
    "youth": words("青少年", "Young people", "Молодёжь"),
    "child": words("子どもたち", "Children", "Дети"),
    "official": words("行政職員", "Officials", "Представители администрации"),
    "assembly-member": words("議員", "Assembly members", "Депутаты"),
    "citizen": words("市民", "Residents", "Жители"),
    "delegation": words("代表団", "Delegation", "Делегация"),
    "athlete": words("選手", "Athletes", "Спортсмены"),
    "artist": words("芸術家", "Artists", "Деятели искусства"),
    "doctor": words("医師", "Doctors", "Врачи"),
    "researcher": words("研究者", "Researchers", "Учёные"),
    "trainee": words("研修生", "Trainees", "Стажёры"),
    "teacher": words("教員", "Teachers", "Преподаватели"),
    "business": words("企業関係者", "Business people", "Предприниматели"),
    "leader": words("引率者", "Group leaders", "Сопровождающие"),
    "staff": words("スタッフ", "Staff", "Сотрудники"),
    "journalist": words("報道関係者", "Journalists", "Журналисты"),
    "expert": words("専門家", "Experts", "Специалисты"),
    "speaker": words("講演者", "Speakers", "Докладчики"),
    "other": words("参加者", "Participants", "Участники"),
}


ONE: dict[str, Words] = {
    "pupil": words("児童生徒", "Pupil", "Школьник"),
    "student": words("学生", "Student", "Студент"),
    "child": words("子ども", "Child", "Ребёнок"),
    "official": words("行政職員", "Official", "Представитель администрации"),
    "assembly-member": words("議員", "Assembly member", "Депутат"),
    "citizen": words("市民", "Resident", "Житель"),
    "athlete": words("選手", "Athlete", "Спортсмен"),
    "artist": words("芸術家", "Artist", "Деятель искусства"),
    "doctor": words("医師", "Doctor", "Врач"),
    "researcher": words("研究者", "Researcher", "Учёный"),
    "trainee": words("研修生", "Trainee", "Стажёр"),
    "teacher": words("教員", "Teacher", "Преподаватель"),
    "business": words("企業関係者", "Business person", "Предприниматель"),
    "leader": words("引率者", "Group leader", "Сопровождающий"),
    "staff": words("スタッフ", "Staff member", "Сотрудник"),
    "journalist": words("報道関係者", "Journalist", "Журналист"),
    "expert": words("専門家", "Expert", "Специалист"),
    "speaker": words("講演者", "Speaker", "Докладчик"),
    "other": words("参加者", "Participant", "Участник"),
}
"""Roles of a group of one."""


def triples(row: Participation, context: Context) -> Iterator[Triple]:
    """Yield the group's way, number, bodies, roles and parts; its records are those of its event.

    A group that is told elsewhere too is counted there: its address leads on, and its event is attended by it.
    """
    event = context.find(events.Event, row.event)
    if row.same_as:
        yield from _counted_elsewhere(row, event, context)
        return
    group = context.fact("participation", row.id)
    yield from labelled(group, _label(row, context, event))
    yield from described(group, _description(row, context, event))
    yield from _at_home(group, row, context) if row.home else _travelling(group, row, event, context)
    yield from linked(group, "exg:qualifier", context.concepts("qualifier", row.qualifier))
    yield from linked(group, "exg:body", context.things("organisation", row.body))
    yield from linked(group, "exg:role", [context.concept("role", role) for role in row.role])
    for role, number in row.parts:
        part = context.fact("participation", f"{row.id}/part-{role}")
        yield from typed(part, ["ParticipantPart"])
        yield from labelled(part, _part(role, number))
        yield from described(part, _part_description(role, number, row, context))
        yield from linked(group, "exg:part", [part])
        yield from linked(part, "exg:role", [context.concept("role", role)])
        yield from counted(part, "exg:size", number)
    yield from derived(group, context, event.record, rule=row.rule, review=row.review, note=row.note)


def _travelling(group: str, row: Participation, event: events.Event, context: Context) -> Iterator[Triple]:
    """Yield each end of the way as told, and one place for all of them, by which travellers are summed.

    Of an event that was not held the number is a plan: nobody travelled.
    """
    yield from typed(group, ["Participation"])
    yield from linked(context.fact("event", row.event), "exg:participation", [group])
    for predicate, places in (("exg:from", row.from_), ("exg:to", row.to)):
        yield from linked(group, f"{predicate}Each", context.things("place", places))
        if one := common(places, context):
            yield group, name(predicate), context.thing("place", one)
    number = "exg:headcount" if event.status == "held" else "exg:plannedHeadcount"
    yield from counted(group, number, row.headcount)


def _at_home(group: str, row: Participation, context: Context) -> Iterator[Triple]:
    yield from typed(group, ["HostGroup"])
    yield from linked(context.fact("event", row.event), "exg:hostGroup", [group])
    yield from linked(group, "exg:home", context.things("place", row.home))
    yield from counted(group, "exg:size", row.headcount)


def _counted_elsewhere(row: Participation, event: events.Event, context: Context) -> Iterator[Triple]:
    (elsewhere,) = row.same_as
    there = context.elsewhere(Participation, elsewhere)
    group, own = context.scoped("participation", elsewhere), f"{context.owner}/{row.id}"
    address, attended = context.thing("participation", own), context.fact("event", row.event)
    yield from typed(address, ["Redirect"])
    yield address, name("dcterms:isReplacedBy"), group
    if attended != context.within(elsewhere.partition("/")[0]).fact("event", there.event):
        yield from linked(attended, "exg:attendedBy", [group])
    if row.headcount is not None and row.headcount != there.headcount:
        records = [context.fact(RECORD, number) for number in event.record]
        claim = context.thing("claim", own, "headcount")
        yield from merged.claimed(group, claim, "exg:headcount", integer(row.headcount), records)


def group(row: Participation, context: Context, language: str, *details: str) -> str:
    """Return who a group is, from where to where, and in brackets how many and other details."""
    who = _who(row, context, language)
    whose = () if row.body and (row.to or language == "ja") else row.from_ or row.home
    origins = context.names("place", whose, language)
    goals = [] if row.home else context.names("place", row.to, language)
    number = [people(row.headcount, language, row.qualifier)] if row.headcount else []
    return detailed(capitalised(_directed(who, origins, goals, language)), [*number, *details], language)


def _directed(who: str, origins: Sequence[str], goals: Sequence[str], language: str) -> str:
    """Return who a group is with where it came from and where it went."""
    if language == "ja":
        origin = f"{listed(origins, language)}の" if origins else ""
        return f"{origin}{who}の{listed(goals, language)}訪問" if goals else f"{origin}{who}"
    if language == "en":
        origin = f" from {listed(origins, language)}" if origins else ""
        where = "to" if origins else "in"
        return f"{who}{origin}{f' {where} {listed(goals, language)}' if goals else ''}"
    origin = f" {listed(russian.shared([russian.out_of(each) for each in origins]), language)}" if origins else ""
    ways = [russian.into(each) if origins else russian.at(each) for each in goals]
    return f"{who}{origin}{f' {listed(russian.shared(ways), language)}' if goals else ''}"


def _label(row: Participation, context: Context, event: events.Event) -> Words:
    """Return what a group is called: who, from where to where, how many, when."""
    return {language: group(row, context, language, span(event.start, event.end, language)) for language in LANGUAGES}


def _description(row: Participation, context: Context, event: events.Event) -> Words:
    """Return who the group was, its parts, and what it took part in."""
    took_part_in = events.label(event, context)

    def parts(language: str) -> Iterator[str]:
        of_whom = [_part(role, number)[language] for role, number in row.parts]
        of_whom[1:] = map(continued, of_whom[1:])
        yield group(row, context, language)
        yield from clauses(_PARTS, of_whom, language)
        yield clause(_EVENT, [took_part_in[language]], language)

    return spoken(parts)


def _part(role: str, number: int) -> Words:
    """Return what those of a group who share a role are called."""
    who = _role(role, number)
    return {language: detailed(who[language], [people(number, language)], language) for language in LANGUAGES}


def _role(role: str, number: int | None) -> Words:
    """Return what people of a role are called, one or many."""
    return ONE.get(role, ROLES[role]) if number == 1 else ROLES[role]


def _part_description(role: str, number: int, row: Participation, context: Context) -> Words:
    """Return which part of which group it is."""

    def parts(language: str) -> Iterator[str]:
        yield _part(role, number)[language]
        yield clause(_GROUP, [group(row, context, language)], language)

    return spoken(parts)


def _who(row: Participation, context: Context, language: str) -> str:
    """Return who a group is: bodies that travel themselves, people of bodies, or people."""
    left_out = {"other", "official"} if row.body else frozenset[str]()
    roles = journeys.roles(row)
    number = row.headcount if len(roles) == 1 else None
    roles = [_role(role, number)[language] for role in roles if role not in left_out]
    if row.body and language == "en":
        roles = [_MEMBERS.get(role, role) for role in roles]
    who = listed([*roles[:1], *map(continued, roles[1:])], language)
    if not row.body:
        return who or _SOME[language]
    names = context.names("organisation", row.body, language)
    if journeys.are_bodies([row], context):
        return listed(names, language)
    bodies = listed([russian.inflected(name, "genitive") for name in names] if language == "ru" else names, language)
    return _OF_BODIES[language].format(who=who or _REPRESENTATIVES[language], bodies=bodies)
