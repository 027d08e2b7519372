"""Characters recognised in images by Tesseract, where it is installed with Japanese."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from exgraph.errors import Location, SourceError

_LANGUAGES = ("jpn", "eng")
_PATIENCE = 300
"""Seconds that one page may take."""
_REMEDY = "install tesseract-ocr and tesseract-ocr-jpn (Debian's names), or give its text as a file"


def text(image: bytes, path: Path) -> str:
    """Return the characters of an image.

    Raises:
        SourceError: Tesseract or its Japanese is not installed, or it does not read the image.
    """
    program = shutil.which("tesseract")
    if program is None:
        raise SourceError(
            "is an image, and no Tesseract is here to recognise its characters", at=Location(path), remedy=_REMEDY
        )
    known = _run([program, "--list-langs"], b"", path).split()
    if "jpn" not in known:
        raise SourceError("is an image, and Tesseract has no Japanese here", at=Location(path), remedy=_REMEDY)
    languages = "+".join(each for each in _LANGUAGES if each in known)
    return _run([program, "stdin", "stdout", "-l", languages, "--psm", "6"], image, path)


def _run(words: list[str], content: bytes, path: Path) -> str:
    try:
        done = subprocess.run(words, input=content, capture_output=True, check=True, timeout=_PATIENCE)  # noqa: S603
    except (subprocess.SubprocessError, OSError) as error:
        raise SourceError("cannot be recognised by Tesseract", at=Location(path), remedy="look at the image") from error
    return done.stdout.decode("utf-8", "replace")
