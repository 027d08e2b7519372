"""The datatypes of literals."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from rdflib import Literal

from exgraph.model.node import parse
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


_PRIMITIVE = frozenset({"decimal", "float", "double", "boolean", "string", "dateTime", "hexBinary", "base64Binary"})
"""Datatypes of OWL 2 none of whose values is one of another's (section 4 of its structural specification)."""

_SUPER = {f"<{XSD}{name}>": list(_above(name)) for name in _DERIVED_FROM}
_XSD_STRING = f"<{STRING}>"
_LANGUAGE = f"<{LANGUAGE_STRING}>"
_LITERAL = "<http://www.w3.org/2000/01/rdf-schema#Literal>"


def datatypes(literal: str) -> list[str]:
    """Return the datatypes of a literal (dt-type2): its own and those that hold it, rdfs:Literal among them."""
    suffix = literal[literal.rindex('"') + 1 :]
    own = suffix[2:] if suffix.startswith("^^") else _LANGUAGE if suffix else _XSD_STRING
    return [own, _LITERAL, *_SUPER.get(own, ())]


def differ(first: str, second: str) -> bool:
    """Tell whether two literals are known to be different values: 1 and 01 are not, false and 0 are."""
    one, other = parse(first), parse(second)
    if not isinstance(one, Literal) or not isinstance(other, Literal):
        return True
    spaces = {_space(one), _space(other)}
    if None not in spaces and len(spaces) == 2:
        return True
    if spaces == {"decimal"}:
        numbers = {_decimal(one), _decimal(other)}
        return len(numbers) == 2
    return one.value != other.value or one.language != other.language


def _space(literal: Literal) -> str | None:
    """Return the primitive datatype that holds a literal's value; None where that is not known."""
    if literal.language:
        return "langString"
    name = str(literal.datatype or STRING).removeprefix(XSD)
    while name in _DERIVED_FROM:
        name = _DERIVED_FROM[name]
    return name if name in _PRIMITIVE else None


def _decimal(literal: Literal) -> Decimal | str:
    """Return a number of any length; a text that is none stays as it is, equal to itself alone."""
    try:
        return Decimal(str(literal))
    except InvalidOperation:
        return str(literal)
