"""Topics: what a document treats without telling an event, the challenges it names for example, in our own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from exgraph.facts.cell import FILLED, ID, NUMBER, TEXT, cell, choice, filled, many, reference
from exgraph.facts.table import Row
from exgraph.mapping.context import Context
from exgraph.mapping.statement import derived, linked
from exgraph.mapping.term import Triple, literal, name
from exgraph.mapping.wording import LANGUAGES, Words


@dataclass(frozen=True)
class Topic(Row):
    """A topic of one source; the same topic in several of its records is one."""

    WITHIN_SOURCE: ClassVar[bool] = True

    id: str = cell(ID)
    record: tuple[str, ...] = cell(filled(many(reference("record", NUMBER))))
    scheme: str = cell(choice("challenge", "cooperation-plan"))
    ja: str = cell(FILLED)
    en: str = cell(FILLED)
    ru: str = cell(FILLED)
    rule: str = cell(TEXT)
    review: str = cell(choice("proposed", "accepted", "corrected"))
    note: str = cell(TEXT)


_SCHEMES: dict[str, Words] = {
    "challenge": {"ja": "「{}」の課題", "en": "Challenges named in “{}”", "ru": "Задачи, названные в документе «{}»"},
    "cooperation-plan": {
        "ja": "「{}」に記された協力プランの項目",
        "en": "Points of the cooperation plan named in “{}”",
        "ru": "Пункты плана сотрудничества в документе «{}»",
    },
}


def triples(row: Topic, context: Context) -> Iterator[Triple]:
    """Yield the topic as a concept of its source's scheme, and the scheme."""
    topic = context.concept(row.scheme, f"{context.owner}/{row.id}")
    scheme = context.thing("scheme", row.scheme, context.owner)
    yield topic, name("rdf:type"), name("skos:Concept")
    yield scheme, name("rdf:type"), name("skos:ConceptScheme")
    for language in LANGUAGES:
        title = _SCHEMES[row.scheme][language].format(context.source.title[language])
        yield topic, name("skos:prefLabel"), literal(getattr(row, language), language)
        yield scheme, name("skos:prefLabel"), literal(title, language)
    yield from linked(topic, "skos:inScheme", [scheme])
    yield from derived(topic, context, row.record, rule=row.rule, review=row.review, note=row.note)
