"""Judging facts: by the shapes, and by what the ontology says of its own names."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import cast, get_args

from rdflib import Graph, URIRef

from exgraph import store
from exgraph.build import ontology, quad
from exgraph.build.consistency.disagreement import SHAPES
from exgraph.errors import ValidationError
from exgraph.model.iri import Base
from exgraph.model.report import Nature
from exgraph.reason import subclasses
from exgraph.validate import Finding, Select, ValidationReport, Validator, Vocabulary, of_graph, read_shapes, validate


class Judge:
    """Facts with the types that subclasses add, ready to be judged and asked."""

    def __init__(
        self,
        axioms: Graph,
        shapes: Path,
        typed: Path,
        stated: Callable[[], Iterable[str]],
        reasoned: Callable[[], Iterable[str]] | None = None,
    ) -> None:
        """Write the facts with their types, and load them.

        Args:
            axioms: the ontology.
            shapes: the folder of shapes.
            typed: a file that is written and kept, of N-Triples lines.
            stated: gives the facts as N-Quads lines.
            reasoned: gives those of them that can be reasoned over; by default all.
        """
        self._axioms, self._shapes, self._typed = axioms, shapes, typed
        with typed.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(itertools.chain(map(quad.triple, stated()), subclasses(axioms, (reasoned or stated)())))
        self._axiom_lines = list(of_graph(axioms))
        self.select: Select = store.FactStore(itertools.chain(self._lines(), self._axiom_lines)).select

    def judge(self, base: Base, validator: Validator = "compiled", *, whole: bool = True) -> ValidationReport:
        """Return what the shapes and the vocabulary find.

        Args:
            base: the base of things.
            validator: what applies the shapes.
            whole: whether the facts are all there are, so that each class of things that is filled needs a shape.

        Raises:
            ValidationError: as `exgraph.validate.validate`.
        """
        # A class that the tables fill and no shape looks at would pass unseen.
        filled = ontology.present(ontology.roots(self._axioms), self._lines()) if whole else ()
        report = validate(
            self._shapes,
            self._axioms,
            self._lines(),
            filled,
            select=self.select,
            select_ontology=store.FactStore(self._axiom_lines).select,
            validator=validator,
        )
        known = {(each.focus, each.path, each.value) for each in report.findings}
        vocabulary = Vocabulary(self._axioms, read_shapes(self._shapes))
        misuses: Iterator[Finding] = vocabulary.misuses(self._lines, f"{base.root}id/")
        # What a shape finds too it tells better.
        report.findings.extend(each for each in misuses if (each.focus, each.path, each.value) not in known)
        return report

    def natures(self) -> dict[str, Nature]:
        """Return the shapes that say by exs:finds what they find, a contradiction or a gap, by local name.

        Raises:
            ValidationError: a shape says neither.
        """
        pairs = sorted(read_shapes(self._shapes).subject_objects(URIRef(f"{SHAPES}finds")))
        for shape, nature in pairs:
            if str(nature) not in get_args(Nature):
                raise ValidationError(
                    f"the shape {shape} finds '{nature}'", remedy=f"exs:finds is {' or '.join(get_args(Nature))}"
                )
        return {str(shape).removeprefix(SHAPES): cast(Nature, str(nature)) for shape, nature in pairs}

    def _lines(self) -> Iterator[str]:
        with self._typed.open(encoding="utf-8", newline="\n") as file:
            yield from file
