"""SHACL property paths: compiled to functions over facts, and written as SPARQL writes them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

from exgraph.errors import ValidationError
from exgraph.model.node import write
from exgraph.validate.facts import Facts

Sign = Literal["", "^", "/", "|", "*", "+", "?"]


@dataclass(frozen=True)
class Path:
    """A way from a node to others: one property (no sign), or parts joined by the sign SPARQL has for it.

    `str` writes it as a SPARQL property path.
    """

    sign: Sign
    parts: tuple[Path, ...] = ()
    name: str = ""

    def walk(self, facts: Facts, start: str, *, back: bool = False) -> Collection[str]:
        """Return where the path leads from a node, each node once; `back` walks it from its end to its start."""
        if self.sign == "":
            return facts.holders(self.name, start) if back else facts.values(start, self.name)
        if self.sign == "^":
            return self.parts[0].walk(facts, start, back=not back)
        if self.sign == "/":
            reached = {start: None}
            for step in reversed(self.parts) if back else self.parts:
                reached = {node: None for each in reached for node in step.walk(facts, each, back=back)}
            return reached
        if self.sign == "|":
            return {node: None for part in self.parts for node in part.walk(facts, start, back=back)}
        return self._repeat(facts, start, back)

    def _repeat(self, facts: Facts, start: str, back: bool) -> Collection[str]:
        [inner] = self.parts
        if self.sign == "?":
            return {start: None} | dict.fromkeys(inner.walk(facts, start, back=back))
        reached: dict[str, None] = {start: None} if self.sign == "*" else {}
        waiting = [start]
        while waiting:
            for node in inner.walk(facts, waiting.pop(), back=back):
                if node not in reached:
                    reached[node] = None
                    waiting.append(node)
        return reached

    def predicates(self) -> Iterator[str]:
        """Yield the properties on the path, as terms."""
        if self.name:
            yield self.name
        for part in self.parts:
            yield from part.predicates()

    def __str__(self) -> str:
        inner = [str(part) for part in self.parts]
        if self.sign == "":
            return self.name
        if self.sign == "^":
            return f"^{inner[0]}"
        if self.sign == "/":
            return "/".join(inner)
        return f"({'|'.join(inner)})" if self.sign == "|" else f"({inner[0]}){self.sign}"


_REPEATED: dict[URIRef, Sign] = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


def compile_path(graph: Graph, node: Node) -> Path:
    """Return the path that a node of a shapes graph describes.

    Raises:
        ValidationError: the node is no SHACL path (https://www.w3.org/TR/shacl/#property-paths).
    """
    if isinstance(node, URIRef):
        return Path("", name=write(node))
    if (node, RDF.first, None) in graph:
        steps = tuple(compile_path(graph, step) for step in members(graph, node))
        if len(steps) > 1:
            return Path("/", steps)
    elif (inner := graph.value(node, SH.inversePath)) is not None:
        return Path("^", (compile_path(graph, inner),))
    elif (head := graph.value(node, SH.alternativePath)) is not None:
        return Path("|", tuple(compile_path(graph, choice) for choice in members(graph, head)))
    for kind, sign in _REPEATED.items():
        if (inner := graph.value(node, kind)) is not None:
            return Path(sign, (compile_path(graph, inner),))
    raise ValidationError("a sh:path is no SHACL path", remedy="correct the shapes")


def members(graph: Graph, head: Node) -> list[Node]:
    """Return the members of an RDF list.

    Raises:
        ValidationError: the list is broken or runs in a circle.
    """
    found: list[Node] = []
    seen: set[Node] = set()
    while head != RDF.nil:
        first, rest = list(graph.objects(head, RDF.first)), list(graph.objects(head, RDF.rest))
        if head in seen or len(first) != 1 or len(rest) != 1:
            raise ValidationError("a list in the shapes is broken", remedy="correct the shapes")
        seen.add(head)
        found.append(first[0])
        head = rest[0]
    return found
