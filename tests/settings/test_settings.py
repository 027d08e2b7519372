"""What exgraph.toml may say, and where the files of a project come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from exgraph import settings
from exgraph.errors import SettingsError
from exgraph.settings import core
from exgraph.settings.description import read

TOML = """\
[project]
title_ja = "見本市の交流"
title_en = "Exchange of Specimen City"
publisher_ja = "見本市"
base = "https://data.example.org/"
home = "specimen"
languages = ["ja", "en"]
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("EXGRAPH_BASE", raising=False)
    (tmp_path / "exgraph.toml").write_text(TOML, encoding="utf-8")
    return tmp_path


def test_a_description_is_read(project: Path) -> None:
    described = read(project / "exgraph.toml")
    assert described.title == {"ja": "見本市の交流", "en": "Exchange of Specimen City"}
    assert (described.home, described.languages, described.mappings) == ("specimen", ("ja", "en"), ".")


def test_a_name_that_lacks_a_language_is_given_in_the_first_it_has(project: Path) -> None:
    described = read(project / "exgraph.toml")
    assert described.named(described.title, "en") == "Exchange of Specimen City"
    assert described.named(described.title, "ru") == "見本市の交流"
    assert described.named({}, "ru") == ""


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('titel_ja = "x"', "exgraph.toml:2: titel_ja: has no meaning here"),
        ("home = 1", "exgraph.toml:2: home: is no text"),
        ('base = "example.org"', "exgraph.toml:2: base: 'example.org' is no base"),
        ('base = "https://example.org/a"', "ends with /"),
        ('languages = ["de"]', "exgraph.toml:2: languages: is no list of languages (choose among ja, en, ru)"),
        ('home = "x', "exgraph.toml: is not TOML"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_line(project: Path, line: str, problem: str) -> None:
    path = project / "exgraph.toml"
    path.write_text(f"[project]\n{line}\n", encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        read(path)
    assert problem in str(refused.value)


def test_a_project_lies_over_the_package(project: Path) -> None:
    loaded = settings.load(project)
    assert loaded.ontology == (core.ontology(), project / "ontology")
    assert loaded.tables == (core.tables(), project / "tables")
    assert loaded.base.root == "https://data.example.org/"


def test_the_environment_names_another_base(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXGRAPH_BASE", "http://localhost/")
    assert settings.load(project).base.root == "http://localhost/"


def test_the_repository_is_a_project_that_lies_over_itself() -> None:
    loaded = settings.load(core.ontology().parent)
    assert loaded.ontology == (loaded.root / "ontology",)
    assert loaded.tables == (loaded.root / "mappings" / "tables",)


def test_a_folder_with_tables_but_no_description_brings_everything_itself(specimen: Path) -> None:
    loaded = settings.load(specimen)
    assert (loaded.ontology, loaded.is_layered) == ((specimen / "ontology",), False)


def test_a_file_takes_the_place_of_one_of_its_name(tmp_path: Path) -> None:
    for folder, names in (("below", ("a.ttl", "b.ttl")), ("above", ("b.ttl", "c.ttl"))):
        (tmp_path / folder).mkdir()
        for name in names:
            (tmp_path / folder / name).touch()
    found = core.layered((tmp_path / "below", tmp_path / "above"), "*.ttl")
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["below/a.ttl", "above/b.ttl", "above/c.ttl"]
