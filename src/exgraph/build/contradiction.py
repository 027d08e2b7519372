"""Contradictions that reasoning finds, as findings beside those of the shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exgraph.model.iri import expand
from exgraph.reason import Contradiction
from exgraph.validate import Finding


def findings(contradictions: Iterable[Contradiction]) -> Iterator[Finding]:
    """Yield a violation for each thing that is in classes which have no common member."""
    for found in contradictions:
        classes = " and ".join(found.classes)
        yield Finding(
            severity="violation",
            focus=found.subject,
            path=expand("rdf:type"),
            value=classes,
            shape=expand("owl:disjointWith"),
            component=expand("owl:disjointWith"),
            messages={"ja": f"同時に成り立たない分類です: {classes}", "en": f"It cannot be both {classes}."},
        )
