"""The cases of the W3C SPARQL 1.1 suite, which lies beside the repository."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from tests.conformance.suite.manifest import Case, cases
from tests.conformance.suite.scope import SKIPPED

SUITE = Path(os.environ.get("EXGRAPH_W3C", Path(__file__).parents[3] / "shared" / "w3c")) / "sparql11"


@cache
def suite() -> tuple[Case, ...]:
    """Return all cases of the suite, none where it is not there."""
    return tuple(cases(SUITE)) if SUITE.is_dir() else ()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that takes a case once for each case of its module's KINDS that the scope does not leave out."""
    if "case" not in metafunc.fixturenames:
        return
    kinds = metafunc.module.KINDS
    found = [pytest.param(case, id=case.id) for case in suite() if case.kind in kinds and case.group not in SKIPPED]
    missing = pytest.mark.skip(reason=f"the W3C suite is not at {SUITE}; EXGRAPH_W3C may name its folder")
    metafunc.parametrize("case", found or [pytest.param(None, id="suite", marks=missing)])
