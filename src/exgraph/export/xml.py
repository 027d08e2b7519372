"""Text in XML 1.0, written line by line: a tree of a hundred thousand edges takes hundreds of megabytes."""

from __future__ import annotations

import re
from collections.abc import Mapping

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = re.compile("[^\u0020\u0021\u0023-\u0025\u0027-\u003b\u003d\u003f-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that are forbidden, mark something up, or are blanks that a reader of attributes changes."""
_ESCAPED = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def plain(text: str) -> str:
    """Return a text without the characters that XML 1.0 forbids."""
    return _FORBIDDEN.sub("", text)


def escape(text: str) -> str:
    """Return a text as it stands within an element or quotes, without the characters that XML forbids."""
    return plain(text).translate(_ESCAPED) if _SPECIAL.search(text) else text


def tag(name: str, attributes: Mapping[str, str], *, empty: bool = False) -> str:
    """Return the start of an element, or with `empty` all of it."""
    said = "".join([f' {key}="{escape(value)}"' for key, value in attributes.items()])
    return f"<{name}{said}/>" if empty else f"<{name}{said}>"


def element(name: str, attributes: Mapping[str, str], text: str) -> str:
    """Return an element that holds a text."""
    return f"{tag(name, attributes)}{escape(text)}</{name}>"
