"""Answers for agents: things with their records, the vocabulary, and the version asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from exgraph.errors import ExgraphError
from exgraph.model.iri import NS, PREFIXES, expand, shorten
from exgraph.reading.asking import traps
from exgraph.reading.examples import examples
from exgraph.reading.language import Language
from exgraph.reading.published import Published
from exgraph.reading.reader import Reader
from exgraph.reading.search import everything, result
from exgraph.reading.thing.evidence import evidence
from exgraph.reading.thing.facts import ThingFacts
from exgraph.reading.usage import class_counts, property_counts

VALUES = 25
"""Values of a property, and things that point somewhere, that are told; of more the number is."""
_RECORDS = 40


class UnknownThingError(ExgraphError):
    """The graph says nothing of a thing, or has no such term."""


@dataclass(frozen=True)
class Knowledge:
    """One published version, told in one language."""

    published: Published
    language: Language = "en"

    @property
    def reader(self) -> Reader:
        """The reader to answer for."""
        return Reader(self.language, None, self.published.words(self.language), self.published)

    @property
    def source(self) -> dict[str, str]:
        """The version of the graph that answers, and its release, if it has been released."""
        release = self.published.release
        named = {"release": release.id, "cite": release.iri} if release is not None else {"release": "none"}
        return {**named, "version": self.published.fingerprint}

    def search(self, text: str, limit: int) -> dict[str, Any]:
        """Return the things whose names or texts hold every word of `text`, best first, each with its records.

        `words` is the place in a thing's descriptions, notes or records where they are, where no name has them.
        """
        reader = self.reader
        findings = everything.find(reader, text)
        matches, results = findings.matches, []
        shown = [match for match in matches[: max(1, min(limit, 50))] if not match.label]
        words = everything.snippets(reader, shown, findings.query)
        for match in matches[: max(1, min(limit, 50))]:
            each = result.found(reader, match)
            results.append(
                {
                    "iri": match.iri,
                    "label": each.name.text,
                    "kind": each.kind.text,
                    "within": [name.text for name in each.within],
                    "matched": match.label or each.name.text,
                    **({"words": "".join(span.text for span in words[match.iri])} if words.get(match.iri) else {}),
                    "records": self._records(match.iri)[:3],
                }
            )
        return {**self.source, "total": len(matches), "results": results}

    def describe(self, thing: str) -> dict[str, Any]:
        """Return what is said of a thing, what follows, what points at it, and the records it is read from.

        Raises:
            UnknownThingError: the graph does not know it.
        """
        iri = self.resolve(thing)
        known = ThingFacts(self.reader, iri)
        if not known.asserted and not known.inferred:
            raise UnknownThingError(f"the graph says nothing of {iri}", remedy="use search to find its IRI")
        return {
            **self.source,
            "iri": iri,
            "label": self.reader.name(iri).text,
            "kinds": [self.reader.name(kind).text for kind in known.types],
            "stated": self._facts(known, inferred=False),
            "inferred": self._facts(known, inferred=True),
            "pointed_at_by": [
                {
                    "property": each.property.text,
                    "count": each.count,
                    "things": [{"label": name.text, "iri": name.iri} for name in each.things[:VALUES]],
                }
                for each in known.incoming()
            ],
            "records": self._records(iri),
        }

    def schema(self, name: str | None) -> dict[str, Any]:
        """Return the classes and properties of the vocabulary with how often each is used; of one term, all it says.

        Raises:
            UnknownThingError: the vocabulary has no such term.
        """
        if name is not None:
            return self.describe(name if ":" in name else NS + name)
        return {
            **self.source,
            "prefixes": PREFIXES | self.published.base.prefixes(),
            "things": f"{self.published.base.root}id/",
            "classes": self._terms(class_counts(self.published)),
            "properties": self._terms(property_counts(self.published)),
        }

    def ontology(self) -> str:
        """Return the ontology that the version was made with, as Turtle."""
        return self.published.store.dump(self.published.base.graph("ontology"), "turtle").decode()

    def examples(self) -> dict[str, Any]:
        """Return example queries, each with its question in words, and the traps of asking."""
        words, known = self.reader.words, examples(self.published)
        return {
            **self.source,
            "examples": [{"question": words.text(f"question.{each.key}"), "query": each.query} for each in known],
            "traps": traps(),
        }

    def explain(self, subject: str, predicate: str, value: str) -> dict[str, Any]:
        """Return why a statement holds: records and lines where it is stated, else rule, axiom and premises."""
        found = self.published.explainer.explain(subject, predicate, value)
        return {**self.source, **found.to_dict(self.published.base)}

    def records_of(self, iris: Iterable[str]) -> list[dict[str, Any]]:
        """Return the records of the things among some IRIs, each once."""
        root, seen = f"{self.published.base.root}id/", dict[str, dict[str, Any]]()
        for iri in dict.fromkeys(iris):
            if iri.startswith(root) and len(seen) < _RECORDS:
                seen |= {each["iri"]: each for each in self._records(iri)}
        return list(seen.values())[:_RECORDS]

    def resolve(self, thing: str) -> str:
        """Return the IRI of a thing by IRI, prefixed name, or key (`place/nevelsk`)."""
        plain = thing.strip().strip("<>")
        if plain.startswith(("http://", "https://")):
            return plain
        prefix, colon, _ = plain.partition(":")
        if colon and prefix in PREFIXES:
            return expand(plain)
        return f"{self.published.base.root}id/{plain.removeprefix('/').removeprefix('id/')}"

    def _facts(self, known: ThingFacts, *, inferred: bool) -> dict[str, Any]:
        facts = known.inferred if inferred else known.asserted
        by_property: dict[str, list[Any]] = {}
        for fact in facts:
            by_property.setdefault(shorten(fact.property), []).append(
                {"label": self.reader.name(fact.value.text).text, "iri": fact.value.text}
                if fact.value.kind == "iri"
                else {"text": fact.value.text, "language": fact.value.language}
                if fact.value.language
                else fact.value.text
            )
        return {
            name: values if len(values) <= VALUES else [*values[:VALUES], f"and {len(values) - VALUES} more"]
            for name, values in by_property.items()
        }

    def _terms(self, counts: Mapping[str, int]) -> list[dict[str, Any]]:
        own = sorted((-uses, term) for term, uses in counts.items() if term.startswith(NS))
        return [{"term": shorten(term), "label": self.reader.name(term).text, "uses": -uses} for uses, term in own]

    def _records(self, iri: str) -> list[dict[str, Any]]:
        return [
            {
                "iri": each.record.iri,
                "source": each.source.text,
                "record": each.citation.number,
                "lines": [each.citation.first, each.citation.last],
            }
            for each in evidence(self.reader, ThingFacts(self.reader, iri))
        ]
