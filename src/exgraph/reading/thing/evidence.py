"""How we know: the records a fact is read from, with their lines and, where the documents were at hand, their words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exgraph.model.citation import Citation
from exgraph.reading.citation import citations
from exgraph.reading.reader import Name, Reader
from exgraph.reading.thing.facts import ThingFacts

_AROUND = 2
"""How many lines of the records before and after are shown around a record's own on its page."""


@dataclass(frozen=True)
class Piece:
    """Words of one line: the record's own are marked, those around it are not."""

    text: str
    marked: bool


Words = dict[int, list[Piece]]
"""Words by line of the document."""


@dataclass(frozen=True)
class Evidence:
    """A record: where it stands, who published it, and its words by line, none where the store has none."""

    citation: Citation
    record: Name
    source: Name
    publisher: Name | None
    address: str | None
    words: Words

    @property
    def length(self) -> int:
        """How many characters its words have."""
        return sum(len(piece.text) for pieces in self.words.values() for piece in pieces)


def evidence(reader: Reader, thing: ThingFacts) -> list[Evidence]:
    """Return the records that a thing is derived from, or the thing itself where it is a record."""
    itself = thing.first("exg:recordNumber") is not None
    records = thing.all("prov:wasDerivedFrom") or ([thing.iri] if itself else [])
    return [found for iri in records if (found := _record(reader, iri, around=itself)) is not None]


def words(reader: Reader, record: str) -> Words:
    """Return the words of a record (its IRI) by line, none where the store has none."""
    thing = ThingFacts(reader, record)
    return _words(reader, thing, thing.first("exg:source") or "", around=False)


def _record(reader: Reader, iri: str, *, around: bool) -> Evidence | None:
    citation = citations(reader.published).get(iri)
    if citation is None:
        return None
    record, document = ThingFacts(reader, iri), ThingFacts(reader, citation.source)
    return Evidence(
        citation=citation,
        record=reader.name(iri),
        source=reader.name(citation.source),
        publisher=document.text("exg:publisher"),
        address=document.first("exg:address"),
        words=_words(reader, record, citation.source, around=around),
    )


def _words(reader: Reader, record: ThingFacts, source: str, *, around: bool) -> Words:
    wording, line = record.first("exg:wording"), record.first("exg:firstLine")
    if wording is None or line is None:
        return {}
    own = [(number, text, True) for number, text in _lines(wording, int(line))]
    before = _beside(reader, record, source, after=False)[-_AROUND:] if around else []
    after = _beside(reader, record, source, after=True)[:_AROUND] if around else []
    words: Words = {}
    for number, text, marked in (*before, *own, *after):
        words.setdefault(number, []).append(Piece(text, marked))
    return words


def _beside(reader: Reader, record: ThingFacts, source: str, *, after: bool) -> list[tuple[int, str, bool]]:
    """Return the lines of the nearest record of the source that ends before this one, or begins after it."""
    first, last = record.first("exg:firstOffset"), record.first("exg:lastOffset")
    if first is None or last is None:
        return []
    nearest = (
        f"FILTER(?first >= {int(last)}) }} ORDER BY ?first"
        if after
        else (f"FILTER(?last <= {int(first)}) }} ORDER BY DESC(?last)")
    )
    rows = reader.published.rows(
        f"""SELECT ?words ?line {{
            ?it exg:source <{source}> ; exg:wording ?words ; exg:firstLine ?line ;
                exg:firstOffset ?first ; exg:lastOffset ?last .
            {nearest} LIMIT 1"""
    )
    return [(number, text, False) for row in rows for number, text in _lines(row["words"], int(row["line"]))]


def _lines(words: str, first: int) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not empty, with their numbers in the document."""
    for number, text in enumerate(words.split("\n"), start=first):
        if text.strip():
            yield number, text
