"""What a newcomer touches to add something: the lists of CONTRIBUTING, held true and short.

In a copy of the project a new kind of fact, a page, a layout and a network format are added in exactly the places that
are listed; the copy then builds, validates and serves them, and its own tests pass.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
ADDED = Path(__file__).parent / "added"
COPIED = ("docs", "mappings", "ontology", "shapes", "src", "tests")
IGNORED = shutil.ignore_patterns("__pycache__", "built", "browser", "conformance", "notebooks")
PLACE = re.compile(r"^\d+\. `([^`]+)`", re.MULTILINE)


@dataclass(frozen=True)
class Addition:
    """One thing to add: its heading in CONTRIBUTING, how many places it may take, and how ours is called there."""

    heading: str
    most: int
    names: dict[str, str]
    edits: dict[str, tuple[str, str]]
    """What is written into files that are there: a text, and what takes its place."""


ADDITIONS = {
    "kind-of-fact": Addition(
        "Add a kind of fact", 5, {"<table>": "monument", "<class>": "monument", "<theme>": "monuments"}, {}
    ),
    "page": Addition(
        "Add a page",
        5,
        {"<class>": "monument"},
        {
            "src/exgraph/web/views/__init__.py": (
                "_VIEWS: dict[str, tuple[str, View]] = {\n",
                '_VIEWS: dict[str, tuple[str, View]] = {\n    "exg:Monument": ("monument.html", monument.view),\n',
            )
        },
    ),
    "layout": Addition(
        "Add a layout",
        4,
        {"<layout>": "semicolon"},
        {
            "src/exgraph/extract/register.py": (
                "LAYOUTS: dict[str, Layout] = {\n",
                'LAYOUTS: dict[str, Layout] = {\n    "semicolon": Layout(semicolon.read, event.propose_all),\n',
            ),
            "docs/new-source.md": (
                "- **`reader`** is",
                "- **`reader`** `semicolon` is a date, `;` and what happened. It is",
            ),
        },
    ),
    "format": Addition(
        "Add a network format",
        5,
        {"<format>": "lines"},
        {
            "src/exgraph/export/format.py": (
                "] = {\n",
                '] = {\n    "lines.txt": NetworkFormat("Lines", "text/plain; charset=utf-8", lines.write),\n',
            ),
            "docs/graph-files.md": (
                "| `jsonld` |",
                "| `lines.txt` | any editor | the ends of each edge |\n| `jsonld` |",
            ),
        },
    ),
}
IMPORTS = {
    "src/exgraph/web/views/__init__.py": ("    indicator,\n", "    indicator,\n    monument,\n"),
    "src/exgraph/extract/register.py": ("outline, ranges, tie_list", "outline, ranges, semicolon, tie_list"),
    "src/exgraph/export/format.py": ("gexf, graphml, linked", "gexf, graphml, lines, linked"),
}
"""The imports that go with the edits."""


def places(heading: str) -> list[str]:
    """Return the places that CONTRIBUTING lists under a heading."""
    text = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return PLACE.findall(text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0])


def add(name: str, copy: Path) -> set[str]:
    """Add something to a copy of the project, and return the places where anything was written."""
    touched = set()
    for path in sorted((ADDED / name).rglob("*.added")):
        place = path.relative_to(ADDED / name).with_suffix("").as_posix()
        (copy / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy / place)
        touched.add(place)
    for place, edit in ADDITIONS[name].edits.items():
        text = (copy / place).read_text(encoding="utf-8")
        for old, new in filter(None, (edit, IMPORTS.get(place))):
            assert text.count(old) == 1, f"{place} has {old!r} {text.count(old)} times"
            text = text.replace(old, new)
        (copy / place).write_text(text, encoding="utf-8")
        touched.add(place)
    return touched


def run(copy: Path, *command: str) -> str:
    """Run Python in the copy, with its own package, and return what it prints."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(copy / "src"), str(copy)))}
    done = subprocess.run(
        [sys.executable, *command], check=False, cwd=copy, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{done.stdout[-3000:]}{done.stderr[-3000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with a new kind of fact, and nothing else."""
    target = tmp_path_factory.mktemp("newcomer") / "project"
    for folder in COPIED:
        shutil.copytree(REPOSITORY / folder, target / folder, ignore=IGNORED)
    for file in ("CONTRIBUTING.md", "pyproject.toml", "README.md"):
        shutil.copy(REPOSITORY / file, target)
    add("kind-of-fact", target)
    run(target, "-c", "from exgraph.cli import main; main()", "generate")
    return target


@pytest.mark.parametrize("name", ADDITIONS)
def test_the_listed_places_are_few_and_there(name: str) -> None:
    addition = ADDITIONS[name]
    listed = places(addition.heading)
    assert 0 < len(listed) <= addition.most
    for place in listed:
        fixed = Path(place.partition("<")[0])
        assert (
            REPOSITORY / (fixed if "<" not in place or place[place.index("<") - 1] == "/" else fixed.parent)
        ).exists()


@pytest.mark.parametrize("name", ADDITIONS)
def test_what_is_added_touches_the_listed_places_and_no_other(name: str, tmp_path: Path) -> None:
    addition = ADDITIONS[name]
    for place in addition.edits:
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(REPOSITORY / place, tmp_path / place)
    listed = places(addition.heading)
    for placeholder, word in addition.names.items():
        listed = [place.replace(placeholder, word) for place in listed]
    touched = add(name, tmp_path)
    # A folder is one place, whatever stands in it.
    assert {
        next((each for each in listed if place == each or place.startswith(f"{each}/")), place) for place in touched
    } == set(listed)


def test_a_kind_of_fact_is_built_shown_listed_found_and_matched(copy: Path, tmp_path: Path) -> None:
    run(
        copy,
        "-m",
        "pytest",
        "-q",
        "-n0",
        "tests/tables",
        "tests/ontology",
        "tests/shapes",
        "-k",
        "monument or test_ontology or every_table",
    )
    thing = "/id/monument/friendship-bell.html"
    queries = json.dumps({"q0": {"query": "Friendship Bell"}})
    asked = (thing, "/browse?type=Monument", "/search?q=колокол", f"/reconcile?queries={queries}", "/browse")
    served = json.loads(run(copy, "-m", "tests.newcomer.served", str(tmp_path / "specimen"), *asked))
    page, listed, found, matched, lists = served["texts"].values()
    assert (served["violations"], served["things"]["Monument"]) == (0, 1)
    assert "<h1>Friendship Bell</h1>" in page
    assert "Monument. In Wakkanai." in page.partition("<main")[2]
    assert '"@type":["Thing","exg:Monument"]' in page
    assert 'href="/id/place/wakkanai"' in page
    assert 'href="/id/record/specimen/1"' in page
    assert "Friendship Bell" in listed
    assert "/id/monument/friendship-bell" in found
    (result, *_) = json.loads(matched)["q0"]["result"]
    assert (result["id"], result["match"], result["type"][0]["id"]) == ("monument/friendship-bell", True, "Monument")
    assert "type=Monument" in lists


def test_a_page_a_layout_and_a_format_are_served(copy: Path, tmp_path: Path) -> None:
    for name in ("page", "layout", "format"):
        add(name, copy)
    tests = [path for name in ADDITIONS for path in (ADDED / name).rglob("test_*.added")]
    paths = ["/".join(path.parts[len(ADDED.parts) + 1 :]).removesuffix(".added") for path in tests]
    assert len(paths) == 3
    run(copy, "-m", "pytest", "-q", "-n0", *paths, "tests/reading/test_language.py")
    asked = ("/id/monument/friendship-bell.html", "/export/ties.lines.txt")
    served = json.loads(run(copy, "-m", "tests.newcomer.served", str(tmp_path / "specimen"), *asked))
    page, lines = served["texts"].values()
    assert "Where it stands" in page
    assert "place/nevelsk" in lines
