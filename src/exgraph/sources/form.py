"""Forms of documents: each is turned into the same lines of text whenever it is read.

A table row is one line, its cells joined by tabs; a heading, a paragraph, a list item is one line.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

from exgraph.errors import Location, SourceError
from exgraph.sources import page, portable, workbook

_ENCODINGS = ("utf-8-sig", "cp932")
"""Encodings tried in turn; the second is what spreadsheets in Japanese save as."""

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
    return _READERS.get(name, _plain)(content, path, encoding)


def _plain(content: bytes, path: Path, encoding: str) -> str:
    """Return the characters as they are: offsets are those of the file, but for a byte order mark."""
    return _decode(content, path, encoding or "utf-8-sig")


def _decode(content: bytes, path: Path, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except LookupError as error:
        raise SourceError(f"'{encoding}' is no encoding", at=Location(path), remedy="name another") from error
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        name = "UTF-8" if encoding == "utf-8-sig" else encoding
        remedy = "save it as UTF-8, or name its encoding in [source]"
        raise SourceError(f"is not {name}", at=Location(path, line), remedy=remedy) from error


def _decode_any(content: bytes, path: Path, encoding: str) -> str:
    for each in () if encoding else _ENCODINGS[1:]:
        try:
            content.decode(_ENCODINGS[0])
        except UnicodeDecodeError:
            return _decode(content, path, each)
    return _decode(content, path, encoding or _ENCODINGS[0])


def _comma_separated(content: bytes, path: Path, encoding: str) -> str:
    return _separated(_decode_any(content, path, encoding), path, ",")


def _tab_separated(content: bytes, path: Path, encoding: str) -> str:
    return _separated(_decode_any(content, path, encoding), path, "\t")


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
    told = encoding or (declared[1].decode("ascii") if declared else "")
    # Pages that say Shift_JIS hold characters that only its extension by Windows has.
    told = "cp932" if told.lower() in ("shift_jis", "shift-jis", "sjis", "x-sjis") else told
    words = _decode_any(content, path, "" if told.lower() == "utf-8" else told)
    return "".join(f"{line}\n" for line in page.lines(words))


def _workbook(content: bytes, path: Path, _: str) -> str:
    return "".join(f"{joined(cells)}\n" for cells in workbook.rows(content, path))


def _portable(content: bytes, path: Path, _: str) -> str:
    return portable.text(content, path)


_READERS: dict[str, Callable[[bytes, Path, str], str]] = {
    "txt": _plain,
    "csv": _comma_separated,
    "tsv": _tab_separated,
    "html": _page,
    "htm": _page,
    "xlsx": _workbook,
    "pdf": _portable,
}
