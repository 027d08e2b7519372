"""The facts that shapes look at, indexed by property; only what the shapes ask for is kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from rdflib import Graph
from rdflib.term import Node

from exgraph.model.iri import expand
from exgraph.model.node import parse, write

TYPE = f"<{expand('rdf:type')}>"
SUBCLASS = f"<{expand('rdfs:subClassOf')}>"
_NONE: tuple[str, ...] = ()


def of_graph(graph: Graph) -> Iterator[str]:
    """Yield an rdflib graph as N-Triples lines in the spelling of `exgraph.model.ntriples`."""
    for subject, predicate, object_ in graph:
        yield f"{write(subject)} {write(predicate)} {write(object_)} .\n"


class Facts:
    """Facts by property and subject, and backwards where that is asked for."""

    def __init__(self, properties: Collection[str] | None = None) -> None:
        """Make an empty index.

        Args:
            properties: the only properties to keep, as terms; classes and subclasses are always kept. None keeps all.
        """
        self._kept = None if properties is None else {*properties, TYPE, SUBCLASS}
        self._values: dict[str, dict[str, list[str]]] = {}
        self._holders: dict[str, dict[str, list[str]]] = {}
        self._terms: dict[str, str] = {}
        self._instances: dict[str, set[str]] = {}

    def add(self, lines: Iterable[str]) -> None:
        """Take in N-Triples lines whose terms stand one blank apart; a line may come more than once."""
        known, kept, values = self._terms.setdefault, self._kept, self._values
        for line in lines:
            subject, predicate, rest = line.split(" ", 2)
            if kept is None or predicate in kept:
                of_property = values.get(predicate)
                if of_property is None:
                    of_property = values[predicate] = {}
                object_ = rest.rstrip()[:-2]
                of_subject = of_property.get(subject)
                if of_subject is None:
                    of_property[known(subject, subject)] = [known(object_, object_)]
                elif object_ not in of_subject:
                    of_subject.append(known(object_, object_))
        self._holders.clear()
        self._instances.clear()

    def values(self, subject: str, predicate: str) -> Collection[str]:
        """Return the values of a subject's property, each once."""
        return self._values.get(predicate, {}).get(subject, _NONE)

    def holders(self, predicate: str, value: str) -> Collection[str]:
        """Return the subjects whose property has a value, each once."""
        if predicate not in self._holders:
            backwards = self._holders[predicate] = {}
            for subject, values in self._values.get(predicate, {}).items():
                for each in values:
                    backwards.setdefault(each, []).append(subject)
        return self._holders[predicate].get(value, _NONE)

    def properties(self, subject: str) -> Iterator[str]:
        """Yield the properties that a subject has, of those that are kept."""
        return (predicate for predicate, of_property in self._values.items() if subject in of_property)

    def subjects(self, predicate: str) -> Collection[str]:
        """Return the subjects that have a property."""
        return self._values.get(predicate, {}).keys()

    def objects(self, predicate: str) -> set[str]:
        """Return the values of a property."""
        return {value for values in self._values.get(predicate, {}).values() for value in values}

    def instances(self, name: str) -> set[str]:
        """Return what is of a class or of one of its subclasses."""
        if name not in self._instances:
            self._instances[name] = {each for lower in self._lower_classes(name) for each in self.holders(TYPE, lower)}
        return self._instances[name]

    def mentions(self, name: str) -> bool:
        """Tell whether a term is a property, a subject or a value here."""
        return name in self._terms or name in self._values

    def terms(self) -> set[str]:
        """Return all subjects and values, of the properties that are kept."""
        return set(self._terms)

    def triples(self) -> Iterator[tuple[Node, Node, Node]]:
        """Yield the facts as rdflib's triples."""
        for predicate, of_property in self._values.items():
            name = parse(predicate)
            for subject, values in of_property.items():
                thing = parse(subject)
                for each in values:
                    yield thing, name, parse(each)

    def _lower_classes(self, name: str) -> set[str]:
        found: set[str] = set()
        waiting = [name]
        while waiting:
            each = waiting.pop()
            if each not in found:
                found.add(each)
                waiting.extend(self.holders(SUBCLASS, each))
        return found
