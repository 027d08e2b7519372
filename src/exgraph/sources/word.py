"""Documents of Word (DOCX): a paragraph or a table row a line."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from exgraph.errors import Location, SourceError

_LARGEST = 100_000_000
"""Bytes of text that are read at most; more is no document of a town."""


def lines(content: bytes, path: Path) -> Iterator[list[str]]:
    """Yield the cells of each line: one for a paragraph, with ・ before a list item, those of a table's row.

    A cell that is merged downwards counts in each row; what was deleted and readings above characters are left out.

    Raises:
        SourceError: the content is no DOCX document.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if archive.getinfo("word/document.xml").file_size > _LARGEST:
                raise SourceError("is too large", at=Location(path))
            words = archive.read("word/document.xml")
        if b"<!DOCTYPE" in words[:1000]:
            raise SourceError("holds a document type, which no DOCX has", at=Location(path))
        root = ET.fromstring(words)  # noqa: S314 - a document type, and with it any entity, is refused above
    except (zipfile.BadZipFile, KeyError, ET.ParseError) as error:
        raise SourceError(
            "is no DOCX document", at=Location(path), remedy="save it as DOCX, without a password"
        ) from error
    body = next((each for each in root if _name(each) == "body"), None)
    yield from _blocks(body) if body is not None else ()


def _name(element: ET.Element) -> str:
    """Return an element's name without its namespace: transitional and strict documents differ in it."""
    return element.tag.rpartition("}")[2]


def _blocks(parent: ET.Element) -> Iterator[list[str]]:
    for child in parent:
        name = _name(child)
        if name == "p":
            words = _text(child).strip()
            if words:
                yield [f"・{words}" if _is_item(child) else words]
        elif name == "tbl":
            yield from _rows(child)
        elif name in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _blocks(child)


def _is_item(paragraph: ET.Element) -> bool:
    return any(_name(each) == "numPr" for each in paragraph.iter())


def _text(element: ET.Element) -> str:
    name = _name(element)
    if name == "t":
        return element.text or ""
    if name in ("tab", "br", "cr"):
        return " "
    if name in ("del", "rt", "moveFrom", "instrText", "pPr", "rPr"):
        return ""
    return "".join(_text(child) for child in element)


def _rows(table: ET.Element) -> Iterator[list[str]]:
    above: dict[int, str] = {}
    for row in (each for each in table.iter() if _name(each) == "tr"):
        cells: list[str] = []
        for cell in (each for each in row if _name(each) == "tc"):
            merged, span = _merging(cell)
            words = above.get(len(cells), "") if merged == "continue" else _cell(cell)
            above[len(cells)] = words
            cells.extend([words, *[""] * (span - 1)])
        if any(cells):
            yield cells


def _cell(cell: ET.Element) -> str:
    return " ".join(
        part for part in (_text(each).strip() for each in cell if _name(each) in ("p", "tbl", "sdt")) if part
    )


def _merging(cell: ET.Element) -> tuple[str, int]:
    """Return whether a cell goes on from the one above (`continue`), and how many columns it spans."""
    merged, span = "", 1
    for about in (each for each in cell if _name(each) == "tcPr"):
        for each in about:
            value = next((value for name, value in each.attrib.items() if name.endswith("val")), "")
            if _name(each) == "vMerge":
                merged = value or "continue"
            elif _name(each) == "gridSpan" and value.isdigit():
                span = max(1, min(int(value), 100))
    return merged, span
