"""A search in all that is told: names first, then descriptions, notes and the words of documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from exgraph.reading.fulltext import SnippetPart, WordQuery, snippet
from exgraph.reading.reader import Reader
from exgraph.store import Match

_MOST = 1000
"""Things found by their texts that are counted and shown."""
_TEXTS = """SELECT DISTINCT ?it ?text {
    VALUES ?it { $it }
    ?it dcterms:description|skos:note|rdfs:label|skos:altLabel|exg:title|exg:translatedTitle|exg:wording|
        (prov:wasDerivedFrom/exg:wording) ?text
    BIND(LANG(?text) AS ?language)
} ORDER BY (?language != "$language")"""


@dataclass(frozen=True)
class Findings:
    """What a search has found.

    Attributes:
        matches: the things, best first; of those found by their texts the label is empty.
        query: what was looked for in texts.
        corrected: what was looked for instead of what was typed, where that finds nothing.
    """

    matches: Sequence[Match]
    query: WordQuery
    corrected: str | None


def find(reader: Reader, text: str) -> Findings:
    """Search for `text`: as it is, then without particles, then with misspelt words as names have them, then any."""
    published = reader.published
    if found := _all(reader, text, WordQuery.of(text)):
        return Findings(found, WordQuery.of(text), None)
    attempts = list(WordQuery.attempts(text))
    for query in attempts:
        if not query.loose and (found := _matches(reader, query)):
            return Findings(found, query, None)
    corrected = published.names.corrected(text) if text else None
    if corrected and (found := _all(reader, corrected, WordQuery.of(corrected))):
        return Findings(found, WordQuery.of(corrected), corrected)
    for query in attempts:
        if found := _matches(reader, query):
            return Findings(found, query, None)
    return Findings((), WordQuery.of(text), None)


def snippets(reader: Reader, matches: Sequence[Match], query: WordQuery) -> Mapping[str, list[SnippetPart]]:
    """Return for each thing the words around what was found in its texts, those of the reader's language first."""
    if not matches:
        return {}
    things = " ".join(f"<{match.iri}>" for match in matches)
    texts: dict[str, list[str]] = {}
    for row in reader.published.rows(_TEXTS.replace("$it", things).replace("$language", reader.language)):
        texts.setdefault(row["it"], []).append(row["text"])
    return {iri: snippet(them, query) for iri, them in texts.items()}


def _all(reader: Reader, text: str, query: WordQuery) -> list[Match]:
    named = reader.published.names.exact(text)
    known = {match.iri for match in named}
    return [*named, *(match for match in _matches(reader, query) if match.iri not in known)]


def _matches(reader: Reader, query: WordQuery) -> list[Match]:
    if not query.phrases:
        return []
    return [Match(hit.iri, hit.type, "") for hit in reader.published.fulltext.search(query, _MOST)]
