"""Pictures of the ontology, laid out from what it says: trees of classes, and how classes hang together."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from exgraph.model.iri import NS, PREFIXES
from exgraph.reading.published import Published, per_version
from exgraph.reading.reader import Name, Reader, per_reader
from exgraph.web.vocabulary.reference import APART

_ROW, _STEP, _LETTER = 28, 22, 7.6
"""Pixels: the height of a row of a tree, its indent, the width of a Latin letter."""
_BOX, _ARROW, _GAP, _WAY = 32, 26, 14, 20
"""Pixels: the height of a box, of an arrow with its text, between two boxes, of an arrow beyond its text."""


@dataclass(frozen=True)
class Branch:
    """A class in a tree: where its row begins, and the row of the class over it (None for the root)."""

    name: Name
    anchor: str
    x: int
    y: int
    parent: int | None


@dataclass(frozen=True)
class Tree:
    """A class with everything under it."""

    name: Name
    branches: Sequence[Branch]
    width: int
    height: int


@dataclass(frozen=True)
class DiagramLink:
    """A class beside the one in the middle, and the properties between the two."""

    name: Name
    properties: Sequence[Name]
    top: int

    @property
    def height(self) -> int:
        """Pixels from the top of its box to the bottom."""
        return max(_BOX, _ARROW * len(self.properties))

    @property
    def arrows(self) -> Sequence[tuple[Name, int]]:
        """The properties, each with how far down its arrow is."""
        first = self.top + (self.height - _ARROW * len(self.properties)) // 2 + _ARROW - 6
        return [(each, first + number * _ARROW) for number, each in enumerate(self.properties)]


@dataclass(frozen=True)
class Pattern:
    """A class in the middle, what points at it on the left, what it points at on the right."""

    name: Name
    incoming: Sequence[DiagramLink]
    outgoing: Sequence[DiagramLink]
    boxes: tuple[int, int, int]
    ways: tuple[int, int]
    height: int

    @property
    def width(self) -> int:
        """Pixels from left to right."""
        return sum(self.boxes) + sum(self.ways)


@per_reader()
def trees(reader: Reader) -> list[Tree]:
    """Return the trees of the classes that have others under them, the largest first."""
    return list(_trees(reader))


@per_reader()
def patterns(reader: Reader) -> list[Pattern]:
    """Return a picture for each main class that other classes hang on, the one with most links first."""
    return list(_patterns(reader))


def _trees(reader: Reader) -> Iterator[Tree]:
    published = reader.published
    below: dict[str, list[str]] = {}
    graph = published.base.graph("ontology")
    ours = f'FILTER(STRSTARTS(STR(?low), "{NS}") && STRSTARTS(STR(?high), "{NS}"))'
    for row in published.rows(f"SELECT ?low ?high {{ GRAPH <{graph}> {{ ?low rdfs:subClassOf ?high }} {ours} }}"):
        below.setdefault(row["high"], []).append(row["low"])
    lower = {each for them in below.values() for each in them}
    grown = [_grown(reader, root, below) for root in below if root not in lower]
    yield from sorted(grown, key=lambda tree: (-len(tree.branches), tree.name.text))


def _grown(reader: Reader, root: str, below: Mapping[str, Sequence[str]]) -> Tree:
    branches: list[Branch] = []

    def grow(term: str, depth: int, parent: int | None) -> None:
        row = len(branches)
        anchor = term.removeprefix(NS)
        branches.append(Branch(reader.name(term), anchor, 8 + depth * _STEP, row * _ROW + _ROW // 2, parent))
        for each in sorted(below.get(term, ()), key=reader.sorting):
            grow(each, depth + 1, row)

    grow(root, 0, None)
    width = max(each.x + 12 + _width(each.name.text) for each in branches)
    return Tree(branches[0].name, branches, width, len(branches) * _ROW)


def _patterns(reader: Reader) -> Iterator[Pattern]:
    found = _links(reader.published)
    mains = dict.fromkeys(each for pair in found for each in pair)
    for main in sorted(mains, key=lambda each: (-sum(len(found[pair]) for pair in found if each in pair), each)):
        pattern = _pattern(reader, main, found)
        if len(pattern.incoming) + len(pattern.outgoing) > 1:
            yield pattern


@per_version()
def _links(published: Published) -> dict[tuple[str, str], list[str]]:
    """Return the properties between two classes that are under no other, by those two."""
    graph = published.base.graph("ontology")
    apart = "".join(f"FILTER(?d != exg:{name} && ?r != exg:{name})" for name in APART)
    rows = published.rows(
        f"""SELECT DISTINCT ?p ?d ?r {{ GRAPH <{graph}> {{ ?p a owl:ObjectProperty ;
            rdfs:domain|schema:domainIncludes ?d ; rdfs:range|schema:rangeIncludes ?r .
            ?d a owl:Class ; rdfs:isDefinedBy ?o . ?r a owl:Class ; rdfs:isDefinedBy ?o }} {apart} }} ORDER BY ?p"""
    )
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        found.setdefault((row["d"], row["r"]), []).append(row["p"])
    # Facts point to their records by a borrowed property, of which the ontology says nothing: the facts do.
    derived = PREFIXES["prov"] + "wasDerivedFrom"
    classes = {each for pair in found for each in pair}
    for name in sorted(classes):
        if published.rows(f"SELECT ?s {{ ?s a <{name}> ; <{derived}> ?record }} LIMIT 1"):
            found.setdefault((name, NS + "Record"), []).append(derived)
    return found


def _pattern(reader: Reader, main: str, found: Mapping[tuple[str, str], Sequence[str]]) -> Pattern:
    left = [(d, found[d, r]) for d, r in found if r == main and d != main]
    right = [(r, found[d, r]) for d, r in found if d == main]
    incoming, outgoing = _placed(reader, left), _placed(reader, right)
    height = max(each[-1].top + each[-1].height if each else 0 for each in (incoming, outgoing)) + _GAP
    boxes = (_widest(each.name for each in incoming), _widest([reader.name(main)]), _widest(e.name for e in outgoing))
    ways = (_way(incoming), _way(outgoing))
    return Pattern(reader.name(main), incoming, outgoing, boxes, ways, max(height, _BOX + 2 * _GAP))


def _placed(reader: Reader, them: Iterable[tuple[str, Sequence[str]]]) -> list[DiagramLink]:
    links, top = [], _GAP
    for iri, properties in sorted(them, key=lambda item: (-len(item[1]), reader.sorting(item[0]))):
        links.append(DiagramLink(reader.name(iri), reader.names(properties), top))
        top += links[-1].height + _GAP
    return links


def _widest(names: Iterable[Name]) -> int:
    return max((_width(name.text) + 2 * _GAP for name in names), default=0)


def _way(links: Sequence[DiagramLink]) -> int:
    return max((_width(name.text) + 2 * _WAY for link in links for name in link.properties), default=0)


def _width(text: str) -> int:
    return round(sum(_LETTER * (1.9 if unicodedata.east_asian_width(sign) in "WF" else 1) for sign in text))
