"""What other records tell of a thing than the graph states: another date, another number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exgraph.model.iri import expand
from exgraph.reading.reader import Name, Reader
from exgraph.reading.thing.evidence import Evidence, evidence
from exgraph.reading.thing.facts import ThingFacts

_PEOPLE = frozenset(map(expand, ("exg:headcount", "exg:totalHeadcount", "exg:visitors")))


@dataclass(frozen=True)
class OtherValue:
    """A value that some records tell otherwise: as a page shows it, how they qualify it, and the records."""

    value: Name
    qualifiers: Sequence[Name]
    records: Sequence[Evidence]


def told_otherwise(reader: Reader, thing: ThingFacts) -> dict[str, list[OtherValue]]:
    """Return what other records tell of a thing, by property (a prefixed name); first and last days stand together."""
    claims = [ThingFacts(reader, iri) for iri in thing.all("exg:claim")]
    found: dict[str, list[OtherValue]] = {}
    for claim in claims:
        for property_ in claim.all("exg:claimedProperty"):
            if property_ not in map(expand, ("exg:start", "exg:end")):
                found.setdefault(_prefixed(property_), []).append(_other(reader, claim, property_))
    dates = _dates(reader, thing, claims)
    return {**found, "exg:start": dates} if dates else found


def _other(reader: Reader, claim: ThingFacts, property_: str) -> OtherValue:
    value = next(fact.value for fact in claim.asserted if fact.property == expand("exg:claimedValue"))
    people = property_ in _PEOPLE and value.text.isdigit()
    shown = Name(reader.words.count("count.people", int(value.text))) if people else claim.value(property_, value)
    return OtherValue(shown, claim.names("exg:claimedQualifier"), tuple(evidence(reader, claim)))


def _dates(reader: Reader, thing: ThingFacts, claims: Sequence[ThingFacts]) -> list[OtherValue]:
    """Return the dates of each record that tells another first or last day, what it does not tell as the graph has."""
    by_records: dict[tuple[str, ...], dict[str, ThingFacts]] = {}
    for claim in claims:
        for property_ in claim.all("exg:claimedProperty"):
            if property_ in map(expand, ("exg:start", "exg:end")):
                records = tuple(sorted(claim.all("prov:wasDerivedFrom")))
                by_records.setdefault(records, {})[_prefixed(property_)] = claim
    found = []
    for claimed in by_records.values():
        start, end = (
            claimed[name].first("exg:claimedValue") if name in claimed else thing.first(name)
            for name in ("exg:start", "exg:end")
        )
        claim = next(iter(claimed.values()))
        written = reader.date(start or end or "", end or start)
        found.append(OtherValue(Name(written), (), tuple(evidence(reader, claim))))
    return found


def _prefixed(property_: str) -> str:
    return f"exg:{property_.rpartition('#')[2]}"
