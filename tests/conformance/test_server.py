"""The W3C SPARQL 1.1 suite over HTTP, against a server of a plain data set that is writable."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from exgraph.cli.serving.serve import plain
from exgraph.pool import Limits
from exgraph.web.sparql.token import Scope, Tokens
from tests.conformance.run import PROTOCOLS, judge
from tests.conformance.suite.case import RUNNERS
from tests.conformance.suite.manifest import Case
from tests.conformance.suite.remote import Remote
from tests.conformance.suite.scope import DEVIATIONS
from tests.server import serve

KINDS = (*RUNNERS, *PROTOCOLS)
pytestmark = [pytest.mark.w3c, pytest.mark.server]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Remote]:
    """A server of an empty data set, writable with the token that comes along."""
    settings = plain(tmp_path_factory.mktemp("data"))
    token = Tokens(settings.state / "tokens.json").add("suite", Scope.admin)
    with serve(settings, Limits(writable=True, union=False)) as address:
        yield Remote(f"{address}/sparql", f"{address}/rdf-graph-store", token)


def test_the_server_does_what_the_suite_asks_for(case: Case, server: Remote) -> None:
    wrong = judge(case, server)
    if case.id in DEVIATIONS:
        assert wrong, f"{case.id} passes: name it a deviation no more"
        pytest.xfail(DEVIATIONS[case.id])
    assert wrong is None, wrong
