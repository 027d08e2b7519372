"""How a name in Latin letters sounds in katakana: バーナビー is Burnaby, ブルーミントン Bloomington.

The chances of each few letters to be heard as each few sounds are counted from the pairs of names that GeoNames gives
(`reference/compile.py`); a name is as likely as the likeliest way to cut both sides into such pieces.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

LETTERS, SOUNDS = 3, 3
"""The longest pieces of a name and of its sounds that count as one."""

_UNSEEN = -9.0
"""Logarithm of the chance of a silent letter, or of a sound that no letter tells, where none was counted."""

_ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "s": "サシスセソ", "t": "タチツテト", "n": "ナニヌネノ", "h": "ハヒフヘホ",
    "m": "マミムメモ", "r": "ラリルレロ", "g": "ガギグゲゴ", "z": "ザジズゼゾ", "d": "ダヂヅデド", "b": "バビブベボ",
    "p": "パピプペポ",
}  # fmt: skip
_SPECIAL = {"チ": "ci", "ツ": "qu", "フ": "fu", "ジ": "ji", "ヂ": "ji", "ヅ": "zu", "ヴ": "bu"}
_SPECIAL |= {"ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ワ": "wa", "ヮ": "wa", "ヰ": "i", "ヱ": "e", "ヲ": "o"}
_SPECIAL |= {"ン": "n", "ッ": "", "ー": "", "ヶ": "ga", "ヵ": "ka"}
_SYLLABLES = {kana: row + vowel for row, line in _ROWS.items() for kana, vowel in zip(line, "aiueo", strict=True)}
_SYLLABLES |= _SPECIAL
_SMALL = {"ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o", "ャ": "ya", "ュ": "yu", "ョ": "yo"}
_NO_LETTER = re.compile(r"[^a-z]")


def sounds(katakana: str) -> str:
    """Return a word's sounds in one letter each; long marks and doubled consonants are left out, ヴ sounds as ブ.

    c stands for チ, q for ツ; a small vowel takes the place of the one before it: ファ is fa, シャ sya.
    """
    found = ""
    for character in katakana:
        if character in _SMALL:
            found = found[:-1] + _SMALL[character] if found[-1:] in tuple("aiueo") else found + _SMALL[character]
        else:
            found += _SYLLABLES.get(character, "")
    return found


def romaji(katakana: str) -> str:
    """Return a word in katakana in Latin letters, for want of the name it renders: カウアイ is Kauai."""
    words = (sounds(part).replace("c", "ch").replace("q", "ts") for part in re.split("[・=]", katakana))
    return " ".join(word.capitalize() for word in words if word)


def letters(name: str) -> str:
    """Return a name's small letters a to z, without marks, blanks and hyphens."""
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss").replace("ø", "o").replace("ł", "l").replace("đ", "d"))
    return _NO_LETTER.sub("", plain.lower())


@dataclass(frozen=True)
class Model:
    """Logarithms of the chance that a piece of a name is heard as a piece of sound."""

    chances: Mapping[tuple[str, str], float]

    def likeness(self, katakana: str, name: str) -> float:
        """Return from 0 to 1 how well a name fits a word in katakana: the chance of a piece, in the geometric mean."""
        heard, written = sounds(katakana), letters(name)
        if not heard or not written:
            return 0.0
        return math.exp(self._best(written, heard) / max(len(heard), len(written)))

    def _best(self, written: str, heard: str) -> float:
        """Return the logarithm of the chance of the likeliest way to cut both into pieces."""
        best = {(0, 0): 0.0}
        for at in range(len(written) + 1):
            for to in range(len(heard) + 1):
                if (at, to) not in best:
                    continue
                here = best[at, to]
                for piece, sound in pieces(written[at : at + LETTERS], heard[to : to + SOUNDS]):
                    chance = self.chances.get(
                        (piece, sound), _UNSEEN * (len(piece) + len(sound)) if not (piece and sound) else None
                    )
                    if chance is not None:
                        step = (at + len(piece), to + len(sound))
                        best[step] = max(best.get(step, -math.inf), here + chance)
        return best.get((len(written), len(heard)), -math.inf)


def pieces(written: str, heard: str) -> Iterator[tuple[str, str]]:
    """Yield every pair of a beginning of the letters and a beginning of the sounds; one of the two may be empty."""
    for end in range(len(written) + 1):
        for stop in range(len(heard) + 1):
            if (end or stop) and (end <= 1 or stop):
                if not end and stop > 1:
                    continue
                yield written[:end], heard[:stop]


@cache
def model() -> Model:
    """Return the model that comes with the package."""
    text = (resources.files("exgraph.gazetteer") / "data" / "sound.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return Model({(piece, sound): float(chance) for piece, sound, chance in rows})
