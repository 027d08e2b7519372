"""Our places and ties, as far as linking needs them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from exgraph.model.iri import PREFIXES, Base
from exgraph.store import Store, fold

_PREFIXES = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("exg", "rdfs", "skos", "geo", "prov"))
_NAMES = "rdfs:label|skos:altLabel|skos:hiddenLabel|exg:kana"


@dataclass
class LinkedThing:
    """A place of ours.

    Attributes:
        key: as tables write it, such as nevelsk.
        names: its names in all scripts, the folded form to the written one.
        label: its name in Japanese, or any.
        latitude: degrees north, WGS 84; None where not known.
        longitude: degrees east.
        links: its identifiers elsewhere, by scheme (wikidata: Q…, geonames: digits); a federal city has several.
    """

    key: str
    label: str = ""
    names: dict[str, str] = field(default_factory=dict)
    latitude: float | None = None
    longitude: float | None = None
    links: dict[str, set[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class LinkedTie:
    """An agreement between two places of ours, by their keys; its date as exact as told, and where it is written."""

    agreement: str
    parties: tuple[str, str]
    concluded: str | None
    records: Sequence[str]


def things(store: Store, base: Base) -> dict[str, LinkedThing]:
    """Return the places of a store by key."""
    root = f"{base.root}id/place/"
    found: dict[str, LinkedThing] = {}
    for row in store.rows(
        f"{_PREFIXES} SELECT DISTINCT ?it ?name {{ ?it a exg:Place ; {_NAMES} ?name }} ORDER BY ?it ?name"
    ):
        key = row["it"].removeprefix(root)
        found.setdefault(key, LinkedThing(key)).names.setdefault(fold(row["name"]), row["name"])
    labels = '?it a exg:Place ; rdfs:label ?name FILTER(LANG(?name) = "ja")'
    for row in store.rows(f"{_PREFIXES} SELECT ?it ?name {{ {labels} }}"):
        found[row["it"].removeprefix(root)].label = row["name"]
    for row in store.rows(f"{_PREFIXES} SELECT ?it ?n ?e {{ ?it a exg:Place ; geo:lat ?n ; geo:long ?e }}"):
        thing = found[row["it"].removeprefix(root)]
        thing.latitude, thing.longitude = float(row["n"]), float(row["e"])
    for scheme in ("wikidata", "geonames"):
        for row in store.rows(f"{_PREFIXES} SELECT ?it ?link {{ ?it a exg:Place ; exg:{scheme} ?link }}"):
            identifier = row["link"].rstrip("/").rpartition("/")[2]
            found[row["it"].removeprefix(root)].links.setdefault(scheme, set()).add(identifier)
    return found


def ties(store: Store, base: Base, known: Mapping[str, LinkedThing]) -> list[LinkedTie]:
    """Return the agreements of exactly two places, by date."""
    rows = store.rows(
        f"""{_PREFIXES} SELECT DISTINCT ?it ?party ?date ?record {{
            ?it a exg:Agreement ; exg:party ?party . ?party a exg:Place .
            OPTIONAL {{ ?it exg:concluded ?date }} OPTIONAL {{ ?it prov:wasDerivedFrom ?record }}
        }} ORDER BY ?date ?it ?party ?record"""
    )
    root = f"{base.root}id/"
    parties: dict[str, list[str]] = {}
    dates: dict[str, str] = {}
    records: dict[str, list[str]] = {}
    for row in rows:
        key = row["it"].removeprefix(root)
        for values, value in ((parties, row["party"].removeprefix(f"{root}place/")), (records, row.get("record", ""))):
            if value and value not in values.setdefault(key, []):
                values[key].append(value)
        if "date" in row:
            dates[key] = row["date"]
    return [
        LinkedTie(key, (each[0], each[1]), dates.get(key), [iri.removeprefix(root) for iri in records.get(key, [])])
        for key, each in parties.items()
        if len(each) == 2 and all(one in known for one in each)
    ]
