"""Which literals are known to be different values."""

from __future__ import annotations

import pytest

from exgraph.model.ntriples import XSD
from exgraph.reason.datatype import differ


def typed(text: str, name: str) -> str:
    return f'"{text}"^^<{XSD}{name}>'


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (typed("false", "boolean"), typed("0", "integer"), True),
        (typed("true", "boolean"), typed("1", "byte"), True),
        (typed("true", "boolean"), typed("1", "boolean"), False),
        (typed("1", "integer"), typed("01", "integer"), False),
        (typed("1", "integer"), typed("1.0", "decimal"), False),
        (typed("1", "unsignedByte"), typed("2", "integer"), True),
        (typed("1", "integer"), typed("1", "double"), True),
        (typed("1", "float"), typed("1", "double"), True),
        (typed("9" * 5000, "integer"), typed("9" * 5001, "integer"), True),
        (typed("9" * 5000, "integer"), typed("0" + "9" * 5000, "integer"), False),
        (typed("1", "integer"), '"1"', True),
        ('"a"@en', '"a"@ja', True),
        ('"a"@en', '"a"', True),
        ('"a"', typed("a", "token"), False),
        (typed("2024-01-01T00:00:00Z", "dateTime"), typed("2024-01-01T09:00:00+09:00", "dateTime"), False),
        ('"x"^^<urn:own>', '"y"^^<urn:own>', False),
        ('"x"^^<urn:own>', typed("1", "integer"), True),
    ],
)
def test_values_of_disjoint_datatypes_differ(first: str, second: str, expected: bool) -> None:
    assert differ(first, second) is expected
    assert differ(second, first) is expected
