"""Everything said of a thing, as a table a person can read: grouped, labelled, what follows by reasoning apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from urllib.parse import quote_plus

from exgraph.explain.term import show
from exgraph.model.iri import NS, PREFIXES, expand, shorten
from exgraph.reading.reader import Name, Reader
from exgraph.store import Fact, Term

_GROUPS: dict[str, tuple[str, ...]] = {
    "names": (
        "rdfs:label",
        "skos:prefLabel",
        "skos:altLabel",
        "skos:hiddenLabel",
        "exg:title",
        "exg:translatedTitle",
        "exg:kana",
        "skos:definition",
        "dcterms:description",
    ),
    "when": (
        "exg:start",
        "exg:end",
        "exg:dating",
        "exg:concluded",
        "exg:adopted",
        "exg:printedDate",
        "exg:edtf",
        "exg:earliest",
        "exg:latest",
        "exg:year",
        "exg:fiscalYear",
        "exg:operated",
    ),
    "where": (
        "exg:location",
        "exg:venue",
        "exg:involves",
        "exg:within",
        "exg:contains",
        "exg:place",
        "exg:basedIn",
        "exg:terminus",
        "exg:from",
        "exg:fromEach",
        "exg:to",
        "exg:toEach",
        "exg:home",
        "geo:lat",
        "geo:long",
    ),
    "who": (
        "exg:party",
        "exg:partyTo",
        "exg:twinnedWith",
        "exg:planParty",
        "exg:organiser",
        "exg:giver",
        "exg:recipient",
        "exg:host",
        "exg:agent",
        "exg:body",
        "exg:official",
        "exg:office",
        "exg:member",
        "exg:partOf",
        "exg:participation",
        "exg:attendedBy",
        "exg:hostGroup",
        "exg:headcount",
        "exg:plannedHeadcount",
        "exg:qualifier",
        "exg:size",
        "exg:role",
        "exg:part",
        "exg:totalHeadcount",
        "exg:totalQualifier",
        "exg:attendance",
        "exg:visitors",
        "exg:visitorsQualifier",
    ),
    "what": (
        "rdf:type",
        "exg:category",
        "exg:status",
        "exg:mode",
        "exg:subject",
        "exg:superEvent",
        "exg:inSeries",
        "exg:edition",
        "exg:forSeries",
        "exg:occurrence",
        "exg:commemorates",
        "exg:anniversary",
        "exg:concludes",
        "exg:adopts",
        "exg:renews",
        "exg:number",
        "exg:route",
        "exg:amount",
        "exg:budget",
    ),
    "elsewhere": ("exg:wikidata", "exg:geonames", "exg:statisticalArea", "exg:isoCode", "exg:localGovernmentCode"),
    "evidence": (
        "prov:wasDerivedFrom",
        "exg:source",
        "exg:recordNumber",
        "exg:firstLine",
        "exg:lastLine",
        "exg:firstOffset",
        "exg:lastOffset",
        "exg:digest",
        "exg:publisher",
        "exg:licence",
        "exg:address",
        "exg:review",
        "exg:rule",
        "exg:origin",
        "exg:claim",
        "exg:claimedProperty",
        "exg:claimedValue",
        "exg:claimedQualifier",
    ),
}
_PLACES = {expand(name): (group, place) for group, names in _GROUPS.items() for place, name in enumerate(names)}
_COUNTS = frozenset(
    NS + name for name in ("headcount", "size", "totalHeadcount", "attendance", "visitors", "amount", "budget")
)
_DATES = frozenset(PREFIXES["xsd"] + name for name in ("date", "gYearMonth", "gYear"))
_SHOWN = 40
"""How many values of one property are shown at once; the rest are folded away."""


@dataclass(frozen=True)
class FactLine:
    """One property with its values, for each the address that tells why: those shown, and those folded away."""

    property: Name
    values: Sequence[tuple[Name, str]]
    folded: Sequence[tuple[Name, str]]


@dataclass(frozen=True)
class Consequence:
    """One property with values that were inferred, and for each the address that tells why."""

    property: Name
    values: Sequence[tuple[Name, str]]


@dataclass(frozen=True)
class FactGroup:
    """Lines that belong together, under a key of the catalogue."""

    key: str
    lines: Sequence[FactLine]


@dataclass(frozen=True)
class Incoming:
    """Things that point here by one property: the first of them, how many there are, a query for all."""

    property: Name
    things: Sequence[Name]
    count: int
    query: str


class ThingFacts:
    """The facts of one thing, with what is asserted told from what was inferred."""

    def __init__(self, reader: Reader, iri: str) -> None:
        """Read all facts of the thing."""
        self.iri = iri
        # As short as /why reads it: a long page has hundreds of these.
        self._asked = f"/why?subject={_quoted(show(f'<{iri}>', reader.published.base))}"
        self._reader = reader
        inferred = frozenset({reader.published.base.graph("inferred")})
        facts = reader.published.store.facts(iri)
        self.asserted = [fact for fact in facts if fact.graphs != inferred]
        self.inferred = [fact for fact in facts if fact.graphs == inferred]

    @property
    def types(self) -> list[str]:
        """The classes of our vocabulary it was given, not those that follow."""
        return [iri for iri in self.all("rdf:type") if iri.startswith(NS)]

    def all(self, name: str, *, inferred: bool = False) -> list[str]:
        """Return the values of a property (a prefixed name) as texts."""
        facts = [*self.asserted, *self.inferred] if inferred else self.asserted
        return [fact.value.text for fact in facts if fact.property == expand(name)]

    def tagged(self, name: str) -> list[str | dict[str, str]]:
        """Return the texts of a property as JSON-LD values, each with its language where it has one."""
        return [
            {"@value": fact.value.text, "@language": fact.value.language} if fact.value.language else fact.value.text
            for fact in self.asserted
            if fact.property == expand(name) and fact.value.kind == "literal"
        ]

    def first(self, name: str) -> str | None:
        """Return one value of a property, or None."""
        return next(iter(self.all(name)), None)

    def names(self, name: str) -> list[Name]:
        """Return the things a property points at, as links in the reader's order."""
        return self._reader.names(
            fact.value.text for fact in self.asserted if fact.property == expand(name) and fact.value.kind == "iri"
        )

    def text(self, name: str) -> Name | None:
        """Return a literal in the reader's language, or the nearest to it."""
        labels = {fact.value.language or "": fact.value.text for fact in self.asserted if fact.property == expand(name)}
        picked = self._reader.pick(labels)
        return Name(picked[0], None, picked[1]) if picked else None

    def groups(self) -> list[FactGroup]:
        """Return the asserted facts in their groups."""
        found: dict[str, list[tuple[int, FactLine]]] = {}
        for property_, terms in _by_property(self.asserted).items():
            group, place = _PLACES.get(property_, ("rest", 0))
            found.setdefault(group, []).append((place, self._line(property_, terms)))
        return [
            FactGroup(key, [line for _, line in sorted(found[key], key=lambda item: (item[0], item[1].property.text))])
            for key in (*_GROUPS, "rest")
            if key in found
        ]

    def consequences(self) -> list[Consequence]:
        """Return the inferred facts."""
        return [
            Consequence(
                self._reader.name(property_),
                [(self.value(property_, term), self.why(property_, term)) for term in terms],
            )
            for property_, terms in _by_property(self.inferred).items()
        ]

    def why(self, property_: str, term: Term) -> str:
        """Return the address that tells why one value holds."""
        base = self._reader.published.base
        return f"{self._asked}&property={_quoted(shorten(property_))}&value={_quoted(show(term.ntriples, base))}"

    def incoming(self) -> list[Incoming]:
        """Return what points here, by property."""
        root = self._reader.published.base.root
        found = []
        for property_, subjects in self._reader.published.store.subjects(self.iri).items():
            things = [iri for iri in subjects if iri.startswith(root)]
            if things and property_.startswith((NS, PREFIXES["prov"], PREFIXES["skos"])):
                query = f"SELECT ?thing WHERE {{\n  ?thing <{property_}> <{self.iri}> .\n}}"
                shown = self._reader.names(things[:_SHOWN])
                found.append(Incoming(self._reader.name(property_), shown, len(things), query))
        return found

    def _line(self, property_: str, terms: Iterable[Term]) -> FactLine:
        values = [(self.value(property_, term), self.why(property_, term)) for term in terms]
        return FactLine(self._reader.name(property_), values[:_SHOWN], values[_SHOWN:])

    def value(self, property_: str, term: Term) -> Name:
        """Return a value of a property as a page shows it."""
        if term.kind != "literal":
            return self._reader.name(term.text) if term.kind == "iri" else Name(term.text)
        if term.datatype in _DATES:
            return Name(self._reader.date(term.text))
        if property_ in _COUNTS:
            return Name(self._counted(term.text))
        return Name(term.text, None, term.language if term.language != self._reader.language else None)

    def _counted(self, text: str) -> str:
        try:
            value = Decimal(text)
        except InvalidOperation:
            return text
        return self._reader.words.number(int(value) if value == value.to_integral_value() else float(value))


@lru_cache(4096)
def _quoted(text: str) -> str:
    return quote_plus(text, safe="/:")


def _by_property(facts: Iterable[Fact]) -> dict[str, list[Term]]:
    terms: dict[str, list[Term]] = {}
    for fact in facts:
        terms.setdefault(fact.property, []).append(fact.value)
    return terms
