"""The main facts of a thing as labelled entries, each of which can be asked how it is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exgraph.model.iri import expand
from exgraph.reading.reader import Name, Reader
from exgraph.reading.thing.facts import ThingFacts

_SPELLINGS = ("skos:altLabel", "exg:kana")
"""Properties of which every value is shown, not only that in the reader's language."""


@dataclass(frozen=True)
class MainFact:
    """One property: its name for the reader, its prefixed name, its values."""

    label: Name
    property: str
    values: Sequence[Name]


def main_facts(reader: Reader, thing: ThingFacts, *properties: str) -> list[MainFact]:
    """Return those of some properties (prefixed names) that a thing has, in their order.

    Of texts in several languages the one nearest to the reader's is shown; spellings are all shown.
    """
    found = []
    for name in properties:
        values = _values(reader, thing, name)
        if values:
            found.append(MainFact(reader.name(expand(name)), name, values))
    return found


def _values(reader: Reader, thing: ThingFacts, name: str) -> list[Name]:
    if linked := thing.names(name):
        return linked
    facts = [fact for fact in thing.asserted if fact.property == expand(name)]
    if name not in _SPELLINGS and any(fact.value.language for fact in facts):
        text = thing.text(name)
        return [text] if text else []
    return [thing.value(fact.property, fact.value) for fact in facts]
