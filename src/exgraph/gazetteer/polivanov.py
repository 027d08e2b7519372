"""Japanese names in Cyrillic letters by the system of Polivanov, from their reading in hiragana."""

from __future__ import annotations

import re

_ROWS = {
    "": "あいうえお", "к": "かきくけこ", "г": "がぎぐげご", "с": "さしすせそ", "дз": "ざじずぜぞ", "т": "たちつてと",
    "д": "だぢづでど", "н": "なにぬねの", "х": "はひふへほ", "б": "ばびぶべぼ", "п": "ぱぴぷぺぽ", "м": "まみむめも",
    "р": "らりるれろ",
}  # fmt: skip
_SYLLABLES = {kana: row + vowel for row, line in _ROWS.items() for kana, vowel in zip(line, "аиуэо", strict=True)}
_SYLLABLES |= {"つ": "цу", "ぢ": "дзи", "づ": "дзу", "ふ": "фу", "や": "я", "ゆ": "ю", "よ": "ё", "わ": "ва"}
_SYLLABLES |= {"ゐ": "и", "ゑ": "э", "を": "о", "ゔ": "ву"}
_SMALL = {"ゃ": "я", "ゅ": "ю", "ょ": "ё"}
_LONG = re.compile(
    r"(?<=[おこごそぞとどのほぼぽもよろょうくぐすずつづぬふぶぷむゆるゅ])う|(?<=[おこごそぞとどのほぼぽもよろ])お|ー"
)
_KINDS = re.compile(r"(?:し|ちょう|まち|そん|むら|く|けん|ふ|と)$")


def cyrillic(kana: str) -> str:
    """Return a reading in hiragana in Cyrillic letters, beginning with a capital.

    Long vowels are written short; い after а and э is й; ん before б, п, м is м, before a vowel нъ.
    """
    words = _LONG.sub("", kana)
    found = ""
    for at, character in enumerate(words):
        following = words[at + 1 : at + 2]
        if character in _SMALL:
            found = found[:-1] + _SMALL[character]
        elif character == "っ":
            found += _SYLLABLES.get(following, "")[:1]
        elif character == "ん":
            found += _nasal(_SYLLABLES.get(following, ""))
        elif character == "い" and found[-1:] in ("а", "э"):
            found += "й"
        else:
            found += _SYLLABLES.get(character, "")
    return found.capitalize()


def _nasal(following: str) -> str:
    if following[:1] in ("б", "п", "м"):
        return "м"
    return "нъ" if following[:1] in tuple("аиуэояюё") else "н"


def municipality(kana: str, ja: str) -> str:
    """Return a municipality's name in Cyrillic without the word for its kind: さっぽろし, 札幌市 is Саппоро."""
    return cyrillic(_KINDS.sub("", kana) if len(ja) > 1 else kana)
