"""The main classes: those of our vocabulary under no other, and how things of each are shown and found.

They are declared in ontology/display.ttl. A class of which nothing is said there is shown and found like the others,
after them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from exgraph.model.iri import NS
from exgraph.model.vocabulary import MAIN_CLASSES

LAST = 1000
"""The rank of a class that is given none."""

QUERY = """
    SELECT ?class ?segment ?search ?inSearch ?list ?inLists {
        ?class a owl:Class FILTER(STRSTARTS(STR(?class), STR(exg:)))
        FILTER NOT EXISTS {
            ?class rdfs:subClassOf ?wide FILTER(?wide != ?class && ISIRI(?wide) && STRSTARTS(STR(?wide), STR(exg:)))
        }
        OPTIONAL { ?class exg:pathSegment ?segment }
        OPTIONAL { ?class exg:searchRank ?search }
        OPTIONAL { ?class exg:inSearch ?inSearch }
        OPTIONAL { ?class exg:listRank ?list }
        OPTIONAL { ?class exg:inLists ?inLists }
    }"""
"""What a graph with an ontology says of its main classes."""


@dataclass(frozen=True)
class MainClass:
    """A main class.

    Attributes:
        name: its local name.
        segment: what follows id/ in the addresses of its things.
        search: its rank in search and matching, None where its things are in neither.
        list: its rank among lists, None where there is no list of it.
    """

    name: str
    segment: str
    search: int | None = LAST
    list: int | None = LAST

    @property
    def iri(self) -> str:
        """The class's IRI."""
        return NS + self.name


class MainClasses:
    """All main classes."""

    def __init__(self, classes: Iterable[MainClass]) -> None:
        self._classes = {each.name: each for each in sorted(classes, key=lambda each: each.name)}

    def __iter__(self) -> Iterator[MainClass]:
        return iter(self._classes.values())

    @property
    def searched(self) -> list[MainClass]:
        """Those whose things are found by name and matched, in their order."""
        return sorted((each for each in self if each.search is not None), key=lambda each: each.search or 0)

    @property
    def listed(self) -> list[MainClass]:
        """Those that have a list, in their order."""
        return sorted((each for each in self if each.list is not None), key=lambda each: each.list or 0)

    @property
    def in_order(self) -> list[MainClass]:
        """All of them: those that have a list in their order, then the others by name."""
        return [*self.listed, *(each for each in self if each.list is None)]

    def of_segment(self, segment: str) -> MainClass | None:
        """Return the class whose things stand under id/<segment>/."""
        return next((each for each in self if each.segment == segment), None)


SHIPPED = MainClasses(
    MainClass(name, segment, search, list_) for name, (segment, search, list_) in MAIN_CLASSES.items()
)
"""The main classes of the ontology that is shipped."""


def declared(rows: Iterable[Mapping[str, str]]) -> MainClasses:
    """Return the main classes of a graph: the shipped ones, and those that its ontology has besides or otherwise.

    Args:
        rows: the solutions of `QUERY`.
    """
    found = {each.name: each for each in SHIPPED}
    for row in rows:
        name = row["class"].removeprefix(NS)
        found[name] = MainClass(
            name,
            row.get("segment", name.lower()),
            None if row.get("inSearch") == "false" else int(row.get("search", LAST)),
            None if row.get("inLists") == "false" else int(row.get("list", LAST)),
        )
    return MainClasses(found.values())
