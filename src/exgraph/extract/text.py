"""Text as it is read: one character for one, so that every offset still points into the document."""

from __future__ import annotations

import re
import unicodedata

_SAME = str.maketrans({"团": "団", "－": "-", "−": "-", "〜": "~", "～": "~", "’": "'", "\u3000": " "})
_KATAKANA = r"[\u30a1-\u30fa\u30fc]"
_LOOKALIKE = str.maketrans("べぺへりヘ", "ベペヘリヘ")
_BETWEEN = re.compile(rf"(?<={_KATAKANA})[べぺへり](?={_KATAKANA})")
_DASH = re.compile(rf"(?<=[\u4e00-\u9fff])ー(?={_KATAKANA})")


def tidy(text: str) -> str:
    """Return the text with widths unified and look-alike characters mended, at the same length.

    Full-width digits and Latin letters become ASCII; simplified 团 becomes 団; a hiragana letter that
    looks like its katakana twin becomes katakana between two katakana letters; the long mark ー between
    kanji and katakana is a dash (函館ーユジノサハリンスク).
    """
    folded = "".join(_fold(character) for character in text).translate(_SAME)
    mended = _BETWEEN.sub(lambda match: match[0].translate(_LOOKALIKE), folded)
    return _DASH.sub("-", mended)


def _fold(character: str) -> str:
    narrow = unicodedata.normalize("NFKC", character)
    return narrow if len(narrow) == 1 else character
