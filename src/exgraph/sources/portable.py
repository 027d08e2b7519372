"""PDF documents through their text layer."""

from __future__ import annotations

import io
from pathlib import Path

from exgraph.errors import Location, SourceError


def text(content: bytes, path: Path) -> str:
    """Return the text layer, page after page.

    Raises:
        SourceError: pypdf is not installed, the content is no PDF, is locked, or holds no text.
    """
    try:
        import pypdf  # noqa: PLC0415 - an optional extra
        from pypdf.errors import PyPdfError  # noqa: PLC0415
    except ImportError as error:
        raise SourceError(
            "needs pypdf to be read", at=Location(path), remedy="pip install 'exgraph[pdf]', or give the text"
        ) from error
    try:
        pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    except PyPdfError as error:
        raise SourceError(f"cannot be read as PDF: {error}", at=Location(path)) from error
    words = "".join(f"{page}\n" for page in pages)
    if not words.strip():
        raise SourceError("holds no text layer", at=Location(path), remedy="recognise its characters first")
    return words
