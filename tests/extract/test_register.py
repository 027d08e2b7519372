from __future__ import annotations

from pathlib import Path

import pytest

from exgraph.errors import SourceError
from exgraph.extract import register
from exgraph.sources.source import Source

GUIDE = (Path(__file__).parents[2] / "docs/new-source.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", register.LAYOUTS)
def test_the_guide_explains_every_layout(name: str) -> None:
    assert f"`{name}`" in GUIDE


def test_a_reader_that_is_none_is_refused_with_those_there_are() -> None:
    source = Source("specimen", Path("specimen"), "specimen.txt", {}, {}, "", None, {"reader": "scroll"})
    with pytest.raises(SourceError, match="the readers are article, chronicle"):
        register.layout(source)
