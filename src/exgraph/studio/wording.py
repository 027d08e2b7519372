"""What classes, concepts, tables and columns are called on the pages of the studio."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rdflib import RDFS, Graph, Literal
from rdflib.namespace import SKOS

from exgraph.model.vocabulary import LABELS
from exgraph.reading.language import Messages
from exgraph.settings.core import layered

_LABELS = (RDFS.label, SKOS.prefLabel)


@cache
def _labels(folders: tuple[Path, ...]) -> dict[str, dict[str, str]]:
    """Return the labels of an ontology's terms: by the last part of their addresses, then by language."""
    found: dict[str, dict[str, str]] = {name: dict(words) for name, words in LABELS.items()}
    for path in layered(folders, "*.ttl"):
        graph = Graph().parse(path, format="turtle")
        for label in _LABELS:
            for subject, words in graph.subject_objects(label):
                if isinstance(words, Literal) and words.language:
                    scheme, _, name = str(subject).rpartition("#")[2].rpartition("/")
                    for key in (name, f"{scheme.rpartition('/')[2]}/{name}"):
                        found.setdefault(key, {})[words.language] = str(words)
    return found


def value(column: str, name: str, language: str, ontology: tuple[Path, ...]) -> str:
    """Return what a class or concept in a column is called: `Visit`, `held`; the name itself where it has no label.

    Columns are called as the schemes of their concepts are; two schemes may have concepts of one name.
    """
    found = _labels(ontology)
    labels = found.get(f"{column.rpartition('_')[2]}/{name}") or found.get(name, {})
    return labels.get(language) or labels.get("en") or name


def column(name: str, words: Messages) -> str:
    """Return what a column is called, its own name where it has no words."""
    return words.texts.get(f"review.column_{name}", name)


def table(name: str, words: Messages) -> str:
    """Return what a row of a table is called, the table's name where it has no words."""
    return words.texts.get(f"review.table_{name}", name)
