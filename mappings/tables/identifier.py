"""Identifiers of places elsewhere, each with the source that was read for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from exgraph.facts.cell import FILLED, cell, choice, reference
from exgraph.facts.table import Row
from exgraph.mapping.context import Context
from exgraph.mapping.statement import valued
from exgraph.mapping.term import Triple, iri, name


@dataclass(frozen=True)
class Identifier(Row):
    """What another data set calls a place."""

    KEY: ClassVar[tuple[str, ...]] = ("place", "scheme", "value")

    place: str = cell(reference("place"))
    scheme: str = cell(choice("geonames", "wikidata", "iso3166-1", "iso3166-2", "jis", "estat"))
    value: str = cell(FILLED)
    origin: str = cell(FILLED)

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield what cannot be: an identifier that is not of its scheme's form, or whose check digit is wrong."""
        if not _FORMS[self.scheme].fullmatch(self.value):
            yield "value", f"'{self.value}' is no identifier of {self.scheme}"
        elif self.scheme == "jis" and not _is_checked(self.value):
            yield "value", f"the check digit of '{self.value}' is wrong"


_FORMS = {
    "geonames": re.compile(r"[1-9][0-9]*"),
    "wikidata": re.compile(r"Q[1-9][0-9]*"),
    "iso3166-1": re.compile(r"[A-Z]{2}"),
    "iso3166-2": re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}"),
    "jis": re.compile(r"[0-9]{6}"),
    "estat": re.compile(r"C[0-9]{5}"),
}


def _is_checked(code: str) -> bool:
    """Tell whether a local-government code ends in its check digit.

    The rule is that of the Ministry of Internal Affairs and Communications: digits weighted 6 to 2, modulo 11.
    """
    total = sum(int(digit) * weight for digit, weight in zip(code, range(6, 1, -1), strict=False))
    return (11 - total % 11) % 10 == int(code[-1])


_PAGES = {
    "geonames": ("exg:geonames", "https://sws.geonames.org/{}/"),
    "wikidata": ("exg:wikidata", "http://www.wikidata.org/entity/{}"),
    "estat": ("exg:statisticalArea", "http://data.e-stat.go.jp/lod/sac/{}"),
}
"""Schemes whose identifiers are IRIs: the property, and the form of the IRI."""

_CODES = {"iso3166-1": "exg:isoCode", "iso3166-2": "exg:isoCode", "jis": "exg:localGovernmentCode"}
"""Schemes whose identifiers are codes."""


def triples(row: Identifier, context: Context) -> Iterator[Triple]:
    """Yield the link or the code, and where it was read."""
    place = context.thing("place", row.place)
    if row.scheme in _PAGES:
        predicate, form = _PAGES[row.scheme]
        yield place, name(predicate), iri(form.format(row.value))
    else:
        yield from valued(place, _CODES[row.scheme], row.value)
    yield from valued(place, "exg:origin", f"{row.scheme} {row.value}={row.origin}")
