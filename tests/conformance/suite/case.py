"""Running a case: what came of it, as a sentence where it is not what the suite asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sized

from tests.conformance.suite.manifest import Case, Dataset
from tests.conformance.suite.peer import Peer, Reply
from tests.conformance.suite.result import address, data, media_type, parse, same, same_data

_READ = (200, 204)
_REFUSED = 403
"""A query or an update that can be read but is not run: one with SERVICE, or LOAD."""


def run(case: Case, peer: Peer) -> str | None:
    """Run a query, an update or a syntax test and return what is wrong, or None."""
    return RUNNERS[case.kind](case, peer)


def _evaluate(case: Case, peer: Peer) -> str | None:
    assert case.text is not None and case.result is not None
    peer.load(case.data)
    type_ = media_type(case.result)
    reply = peer.query(_text(case), _accept(type_))
    if reply.status != 200:
        return f"status {reply.status}: {reply.body.decode(errors='replace')[:200]}"
    expected = parse(case.result.read_bytes(), type_, address(case.result))
    actual = parse(reply.body, reply.media_type)
    return None if same(expected, actual) else f"expected {_shown(expected)}, got {_shown(actual)}"


def _update(case: Case, peer: Peer) -> str | None:
    peer.load(case.data)
    reply = peer.update(_text(case))
    if reply.status not in _READ:
        return f"status {reply.status}: {reply.body.decode(errors='replace')[:200]}"
    expected, actual = data(case.after), peer.content()
    if same_data(expected, actual):
        return None
    return f"expected {_sizes(expected)}, got {_sizes(actual)}"


def _good_syntax(case: Case, peer: Peer) -> str | None:
    reply = _sent(case, peer)
    return None if reply.status in (*_READ, _REFUSED) else f"status {reply.status}: {reply.body[:200]!r}"


def _bad_syntax(case: Case, peer: Peer) -> str | None:
    reply = _sent(case, peer)
    return None if reply.status == 400 else f"status {reply.status}, not 400"


def _sent(case: Case, peer: Peer) -> Reply:
    """Send the text of a syntax test; some updates stand under a kind that is for queries."""
    assert case.text is not None
    if case.text.suffix != ".ru":
        return peer.query(_text(case), "*/*")
    peer.load(Dataset())
    return peer.update(_text(case))


RUNNERS: dict[str, Callable[[Case, Peer], str | None]] = {
    "QueryEvaluationTest": _evaluate,
    "CSVResultFormatTest": _evaluate,
    "UpdateEvaluationTest": _update,
    "PositiveSyntaxTest11": _good_syntax,
    "NegativeSyntaxTest11": _bad_syntax,
    "PositiveUpdateSyntaxTest11": _good_syntax,
    "NegativeUpdateSyntaxTest11": _bad_syntax,
}


def _accept(type_: str) -> str:
    # A result kept as a graph describes a table or a truth, unless it is one: the peer says which.
    return f"{type_}, application/sparql-results+json" if type_ == "text/turtle" else type_


def _text(case: Case) -> str:
    """Return the text of a case, with the base that its folder is published under where it needs one."""
    assert case.text is not None
    return case.text.read_bytes().decode("utf-8")


def _shown(result: object) -> str:
    rows = getattr(result, "rows", None)
    return str(result if rows is None else [{name: value.n3() for name, value in row.items()} for row in rows])[:600]


def _sizes(quads: Mapping[str | None, Sized]) -> str:
    return ", ".join(f"{name or 'default'}: {len(graph)}" for name, graph in quads.items())
