"""From a shapes graph to shapes that look at facts. What is not handled is an error that names it, never silence."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rdflib import OWL, RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from exgraph.errors import ValidationError
from exgraph.model.node import write
from exgraph.model.report import Severity
from exgraph.validate import constraint, result, sparql
from exgraph.validate.datatype import precedes, precedes_or_equals
from exgraph.validate.logic import conforming, qualified
from exgraph.validate.parameter import is_true, refuse_ill_formed
from exgraph.validate.path import compile_path, members
from exgraph.validate.shape import Constraint, Shape
from exgraph.validate.sparql import Select
from exgraph.validate.term import shown

_SEVERITIES: dict[Node, Severity] = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}
_UNASKING = {
    *(SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf, SH.severity, SH.message, SH.deactivated),
    *(SH.path, SH.property, SH.name, SH.description, SH.order, SH.group, SH.defaultValue, SH.flags),
    *(SH.ignoredProperties, SH.qualifiedValueShape, SH.qualifiedValueShapesDisjoint, SH.declare, SH.prefixes),
}
"""Properties of a shape that are no constraint by themselves."""


class Compiler:
    """Compiles the shapes of one graph."""

    def __init__(self, graph: Graph, select: Select) -> None:
        self._graph = graph
        self._select = select
        self._shapes: dict[Node, Shape] = {}
        self._compiling: list[Node] = []

    def shape(self, node: Node) -> Shape:
        """Return a shape.

        Raises:
            ValidationError: it says what SHACL does not know or what is not handled here, or applies itself.
        """
        if node in self._compiling:
            raise ValidationError(f"{self._called(node)} is recursive: it applies itself", remedy="correct the shapes")
        if node not in self._shapes:
            self._compiling.append(node)
            try:
                self._shapes[node] = self._compile(node)
            except ValidationError as error:
                if error.problem.startswith("the shape "):
                    raise
                raise ValidationError(
                    f"the shape {self._called(node)}: {error.problem}", remedy=error.remedy
                ) from error
            self._compiling.pop()
        return self._shapes[node]

    def _compile(self, node: Node) -> Shape:
        if not list(self._graph.predicates(node)):
            raise ValidationError("is used and nowhere described", remedy="see how it is spelt")
        paths = list(self._graph.objects(node, SH.path))
        if len(paths) > 1 or (not paths and (node, RDF.type, SH.PropertyShape) in self._graph):
            raise ValidationError("a property shape has exactly one sh:path", remedy="correct the shapes")
        shape = Shape(
            own_name=write(node),
            name=write(result.named(self._graph, node)),
            severity=self._severity(node),
            messages=self._messages(node),
            path=compile_path(self._graph, paths[0]) if paths else None,
            deactivated=self._is_set(node, SH.deactivated),
        )
        # A shape that is off is read no further: it may be off because it is not finished.
        if not shape.deactivated:
            refuse_ill_formed(self._graph, node)
            for used in sorted(self._graph.objects(node, SH.property), key=str):
                if (used, SH.path, None) not in self._graph:
                    raise ValidationError(f"{self._called(used)} is no property shape", remedy="give it a sh:path")
                shape.properties.append(self.shape(used))
            for predicate in sorted(set(self._graph.predicates(node)), key=str):
                shape.constraints.extend(self._constraints(shape, node, predicate))
        return shape

    def _constraints(self, shape: Shape, node: Node, predicate: Node) -> Iterator[Constraint]:
        if not str(predicate).startswith(str(SH)) or predicate in _UNASKING:
            return
        if predicate == SH.select and (node, SH.sparql, node) in self._graph:
            return  # the shape is its own SPARQL constraint
        name = str(predicate).removeprefix(str(SH))
        for value in sorted(self._graph.objects(node, predicate), key=str):
            if name in _OF_VALUE:
                yield _OF_VALUE[name](self, value)
            elif name in _OF_SHAPE:
                yield from _OF_SHAPE[name](self, shape, node, value)
            else:
                raise ValidationError(f"sh:{name} is not handled", remedy="leave it out, or validate with pyshacl")

    def integer(self, value: Node) -> int:
        """Return a whole number that a shape gives."""
        number = value.value if isinstance(value, Literal) else None
        if not isinstance(number, int) or isinstance(number, bool) or number < 0:
            raise ValidationError(f"{value} is given where a count is due (as in sh:minCount)", remedy="give a number")
        return number

    def several(self, head: Node) -> list[Shape]:
        """Return the shapes of a list."""
        return [self.shape(each) for each in members(self._graph, head)]

    def texts(self, head: Node) -> list[str]:
        """Return the terms of a list."""
        return [write(each) for each in members(self._graph, head)]

    def pattern(self, _: Shape, node: Node, value: Node) -> Iterator[Constraint]:
        """Yield sh:pattern with sh:flags."""
        yield constraint.pattern(str(value), "".join(map(str, self._graph.objects(node, SH.flags))))

    def unique_languages(self, _: Shape, __: Node, value: Node) -> Iterator[Constraint]:
        """Yield sh:uniqueLang where it is true."""
        if is_true(value):
            yield constraint.unique_language()

    def closed(self, shape: Shape, node: Node, value: Node) -> Iterator[Constraint]:
        """Yield sh:closed where it is true."""
        if is_true(value):
            allowed = {str(each.path) for each in shape.properties}
            for head in self._graph.objects(node, SH.ignoredProperties):
                allowed.update(self.texts(head))
            shape.all_properties = True
            yield constraint.closed(allowed)

    def qualified(self, component: str, node: Node, fits: Callable[[int], bool]) -> Iterator[Constraint]:
        """Yield a constraint on how many values are of a kind."""
        siblings = self._siblings(node)
        for kind in sorted(self._graph.objects(node, SH.qualifiedValueShape), key=str):
            yield qualified(component, self.shape(kind), siblings, fits)

    def query(self, shape: Shape, _: Node, value: Node) -> Iterator[Constraint]:
        """Yield a SPARQL constraint."""
        texts = list(self._graph.objects(value, SH.select))
        if len(texts) != 1:
            raise ValidationError("a sh:sparql has exactly one sh:select", remedy="correct the shapes")
        if self._is_set(value, SH.deactivated):
            return
        path = None if shape.path is None else str(shape.path)
        text = sparql.check(str(texts[0]), self._prefixes(value), path)
        yield sparql.query(text, self._messages(value), self._select, of_property=path is not None)

    def _prefixes(self, value: Node) -> str:
        found: dict[str, str] = {}
        for ontology in self._graph.objects(value, SH.prefixes):
            for each in self._graph.transitive_objects(ontology, OWL.imports):
                for declaration in self._graph.objects(each, SH.declare):
                    prefix, name = (self._graph.value(declaration, part) for part in (SH.prefix, SH.namespace))
                    found[str(prefix)] = str(name)
        return "".join(f"PREFIX {prefix}: <{name}>\n" for prefix, name in sorted(found.items()))

    def _siblings(self, node: Node) -> list[Shape]:
        if not self._is_set(node, SH.qualifiedValueShapesDisjoint):
            return []
        own = set(self._graph.objects(node, SH.qualifiedValueShape))
        users = self._graph.subjects(SH.property, node)
        others = {
            kind
            for user in users
            for used in self._graph.objects(user, SH.property)
            for kind in self._graph.objects(used, SH.qualifiedValueShape)
        }
        return [self.shape(kind) for kind in sorted(others - own, key=str)]

    def _is_set(self, node: Node, parameter: URIRef) -> bool:
        return any(is_true(value) for value in self._graph.objects(node, parameter))

    def _severity(self, node: Node) -> Severity:
        severity = self._graph.value(node, SH.severity, default=SH.Violation)
        if severity not in _SEVERITIES:
            raise ValidationError(f"sh:severity {severity} is not handled", remedy="use Violation, Warning or Info")
        return _SEVERITIES[severity]

    def _messages(self, node: Node) -> dict[str, str]:
        messages = sorted(
            (each for each in self._graph.objects(node, SH.message) if isinstance(each, Literal)), key=str
        )
        found: dict[str, str] = {}
        for message in messages:
            found.setdefault(message.language or "en", str(message))
        return found

    def _called(self, node: Node) -> str:
        name = result.named(self._graph, node)
        return name.n3(self._graph.namespace_manager) if isinstance(name, URIRef) else "without a name"


def _term(value: Node) -> str:
    if isinstance(value, BNode):
        raise ValidationError("a blank node stands where a term is due", remedy="correct the shapes")
    return write(value)


def _every(shapes: list[Shape]) -> Constraint:
    return conforming("AndConstraintComponent", shapes, lambda met: met == len(shapes))


def _at_least(limit: int) -> Callable[[int], bool]:
    return lambda number: number >= limit


def _at_most(limit: int) -> Callable[[int], bool]:
    return lambda number: number <= limit


_OF_VALUE: dict[str, Callable[[Compiler, Node], Constraint]] = {
    "class": lambda _, value: constraint.of_class(_term(value)),
    "datatype": lambda _, value: constraint.datatype(str(value)),
    "nodeKind": lambda _, value: constraint.node_kind(URIRef(str(value))),
    "hasValue": lambda _, value: constraint.has_value(_term(value)),
    "in": lambda compiler, value: constraint.one_of(compiler.texts(value)),
    "languageIn": lambda compiler, value: constraint.languages([shown(each) for each in compiler.texts(value)]),
    "minCount": lambda compiler, value: constraint.count(
        "MinCountConstraintComponent", _at_least(compiler.integer(value))
    ),
    "maxCount": lambda compiler, value: constraint.count(
        "MaxCountConstraintComponent", _at_most(compiler.integer(value))
    ),
    "minLength": lambda compiler, value: constraint.length(
        "MinLengthConstraintComponent", _at_least(compiler.integer(value))
    ),
    "maxLength": lambda compiler, value: constraint.length(
        "MaxLengthConstraintComponent", _at_most(compiler.integer(value))
    ),
    "minExclusive": lambda _, value: constraint.bound("MinExclusiveConstraintComponent", _term(value)),
    "minInclusive": lambda _, value: constraint.bound("MinInclusiveConstraintComponent", _term(value)),
    "maxExclusive": lambda _, value: constraint.bound("MaxExclusiveConstraintComponent", _term(value)),
    "maxInclusive": lambda _, value: constraint.bound("MaxInclusiveConstraintComponent", _term(value)),
    "equals": lambda _, value: constraint.equals(_term(value)),
    "disjoint": lambda _, value: constraint.disjoint(_term(value)),
    "lessThan": lambda _, value: constraint.before("LessThanConstraintComponent", _term(value), precedes),
    "lessThanOrEquals": lambda _, value: constraint.before(
        "LessThanOrEqualsConstraintComponent", _term(value), precedes_or_equals
    ),
    "node": lambda compiler, value: conforming("NodeConstraintComponent", [compiler.shape(value)], bool),
    "not": lambda compiler, value: conforming("NotConstraintComponent", [compiler.shape(value)], lambda met: not met),
    "and": lambda compiler, value: _every(compiler.several(value)),
    "or": lambda compiler, value: conforming("OrConstraintComponent", compiler.several(value), bool),
    "xone": lambda compiler, value: conforming(
        "XoneConstraintComponent", compiler.several(value), lambda met: met == 1
    ),
}
"""Constraints that their value tells all of."""

_OF_SHAPE: dict[str, Callable[[Compiler, Shape, Node, Node], Iterator[Constraint]]] = {
    "pattern": Compiler.pattern,
    "uniqueLang": Compiler.unique_languages,
    "closed": Compiler.closed,
    "sparql": Compiler.query,
    "qualifiedMinCount": lambda compiler, _, node, value: compiler.qualified(
        "QualifiedMinCountConstraintComponent", node, _at_least(compiler.integer(value))
    ),
    "qualifiedMaxCount": lambda compiler, _, node, value: compiler.qualified(
        "QualifiedMaxCountConstraintComponent", node, _at_most(compiler.integer(value))
    ),
}
"""Constraints that need other properties of their shape."""
