"""The stages of a build in their order, from tables to a published version."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from rdflib import Graph

import exgraph
from exgraph import store
from exgraph.build import ontology, page, quad, tables, wording, words
from exgraph.build.consistency import contradiction, dangling
from exgraph.build.consistency.count import CHECKS as TOTALS
from exgraph.build.consistency.count import counts
from exgraph.build.consistency.disagreement import CHECKS as DISAGREEMENTS
from exgraph.build.consistency.disagreement import Disagreement, disagreements
from exgraph.build.consistency.likeness import CHECKS as LIKENESS
from exgraph.build.consistency.likeness import near_duplicates
from exgraph.build.consistency.silence import CHECKS as GAPS
from exgraph.build.consistency.silence import silent_ties, uncovered_years, unread_lines
from exgraph.build.finding import Trace
from exgraph.build.fingerprint import Options, fingerprint
from exgraph.build.layer import joined
from exgraph.build.quad import FileLines
from exgraph.build.reasoning import INFERRED, Reasoning
from exgraph.build.report import count_lines, count_rows
from exgraph.build.sort import write_sorted
from exgraph.build.validation import Judge
from exgraph.errors import Location, PublicationError, SettingsError, TablesError, ValidationError
from exgraph.facts.catalogue import Catalogue
from exgraph.mapping import write
from exgraph.model.report import BuildReport, LeftOut, Traced
from exgraph.publish import current, publish, staging
from exgraph.reason import Contradiction
from exgraph.reason.oracle.reasonable import left_out
from exgraph.settings import Settings
from exgraph.validate import Select

STAGES = ("tables", "mapping", "reasoning", "validation", "sorting", "store", "words", "report")
FAILED = "failed"
"""The folder under build/ with the report of a build whose findings kept it from being published."""

_NAMED = 10
"""Violations that the error of a failed build names; the report has all."""


def build(settings: Settings, options: Options, progress: Callable[[str], None] = lambda _: None) -> BuildReport:
    """Make a version and publish it. `progress` is told each stage as it begins.

    Raises:
        ExgraphError: anything wrong with tables, scripts, ontology, shapes, disk, or what the shapes find; the version
            published before stays.
    """
    report = BuildReport(fingerprint(settings, options), exgraph.__version__, settings.base.root, options.reasoner)
    with staging(settings.build) as folder:
        try:
            _Build(settings, options, folder, report, progress).run()
        except OSError as error:
            raise PublicationError(
                f"cannot be written: {error.strerror or error}",
                at=Location(Path(error.filename)) if error.filename else Location(folder),
                remedy="what was published before is untouched",
            ) from error
        publish(settings.build, folder, report.version)
    shutil.rmtree(settings.build / FAILED, ignore_errors=True)
    return report


def examine(settings: Settings, options: Options, progress: Callable[[str], None] = lambda _: None) -> BuildReport:
    """Do what a build does up to its findings, and publish nothing.

    Raises:
        ExgraphError: as `build`, but for violations, which are in the report.
    """
    report = BuildReport("", exgraph.__version__, settings.base.root, options.reasoner)
    with tempfile.TemporaryDirectory(prefix="exgraph-") as folder:
        _Build(settings, replace(options, allow_violations=True), Path(folder), report, progress).examine()
    return report


@dataclass
class _Build:
    """One build: where it works, and what its stages hand on."""

    settings: Settings
    options: Options
    folder: Path
    report: BuildReport
    progress: Callable[[str], None]
    told_at: dict[str, Location] = field(default_factory=dict)

    def run(self) -> None:
        """Make the version."""
        base = self.settings.base
        axioms = self._examined()
        with self._stage("sorting"):
            write_sorted(FileLines(*map(self._part, ("stated", "ontology", "inferred"))), self.folder / "graph.nq")
            count_lines(self.report, FileLines(self.folder / "graph.nq"), base.graph(INFERRED))
            self.report.main_classes = sorted(ontology.roots(axioms) & self.report.things.keys())
        with self._stage("store"):
            self._load()
        with self._stage("words"):
            words.make(self.folder, base)
        # One file after another is Turtle still, and keeps the comments.
        shapes = (path.read_text(encoding="utf-8") for path in sorted(self._shapes.glob("*.ttl")))
        (self.folder / "shapes.ttl").write_text("\n".join(shapes), encoding="utf-8")
        shutil.rmtree(self.work)
        with self._stage("report"):
            self._write_report(self.folder, axioms)

    def _examined(self) -> Graph:
        """Do what comes before; return the ontology alone, so that tables and rows are in memory no longer."""
        catalogue, axioms = self.examine()
        if self.options.documents:
            quad.write(self._part("wording"), wording.lines(catalogue, self.options.documents, self.settings.base))
        self.told_at.clear()
        return axioms

    def examine(self) -> tuple[Catalogue, Graph]:
        """Do what comes before anything is published; return the tables and the ontology."""
        base = self.settings.base
        self.work.mkdir()
        stated, vocabulary, inferred = map(self._part, ("stated", "ontology", "inferred"))
        with self._stage("tables"):
            catalogue = self._tables()
        with self._stage("mapping"):
            axioms = ontology.read(joined(self.settings.ontology, base, self.work / "ontology"))
            quad.write(vocabulary, ontology.lines(axioms, base))
            write_sorted(write.lines(catalogue, base, self.told_at), stated)
            trace = Trace(base, self.settings.root, self.told_at, FileLines(stated))
            if found := dangling.dangling(FileLines(stated, vocabulary), base):
                raise TablesError(list(dangling.errors(found, trace)))
        with self._stage("reasoning"):
            contrary = self._reason(axioms, stated, inferred)
        with self._stage("validation"):
            contradictions = contradiction.findings(contrary, axioms, FileLines(stated), FileLines(inferred), trace)
            self._validate(catalogue, axioms, stated, list(contradictions), trace)
        return catalogue, axioms

    def _part(self, name: str) -> Path:
        return self.work / f"{name}.nq"

    @property
    def work(self) -> Path:
        """Where stages leave files for one another; it is not published."""
        return self.folder / "work"

    @contextmanager
    def _stage(self, name: str) -> Iterator[None]:
        self.progress(name)
        start = time.monotonic()
        yield
        self.report.seconds[name] = time.monotonic() - start

    def _tables(self) -> Catalogue:
        catalogue = tables.load(self.settings)
        if self.options.documents and (errors := list(tables.stale(catalogue, self.options.documents))):
            raise TablesError(errors)
        if not catalogue.entries:
            raise TablesError([SettingsError("the project has no row yet", remedy="begin with exgraph new source")])
        count_rows(self.report, catalogue)
        return catalogue

    def _reason(self, axioms: Graph, stated: Path, inferred: Path) -> list[Contradiction]:
        if self.options.reasoner == "reasonable":
            self.report.left_out += [
                LeftOut(f"what follows from owl:{kind}", count, "the reasoner reasonable does not apply such axioms")
                for kind, count in left_out(axioms).items()
            ]
        stage = Reasoning(axioms, self.settings.base, stated, inferred)
        found = stage.run(self.options.reasoner, self.folder, current(self.settings.build))
        self.report.changed = stage.changed
        return found

    def _validate(
        self, catalogue: Catalogue, axioms: Graph, stated: Path, contradictory: list[Traced], trace: Trace
    ) -> None:
        judge = Judge(axioms, self._shapes, self.work / "typed.nt", lambda: FileLines(stated))
        result = judge.judge(self.settings.base, self.options.validator)
        self.report.focus_nodes = dict(result.focus_nodes)
        self.report.checks = {**DISAGREEMENTS, **TOTALS, **judge.natures(), **GAPS, **LIKENESS}
        contrary = self._disagreements(catalogue, judge.select, trace)
        traced = [*map(trace.trace, result.findings), *contradictory]
        traced += (trace.trace(each.finding, each.sides) for each in contrary)
        self.report.findings = sorted(traced, key=Traced.rank)
        if self.report.severities["violation"] and not self.options.allow_violations:
            self._fail(axioms)

    def _disagreements(self, catalogue: Catalogue, select: Select, trace: Trace) -> Iterator[Disagreement]:
        base = self.settings.base
        yield from disagreements(catalogue, base)
        yield from counts(catalogue, self.settings.shapes[-1] / "counts", select, trace, base)
        yield from near_duplicates(catalogue, base)
        yield from silent_ties(catalogue, base)
        yield from uncovered_years(catalogue, self.report.coverage, base)
        yield from unread_lines(catalogue, base)

    def _fail(self, axioms: Graph) -> None:
        failed = self.settings.build / FAILED
        failed.mkdir(exist_ok=True)
        self._write_report(failed, axioms)
        violations = [finding for finding in self.report.findings if finding.severity == "violation"]
        named = "".join(f"{finding}\n" for finding in violations[:_NAMED])
        raise ValidationError(
            f"{named}violations of the shapes: {len(violations)}, all in {failed / 'report.html'}",
            remedy="correct the rows, or publish all the same with --allow-violations",
        )

    @cached_property
    def _shapes(self) -> Path:
        return joined(self.settings.shapes, self.settings.base, self.work / "shapes")

    def _load(self) -> None:
        words = [self._part("wording")] if self.options.documents else []
        store.load(self.folder / "graph.nq", self.folder / "store", *words)

    def _write_report(self, folder: Path, axioms: Graph) -> None:
        (folder / "report.json").write_text(self.report.to_json(), encoding="utf-8")
        (folder / "report.html").write_text(page.render(self.report, ontology.labels(axioms)), encoding="utf-8")
