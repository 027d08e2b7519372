"""Many names found in a text at once: leftmost, then longest, none overlapping another or inside a longer word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc\u3099\u309a]")
_KANJI = re.compile("[\u4e00-\u9fff]")
_LATIN = re.compile("[A-Za-z0-9]")


@dataclass
class Lexicon:
    """Names by their first letter, each with the lengths that names of that letter have, the longest first."""

    names: frozenset[str]
    lengths: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Iterable[str]) -> Lexicon:
        """Gather names; the empty one is left out."""
        lexicon = cls(frozenset(name for name in names if name))
        lengths: dict[str, set[int]] = {}
        for name in lexicon.names:
            lengths.setdefault(name[0], set()).add(len(name))
        lexicon.lengths = {letter: sorted(found, reverse=True) for letter, found in lengths.items()}
        return lexicon

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the offsets of the names in a text."""
        at, end = 0, len(text)
        while at < end:
            stop = self._at(text, at)
            if stop:
                yield at, stop
            at = stop or at + 1

    def _at(self, text: str, start: int) -> int:
        """Return where the longest name ends that begins here and stands for itself, 0 where none does."""
        for length in self.lengths.get(text[start], ()):
            stop = start + length
            if text[start:stop] in self.names and stop <= len(text) and is_bounded(text, start, stop):
                return stop
        return 0


def is_bounded(text: str, start: int, end: int) -> bool:
    """Say whether a name stands for itself: タイ is not in スタイル, Rome not in Romer."""
    before, after = text[start - 1 : start], text[end : end + 1]
    for letters in (_KATAKANA, _LATIN):
        if letters.match(text[start]) and letters.match(before):
            return False
        if letters.match(text[end - 1]) and letters.match(after):
            # ー between a name and kanji is a dash in these documents: ウラジオストクー新千歳.
            return after == "ー" and bool(_KANJI.match(text[end + 1 : end + 2]))
    return True
