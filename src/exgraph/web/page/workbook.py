"""Workbooks of what a page shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from exgraph.export.table import About, Sheet, xlsx_bytes
from exgraph.reading.reader import Reader
from exgraph.release import citation


def workbook_bytes(reader: Reader, sheets: Sequence[Sheet]) -> bytes:
    """Return sheets as a workbook that names the project's data, who publishes them, and the time of the version."""
    project, language = reader.published.project, reader.language
    made = datetime.fromtimestamp(int(reader.published.folder.stat().st_mtime), UTC).replace(tzinfo=None)
    about = About(citation.title(project, language), citation.authors(project, language), made)
    return xlsx_bytes(sheets, about)
