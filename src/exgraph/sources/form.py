"""Forms of documents: each is turned into the same lines of text whenever it is read.

A table row is one line, its cells joined by tabs; a heading, a paragraph, a list item is one line.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from exgraph.errors import Location, SourceError
from exgraph.sources import encoding as encodings
from exgraph.sources import page, portable, recognition, sheet, word, workbook

_DECLARED = re.compile(rb"""<meta[^>]{0,100}charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")


def text(content: bytes, path: Path, form: str = "", encoding: str = "") -> str:
    """Return the text of a document in the form that its suffix or `form` names, txt where it names none.

    Raises:
        SourceError: no such form, or the content is not of it.
    """
    name = form or path.suffix.lstrip(".").lower()
    if form and form not in _READERS:
        raise SourceError(
            f"[source] names the format '{form}'", at=Location(path), remedy=f"one of {', '.join(sorted(_READERS))}"
        )
    if name in _UNREAD:
        raise SourceError(f"is in a form that is not read ({name})", at=Location(path), remedy=_UNREAD[name])
    reader = _READERS.get(name, _plain)
    if reader in _TEXTS and content.startswith(_BINARY):
        remedy = "give it the suffix of its form: .docx, .xlsx, .xls, .ods, .pdf"
        raise SourceError("is no text", at=Location(path), remedy=remedy)
    return reader(content, path, encoding)


def _plain(content: bytes, path: Path, encoding: str) -> str:
    """Return the characters as they are: offsets are those of the file, but for a byte order mark."""
    return encodings.decode(content, path, encoding or "utf-8-sig")


def _comma_separated(content: bytes, path: Path, encoding: str) -> str:
    words = encodings.decode(content, path, encoding)
    return _separated(words, path, _delimiter(words))


def _delimiter(words: str) -> str:
    """Return what parts the cells of a CSV: the comma, unless the first line has none and has a semicolon or a tab."""
    first = next((line for line in words.splitlines() if line.strip()), "")
    return next((each for each in ",;\t" if each in first), ",")


def _tab_separated(content: bytes, path: Path, encoding: str) -> str:
    return _separated(encodings.decode(content, path, encoding), path, "\t")


def _separated(words: str, path: Path, delimiter: str) -> str:
    """Return one line a row; a line break or tab within a cell is a blank."""
    rows = csv.reader(io.StringIO(words, newline=""), delimiter=delimiter, strict=True)
    lines: list[str] = []
    try:
        for cells in rows:
            lines.append(joined(cells))
    except csv.Error as error:
        raise SourceError(
            f"is not well formed: {error}", at=Location(path, rows.line_num), remedy="look at the quotes of that row"
        ) from error
    return "\n".join(lines) + "\n"


def joined(cells: list[str]) -> str:
    """Return the line of a row."""
    return "\t".join(_BLANKS.sub(" ", cell).strip() for cell in cells).rstrip("\t")


def _page(content: bytes, path: Path, encoding: str) -> str:
    declared = _DECLARED.search(content[:4096])
    # What a page says of itself is often no longer so once it was saved anew as UTF-8.
    name = declared[1].decode("ascii") if declared else ""
    own = encodings.likelier(content, name, "utf-8-sig") if name and encodings.is_known(name) else ""
    words = encodings.decode(content, path, encoding or own)
    return "".join(f"{line}\n" for line in page.lines(words))


def _rows(lines: Iterable[list[str]]) -> str:
    return "".join(f"{joined(cells)}\n" for cells in lines)


def _image(content: bytes, path: Path, _: str) -> str:
    return recognition.text(content, path)


def _tabled(read: Callable[[bytes, Path], Iterable[list[str]]]) -> Callable[[bytes, Path, str], str]:
    """Return the reader of a form that tells its own encoding."""
    return lambda content, path, _: _rows(read(content, path))


_BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
_UNREAD = {
    "doc": "save it as DOCX",
    "rtf": "save it as DOCX",
    "jtd": "save it as DOCX or text",
    "ppt": "save its text as a file",
    "pptx": "save its text as a file",
    "odt": "save it as DOCX",
    "pages": "save it as DOCX",
    "numbers": "save it as XLSX",
    "zip": "take the documents out and give each",
}
"""Forms that are met and not read, each with what to do."""
_TEXTS = (_plain, _comma_separated, _tab_separated, _page)
_IMAGES = ("png", "jpg", "jpeg", "tif", "tiff", "webp")
_READERS: dict[str, Callable[[bytes, Path, str], str]] = {
    "txt": _plain,
    "csv": _comma_separated,
    "tsv": _tab_separated,
    "html": _page,
    "htm": _page,
    "xlsx": _tabled(workbook.rows),
    "xlsm": _tabled(workbook.rows),
    "xls": _tabled(sheet.rows),
    "xlsb": _tabled(sheet.rows),
    "ods": _tabled(sheet.rows),
    "docx": _tabled(word.lines),
    "pdf": _tabled(portable.lines),
    **dict.fromkeys(_IMAGES, _image),
}
