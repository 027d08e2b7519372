"""What a search has found, by kind of thing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exgraph.model.iri import NS
from exgraph.reading.fulltext import SnippetPart, WordQuery, marked
from exgraph.reading.paging import paged
from exgraph.reading.reader import Name, Reader
from exgraph.reading.search.everything import Findings, snippets
from exgraph.reading.search.pair_search import PairHit
from exgraph.reading.selection import Selection
from exgraph.store import Match

_FIRST = 6
"""Results of a kind that are shown before the rest has a page of its own."""
_PAGE = 50
SUGGESTED = 10
_NOTHING = WordQuery(())
_FACETS = {"Organisation": "organisation", "Series": "series"}


@dataclass(frozen=True)
class SearchHit:
    """A result: the thing, its kind, what it lies in, the other name it was found by; its events and their address.

    `title` is the name with the words that were looked for marked, `words` the place in its texts where they are.
    """

    name: Name
    title: Sequence[SnippetPart]
    words: Sequence[SnippetPart]
    kind: Name
    within: Sequence[Name]
    other: str | None
    events: int
    browse: str


@dataclass(frozen=True)
class SearchGroup:
    """The results of a kind of thing, by its name in the vocabulary: how many, and those that are shown."""

    key: str
    kind: Name
    total: int
    found: Sequence[SearchHit]


def groups(
    reader: Reader, findings: Findings, kind: str | None, page: str | None
) -> tuple[list[SearchGroup], int, int]:
    """Return the results by kind, the kind of the best result first; which page of how many it is.

    Of one `kind` a page is shown and of the others nothing; without it the first few of each.
    """
    by_kind: dict[str, list[Match]] = {}
    for match in findings.matches:
        by_kind.setdefault(match.type.removeprefix(NS), []).append(match)
    if kind not in by_kind:
        return [_group(reader, key, them, them[:_FIRST], findings.query) for key, them in by_kind.items()], 1, 1
    number, pages = paged(len(by_kind[kind]), _PAGE, page)
    shown = {kind: by_kind[kind][(number - 1) * _PAGE : number * _PAGE]}
    return (
        [_group(reader, key, them, shown.get(key, ()), findings.query) for key, them in by_kind.items()],
        number,
        pages,
    )


def _group(reader: Reader, key: str, matches: Sequence[Match], shown: Sequence[Match], query: WordQuery) -> SearchGroup:
    words = snippets(reader, [match for match in shown if not match.label], query)
    hits = [found(reader, match, query, words.get(match.iri, ())) for match in shown]
    return SearchGroup(key, reader.name(NS + key), len(matches), hits)


def found(reader: Reader, match: Match, query: WordQuery = _NOTHING, words: Sequence[SnippetPart] = ()) -> SearchHit:
    """Return a match as a result for a reader, the words of `query` marked."""
    index = reader.published.events
    name, kind = reader.name(match.iri), match.type.removeprefix(NS)
    place = index.places[match.iri]
    facet = _FACETS.get(kind)
    if kind == "Place":
        kind, facet = place.kind, "place" if place.home else "partner"
    members = index.sets[facet].get(match.iri, 0) if facet else 0
    title = marked(name.text, query)
    return SearchHit(
        name,
        title,
        [] if sum(span.marked for span in title) >= len(query.phrases) else words,
        reader.name(NS + kind),
        _names(reader, reversed(place.within)),
        match.label if match.label not in (name.text, "") else None,
        members.bit_count(),
        "/browse" + Selection({facet: (index.key(match.iri),)}).address() if facet else "",
    )


def suggestions(reader: Reader, matches: Sequence[Match], pair: PairHit | None = None) -> list[dict[str, object]]:
    """Return the first results as data for a list under the search box, the page of two places before all."""
    first = {"kind": "", "within": "", "other": None, "events": 0}
    offered: list[dict[str, object]] = [{"text": pair.text, "address": pair.address, **first}] if pair else []
    return offered + [
        {
            "text": each.name.text,
            "address": each.name.address,
            "kind": each.kind.text,
            "within": ", ".join(name.text for name in each.within),
            "other": each.other,
            "events": each.events,
        }
        for each in (found(reader, match) for match in matches[:SUGGESTED])
    ]


def _names(reader: Reader, iris: Iterable[str]) -> list[Name]:
    return [reader.name(iri) for iri in iris]
