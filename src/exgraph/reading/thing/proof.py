"""How each value of a page is known: by which records, read by what, checked or not, or from what it follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exgraph.model.iri import NS, expand
from exgraph.reading.reader import Name, Reader
from exgraph.reading.thing.evidence import Evidence, Words, evidence
from exgraph.reading.thing.excerpt import excerpt, spellings
from exgraph.reading.thing.facts import ThingFacts
from exgraph.store import Fact

_MOST_WORDS = 400
"""Characters of a record up to which all its words are repeated beside a value."""


@dataclass(frozen=True)
class Quotation:
    """A record with what is quoted of it beside a value: all its words, or of a long one the lines with the value."""

    record: Evidence
    words: Words
    whole: bool


@dataclass(frozen=True)
class ValueProof:
    """Why some values stand: the values, and what stands behind all of them alike.

    Attributes:
        values: the values, as the page shows them.
        records: the records that tell them; none where they are not read from a document.
        graphs: the graphs that state them, where no record does.
        origins: what the thing says of the origin of its values, where no record does.
        follows: for a value that was inferred the address that tells from what; else None.
    """

    values: Sequence[Name]
    records: Sequence[Quotation]
    graphs: Sequence[Name]
    origins: Sequence[str]
    follows: str | None


class Proofs:
    """The proofs of one thing's values, with who read the thing and whether a person has checked it."""

    def __init__(self, reader: Reader, thing: ThingFacts, whole: ThingFacts | None = None) -> None:
        """Take a thing; and for a part of another one (a group of an event) that one, for what the part leaves out."""
        self._reader, self._thing = reader, thing
        teller = next((each for each in (thing, whole) if each and each.first("prov:wasDerivedFrom")), thing)
        said = next((each for each in (thing, whole) if each and each.first("exg:review")), thing)
        self.records = evidence(reader, teller)
        self.review = said.names("exg:review")
        self.rules = said.all("exg:rule")

    def of(self, *properties: str) -> list[ValueProof]:
        """Return the proofs of the values of properties (prefixed names): one for all that the same graphs state."""
        wanted = {expand(name) for name in properties}
        by_graphs: dict[frozenset[str], list[Fact]] = {}
        for fact in self._thing.asserted:
            if fact.property in wanted and _ours(fact):
                by_graphs.setdefault(fact.graphs, []).append(fact)
        found = [self._stated(graphs, facts) for graphs, facts in by_graphs.items()]
        return found + [self._follows(fact) for fact in self._thing.inferred if fact.property in wanted and _ours(fact)]

    def _stated(self, graphs: frozenset[str], facts: Sequence[Fact]) -> ValueProof:
        base = self._reader.published.base
        sources = {base.thing("source", graph.removeprefix(base.graph(""))) for graph in graphs}
        # Where two documents tell of one thing, a value has the records of those that tell it.
        of_graphs = [each for each in self.records if each.citation.source in sources]
        records = of_graphs or ([] if base.graph("gazetteer") in graphs else self.records)
        names = [
            Name(graph.removeprefix(base.graph("")), "/" + graph.removeprefix(base.root)) for graph in sorted(graphs)
        ]
        return ValueProof(
            values=self._values(facts),
            records=[self._cited(each, facts) for each in records],
            graphs=[] if records else names,
            origins=[] if records else self._thing.all("exg:origin"),
            follows=None,
        )

    def _cited(self, record: Evidence, facts: Iterable[Fact]) -> Quotation:
        if record.length <= _MOST_WORDS:
            return Quotation(record, record.words, whole=True)
        return Quotation(record, excerpt(record.words, spellings(self._reader.published.store, facts)), whole=False)

    def _follows(self, fact: Fact) -> ValueProof:
        return ValueProof(self._values([fact]), [], [], [], self._thing.why(fact.property, fact.value))

    def _values(self, facts: Iterable[Fact]) -> list[Name]:
        names = [self._thing.value(fact.property, fact.value) for fact in facts]
        return list(dict.fromkeys(names))


def _ours(fact: Fact) -> bool:
    """Tell whether a page shows a fact: of the classes only those of our vocabulary."""
    return fact.property != expand("rdf:type") or fact.value.text.startswith(NS)
