"""The lines of a long record that hold a value, found by how documents spell it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from exgraph.model.iri import expand
from exgraph.reading.thing.evidence import Words
from exgraph.store import Fact, Store

_LINES = 3
"""Lines that are quoted beside a value."""
_NAMES = {expand(name) for name in ("rdfs:label", "skos:altLabel", "skos:hiddenLabel")}
_TYPE = expand("rdf:type")
_COUNTER = r"(?!\d)(?=[名人件組社])"


def excerpt(words: Words, spellings: Iterable[str]) -> Words:
    """Return the first lines in which any of some spellings (regular expressions of normal text) stands."""
    anyone = re.compile("|".join(spellings) or r"(?!)")
    found = [
        number for number, pieces in words.items() if anyone.search(_normal("".join(each.text for each in pieces)))
    ]
    return {number: words[number] for number in found[:_LINES]}


def spellings(store: Store, facts: Iterable[Fact]) -> Iterator[str]:
    """Yield how Japanese documents spell some values: a text as it is, a number with its counter, a thing's names."""
    for fact in facts:
        if fact.property == _TYPE:
            continue  # a word such as "visit" stands in too many lines to show one of them
        if fact.value.kind == "iri":
            for said in store.facts(fact.value.text):
                if said.property in _NAMES and said.value.language == "ja":
                    yield re.escape(_normal(said.value.text))
        elif fact.value.text.isdigit():
            yield rf"(?<!\d){fact.value.text}{_COUNTER}"
        elif fact.value.text:
            yield re.escape(_normal(fact.value.text))


def _normal(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
