"""The W3C SPARQL 1.1 suite against the store in this process."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.conformance.conftest import SUITE, suite
from tests.conformance.suite.case import RUNNERS, run
from tests.conformance.suite.local import Local
from tests.conformance.suite.manifest import Case
from tests.conformance.suite.result import address
from tests.conformance.suite.scope import DEVIATIONS, SKIPPED

KINDS = tuple(RUNNERS)
pytestmark = pytest.mark.w3c


def test_the_store_does_what_the_suite_asks_for(case: Case) -> None:
    peer = Local()
    assert case.text is not None
    peer.base = address(case.text)
    wrong = run(case, peer)
    if case.id in DEVIATIONS:
        assert wrong, f"{case.id} passes: name it a deviation no more"
        pytest.xfail(DEVIATIONS[case.id])
    assert wrong is None, wrong


def test_what_is_left_out_is_in_the_suite() -> None:
    if not suite():
        pytest.skip(f"the W3C suite is not at {SUITE}; EXGRAPH_W3C may name its folder")
    left_out = Counter(case.group for case in suite() if case.group in SKIPPED)
    assert left_out == {"entailment": 70, "service": 7}
