"""The specimen project with a document that its records point into."""

from __future__ import annotations

from pathlib import Path

import pytest

from exgraph.review.desk import Desk
from exgraph.sources.document import digest

LINES = (
    "見本の年表",
    "年\t月\tことがら",
    "昭和47年\t9月\t友好の印に調印",
    "平成10年\t2月\t雪の像をつくる",
    "来た人は1500名",
    "平成9年\t\t港をたずねる",
    "平成9年\t7月\t児童18名が行く",
    "平成11年\t5月\t船の道がひらく",
    "平成24年\t3月\t覚え書き; つづき",
    "おわり",
)
SPANS = {"1": (3, 3), "2": (4, 5), "3": (6, 6), "4": (7, 7), "5": (8, 8), "6": (9, 9)}
TEXT = "\n".join(LINES) + "\n"


@pytest.fixture
def documents(specimen: Path) -> Path:
    """The folder of the specimen's document; record 6 is the first words of its line."""
    folder = specimen / "documents"
    folder.mkdir()
    (folder / "specimen.txt").write_text(TEXT, encoding="utf-8")
    rows = ["number,first_line,last_line,first_char,last_char,digest"]
    for number, (first, last) in SPANS.items():
        start = sum(len(line) + 1 for line in LINES[: first - 1])
        end = sum(len(line) + 1 for line in LINES[:last]) - 1
        if number == "6":
            end = TEXT.index("; つづき")
        rows.append(f"{number},{first},{last},{start},{end},{digest(TEXT[start:end])}")
    (facts(specimen) / "record.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def desk(specimen: Path, documents: Path) -> Desk:
    return Desk(specimen / "mappings")


def facts(specimen: Path) -> Path:
    return specimen / "mappings" / "sources" / "specimen" / "facts"


def lines(specimen: Path, table: str) -> list[bytes]:
    """The lines of a fact table as they are on disk."""
    return (facts(specimen) / f"{table}.csv").read_bytes().splitlines(keepends=True)
