"""What the parameters of SHACL's constraints may be, and where they may stand: what is mistyped is refused by name.

The syntax rules of https://www.w3.org/TR/shacl/, sections 2 and 4: a shape that breaks one of them is ill-formed, and
a validator that read on would leave out what somebody meant to be held.
"""

from __future__ import annotations

from collections.abc import Callable

from rdflib import SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from exgraph.errors import ValidationError
from exgraph.model.node import write
from exgraph.model.ntriples import STRING, XSD
from exgraph.validate.datatype import is_well_formed
from exgraph.validate.path import members
from exgraph.validate.term import literal


def is_true(value: Node) -> bool:
    """Tell whether a parameter is `true`, spelt so: the W3C's tests take `"1"^^xsd:boolean` for another value."""
    return isinstance(value, Literal) and str(value) == "true" and str(value.datatype) == f"{XSD}boolean"


def _is_iri(_: Graph, value: Node) -> bool:
    return isinstance(value, URIRef)


def _is_shape(_: Graph, value: Node) -> bool:
    return isinstance(value, URIRef | BNode)


def _is_boolean(_: Graph, value: Node) -> bool:
    return isinstance(value, Literal) and str(value.datatype) == f"{XSD}boolean" and _is_sound(value)


def _is_count(_: Graph, value: Node) -> bool:
    return isinstance(value, Literal) and str(value.datatype) == f"{XSD}integer" and _is_sound(value)


def _is_string(_: Graph, value: Node) -> bool:
    return isinstance(value, Literal) and not value.language and str(value.datatype or STRING) == STRING


def _is_text(graph: Graph, value: Node) -> bool:
    return _is_string(graph, value) or (isinstance(value, Literal) and bool(value.language))


def _is_bound(_: Graph, value: Node) -> bool:
    return isinstance(value, Literal) and _is_sound(value)


def _is_sound(value: Literal) -> bool:
    term = literal(write(value))
    return term is not None and is_well_formed(term)


def _each(fits: Callable[[Graph, Node], bool]) -> Callable[[Graph, Node], bool]:
    return lambda graph, value: all(fits(graph, each) for each in members(graph, value))


_Kind = tuple[str, Callable[[Graph, Node], bool]]
_IRI: _Kind = ("an IRI", _is_iri)
_SHAPE: _Kind = ("a shape", _is_shape)
_BOOLEAN: _Kind = ("true or false", _is_boolean)
_COUNT: _Kind = ("an xsd:integer", _is_count)
_STRING: _Kind = ("a string", _is_string)
_BOUND: _Kind = ("a literal with a value", _is_bound)
_KINDS: dict[str, _Kind] = {
    **dict.fromkeys(("class", "datatype", "nodeKind", "equals", "disjoint", "lessThan", "lessThanOrEquals"), _IRI),
    **dict.fromkeys(("targetClass", "targetSubjectsOf", "targetObjectsOf", "severity"), _IRI),
    **dict.fromkeys(("node", "property", "not", "qualifiedValueShape", "sparql"), _SHAPE),
    **dict.fromkeys(("and", "or", "xone"), ("a list of shapes", _each(_is_shape))),
    **dict.fromkeys(("uniqueLang", "closed", "deactivated", "qualifiedValueShapesDisjoint"), _BOOLEAN),
    **dict.fromkeys(("minCount", "maxCount", "minLength", "maxLength"), _COUNT),
    **dict.fromkeys(("qualifiedMinCount", "qualifiedMaxCount"), _COUNT),
    **dict.fromkeys(("minExclusive", "minInclusive", "maxExclusive", "maxInclusive"), _BOUND),
    **dict.fromkeys(("pattern", "flags"), _STRING),
    "targetNode": ("an IRI or a literal", lambda _, value: not isinstance(value, BNode)),
    "message": ("a text", _is_text),
    "languageIn": ("a list of strings", _each(_is_string)),
    "ignoredProperties": ("a list of IRIs", _each(_is_iri)),
    "in": ("a list", _each(lambda _, value: not isinstance(value, BNode))),
}
"""What the values of each parameter have to be."""

CONSTRAINTS = frozenset(
    SH[name]
    for name in (*_KINDS, "hasValue")
    if name not in ("severity", "deactivated", "message", "flags", "ignoredProperties") and "target" not in name
)
"""The parameters that make what they stand on a shape."""

_OF_PATHS = ("minCount", "maxCount", "uniqueLang", "lessThan", "lessThanOrEquals")
"""Parameters that only a property shape may have."""
_ONCE = frozenset(
    [
        *("datatype", "nodeKind", "minCount", "maxCount", "minLength", "maxLength", "minExclusive", "minInclusive"),
        *("maxExclusive", "maxInclusive", "in", "languageIn", "uniqueLang", "pattern", "flags", "closed"),
        *("qualifiedMinCount", "qualifiedMaxCount", "qualifiedValueShape", "qualifiedValueShapesDisjoint"),
        *("ignoredProperties", "deactivated", "severity"),
    ]
)
"""Parameters that a shape may give once (https://www.w3.org/TR/shacl/#core-components)."""
_COUNTS = ("qualifiedMinCount", "qualifiedMaxCount")


def refuse_ill_formed(graph: Graph, node: Node) -> None:
    """Refuse a shape whose parameters are not what SHACL wants them to be.

    Raises:
        ValidationError: it names the parameter.
    """
    for name, (kind, fits) in _KINDS.items():
        values = list(graph.objects(node, SH[name]))
        if name in _ONCE and len(values) > 1:
            raise ValidationError(f"sh:{name} stands more than once", remedy="keep one of them")
        for value in values:
            if not fits(graph, value):
                raise ValidationError(f"sh:{name} is {value.n3()}, where {kind} is due", remedy=f"give it {kind}")
    _refuse_misplaced(graph, node)


def _refuse_misplaced(graph: Graph, node: Node) -> None:
    has = {name for name in (*_KINDS, "path") if (node, SH[name], None) in graph}
    if "path" not in has:
        # Half a qualified constraint is let be here, as a test of the W3C wants it (core/node/qualified-001).
        for name in _OF_PATHS:
            if name in has:
                remedy = "put it into a property shape, with a sh:path"
                raise ValidationError(f"sh:{name} stands in a node shape, which has no values to count", remedy=remedy)
        return
    counted = [name for name in _COUNTS if name in has]
    if counted and "qualifiedValueShape" not in has:
        raise ValidationError(f"sh:{counted[0]} stands without sh:qualifiedValueShape", remedy="say what is counted")
    if "qualifiedValueShape" in has and not counted:
        remedy = "give it a sh:qualifiedMinCount or sh:qualifiedMaxCount"
        raise ValidationError("sh:qualifiedValueShape stands without a count", remedy=remedy)
