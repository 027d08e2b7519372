"""What tests share: a specimen project, a server of the specimen graph, the graph of the facts that are shipped."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from exgraph import settings as project
from exgraph.build import pipeline
from exgraph.build.fingerprint import Options
from exgraph.facts.catalogue import load_scripts
from exgraph.facts.record import RECORD
from exgraph.model.report import BuildReport
from exgraph.settings import Settings
from exgraph.store import Store
from tests import once
from tests.publication import publish_specimen
from tests.server import serve, settings_of

pytest_plugins = ["pytester", "tests.mark", "tests.order", "tests.want"]
TESTS = Path(__file__).parent
REPOSITORY = TESTS.parent
SOURCE = """\
[source]
id = "specimen"
file = "specimen.txt"
title_ja = "見本の年表"
title_en = "Specimen chronicle"
title_ru = "Образец хроники"
publisher_ja = "見本市"
publisher_en = "Specimen City"
licence = "a specimen"
address = "https://example.org/chronicle"

[layout.categories]
"友好交流" = { en = "friendship", ru = "дружба" }

[expect.rows]
record = 6
"""


@pytest.fixture(scope="session")
def make_specimen() -> Callable[[Path], Path]:
    """The function that writes a specimen project into a new folder."""
    return write_specimen


@pytest.fixture
def specimen(tmp_path: Path) -> Path:
    """The folder of a project of its own, to be changed as a test likes."""
    return write_specimen(tmp_path / "project")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of the specimen graph, shared by all that only read."""
    build = tmp_path_factory.mktemp("build")
    publish_specimen(build)
    with serve(settings_of(build)) as address:
        yield address


@pytest.fixture(scope="session")
def shipped_settings(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return project.load(REPOSITORY, build=once.folder(request, tmp_path_factory, "shipped"))


@pytest.fixture(scope="session")
def shipped_report(shipped_settings: Settings) -> BuildReport:
    """The report of the shipped graph, which one process builds for all."""
    once.make(shipped_settings.build, lambda: pipeline.build(shipped_settings, Options()))
    return BuildReport.read((shipped_settings.build / "current" / "report.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def shipped_store(shipped_settings: Settings, shipped_report: BuildReport) -> Store:
    return Store.open(
        shipped_settings.build / "versions" / shipped_report.version / "store", base=shipped_settings.base
    )


def write_specimen(root: Path) -> Path:
    mappings = root / "mappings"
    for folder in ("ontology", "shapes", "mappings/tables"):
        shutil.copytree(REPOSITORY / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    source = mappings / "sources" / "specimen"
    for made in (mappings / "gazetteer", source / "facts"):
        made.mkdir(parents=True)
    for name, script in load_scripts((mappings / "tables",)).items():
        if (table := TESTS / "tables" / name / "facts.csv").exists():
            of_source = script.row_class.WITHIN_SOURCE or any(
                field.name == RECORD for field in script.row_class.columns()
            )
            shutil.copy(table, (source / "facts" if of_source else mappings / "gazetteer") / f"{name}.csv")
    (source / "source.toml").write_text(SOURCE, encoding="utf-8")
    return root
