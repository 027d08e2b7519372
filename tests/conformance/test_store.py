"""The W3C SPARQL 1.1 suite against the store in this process."""

from __future__ import annotations

import pytest

from tests.conformance.suite.case import RUNNERS, run
from tests.conformance.suite.local import Local
from tests.conformance.suite.manifest import Case
from tests.conformance.suite.result import address
from tests.conformance.suite.scope import DEVIATIONS

KINDS = tuple(RUNNERS)


def test_the_store_does_what_the_suite_asks_for(case: Case) -> None:
    peer = Local()
    assert case.text is not None
    peer.base = address(case.text)
    wrong = run(case, peer)
    if case.id in DEVIATIONS:
        assert wrong, f"{case.id} passes: name it a deviation no more"
        pytest.xfail(DEVIATIONS[case.id])
    assert wrong is None, wrong
