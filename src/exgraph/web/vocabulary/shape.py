"""The shapes as a reader sees them: what each looks at, what it asks, how grave it is, how often it was not met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rdflib import RDF, SH, BNode, Graph, Literal, Node, URIRef
from rdflib.collection import Collection

from exgraph.errors import PublicationError
from exgraph.model.iri import shorten
from exgraph.reading.published import Published, per_version
from exgraph.reading.reader import Name, Reader, per_reader

SHAPES = "https://w3id.org/exgraph/shapes"
_TARGETS = {SH.targetClass: "things", SH.targetSubjectsOf: "subjects", SH.targetObjectsOf: "objects"}
_NUMBERS = {SH.minCount: "min", SH.maxCount: "max"}
_VALUES = {
    SH["class"]: "class",
    SH.datatype: "datatype",
    SH.nodeKind: "node-kind",
    SH.equals: "equals",
    SH.disjoint: "disjoint",
    SH.lessThan: "less-than",
    SH.lessThanOrEquals: "not-after",
    SH.minInclusive: "from",
    SH.minExclusive: "above",
    SH.maxInclusive: "up-to",
    SH.pattern: "pattern",
}
_PATHS = {SH.inversePath: "^{}", SH.zeroOrMorePath: "{}*", SH.oneOrMorePath: "{}+", SH.zeroOrOnePath: "{}?"}


@dataclass(frozen=True)
class ShapeCheck:
    """One thing that is asked: of which value, in words, what to do where it is not so, and the query if it is one."""

    anchor: str
    path: Name | None
    asks: Sequence[str]
    message: Name | None
    severity: str
    findings: int
    query: str


@dataclass(frozen=True)
class ShownShape:
    """Checks of the same things. A target says how they are chosen (`check.…`) and by what."""

    anchor: str
    targets: Sequence[tuple[str, Name]]
    checks: Sequence[ShapeCheck]


def file(published: Published) -> Path:
    """Return the Turtle file of the shapes that a version was checked by.

    Raises:
        PublicationError: the version was built without one.
    """
    path = published.folder / "shapes.ttl"
    if not path.is_file():
        raise PublicationError("this version has no shapes", remedy="run exgraph build")
    return path


@per_reader()
def shapes(reader: Reader) -> list[ShownShape]:
    """Return the shapes by name; they are read once for a version and language.

    Raises:
        PublicationError: as `file`.
    """
    return list(_Reading(reader, _graph(reader.published)).shapes())


@per_version()
def _graph(published: Published) -> Graph:
    return Graph().parse(file(published), format="turtle")


class _Reading:
    """The shapes put into the reader's words."""

    def __init__(self, reader: Reader, graph: Graph) -> None:
        self._reader, self._graph = reader, graph
        self._words = reader.words
        self._findings = Counter(each.code for each in reader.published.report.findings)

    def shapes(self) -> Iterator[ShownShape]:
        names = (each for each in self._graph.subjects(RDF.type, SH.NodeShape) if isinstance(each, URIRef))
        for shape in sorted(names):
            targets = [
                (key, self._name(target))
                for by, key in _TARGETS.items()
                for target in sorted(self._graph.objects(shape, by), key=str)
            ]
            checks = list(self._checks(shape))
            if targets and checks:
                yield ShownShape(_local(shape), targets, checks)

    def _checks(self, shape: URIRef) -> Iterator[ShapeCheck]:
        severity = self._graph.value(shape, SH.severity)
        own = list(self._asked(shape))
        if own:
            yield self._check(shape, severity, own, "")
        for part in sorted(self._graph.objects(shape, SH.property), key=str):
            yield self._check(part, self._graph.value(part, SH.severity), list(self._asked(part)), "")
        for part in sorted(self._graph.objects(shape, SH.sparql), key=str):
            query = str(self._graph.value(part, SH.select) or "")
            yield self._check(part, severity, [self._words.text("check.sparql")], query)

    def _check(self, part: Node, severity: Node | None, asks: Sequence[str], query: str) -> ShapeCheck:
        messages = (each for each in self._graph.objects(part, SH.message) if isinstance(each, Literal))
        labels = {each.language or "": str(each) for each in messages}
        picked = self._reader.pick(labels)
        path = self._graph.value(part, SH.path)
        return ShapeCheck(
            anchor=_local(part),
            path=None if path is None else self._path(path),
            asks=asks,
            message=Name(picked[0], None, picked[1]) if picked else None,
            severity=_local(severity or SH.Violation).lower(),
            findings=self._findings[_local(part)],
            query=query,
        )

    def _asked(self, part: Node) -> Iterator[str]:
        graph, words = self._graph, self._words
        for property_, key in _NUMBERS.items():
            for number in graph.objects(part, property_):
                yield words.count(f"check.{key}", int(str(number)))
        for property_, key in _VALUES.items():
            for value in sorted(graph.objects(part, property_), key=str):
                yield words.text(f"check.{key}", value=self._text(value))
        for values in graph.objects(part, SH["in"]):
            yield words.text("check.one-of", value=self._listed(values))
        for values in graph.objects(part, SH.languageIn):
            yield words.text("check.languages", value=self._listed(values))
        if graph.value(part, SH.uniqueLang) is not None:
            yield words.text("check.unique-language")
        for values in graph.objects(part, SH["or"]):
            yield words.text("check.either", value=" / ".join(map(self._inner, Collection(graph, values))))
        for other in graph.objects(part, SH["not"]):
            yield words.text("check.not", value=self._inner(other))
        for other in graph.objects(part, SH.qualifiedValueShape):
            what = self._inner(other)
            for property_, key in ((SH.qualifiedMinCount, "some"), (SH.qualifiedMaxCount, "no-more")):
                for number in graph.objects(part, property_):
                    yield words.text(f"check.{key}", n=words.number(int(str(number))), value=what)

    def _inner(self, part: Node) -> str:
        """Return what a shape inside another asks, in one line."""
        asked = list(self._asked(part))
        for each in sorted(self._graph.objects(part, SH.property), key=str):
            path = self._graph.value(each, SH.path)
            asked.append(f"{self._path(path).text if path else ''} ({'; '.join(self._asked(each))})")
        return "; ".join(asked) or _short(part)

    def _listed(self, values: Node) -> str:
        return self._words.text("page.comma").join(map(self._text, Collection(self._graph, values)))

    def _text(self, value: Node) -> str:
        return self._name(value).text if isinstance(value, URIRef) else str(value)

    def _name(self, value: Node) -> Name:
        return self._reader.name(str(value))

    def _path(self, path: Node) -> Name:
        return self._name(path) if isinstance(path, URIRef) else Name(self._way(path))

    def _way(self, path: Node) -> str:
        """Return a path of several steps as SPARQL writes it, with names for properties."""
        if not isinstance(path, BNode):
            return self._text(path)
        if (path, RDF.first, None) in self._graph:
            return " / ".join(map(self._way, Collection(self._graph, path)))
        for others in self._graph.objects(path, SH.alternativePath):
            return " | ".join(map(self._way, Collection(self._graph, others)))
        return next(
            form.format(self._way(inner))
            for property_, form in _PATHS.items()
            for inner in self._graph.objects(path, property_)
        )


def _local(term: Node) -> str:
    return str(term).rpartition("#")[2]


def _short(term: Node) -> str:
    return shorten(str(term)) if isinstance(term, URIRef) else "…"
