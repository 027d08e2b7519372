"""Which row of a project's gazetteer a place of the reference gazetteer is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from exgraph.extract.text import tidy
from exgraph.facts.catalogue import Catalogue
from exgraph.gazetteer import japan, world
from exgraph.gazetteer.entry import JAPAN, Entry

PROPOSED = "proposed"
"""The part of the gazetteer's tables that holds what was proposed and nobody has accepted: place-proposed.csv."""

_SCHEMES = ("jis", "geonames", "wikidata", "iso3166-1", "iso3166-2")


@dataclass
class Known:
    """A project's places by their identifiers and names, without those that are only proposed."""

    places: dict[str, Any] = field(default_factory=dict)
    by_identifier: dict[tuple[str, str], str] = field(default_factory=dict)
    by_name: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, catalogue: Catalogue) -> Known:
        """Gather the places of a catalogue."""
        known = cls({entry.row.id: entry.row for entry in accepted(catalogue, "place")})
        for entry in accepted(catalogue, "identifier"):
            known.by_identifier.setdefault((entry.row.scheme, entry.row.value), entry.row.place)
        names = [(row.ja, key) for key, row in known.places.items()]
        names += [(row.en, key) for key, row in known.places.items()]
        names += [(each.row.text, each.row.id) for each in accepted(catalogue, "spelling") if each.row.table == "place"]
        for name, key in names:
            known.by_name.setdefault(tidy(name), []).append(key)
        return known

    def id(self, entry: Entry) -> str:
        """Return the id that the project has for a place, else the one to propose."""
        for scheme in _SCHEMES:
            value = entry.identifiers.get(scheme)
            if value and (key := self.by_identifier.get((scheme, value))) in self.places:
                return str(key)
        for name in (entry.ja, entry.en):
            for key in self.by_name.get(name, ()):
                if self._is(key, entry):
                    return key
        return entry.id if entry.id not in self.places else f"{entry.id}-{entry.identifiers.get('geonames') or 2}"

    def _is(self, key: str, entry: Entry) -> bool:
        """Say whether a place of the same name is the entry: of its kind, in its country and, if told, division."""
        row = self.places[key]
        if entry.kind in ("Country", "Prefecture"):
            return entry.kind in row.class_
        if {"Country", "Prefecture", "MacroRegion"} & set(row.class_) or (
            entry.kind == "Province"
        ) != self._is_division(key):
            return False
        above = [self.places[each] for each in self.line(key)[1:] if each in self.places]
        wanted = {each.kind: self.id(each) for each in entry.line[1:]}
        countries = [each for each in above if "Country" in each.class_]
        if countries and wanted.get("Country") not in {each.id for each in countries}:
            return False
        divisions = {each.id for each in above if self._is_division(each.id)}
        mine = wanted.get("Prefecture") or wanted.get("Province")
        return not divisions or not mine or mine in divisions

    def _is_division(self, key: str) -> bool:
        return bool({"Prefecture", "Province", "FederalSubject"} & set(self.places[key].class_))

    def line(self, key: str) -> list[str]:
        """Return a place and all that it lies in."""
        found, todo = [], [key]
        while todo:
            each = todo.pop(0)
            if each not in found:
                found.append(each)
                todo += self.places[each].within if each in self.places else ()
        return found

    def country(self, key: str) -> str:
        """Return the code of the country that a place lies in; nothing where that is not known."""
        for each in self.line(key):
            row = self.places.get(each)
            if row and "Country" in row.class_:
                found = world.country(row.ja) or world.country(row.en)
                return found.country if found else JAPAN if row.ja == japan.country().ja else ""
        return ""

    def division(self, key: str) -> str:
        """Return the division that a place is or lies in: a prefecture's name, GeoNames' code elsewhere, or nothing."""
        for each in self.line(key):
            row = self.places.get(each)
            if row is None or not self._is_division(each):
                continue
            if "Prefecture" in row.class_:
                return str(row.ja)
            country = self.country(each)
            named = [*world.divisions_named(row.ja), *world.divisions_named(row.en)]
            return next((entry.division for entry in named if entry.country == country), "")
        return ""


def accepted(catalogue: Catalogue, table: str) -> Iterable[Any]:
    """Yield the entries of a table of the gazetteer that are not only proposed."""
    return (entry for _, entry in catalogue.rows(table) if not is_proposed(entry))


def is_proposed(entry: Any) -> bool:  # noqa: ANN401 - an entry of any table
    """Say whether a row stands in a file of proposals."""
    return bool(entry.at.path.stem.endswith(f"-{PROPOSED}"))
