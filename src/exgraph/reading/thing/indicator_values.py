"""What was counted of an indicator: its values by place and year, and the figures that some records tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from exgraph.reading.reader import Name, Reader
from exgraph.reading.thing.facts import ThingFacts
from exgraph.reading.thing.proof import Proofs, ValueProof

_VALUES = ("exg:value", "exg:fiscalYear", "exg:place", "exg:valueKind", "exg:printedValue", "exg:progress")


@dataclass(frozen=True)
class IndicatorValue:
    """One value: of what, where, in which fiscal year if told, what kind of value, its unit, and how it is known.

    `progress` is how far the goal was reached, in percent, where the document tells it.
    """

    observation: Name
    indicator: Name
    place: Name | None
    year: int | None
    amount: Decimal
    kind: Name | None
    unit: Name | None
    printed: str | None
    progress: Decimal | None
    proofs: Proofs
    known: Sequence[ValueProof]


def indicator_values(reader: Reader, pattern: str) -> list[IndicatorValue]:
    """Return the values of the observations `?it` of a graph pattern, by indicator, place and year."""
    rows = reader.published.rows(
        f"""SELECT DISTINCT ?it ?of ?place ?year {{ {pattern} ?it exg:indicator ?of ; exg:value ?value
            OPTIONAL {{ ?it exg:place ?place }} OPTIONAL {{ ?it exg:fiscalYear ?year }}
        }} ORDER BY ?of ?place ?year ?it"""
    )
    return [_value(reader, iri) for iri in dict.fromkeys(row["it"] for row in rows)]


def read_from(records: Iterable[str]) -> str:
    """Return the pattern of the observations `?it` that are read from some records (IRIs)."""
    return f"VALUES ?record {{ {' '.join(f'<{iri}>' for iri in records)} }} ?it prov:wasDerivedFrom ?record ."


def _value(reader: Reader, iri: str) -> IndicatorValue:
    thing = ThingFacts(reader, iri)
    proofs = Proofs(reader, thing)
    year, progress = thing.first("exg:fiscalYear"), thing.first("exg:progress")

    def one(name: str) -> Name | None:
        return next(iter(thing.names(name)), None)

    return IndicatorValue(
        observation=reader.name(iri),
        indicator=reader.name(thing.first("exg:indicator") or iri),
        place=one("exg:place"),
        year=int(year) if year else None,
        amount=Decimal(thing.first("exg:value") or 0),
        kind=one("exg:valueKind"),
        unit=one("exg:unit"),
        printed=thing.first("exg:printedValue"),
        progress=Decimal(progress) if progress else None,
        proofs=proofs,
        known=proofs.of(*_VALUES),
    )
