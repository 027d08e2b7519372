"""Judging a graph in a file, whoever made it: by shapes and ontology and, where it is the project's, by the tables."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from rdflib import URIRef

from exgraph import store
from exgraph.build import ontology, quad, tables
from exgraph.build.consistency import contradiction, dangling
from exgraph.build.consistency.comparison import differences
from exgraph.build.consistency.disagreement import SHAPES
from exgraph.build.finding import Trace
from exgraph.build.layer import joined
from exgraph.build.reasoning import INFERRED
from exgraph.build.validation import Judge
from exgraph.errors import Location, ValidationError
from exgraph.mapping import write
from exgraph.mapping.term import iri
from exgraph.model.report import Traced
from exgraph.reason import contradictions, infer
from exgraph.reason.noise import is_logical, is_metaclass
from exgraph.settings import Settings
from exgraph.validate import Finding, Validator

_UNNAMED = "unnamed"
"""The name of the graph that stands for the default one."""


def judge_file(settings: Settings, path: Path, validator: Validator = "compiled") -> list[Traced]:
    """Return what is found in an RDF file, the worst first.

    A file that has named graphs of the project's sources is compared with what the tables say, too.

    Raises:
        ExgraphError: the file cannot be read or holds nothing; or the project's own tables, ontology or shapes cannot.
    """
    with tempfile.TemporaryDirectory(prefix="exgraph-") as folder:
        return sorted(_File(settings, path, Path(folder), validator).traced(), key=Traced.rank)


class _File:
    """The file cut into what is stated, what was inferred, and the ontology."""

    def __init__(self, settings: Settings, path: Path, work: Path, validator: Validator) -> None:
        self._settings, self._base, self._work, self._validator = settings, settings.base, work, validator
        self._axioms = ontology.read(joined(settings.ontology, self._base, work / "ontology"))
        self._shapes = joined(settings.shapes, self._base, work / "shapes")
        self._inferred: list[str] = []
        self._vocabulary: list[str] = []
        graphs: set[str] = set()
        apart = {
            iri(self._base.graph(INFERRED)): self._inferred,
            iri(self._base.graph(ontology.GRAPH)): self._vocabulary,
        }
        with self._stated.open("w", encoding="utf-8", newline="\n") as file:
            for line in store.lines(path, self._base.graph(_UNNAMED)):
                graph = line[line.rindex(" <") + 1 : -3] if line.endswith("> .\n") else ""
                graphs.add(graph)
                if graph in apart:
                    apart[graph].append(line)
                else:
                    file.write(line)
        if not graphs:
            raise ValidationError("holds no triple", at=Location(path), remedy="see that it is the right file")
        self._catalogue = tables.load(settings)
        self._is_ours = bool(graphs & {iri(self._base.graph(source.id)) for source in self._catalogue.sources})

    @property
    def _stated(self) -> Path:
        return self._work / "stated.nq"

    def _lines(self) -> Iterator[str]:
        with self._stated.open(encoding="utf-8", newline="\n") as file:
            yield from file

    def _facts(self) -> Iterator[str]:
        """Yield the lines that can be reasoned over; what cannot is a finding of the vocabulary or of `_unreasoned`."""
        return (line for line in self._lines() if not _is_axiom(line) and not _has_blank(line))

    def traced(self) -> Iterator[Traced]:
        """Yield the findings, each with its records and its row as far as the tables or the file tell them."""
        told_at: dict[str, Location] = {}
        stated = list(write.lines(self._catalogue, self._base, told_at))
        trace = Trace(
            self._base, self._settings.root, told_at, [*stated, *self._lines()] if self._is_ours else self._lines()
        )
        seen: set[tuple[str, str | None, str | None]] = set()
        for finding in self._findings():
            if finding.severity == "violation":
                seen.add((finding.focus, finding.path, finding.value))
            yield trace.trace(finding)
        facts = list(self._facts())
        contrary = contradictions(self._axioms, facts)
        inferred = list(infer(self._axioms, facts)) if contrary else []
        yield from contradiction.findings(contrary, self._axioms, facts, inferred, trace)
        if self._is_ours:
            for finding in self._differing(stated):
                # What breaks a rule is told once, by the rule.
                if (finding.focus, finding.path, finding.value) not in seen:
                    yield trace.trace(finding)

    def _findings(self) -> Iterator[Finding]:
        judge = Judge(self._axioms, self._shapes, self._work / "typed.nt", self._lines, self._facts)
        yield from judge.judge(self._base, self._validator, whole=False).findings
        yield from (_unreasoned(line) for line in self._lines() if _is_axiom(line) or _has_blank(line))
        for thing, user in dangling.dangling(
            [*self._lines(), *ontology.lines(self._axioms, self._base)], self._base
        ).items():
            yield _undescribed(thing, user)

    def _differing(self, stated: list[str]) -> Iterator[Finding]:
        yield from differences(stated, self._lines())
        yield from differences(ontology.lines(self._axioms, self._base), self._vocabulary)
        graph = iri(self._base.graph(INFERRED))
        yield from differences((quad.within(triple, graph) for triple in infer(self._axioms, stated)), self._inferred)


def _is_axiom(line: str) -> bool:
    statement = quad.read(line)
    if quad.is_type(statement):
        return is_metaclass(URIRef(statement.object[1:-1]))
    return is_logical(URIRef(statement.predicate[1:-1]))


def _has_blank(line: str) -> bool:
    statement = quad.read(line)
    return statement.subject.startswith("_:") or statement.object.startswith("_:")


def _unreasoned(line: str) -> Finding:
    statement = quad.read(line)
    code = f"{SHAPES}{'axiom-among-facts' if _is_axiom(line) else 'blank-node'}"
    messages = {
        "ja": "事実の中に公理か空白ノードがあるため、推論に使えません。オントロジーに移すか、IRI を付けてください。",
        "en": "An axiom or a blank node is no fact to reason over. Put it in the ontology, or give it an IRI.",
        "ru": "Аксиома или пустой узел среди фактов не годится для вывода. Перенесите в онтологию или дайте IRI.",
    }
    subject, predicate, value = (term[1:-1] if term.startswith("<") else term for term in statement[:3])
    return Finding("violation", subject, predicate, value, code, code, messages)


def _undescribed(thing: str, user: str) -> Finding:
    code = f"{SHAPES}undescribed"
    messages = {
        "ja": f"{thing} を指していますが、これを述べるものがありません。参照を直すか、その行を加えてください。",
        "en": f"It names {thing}, which nothing describes. Correct the reference, or add its row.",
        "ru": f"Указан {thing}, о котором ничего не сообщается. Исправьте ссылку или добавьте строку.",
    }
    return Finding("violation", user, None, thing, code, code, messages)
