"""pyshacl, the reference validator, asked so that it does not do the same work for every thing it looks at.

What is changed is how it is asked, never what it finds:

- A property shape is looked at for all focus nodes of its node shape at once. SHACL defines the results of sh:property
  as those of the property shape on the same node (section 4.7.2); pyshacl would set up each constraint anew per node.
- Every shape gets its focus nodes by sh:targetNode, so that they can be shared out among processes. SHACL judges each
  focus node by itself (section 3.4).
- The query of a SPARQL constraint is parsed once, not once per node.
"""

from __future__ import annotations

import logging
import multiprocessing
import warnings
from typing import Any

import pyshacl
from pyshacl.errors import ReportableRuntimeError, ShapeRecursionWarning, ValidationFailure
from rdflib import SH, Graph
from rdflib.collection import Collection
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

from exgraph.errors import ValidationError
from exgraph.model.node import parse
from exgraph.validate import result
from exgraph.validate.facts import Facts
from exgraph.validate.finding import Finding
from exgraph.validate.shapes import TARGETS
from exgraph.validate.target import Focus

_PARALLEL_FROM = 2000
"""Focus nodes from which a second process pays for its start."""

_NESTING = (SH.node, SH["not"], SH.qualifiedValueShape)
_LIST_NESTING = (SH["and"], SH["or"], SH.xone)


class PreparedGraph(Graph):
    """A graph that parses each query once; `queries` are those parsed before, to which it adds."""

    def __init__(self, queries: dict[str, Query] | None = None) -> None:
        super().__init__()
        self._queries: dict[str, Query] = {} if queries is None else queries

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Result:  # noqa: ANN401
        """Answer a query as rdflib does."""
        if isinstance(query_object, str):
            prepared = self._queries.get(query_object)
            if prepared is None:
                prepared = self._queries[query_object] = prepareQuery(query_object, dict(self.namespaces()))
            query_object = prepared
        return super().query(query_object, *args, **kwargs)


_Nodes = dict[Node, set[Node]]
"""The nodes that each shape looks at, as rdflib's."""


def run(shapes: Graph, facts: Facts, focus: Focus, processes: int | None = None) -> list[Finding]:
    """Return what pyshacl finds when each shape looks at its focus nodes, each finding once, in no order.

    Args:
        shapes: the shapes; what they target themselves is not looked at.
        facts: what they are applied to, all of it, with the subclasses of the ontology.
        focus: the nodes that each shape looks at.
        processes: how many processes to share the nodes among; by default two where there is enough to do.

    Raises:
        ValidationError: pyshacl cannot apply the shapes, or would pass over a part of one.
    """
    data = PreparedGraph()
    for triple in facts.triples():
        data.add(triple)
    nodes = {parse(shape): {parse(node) for node in looked_at} for shape, looked_at in focus.items()}
    untargeted, lifted = _lift(shapes, nodes)
    if processes is None:
        enough = sum(map(len, lifted.values())) >= _PARALLEL_FROM
        processes = 2 if enough and "fork" in multiprocessing.get_all_start_methods() else 1
    parts = [_part(untargeted, lifted, number, processes) for number in range(processes)]
    children = [_Child(part, shapes, data) for part in parts[1:]]
    found = [_validate(parts[0], shapes, data), *(child.findings() for child in children)]
    return list({str(finding): finding for findings in found for finding in findings}.values())


def _lift(shapes: Graph, focus: _Nodes) -> tuple[Graph, _Nodes]:
    """Return the shapes without targets, and the nodes for each, property shapes having those of their node shapes."""
    untargeted = Graph()
    for triple in shapes:
        if triple[1] not in TARGETS:
            untargeted.add(triple)
    nested = _nested(shapes)
    lifted: _Nodes = {}
    for shape, nodes in focus.items():
        lifted.setdefault(shape, set()).update(nodes)
        if shape not in nested and (shape, SH.path, None) not in shapes:
            for used in shapes.objects(shape, SH.property):
                if (used, SH.path, None) in shapes:
                    lifted.setdefault(used, set()).update(nodes)
                    untargeted.remove((shape, SH.property, used))
    return untargeted, lifted


def _nested(shapes: Graph) -> set[Node]:
    """Return the shapes that others use as a whole, whose sh:property therefore has to stay."""
    found = {used for parameter in _NESTING for used in shapes.objects(None, parameter)}
    for parameter in _LIST_NESTING:
        for head in shapes.objects(None, parameter):
            found.update(Collection(shapes, head))
    return found


def _part(untargeted: Graph, focus: _Nodes, number: int, parts: int) -> Graph:
    """Return the shapes with every so-manieth of their focus nodes as targets."""
    part = Graph()
    for triple in untargeted:
        part.add(triple)
    for shape, nodes in focus.items():
        for node in list(nodes)[number::parts]:
            part.add((shape, SH.targetNode, node))
    return part


class _Child:
    """A process that validates one part."""

    def __init__(self, part: Graph, shapes: Graph, data: PreparedGraph) -> None:
        context = multiprocessing.get_context("fork")
        self._receiver, sender = context.Pipe(duplex=False)
        self._process = context.Process(target=self._work, args=(sender, part, shapes, data), daemon=True)
        self._process.start()
        sender.close()

    def findings(self) -> list[Finding]:
        """Wait for what the process finds."""
        try:
            found: list[Finding] | ValidationError = self._receiver.recv()
        except EOFError:
            found = ValidationError("a validating process has ended early", remedy="look for a lack of memory")
        self._process.join()
        if isinstance(found, ValidationError):
            raise found
        return found

    @staticmethod
    def _work(sender: Any, part: Graph, shapes: Graph, data: PreparedGraph) -> None:  # noqa: ANN401
        try:
            sender.send(_validate(part, shapes, data))
        except ValidationError as error:
            sender.send(error)


class _Warnings(logging.Filter):
    """What pyshacl logs where it passes over a part of a shape; it is kept here instead of being printed."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[str] = []

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno >= logging.WARNING:
            self.messages.append(record.getMessage())
        return False


def _validate(part: Graph, shapes: Graph, data: PreparedGraph) -> list[Finding]:
    logger, passed_over = logging.getLogger("pyshacl-validate"), _Warnings()
    logger.addFilter(passed_over)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", ShapeRecursionWarning)
            _, report, _ = pyshacl.validate(data, shacl_graph=part, inplace=True)
    except (ReportableRuntimeError, ShapeRecursionWarning) as error:
        raise ValidationError(f"the shapes cannot be applied: {error}", remedy="correct the shapes") from error
    finally:
        logger.removeFilter(passed_over)
    if isinstance(report, ValidationFailure):
        raise ValidationError(f"the shapes cannot be applied: {report.message}", remedy="correct the shapes")
    if passed_over.messages:
        raise ValidationError(f"the shapes are not applied in full: {'; '.join(passed_over.messages)}")
    return list(result.findings(report, shapes))
