"""Links to other data sets as VoID linksets: how many, by which property, and who was read for them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from exgraph.model.iri import NS, PREFIXES
from exgraph.model.ntriples import literal
from exgraph.store import Store


@dataclass(frozen=True)
class Target:
    """A data set that is linked to: its scheme in the gazetteer, its name and home, the property of our links."""

    scheme: str
    title: str
    home: str
    property: str


_ISO = "https://www.iso.org/iso-3166-country-codes.html"
TARGETS = (
    Target("wikidata", "Wikidata", "https://www.wikidata.org/", NS + "wikidata"),
    Target("geonames", "GeoNames", "https://www.geonames.org/", NS + "geonames"),
    Target("estat", "e-Stat statistical areas", "https://data.e-stat.go.jp/", NS + "statisticalArea"),
    Target("iso3166-1", "ISO 3166-1 codes of countries", _ISO, NS + "isoCode"),
    Target("iso3166-2", "ISO 3166-2 codes of subdivisions", _ISO, NS + "isoCode"),
    Target("jis", "Local government codes (JIS X 0402)", "https://www.soumu.go.jp/", NS + "localGovernmentCode"),
)
"""ISO and JIS codes are literals: they have no IRIs of their owners' to link to."""

_ORIGIN = re.compile(r"(\S+) (\S+)=(.*)", re.DOTALL)


def origins(store: Store) -> dict[str, Counter[str]]:
    """Return by scheme how many links come from each origin, as the gazetteer names it."""
    found: dict[str, Counter[str]] = {target.scheme: Counter() for target in TARGETS}
    for row in store.rows(f"SELECT ?thing ?origin {{ ?thing <{NS}origin> ?origin }}"):
        match = _ORIGIN.fullmatch(row["origin"])
        if match is not None and match[1] in found:
            found[match[1]][match[3]] += 1
    return found


def linksets(store: Store, dataset: str, prefix: str) -> Iterator[str]:
    """Yield Turtle for the linksets of `dataset` (an IRI in angle brackets); theirs begin with `prefix`."""
    counts = origins(store)
    for target in TARGETS:
        # Two schemes may share a property: each link is told with its scheme.
        count = sum(counts[target.scheme].values())
        if not count:
            continue
        name = f"<{prefix}{target.scheme}>"
        yield f"{dataset} <{PREFIXES['void']}subset> {name} .\n"
        yield f"{name} a <{PREFIXES['void']}Linkset> ; <{PREFIXES['dcterms']}title> {literal(target.title, 'en')} ;\n"
        yield f"    <{PREFIXES['void']}subjectsTarget> {dataset} ;\n"
        yield f"    <{PREFIXES['void']}objectsTarget> <{target.home}> ;\n"
        yield f"    <{PREFIXES['void']}linkPredicate> <{target.property}> ;\n"
        for origin, number in sorted(counts[target.scheme].items()):
            yield f"    <{PREFIXES['dcterms']}provenance> {literal(f'{origin}: {number}')} ;\n"
        yield f"    <{PREFIXES['void']}triples> {count} .\n"
        yield f"<{target.home}> a <{PREFIXES['void']}Dataset> ;\n"
        yield f"    <{PREFIXES['dcterms']}title> {literal(target.title, 'en')} .\n"
