"""A second source beside the specimen, which tells of some of the same things."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

Tell = Callable[..., None]


@pytest.fixture
def tell(specimen: Path) -> Tell:
    """The function that adds a row to a table of the source `other`: `tell("event", id="1", start="1999")`.

    What is left out is as in the first row of the specimen's table, or empty where that is given as None.
    """
    sources = specimen / "mappings" / "sources"
    facts = sources / "other" / "facts"
    facts.mkdir(parents=True)
    text = (sources / "specimen" / "source.toml").read_text(encoding="utf-8").partition("[expect")[0]
    toml = text.replace('"specimen', '"other').replace(
        "[layout.categories]", '[layout]\ncountry = "japan"\n[layout.categories]'
    )
    (sources / "other" / "source.toml").write_text(toml, encoding="utf-8")
    (facts / "record.csv").write_text(
        "number,first_line,last_line,first_char,last_char,digest\n7,1,2,0,9,0123456789abcdef\n", encoding="utf-8"
    )

    def add(table: str, **cells: str) -> None:
        with (sources / "specimen" / "facts" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            first = next(csv.DictReader(file))
        path = facts / f"{table}.csv"
        new = not path.exists()
        with path.open("a", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(first), lineterminator="\n")
            if new:
                writer.writeheader()
            writer.writerow({**first, "record": "7", **cells} if "record" in first else {**first, **cells})

    return add
