"""The lines of a page with those joined that were wrapped at a width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from exgraph.extract.layout import gaps
from exgraph.extract.layout.line import Line, look
from exgraph.sources.document import Document

_GOES_ON = frozenset({"prose", "bullet", "entry"})
_ENDS = ("。", ".", ")", "」", ":")
_NARROW, _WIDE = 24, 120
"""Characters: text is wrapped at a width between these."""
_FULL = 0.85
"""How much of the width a wrapped line fills at least."""
_LEAST, _SHARE = 3, 0.25
"""So many lines of a page are full where it is wrapped, and so large a share."""


def lines(document: Document) -> Iterator[Line]:
    """Yield the lines of a document, wrapped ones joined to the line that they go on from.

    A line goes on where a bracket is open in it, or where it is full on a page whose text is wrapped.
    """
    page = _Page.of(document.lines)
    line: Line | None = None
    for number, words in enumerate(gaps.tabbed(document.lines), start=1):
        here = look(number, words)
        if line and (here.kind == "prose" or (here.kind == "entry" and _open(line))) and page.goes_on(line):
            line = _joined(line, here)
            continue
        if line:
            yield line
        line = here
    if line:
        yield line


def _open(line: Line) -> bool:
    """Say whether a bracket is open at a line's end."""
    return line.text.count("(") > line.text.count(")")


def _joined(line: Line, here: Line) -> Line:
    joint = "" if re.search(r"[\u3041-\u9fff]$", line.text) else " "
    text, rest = (f"{words}{joint}{here.text}" for words in (line.text, line.rest))
    return replace(line, text=text, rest=rest, style="", last=here.number)


@dataclass(frozen=True)
class _Page:
    lines: list[str]
    full: float

    @classmethod
    def of(cls, lines: list[str]) -> _Page:
        widest = sorted(map(len, lines))[-max(1, len(lines) // 20)] if lines else 0
        full = _FULL * widest
        filled = sum(len(each) >= full for each in lines)
        written = sum(bool(each.strip()) for each in lines)
        wraps = _NARROW <= widest <= _WIDE and filled >= max(_LEAST, _SHARE * written)
        return cls(lines, full if wraps else 0)

    def goes_on(self, line: Line) -> bool:
        if line.kind not in _GOES_ON:
            return False
        if _open(line):
            return True
        last = self.lines[(line.last or line.number) - 1]
        return bool(self.full) and len(last) >= self.full and not last.rstrip().endswith(_ENDS)
