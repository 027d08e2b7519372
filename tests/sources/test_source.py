from __future__ import annotations

from pathlib import Path

import pytest

from exgraph.errors import SourceError
from exgraph.sources import document, source

GOOD = """[source]
id = "specimen"
file = "specimen.txt"
title_ja = "見本"
title_en = "Specimen"
title_ru = "Образец"
publisher_ja = "見本町"
publisher_en = "Specimen Town"
licence = "ours"
"""


def folder(tmp_path: Path, text: str, name: str = "specimen") -> Path:
    made = tmp_path / name
    made.mkdir()
    (made / "source.toml").write_text(text, encoding="utf-8")
    return made


def test_a_source_is_read(tmp_path: Path) -> None:
    read = source.read(folder(tmp_path, GOOD))
    assert (read.id, read.title["ru"], read.address) == ("specimen", "Образец", None)
    assert read.table("event") == tmp_path / "specimen" / "facts" / "event.csv"


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        (GOOD.replace('licence = "ours"\n', ""), "specimen", "1: .source. lacks licence"),
        (GOOD, "other", "2: the id is specimen but the folder is other"),
        ("[source", "specimen", "is not TOML"),
    ],
)
def test_a_bad_description_is_refused(tmp_path: Path, text: str, name: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        source.read(folder(tmp_path, text, name))


def test_offsets_are_those_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "specimen.txt").write_text("一行目\n二行目\r\n三行目", encoding="utf-8", newline="")
    read = document.read(source.read(folder(tmp_path, GOOD)), tmp_path)
    assert read.words(*read.span(2, 2)) == "二行目\r"
    assert read.words(*read.span(2, 3)) == "二行目\r\n三行目"


def test_a_missing_or_torn_document_is_refused(tmp_path: Path) -> None:
    described = source.read(folder(tmp_path, GOOD))
    with pytest.raises(SourceError, match="put the document of specimen there"):
        document.read(described, tmp_path)
    (tmp_path / "specimen.txt").write_bytes("良い\n".encode() + b"\xff")
    with pytest.raises(SourceError, match="2: is not UTF-8"):
        document.read(described, tmp_path)
