"""Organisations: who acts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exgraph.facts.cell import FILLED, ID, TEXT, cell, filled, many, optional, reference, subclass, typed_reference
from exgraph.facts.table import Row
from exgraph.mapping.clause import clause, clauses, kinds, spoken
from exgraph.mapping.context import Context
from exgraph.mapping.english import the
from exgraph.mapping.statement import described, labelled, linked, origins, typed
from exgraph.mapping.term import Triple
from exgraph.mapping.wording import Words, names, words

from .place import lineage

_BASED = words("所在地: {}", "Based in {}", "Местонахождение: {}")
_MEMBERS = words("構成: {}", "Members: {}", "Участники: {}")
_PART = words("所属: {}", "Part of {}", "Входит в состав: {}")


@dataclass(frozen=True)
class Organisation(Row):
    """An organisation, where it is based and who belongs to it."""

    id: str = cell(ID)
    class_: tuple[str, ...] = cell(filled(many(subclass("Organisation", itself=True))))
    ja: str = cell(FILLED)
    kana: str = cell(TEXT)
    en: str = cell(FILLED)
    ru: str = cell(TEXT)
    based_in: str | None = cell(optional(reference("place")))
    member: tuple[str, ...] = cell(many(typed_reference("place", "organisation")))
    part_of: str | None = cell(optional(reference("organisation")))
    origin: str = cell(FILLED)

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield what cannot be: an organisation that is a part or a member of itself."""
        if self.part_of == self.id:
            yield "part_of", "it cannot be part of itself"
        if f"organisation/{self.id}" in self.member:
            yield "member", "it cannot be a member of itself"


def triples(row: Organisation, context: Context) -> Iterator[Triple]:
    """Yield the organisation's kind, names, seat, members and the organisation it is part of."""
    organisation = context.thing("organisation", row.id)
    yield from typed(organisation, row.class_)
    yield from labelled(organisation, names(row), row.kana)
    yield from described(organisation, _description(row, context))
    yield from linked(organisation, "exg:basedIn", context.things("place", [row.based_in] if row.based_in else []))
    yield from linked(organisation, "exg:member", [context.typed(member) for member in row.member])
    yield from linked(organisation, "exg:partOf", context.things("organisation", [row.part_of] if row.part_of else []))
    yield from origins(organisation, row.origin)


def called(row: Organisation, _: Context, language: str) -> str:
    """Return the name as it stands in a sentence: in English with an article where it asks for one."""
    return the(row.en) if language == "en" else getattr(row, language) or row.en


def _description(row: Organisation, context: Context) -> Words:
    """Return what kind of organisation it is, where it is based, what it is part of and who belongs to it."""

    def parts(language: str) -> Iterator[str]:
        yield kinds(row.class_, language)
        if row.based_in:
            yield clause(_BASED, [lineage(row.based_in, context, language)], language)
        if row.part_of:
            yield clause(_PART, context.names("organisation", [row.part_of], language), language)
        yield from clauses(_MEMBERS, [context.called(member, language) for member in row.member], language)

    return spoken(parts)
