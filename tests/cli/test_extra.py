"""What works without the extras, and what is said where one is missing."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from exgraph.cli.extra import EXTRAS

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CORE = {"jaconv", "jinja2", "pyoxigraph", "rapidfuzz", "rdflib", "rich", "typer"}
ORACLES = {"owlrl", "pyshacl", "reasonable"}
WITHOUT = """
import sys

ABSENT = frozenset(sys.argv.pop(1).split(","))

class Absence:
    def find_spec(self, name, *_):
        if name.partition(".")[0] in ABSENT:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Absence())
from exgraph.cli import main
main()
"""


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^\w-]", each)[0].lower() for each in requirements}


def without(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command where no package of an extra can be imported."""
    absent = ",".join([*EXTRAS, *ORACLES, "pypdf"])
    return subprocess.run(
        [sys.executable, "-c", WITHOUT, absent, "--root", str(project), *words],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_core_is_small() -> None:
    assert names(PROJECT["dependencies"]) == CORE


def test_each_module_is_named_with_an_extra_that_installs_it() -> None:
    extras = {extra: names(packages) for extra, packages in PROJECT["optional-dependencies"].items()}
    installed = packages_distributions()
    for module, extra in EXTRAS.items():
        wanted = {each.lower().replace(".", "-").replace("_", "-") for each in installed.get(module, ())}
        # Starlette comes with fastapi.
        assert wanted & extras[extra] or module == "starlette", module


def test_tables_are_checked_and_built_with_the_core_alone_and_serving_names_its_extra(specimen: Path) -> None:
    checked = without(specimen, "check")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout.endswith("nothing wrong\n")
    assert without(specimen, "build").returncode == 0
    refused = without(specimen, "serve")
    assert refused.returncode == 1
    assert re.fullmatch(r"the package \w+ is not installed \(pip install 'exgraph\[serve\]'\)\n", refused.stderr)


@pytest.mark.parametrize(
    ("words", "missing"),
    [(["build", "--reasoner", "owlrl"], "reasoner owlrl"), (["check", "--validator", "pyshacl"], "validator pyshacl")],
)
def test_an_oracle_that_is_absent_names_its_extra(specimen: Path, words: list[str], missing: str) -> None:
    done = without(specimen, *words)
    assert done.returncode == 1
    assert done.stderr.endswith(f"the {missing} is not installed (pip install 'exgraph[oracles]')\n")
