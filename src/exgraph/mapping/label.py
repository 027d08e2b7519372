"""Labels composed from facts, in Japanese, English and Russian; never from a document's sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from exgraph.facts.cell import split_reference
from exgraph.mapping import wording
from exgraph.mapping.context import Context
from exgraph.mapping.wording import LANGUAGES, Words, continued

_MUNICIPAL = frozenset({"Municipality", "City", "Town", "Village", "District"})


def gazetteer(row: Any) -> Words:  # noqa: ANN401 - rows of any table of the gazetteer
    """Return the names of a row of the gazetteer, those that it has."""
    return {language: text for language in LANGUAGES if (text := getattr(row, language))}


def geometry(row: Any) -> Words:  # noqa: ANN401 - a row of the place table
    """Return what a place's point on the map is called."""
    return {
        language: wording.PATTERNS["geometry"][language].format(place=getattr(row, language)) for language in LANGUAGES
    }


def part(role: str, number: int) -> Words:
    """Return what those of a group who share a role are called."""
    return {
        language: wording.detailed(wording.ROLES[role][language], [wording.people(number, language)], language)
        for language in LANGUAGES
    }


def record(number: str, context: Context) -> Words:
    """Return what a record is called: its number in its document."""
    title = context.source.title
    return {
        language: wording.PATTERNS["record"][language].format(title=title[language], number=number)
        for language in LANGUAGES
    }


def agreement(key: str, context: Context) -> Words:
    """Return what an agreement is called: kind, parties and any date; the same words whichever source tells it."""
    row = most_exact(key, context)
    labels = {}
    for language in LANGUAGES:
        details = [wording.date(row.concluded, language)] if row.concluded else []
        labels[language] = wording.detailed(wording.capitalised(_tie(row, context, language)), details, language)
    return labels


def most_exact(agreement: str, context: Context) -> Any:  # noqa: ANN401 - a row of the agreement table
    """Return the row of an agreement, of all sources that tell it, that dates it most exactly."""
    return max(context.told("agreement", agreement), key=lambda row: len(str(row.concluded or "")))


def participation(row: Any, context: Context) -> Words:  # noqa: ANN401 - a row of the participation table
    """Return what a group is called: who, from where to where, how many, when."""
    event = context.find("event", row.event)
    return {
        language: group(row, context, language, wording.span(event.start, event.end, language))
        for language in LANGUAGES
    }


def group(row: Any, context: Context, language: str, *details: str) -> str:  # noqa: ANN401 - a participation row
    """Return who a group is, from where to where, and in brackets how many and other details."""
    who = _who(row, context, language)
    head = _directed("party" if row.body else "group", row.from_, row.to, context, language, who=who) or who
    number = [wording.people(row.headcount, language)] if row.headcount else []
    return wording.detailed(head, [*number, *details], language)


def names(table: str, keys: Iterable[str], context: Context, language: str) -> list[str]:
    """Return the names of things of the gazetteer; where a language lacks one, the English one stands in."""
    rows = [context.find(table, key) for key in keys]
    found = [getattr(row, language) or row.en for row in rows]
    return [wording.articled(name) for name in found] if table == "place" and language == "en" else found


def named(reference: str, context: Context, language: str) -> str:
    """Return the name of a thing by a reference that names its table; of an agreement, its kind and parties.

    A Russian agreement is in the genitive: what is told of it is that it was signed, or is so many years old.
    """
    table, key = split_reference(reference)
    if table == "agreement":
        tie = _tie(context.find(table, key), context, language)
        return wording.genitive(tie) if language == "ru" else tie
    return names(table, [key], context, language)[0]


def _tie(row: Any, context: Context, language: str) -> str:  # noqa: ANN401 - a row of the agreement table
    parties = [named(party, context, language) for party in row.party]
    kind = row.class_[0]
    if f"{kind}/region" in wording.TIES and not any(_municipal(party, context) for party in row.party):
        kind = f"{kind}/region"
    return wording.PATTERNS["tie"][language].format(
        tie=wording.TIES[kind][language], parties=wording.paired(parties, language)
    )


def _municipal(reference: str, context: Context) -> bool:
    table, key = split_reference(reference)
    return table == "place" and not _MUNICIPAL.isdisjoint(context.find(table, key).class_)


def _who(row: Any, context: Context, language: str) -> str:  # noqa: ANN401 - a row of the participation table
    if row.body:
        return wording.listed(names("organisation", row.body, context, language), language)
    roles = [wording.ROLES[role][language] for role in row.role] or [wording.GROUP[language]]
    return wording.listed([roles[0], *(continued(role) for role in roles[1:])], language)


def _directed(
    pattern: str, origins: Sequence[str], goals: Sequence[str], context: Context, language: str, *, who: str = ""
) -> str | None:
    """Fill a pattern that has one form for both ends known and one for each alone; None where neither is."""
    if not origins and not goals:
        return None
    form = pattern if origins and goals else f"{pattern}-from" if origins else f"{pattern}-to"
    return wording.PATTERNS[form][language].format(
        origin=wording.listed(names("place", origins, context, language), language) if origins else "",
        goal=wording.listed(names("place", goals, context, language), language) if goals else "",
        who=who,
    )


def visit(pattern: str, groups: Sequence[Any], context: Context, language: str) -> str | None:
    """Return who visited whom, by the groups that took part; None where no group's way is known.

    The pattern is `visit`, or `way` where the words follow others.
    """
    origins = _distinct(place for group in groups for place in group.from_)
    goals = _distinct(place for group in groups for place in group.to)
    if len(origins) > 1 and set(origins) == set(goals):
        parties = wording.paired(names("place", origins, context, language), language)
        return wording.PATTERNS[f"{pattern}-mutual"][language].format(parties=parties)
    return _directed(pattern, origins, [goal for goal in goals if goal not in origins], context, language)


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
