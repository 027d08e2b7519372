"""Under CI=true what would be skipped fails."""

from __future__ import annotations

import pytest

FILE = """
import pytest

def test_passes():
    pass

@pytest.mark.skipif(True, reason="no harbour here")
def test_of_a_harbour():
    pass

def test_of_a_ship():
    pytest.skip("no ship here")

@pytest.mark.parametrize("found", [])
def test_of_nothing(found):
    pass

@pytest.mark.xfail(reason="known")
def test_of_a_fault():
    assert False
"""
COUNTS = {
    "": {"passed": 1, "skipped": 3, "xfailed": 1},
    "false": {"passed": 1, "skipped": 3, "xfailed": 1},
    "true": {"passed": 1, "failed": 1, "errors": 2, "xfailed": 1},
}


@pytest.mark.parametrize("ci", COUNTS)
def test_a_skip_is_a_failure_where_nothing_may_be_absent(
    ci: str, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", ci)
    pytester.makepyfile(FILE)
    done = pytester.runpytest_inprocess("-p", "tests.want", "-p", "no:xdist")
    assert done.parseoutcomes() == COUNTS[ci]
    done.stdout.fnmatch_lines(["*no ship here*" if ci == "true" else "*3 skipped*"])


@pytest.mark.parametrize(("ci", "outcomes"), [("", {"skipped": 1}), ("true", {"errors": 1})])
def test_a_file_that_is_skipped_whole_is_a_failure_too(
    ci: str, outcomes: dict[str, int], pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", ci)
    pytester.makepyfile("import pytest\npytest.importorskip('no_such_module_anywhere')")
    assert pytester.runpytest_inprocess("-p", "tests.want", "-p", "no:xdist").parseoutcomes() == outcomes
