"""What a release changes, in words: things that came, went or are told otherwise, with their labels.

Inferred statements and the ontology are counted, not told: they follow from facts and from a text of its own.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from exgraph.model.iri import NS, PREFIXES, shorten
from exgraph.model.ntriples import parse
from exgraph.store import Store
from exgraph.store.canonical import terms

_DERIVED = ("graph/inferred", "graph/ontology")
# Descriptions follow from the facts they are made of; the rest tells how facts are known.
_SILENT = frozenset({PREFIXES["dcterms"] + "description", NS + "origin", NS + "rule", NS + "digest"})
_FACTS = ("event/", "agreement/", "place/", "organisation/", "series/", "observation/", "venue/", "official/", "route/")
_NAMES = {PREFIXES["rdfs"] + "label": {"ja": "名称", "en": "name", "ru": "название"}}
"""Properties that are not of our vocabulary, which has the labels of its own."""
Labels = dict[str, str]


@dataclass(frozen=True)
class FactChange:
    """A property whose values differ: those that were, those that are; each with its labels, or as a text under ""."""

    property: str
    labels: Labels
    before: list[Labels]
    after: list[Labels]


@dataclass(frozen=True)
class ChangedThing:
    """A thing that came, went or changed."""

    iri: str
    labels: Labels
    facts: list[FactChange] = field(default_factory=list)


@dataclass(frozen=True)
class ChangeSet:
    """The changes from one release to the next."""

    added: list[ChangedThing] = field(default_factory=list)
    changed: list[ChangedThing] = field(default_factory=list)
    withdrawn: list[ChangedThing] = field(default_factory=list)
    others: dict[str, list[int]] = field(default_factory=dict)
    """Quads that came and went, by the name of their graph."""

    def write(self, path: Path) -> None:
        """Write it as JSON."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read(path: Path) -> ChangeSet:
    """Return a change set that `write` has written.

    Raises:
        OSError, ValueError: it cannot be read.
    """
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))

    def things(name: str) -> list[ChangedThing]:
        return [
            ChangedThing(each["iri"], each["labels"], [FactChange(**fact) for fact in each["facts"]])
            for each in document.get(name, ())
        ]

    return ChangeSet(things("added"), things("changed"), things("withdrawn"), document.get("others", {}))


def changes(added: Iterable[str], removed: Iterable[str], old: Store | None, new: Store, root: str) -> ChangeSet:
    """Return what the lines that came and went say of which things; labels are those of `new`, else of `old`."""
    facts: dict[str, dict[str, tuple[list[str], list[str]]]] = defaultdict(lambda: defaultdict(lambda: ([], [])))
    others: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for side, lines in ((1, added), (0, removed)):
        for subject, predicate, value, graph in terms(lines):
            others[graph[1:-1].removeprefix(root)][1 - side] += 1
            iri = subject[1:-1]
            if graph[1:-1].removeprefix(root) not in _DERIVED and iri.removeprefix(f"{root}id/").startswith(_FACTS):
                facts[iri][predicate[1:-1]][side].append(value)
    result = ChangeSet(others=dict(sorted(others.items())))
    for iri in sorted(facts):
        was, is_ = old is not None and old.knows(iri), new.knows(iri)
        labels = new.labels(iri) if is_ else old.labels(iri) if old else {}
        if not labels or iri.endswith("/geometry"):
            continue  # a part of a thing rather than one
        if was and is_:
            changes = _changes(facts[iri], old, new)
            if changes:
                result.changed.append(ChangedThing(iri, labels, changes))
        else:
            (result.added if is_ else result.withdrawn).append(ChangedThing(iri, labels))
    return result


def _changes(facts: dict[str, tuple[list[str], list[str]]], old: Store | None, new: Store) -> list[FactChange]:
    changes = []
    for property_ in sorted(set(facts) - _SILENT):
        before, after = (set(side) for side in facts[property_])
        if before != after:
            named = ([_named(term, old, new) for term in sorted(side)] for side in (before - after, after - before))
            changes.append(
                FactChange(
                    property_, _NAMES.get(property_) or new.labels(property_) or {"": shorten(property_)}, *named
                )
            )
    return changes


def _named(term: str, old: Store | None, new: Store) -> Labels:
    """Return what a term is called by language; a text of no language under ""."""
    if literal := parse(term):
        return {literal.language: literal.text}
    if not term.startswith("<"):
        return {"": term}
    iri = term[1:-1]
    return new.labels(iri) or (old.labels(iri) if old else {}) or {"": shorten(iri)}
