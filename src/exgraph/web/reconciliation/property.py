"""Properties that narrow a match and that columns are filled from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from exgraph.model.iri import NS, expand
from exgraph.store import fold

Kind = Literal["entity", "concept", "code", "text", "words", "integer", "number", "date", "label", "class", "iri"]
_PLACE, _ORGANISATION = ("Place",), ("Organisation",)
_ANY: tuple[str, ...] = ()


@dataclass(frozen=True)
class Property:
    """A property as the service offers it.

    `id` follows the vocabulary's base to its IRI, where it is of the vocabulary; `iri` is what the graph says it with.
    """

    id: str
    iri: str
    kind: Kind
    of: tuple[str, ...] = _ANY
    """Classes whose things have it; none named is every class."""
    range: str = ""
    """Class of its values, where they are things."""


def _own(id_: str, kind: Kind, of: tuple[str, ...] = _ANY, range_: str = "") -> Property:
    return Property(id_, NS + id_, kind, of, range_)


PROPERTIES: tuple[Property, ...] = (
    Property("label-ja", "", "label"),
    Property("label-en", "", "label"),
    Property("label-ru", "", "label"),
    _own("kana", "text", ("Place", "Organisation", "Series", "Venue", "Official")),
    Property("altLabel", expand("skos:altLabel"), "text"),
    Property("description", expand("dcterms:description"), "words"),
    Property("type", "", "class"),
    Property("iri", "", "iri"),
    _own("within", "entity", ("Place", "Venue"), "Place"),
    _own("wikidata", "code", _PLACE),
    _own("geonames", "code", _PLACE),
    _own("isoCode", "code", _PLACE),
    _own("localGovernmentCode", "code", _PLACE),
    _own("statisticalArea", "code", _PLACE),
    Property("lat", expand("geo:lat"), "number", _PLACE),
    Property("long", expand("geo:long"), "number", _PLACE),
    _own("twinnedWith", "entity", _PLACE, "Place"),
    _own("partyTo", "entity", ("Place", "Organisation"), "Agreement"),
    _own("basedIn", "entity", _ORGANISATION, "Place"),
    _own("partOf", "entity", _ORGANISATION, "Organisation"),
    _own("member", "entity", _ORGANISATION),
    _own("office", "words", ("Official",)),
    _own("place", "entity", ("Official",), "Place"),
    _own("terminus", "entity", ("TransportRoute",), "Place"),
    _own("party", "entity", ("Agreement",)),
    _own("concluded", "date", ("Agreement",)),
    _own("start", "date", ("Event",)),
    _own("end", "date", ("Event",)),
    _own("year", "integer", ("Event", "Agreement")),
    _own("fiscalYear", "integer", ("Event", "Agreement")),
    _own("involves", "entity", ("Event",), "Place"),
    _own("location", "entity", ("Event",), "Place"),
    _own("agent", "entity", ("Event", "Series"), "Organisation"),
    _own("organiser", "entity", ("Event", "Series"), "Organisation"),
    _own("inSeries", "entity", ("Event",), "Series"),
    _own("edition", "integer", ("Event",)),
    _own("totalHeadcount", "integer", ("Event",)),
    _own("visitors", "integer", ("Event",)),
    _own("category", "concept", ("Event",)),
    _own("status", "concept", ("Event",)),
    _own("mode", "concept", ("Event",)),
)
_BY_ID = {each.id: each for each in PROPERTIES}
_POINT = re.compile(r"(?<=\d)\.0+$")
_PREFIX = re.compile(r"^(?:exg:|skos:|dcterms:|geo:)")


def find(id_: str) -> Property | None:
    """Return the property of an id, a prefixed name or an IRI; None where the service has none of it."""
    name = _PREFIX.sub("", id_.removeprefix(NS))
    return _BY_ID.get(name) or next((each for each in PROPERTIES if each.iri and each.iri == id_), None)


def code(value: str) -> str:
    """Return an identifier without the address it is written in: Q171405, 2121052, C01214.

    A number of a spreadsheet may have come with a point: 12149.0.
    """
    return _POINT.sub("", value.strip().rstrip("/").rpartition("/")[2])


def codes(property_: Property, value: str) -> frozenset[str]:
    """Return the folded forms in which an identifier is written.

    A local-government code has a check digit that many tables leave out; spreadsheets lose its first zero, which is
    put back only where four digits are left: with five it could be a code of another prefecture.
    """
    plain = fold(code(value))
    found = {plain}
    if property_.id == "localGovernmentCode":
        found |= {plain[:5], plain[:5].removeprefix("0")}
    elif property_.id == "statisticalArea":
        found |= {plain.removeprefix("c"), plain.removeprefix("c").removeprefix("0")}
    elif property_.id == "wikidata":
        found.add(fold("wd" + code(value)))
    return frozenset(each for each in found if len(each) >= (4 if plain.isdigit() else 2))


def written(property_: Property, value: str) -> frozenset[str]:
    """Return all forms in which the identifier of a thing that is named besides may be written, each without zeros.

    Only a name tells 12149, a local-government code that lost its zero, from the code of another prefecture.
    """
    forms = codes(property_, value)
    return forms | {each.lstrip("0") for each in forms if each.isdigit()}
