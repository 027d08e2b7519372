"""The page of a place: its ties, the places it met, its events by year, who is based there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from exgraph.model.iri import NS
from exgraph.web.anniversary import TIES, next_round
from exgraph.web.occasion import listing
from exgraph.web.reader import Name, Reader
from exgraph.web.sheet import Sheet

_PARTNERS = 12


@dataclass(frozen=True)
class Tie:
    """An agreement on a card: with whom, what has happened; since when and the next anniversary, if known."""

    agreement: Name
    kind: Name
    partners: list[Name]
    since: str | None
    years: int | None
    anniversary: tuple[int, int] | None
    events: int
    last: str | None


@dataclass(frozen=True)
class Partner:
    """A place met at events: how often, and in which years first and last."""

    place: Name
    events: int
    first: str
    last: str


def view(reader: Reader, sheet: Sheet, parameters: Mapping[str, str]) -> dict[str, object]:
    """Return what the page of a place shows."""
    partners = _partners(reader, sheet.iri)
    ties = _ties(reader, sheet.iri, partners)
    kinds = {reader.name(NS + kind) for kind in TIES}
    tied = {name.address for tie in ties for name in tie.partners}
    return {
        "trail": trail(reader, sheet),
        "ties": [tie for tie in ties if tie.kind in kinds],
        "acts": [tie for tie in ties if tie.kind not in kinds],
        "partners": [partner for partner in partners.values() if partner.place.address not in tied][:_PARTNERS],
        "events": listing(
            reader, f"?event exg:involves <{sheet.iri}> .", parameters.get("year"), parameters.get("page")
        ),
        "people": _people(reader, sheet.iri),
        "organisations": reader.names(
            row["it"] for row in reader.published.rows(f"SELECT DISTINCT ?it {{ ?it exg:basedIn <{sheet.iri}> }}")
        ),
        "parts": reader.names(_parts(reader, sheet.iri)),
        "kana": sheet.text("exg:kana"),
    }


def trail(reader: Reader, sheet: Sheet) -> list[Name]:
    """Return the places this one lies in, the widest first; the first parent where there are several."""
    parents: list[str] = []
    parent = sheet.first("exg:within")
    while parent is not None and parent not in parents:
        parents.append(parent)
        parent = Sheet(reader, parent).first("exg:within")
    return [reader.name(iri) for iri in reversed(parents)]


def _partners(reader: Reader, iri: str) -> dict[str, Partner]:
    rows = reader.published.rows(
        f"""SELECT ?place (COUNT(DISTINCT ?event) AS ?events) (MIN(?year) AS ?first) (MAX(?year) AS ?last) {{
            ?event exg:involves <{iri}>, ?place ; a exg:Event ; exg:year ?year .
            FILTER(?place != <{iri}>)
        }} GROUP BY ?place ORDER BY DESC(?events) ?place"""
    )
    return {
        row["place"]: Partner(reader.name(row["place"]), int(row["events"]), row["first"], row["last"]) for row in rows
    }


def _ties(reader: Reader, iri: str, partners: Mapping[str, Partner]) -> list[Tie]:
    rows = reader.published.rows(
        f"""SELECT ?agreement (MIN(?date) AS ?since) (MIN(?y) AS ?year) {{
            ?agreement exg:party <{iri}> ; a exg:Agreement .
            OPTIONAL {{ ?agreement exg:concluded ?d ; exg:year ?y . BIND(STR(?d) AS ?date) }}
        }} GROUP BY ?agreement ORDER BY DESC(BOUND(?since)) ?since ?agreement"""
    )
    today = date.today()
    ties = []
    for row in rows:
        agreement = Sheet(reader, row["agreement"])
        others = [party for party in agreement.all("exg:party") if party != iri]
        year = int(row["year"]) if "year" in row else None
        met = [partners[other] for other in others if other in partners]
        ties.append(
            Tie(
                agreement=reader.name(row["agreement"]),
                kind=reader.name(agreement.types[0]),
                partners=reader.names(others),
                since=row.get("since"),
                years=None if year is None else today.year - year,
                anniversary=None if year is None else next_round(year, today.year),
                events=max((partner.events for partner in met), default=0),
                last=max((partner.last for partner in met), default=None),
            )
        )
    return ties


def _people(reader: Reader, iri: str) -> dict[str, int]:
    """Return how many people the counted groups had that left this place and that came to it."""
    found = {}
    for key, name in (("out", "from"), ("in", "to")):
        rows = reader.published.rows(
            f"SELECT (SUM(?n) AS ?sum) {{ ?group exg:{name} <{iri}> ; a exg:Participation ; exg:headcount ?n }}"
        )
        found[key] = int(rows[0].get("sum", "0"))
    return found


def _parts(reader: Reader, iri: str) -> list[str]:
    """Return the places directly within this one: those for which it was stated."""
    stated = reader.published.base.graph("gazetteer")
    return [
        row["it"] for row in reader.published.rows(f"SELECT ?it {{ GRAPH <{stated}> {{ ?it exg:within <{iri}> }} }}")
    ]
