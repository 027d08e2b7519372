"""Words as they are compared: Japanese by pairs of signs, Russian and English by the stem that their forms share.

Japanese writes no blanks between words. A run of its signs is indexed as each sign with the next one
(国際遠泳 as 国際, 際遠, 遠泳), so that a sequence of pairs is any part of a run.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

_JAPANESE = "\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUN = re.compile(rf"[{_JAPANESE}]+|[^\W_{_JAPANESE}]+")
_IS_JAPANESE = re.compile(f"[{_JAPANESE}]")
_BROKEN = re.compile(rf"(?<=[{_JAPANESE}])[・=゠]?\s*\n\s*(?=[{_JAPANESE}])|(?<=[{_JAPANESE}])[・=゠](?=[{_JAPANESE}])")
"""A line that is broken within Japanese, and the dots between foreign names: ユジノ・サハリンスク."""
_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_CYRILLIC = re.compile("[а-яё]")
_ENGLISH, _RUSSIAN = snowballstemmer.stemmer("english"), snowballstemmer.stemmer("russian")
_PARTICLES = re.compile("[\u3041-\u309f]+")
"""Hiragana, which joins the words of a Japanese phrase."""


_STOP_WORDS = """
    a an and at by for from in into of on or the to what when where which who with
    в во и из к на о об по с со у для до от что где когда какие кто
    の と に を は が へ で から まで
"""
_STOP = frozenset(_STOP_WORDS.split())
"""Words that mean nothing to a search beside others."""


@dataclass(frozen=True)
class PlacedWord:
    """A word of a text in the form in which it is compared, and where it stands in the text."""

    form: str
    start: int
    end: int


def is_japanese(sign: str) -> bool:
    """Tell whether a sign is kana or kanji."""
    return _IS_JAPANESE.match(sign) is not None


def folded(text: str) -> str:
    """Return a text without differences of width, case, and of hiragana and katakana."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_KATAKANA)


def tokens(text: str) -> Iterator[str]:
    """Yield the forms of a text that are indexed. A run of Japanese ends with its last sign alone."""
    for run in _RUN.findall(folded(_joined(text))):
        if is_japanese(run[0]):
            yield from (run[at : at + 2] for at in range(len(run)))
        else:
            yield stem(run)


def placed(text: str) -> Iterator[PlacedWord]:
    """Yield the runs of a text with their places: whole runs of Japanese, stems of other words."""
    # Sign by sign, so that each keeps its place though ㈱ becomes three.
    signs = [(sign, at) for at, written in enumerate(text) for sign in folded(written)]
    for run in _RUN.finditer("".join(sign for sign, _ in signs)):
        start, end = signs[run.start()][1], signs[run.end() - 1][1] + 1
        yield PlacedWord(run[0] if is_japanese(run[0]) else stem(run[0]), start, end)


@lru_cache(100_000)
def stem(word: str) -> str:
    """Return what the forms of a folded word share: школьники, школьников; visit, visits."""
    if _CYRILLIC.search(word):
        # Until nothing is left to take off: пролив and пролива end in one stem only at the second step.
        short = str(_RUSSIAN.stemWord(plain := word.replace("ё", "е")))
        return short if short == plain else stem(short)
    plain = "".join(sign for sign in unicodedata.normalize("NFD", word) if not "\u0300" <= sign <= "\u036f")
    return str(_ENGLISH.stemWord(plain))


@dataclass(frozen=True)
class WordQuery:
    """A search: phrases, each a sequence of runs. A text must have all of them, or any where `loose`."""

    phrases: tuple[tuple[str, ...], ...]
    loose: bool = False

    @classmethod
    def of(cls, text: str) -> WordQuery:
        """Read what somebody typed: words between blanks, each a phrase where it has several runs."""
        return cls(_phrases(_meaning(text)))

    @classmethod
    def attempts(cls, text: str) -> Iterator[WordQuery]:
        """Yield what to look for, one after another until something is found.

        All words that mean something, as they are; then without the particles of Japanese
        (稚内から函館へ as 稚内 and 函館); then any of them.
        """
        words = _meaning(text)
        whole = cls(_phrases(words))
        if whole.phrases:
            yield whole
        parts = _phrases(part for word in words for part in _PARTICLES.sub(" ", word).split())
        if parts and parts != whole.phrases:
            yield cls(parts)
        if len(parts) > 1:
            yield cls(parts, loose=True)

    @property
    def match(self) -> str:
        """The query in the form of SQLite's FTS5."""
        return (" OR " if self.loose else " AND ").join(map(_written, self.phrases))


def _meaning(text: str) -> list[str]:
    words = text.split()
    return [word for word in words if word.casefold() not in _STOP] or words


def _phrases(words: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    phrases = (tuple(_runs(word)) for word in words)
    return tuple(dict.fromkeys(phrase for phrase in phrases if phrase))


def _runs(word: str) -> Iterator[str]:
    for run in _RUN.findall(folded(_joined(word))):
        yield run if is_japanese(run[0]) else stem(run)


def _joined(text: str) -> str:
    return _BROKEN.sub("", unicodedata.normalize("NFKC", text))


def _written(phrase: tuple[str, ...]) -> str:
    forms: list[str] = []
    *before, last = phrase
    for run in before:
        forms += [run[at : at + 2] for at in range(len(run))] if is_japanese(run[0]) else [run]
    if is_japanese(last[0]) and len(last) > 1:
        return f'"{" ".join([*forms, *(last[at : at + 2] for at in range(len(last) - 1))])}"'
    # One sign is found with whatever follows it.
    return f'"{" ".join([*forms, last])}"' + (" *" if is_japanese(last[0]) else "")
