"""The page of two places whose names are all that was searched for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from exgraph.model.iri import NS
from exgraph.reading.history.partner import key, ordered
from exgraph.reading.history.yearly import Subject
from exgraph.reading.reader import Reader
from exgraph.store import fold

_BETWEEN = re.compile(r"[\s・、,/&×–—]+|\s-\s")
_LONGEST = 6
"""Words of a search that may name two places."""


@dataclass(frozen=True)
class PairHit:
    """Two places that share an event or an agreement: the title of their page and its address."""

    text: str
    address: str


def find_pair(reader: Reader, text: str) -> PairHit | None:
    """Return the page of the two places, one at home and one abroad, that all words of `text` name.

    None where they name none, or several pairs.
    """
    words = [word for word in _BETWEEN.split(text) if fold(word)]
    if not 2 <= len(words) <= _LONGEST:
        return None
    found = {ends for at in range(1, len(words)) for ends in _ends(reader, words[:at], words[at:])}
    if len(found) != 1:
        return None
    [(first, second)] = found
    names = {"first": reader.name(first).text, "second": reader.name(second).text}
    index = reader.published.events
    return PairHit(reader.words.text("search.pair", **names), f"/pair/{key(index, first)}/{key(index, second)}")


def _ends(reader: Reader, before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    places = reader.published.events.places
    for one in _named(reader, " ".join(before)):
        for other in _named(reader, " ".join(after)):
            if places[one].home != places[other].home:
                ends = ordered(reader, one, other)
                if _met(reader, *ends):
                    yield ends


def _named(reader: Reader, text: str) -> set[str]:
    """Return the places of exactly this name, or else the only one whose name begins with it."""
    matches = [match for match in reader.published.names.search(text) if match.type == NS + "Place"]
    # Of Latin letters the reading in kana may have matched best: the labels are looked at as well.
    names = {match.iri: {match.label, *reader.published.labels(match.iri).values()} for match in matches}
    folded = {iri: {fold(name) for name in them} for iri, them in names.items()}
    named = {iri for iri, them in folded.items() if fold(text) in them}
    begun = {iri for iri, them in folded.items() if any(name.startswith(fold(text)) for name in them)}
    return named or (begun if len(begun) == 1 else set())


def _met(reader: Reader, first: str, second: str) -> bool:
    if Subject(first, second).positions(reader.published.events):
        return True
    return bool(
        reader.published.rows(f"SELECT ?it {{ ?it a exg:Agreement ; exg:party <{first}>, <{second}> }} LIMIT 1")
    )
