"""The datatypes of literals."""

from __future__ import annotations

from collections.abc import Iterator

from exgraph.model.ntriples import LANGUAGE_STRING, STRING, XSD

_DERIVED_FROM = {
    "dateTimeStamp": "dateTime",
    "integer": "decimal",
    "long": "integer",
    "int": "long",
    "short": "int",
    "byte": "short",
    "nonNegativeInteger": "integer",
    "positiveInteger": "nonNegativeInteger",
    "unsignedLong": "nonNegativeInteger",
    "unsignedInt": "unsignedLong",
    "unsignedShort": "unsignedInt",
    "unsignedByte": "unsignedShort",
    "nonPositiveInteger": "integer",
    "negativeInteger": "nonPositiveInteger",
    "normalizedString": "string",
    "token": "normalizedString",
    "language": "token",
    "Name": "token",
    "NCName": "Name",
    "NMTOKEN": "token",
}
"""The base type of each datatype of OWL 2 that is derived from another of them.

From XML Schema 1.1 part 2, section 3 (https://www.w3.org/TR/xmlschema11-2/#type-hierarchy); a test holds it to the
table of owlrl.
"""


def _above(name: str) -> Iterator[str]:
    while name in _DERIVED_FROM:
        name = _DERIVED_FROM[name]
        yield f"<{XSD}{name}>"


_SUPER = {f"<{XSD}{name}>": list(_above(name)) for name in _DERIVED_FROM}
_XSD_STRING = f"<{STRING}>"
_LANGUAGE = f"<{LANGUAGE_STRING}>"
_LITERAL = "<http://www.w3.org/2000/01/rdf-schema#Literal>"


def datatypes(literal: str) -> list[str]:
    """Return the datatypes of a literal (dt-type2): its own and those that hold it, rdfs:Literal among them."""
    suffix = literal[literal.rindex('"') + 1 :]
    own = suffix[2:] if suffix.startswith("^^") else _LANGUAGE if suffix else _XSD_STRING
    return [own, _LITERAL, *_SUPER.get(own, ())]
