"""Where in a text the words of a search stand, with what is around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from exgraph.reading.fulltext.word import PlacedWord, WordQuery, folded, is_japanese, placed

_ROOM = 90
"""Signs of a snippet around its first hit."""
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True)
class SnippetPart:
    """Words of a snippet: those that were looked for are marked."""

    text: str
    marked: bool


def marked(text: str, query: WordQuery) -> list[SnippetPart]:
    """Return a whole text with the words of a query marked."""
    return _spans(text, _found(text, query), 0, len(text))


def snippet(texts: Sequence[str], query: WordQuery) -> list[SnippetPart]:
    """Return the part of the first of some texts that has words of a query, those words marked; empty for none."""
    for text in texts:
        one_line = _BLANK.sub(" ", text).strip()
        if found := _found(one_line, query):
            return _cut(one_line, found)
    return []


def _found(text: str, query: WordQuery) -> list[tuple[int, int]]:
    """Return where the words of a query stand, in order and apart."""
    wanted = {run for phrase in query.phrases for run in phrase}
    found: list[tuple[int, int]] = []
    for token in placed(text):
        if is_japanese(token.form[0]):
            found += _within(text, token, [run for run in wanted if is_japanese(run[0])])
        elif token.form in wanted:
            found.append((token.start, token.end))
    apart: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if apart and start <= apart[-1][1]:
            apart[-1] = apart[-1][0], max(end, apart[-1][1])
        else:
            apart.append((start, end))
    return apart


def _within(text: str, token: PlacedWord, wanted: Sequence[str]) -> list[tuple[int, int]]:
    run = folded(text[token.start : token.end])
    if len(run) != token.end - token.start:  # signs that are written otherwise: the whole run is marked
        return [(token.start, token.end)] if any(each in run for each in wanted) else []
    found = []
    for each in wanted:
        at = run.find(each)
        while at >= 0:
            found.append((token.start + at, token.start + at + len(each)))
            at = run.find(each, at + len(each))
    return found


def _cut(text: str, found: Sequence[tuple[int, int]]) -> list[SnippetPart]:
    first = found[0][0]
    start = 0 if len(text) <= _ROOM or first < _ROOM // 3 else _word_start(text, first - _ROOM // 3)
    end = min(len(text), start + _ROOM)
    before = [SnippetPart("…", marked=False)] if start else []
    after = [SnippetPart("…", marked=False)] if end < len(text) else []
    return [*before, *_spans(text, found, start, end), *after]


def _spans(text: str, found: Sequence[tuple[int, int]], start: int, end: int) -> list[SnippetPart]:
    spans, at = [], start
    for begin, stop in found:
        if begin < end:
            spans += [SnippetPart(text[at:begin], marked=False), SnippetPart(text[begin : min(stop, end)], marked=True)]
            at = min(stop, end)
    return [span for span in (*spans, SnippetPart(text[at:end], marked=False)) if span.text]


def _word_start(text: str, at: int) -> int:
    """Return where the next word begins, if one does soon; Japanese is cut anywhere."""
    blank = text.find(" ", at, at + 15)
    return blank + 1 if blank >= 0 else at
